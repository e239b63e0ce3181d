#include "oracle/reallocation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "oracle/division_check.hpp"

namespace oracle {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Pool = Reallocation::Pool;
using Cut = Reallocation::Cut;
using Addition = Reallocation::Addition;

// Owner slow, with one allocation s1 of plan 1000 and 200 disbursed; owner fast, with f1 of 500 and 400, who
// asks for 300. The round stands on 19 June, so on the figures of May; the ratio required is 50 %.
struct Town {
  Facts facts;
  Round round;

  Town() {
    facts.year = 2024;
    facts.units = {{"fast", "owner", ""}, {"slow", "owner", ""}};
    add("s1", "slow", 1000, 200);
    add("f1", "fast", 500, 400);
    request("f1", 300, 300);
    round.id = "r1";
    round.as_of = {2024, 6, 19};
    round.effective = {2024, 6, 20};
    round.required_ratio = Rational(1, 2);
    round.tiers = {{[](const Allocation&, const Project&) { return true; }, Within::ratio_desc}};
  }

  // An allocation and its project, which is named after it and has room enough.
  Allocation& add(const std::string& id, const std::string& owner, std::int64_t plan,
                  std::int64_t disbursed) {
    Allocation allocation;
    allocation.id = id;
    allocation.project = "j" + id;
    allocation.owner = owner;
    allocation.source = "city";
    allocation.plan = plan;
    Project project;
    project.id = allocation.project;
    project.group = "C";
    project.medium_term_plan = 1'000'000;
    facts.projects.push_back(project);
    facts.disbursements.push_back({id, 5, disbursed, Disbursement::Kind::actual});
    facts.allocations.push_back(allocation);
    return facts.allocations.back();
  }

  void request(const std::string& allocation, std::int64_t requested, std::int64_t absorbable) {
    facts.requests.push_back({allocation, "r1", requested, absorbable});
  }

  Project& project(std::size_t i) { return facts.projects[i]; }
  Reallocation result() const { return reallocate(facts, round); }

