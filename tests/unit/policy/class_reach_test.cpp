#include "policy/class_reach.hpp"

#include "giaingan/input/diagnostic.hpp"

#include <gmock/gmock.h>

#include <string>

#include "unit/policy/rubric_text.hpp"

namespace giaingan {
namespace {

using rubric_text::codes;
using rubric_text::condition;
using rubric_text::criterion;
using rubric_text::limit;
using rubric_text::list;
using rubric_text::message_of;
using rubric_text::policy;
using rubric_text::quota;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// 0 points below 0.4, 60 below 0.8, 100 from there on: every class can be reached.
std::string three_steps(const std::string& metric, const std::string& further = R"("missing": "error")") {
  return R"("id": "steps", "metric": ")" + metric + R"(", )" + further +
         R"(, "bands": [{"to": "0.4", "points": 0}, {"from": "0.4", "to": "0.8", "points": 60},
                        {"from": "0.8", "points": 100}])";
}

TEST(ClassReach, FindsNothingWhereEveryClassCanBeReached) {
  EXPECT_THAT(codes(policy({three_steps("tasks")})), IsEmpty());
}

TEST(ClassReach, KnowsThePointsOfTables) {
  const auto table = [](const std::string& most) {
    return R"("id": "grid", "missing": "error", "table": {"metrics": ["tasks", "violations"], "rows": [
      {"when": [{"metric": "tasks", "to": 1}], "points": 0}, {"when": [{"metric": "tasks", "from": 1},
      {"metric": "violations", "from": 1}], "points": 60}, {"when": [{"metric": "tasks", "from": 1},
      {"metric": "violations", "values": [0]}], "points": )" +
           most + "}]}";
  };
  EXPECT_THAT(codes(policy({table("100")})), IsEmpty());
  const std::string always =
      R"("id": "base", "metric": "other", "missing": "error", "bands": [{"points": 30}])";
  EXPECT_THAT(codes(policy({always, table("70")})),
              ElementsAre("class_unreached middle"));  // totals 30, 90, 100
}

TEST(ClassReach, ACapThatAlwaysHoldsKeepsEverybodyOut) {
  const auto capped = policy({three_steps("tasks")},
                             list("caps", {limit("cap", "middle", {condition("violations", ">=", "0")})}));
  EXPECT_THAT(codes(capped), ElementsAre("class_unreached best"));
  EXPECT_THAT(message_of(capped, "best"),
              testing::AllOf(HasSubstr("such as 100"), HasSubstr("\"cap\" (to \"middle\")")));
  EXPECT_THAT(codes(policy({three_steps("tasks")},
                           list("caps", {limit("cap", "middle", {condition("violations", ">", "0")})}))),
              IsEmpty());
}

TEST(ClassReach, CapsThatTogetherCoverAMetricKeepEverybodyOut) {
  const auto caps = [](const std::string& upper) {
    return policy({three_steps("tasks")},
                  list("caps", {limit("low", "middle", {condition("other", "<", "5")}),
                                limit("high", "worst", {condition("other", upper, "5")})}));
  };
  EXPECT_THAT(codes(caps(">=")), ElementsAre("class_unreached best"));
  EXPECT_THAT(message_of(caps(">="), "best"), HasSubstr("\"low\" (to \"middle\"), \"high\" (to \"worst\")"));
  EXPECT_THAT(codes(caps(">")), IsEmpty()) << "5 itself is under neither";
}

TEST(ClassReach, CapsCoverWholeNumbersWithNothingBetween) {
  EXPECT_THAT(codes(policy({three_steps("tasks")},
                           list("caps", {limit("few", "middle", {condition("violations", "<=", "2")}),
                                         limit("many", "worst", {condition("violations", ">=", "3")})}))),
              ElementsAre("class_unreached best"));
}

TEST(ClassReach, CapsCoverWhateverGivesThePointsOfAClass) {
  // 100 points need tasks from 0.8 on, which is under the cap; 60 points need less.
  EXPECT_THAT(codes(policy({three_steps("tasks")},
                           list("caps", {limit("cap", "middle", {condition("tasks", ">", "0.7")})}))),
              ElementsAre("class_unreached best"));
}

TEST(ClassReach, AVetoThatAlwaysHoldsLeavesTheLowestClassAlone) {
  EXPECT_THAT(codes(policy({three_steps("tasks")},
                           list("vetoes", {limit("veto", "worst", {condition("plan", ">=", "0")})}))),
              ElementsAre("class_unreached best", "class_unreached middle"));
}

TEST(ClassReach, AQuotaOfNothingKeepsNobody) {
  const auto none = policy({three_steps("tasks")}, list("quotas", {quota("0%")}));
  EXPECT_THAT(codes(none), ElementsAre("class_unreached best"));
  EXPECT_THAT(message_of(none, "best"), HasSubstr("the quota \"few\" keeps nobody: 0 % of \"middle\""));
  EXPECT_THAT(codes(policy({three_steps("tasks")}, list("quotas", {quota("1%")}))), IsEmpty());
  // Nobody is in the base class before the quota, and no total leads there.
  const auto no_base =
      policy({criterion("c", "tasks")}, list("quotas", {quota("20%", R"(, "base": "before")")}));
  EXPECT_THAT(codes(no_base), ElementsAre("class_unreached best"));
  EXPECT_THAT(message_of(no_base, "best"), HasSubstr("nobody is in its base class \"middle\""));
}

