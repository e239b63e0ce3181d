#include "giaingan/assessment/questions.hpp"

#include "giaingan/assessment/metric_domains.hpp"
#include "giaingan/figures/grouping.hpp"
#include "giaingan/rules/disbursement.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "assessment/asked.hpp"

namespace giaingan::inline v1 {
namespace {

std::optional<std::int64_t> positive(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (wrong != std::errc() || end != text.data() + text.size() || number < 1) return std::nullopt;
  return number;
}

/// The level at which the goal's rule judges, whoever asks for another.
std::string level_of(const Policy& policy, const Question& question) {
  if (question.goal.kind == GoalKind::rating) return policy->evaluation ? policy->evaluation->level : "";
  if (!question.level.empty()) return question.level;
  switch (question.goal.kind) {
    case GoalKind::milestone:
    case GoalKind::rank:
    case GoalKind::rise:
    case GoalKind::rating:
      return policy->disbursement.level;
    case GoalKind::not_below:
    case GoalKind::off_list:
    case GoalKind::flagged:
      break;
  }
  return policy->below_average ? policy->below_average->level : "";
}

const Milestone* milestone_of(const Policy& policy, const Goal& goal) {
  const auto& milestones = policy->disbursement.milestones;
  const auto found = std::ranges::find(milestones, goal.id, &Milestone::id);
  return goal.kind == GoalKind::milestone && found != milestones.end() ? &*found : nullptr;
}

/// By when money is disbursed, if the question doesn't say.
Date by_day(const Policy& policy, const Question& question) {
  if (question.by) return *question.by;
  const Milestone* milestone = milestone_of(policy, question.goal);
  return milestone != nullptr ? milestone->by : question.as_of;
}

template <class Parts, class Name>
std::string listed(const Parts& parts, Name name) {
  std::string text;
  for (const auto& part : parts)
    text += (text.empty() ? "one of " : ", ") + name(part);
  return text;
}

Diagnostic problem(std::string code, std::string option, std::string message, std::string expected,
                   std::string remedy) {
  return {.code = std::move(code),
          .place = Place{.file = std::move(option), .row = 0, .column = {}, .pointer = {}},
          .message = std::move(message),
          .expected = std::move(expected),
          .remedy = std::move(remedy)};
}

Diagnostic no_section(const std::string& section) {
  return problem("question.no_section", "--goal", "the policy has no section \"" + section + "\"",
                 "a policy with that section", "ask for another goal, or name another policy");
}

void check_goal(const Policy& policy, const Goal& goal, std::vector<Diagnostic>& problems) {
  const auto id_of = [](const auto& part) { return part.id; };
  switch (goal.kind) {
    case GoalKind::milestone:
      if (milestone_of(policy, goal) == nullptr) {
        problems.push_back(problem("question.unknown_milestone", "--goal",
                                   "the policy has no milestone \"" + goal.id + "\"",
                                   listed(policy->disbursement.milestones, id_of), "correct the id"));
      }
      return;
    case GoalKind::rating:
      if (!policy->evaluation) return problems.push_back(no_section("evaluation"));
      if (std::ranges::find(policy->evaluation->classes, goal.id, &RatingClass::id) ==
          policy->evaluation->classes.end()) {
        problems.push_back(problem("question.unknown_class", "--goal",
                                   "the policy has no class \"" + goal.id + "\"",
                                   listed(policy->evaluation->classes, id_of), "correct the id"));
      }
      if (goal.subject == Subject::head && policy->evaluation->heads == Heads::not_rated) {
        problems.push_back(problem("question.heads_not_rated", "--goal", "the policy doesn't rate heads",
                                   "a class of the collective", "ask for class:" + goal.id));
      }
      return;
    case GoalKind::not_below:
    case GoalKind::off_list:
    case GoalKind::flagged:
      if (!policy->below_average) problems.push_back(no_section("below_average"));
      return;
    case GoalKind::rank:
    case GoalKind::rise:
      return;
  }
}

/// Ranks to rise by are counted from where the unit stands on the as-of day.
void check_rise(const Policy& policy, const Portfolio& portfolio, const Question& question,
                const std::string& level, std::vector<Diagnostic>& problems) {
  const auto result = rank_units(policy->disbursement, portfolio, question.as_of, level);
  const UnitDisbursement* unit = unit_of(result, question.unit);
  if (unit == nullptr) return;
  if (!unit->rank) {
    problems.push_back(problem("question.unranked", "--goal",
                               "the unit \"" + question.unit + "\" has no rank to rise from",
                               "a unit whose ratio is defined", "ask for rank:K"));
  } else if (question.goal.rank >= *unit->rank) {
    problems.push_back(problem("question.no_such_rank", "--goal",
                               "the unit \"" + question.unit + "\" stands on rank " +
                                   std::to_string(*unit->rank) + " and can't rise by " +
                                   std::to_string(question.goal.rank),
                               "fewer than " + std::to_string(*unit->rank) + " ranks", "ask for fewer"));
  }
}

}  // namespace

std::optional<Goal> parse_goal(std::string_view text) {
  if (text == "not-below") return Goal{GoalKind::not_below, {}, 0, Subject::collective};
  if (text == "leave-list") return Goal{GoalKind::off_list, {}, 0, Subject::collective};
  if (text == "flagged") return Goal{GoalKind::flagged, {}, 0, Subject::collective};
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon + 1 == text.size()) return std::nullopt;
  const std::string_view word = text.substr(0, colon);
  const std::string_view rest = text.substr(colon + 1);
  if (word == "milestone") return Goal{GoalKind::milestone, std::string(rest), 0, Subject::collective};
  if (word == "class") return Goal{GoalKind::rating, std::string(rest), 0, Subject::collective};
  if (word == "head-class") return Goal{GoalKind::rating, std::string(rest), 0, Subject::head};
  const auto number = positive(rest);
  if (!number || (word != "rank" && word != "rise")) return std::nullopt;
  return Goal{word == "rank" ? GoalKind::rank : GoalKind::rise, {}, *number, Subject::collective};
}

