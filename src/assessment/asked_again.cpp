#include "giaingan/assessment/explanation.hpp"
#include "giaingan/assessment/medium_term_run.hpp"
#include "giaingan/assessment/monthly_assessment.hpp"
#include "giaingan/assessment/obligations_calendar.hpp"
#include "giaingan/assessment/policy_levels.hpp"
#include "giaingan/assessment/questions.hpp"
#include "giaingan/assessment/replay.hpp"
#include "giaingan/assessment/revenue_document.hpp"
#include "giaingan/assessment/round_run.hpp"
#include "giaingan/assessment/year_evaluation.hpp"
#include "giaingan/figures/grouping.hpp"
#include "giaingan/input/diagnostic.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace giaingan::inline v1 {
namespace {

/// What is decided by an answer can be applied; the others have no portfolio after them.
struct Answer {
  std::string document;
  std::optional<Portfolio> after{};
};

enum class Wanted : std::uint8_t { document, portfolio_after };

[[noreturn]] void refuse(const std::string& pointer, std::string message, std::string expected) {
  throw InvalidInput({{.code = "replay.no_answer",
                       .place = Place{.file = "question", .pointer = "/made_by/question" + pointer},
                       .message = std::move(message),
                       .expected = std::move(expected),
                       .remedy = "give the policy and the dataset that the result was made with"}});
}

Date day_of(const ResultQuestion& question) {
  if (!question.as_of) refuse("/as_of", "the question names no day", "a day, YYYY-MM-DD");
  return *question.as_of;
}

void require_levels(const std::vector<PolicyLevel>& missing) {
  for (const PolicyLevel& each : missing)
    refuse("", "the portfolio has no level \"" + each.level + "\"",
           "the level of the policy's " + each.pointer);
}

std::string assessed(const Policy& policy, const Portfolio& portfolio, const ResultQuestion& question) {
  const std::string level = question.level.value_or("");
  if (question.level && !has_level(portfolio, level))
    refuse("/level", "the portfolio has no level \"" + level + "\"", "one of its levels");
  require_levels(missing_levels(policy, portfolio, level));
  if (question.format == "verdicts")
    return verdicts_document(policy, portfolio, judge(policy, portfolio, day_of(question), level));
  return assessment_document(policy, portfolio,
                             question.level ? assess(policy, portfolio, day_of(question), level)
                                            : assess(policy, portfolio, day_of(question)));
}

Answer round_answer(const Policy& policy, const Portfolio& portfolio, const ResultQuestion& question,
                    Wanted wanted) {
  const std::string id = question.round.value_or("");
  const Round* round = find_round(policy, id);
  if (round == nullptr) refuse("/round", "the policy has no round \"" + id + "\"", "one of its rounds");
  require_levels(missing_levels(portfolio, *round));
  const ReallocationResult result = run_round(policy, portfolio, *round);
  Answer answer{.document = round_document(policy, portfolio, *round, result)};
  if (wanted == Wanted::portfolio_after)
    answer.after = with_round(portfolio, *round, result, answer.document);
  return answer;
}

Answer adjustment_answer(const Policy& policy, const Portfolio& portfolio, const ResultQuestion& question,
                         Wanted wanted) {
  const std::string id = question.round.value_or("");
  const MediumTermAdjustment* adjustment = find_adjustment(policy, id);
  if (adjustment == nullptr)
    refuse("/round", "the policy has no adjustment \"" + id + "\"", "one of its adjustments");
  const MediumTermResult result = run_adjustment(policy, portfolio, *adjustment);
  Answer answer{.document = medium_term_document(policy, portfolio, *adjustment, result)};
  if (wanted == Wanted::portfolio_after)
    answer.after = with_adjustment(portfolio, *adjustment, result, answer.document);
  return answer;
}

Answer revenue_answer(const Policy& policy, const Portfolio& portfolio, const ResultQuestion& question,
                      Wanted wanted) {
  if (!policy->revenue) refuse("", "the policy has no section \"revenue\"", "a policy with that section");
  require_levels(missing_revenue_levels(policy, portfolio));
  const RevenueResult result = review_revenue_plans(*policy->revenue, portfolio, day_of(question));
  Answer answer{.document = revenue_document(policy, portfolio, result)};
  if (wanted == Wanted::portfolio_after) answer.after = with_revenue_cuts(portfolio, result, answer.document);
  return answer;
}

std::string evaluated(const Policy& policy, const Portfolio& portfolio, const ResultQuestion& question) {
  require_levels(missing_rubric_levels(policy, portfolio));
  const Date as_of = day_of(question);
  return evaluation_document(policy, portfolio, evaluate_year(policy, portfolio, as_of), as_of);
}

std::string duties(const Policy& policy, const Portfolio& portfolio, const ResultQuestion& question) {
  if (!policy->obligations)
    refuse("", "the policy has no section \"obligations\"", "a policy with that section");
  const Date as_of = day_of(question);
  if (!question.unit)
    return obligations_document(policy, portfolio, obligations_calendar(policy, portfolio, as_of));
  if (std::ranges::find(portfolio->units, *question.unit, &Unit::id) == portfolio->units.end())
    refuse("/unit", "the portfolio has no unit \"" + *question.unit + "\"", "one of its units");
  return obligations_document(policy, portfolio,
                              obligations_calendar(policy, portfolio, as_of, *question.unit));
}

std::string explained(const Policy& policy, const Portfolio& portfolio, const ResultQuestion& question) {
  require_levels(missing_levels(policy, portfolio, {}));
  const std::string unit = question.unit.value_or("");
  const std::vector<Evidence> evidence = unit_evidence(policy, portfolio, day_of(question), unit);
  if (evidence.empty())
    refuse("/unit", "nothing is said of a unit \"" + unit + "\"", "a unit of the policy's level");
  return evidence_document(policy, portfolio, unit, day_of(question), evidence);
}

/// The question about a verdict. @throws InvalidInput if it can't be asked
Question asked_of_verdict(const Policy& policy, const Portfolio& portfolio, const ResultQuestion& question) {
  const auto goal = parse_goal(question.goal.value_or(""));
  if (!goal) refuse("/goal", "there is no goal \"" + question.goal.value_or("") + "\"", "a goal, as rank:3");
  Question asked{question.unit.value_or(""), *goal, day_of(question), question.by,
                 question.level.value_or("")};
  std::vector<Diagnostic> problems = problems_of(policy, portfolio, asked);
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  require_levels(missing_levels(policy, portfolio, asked.level));
  return asked;
}

std::string unmet(const Policy& policy, const Portfolio& portfolio, const ResultQuestion& question) {
  return why_not_document(policy, portfolio,
                          why_not(policy, portfolio, asked_of_verdict(policy, portfolio, question)));
}

std::string lacking(const Policy& policy, const Portfolio& portfolio, const ResultQuestion& question) {
  const Question asked = asked_of_verdict(policy, portfolio, question);
  if (asked.goal.kind == GoalKind::flagged)
    refuse("/goal", "no further disbursement flags a unit", "another goal, or the command why-not");
  return what_it_takes_document(policy, portfolio, what_would_it_take(policy, portfolio, asked));
}

Answer answered(const Policy& policy, const Portfolio& portfolio, const ResultQuestion& question,
                Wanted wanted) {
  if (question.command == "assess") return {.document = assessed(policy, portfolio, question)};
  if (question.command == "evaluate") return {.document = evaluated(policy, portfolio, question)};
  if (question.command == "obligations") return {.document = duties(policy, portfolio, question)};
  if (question.command == "explain") return {.document = explained(policy, portfolio, question)};
  if (question.command == "why-not") return {.document = unmet(policy, portfolio, question)};
  if (question.command == "what-would-it-take") return {.document = lacking(policy, portfolio, question)};
  if (question.command == "reallocate") return round_answer(policy, portfolio, question, wanted);
  if (question.command == "medium-term") return adjustment_answer(policy, portfolio, question, wanted);
  if (question.command == "revenue") return revenue_answer(policy, portfolio, question, wanted);
  refuse("/command", "there is no command \"" + question.command + "\" whose result can be made again",
         question.command == "simulate"
             ? "the scenarios beside it (giaingan replay --scenarios), for they are simulated again"
             : "assess, reallocate, medium-term, revenue, obligations, evaluate, explain, why-not or "
               "what-would-it-take");
}

}  // namespace

std::string answer(const Policy& policy, const Portfolio& portfolio, const ResultQuestion& question) {
  return answered(policy, portfolio, question, Wanted::document).document;
}

Portfolio after_answer(const Policy& policy, const Portfolio& portfolio, const ResultQuestion& question) {
  auto after = answered(policy, portfolio, question, Wanted::portfolio_after).after;
  if (!after)
    refuse("/command", "nothing is decided by " + question.command, "reallocate, medium-term or revenue");
  return *std::move(after);
}

}  // namespace giaingan::inline v1
