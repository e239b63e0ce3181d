#include "giaingan/assessment/comparison.hpp"
#include "giaingan/assessment/explanation.hpp"
#include "giaingan/assessment/obligations_calendar.hpp"
#include "giaingan/assessment/policy_levels.hpp"
#include "giaingan/assessment/questions.hpp"
#include "giaingan/assessment/replay.hpp"
#include "giaingan/figures/grouping.hpp"
#include "giaingan/verify/round_verification.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "guard.hpp"
#include "handles.hpp"
#include "result_tables.hpp"

using namespace giaingan;
using namespace giaingan::capi;

namespace {

/// What an iCalendar is made of, on demand.
struct CalendarContent {
  Portfolio portfolio;
  ObligationsCalendar calendar;
};

struct ResultContent {
  std::optional<Policy> policy;  ///< whose texts evidence is told in; none where there is no evidence
  std::string document;
  ResultTables tables;
  std::optional<CalendarContent> calendar{};
};

}  // namespace

struct giaingan_result : Counted<ResultContent> {
  using Counted::Counted;
};

giaingan_result* giaingan::capi::new_result(const Policy& policy, std::string document, ResultTables tables) {
  add_evidence_table(tables);
  return new giaingan_result(ResultContent{policy, std::move(document), std::move(tables)});
}

giaingan_result* giaingan::capi::new_result(std::string document, ResultTables tables) {
  add_evidence_table(tables);
  return new giaingan_result(ResultContent{std::nullopt, std::move(document), std::move(tables)});
}

namespace {

/// Policy and portfolio of one call, of one year, and the watch of their session as long as it runs.
struct Inputs {
  const Policy& policy;
  const Portfolio& portfolio;
  Watching watching;
};

Inputs inputs(const giaingan_policy* policy, const giaingan_portfolio* portfolio) {
  const Policy& rules = required(policy, "policy").value;
  const Portfolio& facts = required(portfolio, "portfolio").value;
  if (rules->year != facts->year) {
    throw InvalidArgument("the policy is of " + std::to_string(rules->year) + ", the portfolio of " +
                          std::to_string(facts->year));
  }
  require_open(portfolio->watch);
  return {rules, facts, Watching(portfolio->watch.get())};
}

std::string known_levels(const Portfolio& portfolio) {
  std::string known = "; there are ";
  for (const std::string& each : levels_of(portfolio))
    known += each + ", ";
  return known + "and several joined by /";
}

/// Refuses levels that the policy names and the portfolio doesn't have.
void refuse_missing(const std::vector<PolicyLevel>& levels, const Portfolio& portfolio) {
  std::string missing;
  for (const PolicyLevel& each : levels)
    missing +=
        (missing.empty() ? "" : " and ") + ("\"" + each.level) + "\" (the policy's " + each.pointer + ")";
  if (!missing.empty())
    throw InvalidArgument("the portfolio has no level " + missing + known_levels(portfolio));
}

/// The level asked for, empty without one. It must be there, and so must those that the policy names.
std::string_view level_of(const Policy& policy, const Portfolio& portfolio, const char* asked) {
  const std::string_view level = asked == nullptr ? std::string_view() : asked;
  if (asked != nullptr && !has_level(portfolio, level)) {
    throw InvalidArgument("the portfolio has no level \"" + std::string(level) + "\"" +
                          known_levels(portfolio));
  }
  refuse_missing(missing_levels(policy, portfolio, level), portfolio);
  return level;
}

/// The same, of a calendar.
giaingan_result* new_result(const Policy& policy, std::string document, ResultTables tables,
                            CalendarContent calendar) {
  add_evidence_table(tables);
  return new giaingan_result(
      ResultContent{policy, std::move(document), std::move(tables), std::move(calendar)});
}

Language language_of(const char* language) {
  const std::string_view code = text_of(language, -1, "language");
  if (code != "vi" && code != "en")
    throw InvalidArgument("the language \"" + std::string(code) + "\" is neither vi nor en");
  return code == "vi" ? Language::vi : Language::en;
}

/// The calendar of one unit; of all if it is NULL.
ObligationsCalendar calendar_of(const Policy& policy, const Portfolio& portfolio, Date as_of,
                                const char* unit) {
  if (!policy->obligations) throw InvalidArgument("the policy has no section \"obligations\"");
  if (unit == nullptr) return obligations_calendar(policy, portfolio, as_of);
  const std::string_view id = text_of(unit, -1, "unit");
  if (std::ranges::find(portfolio->units, id, &Unit::id) == portfolio->units.end())
    throw InvalidArgument("the portfolio has no unit \"" + std::string(id) + "\"");
  return obligations_calendar(policy, portfolio, as_of, id);
}

Date day_of(const char* text) {
  const std::string_view asked = text_of(text, -1, "by");
  const auto day = Date::parse(asked);
  if (!day) throw InvalidArgument("there is no day \"" + std::string(asked) + "\"; write YYYY-MM-DD");
  return *day;
}

Goal goal_of(const char* text) {
  const std::string_view asked = text_of(text, -1, "goal");
  const auto goal = parse_goal(asked);
  if (!goal) throw InvalidArgument("\"" + std::string(asked) + "\" is no goal");
  return *goal;
}

/// A question that can be answered. @throws InvalidArgument with all that is wrong with it
Question question_of(const Policy& policy, const Portfolio& portfolio, Date as_of, const char* unit,
                     const char* goal, const char* by, const char* level) {
  Question question{std::string(text_of(unit, -1, "unit")), goal_of(goal), as_of,
                    by == nullptr ? std::nullopt : std::optional(day_of(by)), level == nullptr ? "" : level};
  const auto problems = problems_of(policy, portfolio, question);
  if (!problems.empty()) throw InvalidArgument(InvalidInput(problems).what());
  refuse_missing(missing_levels(policy, portfolio, question.level), portfolio);
  return question;
}

/// A result whose evidence is what a question found unmet.
giaingan_result* new_answer(const Policy& policy, std::string document,
                            const std::vector<UnmetCondition>& unmet) {
  ResultTables tables;
  for (const UnmetCondition& each : unmet)
    tables.evidence.push_back(each.evidence);
  return new_result(policy, std::move(document), std::move(tables));
}

const TableOutput& table_named(const ResultContent& result, std::string_view name) {
  const auto found = std::ranges::find(result.tables.tables, name, &TableOutput::name);
  if (found == result.tables.tables.end())
    throw InvalidArgument("the result has no table \"" + std::string(name) + "\"");
  return *found;
}

}  // namespace

