/// @file
/// The faults of covers as diagnostics.
#pragma once

#include "giaingan/policy/cover_fault.hpp"

#include <span>
#include <string>
#include <vector>

#include "policy/object_reader.hpp"
#include "policy/table_cover.hpp"

namespace giaingan::inline v1 {

/// What is covered, and by what.
struct CoverSubject {
  Cover of = Cover::bands;
  std::string criterion;
  std::string pointer;
  std::vector<CoverAxis> axes;
  std::vector<std::string> ids;  ///< of the rows
  std::vector<RowCells> rows;
};

/// Everything that is wrong, gaps first.
[[nodiscard]] std::vector<CoverFault> faults_of(const CoverSubject& subject,
                                                std::span<const AxisDomain> domains);

/// Adds a diagnostic a fault; of the many gaps or overlaps of one cover the first, and how many more there
/// are.
void report_faults(const std::vector<CoverFault>& faults, Problems& problems);

}  // namespace giaingan::inline v1
