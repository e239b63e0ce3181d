#include "assessment/joint_states.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <tuple>
#include <utility>

namespace giaingan::inline v1 {
namespace {

using Chosen = std::vector<const MetricState*>;

/// All that a state says of the rubrics.
using Effect =
    std::tuple<bool, std::array<std::uint64_t, 2>,
               std::vector<std::tuple<std::size_t, std::size_t, CriterionPart::Kind, Rational, Rational>>>;

Effect effect_of(const MetricState& state) {
  Effect effect{state.is_stretch, state.failing, {}};
  auto& parts = std::get<2>(effect);
  parts.reserve(state.parts.size());
  for (const CriterionPart& part : state.parts)
    parts.emplace_back(part.rubric, part.criterion, part.kind, part.from, part.to);
  return effect;
}

std::ptrdiff_t missing_figures(const MetricState& state) {
  return std::ranges::count_if(state.pieces, &MetricPiece::missing);
}

/// Figures in the middle of all pieces.
Figures figures_of(const Chosen& chosen) {
  Figures figures;
  for (const MetricState* state : chosen) {
    const MetricPiece& piece = state->pieces.front();
    figures[piece.metric] =
        piece.missing ? std::nullopt : std::optional((piece.from + piece.to) / Rational(2));
  }
  return figures;
}

void absorb(MetricState& joint, const MetricState& state) {
  joint.pieces.insert(joint.pieces.end(), state.pieces.begin(), state.pieces.end());
  joint.parts.insert(joint.parts.end(), state.parts.begin(), state.parts.end());
  for (std::size_t r = 0; r < joint.failing.size(); ++r)
    joint.failing[r] |= state.failing[r];
  joint.is_stretch = joint.is_stretch || state.is_stretch;
}

MetricState state_of(const Seen& seen) {
  MetricState state;
  state.failing = seen.failing;
  state.parts = seen.parts;
  for (std::size_t i = 0; i < seen.parts.size(); ++i)
    state.parts[i].from = state.parts[i].to = seen.points[i];
  return state;
}

/// Goes on to the next combination; false after the last.
bool advance(const std::vector<std::vector<MetricState>>& choices, std::vector<std::size_t>& at) {
  for (std::size_t i = at.size(); i > 0; --i) {
    if (++at[i - 1] < choices[i - 1].size()) return true;
    at[i - 1] = 0;
  }
  return false;
}

}  // namespace

StateGroup joint_states(const std::vector<std::vector<MetricState>>& choices,
                        const std::function<Seen(const Figures&)>& look) {
  std::map<Effect, MetricState> told_apart;
  std::map<std::vector<Effect>, StateFactors> of_several_stretches;
  std::vector<std::size_t> at(choices.size());
  do {
    Chosen chosen;
    chosen.reserve(choices.size());
    for (std::size_t i = 0; i < choices.size(); ++i)
      chosen.push_back(&choices[i][at[i]]);
    MetricState joint = state_of(look(figures_of(chosen)));
    // Along one stretch all else stands still. Two stretches are passed through independently.
    const bool several = std::ranges::count_if(chosen, &MetricState::is_stretch) > 1;
    StateFactors factors(1);
    for (const MetricState* state : chosen)
      several && state->is_stretch ? factors.push_back({*state}) : absorb(joint, *state);
    if (several) {
      factors.front().push_back(std::move(joint));
      std::vector<Effect> effects;
      effects.reserve(factors.size());
      for (const auto& factor : factors)
        effects.push_back(effect_of(factor.front()));
      of_several_stretches.emplace(std::move(effects), std::move(factors));
      continue;
    }
    const auto [same, is_new] = told_apart.try_emplace(effect_of(joint), joint);
    if (!is_new && missing_figures(joint) < missing_figures(same->second)) same->second = std::move(joint);
  } while (advance(choices, at));

  StateGroup group;
  group.reserve(1 + of_several_stretches.size());
  std::vector<MetricState> states;
  states.reserve(told_apart.size());
  for (auto& [effect, state] : told_apart)
    states.push_back(std::move(state));
  std::ranges::stable_sort(states, {}, missing_figures);
  if (!states.empty()) group.push_back({std::move(states)});
  for (auto& [effects, factors] : of_several_stretches)
    group.push_back(std::move(factors));
  return group;
}

}  // namespace giaingan::inline v1
