#include "report_command.hpp"

#include "giaingan/assessment/policy_levels.hpp"
#include "giaingan/assessment/round_run.hpp"
#include "giaingan/assessment/year_evaluation.hpp"

#include <algorithm>
#include <utility>

#include "moved_inputs.hpp"
#include "policy_files.hpp"
#include "report/page.hpp"
#include "report/workbook.hpp"

namespace giaingan::tool {
namespace {

/// The request with the day that it means: the last of the budget year, if it names none.
CommandLine dated(CommandLine request) {
  if (!request.as_of.empty()) return request;
  const auto year = PolicyFiles(request.policy).budget_year();
  if (year) request.as_of = month_end(*year, {months_in_budget_year}).text();
  return request;
}

ReportedRound run_reported(const Inputs& inputs, const std::string& id) {
  const Round& round = *find_round(inputs.policy, id);
  refuse_missing(missing_levels(inputs.portfolio, round), inputs.portfolio, inputs.policy);
  return {inputs, &round, run_round(inputs.policy, inputs.portfolio, round)};
}

/// Whether the dataset holds what was decided in a round.
bool is_entered(const Portfolio& portfolio, const std::string& round) {
  return std::ranges::find(portfolio->plan_changes, round, &PlanChange::decision) !=
         portfolio->plan_changes.end();
}

/// Every round up to the day, each as reallocate proposes it after those before it.
std::vector<ReportedRound> chained_rounds(const Inputs& given, Date as_of) {
  std::vector<ReportedRound> rounds;
  Inputs inputs = given;
  for (const Round& round : given.policy->reallocation->rounds) {
    if (round.as_of > as_of) continue;
    rounds.push_back(run_reported(inputs, round.id));
    const ReallocationResult& result = rounds.back().result;
    if (is_entered(given.portfolio, round.id)) continue;
    inputs.portfolio = with_round(inputs.portfolio, round, result,
                                  round_document(inputs.policy, inputs.portfolio, round, result));
  }
  return rounds;
}

std::vector<ReportedRound> rounds_of(const CommandLine& request, const Inputs& given, Date as_of) {
  if (!given.policy->reallocation && request.round.empty()) return {};
  if (!request.round.empty()) {
    const Round& round = asked_round(request, given);
    return {run_reported(moved_by(given, request, round.earlier), round.id)};
  }
  return request.after.empty() ? chained_rounds(given, as_of) : std::vector<ReportedRound>();
}

ReportContents contents_of(const ReportRequest& request) {
  const CommandLine of = dated(request.of);
  Inputs inputs = read_moved(of);
  refuse_missing(missing_levels(inputs.policy, inputs.portfolio, of.level), inputs.portfolio, inputs.policy);
  refuse_missing(missing_rubric_levels(inputs.policy, inputs.portfolio), inputs.portfolio, inputs.policy);
  const Date as_of = *Date::parse(of.as_of);  // the policy could be read, so its year is known
  const Inputs given = of.after.empty() ? inputs : read_inputs(of);
  ReportContents contents{
      .inputs = std::move(inputs), .as_of = as_of, .assessment = {}, .rounds = {}, .evaluation = {}};
  contents.assessment = assess(contents.inputs.policy, contents.inputs.portfolio, as_of);
  contents.rounds = rounds_of(of, given, as_of);
  if (contents.inputs.policy->evaluation)
    contents.evaluation = evaluate_year(contents.inputs.policy, contents.inputs.portfolio, as_of);
  if (!request.simulation.empty())
    contents.simulation = read_simulation(read_result(request.simulation), request.simulation);
  return contents;
}

}  // namespace

int run_report(const ReportRequest& request) {
  const ReportContents contents = contents_of(request);
  if (!request.page.empty()) write_file(request.page, report_page(contents, request.of.language));
  if (!request.workbook.empty()) write_workbook(contents, request.of.language, request.workbook);
  return done;
}

}  // namespace giaingan::tool
