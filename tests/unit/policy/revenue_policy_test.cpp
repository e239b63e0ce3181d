#include "giaingan/policy/revenue_policy.hpp"

#include "giaingan/policy/policy.hpp"
#include "giaingan/rules/revenue_plans.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <vector>

#include "unit/policy/section_text.hpp"

namespace giaingan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

const std::string small = R"({
  "cite": {"doc": "letter", "clause": "4.9"}, "basis": "current", "expected": "collected", "step": 1000,
  "tiers": [{"id": "first", "title": {"vi": "a", "en": "b"}, "condition": {"phase": ["completed"]}},
            {"id": "rest", "title": {"vi": "a", "en": "b"}}],
  "sources": [
    {"source": "land", "title": {"vi": "a", "en": "b"}, "offset": {"unit": "city", "metric": "extra"}},
    {"source": "lottery", "title": {"vi": "a", "en": "b"}, "expected": "estimate", "tiers_of_round": "r1",
     "cut_order": "proportional", "ties": "amount_desc", "step": 1, "level": "project", "ledger": "treasury"}]
})";

std::string policy_with(const std::string& section) {
  return R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
  "documents": [{"id": "letter", "number": "1", "title": "t"}],
  "bases": [{"id": "current", "title": {"vi": "a", "en": "b"}, "plan": "current"},
            {"id": "initial", "title": {"vi": "a", "en": "b"}, "plan": "initial"}],
  "disbursement": {"basis": "current"},
  "reallocation": {"basis": "current", "required_ratio": "30%",
    "tiers": [{"id": "of-round", "title": {"vi": "a", "en": "b"}}],
    "rounds": [{"id": "r1", "title": {"vi": "a", "en": "b"}, "report_before": "2024-06-20",
                "as_of": "2024-06-10"}]},
  "revenue": )" +
         section + "}";
}

/// `small` with one text replaced.
std::string with(const std::string& from, const std::string& to) {
  return section_text::replaced(small, from, to);
}

std::vector<std::string> problems_of(const std::string& section) {
  return section_text::problems_in(policy_with(section));
}

TEST(RevenuePolicy, RefusesTiersThatNobodyCanReach) {
  EXPECT_THAT(problems_of(with(R"(, "condition": {"phase": ["completed"]})", "")),
              ElementsAre("policy.unreachable_tier /revenue/tiers/1"));
}

TEST(RevenuePolicy, FillsEverySourceFromTheSection) {
  const Policy policy = Policy::from_json(policy_with(small));
  ASSERT_TRUE(policy->revenue);
  ASSERT_EQ(policy->revenue->sources.size(), 2U);
  const RevenueSource& land = policy->revenue->sources[0];
  EXPECT_EQ(land.source, "land");
  EXPECT_EQ(land.basis.id, "current");
  EXPECT_EQ(land.expected, ExpectedRevenue::collected);
  EXPECT_EQ(land.offset.unit, "city");
  EXPECT_EQ(land.offset.metric, "extra");
  EXPECT_EQ(land.offset.citation.clause, "4.9");
  EXPECT_FALSE(land.offset.citation.assumed);
  ASSERT_EQ(land.tiers.size(), 2U);
  EXPECT_THAT(land.tiers[0].condition.phase, ElementsAre("completed"));
  EXPECT_EQ(land.cut_order, CutOrder::worst_ratio_first);
  EXPECT_EQ(land.step, Dong{1000});
  EXPECT_EQ(land.level, "owner");
  EXPECT_EQ(land.ledger, "tabmis");
  EXPECT_EQ(land.citation.clause, "4.9");

  const RevenueSource& lottery = policy->revenue->sources[1];
  EXPECT_EQ(lottery.expected, ExpectedRevenue::estimate);
  ASSERT_EQ(lottery.tiers.size(), 1U);
  EXPECT_EQ(lottery.tiers[0].id, "of-round");
  EXPECT_EQ(lottery.cut_order, CutOrder::proportional);
  EXPECT_EQ(lottery.ties, RemainderTies::amount_desc);
  EXPECT_EQ(lottery.step, Dong{1});
  EXPECT_EQ(lottery.level, "project");
  EXPECT_EQ(lottery.ledger, "treasury");
}

TEST(RevenuePolicy, TakesNoOffsetOnlyAsAnAssumption) {
  const Policy policy = Policy::from_json(policy_with(small));
  const Citation& citation = policy->revenue->sources[1].offset.citation;
  EXPECT_EQ(policy->revenue->sources[1].offset.amount, Dong{0});
  EXPECT_TRUE(citation.assumed);
  EXPECT_THAT(citation.assumptions, ElementsAre("/revenue/sources/1/offset"));
  EXPECT_FALSE(citation.note.vi.empty());
  const auto assumption =
      std::ranges::find(policy->assumptions, "/revenue/sources/1/offset", &Assumption::pointer);
  ASSERT_NE(assumption, policy->assumptions.end());
  EXPECT_EQ(assumption->value, "0");
}

