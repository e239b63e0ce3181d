// The rules of §2 and §3 where fast paths would be the first to go wrong: amounts at the end of int64, sums
// past 2^53, plans of one đồng, thousands of equal ratios, ties at the average, means of thousands of digits.
#include "giaingan/rules/below_average.hpp"
#include "giaingan/rules/disbursement.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "differential/bridge.hpp"
#include "differential/comparison.hpp"
#include "differential/seeds.hpp"
#include "oracle/draws.hpp"

namespace differential {
namespace {

constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();
using Kind = oracle::Average::Kind;
using oracle::Draws;
using oracle::Integer;
using oracle::Rational;

// Owners with one allocation each, under §2 and §3 by owner, as of the end of a month.
oracle::World city(int month = 1) {
  oracle::World world;
  world.facts.year = 2024;
  world.as_of = {2024, month, month == 2 ? 29 : 31};
  world.level = world.below.level = "owner";
  world.reading.basis.name = world.below.reading.basis.name = "basis";
  world.below.months = 1;
  return world;
}

void add_unit(oracle::World& world, const std::string& id, std::int64_t plan,
              const std::vector<std::int64_t>& disbursed, const std::string& kind = "owner") {
  oracle::Allocation allocation;
  allocation.id = allocation.owner = allocation.project = id;
  allocation.source = "s";
  allocation.plan = plan;
  world.facts.units.push_back({id, kind, ""});
  world.facts.allocations.push_back(allocation);
  for (std::size_t i = 0; i < disbursed.size(); ++i) {
    world.facts.disbursements.push_back(
        {id, static_cast<int>(i) + 1, disbursed[i], oracle::Disbursement::Kind::actual});
  }
}

oracle::Average average(Kind kind, const std::string& name) {
  oracle::Average made;
  made.name = name;
  made.kind = kind;
  made.level = "owner";
  made.norm = Rational(1, 3);
  made.reading.basis.name = "basis";
  return made;
}

void add_milestone(oracle::World& world, const Rational& ratio, oracle::Milestone::Operator op) {
  oracle::Milestone milestone;
  milestone.id = "m" + std::to_string(world.milestones.size());
  milestone.by = world.as_of;
  milestone.ratio = ratio;
  milestone.op = op;
  milestone.reading = world.reading;
  world.milestones.push_back(milestone);
}

// Whatever decides ranks, and what units are held against.
void choose_policies(oracle::World& world, Draws& draws) {
  using oracle::Ranking;
  world.ranking.ties =
      draws.one_of<Ranking::Ties>({Ranking::Ties::standard, Ranking::Ties::dense, Ranking::Ties::ordinal});
  world.ranking.tiebreak = draws.one_of<Ranking::Tiebreak>(
      {Ranking::Tiebreak::id, Ranking::Tiebreak::plan_desc, Ranking::Tiebreak::disbursed_desc});
  world.averages = {average(Kind::weighted, "weighted"), average(Kind::mean, "mean")};
  world.below.references = {average(draws.one_of<Kind>({Kind::weighted, Kind::mean, Kind::norm}), "first")};
  if (draws.chance(40))
    world.below.references.push_back(average(draws.one_of<Kind>({Kind::weighted, Kind::mean}), "second"));
  using oracle::BelowAverage;
  world.below.combine = draws.one_of<BelowAverage::Combine>(
      {BelowAverage::Combine::any, BelowAverage::Combine::all, BelowAverage::Combine::each});
  const auto op =
      draws.chance(50) ? oracle::Milestone::Operator::at_least : oracle::Milestone::Operator::above;
  add_milestone(world, Rational(draws.between(0, 100), 100), op);
}

void compare_both(const oracle::World& world) {
  compare_disbursement(world);
  compare_below_average(world);
}

void for_many(std::uint64_t usual, const std::function<oracle::World(Draws&)>& make) {
  const auto [first, end] = seeds(usual);
  for (std::uint64_t seed = first; seed < end; ++seed) {
    Draws draws(seed);
    compare_both(make(draws));
    if (testing::Test::HasFailure()) FAIL() << "first at seed " << seed;
  }
}

// The whole in parts, often as unequal as they can be, so that all of them add up to it.
std::vector<std::int64_t> parts_of(std::int64_t whole, std::int64_t count, Draws& draws) {
  std::vector<std::int64_t> cuts{0, whole};
  for (std::int64_t i = 1; i < count; ++i) {
    const std::int64_t near = draws.between(0, std::min<std::int64_t>(whole, 3));
    cuts.push_back(draws.chance(30) ? near : draws.chance(40) ? whole - near : draws.between(0, whole));
  }
  std::sort(cuts.begin(), cuts.end());
  std::vector<std::int64_t> parts;
  for (std::size_t i = 1; i < cuts.size(); ++i)
    parts.push_back(cuts[i] - cuts[i - 1]);
  return parts;
}

TEST(Adversarial, AmountsAtTheEndOfInt64) {
  for_many(300, [](Draws& draws) {
    auto world = city(2);
    choose_policies(world, draws);
    const std::int64_t count = draws.between(1, 5);
    const auto whole = [&] { return greatest - (draws.chance(50) ? 0 : draws.between(0, 1000)); };
    auto plans = parts_of(whole(), count, draws);
    const auto last = parts_of(whole(), count, draws);
    for (std::size_t i = 0; i < plans.size(); ++i) {
      const std::int64_t first = draws.chance(50) ? last[i] - last[i] / 3 : last[i];
      add_unit(world, "o" + std::to_string(i), plans[i], {first, last[i]});
    }
    return world;
  });
}

// A unit alone with the greatest plan, of which nothing, all, or all but a đồng is disbursed.
TEST(Adversarial, TheGreatestPlanAlone) {
  for (const std::int64_t disbursed : {std::int64_t{0}, std::int64_t{1}, greatest - 1, greatest}) {
    for (const std::int64_t plan : {std::int64_t{1}, greatest - 1, greatest}) {
      auto world = city();
      world.averages = world.below.references = {average(Kind::weighted, "w"), average(Kind::mean, "m")};
      for (const auto op : {oracle::Milestone::Operator::at_least, oracle::Milestone::Operator::above}) {
        add_milestone(world, Rational(1), op);
        add_milestone(world, Rational(Integer(greatest - 1), Integer(greatest)), op);
        add_milestone(world, Rational(Integer(1), Integer(greatest)), op);
      }
      add_unit(world, "o", plan, {disbursed});
      compare_both(world);
    }
  }
}

// Ratios within a đồng of one another, so that doubles take them for one.
TEST(Adversarial, SumsPast2To53ADongApart) {
  for_many(300, [](Draws& draws) {
    auto world = city();
    choose_policies(world, draws);
    const std::int64_t den = draws.between(2, 97);
    const std::int64_t num = draws.between(1, den);
    for (std::int64_t i = draws.between(2, 8); i > 0; --i) {
      const std::int64_t times = draws.between(std::int64_t{1} << 44, std::int64_t{1} << 52);
      const std::int64_t off = draws.chance(50) ? 0 : draws.between(-1, 1);
      add_unit(world, "o" + std::to_string(i), den * times, {num * times + off});
    }
    return world;
  });
}

TEST(Adversarial, PlansOfOneDong) {
  for_many(600, [](Draws& draws) {
    auto world = city(3);
    choose_policies(world, draws);
    world.below.months = static_cast<int>(draws.between(1, 3));
    for (std::int64_t i = draws.between(1, 8); i > 0; --i) {
      std::vector<std::int64_t> disbursed;
      for (int month = 1; month <= 3; ++month)
        disbursed.push_back(draws.between(0, draws.chance(10) ? 3 : 1));
      add_unit(world, "o" + std::to_string(i), draws.chance(80) ? 1 : draws.between(0, 2), disbursed);
    }
    return world;
  });
}

// Everyone at the average, but for the đồng that one unit has more or less.
TEST(Adversarial, TiesAtTheAverageAndOneDongOff) {
  for_many(600, [](Draws& draws) {
    auto world = city(2);
    choose_policies(world, draws);
    const std::int64_t den = draws.one_of<std::int64_t>({1, 3, 7, 10, 1'000'003, 1'000'000'007});
    const std::int64_t num = draws.between(0, den);
    const std::int64_t count = draws.between(2, 7);
    const std::int64_t other = draws.between(0, count);  // the last: nobody
    for (std::int64_t i = 0; i < count; ++i) {
      const std::int64_t times = draws.between(1, draws.chance(50) ? 3 : 1'000'000'000);
      const std::int64_t off = i != other || times * num == 0 ? 0 : draws.one_of<std::int64_t>({-1, 1});
      add_unit(world, "o" + std::to_string(i), den * times, {num * times, num * times + off});
    }
    return world;
  });
}

// C1 to C3 and C7 of where doubles decide wrongly, with everything that the two rules say, and without the
// evidence too.
TEST(Adversarial, CasesThatDoublesDecideWrongly) {
  auto c1 = city();
  add_unit(c1, "a", 190'445'000'000, {116'171'513'186});
  add_unit(c1, "b", 153'086'000'000, {93'382'510'791});
  add_unit(c1, "c", 331'442'835'709, {286'054'803'968});
  add_unit(c1, "d", 361'601'238'182, {312'083'292'075});
  add_unit(c1, "e", 310'625'000'000, {132'779'149'316});
  add_unit(c1, "f", 2'806'091'745, {1'199'486'438});

  auto c2 = city();
  add_unit(c2, "rest", 669'264'000'000'000 - 94'161'000'000'000, {528'868'341'970'354 - 74'408'263'328'478});
  add_unit(c2, "u", 94'161'000'000'000, {74'408'263'328'478});

  auto c3 = city(3);
  c3.below.months = 3;
  add_unit(c3, "a", 25'000'000'000, {2'500'000'000, 5'000'000'000, 7'500'000'000});
  add_unit(c3, "b", 19'000'000'000, {1'900'000'000, 3'800'000'000, 5'700'000'000});
  add_unit(c3, "c", 33'000'000'000, {3'300'000'000, 6'600'000'000, 9'900'000'000});

  for (oracle::World world : {c1, c2, c3}) {
    for (const Kind kind : {Kind::weighted, Kind::mean}) {
      world.averages = world.below.references = {average(kind, "average")};
      compare_both(world);
    }
  }
  c2.below.references = {average(Kind::weighted, "average")};
  const auto judged = giaingan::judge_below_average(below_average_policy_of(c2.below), portfolio_of(c2.facts),
                                                    date_of(c2.as_of), "owner");
  EXPECT_EQ(judged.units[0].current_run, 0);
  EXPECT_EQ(judged.units[1].current_run, 1);
}