giaingan_status giaingan_assess(const giaingan_policy* policy, const giaingan_portfolio* portfolio,
                                int32_t year, int32_t month, int32_t day, const char* level,
                                giaingan_result** result, giaingan_error** error) {
  if (result != nullptr) *result = nullptr;
  return guarded(error, [&] {
    giaingan_result*& out = required(result, "result");
    const auto [rules, facts, watching] = inputs(policy, portfolio);
    const Date as_of = day_of(year, month, day);
    const std::string_view at = level_of(rules, facts, level);
    const MonthlyAssessment assessment =
        level == nullptr ? assess(rules, facts, as_of) : assess(rules, facts, as_of, at);
    out =
        new_result(rules, assessment_document(rules, facts, assessment), tables_of(rules, facts, assessment));
  });
}

giaingan_status giaingan_judge(const giaingan_policy* policy, const giaingan_portfolio* portfolio,
                               int32_t year, int32_t month, int32_t day, const char* level,
                               giaingan_result** result, giaingan_error** error) {
  if (result != nullptr) *result = nullptr;
  return guarded(error, [&] {
    giaingan_result*& out = required(result, "result");
    const auto [rules, facts, watching] = inputs(policy, portfolio);
    const MonthlyVerdicts verdicts =
        judge(rules, facts, day_of(year, month, day), level_of(rules, facts, level));
    out = new_result(rules, verdicts_document(rules, facts, verdicts), tables_of(rules, facts, verdicts));
  });
}

giaingan_status giaingan_reallocate(const giaingan_policy* policy, const giaingan_portfolio* portfolio,
                                    const char* round, giaingan_result** result, giaingan_portfolio** after,
                                    giaingan_error** error) {
  if (result != nullptr) *result = nullptr;
  if (after != nullptr) *after = nullptr;
  return guarded(error, [&] {
    giaingan_result*& out = required(result, "result");
    const auto [rules, facts, watching] = inputs(policy, portfolio);
    const Round* which = find_round(rules, text_of(round, -1, "round"));
    if (which == nullptr) throw InvalidArgument("the policy has no round \"" + std::string(round) + "\"");
    refuse_missing(missing_levels(facts, *which), facts);
    const ReallocationResult moved = run_round(rules, facts, *which);
    std::string document = round_document(rules, facts, *which, moved);
    auto applied = after == nullptr ? nullptr
                                    : std::make_unique<giaingan_portfolio>(
                                          with_round(facts, *which, moved, document), portfolio->watch);
    out = new_result(rules, std::move(document), tables_of(facts, *which, moved));
    if (after != nullptr) *after = applied.release();
  });
}

