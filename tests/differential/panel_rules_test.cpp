// A panel over the figures of units says the same as the rules over the portfolio that the figures come from.
#include "giaingan/figures/panel.hpp"
#include "giaingan/rules/below_average.hpp"
#include "giaingan/rules/disbursement.hpp"

#include <gtest/gtest.h>

#include <map>

#include "differential/bridge.hpp"
#include "oracle/draws.hpp"
#include "oracle/small_city.hpp"

namespace differential {
namespace {

using giaingan::MonthBits;
using giaingan::Panel;

// A city's year up to a month: one allocation a unit, with plans that come, grow, shrink and go.
struct Year {
  oracle::SmallCity city;
  int last = 12;
  std::vector<std::vector<std::int64_t>> plan;  // a month
  std::vector<std::vector<std::int64_t>> disbursed;
};

Year random_year(std::uint64_t seed) {
  oracle::Draws draws(seed);
  Year year;
  year.last = static_cast<int>(draws.between(1, 12));
  year.plan.resize(static_cast<std::size_t>(year.last));
  year.disbursed.resize(year.plan.size());
  const std::int64_t scale = draws.one_of(std::vector<std::int64_t>{1, 1'000'000'007, std::int64_t{1} << 53});
  const auto units = draws.between(1, 12);
  for (std::int64_t u = 0; u < units; ++u) {
    const std::string id = "u" + std::to_string(100 + u);
    std::int64_t plan = draws.between(0, 6) * scale;
    std::int64_t paid = 0;
    year.city.owner(id, plan, {});
    year.city.facts.allocations.back().project = id;
    year.city.facts.allocations.back().source = "s";
    for (int month = 1; month <= year.last; ++month) {
      if (draws.chance(20)) {
        const std::int64_t change = plan > 0 && draws.chance(50) ? -plan : draws.between(0, 4) * scale;
        year.city.change(id, {2024, month, 15}, change);
        plan += change;
      }
      if (draws.chance(90)) {  // else the last figure is carried
        paid += draws.between(0, 1) * scale + (draws.chance(10) ? 1 : 0);
        year.city.paid(id, month, paid);
      }
      year.plan[static_cast<std::size_t>(month - 1)].push_back(plan);
      year.disbursed[static_cast<std::size_t>(month - 1)].push_back(paid);
    }
  }
  return year;
}

Panel panel_of(const Year& year) {
  std::vector<giaingan::RatioColumns> months;
  for (std::size_t m = 0; m < year.plan.size(); ++m)
    months.push_back({year.disbursed[m].data(), year.plan[m].data(), year.plan[m].size()});
  return Panel({1}, std::move(months));
}

void compare_ranks(const Year& year, const giaingan::Portfolio& portfolio, const Panel& panel) {
  for (const auto ties : {giaingan::RankTies::standard, giaingan::RankTies::dense}) {
    std::vector<std::vector<std::int32_t>> rank(panel.months(), std::vector<std::int32_t>(panel.units()));
    std::vector<std::int32_t*> buffers;
    for (auto& month : rank)
      buffers.push_back(month.data());
    panel.rank(ties, buffers);
    oracle::World world;
    world.level = "owner";
    world.reading.basis.name = "basis";
    auto policy = disbursement_policy_of(world);
    policy.ties = ties;
    for (int month = 1; month <= year.last; ++month) {
      const auto day = giaingan::month_end(2024, {month});
      for (const auto& unit : giaingan::assess_disbursement(policy, portfolio, day).units) {
        const auto u = static_cast<std::size_t>(std::stoi(unit.id.substr(1)) - 100);
        EXPECT_EQ(rank[static_cast<std::size_t>(month - 1)][u], unit.rank.value_or(0))
            << unit.id << " " << month;
      }
    }
  }
}

// Bit m-1: below in month m.
MonthBits months_below(const giaingan::BelowAverageUnit& unit) {
  unsigned months = 0;
  for (const auto& run : unit.runs) {
    for (const auto& month : run.months)
      months |= 1U << (month.month.number - 1);
  }
  return static_cast<MonthBits>(months);
}

// What units are held against, for the rule and for the panel.
struct Reference {
  oracle::Average average;
  std::vector<std::optional<giaingan::Ratio>> bounds;  // a month
};

Reference own_average(const Panel& panel) {
  Reference reference;
  reference.average.name = "all";
  reference.average.reading.basis.name = "basis";
  for (const auto& total : panel.totals())
    reference.bounds.push_back(total.ratio());
  return reference;
}

// Published for some months only.
Reference published(Year& year, std::uint64_t seed) {
  oracle::Draws draws(seed);
  Reference reference;
  reference.average.name = reference.average.reference = "province";
  reference.average.kind = oracle::Average::Kind::external;
  reference.average.reading.basis.name = "basis";
  for (int month = 1; month <= year.last; ++month) {
    auto& bound = reference.bounds.emplace_back();
    if (draws.chance(30)) continue;
    bound = {draws.between(0, 20), draws.between(1, 10)};
    year.city.facts.references.push_back({"province", month, "basis", bound->den, bound->num, {}});
  }
  return reference;
}

void compare_below(const Year& year, const Panel& panel, const Reference& reference, int flag_after) {
  const auto portfolio = portfolio_of(year.city.facts);
  std::vector<MonthBits> below(panel.units());
  std::vector<MonthBits> undefined(panel.units());
  panel.mark_below(reference.bounds, below);
  panel.mark_undefined(undefined);
  for (std::size_t m = 0; m < panel.months(); ++m) {
    if (reference.bounds[m]) continue;
    for (MonthBits& months : undefined)
      months = static_cast<MonthBits>(months | 1U << m);
  }

  oracle::World world;
  world.below.months = flag_after;
  world.below.reading.basis.name = "basis";
  world.below.references = {reference.average};
  for (const bool skipped : {false, true}) {
    using Month = oracle::BelowAverage::Month;
    world.below.undefined = skipped ? Month::skipped : Month::breaks;
    const auto result = giaingan::find_below_average(below_average_policy_of(world.below), portfolio,
                                                     giaingan::month_end(2024, {year.last}));
    ASSERT_EQ(result.units.size(), panel.units());
    for (std::size_t u = 0; u < panel.units(); ++u) {
      const auto& unit = result.units[u];
      const auto runs =
          giaingan::runs_of(below[u], skipped ? undefined[u] : MonthBits{0}, year.last, flag_after);
      EXPECT_EQ(below[u], months_below(unit)) << unit.id;
      EXPECT_EQ(runs.current, unit.current_run) << unit.id;
      EXPECT_EQ(runs.longest, unit.longest_run) << unit.id;
      EXPECT_EQ(runs.times_flagged, unit.times_flagged) << unit.id;
      EXPECT_EQ(runs.first_flagged, unit.first_flagged ? unit.first_flagged->number : 0) << unit.id;
    }
  }
}

TEST(DifferentialPanel, SaysWhatTheRulesSay) {
  for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
    Year year = random_year(seed);
    const Panel panel = panel_of(year);
    const int flag_after = static_cast<int>(1 + seed % 4);
    compare_ranks(year, portfolio_of(year.city.facts), panel);
    compare_below(year, panel, own_average(panel), flag_after);
    const Reference province = published(year, seed);
    compare_below(year, panel, province, flag_after);
    if (testing::Test::HasFailure()) FAIL() << "first at seed " << seed;
  }
}

}  // namespace
}  // namespace differential
