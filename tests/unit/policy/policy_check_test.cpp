#include "giaingan/policy/policy_check.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace giaingan {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A policy with two milestones and one obligation due by a day.
Policy policy_with(const std::string& second_ratio, const std::string& second_level, const std::string& day,
                   const std::string& first_further = {}) {
  return Policy::from_json(R"({
    "schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
    "bases": [{"id": "current", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
    "disbursement": {"basis": "current"},
    "milestones": [
      {"id": "q2", "title": {"vi": "a", "en": "b"}, "by": "2024-06-30", "ratio": "50%", )" +
                           first_further + R"("basis": "current"},
      {"id": "q3", "title": {"vi": "a", "en": "b"}, "by": "2024-09-30", "ratio": ")" +
                           second_ratio + R"(", "level": ")" + second_level + R"(", "basis": "current"}],
    "obligations": {"duties": [{"id": "plan", "title": {"vi": "a", "en": "b"}, "event": "detailed_plan",
      "phrase": "before", "day": ")" +
                           day + R"(", "period": "2024"}]}
  })");
}

std::vector<std::string> codes(const Policy& policy) {
  std::vector<std::string> found;
  for (const PolicyFinding& finding : check_policy(policy))
    found.push_back(finding.code + " " + finding.subject);
  return found;
}

TEST(PolicyCheck, FindsMilestonesThatFall) {
  EXPECT_THAT(codes(policy_with("49.99%", "minimum", "2024-03-12")), ElementsAre("milestone_falls q3"));
  EXPECT_THAT(codes(policy_with("50%", "minimum", "2024-03-12")), IsEmpty());
  EXPECT_THAT(codes(policy_with("49%", "target", "2024-03-12")), IsEmpty()) << "levels are apart";
  // Exactly 50 % misses what must be above it, and then meets what must be reached.
  EXPECT_THAT(codes(policy_with("50%\", \"operator\": \">", "minimum", "2024-03-12")), IsEmpty());
  EXPECT_THAT(codes(policy_with("50%", "minimum", "2024-03-12", R"("operator": ">", )")),
              ElementsAre("milestone_falls q3"));
}

TEST(PolicyCheck, FindsMilestonesWithoutTheirPercentSign) {
  const Policy bare = policy_with("60", "minimum", "2024-03-12");
  EXPECT_THAT(codes(bare), ElementsAre("ratio_far_above_one q3"));
  EXPECT_THAT(check_policy(bare).front().message.en,
              HasSubstr("asks for 60, which is 6000 %; write \"60%\""));
  EXPECT_THAT(codes(policy_with("199%", "minimum", "2024-03-12")), IsEmpty());
}

TEST(PolicyCheck, FindsDeadlinesOnDaysOff) {
  // Before Sunday 10/3/2024: Saturday the 9th.
  EXPECT_THAT(codes(policy_with("60%", "minimum", "2024-03-10")), ElementsAre("deadline_on_day_off plan"));
}

/// The findings of a policy with these days in its calendar.
std::vector<std::string> codes_with_days(const std::string& days) {
  return codes(Policy::from_json(R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
    "bases": [{"id": "current", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
    "disbursement": {"basis": "current"}, "obligations": {"holidays": [)" +
                                 days + "]}}"));
}

TEST(PolicyCheck, FindsDaysOfTheCalendarThatChangeNothing) {
  const auto day = [](const std::string& date, const std::string& kind) {
    return R"({"date": ")" + date + R"(", "kind": ")" + kind + R"(", "name": "n", "source": "s"})";
  };
  // 3/5/2024 is a Friday, 4/5 a Saturday.
  EXPECT_THAT(codes_with_days(day("2024-05-03", "working_day")), ElementsAre("working_day_in_week holidays"));
  EXPECT_THAT(codes_with_days(day("2024-05-04", "day_off")), ElementsAre("day_off_on_weekend holidays"));
  EXPECT_THAT(codes_with_days(day("2024-05-04", "working_day") + ", " + day("2024-05-03", "day_off")),
              IsEmpty());
}

/// A policy that gives 0 or 100 points, and further keys of its rubric.
Policy policy_with_rubric(const std::string& points, const std::string& further) {
  const std::string title = R"("title": {"vi": "a", "en": "b"})";
  return Policy::from_json(R"({"schema": 1, "id": "p", )" + title + R"(, "year": 2024,
    "bases": [{"id": "current", )" +
                           title + R"(, "plan": "current"}],
    "disbursement": {"basis": "current"},
    "evaluation": {"basis": "current",
      "criteria": [{"id": "ratio", )" +
                           title + R"(, "metric": "final_ratio", "missing": "error",
        "bands": [{"to": "1/2", "points": 0}, {"from": "1/2", "to": 1, "points": )" +
                           points +
                           R"(}, {"from": 1, "points": 100}]}],
      "classes": [{"id": "best", )" +
                           title + R"(, "from": 90}, {"id": "middle", )" + title +
                           R"(, "from": 50, "to": 90}, {"id": "worst", )" + title + R"(, "to": 50}])" +
                           further + "}}");
}

TEST(PolicyCheck, FindsClassesThatNobodyCanBeIn) {
  const auto findings = check_policy(policy_with_rubric("100", ""));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].code + " " + findings[0].subject, "class_unreached middle");
  EXPECT_EQ(findings[0].weight, FindingWeight::mistake);
  EXPECT_THAT(findings[0].message.en, testing::HasSubstr("the nearest totals: 0, 100"));
  EXPECT_THAT(codes(policy_with_rubric("90", "")), ElementsAre("class_unreached middle"));
  EXPECT_THAT(codes(policy_with_rubric("89", "")), IsEmpty());
  EXPECT_THAT(codes(policy_with_rubric("\"49.9\"", "")), ElementsAre("class_unreached middle"));
  EXPECT_THAT(codes(policy_with_rubric("100, \"points_to\": 50", "")), IsEmpty());
  // a cap, or a quota that demotes, leads there
  const std::string title = R"("title": {"vi": "a", "en": "b"})";
  EXPECT_THAT(
      codes(policy_with_rubric("100", R"(, "caps": [{"id": "cap", )" + title +
                                          R"(, "class": "middle", "when": [{"metric": "plan", "operator": ">",
                                                    "value": 0}]}])")),
      IsEmpty());
  EXPECT_THAT(
      codes(policy_with_rubric("100", R"(, "quotas": [{"id": "few", )" + title +
                                          R"(, "class": "best", "share": "20%", "base_class": "middle"}])")),
      IsEmpty());
}

/// A policy with tiers of these conditions.
Policy policy_with_tiers(const std::vector<std::string>& conditions) {
  std::string tiers;
  for (const std::string& condition : conditions) {
    tiers += (tiers.empty() ? "" : ", ") + std::string(R"({"id": "t)") + std::to_string(tiers.size()) +
             R"(", "title": {"vi": "a", "en": "b"}, "condition": )" + condition + "}";
  }
  return Policy::from_json(R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
    "bases": [{"id": "current", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
    "disbursement": {"basis": "current"},
    "reallocation": {"basis": "current", "required_ratio": "50%", "tiers": [)" +
                           tiers + R"(], "rounds": [
      {"id": "r1", "title": {"vi": "a", "en": "b"}, "report_before": "2024-06-20", "as_of": "2024-06-10"},
      {"id": "r2", "title": {"vi": "a", "en": "b"}, "report_before": "2024-09-20", "as_of": "2024-09-10"}]}})");
}

std::vector<std::string> messages(const Policy& policy) {
  std::vector<std::string> found;
  for (const PolicyFinding& finding : check_policy(policy))
    found.push_back(finding.subject + ": " + finding.message.en);
  return found;
}

TEST(PolicyCheck, FindsTiersThatOverlapInPart) {
  EXPECT_THAT(messages(policy_with_tiers({R"({"source": ["x"]})", R"({"priority": ["u"]})", "{}"})),
              ElementsAre(testing::AllOf(testing::StartsWith("r1: t"),
                                         testing::HasSubstr("overlaps in part with \"t0\""),
                                         testing::HasSubstr("with source \"x\", priority \"u\""))));
  EXPECT_THAT(
      codes(policy_with_tiers({R"({"source": ["x"], "priority": ["u"]})", R"({"source": ["x"]})", "{}"})),
      IsEmpty())
      << "the first is a case of the second, which first match is for";
}

TEST(PolicyCheck, FindsAllocationsOfNoTier) {
  EXPECT_THAT(messages(policy_with_tiers({R"({"phase": ["completed", ""]})", R"({"phase": ["new_start"]})"})),
              ElementsAre(testing::AllOf(testing::StartsWith("r1: some allocations are of no tier"),
                                         testing::HasSubstr("add a last tier without a condition"),
                                         testing::EndsWith("such as one with phase \"preparation\""))));
  EXPECT_THAT(codes(policy_with_tiers({R"({"source": ["x"]})", R"({"none_of": [{"source": ["x"]}]})"})),
              IsEmpty());
}

}  // namespace
}  // namespace giaingan
