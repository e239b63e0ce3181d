#include "giaingan/figures/panel.hpp"

#include "giaingan/exact/int128.hpp"
#include "giaingan/exact/ratio_order.hpp"
#include "giaingan/exact/ratio_ranks.hpp"
#include "giaingan/exact/ratios_below.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "figures/parallel.hpp"
#include "input/problems.hpp"

namespace giaingan::inline v1 {
namespace {

// The marks of so many units stay in the second-level cache while every month is gone through, and the
// columns are read in stretches long enough for the processor to read ahead.
constexpr std::size_t units_a_part = std::size_t{1} << 16;

struct Column {
  const std::int64_t* values;
  std::ptrdiff_t stride;
  std::size_t count;
  std::string name;

  [[nodiscard]] std::int64_t operator[](std::size_t i) const {
    return values[static_cast<std::ptrdiff_t>(i) * stride];
  }
};

void report_amounts(const Column& column, Problems& problems) {
  Int128 sum = 0;
  bool fits = true;
  for (std::size_t i = 0; i < column.count; ++i) {
    const std::int64_t value = column[i];
    const auto row = static_cast<std::int64_t>(i) + 1;
    if (value < 0) {
      problems.add({.code = "panel.negative",
                    .place = Place{.file = "", .row = row, .column = column.name, .pointer = ""},
                    .message = "the amount " + std::to_string(value) + " is negative",
                    .expected = "whole đồng, 0 or more",
                    .remedy = "mend the figure at its source"});
      continue;
    }
    sum += value;
    if (!fits || sum <= std::numeric_limits<std::int64_t>::max()) continue;
    fits = false;
    problems.add({.code = "panel.sum_beyond_int64",
                  .place = Place{.file = "", .row = row, .column = column.name, .pointer = ""},
                  .message = "with this row the sum of the column leaves int64",
                  .expected = "a sum up to 9223372036854775807 đồng",
                  .remedy = "check the unit of the amounts, which are whole đồng"});
  }
}

// What a stretch of a column holds. Its halves are added apart, so that nothing wraps.
struct Scan {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  std::uint64_t all_bits = 0;
  bool has_zero = false;
};

template <class ValueAt>
Scan scan_values(std::size_t count, ValueAt value_at) {
  Scan found;
  std::uint64_t zeros = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto value = static_cast<std::uint64_t>(value_at(i));
    found.low += value & 0xffff'ffffU;
    found.high += value >> 32;
    found.all_bits |= value;
    zeros |= value - 1;  // of amounts up to 2^63 - 1 the highest bit is set by 0 alone
  }
  found.has_zero = (zeros >> 63) != 0;
  return found;
}

Scan scan(const Column& column, std::size_t first, std::size_t count) {
  if (column.stride != 1) return scan_values(count, [&](std::size_t i) { return column[first + i]; });
  const std::int64_t* const values =
      column.values + first;  // compilers use vectors where they see the stride
  return scan_values(count, [=](std::size_t i) { return values[i]; });
}

// The sum of a column; nothing if an amount is negative or the sum leaves `int64`. Calls `on_zero` with the
// number of each stretch that holds a 0.
template <class OnZero>
std::optional<Dong> sum_of(const Column& column, OnZero on_zero) {
  Int128 sum = 0;
  std::uint64_t all_bits = 0;
  for (std::size_t first = 0; first < column.count; first += units_a_part) {
    const Scan found = scan(column, first, std::min(units_a_part, column.count - first));
    sum += (Int128{found.high} << 32) + found.low;
    all_bits |= found.all_bits;
    if (found.has_zero) on_zero(first / units_a_part);
  }
  if ((all_bits >> 63) != 0 || sum > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  return Dong{static_cast<std::int64_t>(sum)};
}

template <class OnZero>
Dong checked_sum(const Column& column, Problems& problems, OnZero on_zero) {
  const auto sum = sum_of(column, on_zero);
  if (!sum) report_amounts(column, problems);
  return sum.value_or(Dong{});
}

void rank_in_order(std::span<const OrderedRatio> order, RankTies ties, std::span<std::int32_t> rank) {
  if (order.size() < rank.size()) std::fill(rank.begin(), rank.end(), 0);
  std::int32_t place = 0;
  for (const OrderedRatio& ratio : order) {
    ++place;
    rank[ratio.index] = ties == RankTies::dense ? static_cast<std::int32_t>(ratio.tie) + 1 : place;
  }
}

// Ranks one month after the other, and keeps its memory from one to the next.
class MonthRanking {
 public:
  MonthRanking(RankTies ties, SimdLevel simd) : ties_(ties), simd_(simd) {}

  void rank(const RatioColumns& ratios, std::span<std::int32_t> rank) {
    if (ties_ == RankTies::standard) {
      ranks_.standard(ratios, rank, simd_);
    } else {
      rank_in_order(order_.descending(ratios), ties_, rank);
    }
  }

 private:
  RankTies ties_;
  SimdLevel simd_;
  RatioRanks ranks_;
  RatioOrder order_;
};

MonthBits bit_of(BudgetMonth first, std::size_t months_on) {
  return static_cast<MonthBits>(1U << (static_cast<std::size_t>(first.number) + months_on - 1));
}

// Calls `work(first, count)` for each stretch of units.
template <class Work>
void for_each_stretch(std::size_t units, const PanelWork& how, Work work) {
  for_each_part((units + units_a_part - 1) / units_a_part, how.threads, [&](std::size_t part) {
    const std::size_t first = part * units_a_part;
    work(first, std::min(units_a_part, units - first));
  });
}

}  // namespace

Panel::Panel(BudgetMonth first, std::vector<RatioColumns> months, const Limits& limits)
    : first_(first), months_(std::move(months)) {
  Problems problems(limits);
  months_without_plan_.resize((units() + units_a_part - 1) / units_a_part);
  for (std::size_t m = 0; m < months_.size(); ++m) {
    const auto& month = months_[m];
    const MonthBits bit = bit_of(first_, m);
    const std::string index = "[" + std::to_string(m) + "]";
    const Dong plan = checked_sum(
        {month.den, month.den_stride, month.count, "plan" + index}, problems, [&](std::size_t part) {
          months_without_plan_[part] = static_cast<MonthBits>(months_without_plan_[part] | bit);
        });
    const Dong disbursed = checked_sum({month.num, month.num_stride, month.count, "disbursed" + index},
                                       problems, [](std::size_t) {});
    totals_.push_back({plan, disbursed});
  }
  problems.throw_if_any();
}

void Panel::rank(RankTies ties, std::span<std::int32_t* const> rank, const PanelWork& work) const {
  // Each thread ranks every so-manieth month.
  const auto threads = static_cast<std::size_t>(std::max(work.threads, 1));
  for_each_part(std::min(threads, months_.size()), work.threads, [&](std::size_t thread) {
    MonthRanking ranking(ties, work.simd);
    for (std::size_t m = thread; m < months_.size(); m += threads) {
      if (rank[m] != nullptr) ranking.rank(months_[m], {rank[m], units()});
    }
  });
}

void Panel::mark_below(std::span<const std::optional<Ratio>> bounds, std::span<MonthBits> below,
                       const PanelWork& work) const {
  for_each_stretch(units(), work, [&](std::size_t first, std::size_t count) {
    const auto marks = below.subspan(first, count);
    std::fill(marks.begin(), marks.end(), MonthBits{0});
    for (std::size_t m = 0; m < months_.size(); ++m) {
      if (!bounds[m]) continue;
      const MonthBits bit = bit_of(first_, m);
      mark_ratios_below(months_[m].part(first, count), *bounds[m], bit, marks, work.simd);
    }
  });
}

void Panel::mark_undefined(std::span<MonthBits> undefined, const PanelWork& work) const {
  for_each_stretch(units(), work, [&](std::size_t first, std::size_t count) {
    const auto marks = undefined.subspan(first, count);
    std::fill(marks.begin(), marks.end(), MonthBits{0});
    for (std::size_t m = 0; m < months_.size(); ++m) {
      const MonthBits bit = bit_of(first_, m);
      if ((months_without_plan_[first / units_a_part] & bit) == 0) continue;
      const auto ratios = months_[m].part(first, count);
      for (std::size_t i = 0; i < count; ++i)
        marks[i] = static_cast<MonthBits>(marks[i] | (ratios[i].den == 0 ? bit : 0));
    }
  });
}

}  // namespace giaingan::inline v1
