#include "giaingan/assessment/questions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "unit/figures/small_year.hpp"

namespace {

using namespace small_year;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// ---- Goals

TEST(Goals, AreReadAsTheyAreWritten) {
  for (const char* const text : {"milestone:2024-q3", "not-below", "leave-list", "flagged", "rank:10",
                                 "rise:2", "class:good", "head-class:good"}) {
    const auto goal = parse_goal(text);
    ASSERT_TRUE(goal) << text;
    EXPECT_EQ(goal_text(*goal), text);
  }
  for (const char* const text : {"", "rank", "rank:", "rank:0", "rank:-1", "rank:1x",
                                 "rank:99999999999999999999", "milestone:", "class", "listed", "Not-Below"})
    EXPECT_FALSE(parse_goal(text)) << text;
}

// ---- A small policy: milestones, runs of two months below the city's average, two classes

Policy policy() {
  return Policy::from_json(R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
    "bases": [{"id": "b", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
    "averages": [{"id": "c", "title": {"vi": "a", "en": "b"}, "kind": "weighted", "basis": "b"}],
    "disbursement": {"basis": "b"},
    "milestones": [
      {"id": "june", "title": {"vi": "giữa năm", "en": "half a year"}, "by": "2024-06-30", "ratio": "50%", "basis": "b"},
      {"id": "v-only", "title": {"vi": "a", "en": "b"}, "by": "2024-06-30", "ratio": "50%", "basis": "b",
       "applies_to": {"unit": ["v"]}}],
    "below_average": {"basis": "b", "months": 2, "references": ["c"], "combine": "any",
                      "violation_events": ["violation"]},
    "evaluation": {"basis": "b", "heads": "not_above_collective",
      "criteria": [
        {"id": "ratio", "title": {"vi": "a", "en": "b"}, "metric": "final_ratio", "missing": "error",
         "bands": [{"to": "1/2", "points": 0}, {"from": "1/2", "to": 1, "points": 5, "points_to": 10},
                   {"from": 1, "points": 10}]},
        {"id": "tasks", "title": {"vi": "a", "en": "b"}, "metric": "tasks", "missing": "zero",
         "bands": [{"to": 1, "points": 0}, {"from": 1, "points": 5}]}],
      "host_metrics": [{"id": "tasks", "title": {"vi": "a", "en": "b"}}],
      "classes": [{"id": "good", "title": {"vi": "Tốt", "en": "Good"}, "from": 7},
                  {"id": "rest", "title": {"vi": "Còn lại", "en": "Rest"}, "to": 7}],
      "vetoes": [{"id": "veto", "title": {"vi": "a", "en": "b"}, "class": "rest",
                  "when": [{"metric": "violations", "operator": ">", "value": 0}]}]}})");
}

Rows rows() {
  Rows made;
  made.owner("u", 100, {1, 2, 3, 4, 5, 10});
  made.owner("v", 100, {10, 20, 30, 40, 50, 60});
  made.owner("w", 100, {5, 10, 15, 20, 30, 40});
  made.owner("none", 0);
  return made;
}

Question question(const std::string& goal, const std::string& unit = "u") {
  return {unit, *parse_goal(goal), end_of(6), std::nullopt, ""};
}

WhatItTakes takes(const std::string& goal, const std::string& unit = "u", const Rows& made = rows(),
                  std::optional<Date> by = std::nullopt) {
  Question asked = question(goal, unit);
  asked.by = by;
  const Portfolio portfolio = made.build();
  EXPECT_THAT(problems_of(policy(), portfolio, asked), IsEmpty());
  return what_would_it_take(policy(), portfolio, asked);
}

std::vector<std::string> unmet(const std::vector<UnmetCondition>& conditions) {
  std::vector<std::string> lines;
  for (const UnmetCondition& each : conditions) {
    lines.push_back(
        each.evidence.rule + " " + each.evidence.object + " short by " +
        (each.short_by ? each.short_by->numerator_text() + "/" + each.short_by->denominator_text() : "?"));
  }
  return lines;
}

// ---- What would it take

TEST(WhatWouldItTake, IsTheLeastAndConfirmed) {
  const WhatItTakes milestone = takes("milestone:june");
  EXPECT_EQ(milestone.status, TakesStatus::reachable);
  EXPECT_EQ(milestone.addition, Dong{40});
  EXPECT_EQ(milestone.applied->standing.verdict, "met");
  EXPECT_EQ(milestone.one_less->standing.verdict, "missed");
  EXPECT_THAT(unmet(milestone.unmet), ElementsAre("milestone june short by 2/5"));
  // The average moves along: 10 + d >= (110 + d) / 3.
  EXPECT_EQ(takes("not-below").addition, Dong{40});
  EXPECT_EQ(takes("leave-list").addition, Dong{40});
  EXPECT_EQ(takes("rank:2").addition, Dong{30}) << "equals share a rank";
  EXPECT_EQ(takes("rise:2").addition, Dong{50});
  EXPECT_EQ(takes("class:good").addition, Dong{60}) << "seven points at seventy in a hundred";
}

TEST(WhatWouldItTake, ByADayInThePastIsWhatItWouldHaveTaken) {
  // 5 + d >= (85 + d) / 3 at the end of May.
  const WhatItTakes answer = takes("leave-list", "u", rows(), end_of(5));
  EXPECT_EQ(answer.addition, Dong{35});
  EXPECT_EQ(answer.month.number, 5);
}

TEST(WhatWouldItTake, LooksAheadWithNothingButWhatIsKnown) {
  Rows made = rows();
  made.disbursed.push_back({"v", 8, 99});
  const WhatItTakes answer = takes("rank:1", "u", made, end_of(9));
  EXPECT_EQ(answer.addition, Dong{50});
  EXPECT_EQ(answer.judged, end_of(9));
}

TEST(WhatWouldItTake, SaysWhatMoreThanThePlanItIs) {
  Rows made = rows();
  made.disbursed.push_back({"w", 6, 0});
  made.disbursed.pop_back();
  made.owner("x", 10, {11});
  const WhatItTakes answer = takes("rank:1", "u", made);
  EXPECT_EQ(answer.status, TakesStatus::beyond_plan);
  EXPECT_EQ(answer.addition, Dong{100});
  EXPECT_EQ(answer.room, Dong{90});
}

TEST(WhatWouldItTake, SaysWhatStandsInTheWay) {
  EXPECT_EQ(takes("milestone:v-only").obstacle, Obstacle::does_not_apply);
  EXPECT_EQ(takes("milestone:june", "none").obstacle, Obstacle::no_plan);
  EXPECT_EQ(takes("rank:1", "none").obstacle, Obstacle::no_plan);
  EXPECT_EQ(takes("class:good", "none").obstacle, Obstacle::not_rated);
  EXPECT_EQ(takes("milestone:june", "u", rows(), end_of(7)).obstacle, Obstacle::too_late);
  Rows violated = rows();
  violated.events.push_back({"u", "violation", "", day(3, 1), std::nullopt, ""});
  EXPECT_EQ(takes("leave-list", "u", violated).obstacle, Obstacle::violation);
  const WhatItTakes vetoed = takes("class:good", "u", violated);
  EXPECT_EQ(vetoed.obstacle, Obstacle::limited);
  EXPECT_THAT(unmet(vetoed.unmet), ElementsAre("evaluation.veto violations short by 1/1"));
  EXPECT_FALSE(vetoed.addition);
}

TEST(WhatWouldItTake, IsNothingExactlyWhereTheVerdictHolds) {
  EXPECT_EQ(takes("rank:1", "v").status, TakesStatus::already);
  EXPECT_EQ(takes("rank:1", "v").addition, Dong{0});
  EXPECT_EQ(takes("not-below", "v").status, TakesStatus::already);
  EXPECT_EQ(takes("milestone:june", "v").status, TakesStatus::already);
}

TEST(WhatWouldItTake, ScalesWithTheAmounts) {
  constexpr std::int64_t times = 1000;
  Rows large = rows();
  for (auto& allocation : large.allocations)
    allocation.plan *= times;
  for (auto& row : large.disbursed)
    row.amount *= times;
  for (const char* const goal :
       {"milestone:june", "not-below", "leave-list", "rank:2", "rank:1", "class:good"}) {
    for (const char* const unit : {"u", "w"}) {
      const std::int64_t one = takes(goal, unit).addition->value;
      const std::int64_t many = takes(goal, unit, large).addition->value;
      EXPECT_LE(many, one * times) << goal;
      EXPECT_GE(many, one == 0 ? 0 : (one - 1) * times) << goal;
      EXPECT_EQ(many == 0, one == 0) << goal;
    }
  }
}

// ---- Why not

std::vector<std::string> why(const std::string& goal, const std::string& unit = "u",
                             const Rows& made = rows()) {
  return unmet(why_not(policy(), made.build(), question(goal, unit)).unmet);
}

TEST(WhyNot, NamesEachConditionThatFailsAndByHowMuch) {
  EXPECT_THAT(why("milestone:june"), ElementsAre("milestone june short by 2/5"));
  EXPECT_THAT(why("not-below"), ElementsAre("below_average.month c short by 4/15"));
  EXPECT_THAT(why("leave-list"),
              ElementsAre("below_average.run  short by 4/1", "below_average.month c short by 7/30",
                          "below_average.month c short by 4/15"));
  EXPECT_THAT(why("rank:2"), ElementsAre("rank w short by 3/10"));
  EXPECT_THAT(why("class:good"),
              ElementsAre("evaluation.class good short by 7/1", "evaluation.points ratio short by 10/1",
                          "evaluation.points tasks short by 5/1"));
  EXPECT_THAT(why("head-class:good"),
              ElementsAre("evaluation.class good short by 7/1", "evaluation.points ratio short by 10/1",
                          "evaluation.points tasks short by 5/1", "evaluation.collective good short by 1/1"));
  EXPECT_THAT(why("flagged", "v"),
              ElementsAre("below_average.run  short by 2/1", "below_average.month c short by 13/60",
                          "below_average.month c short by 7/30"));
}

TEST(WhyNot, HasNothingToSayWhereTheVerdictHolds) {
  EXPECT_THAT(why("rank:1", "v"), IsEmpty());
  EXPECT_THAT(why("flagged"), IsEmpty());
  EXPECT_THAT(why("class:good", "none"), ElementsAre("evaluation.missing final_ratio short by ?",
                                                     "evaluation.missing tasks short by ?"));
}

// ---- What can't be asked

std::vector<std::string> problems(Question asked) {
  std::vector<std::string> found;
  for (const Diagnostic& each : problems_of(policy(), rows().build(), asked)) {
    EXPECT_FALSE(each.message.empty() || each.expected.empty() || each.remedy.empty());
    found.push_back(each.code + " " + each.place.file);
  }
  return found;
}

TEST(Questions, AreRefusedWithAllThatIsWrong) {
  EXPECT_THAT(problems(question("milestone:july", "nobody")),
              ElementsAre("question.unknown_milestone --goal", "question.unknown_unit --unit"));
  EXPECT_THAT(problems(question("class:best")), ElementsAre("question.unknown_class --goal"));
  EXPECT_THAT(problems(question("rise:3")), ElementsAre("question.no_such_rank --goal"));
  EXPECT_THAT(problems(question("rise:1", "none")), ElementsAre("question.unranked --goal"));
  Question early = question("not-below");
  early.by = day(1, 30);
  EXPECT_THAT(problems(early), ElementsAre("question.no_month --by"));
  Question levelled = question("class:good");
  levelled.level = "owner";
  EXPECT_THAT(problems(levelled), ElementsAre("question.level_of_rubric --level"));
  Question elsewhere = question("rank:1");
  elsewhere.level = "moon";
  EXPECT_THAT(problems(elsewhere), ElementsAre("level.unknown --level"));
}

// ---- In words

TEST(Questions, AreAnsweredInBothLanguages) {
  const Portfolio portfolio = rows().build();
  const WhatItTakes answer = takes("milestone:june");
  EXPECT_THAT(
      what_it_takes_in_words(policy(), portfolio, answer, Language::vi),
      HasSubstr("để đạt mốc giữa năm (30/6/2024), cần giải ngân thêm ít nhất 40 đồng đến hết tháng 06/2024"));
  EXPECT_THAT(what_it_takes_in_words(policy(), portfolio, answer, Language::en),
              HasSubstr("Checked by judging anew: 40 VND: met; 39 VND: missed."));
  EXPECT_THAT(what_it_takes_document(policy(), portfolio, answer), HasSubstr("\"addition\": 40"));
}

}  // namespace