std::string goal_text(const Goal& goal) {
  switch (goal.kind) {
    case GoalKind::milestone:
      return "milestone:" + goal.id;
    case GoalKind::not_below:
      return "not-below";
    case GoalKind::off_list:
      return "leave-list";
    case GoalKind::flagged:
      return "flagged";
    case GoalKind::rank:
      return "rank:" + std::to_string(goal.rank);
    case GoalKind::rise:
      return "rise:" + std::to_string(goal.rank);
    case GoalKind::rating:
      break;
  }
  return (goal.subject == Subject::head ? "head-class:" : "class:") + goal.id;
}

std::vector<Diagnostic> problems_of(const Policy& policy, const Portfolio& portfolio,
                                    const Question& question) {
  std::vector<Diagnostic> problems;
  check_goal(policy, question.goal, problems);
  if (question.goal.kind == GoalKind::rating && !question.level.empty()) {
    problems.push_back(problem("question.level_of_rubric", "--level",
                               "classes are given at the level of the rubric alone", "no level",
                               "leave it out"));
  }
  const Date by = by_day(policy, question);
  if (!month_as_of(portfolio->year, by)) {
    problems.push_back(
        problem("question.no_month", question.by ? "--by" : "--as-of",
                "no month of " + std::to_string(portfolio->year) + " has ended by " + by.text(),
                "a day from " + month_end(portfolio->year, {1}).text() + " on", "name a later day"));
  }
  if (question.goal.kind == GoalKind::rating && policy->evaluation) {
    for (Diagnostic& each : values_outside_domain(*policy->evaluation, portfolio))
      problems.push_back(std::move(each));
  }
  const std::string level = level_of(policy, question);
  if (level.empty()) return problems;  // the section is missing, which is reported
  if (!has_level(portfolio, level)) {
    problems.push_back(problem("level.unknown", "--level", "the dataset has no level \"" + level + "\"",
                               listed(levels_of(portfolio), [](const std::string& each) { return each; }),
                               "correct the level, or give units that kind"));
    return problems;
  }
  const Grouping grouping = group_by_level(portfolio, level);
  if (std::ranges::find(grouping.ids, question.unit) == grouping.ids.end()) {
    problems.push_back(problem("question.unknown_unit", "--unit",
                               "there is no unit \"" + question.unit + "\" at the level \"" + level + "\"",
                               "the id of one of its " + std::to_string(grouping.ids.size()) + " units",
                               "correct the id, or name another level"));
  } else if (question.goal.kind == GoalKind::rise) {
    check_rise(policy, portfolio, question, level, problems);
  }
  return problems;
}

AskedGoal asked_in_full(const Policy& policy, const Portfolio& portfolio, const Question& question) {
  AskedGoal asked;
  asked.goal = question.goal;
  asked.unit = question.unit;
  asked.level = level_of(policy, question);
  asked.as_of = question.as_of;
  const Milestone* milestone = milestone_of(policy, question.goal);
  const Date by = by_day(policy, question);
  asked.month = *month_as_of(portfolio->year, by);
  asked.judged = std::max(question.as_of, by);
  if (milestone != nullptr) asked.judged = std::max(asked.judged, milestone->by);
  if (question.goal.kind == GoalKind::rise) {
    const auto result = rank_units(policy->disbursement, portfolio, question.as_of, asked.level);
    asked.goal = {
        GoalKind::rank, {}, *unit_of(result, question.unit)->rank - question.goal.rank, Subject::collective};
  }
  return asked;
}

const char* takes_status_text(TakesStatus status) noexcept {
  switch (status) {
    case TakesStatus::already:
      return "already";
    case TakesStatus::reachable:
      return "reachable";
    case TakesStatus::beyond_plan:
      return "beyond_plan";
    case TakesStatus::not_reachable:
      break;
  }
  return "not_reachable";
}

const char* obstacle_text(Obstacle obstacle) noexcept {
  switch (obstacle) {
    case Obstacle::nothing:
      return "nothing";
    case Obstacle::does_not_apply:
      return "does_not_apply";
    case Obstacle::no_plan:
      return "no_plan";
    case Obstacle::nothing_counts:
      return "nothing_counts";
    case Obstacle::too_late:
      return "too_late";
    case Obstacle::violation:
      return "violation";
    case Obstacle::no_amount:
      return "no_amount";
    case Obstacle::not_rated:
      return "not_rated";
    case Obstacle::points:
      return "points";
    case Obstacle::limited:
      break;
  }
  return "limited";
}

}  // namespace giaingan::inline v1
