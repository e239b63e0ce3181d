/// @file
/// What reports print beside the ranking, as parts of the assessment's document.
#pragma once

#include "giaingan/assessment/monthly_assessment.hpp"
#include "giaingan/policy/policy.hpp"

#include "assessment/document_parts.hpp"
#include "io/json_writer.hpp"

namespace giaingan::inline v1 {

/// Writes the members `headlines` (the totals on each further basis), `groupings`, `top` and `bottom`.
void write_disbursement_tables(JsonWriter& writer, DocumentParts& parts, const PolicySections& policy,
                               const MonthlyAssessment& assessment);

}  // namespace giaingan::inline v1
