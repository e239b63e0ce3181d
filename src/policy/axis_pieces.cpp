#include "policy/axis_pieces.hpp"

#include "giaingan/exact/rounding.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "policy/exact_text.hpp"

namespace giaingan::inline v1 {
namespace {

Extent only(const Rational& number) {
  return {.from = number, .to = number};
}

/// Every bound of the intervals and of the range, once, in rising order.
std::vector<Rational> bounds_of(const AxisDomain& domain, std::span<const Interval> intervals) {
  std::vector<Rational> bounds;
  for (const Interval& interval : intervals) {
    if (interval.from) bounds.emplace_back(*interval.from);
    if (interval.to) bounds.emplace_back(*interval.to);
  }
  if (domain.range.from) bounds.push_back(*domain.range.from);
  if (domain.range.to) bounds.push_back(*domain.range.to);
  std::ranges::sort(bounds);
  const auto repeated = std::ranges::unique(bounds);
  bounds.erase(repeated.begin(), repeated.end());
  std::erase_if(bounds, [&](const Rational& bound) {
    return (domain.range.from && bound < *domain.range.from) || (domain.range.to && bound > *domain.range.to);
  });
  return bounds;
}

/// The bounds themselves and what lies between and beyond them.
std::vector<Extent> cut(const AxisDomain& domain, const std::vector<Rational>& bounds) {
  if (domain.range.from && domain.range.to && *domain.range.from > *domain.range.to) return {};
  if (bounds.empty()) return {Extent{}};
  std::vector<Extent> pieces;
  if (!domain.range.from) pieces.push_back({.from = {}, .to = bounds.front(), .to_included = false});
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    if (i > 0) {
      pieces.push_back(
          {.from = bounds[i - 1], .to = bounds[i], .from_included = false, .to_included = false});
    }
    pieces.push_back(only(bounds[i]));
  }
  if (!domain.range.to) pieces.push_back({.from = bounds.back(), .to = {}, .from_included = false});
  return pieces;
}

/// The multiples of a step in an extent, as closed bounds; nothing: none.
std::optional<Extent> multiples_in(const Extent& extent, Ratio step) {
  Extent multiples;
  if (extent.from) {
    multiples.from = round_to_step(*extent.from, step, Rounding::up);
    if (!extent.from_included && *multiples.from == *extent.from)
      multiples.from = *multiples.from + Rational(step);
  }
  if (extent.to) {
    multiples.to = round_to_step(*extent.to, step, Rounding::down);
    if (!extent.to_included && *multiples.to == *extent.to) multiples.to = *multiples.to - Rational(step);
  }
  if (multiples.from && multiples.to && *multiples.from > *multiples.to) return std::nullopt;
  return multiples;
}

/// Any number of a piece.
Rational some_of(const Extent& piece) {
  if (piece.from && piece.to) return (*piece.from + *piece.to) / 2;
  if (piece.from) return *piece.from + 1;
  if (piece.to) return *piece.to - 1;
  return 0;
}

/// The multiple of `step` in the extent that is nearest to its lower bound, if there is one.
/// @pre the lower bound is there
std::optional<Rational> first_multiple(const Extent& extent, const Rational& step) {
  Rational number = (*extent.from / step).ceil() * step;
  if (!extent.from_included && number == *extent.from) number = number + step;
  return contains(extent, number) ? std::optional(number) : std::nullopt;
}

Extent mirrored(const Extent& extent) {
  const auto minus = [](const std::optional<Rational>& bound) {
    return bound ? std::optional(-*bound) : std::nullopt;
  };
  return {.from = minus(extent.to),
          .to = minus(extent.from),
          .from_included = extent.to_included,
          .to_included = extent.from_included};
}

}  // namespace

AxisDomain axis_of(const MetricDomain& domain) {
  AxisDomain axis;
  if (domain.from) axis.range.from = *domain.from;
  if (domain.to) axis.range.to = *domain.to;
  axis.values.assign(domain.values.begin(), domain.values.end());
  if (domain.whole) axis.step = Ratio{1, 1};
  return axis;
}