giaingan_status giaingan_verify_round(const giaingan_policy* policy, const giaingan_portfolio* portfolio,
                                      const char* json, int64_t json_size, giaingan_portfolio** after,
                                      giaingan_error** error) {
  if (after != nullptr) *after = nullptr;
  return guarded(error, [&] {
    const auto [rules, facts, watching] = inputs(policy, portfolio);
    const RoundVerification verification = verify_round(rules, facts, text_of(json, json_size, "json"));
    require_verified(verification, "round");
    if (after != nullptr)
      *after = new giaingan_portfolio(with_verified_round(facts, verification, "round"), portfolio->watch);
  });
}

giaingan_status giaingan_replay(const giaingan_policy* policy, const giaingan_portfolio* portfolio,
                                const char* json, int64_t json_size, giaingan_error** error) {
  return guarded(error, [&] {
    const auto [rules, facts, watching] = inputs(policy, portfolio);
    require_same(replay(rules, facts, text_of(json, json_size, "json"), "result"), "result");
  });
}

giaingan_status giaingan_review_revenue_plans(const giaingan_policy* policy,
                                              const giaingan_portfolio* portfolio, int32_t year,
                                              int32_t month, int32_t day, giaingan_result** result,
                                              giaingan_portfolio** after, giaingan_error** error) {
  if (result != nullptr) *result = nullptr;
  if (after != nullptr) *after = nullptr;
  return guarded(error, [&] {
    giaingan_result*& out = required(result, "result");
    const auto [rules, facts, watching] = inputs(policy, portfolio);
    const Date as_of = day_of(year, month, day);
    if (!rules->revenue) throw InvalidArgument("the policy has no section \"revenue\"");
    refuse_missing(missing_revenue_levels(rules, facts), facts);
    const RevenueResult review = review_revenue_plans(*rules->revenue, facts, as_of);
    std::string document = revenue_document(rules, facts, review);
    auto applied = after == nullptr ? nullptr
                                    : std::make_unique<giaingan_portfolio>(
                                          with_revenue_cuts(facts, review, document), portfolio->watch);
    out = new_result(rules, std::move(document), tables_of(rules, facts, review));
    if (after != nullptr) *after = applied.release();
  });
}

giaingan_status giaingan_adjust_medium_term(const giaingan_policy* policy,
                                            const giaingan_portfolio* portfolio, const char* adjustment,
                                            giaingan_result** result, giaingan_portfolio** after,
                                            giaingan_error** error) {
  if (result != nullptr) *result = nullptr;
  if (after != nullptr) *after = nullptr;
  return guarded(error, [&] {
    giaingan_result*& out = required(result, "result");
    const auto [rules, facts, watching] = inputs(policy, portfolio);
    const MediumTermAdjustment* which = find_adjustment(rules, text_of(adjustment, -1, "adjustment"));
    if (which == nullptr)
      throw InvalidArgument("the policy has no adjustment \"" + std::string(adjustment) + "\"");
    const MediumTermResult moved = run_adjustment(rules, facts, *which);
    std::string document = medium_term_document(rules, facts, *which, moved);
    auto applied = after == nullptr ? nullptr
                                    : std::make_unique<giaingan_portfolio>(
                                          with_adjustment(facts, *which, moved, document), portfolio->watch);
    out = new_result(rules, std::move(document), tables_of(facts, *which, moved));
    if (after != nullptr) *after = applied.release();
  });
}

giaingan_status giaingan_evaluate(const giaingan_policy* policy, const giaingan_portfolio* portfolio,
                                  int32_t year, int32_t month, int32_t day, giaingan_result** result,
                                  giaingan_error** error) {
  if (result != nullptr) *result = nullptr;
  return guarded(error, [&] {
    giaingan_result*& out = required(result, "result");
    const auto [rules, facts, watching] = inputs(policy, portfolio);
    const Date as_of = day_of(year, month, day);
    refuse_missing(missing_rubric_levels(rules, facts), facts);
    const EvaluationResult evaluation = evaluate_year(rules, facts, as_of);
    out =
        new_result(rules, evaluation_document(rules, facts, evaluation, as_of), tables_of(rules, evaluation));
  });
}