TEST(RevenuePolicy, TakesDefaultsOnlyAsAssumptions) {
  const Policy policy = Policy::from_json(policy_with(small));
  std::vector<std::string> assumed;
  for (const Assumption& assumption : policy->assumptions) {
    assumed.push_back(assumption.pointer + " = " + assumption.value);
    EXPECT_FALSE(assumption.citation.note.vi.empty() || assumption.citation.note.en.empty());
  }
  EXPECT_THAT(assumed,
              ElementsAre("/revenue/sources/0/level = \"owner\"",
                          "/revenue/sources/0/cut_order = \"worst_ratio_first\"",
                          "/revenue/sources/0/ledger = \"tabmis\"", "/revenue/sources/1/offset = 0"));
  const RevenueSource& land = policy->revenue->sources[0];
  EXPECT_THAT(cut_citation(land, land.tiers[0]).assumptions,
              UnorderedElementsAre("/revenue/sources/0/level", "/revenue/sources/0/cut_order"));
  EXPECT_THAT(land.settings.deciding(land.citation, {"ledger"}).assumptions,
              ElementsAre("/revenue/sources/0/ledger"));
  EXPECT_EQ(land.level_at, "/revenue/sources/0/level");
  const Policy in_section = Policy::from_json(policy_with(
      with("\"basis\": \"current\"",
           R"("basis": "current", "level": "project", "cut_order": "proportional", "ledger": "treasury")")));
  ASSERT_EQ(in_section->assumptions.size(), 1U);
  EXPECT_EQ(in_section->revenue->sources[0].level_at, "/revenue/level");
  EXPECT_EQ(in_section->revenue->sources[1].level_at, "/revenue/sources/1/level");
}

TEST(RevenuePolicy, ReadsAnOffsetAsAnAmountWithItsCitation) {
  const Policy policy = Policy::from_json(policy_with(
      with(R"({"unit": "city", "metric": "extra"})",
           R"({"value": 500, "cite": {"doc": "letter", "clause": "4.1"}, "assumed": true, "note": "why"})")));
  const RevenueOffset& offset = policy->revenue->sources[0].offset;
  EXPECT_EQ(offset.amount, Dong{500});
  EXPECT_EQ(offset.citation.clause, "4.1");
  EXPECT_TRUE(offset.citation.assumed);
}

TEST(RevenuePolicy, SaysWhatIsMissingOfEachSource) {
  EXPECT_THAT(
      problems_of(with(R"("basis": "current", "expected": "collected",)", "")),
      UnorderedElementsAre("policy.missing_key /revenue/sources/0", "policy.missing_key /revenue/sources/0",
                           "policy.missing_key /revenue/sources/1"));
  EXPECT_THAT(problems_of(R"({"basis": "current", "expected": "estimate",
      "sources": [{"source": "s", "title": {"vi": "a", "en": "b"}, "offset": 0}]})"),
              ElementsAre("policy.missing_key /revenue/sources/0"));
  EXPECT_THAT(problems_of(R"({"basis": "current", "expected": "estimate", "tiers_of_round": "r1"})"),
              ElementsAre("policy.no_source /revenue/sources"));
}

TEST(RevenuePolicy, RefusesWhatCannotBeMeant) {
  EXPECT_THAT(problems_of(with("\"basis\": \"current\"", "\"basis\": \"initial\"")),
              UnorderedElementsAre("policy.basis_not_current /revenue/sources/0/basis",
                                   "policy.basis_not_current /revenue/sources/1/basis"));
  EXPECT_THAT(problems_of(with("\"tiers_of_round\": \"r1\"", "\"tiers_of_round\": \"r9\"")),
              ElementsAre("policy.unknown_id /revenue/sources/1/tiers_of_round"));
  EXPECT_THAT(
      problems_of(with("\"tiers_of_round\": \"r1\"",
                       R"("tiers_of_round": "r1", "tiers": [{"id": "x", "title": {"vi": "a", "en": "b"}}])")),
      ElementsAre("policy.two_values /revenue/sources/1/tiers"));
  EXPECT_THAT(problems_of(with("\"source\": \"lottery\"", "\"source\": \"land\"")),
              ElementsAre("policy.duplicate_id /revenue/sources/1/source"));
  EXPECT_THAT(problems_of(with("\"id\": \"rest\"", "\"id\": \"first\"")),
              ElementsAre("policy.duplicate_id /revenue/tiers/1/id"));
}

TEST(RevenuePolicy, LetsOneMetricMakeGoodOneSourceOnly) {
  EXPECT_THAT(problems_of(with("\"expected\": \"estimate\",",
                               R"("expected": "estimate", "offset": {"unit": "city", "metric": "extra"},)")),
              ElementsAre("policy.offset_counted_twice /revenue/sources/1/offset"));
  EXPECT_THAT(problems_of(with("\"expected\": \"estimate\",",
                               R"("expected": "estimate", "offset": {"unit": "city", "metric": "other"},)")),
              IsEmpty());
}

TEST(RevenuePolicy, IsMissingWhereThePolicyHasNone) {
  EXPECT_FALSE(Policy::from_json(R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
      "bases": [{"id": "c", "title": {"vi": "a", "en": "b"}, "plan": "current"}], "disbursement": {"basis": "c"}})")
                   ->revenue);
}

}  // namespace
}  // namespace giaingan
