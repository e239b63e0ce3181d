#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>
#include <variant>

#include "policy/class_reach.hpp"
#include "policy/metric_pieces.hpp"

namespace giaingan::inline v1 {
namespace {

constexpr std::size_t most_limits = 64;
/// More pieces than any rubric of whole points has; above it they are made one.
constexpr std::size_t most_pieces = 2000;

/// What one piece of a figure's values gives: points and the limits that may still hold.
struct Choice {
  LimitSet holds = 0;
  TotalsPiece points;
  bool drops_out = false;  ///< a criterion does, so that the total is rescaled
};

/// What is known once some figures are.
struct Totals {
  std::vector<TotalsPiece> pieces;
  bool rescaled = false;  ///< some totals are
};

using TotalsBySet = std::map<LimitSet, Totals>;

std::vector<const ClassLimit*> limits_of(const EvaluationPolicy& policy) {
  std::vector<const ClassLimit*> limits;
  limits.reserve(policy.vetoes.size() + policy.caps.size());
  for (const ClassLimit& veto : policy.vetoes)
    limits.push_back(&veto);
  for (const ClassLimit& cap : policy.caps)
    limits.push_back(&cap);
  return limits;
}

Rational points_at(const ScoreBand& band, const Rational& value) {
  const auto& [from, to, includes] = band.interval;
  if (!band.points_to || !from || !to || *from == *to) return band.points;
  const Rational within = std::clamp(value, Rational(*from), Rational(*to));
  return Rational(band.points) + (within - Rational(*from)) / (Rational(*to) - Rational(*from)) *
                                     (Rational(*band.points_to) - Rational(band.points));
}

/// Goes through the figures that a rubric reads of one subject.
class Explorer {
 public:
  Explorer(const EvaluationPolicy& policy, Subject subject, FiguresKnown known)
      : policy_(policy), subject_(subject), known_(known), limits_(limits_of(policy)) {}

  TotalsBySet explore() {
    TotalsBySet reached{{limits_that_concern(), {.pieces = {{Rational(0), Rational(0)}}}}};
    for (const Figure& figure : figures())
      reached = joined(reached, choices(figure));
    // The points of a table are taken to be free of limits and of criteria that read its metrics too.
    for (const Criterion& criterion : policy_.criteria) {
      const auto* table = std::get_if<TabledScore>(&criterion.score);
      if (table != nullptr && concerns(criterion.subjects, subject_))
        reached = joined(reached, choices(criterion, *table));
    }
    return reached;
  }

 private:
  [[nodiscard]] LimitSet limits_that_concern() const {
    LimitSet set = 0;
    for (std::size_t i = 0; i < limits_.size(); ++i) {
      if (concerns(limits_[i]->subjects, subject_)) set |= LimitSet{1} << i;
    }
    return set;
  }

  [[nodiscard]] std::set<Figure> figures() const {
    std::set<Figure> read;
    for (const Criterion& criterion : policy_.criteria) {
      const auto figure = figure_of(criterion);
      if (figure && concerns(criterion.subjects, subject_)) read.insert(*figure);
    }
    for (const ClassLimit* limit : limits_) {
      for (const MetricCondition& condition : limit->conditions)
        if (concerns(limit->subjects, subject_)) read.insert({condition.metric, {}});
    }
    return read;
  }

  [[nodiscard]] std::vector<const Criterion*> criteria_of(const Figure& figure) const {
    std::vector<const Criterion*> reading;
    for (const Criterion& criterion : policy_.criteria) {
      if (concerns(criterion.subjects, subject_) && figure_of(criterion) == std::optional(figure))
        reading.push_back(&criterion);
    }
    return reading;
  }

  [[nodiscard]] std::vector<Rational> bounds_of(const Figure& figure) const {
    std::vector<Rational> bounds;
    for (const Criterion* criterion : criteria_of(figure)) {
      if (const auto* banded = std::get_if<BandedScore>(&criterion->score)) {
        for (const ScoreBand& band : banded->bands)
          append_bounds(as_compared(band.interval, policy_), bounds);
      } else {
        bounds.emplace_back(0);
        bounds.emplace_back(1);
      }
    }
    if (!figure.over.empty()) return bounds;
    for (const ClassLimit* limit : limits_) {
      for (const MetricCondition& condition : limit->conditions)
        if (condition.metric == figure.metric) append_bounds(values_that_meet(condition, policy_), bounds);
    }
    return bounds;
  }

  /// The limits of which no condition on the figure fails; `value` nothing: it is missing.
  [[nodiscard]] LimitSet limits_left(const Figure& figure, const std::optional<Rational>& value) const {
    LimitSet left = ~LimitSet{0};
    if (!figure.over.empty()) return left;
    for (std::size_t i = 0; i < limits_.size(); ++i) {
      const bool fails = std::ranges::any_of(limits_[i]->conditions, [&](const MetricCondition& condition) {
        return condition.metric == figure.metric &&
               (!value || !contains(values_that_meet(condition, policy_), *value));
      });
      if (fails) left &= ~(LimitSet{1} << i);
    }
    return left;
  }

