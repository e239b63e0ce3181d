/// @file
/// The plans of sources fed by revenue as a JSON document (§4.9).
#pragma once

#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"
#include "giaingan/rules/revenue_plans.hpp"

#include <string>
#include <string_view>

namespace giaingan::inline v1 {

/// The result of review_revenue_plans() as a JSON document, its last byte a line break.
/// @pre the policy has the section `revenue`
[[nodiscard]] std::string revenue_document(const Policy& policy, const Portfolio& portfolio,
                                           const RevenueResult& result);

/// The portfolio as it stands once the cuts of the result have been decided.
/// @param document revenue_document() of the result, whose digest the results after it name
/// @throws InvalidInput as with_plan_changes()
[[nodiscard]] Portfolio with_revenue_cuts(const Portfolio& portfolio, const RevenueResult& result,
                                          std::string_view document);

}  // namespace giaingan::inline v1
