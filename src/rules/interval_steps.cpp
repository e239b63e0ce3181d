#include "rules/interval_steps.hpp"

#include "giaingan/exact/rounding.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace giaingan::inline v1 {
namespace {

using Begins = Step::Begins;

/// Bounds in rising order, as places: 2i + 1 is bound i itself, 2i what lies below it and above the one
/// before.
class Places {
 public:
  explicit Places(const std::vector<Interval>& intervals) {
    for (const Interval& interval : intervals) {
      if (interval.from) bounds_.push_back(*interval.from);
      if (interval.to) bounds_.push_back(*interval.to);
    }
    std::ranges::sort(bounds_);
    bounds_.erase(std::unique(bounds_.begin(), bounds_.end()), bounds_.end());
  }

  [[nodiscard]] std::size_t count() const { return 2 * bounds_.size() + 1; }
  /// The bound that a place is, or lies just above. @pre place > 0
  [[nodiscard]] Ratio bound_of(std::size_t place) const { return bounds_[(place - 1) / 2]; }
  [[nodiscard]] static Begins begins(std::size_t place) {
    return place % 2 == 1 ? Begins::at : Begins::just_above;
  }
  /// The places that an interval holds: from the first up to, not including, the second.
  [[nodiscard]] std::pair<std::size_t, std::size_t> held_by(const Interval& interval) const {
    using enum IncludedBounds;
    const bool with_from = interval.includes == from || interval.includes == both;
    const bool with_to = interval.includes == to || interval.includes == both;
    const std::size_t first = interval.from ? place_of(*interval.from) + (with_from ? 0 : 1) : 0;
    const std::size_t end = interval.to ? place_of(*interval.to) + (with_to ? 1 : 0) : count();
    return {first, end};
  }

 private:
  [[nodiscard]] std::size_t place_of(Ratio bound) const {
    const auto found = std::ranges::lower_bound(bounds_, bound);
    return 2 * static_cast<std::size_t>(found - bounds_.begin()) + 1;
  }

  std::vector<Ratio> bounds_;
};

std::optional<Ratio> rounded(const std::optional<Ratio>& bound, const std::optional<Ratio>& compare_at) {
  if (!bound || !compare_at) return bound;
  return round_to_step(Rational(*bound), *compare_at, Rounding::half_up).to_ratio();
}

void round_all(std::vector<Interval>& intervals, const std::optional<Ratio>& compare_at) {
  for (Interval& interval : intervals) {
    interval.from = rounded(interval.from, compare_at);
    interval.to = rounded(interval.to, compare_at);
  }
}

/// Where a place begins. @pre place > 0
Step step_to(std::size_t place, std::int16_t piece, const Places& places,
             const std::optional<Ratio>& compare_at) {
  const Ratio bound = places.bound_of(place);
  const Begins begins = Places::begins(place);
  Step step = compare_at ? rounded_step_at(bound, begins, *compare_at) : Step{.at = bound, .begins = begins};
  step.piece = piece;
  return step;
}

}  // namespace

Step rounded_step_at(const Rational& bound, Step::Begins begins, Ratio step) {
  const Rational half = Rational(step) * Rational(Ratio{1, 2});
  return {.at = begins == Begins::at ? bound - half : bound + half, .begins = Begins::at};
}

IntervalSteps steps_of(std::vector<Interval> intervals, std::int16_t otherwise,
                       const std::optional<Ratio>& compare_at) {
  round_all(intervals, compare_at);
  const Places places(intervals);
  std::vector<std::int16_t> piece(places.count(), otherwise);
  for (std::size_t i = intervals.size(); i > 0; --i) {  // the first that holds a number has the last word
    const auto [first, end] = places.held_by(intervals[i - 1]);
    for (std::size_t place = first; place < end; ++place)
      piece[place] = static_cast<std::int16_t>(i - 1);
  }
  IntervalSteps made{piece.front(), {}};
  for (std::size_t place = 1; place < piece.size(); ++place) {
    if (piece[place] != piece[place - 1])
      made.steps.push_back(step_to(place, piece[place], places, compare_at));
  }
  return made;
}

CutNumbers cut_at(std::vector<Interval> intervals, const std::optional<Ratio>& compare_at) {
  round_all(intervals, compare_at);
  const Places places(intervals);
  CutNumbers cut{.piece = {}, .held = {}, .count = places.count()};
  std::vector<Step> steps;
  for (std::size_t place = 1; place < places.count(); ++place)
    steps.push_back(step_to(place, static_cast<std::int16_t>(place), places, compare_at));
  cut.piece = StepFunction(0, 0, steps);
  for (const Interval& interval : intervals)
    cut.held.push_back(places.held_by(interval));
  return cut;
}

}  // namespace giaingan::inline v1
