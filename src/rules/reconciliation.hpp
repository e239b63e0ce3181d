/// @file
/// The ledgers' part of the project checks.
#pragma once

#include "giaingan/rules/project_checks.hpp"

namespace giaingan::inline v1 {

/// Compares the ledgers pairwise at the month of `as_of` and writes the differences into `result`.
void reconcile(const ReconciliationPolicy& policy, const Facts& facts, Date as_of,
               ProjectChecksResult& result);

}  // namespace giaingan::inline v1
