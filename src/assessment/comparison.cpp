#include "giaingan/assessment/comparison.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "assessment/comparison_causes.hpp"
#include "assessment/states_between.hpp"
#include "assessment/verdict_list.hpp"

namespace giaingan::inline v1 {
namespace {

Verdict verdict_of(const VerdictKey& key, const AllSaid& findings) {
  Verdict verdict{verdict_kind_text(key.kind), key.subject, key.object, {}, {}};
  if (const auto said = findings.verdicts.find(key); said != findings.verdicts.end()) {
    verdict.value = said->second.value;
    verdict.citation = said->second.citation;
  }
  return verdict;
}

std::optional<Rational> total_of(const TotalKey& key, const AllSaid& findings) {
  const auto total = findings.totals.find(key);
  return total == findings.totals.end() ? std::optional(Rational(0)) : total->second;
}

template <class Key, class Value>
std::set<Key> keys_of(const std::map<Key, Value>& one, const std::map<Key, Value>& other) {
  std::set<Key> keys;
  for (const auto* each : {&one, &other}) {
    for (const auto& entry : *each)
      keys.insert(entry.first);
  }
  return keys;
}

/// Whether two states say the same in everything but what they cite.
bool say_the_same(const AllSaid& one, const AllSaid& other) {
  const auto same = [](const auto& left, const auto& right) {
    return left.first == right.first && left.second.value == right.second.value;
  };
  return one.totals == other.totals && std::ranges::equal(one.verdicts, other.verdicts, same);
}

/// The changes that may make a difference. Those of wording are made at first, where that changes nothing.
ToExplain to_explain(const StatesBetween& states, const AllSaid& findings_a) {
  ToExplain explained;
  const auto& changes = states.changes();
  Made with_wording(changes.size());
  for (std::size_t i = 0; i < changes.size(); ++i)
    with_wording[i] = changes[i].wording;
  const auto findings = states.all_findings(with_wording, {});
  const bool neutral = findings && say_the_same(findings_a, *findings);
  explained.at_first = neutral ? with_wording : Made(changes.size());
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (!explained.at_first[i]) explained.changes.push_back(i);
  }
  return explained;
}

/// The rubrics, if both policies have one and a change is of them.
std::optional<RubricComparison> compared_rubrics(const SidesComparison& sides) {
  const auto& a = sides.policy_a->evaluation;
  const auto& b = sides.policy_b->evaluation;
  const bool changed = std::ranges::any_of(sides.changes, [](const Change& change) {
    return !change.wording && change.pointer.starts_with("/evaluation/");
  });
  if (!a || !b || !changed) return std::nullopt;
  return compare_rubrics(*a, *b);
}

}  // namespace

const char* cause_text(CauseKind kind) noexcept {
  switch (kind) {
    case CauseKind::smallest:
      return "smallest";
    case CauseKind::minimal:
      return "minimal";
    case CauseKind::not_reduced:
      break;
  }
  return "not_reduced";
}

MadeFrom made_from(const ComparisonSide& side, const Policy& policy) {
  return {.policy = side.sources.empty() ? policy->sources : side.sources,
          .policy_day = side.sources.empty() ? policy->day : side.policy_day,
          .facts = side.portfolio->provenance};
}

SidesComparison compare(const ComparisonSide& a, const ComparisonSide& b, const ComparisonLimits& limits) {
  StatesBetween states(a, b, limits.input);
  SidesComparison comparison{.policy_a = states.policy_a(),
                             .policy_b = states.policy_b(),
                             .as_of_a = a.as_of,
                             .as_of_b = b.as_of,
                             .from_a = made_from(a, states.policy_a()),
                             .from_b = made_from(b, states.policy_b()),
                             .changes = states.changes(),
                             .differences = {},
                             .totals = {},
                             .rubrics = {}};
  // The sides themselves load: the policies have been read, their levels are there.
  const AllSaid findings_a = findings_of(states.policy_a(), a.portfolio, a.as_of, {});
  const AllSaid findings_b = findings_of(states.policy_b(), b.portfolio, b.as_of, {});
  std::vector<VerdictKey> verdicts;
  for (const VerdictKey& key : keys_of(findings_a.verdicts, findings_b.verdicts)) {
    ++comparison.verdicts;
    VerdictDifference difference{verdict_of(key, findings_a), verdict_of(key, findings_b), {}};
    if (difference.a.value == difference.b.value) continue;
    comparison.differences.push_back(std::move(difference));
    verdicts.push_back(key);
  }
  std::vector<TotalKey> totals;
  for (const TotalKey& key : keys_of(findings_a.totals, findings_b.totals)) {
    TotalDifference total{key.first, key.second, total_of(key, findings_a), total_of(key, findings_b), {}};
    if (total.a == total.b) continue;
    comparison.totals.push_back(std::move(total));
    totals.push_back(key);
  }
  if (comparison.changes.empty()) return comparison;
  comparison.rubrics = compared_rubrics(comparison);
  const ToExplain explained = to_explain(states, findings_a);
  states.ask(std::move(verdicts), std::move(totals));
  comparison.exact_up_to = find_causes(states, explained, limits, comparison.differences);
  find_shares(states, explained, limits, comparison.totals);
  comparison.states = states.known();
  comparison.unloadable = states.unloadable();
  return comparison;
}

}  // namespace giaingan::inline v1