// ---- Many units

std::string numbered(std::int64_t i) {
  return "p" + std::to_string(100'000 + i);
}

struct Tied {
  std::string id;
  std::int64_t num;  // the unit's ratio is num/97
  std::int64_t times;
};

// Few ratios among many units, with plans that are equal too or not.
std::vector<Tied> tied_units(std::int64_t count, Draws& draws) {
  std::vector<Tied> units;
  for (std::int64_t i = 0; i < count; ++i)
    units.push_back({numbered(i * 7'919 % count), draws.between(0, 120) / 3 * 3,
                     draws.chance(50) ? draws.between(1, 4) : draws.between(1, 10'000'000'000)});
  return units;
}

oracle::World world_of(const std::vector<Tied>& units, oracle::Ranking ranking) {
  auto world = city();
  world.level = world.below.level = "project";  // the oracle needs no tree of units for it
  world.ranking = ranking;
  for (const Tied& unit : units)
    add_unit(world, unit.id, 97 * unit.times, {unit.num * unit.times});
  return world;
}

const std::vector<oracle::Ranking>& every_ranking() {
  using oracle::Ranking;
  static const std::vector<Ranking> all{{Ranking::Ties::standard, Ranking::Tiebreak::id},
                                        {Ranking::Ties::dense, Ranking::Tiebreak::plan_desc},
                                        {Ranking::Ties::ordinal, Ranking::Tiebreak::id},
                                        {Ranking::Ties::ordinal, Ranking::Tiebreak::plan_desc},
                                        {Ranking::Ties::ordinal, Ranking::Tiebreak::disbursed_desc}};
  return all;
}

TEST(Adversarial, TiesOfManyUnitsAsTheOracleRanksThem) {
  Draws draws(1);
  for (const oracle::Ranking& ranking : every_ranking())
    compare_disbursement(world_of(tied_units(150, draws), ranking));
}

// Too many for the oracle; but the ratios are known, so that whole numbers sort them.
TEST(Adversarial, TiesOfThousandsOfUnits) {
  Draws draws(2);
  for (const oracle::Ranking& ranking : every_ranking()) {
    using oracle::Ranking;
    auto units = tied_units(6'000, draws);
    const auto world = world_of(units, ranking);
    const auto result = giaingan::assess_disbursement(disbursement_policy_of(world),
                                                      portfolio_of(world.facts), date_of(world.as_of));
    const bool by_size = ranking.ties == Ranking::Ties::ordinal && ranking.tiebreak != Ranking::Tiebreak::id;
    std::sort(units.begin(), units.end(), [&](const Tied& a, const Tied& b) {
      // Among equal ratios but 0 a larger plan is a larger amount disbursed.
      const bool sized = by_size && (ranking.tiebreak == Ranking::Tiebreak::plan_desc || a.num > 0);
      return std::tuple(-a.num, sized ? -a.times : 0, a.id) < std::tuple(-b.num, sized ? -b.times : 0, b.id);
    });
    ASSERT_EQ(result.units.size(), units.size());
    std::size_t first = 0;  // of the tie
    int ties = 1;
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (units[i].num != units[first].num) {
        first = i;
        ++ties;
      }
      const auto& found = result.units[i];
      ASSERT_EQ(found.id, units[i].id) << "at place " << i;
      EXPECT_EQ(found.rank, ranking.ties == Ranking::Ties::dense     ? ties
                            : ranking.ties == Ranking::Ties::ordinal ? static_cast<int>(i) + 1
                                                                     : static_cast<int>(first) + 1);
      ASSERT_EQ(found.to_next_rank.has_value(), first > 0) << found.id;
      if (first == 0) continue;
      EXPECT_EQ(found.next_above, first - 1) << found.id;
      EXPECT_EQ(found.to_next_rank->value, (units[first - 1].num - units[i].num) * units[i].times)
          << found.id;
    }
  }
}

// The units that are below at the last month, with the evidence and without.
std::vector<std::string> below_of(const oracle::World& world) {
  const auto policy = below_average_policy_of(world.below);
  const auto portfolio = portfolio_of(world.facts);
  std::vector<std::string> found;
  for (const auto& unit : giaingan::find_below_average(policy, portfolio, date_of(world.as_of)).units) {
    if (unit.current_run > 0) found.push_back(unit.id);
  }
  std::vector<std::string> judged;
  const auto verdicts = giaingan::judge_below_average(policy, portfolio, date_of(world.as_of), policy.level);
  for (const auto& unit : verdicts.units) {
    if (unit.current_run > 0) judged.push_back(unit.id);
  }
  EXPECT_EQ(judged, found);
  return found;
}

TEST(Adversarial, ThousandsOfUnitsAtTheAverageAndOneDongOff) {
  constexpr std::int64_t count = 3'000;
  for (const Kind kind : {Kind::weighted, Kind::mean}) {
    Draws draws(3);
    auto world = city();
    world.below.references = {average(kind, "average")};
    std::vector<std::string> others;
    for (std::int64_t i = 0; i < count; ++i) {
      const std::int64_t times = draws.between(1, 100'000'000'000);
      add_unit(world, numbered(i), 7 * times, {3 * times});
      if (i != 1'234) others.push_back(numbered(i));
    }
    EXPECT_TRUE(below_of(world).empty());
    auto& other = world.facts.disbursements[1'234].disbursed;
    --other;
    EXPECT_EQ(below_of(world), std::vector{numbered(1'234)});
    other += 2;
    EXPECT_EQ(below_of(world), others);
  }
}

// ---- Averages that are huge fractions

bool is_prime(std::int64_t number) {
  for (std::int64_t divisor = 2; divisor * divisor <= number; ++divisor) {
    if (number % divisor == 0) return false;
  }
  return true;
}

std::vector<std::int64_t> primes_from(std::int64_t number, std::size_t count) {
  std::vector<std::int64_t> primes;
  for (; primes.size() < count; ++number) {
    if (is_prime(number)) primes.push_back(number);
  }
  return primes;
}

Rational mean_of(const std::vector<std::pair<std::int64_t, std::int64_t>>& figures) {
  Rational sum = 0;
  for (const auto& [disbursed, plan] : figures)
    sum += Rational(disbursed, plan);
  return sum / static_cast<std::int64_t>(figures.size());
}

constexpr std::int64_t odd_plan = (std::int64_t{1} << 59) + 1;

// Owners held against the mean of units of another kind: its value stays, and they stand as near to it as
// whole đồng can.
void expect_exact_around(const std::vector<std::pair<std::int64_t, std::int64_t>>& figures) {
  auto world = city();
  auto mean = average(Kind::mean, "mean");
  mean.level = "member";
  world.averages = world.below.references = {mean};
  std::int64_t number = 0;
  for (const auto& [disbursed, plan] : figures)
    add_unit(world, numbered(number++), plan, {disbursed}, "member");
  const Rational expected = mean_of(figures);

  struct Judged {
    std::string id;
    Integer least;
  };
  std::vector<Judged> judged;
  for (const std::int64_t plan : {std::int64_t{1}, std::int64_t{2}, std::int64_t{1'000'000'007},
                                  std::int64_t{1} << 53, (std::int64_t{1} << 60) - 93, odd_plan}) {
    const auto least = static_cast<std::int64_t>(oracle::ceil(expected * plan));
    for (const std::int64_t disbursed : {least - 2, least - 1, least, least + 1}) {
      if (disbursed < 0) continue;
      judged.push_back({numbered(number++), Integer(least) - disbursed});
      add_unit(world, judged.back().id, plan, {disbursed});
    }
  }

  const auto portfolio = portfolio_of(world.facts);
  const auto policy = below_average_policy_of(world.below);
  const auto assessed =
      giaingan::assess_disbursement(disbursement_policy_of(world), portfolio, date_of(world.as_of));
  EXPECT_EQ(exact(assessed.averages[0].at.value), expected);
  const auto found = giaingan::find_below_average(policy, portfolio, date_of(world.as_of));
  const auto verdicts = giaingan::judge_below_average(policy, portfolio, date_of(world.as_of), policy.level);
  ASSERT_EQ(found.units.size(), judged.size());
  ASSERT_EQ(verdicts.units.size(), found.units.size());
  for (std::size_t i = 0; i < judged.size(); ++i) {
    const auto& unit = found.units[i];
    const auto& verdict = verdicts.units[i];
    ASSERT_EQ(unit.id, judged[i].id);
    ASSERT_EQ(verdict.id, judged[i].id);
    const bool below = judged[i].least > 0;
    EXPECT_EQ(unit.current_run, below ? 1 : 0) << unit.id;
    EXPECT_EQ(verdict.current_run, below ? 1 : 0) << unit.id;
    EXPECT_EQ(exact(unit.margin.addition), below ? std::optional(judged[i].least) : std::nullopt) << unit.id;
  }
}

TEST(Adversarial, MeansOfHundredsOfUnitsWithPrimePlans) {
  Draws draws(4);
  for (const std::size_t count : {1U, 2U, 3U, 30U, 400U}) {
    std::vector<std::pair<std::int64_t, std::int64_t>> figures;
    for (const std::int64_t plan : primes_from(1'000'000 + 1'000 * static_cast<std::int64_t>(count), count))
      figures.emplace_back(draws.between(plan / 3, plan), plan);
    expect_exact_around(figures);
  }
}

// Sums of hundreds of fractions that are one half in the end, and then all but one half.
TEST(Adversarial, MeansOfHundredsOfUnitsThatAreOneHalf) {
  std::vector<std::pair<std::int64_t, std::int64_t>> figures;
  for (const std::int64_t plan : primes_from(1'000'000'000'000, 100)) {
    figures.emplace_back(plan / 3, plan);
    figures.emplace_back(plan - plan / 3, plan);
  }
  ASSERT_EQ(mean_of(figures), Rational(1, 2));
  expect_exact_around(figures);
  for (const std::int64_t off : {-1, 2}) {
    figures[57].first += off;
    expect_exact_around(figures);
  }
}

// The mean of 2/(P-1) and 2/(P+1) is above 2/P by less than 2^-170, and so is what each lacks to 1 below.
TEST(Adversarial, MeansThatOnlyTheirLastDigitsTellFromARatio) {
  constexpr std::int64_t half = odd_plan / 2;
  expect_exact_around({{1, half}, {1, half + 1}});
  expect_exact_around({{half - 1, half}, {half, half + 1}});
}

// The same where the units judged are those of the mean, which moves with each.
TEST(Adversarial, MeansThatMoveWithTheUnitsOfPrimePlans) {
  Draws draws(5);
  auto world = city();
  world.averages =
      world.below.references = {average(Kind::mean, "mean"), average(Kind::weighted, "weighted")};
  world.below.combine = oracle::BelowAverage::Combine::each;
  for (const std::int64_t plan : primes_from(1'000'000, 24))
    add_unit(world, "o" + std::to_string(plan), plan, {draws.between(plan / 2 - 2, plan / 2 + 2)});
  compare_both(world);
}

}  // namespace
}  // namespace differential