AxisDomain as_compared(const AxisDomain& axis, Ratio compare_at) {
  const auto rounded = [&](const Rational& number) {
    return round_to_step(number, compare_at, Rounding::half_up);
  };
  AxisDomain made;
  if (axis.range.from) made.range.from = rounded(*axis.range.from);
  if (axis.range.to) made.range.to = rounded(*axis.range.to);
  std::ranges::transform(axis.values, std::back_inserter(made.values), rounded);
  const auto repeated = std::ranges::unique(made.values);
  made.values.erase(repeated.begin(), repeated.end());
  // Whole numbers stay as they are if 1 is a multiple of the step.
  const bool unchanged = axis.step && (Rational(*axis.step) / Rational(compare_at)).to_int64();
  made.step = unchanged ? axis.step : compare_at;
  return made;
}

Rational simplest_in(const Extent& extent) {
  if (contains(extent, 0)) return 0;
  if (extent.from && extent.to && *extent.from == *extent.to) return *extent.from;
  if (extent.to && extent.to->sign() <= 0) return -simplest_in(mirrored(extent));
  for (Rational step = 1;; step = step / 10) {
    if (auto number = first_multiple(extent, step)) return *std::move(number);
  }
}

std::string extent_text(const Extent& extent, const std::string& name) {
  if (extent.everything()) return "any " + name;
  if (extent.from && extent.to) {
    if (*extent.from == *extent.to) return name + " = " + exact_text(*extent.from);
    return exact_text(*extent.from) + (extent.from_included ? " ≤ " : " < ") + name +
           (extent.to_included ? " ≤ " : " < ") + exact_text(*extent.to);
  }
  if (extent.from) return name + (extent.from_included ? " ≥ " : " > ") + exact_text(*extent.from);
  return name + (extent.to_included ? " ≤ " : " < ") + exact_text(*extent.to);
}

AxisPieces::AxisPieces(const AxisDomain& domain, std::span<const Interval> intervals) {
  if (!domain.values.empty()) {
    for (const Rational& value : domain.values)
      pieces_.push_back(only(value));
    return;
  }
  for (Extent& piece : cut(domain, bounds_of(domain, intervals))) {
    if (!domain.step) {
      pieces_.push_back(std::move(piece));
    } else if (auto multiples = multiples_in(piece, *domain.step)) {
      pieces_.push_back(*std::move(multiples));
    }
  }
}

std::vector<Run> AxisPieces::runs_in(std::span<const Interval> any_of) const {
  if (any_of.empty()) return {{0, count()}};
  std::vector<Run> runs;
  for (std::size_t i = 0; i < count(); ++i) {
    const Rational number = some_of(pieces_[i]);
    const bool inside =
        std::ranges::any_of(any_of, [&](const Interval& interval) { return contains(interval, number); });
    if (!inside) continue;
    if (!runs.empty() && runs.back().end == i) {
      ++runs.back().end;
    } else {
      runs.push_back({i, i + 1});
    }
  }
  return runs;
}

Extent AxisPieces::within(Run run) const {
  const Extent& first = pieces_[run.first];
  const Extent& last = pieces_[run.end - 1];
  return {.from = first.from,
          .to = last.to,
          .from_included = first.from_included,
          .to_included = last.to_included};
}

Extent AxisPieces::extent(Run run) const {
  Extent made = within(run);
  if (made.from && made.to && *made.from == *made.to) return made;
  if (run.first == 0) made.from.reset();
  if (run.end == count()) made.to.reset();
  return made;
}

Rational AxisPieces::number_in(Run run) const {
  // Among listed values, and among multiples of a step, the ends of a piece are numbers of it; others need
  // not be.
  Rational simplest = simplest_in(within(run));
  for (std::size_t i = run.first; i < run.end; ++i) {
    if (contains(pieces_[i], simplest)) return simplest;
  }
  return simplest_in(pieces_[run.first]);
}

}  // namespace giaingan::inline v1
