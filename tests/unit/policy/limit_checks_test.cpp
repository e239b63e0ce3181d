#include "policy/limit_checks.hpp"

#include <gmock/gmock.h>

#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "unit/policy/rubric_text.hpp"

namespace giaingan {
namespace {

using rubric_text::codes;
using rubric_text::condition;
using rubric_text::limit;
using rubric_text::list;
using rubric_text::message_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A rubric in which every class can be reached, with vetoes and caps.
Policy with_limits(const std::vector<std::string>& vetoes, const std::vector<std::string>& caps) {
  return rubric_text::policy(
      {R"("id": "c", "metric": "tasks", "missing": "error", "bands": [{"to": 1, "points": 0},
          {"from": 1, "to": 2, "points": 60}, {"from": 2, "points": 100}])"},
      list("vetoes", vetoes) + list("caps", caps));
}

TEST(LimitChecks, FindsConditionsThatContradictEachOther) {
  const auto dead =
      with_limits({limit("veto", "worst", {condition("other", ">", "5"), condition("other", "<", "3")})}, {});
  EXPECT_THAT(codes(dead), ElementsAre("limit_never_holds veto"));
  EXPECT_THAT(message_of(dead, "veto"), HasSubstr("no value that \"other\" can have meets all conditions"));
  EXPECT_EQ(check_policy(dead).front().weight, FindingWeight::notice);
  // Between 0 and 1 there is no number of violations, and none is below 0.
  for (const auto& [low, high] : {std::pair("0", "1"), std::pair("-1", "0")}) {
    EXPECT_THAT(
        codes(with_limits(
            {limit("veto", "worst", {condition("violations", ">", low), condition("violations", "<", high)})},
            {})),
        ElementsAre("limit_never_holds veto"));
  }
  EXPECT_THAT(
      codes(with_limits(
          {limit("veto", "worst", {condition("other", ">", "0"), condition("other", "<", "1")})}, {})),
      IsEmpty());
}

TEST(LimitChecks, KnowWhatTheHostSaysThatItsMetricsCanBe) {
  for (const auto& [metric, comparison, value] :
       {std::tuple("grade", "==", "3"), std::tuple("grade", ">", "5"), std::tuple("share", "<", "0"),
        std::tuple("share", ">", "1")}) {
    const auto dead = with_limits({limit("veto", "worst", {condition(metric, comparison, value)})}, {});
    EXPECT_THAT(codes(dead), ElementsAre("limit_never_holds veto")) << metric << comparison << value;
    EXPECT_THAT(message_of(dead, "veto"),
                HasSubstr("no value that \"" + std::string(metric) + "\" can have"));
  }
  EXPECT_THAT(codes(with_limits({limit("veto", "worst", {condition("grade", "==", "5")})}, {})), IsEmpty());
  // Who isn't graded 1 is graded 2 or 5.
  EXPECT_THAT(codes(with_limits({limit("low", "worst", {condition("grade", ">", "1")}),
                                 limit("two", "worst", {condition("grade", ">=", "2")})},
                                {})),
              ElementsAre("limit_preempted two"));
  EXPECT_THAT(codes(with_limits({limit("all", "worst", {condition("share", ">=", "0")})}, {})),
              ElementsAre("class_unreached best", "class_unreached middle"));
}

TEST(LimitChecks, FindsLimitsOfNobody) {
  EXPECT_THAT(codes(with_limits(
                  {limit("veto", "worst", {condition("other", ">", "5")}, R"(, "subjects": "heads")")}, {})),
              ElementsAre("limit_never_holds veto"));
}

TEST(LimitChecks, FindsCapsAtTheBestClass) {
  EXPECT_THAT(codes(with_limits({}, {limit("cap", "best", {condition("other", ">", "5")})})),
              ElementsAre("cap_at_best_class cap"));
}

TEST(LimitChecks, FindsLimitsThatAnotherGoesBefore) {
  const auto second = with_limits({limit("any", "worst", {condition("violations", ">", "0")}),
                                   limit("many", "worst", {condition("violations", ">=", "3")})},
                                  {limit("cap", "middle", {condition("violations", "==", "2")})});
  EXPECT_THAT(codes(second), ElementsAre("limit_preempted many", "limit_preempted cap"));
  EXPECT_THAT(message_of(second, "cap"), HasSubstr("\"any\" holds too and allows no more than \"worst\""));
}

TEST(LimitChecks, OfTwoAlikeTheLaterIsIdle) {
  EXPECT_THAT(codes(with_limits({limit("one", "worst", {condition("violations", ">", "0")}),
                                 limit("two", "worst", {condition("violations", ">=", "1")})},
                                {})),
              ElementsAre("limit_preempted two"));
}

TEST(LimitChecks, CapsThatAskForDifferentClassesAreBothNeeded) {
  EXPECT_THAT(codes(with_limits({}, {limit("some", "middle", {condition("violations", ">", "0")}),
                                     limit("many", "worst", {condition("violations", ">", "2")})})),
              IsEmpty());
  // "some" asks for what a unit may lack, so that it needn't hold with "many".
  EXPECT_THAT(codes(with_limits({}, {limit("some", "worst",
                                           {condition("violations", ">", "0"), condition("other", ">", "0")}),
                                     limit("many", "middle", {condition("violations", ">", "2")})})),
              IsEmpty());
}

TEST(LimitChecks, FindsRatiosWithoutTheirPercentSign) {
  const auto bare = with_limits({}, {limit("cap", "middle", {condition("final_ratio", "<", "50")})});
  EXPECT_THAT(codes(bare), ElementsAre("ratio_far_above_one cap"));
  EXPECT_THAT(message_of(bare, "cap"), HasSubstr("against 50, which is 5000 %; write \"50%\""));
  EXPECT_THAT(codes(with_limits({}, {limit("cap", "middle", {condition("final_ratio", "<", "150%")}),
                                     limit("few", "worst", {condition("tasks", "<", "50")})})),
              IsEmpty());
  EXPECT_THAT(codes(rubric_text::policy({R"("id": "c", "metric": "final_ratio", "missing": "error",
      "bands": [{"to": 50, "points": 0}, {"from": 50, "to": 80, "points": 60}, {"from": 80, "points": 100}])"})),
              ElementsAre("ratio_far_above_one c"));
}

}  // namespace
}  // namespace giaingan
