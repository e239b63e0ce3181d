#include "report/axis.hpp"

#include "giaingan/exact/rounding.hpp"

#include <algorithm>
#include <cstdint>

namespace giaingan::tool {
namespace {

constexpr int most_ticks = 6;          // 0 included
constexpr int most_percent = 1000000;  // ratios beyond it stand at the end

/// The least of 1, 2, 5, 10, 20, 50 … percent that needs no more ticks than fit.
int step_for(std::int64_t percent) {
  for (int decade = 1;; decade *= 10) {
    for (const int step : {decade, 2 * decade, 5 * decade}) {
      if (percent <= std::int64_t{step} * (most_ticks - 1)) return step;
    }
  }
}

}  // namespace

Axis::Axis(const Rational& most) {
  const auto whole = (most * Rational(100)).ceil().to_int64();
  const std::int64_t percent = whole ? std::min<std::int64_t>(*whole, most_percent) : most_percent;
  const int step = step_for(std::max<std::int64_t>(percent, 1));
  ticks_.push_back(0);
  while (ticks_.back() < percent || ticks_.size() == 1)
    ticks_.push_back(ticks_.back() + step);
}

Rational Axis::place(const Rational& ratio) const {
  const Rational at = ratio * Rational(Ratio{100, ticks_.back()});
  return std::clamp(at, Rational(0), Rational(1));
}

std::string between(const Rational& place, int from, int to) {
  return decimal_text(Rational(from) + place * Rational(to - from), 2, Rounding::half_up) + "%";
}

std::string pixels_between(const Rational& place, int from, int to) {
  return decimal_text(Rational(from) + place * Rational(to - from), 1, Rounding::half_up);
}

}  // namespace giaingan::tool
