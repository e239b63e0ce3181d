/// @file
/// What stands above and below the officers' tables: the same words in text and in HTML, a line each, lines
/// indented below what they belong to.
#pragma once

#include "giaingan/assessment/monthly_assessment.hpp"
#include "giaingan/rules/evaluation.hpp"
#include "giaingan/rules/reallocation.hpp"

#include <string>

#include "inputs.hpp"

namespace giaingan::tool {

/// A title, then what the ranking is of and rests on.
[[nodiscard]] std::string ranking_heading_text(const Inputs& inputs, const MonthlyAssessment& assessment,
                                               Language language);
/// Totals on each basis, averages, milestones.
[[nodiscard]] std::string ranking_notes_text(const Inputs& inputs, const MonthlyAssessment& assessment,
                                             Language language);

/// A title, then what the runs rest on.
[[nodiscard]] std::string below_average_heading_text(const Inputs& inputs, const BelowAverageResult& result,
                                                     Language language);
/// The review list for the chairman.
[[nodiscard]] std::string review_text(const Inputs& inputs, const BelowAverageResult& result,
                                      Language language);

/// Days, the required ratio, earlier rounds, how many give and receive, the outcome; no title.
[[nodiscard]] std::string round_heading_text(const Inputs& inputs, const Round& round,
                                             const ReallocationResult& result, Language language);
/// What was found about data and policy, and what the tables rest on.
[[nodiscard]] std::string round_notes_text(const Inputs& inputs, const Round& round,
                                           const ReallocationResult& result, Language language);

/// A title, then what the ratings rest on. @pre the policy has an evaluation, as below
[[nodiscard]] std::string evaluation_heading_text(const Inputs& inputs, const EvaluationResult& result,
                                                  Date as_of, Language language);
/// Criteria, quotas, the lists of shortcomings and emulation, what is missing.
[[nodiscard]] std::string evaluation_notes_text(const Inputs& inputs, const EvaluationResult& result,
                                                Language language);

/// Who was late or still owes, by deadline; empty without any. @pre the policy has obligations
[[nodiscard]] std::string defaulters_text(const Inputs& inputs, const ObligationsResult& result,
                                          Language language);

}  // namespace giaingan::tool
