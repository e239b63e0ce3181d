#include "giaingan/policy/medium_term_policy.hpp"

#include "giaingan/policy/policy.hpp"
#include "giaingan/rules/medium_term.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "unit/policy/section_text.hpp"

namespace giaingan {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string small = R"({
  "cite": {"doc": "letter", "clause": "4.6"},
  "adjustments": [
    {"id": "m1", "title": {"vi": "a", "en": "b"}, "as_of": "2024-07-31",
     "donors": {"findings": ["procedures_late"], "events": [{"type": "planning_problem", "title": {"vi": "quy hoạch", "en": "planning"},
       "cite": {"doc": "letter", "clause": "4.7"}}], "share": "1/2"},
     "tiers": [{"id": "urgent", "title": {"vi": "a", "en": "b"}, "condition": {"priority": ["urgent"]},
                "within_tier": "equal"},
               {"id": "rest", "title": {"vi": "a", "en": "b"}}]},
    {"id": "m2", "title": {"vi": "a", "en": "b"}, "as_of": "2024-10-31", "effective": "2024-11-15",
     "donors": {"events": [{"type": "planning_problem", "title": {"vi": "a", "en": "b"}}]}, "bars": [], "barring_findings": ["above_medium_term"],
     "tiers": [{"id": "all", "title": {"vi": "a", "en": "b"}}],
     "cut_order": "proportional", "ties": "ratio_desc", "unmatched": "return", "step": 1000}]
})";