TEST(ClassReach, CriteriaOfOneMetricAreNotAtTheirBestTogether) {
  const std::string rising = R"("id": "rising", "metric": "tasks", "missing": "error", "weight": "1/2",
    "bands": [{"to": 1, "points": 0}, {"from": 1, "points": 100}])";
  const std::string falling = R"("id": "falling", "metric": "tasks", "missing": "error", "weight": "1/2",
    "bands": [{"to": 1, "points": 100}, {"from": 1, "points": 0}])";
  const auto tied = policy({rising, falling});
  EXPECT_THAT(codes(tied), ElementsAre("class_unreached best", "class_unreached worst"));
  EXPECT_THAT(message_of(tied, "best"),
              testing::AllOf(HasSubstr("the nearest totals: 50"),
                             HasSubstr("\"rising\", \"falling\" read the same \"tasks\"")));
}

TEST(ClassReach, CriteriaOfOneProportionGoTogether) {
  const std::string proportion =
      R"("id": "done", "missing": "error", "proportional": {"done": "tasks", "assigned": "other", "max": 50})";
  const std::string opposite = R"("id": "left", "metric": "tasks", "over": "other", "missing": "error",
    "bands": [{"to": 1, "points": 50}, {"from": 1, "points": 0}])";
  EXPECT_THAT(codes(policy({proportion, opposite})), Contains("class_unreached worst"))
      << "50 points below all done, and 50 from there on";
}

TEST(ClassReach, ARubricOfHeadsAloneCountsNoCollective) {
  const std::string of_heads = R"(, "heads": "independent")";
  const std::string heads_only = R"("missing": "error", "subjects": "heads")";
  EXPECT_THAT(codes(policy({three_steps("tasks", heads_only)}, of_heads)), IsEmpty());
  EXPECT_THAT(codes(policy({three_steps("tasks", heads_only)},
                           of_heads + list("caps", {limit("cap", "middle", {condition("plan", ">=", "0")},
                                                          R"(, "subjects": "heads")")}))),
              ElementsAre("class_unreached best"));
  // 30 points and more: no collective's total of 0 stands for the lowest class.
  const std::string generous = R"("id": "c", "metric": "tasks", "missing": "error", "subjects": "heads",
    "bands": [{"to": 1, "points": 60}, {"from": 1, "points": 100}])";
  EXPECT_THROW((void)policy({generous}, of_heads), InvalidInput);
}

TEST(ClassReach, AHeadIsHeldToTheBestCollective) {
  const std::string collectives = R"("id": "of-collectives", "metric": "tasks", "missing": "error",
    "subjects": "collectives", "bands": [{"to": 1, "points": 0}, {"from": 1, "points": 60}])";
  const auto held = policy({collectives, three_steps("other", R"("missing": "error", "subjects": "heads")")},
                           R"(, "heads": "not_above_collective")");
  EXPECT_THAT(codes(held), ElementsAre("class_unreached best"));
  EXPECT_THAT(message_of(held, "best"), HasSubstr("no collective is in this class or above it"));
}

TEST(ClassReach, WhoeverLacksAFigureIsNoReasonForAClassButMayBeMeant) {
  // Only who has no figure of "other" slips past both caps.
  EXPECT_THAT(codes(policy({three_steps("tasks"), R"("id": "more", "metric": "other", "missing": "zero",
      "bands": [{"points": 0}])"},
                           list("caps", {limit("low", "middle", {condition("other", "<", "5")}),
                                         limit("high", "middle", {condition("other", ">=", "5")})}))),
              ElementsAre("class_unreached best"));
  // Whoever hands nothing in gets no points.
  const auto handed_in = policy({R"("id": "c", "metric": "tasks", "missing": "zero",
      "bands": [{"to": 1, "points": 60}, {"from": 1, "points": 100}])"});
  EXPECT_THAT(codes(handed_in), ElementsAre("class_only_without_figures worst"));
  EXPECT_EQ(check_policy(handed_in).front().weight, FindingWeight::notice);
}

TEST(ClassReach, ACriterionThatDropsOutLeavesTotalsOpen) {
  EXPECT_THAT(codes(policy({R"("id": "c", "proportional": {"done": "tasks", "assigned": "other", "max": 100},
      "missing": "error", "not_assigned": "skip_and_rescale")"})),
              Not(Contains(HasSubstr("class_unreached"))));
}

TEST(ClassReach, ComparesAsTheRubricRounds) {
  // 79.996 % rounds to 80.00 %: no printed ratio lies between these caps.
  const std::string caps = list("caps", {limit("low", "middle", {condition("final_ratio", "<=", "79.99%")}),
                                         limit("high", "middle", {condition("final_ratio", ">=", "80%")})});
  EXPECT_THAT(codes(policy({three_steps("tasks")}, caps)), IsEmpty());
  EXPECT_THAT(codes(policy({three_steps("tasks")}, R"(, "compare_at": "0.01%")" + caps)),
              ElementsAre("class_unreached best"));
}

}  // namespace
}  // namespace giaingan
