// What is odd about the data that §2 was computed from.
#pragma once

#include "giaingan/figures/grouping.hpp"
#include "giaingan/rules/disbursement.hpp"

#include <optional>
#include <vector>

namespace giaingan::inline v1 {

/// Findings by code, allocation, reference, month. @param month nothing: before the first month-end
[[nodiscard]] std::vector<DataFinding> disbursement_data_findings(const DisbursementPolicy& policy,
                                                                  const Portfolio& portfolio,
                                                                  const Grouping& grouping,
                                                                  std::optional<BudgetMonth> month);

}  // namespace giaingan::inline v1