giaingan_status giaingan_list_obligations(const giaingan_policy* policy, const giaingan_portfolio* portfolio,
                                          int32_t year, int32_t month, int32_t day, const char* unit,
                                          giaingan_result** result, giaingan_error** error) {
  if (result != nullptr) *result = nullptr;
  return guarded(error, [&] {
    giaingan_result*& out = required(result, "result");
    const auto [rules, facts, watching] = inputs(policy, portfolio);
    ObligationsCalendar calendar = calendar_of(rules, facts, day_of(year, month, day), unit);
    std::string document = obligations_document(rules, facts, calendar);
    ResultTables tables = tables_of(rules, facts, calendar);
    out = new_result(rules, std::move(document), std::move(tables),
                     CalendarContent{facts, std::move(calendar)});
  });
}

giaingan_status giaingan_compare(const char* policy_a, int64_t policy_a_size,
                                 const giaingan_portfolio* portfolio_a, int32_t year_a, int32_t month_a,
                                 int32_t day_a, const char* policy_b, int64_t policy_b_size,
                                 const giaingan_portfolio* portfolio_b, int32_t year_b, int32_t month_b,
                                 int32_t day_b, giaingan_result** result, giaingan_error** error) {
  if (result != nullptr) *result = nullptr;
  return guarded(error, [&] {
    giaingan_result*& out = required(result, "result");
    require_open(required(portfolio_a, "portfolio_a").watch);
    const Watching watching(portfolio_a->watch.get());
    const SidesComparison comparison =
        compare({text_of(policy_a, policy_a_size, "policy_a"), "policy_a",
                 required(portfolio_a, "portfolio_a").value, day_of(year_a, month_a, day_a)},
                {text_of(policy_b, policy_b_size, "policy_b"), "policy_b",
                 required(portfolio_b, "portfolio_b").value, day_of(year_b, month_b, day_b)});
    out = new_result(comparison.policy_a, comparison_document(comparison), {});
  });
}

giaingan_status giaingan_compare_rubrics(const giaingan_policy* policy_a, const giaingan_policy* policy_b,
                                         giaingan_result** result, giaingan_error** error) {
  if (result != nullptr) *result = nullptr;
  return guarded(error, [&] {
    giaingan_result*& out = required(result, "result");
    const Policy& a = required(policy_a, "policy_a").value;
    const Policy& b = required(policy_b, "policy_b").value;
    if (!a->evaluation || !b->evaluation) throw InvalidArgument("a policy has no section \"evaluation\"");
    out = new_result(a, rubrics_document(a, b, compare_rubrics(*a->evaluation, *b->evaluation)), {});
  });
}

giaingan_status giaingan_why_not(const giaingan_policy* policy, const giaingan_portfolio* portfolio,
                                 int32_t year, int32_t month, int32_t day, const char* unit, const char* goal,
                                 const char* level, giaingan_result** result, giaingan_error** error) {
  if (result != nullptr) *result = nullptr;
  return guarded(error, [&] {
    giaingan_result*& out = required(result, "result");
    const auto [rules, facts, watching] = inputs(policy, portfolio);
    const WhyNot answer = why_not(
        rules, facts, question_of(rules, facts, day_of(year, month, day), unit, goal, nullptr, level));
    out = new_answer(rules, why_not_document(rules, facts, answer), answer.unmet);
  });
}

giaingan_status giaingan_what_would_it_take(const giaingan_policy* policy,
                                            const giaingan_portfolio* portfolio, int32_t year, int32_t month,
                                            int32_t day, const char* unit, const char* goal, const char* by,
                                            const char* level, giaingan_result** result,
                                            giaingan_error** error) {
  if (result != nullptr) *result = nullptr;
  return guarded(error, [&] {
    giaingan_result*& out = required(result, "result");
    const auto [rules, facts, watching] = inputs(policy, portfolio);
    const Question question = question_of(rules, facts, day_of(year, month, day), unit, goal, by, level);
    if (question.goal.kind == GoalKind::flagged)
      throw InvalidArgument("no further disbursement flags a unit; ask giaingan_why_not");
    const WhatItTakes answer = what_would_it_take(rules, facts, question);
    out = new_answer(rules, what_it_takes_document(rules, facts, answer), answer.unmet);
  });
}

