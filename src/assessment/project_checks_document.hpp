/// @file
/// Project checks and reconciliation as parts of the assessment's documents.
#pragma once

#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"
#include "giaingan/rules/project_checks.hpp"

#include <optional>

#include "assessment/document_parts.hpp"
#include "io/json_writer.hpp"

namespace giaingan::inline v1 {

/// Writes the member `project_checks`. @param result nothing: the policy makes no checks
void write_project_checks(JsonWriter& writer, DocumentParts& parts, const Policy& policy,
                          const std::optional<ProjectChecksResult>& result);

/// Writes the members `unchecked_projects`, `reconciliation` and `reconciliation_by_source`.
void write_reconciliation(JsonWriter& writer, DocumentParts& parts, const Portfolio& portfolio,
                          const std::optional<ProjectChecksResult>& result);

}  // namespace giaingan::inline v1
