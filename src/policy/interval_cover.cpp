#include "policy/interval_cover.hpp"

#include "giaingan/exact/ratio.hpp"

#include <algorithm>
#include <utility>

namespace giaingan::inline v1 {
namespace {

bool lies_in(const Range& range, const Rational& number) {
  return (!range.from || number >= *range.from) && (!range.to || number <= *range.to);
}

/// One number of every piece that the bounds cut the line into: each bound, and one between neighbours. All
/// numbers of a piece lie in the same intervals.
std::vector<Rational> representatives(std::span<const Interval> intervals, const Range& range) {
  std::vector<Rational> bounds;
  for (const Interval& interval : intervals) {
    if (interval.from) bounds.emplace_back(*interval.from);
    if (interval.to) bounds.emplace_back(*interval.to);
  }
  if (range.from) bounds.push_back(*range.from);
  if (range.to) bounds.push_back(*range.to);
  if (bounds.empty()) return {Rational(0)};
  std::ranges::sort(bounds);
  const auto repeated = std::ranges::unique(bounds);
  bounds.erase(repeated.begin(), repeated.end());

  std::vector<Rational> pieces{bounds.front() - 1};
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    if (i > 0) pieces.push_back((bounds[i - 1] + bounds[i]) / 2);
    pieces.push_back(bounds[i]);
  }
  pieces.push_back(bounds.back() + 1);
  std::erase_if(pieces, [&](const Rational& number) { return !lies_in(range, number); });
  return pieces;
}

}  // namespace

std::vector<CoverFault> cover_faults(std::span<const Interval> intervals, const Range& range) {
  enum class Cover { none_yet, gap, once, overlap };
  std::vector<CoverFault> faults;
  Cover last = Cover::none_yet;
  for (const Rational& number : representatives(intervals, range)) {
    std::vector<std::size_t> covered;
    for (std::size_t i = 0; i < intervals.size(); ++i) {
      if (contains(intervals[i], number)) covered.push_back(i);
    }
    const Cover cover = covered.empty() ? Cover::gap : covered.size() == 1 ? Cover::once : Cover::overlap;
    if (cover != Cover::once && cover != last) faults.push_back({number, std::move(covered)});
    last = cover;
  }
  return faults;
}

bool is_empty(const Interval& interval) {
  if (!interval.from || !interval.to) return false;
  return *interval.from > *interval.to ||
         (*interval.from == *interval.to && interval.includes != IncludedBounds::both);
}

bool meets(const Interval& interval, const Range& range) {
  if (interval.from && range.to) {
    const auto order = Rational(*interval.from) <=> *range.to;
    if (order > 0 || (order == 0 && !contains(interval, *range.to))) return false;
  }
  if (interval.to && range.from) {
    const auto order = Rational(*interval.to) <=> *range.from;
    if (order < 0 || (order == 0 && !contains(interval, *range.from))) return false;
  }
  return true;
}

}  // namespace giaingan::inline v1
