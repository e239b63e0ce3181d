/// @file
/// The officers' tables: one definition each, printed as text, as HTML and as .xlsx.
#pragma once

#include "giaingan/assessment/monthly_assessment.hpp"
#include "giaingan/rules/evaluation.hpp"
#include "giaingan/rules/obligations.hpp"
#include "giaingan/rules/reallocation.hpp"

#include "inputs.hpp"
#include "text_table.hpp"

namespace giaingan::tool {

/// A row a unit, by rank: plan, disbursed, ratio, distance to the next rank, the milestone to show.
[[nodiscard]] TextTable ranking_table(const Inputs& inputs, const MonthlyAssessment& assessment,
                                      Language language);

/// A row an allocation of a donor, and their sums; empty without cuts. See cuts_text().
[[nodiscard]] TextTable cuts_table(const Inputs& inputs, const Round& round, const ReallocationResult& result,
                                   Language language);
/// A row a recipient, those who get nothing included, and their sums; empty without recipients.
[[nodiscard]] TextTable additions_table(const Inputs& inputs, const Round& round,
                                        const ReallocationResult& result, Language language);
/// The totals of every pool that anything moved in, and of all of them.
[[nodiscard]] TextTable pools_table(const Round& round, const ReallocationResult& result, Language language);
/// A row a request that isn't considered, with the reason.
[[nodiscard]] TextTable rejected_table(const Inputs& inputs, const ReallocationResult& result,
                                       Language language);

/// A row a subject that the rubric rates. @pre the policy has an evaluation
[[nodiscard]] TextTable evaluation_table(const Inputs& inputs, const EvaluationResult& result,
                                         Language language);

/// A row a deadline that somebody has met or missed, with how many. @pre the policy has obligations
[[nodiscard]] TextTable duties_table(const Inputs& inputs, const ObligationsResult& result,
                                     Language language);

}  // namespace giaingan::tool