  /// The points of one criterion at both ends of a piece.
  [[nodiscard]] std::pair<Rational, Rational> points_of(const Criterion& criterion,
                                                        const Piece& piece) const {
    // Inside a linear band points follow the exact value, which compare_at may have rounded.
    const Rational half = policy_.compare_at ? Rational(*policy_.compare_at) / 2 : Rational(0);
    const Rational low = piece.from - half;
    const Rational high = piece.to + half;
    if (const auto* proportional = std::get_if<ProportionalScore>(&criterion.score)) {
      const auto at = [&](const Rational& value) {
        return std::clamp(value, Rational(0), Rational(1)) * Rational(proportional->max);
      };
      return {at(low), at(high)};
    }
    for (const ScoreBand& band : std::get<BandedScore>(criterion.score).bands) {
      if (contains(as_compared(band.interval, policy_), piece.inside))
        return {points_at(band, low), points_at(band, high)};
    }
    return {Rational(0), Rational(0)};
  }

  [[nodiscard]] Choice choice_of(const std::vector<const Criterion*>& reading, const Figure& figure,
                                 const Piece& piece) const {
    Rational low = 0;
    Rational high = 0;
    for (const Criterion* criterion : reading) {
      const auto [at_low, at_high] = points_of(*criterion, piece);
      low = low + Rational(criterion->weight) * at_low;
      high = high + Rational(criterion->weight) * at_high;
    }
    return {.holds = limits_left(figure, piece.inside),
            .points = {std::min(low, high), std::max(low, high)},
            .drops_out = false};
  }

  /// Adds what happens without the figure, unless the subject then can't be rated at all.
  void add_missing(const std::vector<const Criterion*>& reading, const Figure& figure,
                   MissingMetric Criterion::*rule, std::vector<Choice>& choices) const {
    Choice choice{.holds = limits_left(figure, std::nullopt), .points = {Rational(0), Rational(0)}};
    for (const Criterion* criterion : reading) {
      if (criterion->*rule == MissingMetric::error) return;
      choice.drops_out = choice.drops_out || criterion->*rule == MissingMetric::skip_and_rescale;
    }
    choices.push_back(std::move(choice));
  }

  [[nodiscard]] std::vector<Choice> choices(const Figure& figure) const {
    const std::vector<const Criterion*> reading = criteria_of(figure);
    std::vector<Choice> choices;
    for (const Piece& piece : pieces_between(bounds_of(figure), figure, policy_))
      choices.push_back(choice_of(reading, figure, piece));
    // That nothing was assigned is a figure too.
    if (!figure.over.empty()) add_missing(reading, figure, &Criterion::not_assigned, choices);
    if (known_ == FiguresKnown::some && can_be_missing(figure.metric))
      add_missing(reading, figure, &Criterion::missing, choices);
    return choices;
  }

  [[nodiscard]] std::vector<Choice> choices(const Criterion& criterion, const TabledScore& table) const {
    std::vector<Choice> choices;
    for (const TableRow& row : table.rows) {
      const Rational points = Rational(criterion.weight) * Rational(row.points);
      choices.push_back({.holds = ~LimitSet{0}, .points = {points, points}, .drops_out = false});
    }
    if (known_ == FiguresKnown::some && std::ranges::any_of(table.metrics, can_be_missing) &&
        criterion.missing != MissingMetric::error) {
      choices.push_back({.holds = ~LimitSet{0},
                         .points = {Rational(0), Rational(0)},
                         .drops_out = criterion.missing == MissingMetric::skip_and_rescale});
    }
    return choices;
  }

  /// Every total so far with every choice.
  [[nodiscard]] static TotalsBySet joined(const TotalsBySet& reached, const std::vector<Choice>& choices) {
    TotalsBySet joined;
    for (const auto& [set, totals] : reached) {
      for (const Choice& choice : choices) {
        Totals& sums = joined[set & choice.holds];
        sums.rescaled = sums.rescaled || totals.rescaled || choice.drops_out;
        if (choice.drops_out) continue;
        for (const TotalsPiece& total : totals.pieces)
          sums.pieces.push_back({total.from + choice.points.from, total.to + choice.points.to});
        if (sums.pieces.size() > 4 * most_pieces) sums.pieces = as_one_if_many(std::move(sums.pieces));
      }
    }
    for (auto& [set, sums] : joined)
      sums.pieces = as_one_if_many(std::move(sums.pieces));
    return joined;
  }

  [[nodiscard]] static std::vector<TotalsPiece> as_one_if_many(std::vector<TotalsPiece> pieces) {
    pieces = merged(std::move(pieces));
    if (pieces.size() > most_pieces) return {{pieces.front().from, pieces.back().to}};
    return pieces;
  }

  const EvaluationPolicy& policy_;
  Subject subject_;
  FiguresKnown known_;
  std::vector<const ClassLimit*> limits_;
};

}  // namespace

std::optional<std::map<LimitSet, std::vector<TotalsPiece>>> totals_by_limits(const EvaluationPolicy& policy,
                                                                             Subject subject,
                                                                             FiguresKnown known) {
  if (policy.vetoes.size() + policy.caps.size() > most_limits) return std::nullopt;
  std::map<LimitSet, std::vector<TotalsPiece>> totals;
  if (!is_rated(policy, subject)) return totals;
  const Range range = reachable_totals(policy, subject);
  for (auto& [set, reached] : Explorer(policy, subject, known).explore()) {
    std::vector<TotalsPiece> pieces = reached.pieces;
    if (reached.rescaled) {
      Rational least = *range.to;
      for (const RatingClass& rating : policy.classes) {
        if (rating.totals.to) least = std::min(least, Rational(*rating.totals.to) - 1);
      }
      pieces.push_back({range.from.value_or(least), *range.to});
    }
    totals.emplace(set, merged(std::move(pieces)));
  }
  return totals;
}

}  // namespace giaingan::inline v1
