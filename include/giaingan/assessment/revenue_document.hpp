/// @file
/// The plans of sources fed by revenue as a JSON document (§4.9).
#pragma once

#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"
#include "giaingan/rules/revenue_plans.hpp"

#include <string>

namespace giaingan::inline v1 {

/// The result of review_revenue_plans() as a JSON document, its last byte a line break.
/// @pre the policy has the section `revenue`
[[nodiscard]] std::string revenue_document(const Policy& policy, const Portfolio& portfolio,
                                           const RevenueResult& result);

}  // namespace giaingan::inline v1