  // The only release and the only need there are.
  Integer release() const { return instance_of(facts, round).releases.at(0).amount; }
  Integer limit() const { return instance_of(facts, round).donors.at(0).limit; }
  Integer need() const { return instance_of(facts, round).needs.at(0).amount; }
  bool anybody_receives() const { return !instance_of(facts, round).needs.empty(); }
};

TEST(OracleReallocation, MovesWhatIsTaken) {
  const Town town;
  // s1 may lose 1000 − 200 ÷ 50 % = 600; f1 takes 300 of it.
  EXPECT_EQ(town.release(), 600);
  const Reallocation result = town.result();
  EXPECT_THAT(result.pools, ElementsAre(Pool{"city//", 300, 300, 0}));
  EXPECT_THAT(result.cuts, ElementsAre(Cut{"s1", 300}));
  EXPECT_THAT(result.additions, ElementsAre(Addition{"f1", 300, 0}));
}

TEST(OracleReallocation, ReturnsTheRest) {
  Town town;
  town.round.unmatched = Unmatched::give_back;
  EXPECT_THAT(town.result().pools, ElementsAre(Pool{"city//", 600, 300, 300}));
}

TEST(OracleReallocation, ReleasesDownToTheFloorOnly) {
  Town town;
  town.facts.commitments = {{"s1", 4, 700}, {"s1", 6, 900}};  // the second comes after the round's month
  EXPECT_EQ(town.release(), 300);
  town.facts.commitments = {{"s1", 5, 100}};  // less than is paid: the floor is what is paid
  town.round.required_ratio = 1;
  town.round.step = 300;
  EXPECT_EQ(town.release(), 2);  // 800 up to 900, 800 down to 600
}

TEST(OracleReallocation, ReleaseForAStrictOperator) {
  Town town;
  town.round.required_ratio = Rational(3, 7);
  EXPECT_EQ(town.release(), 534);  // ⌊200·7/3⌋ = 466
  town.round.op = Round::Operator::above;
  EXPECT_EQ(town.release(), 534);  // ⌈…⌉ = 467, and one more: 200/466 is above 3/7
  town.round.required_ratio = Rational(1, 2);
  EXPECT_EQ(town.release(), 601);  // 200/400 would not be above
  town.facts.disbursements[0].disbursed = 0;
  EXPECT_EQ(town.release(), 1000);  // a plan of 0 counts as meeting the ratio
  EXPECT_EQ(town.limit(), 1000);
}

TEST(OracleReallocation, ReleaseOfAShare) {
  Town town;
  town.round.release = Round::Release::share;
  town.round.share = Rational(1, 3);
  EXPECT_EQ(town.release(), 266);
}

TEST(OracleReallocation, ReleaseToAForecast) {
  Town town;
  town.round.release = Round::Release::to_forecast;
  EXPECT_EQ(town.release(), 1000 - 200 * 12 / 5);
  town.round.forecast_month = 13;
  EXPECT_EQ(town.release(), 1000 - 200 * 13 / 5);
  town.round.forecast = Round::Forecast::schedule;
  town.facts.schedule = {{"s1", 5, 350}, {"s1", 11, 900}};
  EXPECT_EQ(town.release(), 1000 - (200 + 900 - 350));
  town.round.forecast = Round::Forecast::estimate;
  town.facts.disbursements.push_back({"s1", 12, 640, Disbursement::Kind::estimate});
  town.facts.disbursements.push_back({"s1", 6, 240, Disbursement::Kind::estimate});
  EXPECT_EQ(town.release(), 360);
  town.facts.disbursements[2].disbursed = 100;  // less than is paid already
  EXPECT_EQ(town.release(), 800);
  EXPECT_EQ(town.limit(), 800);
}

TEST(OracleReallocation, NoForecastNoCut) {
  Town town;
  town.add("s2", "slow", 100, 0);
  town.round.release = Round::Release::to_forecast;
  town.round.forecast = Round::Forecast::schedule;
  town.facts.schedule = {{"s1", 12, 100}};  // forecast 300 of s1's 1000
  const Reallocation result = town.result();
  EXPECT_THAT(result.cuts, ElementsAre(Cut{"s1", 300}));
  EXPECT_THAT(result.without_forecast, ElementsAre("s2"));
  EXPECT_EQ(town.limit(), 700);
}

TEST(OracleReallocation, TheDonorAsAWholeLosesNoMoreThanItMust) {
  Town town;
  town.add("s2", "slow", 1000, 750);
  // Slow as a whole: 2000 − 950 ÷ 50 % = 100, though s1 alone would lose 600.
  EXPECT_THAT(town.result().cuts, ElementsAre(Cut{"s1", 100}));
  // An exempt allocation releases nothing, but counts in its donor's sums.
  town.round.exempt = [](const Allocation& allocation, const Project&) { return allocation.id == "s1"; };
  EXPECT_THAT(town.result().cuts, IsEmpty());
}

TEST(OracleReallocation, StepsRoundTheWantedCutUpAndTheLimitDown) {
  Town town;
  town.round.step = 250;
  town.facts.commitments = {{"s1", 5, 120}};
  EXPECT_EQ(town.release(), 3);  // 600 up to 750; 800 down to 750
  EXPECT_EQ(town.limit(), 3);
  EXPECT_EQ(town.need(), 1);  // 300 down to 250
  EXPECT_THAT(town.result().cuts, ElementsAre(Cut{"s1", 250}));
}

TEST(OracleReallocation, KnowsOnlyWhatWasKnownOnTheDay) {
  Town town;
  town.facts.plan_changes = {{"s1", {2024, 6, 19}, -100, "d1", {}}, {"s1", {2024, 6, 20}, 5000, "d2", {}}};
  town.facts.disbursements.push_back({"s1", 6, 900, Disbursement::Kind::actual});
  EXPECT_EQ(town.release(), 500);
  town.round.as_of = {2024, 1, 30};  // before the first month-end no ratio is defined
  EXPECT_THAT(town.result().cuts, IsEmpty());
  EXPECT_THAT(town.result().pools, ElementsAre(Pool{"city//", 0, 0, 0}));
}

TEST(OracleReallocation, ComparesAsOfficialsPublish) {
  Town town;
  town.facts.allocations[0].plan = 10000;
  town.facts.disbursements[0].disbursed = 4999;
  EXPECT_EQ(town.release(), 2);
  town.round.compare_at = Rational(1, 100);  // 49.99 % rounds to 50 %: no donor
  EXPECT_THAT(instance_of(town.facts, town.round).releases, IsEmpty());
}

TEST(OracleReallocation, EstimatesCountAfterTheLastActualIfTheyCount) {
  Town town;
  town.facts.disbursements[0].month = 3;
  town.facts.disbursements.push_back({"s1", 2, 100, Disbursement::Kind::estimate});
  town.facts.disbursements.push_back({"s1", 5, 300, Disbursement::Kind::estimate});
  EXPECT_EQ(town.release(), 600);
  town.round.estimates = Round::Estimates::counted;
  EXPECT_EQ(town.release(), 400);
  town.facts.disbursements[0].month = 5;
  EXPECT_EQ(town.release(), 600);
}

TEST(OracleReallocation, NamedTieRulesOfEqualRemainders) {
  Town town;
  town.facts.requests.clear();
  town.add("g1", "great", 100, 95);
  town.add("f2", "fast", 100, 100);
  for (const char* id : {"f1", "f2", "g1"})
    town.request(id, 150, 150);
  town.facts.requests[1] = {"f2", "r1", 300, 300};
  town.facts.disbursements[0].disbursed = 249;  // releases 502; needs 150, 300, 150: 125½, 251, 125½
  town.round.tiers[0].within = Within::proportional;
  EXPECT_THAT(town.result().additions,
              ElementsAre(Addition{"f1", 126, 0}, Addition{"f2", 251, 0}, Addition{"g1", 125, 0}));
  town.round.tie = Round::Tie::ratio_desc;
  EXPECT_THAT(town.result().additions,
              ElementsAre(Addition{"f1", 125, 0}, Addition{"f2", 251, 0}, Addition{"g1", 126, 0}));
  town.round.tie = Round::Tie::amount_desc;  // equal needs: by id
  EXPECT_THAT(town.result().additions,
              ElementsAre(Addition{"f1", 126, 0}, Addition{"f2", 251, 0}, Addition{"g1", 125, 0}));
  town.facts.disbursements[0].disbursed = 499;  // releases 2; needs 1 and 3: ½ and 1½
  town.facts.requests = {{"f1", "r1", 1, 1}, {"g1", "r1", 3, 3}};
  EXPECT_THAT(town.result().additions, ElementsAre(Addition{"g1", 2, 0}));
  town.round.tie = Round::Tie::id;
  EXPECT_THAT(town.result().additions, ElementsAre(Addition{"f1", 1, 0}, Addition{"g1", 1, 0}));
}

TEST(OracleReallocation, NeedIsTheLeastOfItsCaps) {
  Town town;
  town.facts.requests[0] = {"f1", "r1", 300, 290};
  EXPECT_EQ(town.need(), 290);
  town.project(1).total_investment = 900;
  town.project(1).funded_before = 120;
  EXPECT_EQ(town.need(), 280);
  town.project(1).medium_term_plan = 800;
  town.project(1).medium_term_used = 30;
  EXPECT_EQ(town.need(), 270);
  // Carried-over capital takes room under the total investment only.
  town.add("f2", "fast", 20, 20);
  town.facts.allocations[2].project = "jf1";
  town.facts.allocations[2].carried_from = 2023;
  EXPECT_EQ(town.need(), 260);
  town.facts.metrics = {{"fast", "capacity", Rational(501, 2)}};
  town.round.capacity_metric = "capacity";
  EXPECT_EQ(town.need(), 250);
  town.project(1).total_investment = 100;
  EXPECT_EQ(town.need(), 0);
}

TEST(OracleReallocation, ProjectsShareTheirRoomAndOwnersTheirCapacity) {
  Town town;
  town.facts.requests.clear();
  town.add("f2", "fast", 100, 90);
  town.add("f3", "fast", 100, 80);
  town.facts.allocations[3].project = "jf2";
  town.project(2).total_investment = 250;  // less the plans of f2 and f3: 50
  for (const char* id : {"f1", "f2", "f3"})
    town.request(id, 40, 40);
  // Own ratios: f2 90 %, f1 and f3 80 %.
  EXPECT_THAT(town.result().additions,
              ElementsAre(Addition{"f1", 40, 0}, Addition{"f2", 40, 0}, Addition{"f3", 10, 0}));
  town.facts.metrics = {{"fast", "capacity", 60}};
  town.round.capacity_metric = "capacity";
  EXPECT_THAT(town.result().additions, ElementsAre(Addition{"f1", 20, 0}, Addition{"f2", 40, 0}));
}

TEST(OracleReallocation, WhoIsBarred) {
  const Town fine;
  EXPECT_TRUE(fine.anybody_receives());
  const auto barred = [](const auto& spoil) {
    Town town;
    spoil(town);
    return !town.anybody_receives();
  };
  EXPECT_TRUE(barred([](Town& town) { town.project(1).medium_term_plan.reset(); }));
  EXPECT_TRUE(barred([](Town& town) { town.project(1).settled_on = town.round.as_of; }));
  EXPECT_FALSE(barred([](Town& town) { town.project(1).settled_on = {2024, 6, 20}; }));
  EXPECT_TRUE(barred([](Town& town) { town.round.barred_allocations = {"f1"}; }));
  const auto cut_by_round = [](std::int64_t change) {
    return [change](Town& town) {
      town.round.earlier_rounds = {"r0"};
      town.add("f2", "fast", 50, 40);
      town.facts.allocations[2].project = "jf1";
      town.facts.plan_changes = {{"f2", {2024, 6, 1}, change, "r0", {}}};
    };
  };
  EXPECT_TRUE(barred(cut_by_round(-1)));
  EXPECT_FALSE(barred(cut_by_round(1)));
  EXPECT_FALSE(barred([&](Town& town) {
    cut_by_round(-1)(town);
    town.round.earlier_rounds.clear();
  }));
  EXPECT_TRUE(barred([](Town& town) { town.facts.requests[0].round = "r2"; }));
  EXPECT_TRUE(barred([](Town& town) { town.facts.disbursements[1].disbursed = 249; }));
  EXPECT_FALSE(barred([](Town& town) { town.facts.disbursements[1].disbursed = 250; }));
  const auto years = [](int first) {
    return [first](Town& town) {
      town.round.funding_years = {{"C", 3}};
      town.project(1).first_funded_year = first;
    };
  };
  EXPECT_FALSE(barred(years(2022)));
  EXPECT_TRUE(barred(years(2021)));
  EXPECT_FALSE(barred([&](Town& town) {
    years(2021)(town);
    town.project(1).completed_on = {2024, 6, 19};
  }));
}

TEST(OracleReallocation, AProjectOfTwoOwnersHasNoPlaceWhereItsRoomAndACapacityOverlap) {
  Town town;
  town.add("m1", "middle", 50, 40);
  town.facts.allocations[2].project = "jf1";
  town.add("f2", "fast", 100, 90);
  town.request("f2", 100, 100);
  town.round.capacity_metric = "capacity";
  town.facts.metrics = {{"fast", "capacity", 200}};
  town.project(1).total_investment = 800;  // plans: 550
  EXPECT_THAT(town.result().additions, ElementsAre(Addition{"f1", 100, 0}, Addition{"f2", 100, 0}))
      << "the other owner asks for nothing";
  town.request("m1", 100, 100);  // with f1's 200 more than the room of 250
  EXPECT_THAT(town.result().additions, ElementsAre(Addition{"f2", 100, 0}));
  town.project(1).total_investment = 850;
  EXPECT_THAT(town.result().additions,
              ElementsAre(Addition{"f1", 100, 0}, Addition{"f2", 100, 0}, Addition{"m1", 100, 0}));
}

TEST(OracleReallocation, ADonorReceivesNowhere) {
  Town town;
  town.add("s2", "slow", 100, 90).source = "province";
  town.request("s2", 10, 10);
  town.add("f2", "fast", 100, 0).source = "province";
  EXPECT_THAT(town.result().additions, ElementsAre(Addition{"f1", 300, 0}));
  // Not even above the average, nor where its project alone meets the ratio.
  town.round.criterion = Round::Criterion::weighted_average;
  town.round.recipient_level = "project";
  EXPECT_THAT(town.result().additions, ElementsAre(Addition{"f1", 300, 0}));
}

TEST(OracleReallocation, RecipientsMayBeThoseAboveTheAverage) {
  Town town;
  town.add("m1", "middle", 1000, 500);
  town.request("m1", 10, 10);
  // 1100 of 2500 is 44 %.
  town.round.criterion = Round::Criterion::weighted_average;
  EXPECT_EQ(town.result().additions.size(), 2U);
  // (1/5 + 4/5 + 1/2) ÷ 3 is 50 %, which m1 just reaches; with one đồng more of f1 it doesn't.
  town.round.criterion = Round::Criterion::mean;
  EXPECT_EQ(town.result().additions.size(), 2U);
  town.facts.disbursements[1].disbursed = 401;
  EXPECT_EQ(town.result().additions.size(), 1U);
  town.round.criterion = Round::Criterion::weighted_average;
  town.facts.disbursements[1].disbursed = 500;
  town.facts.disbursements[2].disbursed = 470;  // 1170 of 2500: 46.8 %, below the 47 % of m1, but m1 gives
  EXPECT_EQ(town.result().additions.size(), 1U);
}

TEST(OracleReallocation, CapitalStaysInItsPoolUnlessPoolsExchange) {
  Town town;
  town.facts.allocations[0].carried_from = 2023;
  Reallocation result = town.result();
  EXPECT_THAT(result.cuts, IsEmpty());
  EXPECT_THAT(result.pools, ElementsAre(Pool{"city//", 0, 0, 0}, Pool{"city//2023", 0, 0, 0}));
  town.round.exchange = {{"city//2023", "city//"}};
  result = town.result();
  EXPECT_THAT(result.cuts, ElementsAre(Cut{"s1", 300}));
  EXPECT_THAT(result.pools, ElementsAre(Pool{"city//+city//2023", 300, 300, 0}));
}

TEST(OracleReallocation, TheFirstTierThatFits) {
  Town town;
  town.add("f2", "fast", 500, 450);
  town.add("f3", "fast", 0, 0);
  town.request("f2", 500, 500);
  town.request("f3", 500, 500);
  const auto is = [](std::set<std::string> ids) {
    return [ids](const Allocation& allocation, const Project&) { return ids.count(allocation.id) != 0; };
  };
  town.round.tiers = {{is({"f3"}), Within::ratio_desc}, {is({"f1", "f3"}), Within::ratio_desc}};
  EXPECT_THAT(town.result().additions, ElementsAre(Addition{"f1", 100, 1}, Addition{"f3", 500, 0}));
}

TEST(OracleReallocation, TheFastestFirstAndTheUndefinedLast) {
  Town town;
  town.add("g1", "great", 100, 95);
  town.add("f2", "fast", 0, 0);
  town.add("f3", "fast", 500, 450);
  for (const char* id : {"g1", "f2", "f3"})
    town.request(id, 250, 250);
  // great 95 %; fast 85 %: f3 90 %, f1 80 %, f2 undefined.
  EXPECT_THAT(town.result().additions,
              ElementsAre(Addition{"f1", 100, 0}, Addition{"f3", 250, 0}, Addition{"g1", 250, 0}));
}

TEST(OracleReallocation, TheWorstIsCutFirst) {
  Town town;
  town.add("w1", "worse", 100, 10);
  town.add("w2", "worse", 100, 5);
  town.add("w3", "worse", 0, 0);
  // worse 15/200: 200 − 30 = 170 in all; w2 90 first, then w1 80; slow pays the rest.
  EXPECT_THAT(town.result().cuts, ElementsAre(Cut{"s1", 130}, Cut{"w1", 80}, Cut{"w2", 90}));
}

TEST(OracleReallocation, ChainedRoundsUseWhatTheEarlierOnesMoved) {
  Town town;
  const Facts after = apply(town.facts, town.round, town.result());
  Round second = town.round;
  second.id = "r2";
  second.as_of = {2024, 6, 20};
  // s1 has 700 left with 200 disbursed.
  EXPECT_EQ(instance_of(after, second).releases.at(0).amount, 300);
  second.as_of = {2024, 6, 19};
  EXPECT_EQ(instance_of(after, second).releases.at(0).amount, 600);
}

}  // namespace
}  // namespace oracle