giaingan_status giaingan_result_icalendar(const giaingan_result* result, const char* language, char** text,
                                          int64_t* text_size, giaingan_error** error) {
  if (text != nullptr) *text = nullptr;
  return guarded(error, [&] {
    const ResultContent& content = required(result, "result").value;
    char*& out = required(text, "text");
    const Language in = language_of(language);
    if (!content.calendar)
      throw InvalidArgument("the result is no calendar: only that of giaingan_list_obligations is");
    const std::string stream =
        obligations_icalendar(*content.policy, content.calendar->portfolio, content.calendar->calendar, in);
    out = new_text(stream);
    if (text_size != nullptr) *text_size = static_cast<int64_t>(stream.size());
  });
}

char* giaingan::capi::new_text(const std::string& words) {
  char* const text = new char[words.size() + 1];
  std::memcpy(text, words.c_str(), words.size() + 1);
  return text;
}

giaingan_result* giaingan_result_retain(giaingan_result* result) {
  return retain(result);
}
void giaingan_result_release(giaingan_result* result) {
  release(result);
}

giaingan_status giaingan_result_json(const giaingan_result* result, const char** json, int64_t* json_size,
                                     giaingan_error** error) {
  return guarded(error, [&] {
    const std::string& document = required(result, "result").value.document;
    required(json, "json") = document.c_str();
    if (json_size != nullptr) *json_size = static_cast<int64_t>(document.size());
  });
}

int64_t giaingan_result_table_count(const giaingan_result* result) {
  return result == nullptr ? 0 : static_cast<int64_t>(result->value.tables.tables.size());
}

const char* giaingan_result_table_name(const giaingan_result* result, int64_t index) {
  if (index < 0 || index >= giaingan_result_table_count(result)) return nullptr;
  return result->value.tables.tables[static_cast<std::size_t>(index)].name().c_str();
}

giaingan_status giaingan_result_table_size(const giaingan_result* result, const char* table, int64_t* rows,
                                           int64_t* columns, giaingan_error** error) {
  return guarded(error, [&] {
    const TableOutput& found = table_named(required(result, "result").value, text_of(table, -1, "table"));
    if (rows != nullptr) *rows = static_cast<int64_t>(found.rows());
    if (columns != nullptr) *columns = static_cast<int64_t>(found.columns().size());
  });
}

giaingan_status giaingan_result_column_at(const giaingan_result* result, const char* table, int64_t index,
                                          giaingan_column* column, giaingan_error** error) {
  return guarded(error, [&] {
    const TableOutput& found = table_named(required(result, "result").value, text_of(table, -1, "table"));
    giaingan_column& out = required(column, "column");
    if (index < 0 || index >= static_cast<int64_t>(found.columns().size())) {
      throw InvalidArgument("the table has " + std::to_string(found.columns().size()) +
                            " columns, none of index " + std::to_string(index));
    }
    out = found.columns()[static_cast<std::size_t>(index)].view();
  });
}

giaingan_status giaingan_result_column(const giaingan_result* result, const char* table, const char* name,
                                       giaingan_column* column, giaingan_error** error) {
  return guarded(error, [&] {
    const TableOutput& found = table_named(required(result, "result").value, text_of(table, -1, "table"));
    const std::string_view wanted = text_of(name, -1, "name");
    giaingan_column& out = required(column, "column");
    const auto at = std::ranges::find(found.columns(), wanted, &ColumnOutput::name);
    if (at == found.columns().end())
      throw InvalidArgument("the table has no column \"" + std::string(wanted) + "\"");
    out = at->view();
  });
}

giaingan_status giaingan_result_explain(const giaingan_result* result, int64_t evidence_row,
                                        const char* language, char** text, int64_t* text_size,
                                        giaingan_error** error) {
  if (text != nullptr) *text = nullptr;
  return guarded(error, [&] {
    const ResultContent& content = required(result, "result").value;
    char*& out = required(text, "text");
    const Language in = language_of(language);
    const auto& evidence = content.tables.evidence;
    if (evidence_row < 0 || evidence_row >= static_cast<int64_t>(evidence.size())) {
      throw InvalidArgument("there is no row " + std::to_string(evidence_row) + " of evidence");
    }
    const std::string words =
        explanation(*content.policy, evidence[static_cast<std::size_t>(evidence_row)], in);
    out = new_text(words);
    if (text_size != nullptr) *text_size = static_cast<int64_t>(words.size());
  });
}

void giaingan_text_release(char* text) {
  delete[] text;
}
