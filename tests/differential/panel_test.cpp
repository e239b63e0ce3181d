// Panels against verdicts by definition in rationals of any size: random columns, every small one, and
// columns made to lie at the edges of what the fast kernels tell apart. Every level of the processor and any
// number of threads must give the same.
#include "giaingan/figures/panel.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>

#include "oracle/facts.hpp"
#include "support/ratio_samples.hpp"

namespace differential {
namespace {

using giaingan::Amounts;
using giaingan::MonthBits;
using giaingan::Panel;
using giaingan::PanelWork;
using giaingan::RankTies;
using giaingan::Ratio;
using giaingan::RatioColumns;
using giaingan::samples::greatest;
using giaingan::samples::Ratios;
using oracle::Integer;
using oracle::Rational;
using Months = std::vector<Ratios>;
using Bounds = std::vector<std::optional<Ratio>>;

struct Verdicts {
  std::vector<std::vector<std::int32_t>> standard;  // a month
  std::vector<std::vector<std::int32_t>> dense;
  std::vector<MonthBits> below;
  std::vector<MonthBits> undefined;

  bool operator==(const Verdicts&) const = default;
};

// ---- By definition

std::optional<Rational> value(const Integer& num, const Integer& den) {
  if (den == 0) return std::nullopt;
  return Rational(num, den);
}

// The ranks of one month: how many are higher, and how many different ratios are.
void rank_slowly(const Ratios& month, Verdicts& verdicts) {
  std::map<Rational, std::int32_t, std::greater<>> units_of_value;
  std::vector<std::optional<Rational>> values;
  for (std::size_t i = 0; i < month.size(); ++i) {
    values.push_back(value(month.num[i], month.den[i]));
    if (values.back()) ++units_of_value[*values.back()];
  }
  std::map<Rational, std::pair<std::int32_t, std::int32_t>> ranks;
  std::int32_t higher = 0;
  std::int32_t different = 0;
  for (const auto& [ratio, units] : units_of_value) {
    ranks[ratio] = {higher + 1, ++different};
    higher += units;
  }
  auto& standard = verdicts.standard.emplace_back();
  auto& dense = verdicts.dense.emplace_back();
  for (const auto& ratio : values) {
    standard.push_back(ratio ? ranks[*ratio].first : 0);
    dense.push_back(ratio ? ranks[*ratio].second : 0);
  }
}

Verdicts by_definition(int first, const Months& months, const Bounds& bounds) {
  Verdicts verdicts;
  const std::size_t units = months.front().size();
  verdicts.below.assign(units, 0);
  verdicts.undefined.assign(units, 0);
  for (std::size_t m = 0; m < months.size(); ++m) {
    rank_slowly(months[m], verdicts);
    const auto bit = static_cast<MonthBits>(1 << (first - 1 + static_cast<int>(m)));
    for (std::size_t i = 0; i < units; ++i) {
      const auto own = value(months[m].num[i], months[m].den[i]);
      if (!own) verdicts.undefined[i] |= bit;
      if (own && bounds[m] && *own < Rational(bounds[m]->num, bounds[m]->den)) verdicts.below[i] |= bit;
    }
  }
  return verdicts;
}

// ---- By the panel

Verdicts by_panel(const Panel& panel, const Bounds& bounds, const PanelWork& work) {
  Verdicts verdicts;
  const auto ranks = [&](RankTies ties) {
    std::vector<std::vector<std::int32_t>> rank(panel.months(), std::vector<std::int32_t>(panel.units(), -1));
    std::vector<std::int32_t*> buffers;
    for (auto& month : rank)
      buffers.push_back(month.data());
    panel.rank(ties, buffers, work);
    return rank;
  };
  verdicts.standard = ranks(RankTies::standard);
  verdicts.dense = ranks(RankTies::dense);
  verdicts.below.assign(panel.units(), 0xffff);
  verdicts.undefined.assign(panel.units(), 0xffff);
  panel.mark_below(bounds, verdicts.below, work);
  panel.mark_undefined(verdicts.undefined, work);
  return verdicts;
}

void compare(int first, const Months& months, const std::function<Bounds(const Panel&)>& bounds_of) {
  std::vector<RatioColumns> columns;
  for (const Ratios& month : months)
    columns.push_back(month.columns());
  const Panel panel({first}, columns);
  for (std::size_t m = 0; m < months.size(); ++m) {
    Integer plan = 0;
    Integer disbursed = 0;
    for (const std::int64_t value : months[m].den)
      plan += value;
    for (const std::int64_t value : months[m].num)
      disbursed += value;
    ASSERT_EQ(panel.totals()[m].plan.value, plan);
    ASSERT_EQ(panel.totals()[m].disbursed.value, disbursed);
  }
  const Bounds bounds = bounds_of(panel);
  const Verdicts expected = by_definition(first, months, bounds);
  for (const auto level : giaingan::samples::simd_levels()) {
    for (const int threads : {1, 2, 5}) {
      // No printing of thousands of marks.
      ASSERT_TRUE(by_panel(panel, bounds, {.threads = threads, .simd = level}) == expected)
          << panel.units() << " units, " << panel.months() << " months, level " << static_cast<int>(level)
          << ", " << threads << " threads";
    }
  }
}

Bounds own_averages(const Panel& panel) {
  Bounds bounds;
  for (const Amounts& total : panel.totals())
    bounds.push_back(total.ratio());
  return bounds;
}

void compare(const Months& months) {
  compare(1, months, own_averages);
}

// Of units whose sums fit.
Ratios scaled_to_fit(const Ratios& drawn) {
  const auto count = static_cast<std::int64_t>(drawn.size());
  const auto fits = [&](std::int64_t value) { return std::min(value, greatest / count); };
  Ratios made;
  for (std::size_t i = 0; i < drawn.size(); ++i)
    made.add({fits(drawn.num[i]), fits(drawn.den[i])});
  return made;
}

// ---- Cases

TEST(DifferentialPanel, EverySmallMonth) {
  for (int code = 0; code < 16 * 16 * 16; ++code) {
    Ratios month;
    for (int rest = code, unit = 0; unit < 3; ++unit, rest /= 16)
      month.add({rest % 4, rest / 4 % 4});
    compare({month});
    if (testing::Test::HasFailure()) FAIL() << "first at code " << code;
  }
}

TEST(DifferentialPanel, EverySmallPairOfMonths) {
  for (int code = 0; code < 6 * 6 * 6 * 6; ++code) {
    Months months(2);
    for (int rest = code, i = 0; i < 4; ++i, rest /= 6)
      months[static_cast<std::size_t>(i) / 2].add({rest % 3, rest / 3});
    compare(12, months, own_averages);
    if (testing::Test::HasFailure()) FAIL() << "first at code " << code;
  }
}

TEST(DifferentialPanel, RandomPanels) {
  for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
    oracle::Draws draws(seed);
    const int months = static_cast<int>(draws.between(1, 4));
    const auto units = static_cast<std::size_t>(draws.between(1, 70));
    const int bits = static_cast<int>(draws.between(1, 63));
    Months figures;
    for (int m = 0; m < months; ++m) {
      Ratios month;
      while (month.size() < units)
        month.add({giaingan::samples::amount(draws, bits), giaingan::samples::amount(draws, bits)});
      figures.push_back(scaled_to_fit(month));
    }
    const bool own = draws.chance(50);
    const auto references = [&](const Panel& panel) {
      if (own) return own_averages(panel);
      Bounds bounds;
      for (int m = 0; m < months; ++m) {
        const Ratio some{giaingan::samples::amount(draws, 63), giaingan::samples::amount(draws, bits)};
        bounds.push_back(some.den == 0 ? std::nullopt : std::optional(some));
      }
      return bounds;
    };
    compare(static_cast<int>(draws.between(1, 14 - months)), figures, references);
    if (testing::Test::HasFailure()) FAIL() << "first at seed " << seed;
  }
}

// All units at the average to the đồng but for a few that miss it, or pass it, by one đồng.
TEST(DifferentialPanel, UnitsWithinADongOfTheAverage) {
  for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
    oracle::Draws draws(seed);
    const Ratio unit{draws.between(0, 3'000), draws.between(1, 1'000)};
    const std::int64_t most = draws.one_of(
        std::vector<std::int64_t>{10, 1 << 20, std::int64_t{1} << 40, (std::int64_t{1} << 52) / 3'000});
    Ratios month;
    const auto units = static_cast<std::size_t>(draws.between(2, 300));
    for (std::size_t i = 0; i < units; ++i) {
      const std::int64_t factor = draws.between(1, most);
      const std::int64_t off = draws.chance(10) ? draws.between(-1, 1) : 0;
      month.add({std::max<std::int64_t>(unit.num * factor + off, 0), unit.den * factor});
    }
    compare({scaled_to_fit(month)});
    if (testing::Test::HasFailure()) FAIL() << "first at seed " << seed;
  }
}

TEST(DifferentialPanel, CasesThatDoublesDecideWrongly) {
  const Ratios c1{
      {116'171'513'186, 93'382'510'791, 286'054'803'968, 312'083'292'075, 132'779'149'316, 1'199'486'438},
      {190'445'000'000, 153'086'000'000, 331'442'835'709, 361'601'238'182, 310'625'000'000, 2'806'091'745}};
  const Ratios c2{{74'408'263'328'478, 528'868'341'970'354 - 74'408'263'328'478},
                  {94'161'000'000'000, 669'264'000'000'000 - 94'161'000'000'000}};
  const Ratios c3{{2'500'000'000, 1'900'000'000, 3'300'000'000},
                  {25'000'000'000, 19'000'000'000, 33'000'000'000}};
  compare({c1});
  compare({c2});
  compare({c3});
}

TEST(DifferentialPanel, AmountsAtEveryEdge) {
  oracle::Draws draws(1);
  std::vector<std::int64_t> edges{0, 1, 2, greatest / 40 - 1, greatest / 40};
  for (const int bits : {26, 31, 32, 33, 51, 52, 53, 57}) {
    for (int off = -1; off <= 1; ++off)
      edges.push_back((std::int64_t{1} << bits) + off);
  }
  for (int round = 0; round < 1'000; ++round) {
    Ratios month;
    while (month.size() < 40)
      month.add({draws.one_of(edges), draws.one_of(edges)});
    compare({month});
    if (testing::Test::HasFailure()) FAIL() << "first at round " << round;
  }
  // Single units as large as they can be.
  compare({Ratios{{greatest}, {greatest}}, Ratios{{greatest}, {1}}, Ratios{{1}, {greatest}},
           Ratios{{greatest - 1}, {greatest}}});
  compare({Ratios{{greatest - 1, 1}, {greatest - 1, 1}}, Ratios{{0, greatest}, {greatest, 0}},
           Ratios{{greatest - 2, 1}, {1, greatest - 1}}});
}

// Ratios that share up to 124 bits, below 1, above 1, above 64 and above 2^32; alone and many times over.
TEST(DifferentialPanel, TheClosestRatios) {
  oracle::Draws draws(2);
  for (const std::int64_t whole :
       {std::int64_t{0}, std::int64_t{1}, std::int64_t{65}, std::int64_t{1} << 33}) {
    const auto ratios =
        whole == 0 ? giaingan::samples::fibonacci_ratios() : giaingan::samples::fibonacci_ratios_above(whole);
    // The pairs by themselves, whose sums fit.
    for (std::size_t i = 0; i + 1 < ratios.size(); ++i) {
      if (ratios[i + 1].num > greatest / 2 || ratios[i + 1].den > greatest / 2) continue;
      compare({Ratios{{ratios[i].num, ratios[i + 1].num}, {ratios[i].den, ratios[i + 1].den}}});
    }
    for (const std::size_t units : {50U, 1'000U}) {
      std::vector<Ratio> fitting;
      for (const Ratio ratio : ratios) {
        const std::int64_t most = greatest / static_cast<std::int64_t>(3 * units);
        if (ratio.num <= most && ratio.den <= most) fitting.push_back(ratio);
      }
      compare({giaingan::samples::draws_from(fitting, units, draws)});
      const auto closest = static_cast<std::ptrdiff_t>(std::min<std::size_t>(fitting.size(), 3));
      compare({giaingan::samples::draws_from({fitting.end() - closest, fitting.end()}, units, draws)});
    }
    if (testing::Test::HasFailure()) FAIL() << "above " << whole;
  }
}

TEST(DifferentialPanel, PanelsAroundTheSizesOfItsSteps) {
  oracle::Draws draws(3);
  for (const std::size_t units : {47U, 48U, 49U, 511U, 512U, 513U, 1'025U, 65'536U, 65'537U}) {
    const int bits = units > 10'000 ? 20 : 44;
    Ratios month;
    while (month.size() < units)
      month.add({giaingan::samples::amount(draws, bits), giaingan::samples::amount(draws, bits)});
    compare({month});
  }
}

// A member of an array of structs, and a column from its end to its start.
TEST(DifferentialPanel, ColumnsWithStrides) {
  oracle::Draws draws(4);
  constexpr std::size_t units = 700;
  std::vector<std::int64_t> structs;
  while (structs.size() < 3 * units)
    structs.push_back(giaingan::samples::amount(draws, 50));
  Ratios plain;
  for (std::size_t i = 0; i < units; ++i)
    plain.add({structs[3 * i + 1], structs[3 * (units - 1 - i) + 2]});
  const Panel panel({1}, {{structs.data() + 1, structs.data() + 3 * (units - 1) + 2, units, 3, -3}});
  const Bounds bounds = own_averages(panel);
  const Verdicts expected = by_definition(1, {plain}, bounds);
  for (const auto level : giaingan::samples::simd_levels())
    EXPECT_TRUE(by_panel(panel, bounds, {.threads = 2, .simd = level}) == expected);
}

}  // namespace
}  // namespace differential