std::string policy_with(const std::string& section) {
  return R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
  "documents": [{"id": "letter", "number": "1", "title": "t"}],
  "bases": [{"id": "current", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
  "disbursement": {"basis": "current"}, "medium_term": )" +
         section + "}";
}

std::string with(const std::string& from, const std::string& to) {
  return section_text::replaced(small, from, to);
}

std::vector<std::string> problems_of(const std::string& section) {
  return section_text::problems_in(policy_with(section));
}

TEST(MediumTermPolicy, ReadsItsAdjustments) {
  const Policy policy = Policy::from_json(policy_with(small));
  ASSERT_TRUE(policy->medium_term);
  ASSERT_EQ(policy->medium_term->adjustments.size(), 2U);
  const MediumTermAdjustment& first = policy->medium_term->adjustments[0];
  EXPECT_EQ(first.effective, Date::from(2024, 8, 1).value());
  EXPECT_THAT(first.donors.findings, ElementsAre(ProjectFindingCode::procedures_late));
  ASSERT_EQ(first.donors.events.size(), 1U);
  EXPECT_EQ(first.donors.events[0].type, "planning_problem");
  EXPECT_EQ(first.donors.events[0].title.vi, "quy hoạch");
  EXPECT_EQ(first.donors.events[0].citation.clause, "4.7");
  EXPECT_EQ(first.donors.share.value, (Ratio{1, 2}));
  EXPECT_EQ(first.donors.citation.clause, "4.6");
  EXPECT_THAT(first.bars, ElementsAre(Bar::settled));
  EXPECT_EQ(first.tiers[0].within, WithinTier::equal);
  EXPECT_EQ(first.tiers[1].within, WithinTier::ratio_desc);
  EXPECT_EQ(first.unmatched, Unmatched::stay);
  EXPECT_EQ(first.step, Dong{1});
  const MediumTermAdjustment& second = policy->medium_term->adjustments[1];
  EXPECT_THAT(second.bars, IsEmpty());
  EXPECT_THAT(second.barring_findings, ElementsAre(ProjectFindingCode::above_medium_term));
  EXPECT_EQ(second.cut_order, CutOrder::proportional);
  EXPECT_EQ(second.ties, RemainderTies::ratio_desc);
  EXPECT_EQ(second.unmatched, Unmatched::return_to_above);
  EXPECT_EQ(second.step, Dong{1000});
}

TEST(MediumTermPolicy, TakesTheDayOfEffectOnlyAsAnAssumption) {
  const Policy policy = Policy::from_json(policy_with(small));
  ASSERT_EQ(policy->assumptions.size(), 1U);
  EXPECT_EQ(policy->assumptions[0].pointer, "/medium_term/adjustments/0/effective");
  EXPECT_EQ(policy->assumptions[0].value, "\"2024-08-01\"");
  const MediumTermAdjustment& first = policy->medium_term->adjustments[0];
  EXPECT_THAT(cut_citation(first).assumptions, ElementsAre("/medium_term/adjustments/0/effective"));
  EXPECT_THAT(addition_citation(first, first.tiers[0]).assumptions,
              ElementsAre("/medium_term/adjustments/0/effective"));
}

TEST(MediumTermPolicy, SaysWhatIsMissing) {
  EXPECT_THAT(problems_of(R"({"adjustments": []})"), ElementsAre("policy.no_round /medium_term/adjustments"));
  EXPECT_THAT(
      problems_of(with(
          R"("donors": {"events": [{"type": "planning_problem", "title": {"vi": "a", "en": "b"}}]}, )", "")),
      ElementsAre("policy.missing_key /medium_term/adjustments/1"));
  EXPECT_THAT(problems_of(with(
                  R"({"events": [{"type": "planning_problem", "title": {"vi": "a", "en": "b"}}]})", "{}")),
              ElementsAre("policy.no_donor /medium_term/adjustments/1/donors"));
  EXPECT_THAT(problems_of(with(R"([{"id": "all", "title": {"vi": "a", "en": "b"}}])", "[]")),
              ElementsAre("policy.missing_key /medium_term/adjustments/1"));
}

TEST(MediumTermPolicy, RefusesTiersThatNobodyCanReach) {
  EXPECT_THAT(problems_of(with(R"("condition": {"priority": ["urgent"]},)", "")),
              ElementsAre("policy.unreachable_tier /medium_term/adjustments/0/tiers/1"));
}

TEST(MediumTermPolicy, RefusesWhatCannotBeMeant) {
  EXPECT_THAT(problems_of(with("\"1/2\"", "\"3/2\"")),
              ElementsAre("policy.bad_share /medium_term/adjustments/0/donors/share"));
  EXPECT_THAT(problems_of(with("\"procedures_late\"", "\"slow\"")),
              Contains("policy.wrong_value /medium_term/adjustments/0/donors/findings"));
  EXPECT_THAT(problems_of(with("[\"procedures_late\"]", "[\"procedures_late\", \"procedures_late\"]")),
              ElementsAre("policy.duplicate_id /medium_term/adjustments/0/donors/findings"));
  EXPECT_THAT(problems_of(with(R"([{"type": "planning_problem", "title": {"vi": "a", "en": "b"}}])",
                               R"([{"type": "t", "title": {"vi": "a", "en": "b"}},
                                   {"type": "t", "title": {"vi": "a", "en": "b"}}])")),
              ElementsAre("policy.duplicate_id /medium_term/adjustments/1/donors/events/1/type"));
  EXPECT_THAT(problems_of(with(R"({"type": "planning_problem", "title": {"vi": "a", "en": "b"}})", R"("t")")),
              Contains("policy.wrong_value /medium_term/adjustments/1/donors/events/0"));
  EXPECT_THAT(problems_of(with("\"m2\"", "\"m1\"")),
              ElementsAre("policy.duplicate_id /medium_term/adjustments/1/id"));
  EXPECT_THAT(problems_of(with("2024-11-15", "2024-10-31")),
              ElementsAre("policy.round_dates /medium_term/adjustments/1/effective"));
  EXPECT_THAT(problems_of(with("2024-10-31", "2024-07-31")),
              ElementsAre("policy.rounds_out_of_order /medium_term/adjustments/1/as_of"));
  EXPECT_THAT(problems_of(with("2024-07-31", "2023-07-31")),
              ElementsAre("policy.outside_year /medium_term/adjustments/0/as_of"));
}

}  // namespace
}  // namespace giaingan
