/// @file
/// One row of columns that were rated, with the evidence of every step (§1.1, §4.5).
#pragma once

#include "giaingan/policy/policy.hpp"
#include "giaingan/rules/evaluation.hpp"
#include "giaingan/rules/rating_columns.hpp"

#include <cstddef>
#include <span>
#include <string>

namespace giaingan::inline v1 {

/// What `evaluate` finds for the metrics of one row: every criterion, every step with what was compared, for
/// the collective and, if the policy rates heads, for its head. Quotas depend on all the others and are left
/// out: their outcome and the bits of RatedColumns say the rest; a head is held to its collective's class
/// before quotas.
/// @param unit the name that the result gives the row
[[nodiscard]] EvaluationResult evaluate_row(const EvaluationPolicy& policy,
                                            std::span<const MetricColumn> metrics, std::size_t row,
                                            const std::string& unit);

/// The row's evaluation as a JSON document, as `evaluation_document` but without a day.
[[nodiscard]] std::string rated_row_document(const Policy& policy, const EvaluationResult& result);

}  // namespace giaingan::inline v1
