/// @file
/// The commands of the tool: each a pure function from inputs to the text that is printed.
#pragma once

#include "giaingan/assessment/assumed_values.hpp"
#include "giaingan/assessment/cover_check.hpp"
#include "giaingan/assessment/medium_term_run.hpp"
#include "giaingan/assessment/monthly_assessment.hpp"
#include "giaingan/assessment/replay.hpp"
#include "giaingan/assessment/revenue_document.hpp"
#include "giaingan/assessment/round_run.hpp"
#include "giaingan/assessment/year_evaluation.hpp"

#include <set>
#include <string>

#include "inputs.hpp"

namespace giaingan::tool {

// What officers read, in the request's language.

[[nodiscard]] std::string ranking_text(const Inputs& inputs, const MonthlyAssessment& assessment,
                                       Language language);
/// The lists of the fastest and slowest, the units against their own schedules, further groupings and what
/// was left out; empty without any.
[[nodiscard]] std::string side_tables_text(const Inputs& inputs, const MonthlyAssessment& assessment,
                                           Language language);
/// What ratios, ranks, averages and runs left out, counted; empty without any.
[[nodiscard]] std::string left_out_text(const Inputs& inputs, const MonthlyAssessment& assessment,
                                        Language language);
[[nodiscard]] std::string below_average_text(const Inputs& inputs, const BelowAverageResult& result,
                                             Language language);
/// Where printed percentages seem to contradict what was decided, the first of them; empty without any.
[[nodiscard]] std::string contradictions_text(const Inputs& inputs, const MonthlyAssessment& assessment,
                                              Language language);
/// What is odd about the data itself, with the rows to look at; empty without any.
[[nodiscard]] std::string data_findings_text(const Inputs& inputs, const MonthlyAssessment& assessment,
                                             Language language);
[[nodiscard]] std::string checks_text(const Inputs& inputs, const MonthlyAssessment& assessment,
                                      Language language);
/// What was found of projects, and which couldn't be checked; empty without any.
[[nodiscard]] std::string projects_text(const Inputs& inputs, const ProjectChecksResult& result,
                                        Language language);
/// Where the ledgers of owner, treasury and TABMIS differ, by source and by allocation; empty where they
/// agree.
[[nodiscard]] std::string reconciliation_text(const Inputs& inputs, const ProjectChecksResult& result,
                                              Language language);
[[nodiscard]] std::string round_text(const Inputs& inputs, const Round& round,
                                     const ReallocationResult& result, Language language);
[[nodiscard]] std::string revenue_text(const Inputs& inputs, const RevenueResult& result, Language language);
[[nodiscard]] std::string medium_term_text(const Inputs& inputs, const MediumTermAdjustment& adjustment,
                                           const MediumTermResult& result, Language language);
[[nodiscard]] std::string evaluation_text(const Inputs& inputs, const EvaluationResult& result, Date as_of,
                                          Language language);
/// What of the dataset matches nothing in the policy; empty if all does.
[[nodiscard]] std::string unmatched_facts_text(const Inputs& inputs, Date as_of, Language language);
/// Metrics that no unit has a figure of, with what that does, and figures that nothing reads; empty without.
[[nodiscard]] std::string metrics_text(const Inputs& inputs, const EvaluationResult& result,
                                       Language language);
/// What a draft's bands and tables leave open or hold twice, those that concern the most units first, as many
/// as a person reads; empty without any.
/// @param policy its own document, whose name needs not be said
[[nodiscard]] std::string faults_text(const PolicyDraft& draft, const std::string& policy,
                                      const std::vector<RankedFault>& ranked, Language language);
[[nodiscard]] std::string replay_text(const Replay& replay, const std::string& file, Language language);
/// The list of all that the policy assumes.
[[nodiscard]] std::string assumptions_text(const Policy& policy, Language language);
/// Which assumed values decide something, with what of a dataset rests on each, and which are only shown.
[[nodiscard]] std::string decisions_text(const Policy& policy, const std::vector<AssumedValue>& assumed,
                                         Language language);
/// The same of what some results rest on, under the same numbers; empty if they rest on nothing assumed.
/// @param pointers places in the policy, as citations name them
[[nodiscard]] std::string assumptions_text(const Policy& policy, const std::set<std::string>& pointers,
                                           Language language);

// The commands. Each prints its result and returns the exit status.

int run_assess(const CommandLine& request);
int run_reallocate(const CommandLine& request);
int run_verify(const CommandLine& request);
int run_replay(const CommandLine& request);
int run_medium_term(const CommandLine& request);
int run_revenue(const CommandLine& request);
int run_obligations(const CommandLine& request);
int run_evaluate(const CommandLine& request);
int run_demo(const CommandLine& request);
int run_check(const CommandLine& request);
int run_policy_show(const CommandLine& request);
int run_tests(const CommandLine& request);
int run_explain(const CommandLine& request);
int run_why_not(const CommandLine& request);
int run_what_would_it_take(const CommandLine& request);

}  // namespace giaingan::tool
