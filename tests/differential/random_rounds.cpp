#include "differential/random_rounds.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "differential/bridge.hpp"
#include "oracle/draws.hpp"

namespace differential {
namespace {

using oracle::Draws;
using oracle::Rational;

using Texts = std::vector<std::string>;

class WorldBuilder {
 public:
  explicit WorldBuilder(std::uint64_t seed) : draws_(seed) {}

  RoundWorld build() {
    scale_ = draws_.one_of<std::int64_t>({1, 1, 1, 3, 1000, 250'000'000'000});
    most_ = draws_.one_of<std::int64_t>({5, 12, 40, 1000});
    world_.facts.year = 2024;
    set_days();
    add_units();
    add_projects();
    add_allocations();
    set_rooms();
    set_ratio();
    set_release();
    set_recipients();
    set_pools();
    set_tiers();
    set_orders();
    exchange_pools();
    return world_;
  }

 private:
  oracle::Round& ours() { return world_.oracle_round; }
  giaingan::Round& theirs() { return world_.round; }

  std::int64_t amount(std::int64_t least = 0) { return draws_.between(least, most_) * scale_; }

  void set_days() {
    const std::vector<oracle::Date> days = {{2024, 6, 19}, {2024, 6, 19}, {2024, 9, 19},
                                            {2024, 1, 31}, {2024, 3, 30}, {2025, 2, 1}};
    ours().id = theirs().id = "r1";
    ours().as_of = draws_.chance(2) ? oracle::Date{2024, 1, 30} : draws_.one_of(days);
    ours().effective = {2025, 3, 1};
    theirs().as_of = date_of(ours().as_of);
    theirs().effective = date_of(ours().effective);
    month_ = std::max(1, oracle::month_of(2024, ours().as_of));
  }

  void add_units() {
    world_.facts.units.push_back({"city", "city", ""});
    const auto count = draws_.between(3, 5);
    for (std::int64_t i = 1; i <= count; ++i) {
      owners_.push_back("o" + std::to_string(i));
      world_.facts.units.push_back({owners_.back(), "owner", draws_.chance(90) ? "city" : ""});
      if (draws_.chance(50)) {
        world_.facts.metrics.push_back({owners_.back(), "capacity", Rational(amount()) + Rational(1, 2)});
      }
    }
  }

  void add_projects() {
    const auto count = draws_.between(2, 7);
    for (std::int64_t i = 1; i <= count; ++i) {
      oracle::Project project;
      project.id = "j" + std::to_string(i);
      project.group = draws_.one_of<std::string>({"A", "B", "C"});
      project.phase = draws_.one_of<std::string>({"new_start", "transitional"});
      project.priority = draws_.one_of<std::string>({"first", "second", "third"});
      if (draws_.chance(30)) project.funded_before = amount();
      if (draws_.chance(30)) project.medium_term_used = amount();
      if (draws_.chance(8)) project.settled_on = draws_.one_of<oracle::Date>({ours().as_of, {2025, 2, 2}});
      world_.facts.projects.push_back(project);
      owner_of_project_.push_back(draws_.one_of(owners_));
    }
  }

  void add_allocations() {
    const auto count = draws_.between(5, 12);
    for (std::int64_t i = 1; i <= count; ++i) {
      const std::size_t project = draws_.below(world_.facts.projects.size());
      oracle::Allocation allocation;
      allocation.id = "a" + std::to_string(i);
      allocation.project = world_.facts.projects[project].id;
      allocation.owner = draws_.chance(85) ? owner_of_project_[project] : draws_.one_of(owners_);
      allocation.locality = draws_.one_of<std::string>({"east", "west"});
      allocation.source = draws_.one_of<std::string>({"city", "city", "land"});
      allocation.programme = draws_.one_of<std::string>({"", "", "rural"});
      if (draws_.chance(20)) allocation.carried_from = static_cast<int>(draws_.between(2022, 2023));
      allocation.plan = draws_.chance(8) ? 0 : amount(1);
      add_months(allocation);
      add_changes(allocation);
      if (draws_.chance(90)) {
        const std::int64_t requested = amount(1);
        world_.facts.requests.push_back({allocation.id, draws_.chance(95) ? "r1" : "r2", requested,
                                         draws_.chance(60) ? requested : amount()});
      }
      if (draws_.chance(5)) {
        ours().barred_allocations.insert(allocation.id);
      }
      world_.facts.allocations.push_back(allocation);
    }
  }

  // Rooms about as wide as one request.
  void set_rooms() {
    for (oracle::Project& project : world_.facts.projects) {
      std::int64_t plans = 0;
      for (const oracle::Allocation& allocation : world_.facts.allocations) {
        if (allocation.project == project.id) plans += allocation.plan;
      }
      const std::int64_t narrow = plans + amount();
      const std::int64_t wide = 1000 * most_ * scale_;
      if (draws_.chance(50)) project.total_investment = project.funded_before + plans + amount();
      if (draws_.chance(95)) {
        project.medium_term_plan = project.medium_term_used + (draws_.chance(40) ? narrow : wide);
      }
    }
  }

  void add_months(const oracle::Allocation& allocation) {
    auto& facts = world_.facts;
    const auto part = [&](int percent) { return allocation.plan / scale_ * percent / 100 * scale_; };
    const bool fast = allocation.owner < "o3" ? draws_.chance(90) : draws_.chance(20);
    const int percent = fast ? draws_.one_of<int>({50, 60, 75, 75, 90, 100, 110})
                             : draws_.one_of<int>({0, 10, 25, 25, 40, 50});
    if (draws_.chance(92)) {
      const int first = static_cast<int>(draws_.between(std::max(1, month_ - 2), month_));
      using Kind = oracle::Disbursement::Kind;
      facts.disbursements.push_back({allocation.id, first, part(percent), Kind::actual});
      if (month_ < 13) facts.disbursements.push_back({allocation.id, month_ + 1, part(120), Kind::actual});
      std::set<int> estimated;
      if (draws_.chance(30)) estimated.insert(month_);
      if (draws_.chance(60)) estimated.insert(12);
      if (draws_.chance(30)) estimated.insert(13);
      for (const int month : estimated)
        facts.disbursements.push_back({allocation.id, month, part(70 + 2 * month), Kind::estimate});
    }
    if (draws_.chance(20)) facts.commitments.push_back({allocation.id, month_, amount()});
    if (draws_.chance(70)) facts.schedule.push_back({allocation.id, 2, part(20)});
    if (draws_.chance(50)) facts.schedule.push_back({allocation.id, 12, part(90)});
    if (draws_.chance(30)) facts.schedule.push_back({allocation.id, 13, part(100)});
  }

  void add_changes(const oracle::Allocation& allocation) {
    auto& changes = world_.facts.plan_changes;
    if (draws_.chance(20)) changes.push_back({allocation.id, ours().as_of, amount(), "d1", {}});
    if (draws_.chance(20)) changes.push_back({allocation.id, {2025, 2, 20}, amount(), "d2", {}});
    if (draws_.chance(8) && allocation.plan > 0) {
      changes.push_back({allocation.id,
                         {2024, 1, 10},
                         draws_.one_of<std::int64_t>({-scale_, scale_}),
                         draws_.one_of<std::string>({"r0", "d0"}),
                         {}});
    }
  }

  void set_ratio() {
    ours().required_ratio =
        draws_.one_of<Rational>({Rational(1, 2), Rational(1, 2), Rational(1, 2), Rational(2, 5),
                                 Rational(3, 7), Rational(7, 10), Rational(11, 10)});
    theirs().required_ratio.value = ratio_of(ours().required_ratio);
    if (draws_.chance(30)) {
      ours().op = oracle::Round::Operator::above;
      theirs().comparison = giaingan::Comparison::more_than;
    }
    if (draws_.chance(20)) {
      ours().compare_at = draws_.one_of<Rational>({Rational(1, 100), Rational(1, 10)});
      theirs().compare_at = ratio_of(*ours().compare_at);
    }
    if (draws_.chance(20)) {
      ours().estimates = oracle::Round::Estimates::counted;
      theirs().basis.estimates = giaingan::Estimates::counted;
    }
    if (draws_.chance(10)) {
      ours().in_scope = [](const oracle::Allocation& allocation, const oracle::Project&) {
        return !allocation.carried_from;
      };
      theirs().basis.scope.carried_over = giaingan::CarriedOver::excluded;
    } else if (draws_.chance(10)) {
      ours().in_scope = [](const oracle::Allocation& allocation, const oracle::Project&) {
        return allocation.source == "city";
      };
      theirs().basis.scope.source = {"city"};
    }
  }

  void set_release() {
    using oracle::Round;
    if (draws_.chance(40)) {
      ours().release = Round::Release::share;
      theirs().release.formula = giaingan::ReleaseFormula::share;
      ours().share = draws_.one_of<Rational>({Rational(1, 3), Rational(1, 2), Rational(1)});
      theirs().release.share.value = ratio_of(ours().share);
    } else if (draws_.chance(50)) {
      ours().release = Round::Release::to_forecast;
      theirs().release.formula = giaingan::ReleaseFormula::to_forecast;
      ours().forecast_month = draws_.chance(60) ? 12 : 13;
      theirs().release.forecast.last = {ours().forecast_month};
      const std::size_t method = draws_.below(3);
      ours().forecast =
          std::vector{Round::Forecast::linear, Round::Forecast::schedule, Round::Forecast::estimate}[method];
      theirs().release.forecast.method =
          std::vector{giaingan::ForecastMethod::linear, giaingan::ForecastMethod::schedule,
                      giaingan::ForecastMethod::estimate}[method];
    }
    if (draws_.chance(20)) {
      ours().exempt = [](const oracle::Allocation& allocation, const oracle::Project& project) {
        return allocation.programme == "rural" || project.phase == "new_start";
      };
      theirs().exempt.emplace();
      theirs().exempt->any_of.resize(2);
      theirs().exempt->any_of[0].programme = {"rural"};
      theirs().exempt->any_of[1].phase = {"new_start"};
    }
  }

  void set_criterion() {
    if (draws_.chance(60)) return;
    using oracle::Round;
    theirs().recipients.criterion = giaingan::RecipientCriterion::average;
    auto& average = theirs().recipients.average;
    average.id = "average";
    average.basis = theirs().basis;
    average.level = ours().recipient_level;
    const std::size_t kind = draws_.below(4);
    average.kind = std::vector{giaingan::AverageKind::weighted, giaingan::AverageKind::mean,
                               giaingan::AverageKind::norm, giaingan::AverageKind::external}[kind];
    ours().criterion = std::vector{Round::Criterion::weighted_average, Round::Criterion::mean,
                                   Round::Criterion::fixed, Round::Criterion::fixed}[kind];
    if (average.kind == giaingan::AverageKind::norm) {
      ours().fixed.kind = oracle::Average::Kind::norm;
      ours().fixed.norm = draws_.one_of<Rational>({Rational(1, 4), Rational(3, 7), Rational(9, 10)});
      average.norm.value = ratio_of(ours().fixed.norm);
    }
    if (average.kind == giaingan::AverageKind::external) {
      ours().fixed.kind = oracle::Average::Kind::external;
      ours().fixed.reference = average.reference = "province";
      average.basis.id = "published";
      publish();
    }
  }

  // For the month of the round, mostly.
  void publish() {
    oracle::Reference row;
    row.reference = "province";
    row.month = draws_.chance(90) ? month_ : month_ % 12 + 1;
    row.basis = "published";
    if (draws_.chance(50)) {
      row.plan = draws_.chance(90) ? amount(1) : 0;
      row.disbursed = amount();
    } else {
      row.percent = Rational(draws_.between(0, 1000), 10);
    }
    world_.facts.references.push_back(row);
  }

  void set_recipients() {
    const Texts levels = {"owner",   "owner",      "owner",        "project",
                          "project", "allocation", "locality",     "city",
                          "source",  "programme",  "carried_over", "owner/source/carried_over"};
    ours().donor_level = theirs().donor_level = draws_.one_of(levels);
    ours().recipient_level = draws_.chance(85) ? ours().donor_level : draws_.one_of(levels);
    theirs().recipients.level = ours().recipient_level;
    set_criterion();
    theirs().bars = {giaingan::Bar::outside_medium_term_plan, giaingan::Bar::settled};
    theirs().resupplement = giaingan::Resupplement::allowed;
    if (draws_.chance(50)) {
      theirs().resupplement = giaingan::Resupplement::barred;
      theirs().earlier = {"r0"};
      ours().earlier_rounds = {"r0"};
    }
    if (draws_.chance(40)) {
      theirs().owner_capacity = "capacity";
      ours().capacity_metric = "capacity";
    }
  }

  void set_pools() {
    using giaingan::PoolKey;
    const std::vector<std::pair<PoolKey, std::string>> keys = {{PoolKey::source, "source"},
                                                               {PoolKey::programme, "programme"},
                                                               {PoolKey::carried_from, "carried_from"},
                                                               {PoolKey::carried_over, "carried_over"},
                                                               {PoolKey::locality, "locality"}};
    ours().pool_by.clear();
    for (const auto& [key, name] : keys) {
      if (!draws_.chance(15)) continue;
      theirs().pool_by.push_back(key);
      ours().pool_by.push_back(name);
    }
  }

  void exchange_pools() {
    if (!draws_.chance(25)) return;
    auto pools = oracle::instance_of(world_.facts, ours()).pools;
    if (pools.size() < 3) return;
    pools.erase(pools.begin() + static_cast<std::ptrdiff_t>(draws_.below(pools.size())));
    if (pools.size() > 3) pools.resize(3);
    std::reverse(pools.begin(), pools.end());
    ours().exchange.emplace_back(pools.begin(), pools.end());
    theirs().exchange.push_back({pools, {}});
  }

  void set_tiers() {
    const std::vector<Texts> conditions = {{"first"}, {"second"}, {"first", "third"}, {}};
    const auto count = draws_.between(1, 3);
    for (std::int64_t i = 0; i < count; ++i) {
      const bool last = i + 1 == count;
      const Texts priorities = last && draws_.chance(80) ? Texts{} : draws_.one_of(conditions);
      const std::size_t within = draws_.below(3);
      giaingan::Tier tier;
      tier.id = "t" + std::to_string(i);
      tier.condition.priority = priorities;
      tier.within = std::vector{giaingan::WithinTier::ratio_desc, giaingan::WithinTier::proportional,
                                giaingan::WithinTier::equal}[within];
      theirs().tiers.push_back(tier);
      ours().tiers.push_back({[priorities](const oracle::Allocation&, const oracle::Project& project) {
                                return priorities.empty() || std::find(priorities.begin(), priorities.end(),
                                                                       project.priority) != priorities.end();
                              },
                              std::vector{oracle::Within::ratio_desc, oracle::Within::proportional,
                                          oracle::Within::equal}[within]});
    }
  }

  void set_orders() {
    using Tie = oracle::Round::Tie;
    const std::size_t tie = draws_.below(3);
    ours().tie = std::vector{Tie::id, Tie::ratio_desc, Tie::amount_desc}[tie];
    theirs().ties = std::vector{giaingan::RemainderTies::id, giaingan::RemainderTies::ratio_desc,
                                giaingan::RemainderTies::amount_desc}[tie];
    if (draws_.chance(40)) {
      ours().unmatched = oracle::Unmatched::give_back;
      theirs().unmatched = giaingan::Unmatched::return_to_above;
    }
    if (draws_.chance(40)) {
      ours().cut_order = oracle::CutOrder::proportional;
      theirs().cut_order = giaingan::CutOrder::proportional;
    }
    if (draws_.chance(40)) ours().step = draws_.one_of<std::int64_t>({2, 3, scale_, 5 * scale_, scale_ + 1});
    theirs().step = {ours().step};
  }

  Draws draws_;
  RoundWorld world_;
  std::int64_t scale_ = 1;
  std::int64_t most_ = 1;
  int month_ = 1;
  Texts owners_;
  Texts owner_of_project_;
};

}  // namespace

RoundWorld random_round_world(std::uint64_t seed) {
  return WorldBuilder(seed).build();
}

giaingan::ReallocationResult carry_out(const RoundWorld& world) {
  const giaingan::Portfolio portfolio = portfolio_of(world.facts);
  std::vector<giaingan::BarredAllocation> barred;
  for (std::size_t i = 0; i < portfolio->allocations.size(); ++i) {
    if (world.oracle_round.barred_allocations.count(portfolio->allocations[i].id) != 0) {
      barred.push_back({static_cast<giaingan::Index>(i), "listed_finding", {}});
    }
  }
  return giaingan::reallocate(portfolio, world.round, barred);
}

}  // namespace differential
