/// @file
/// An adjustment of the medium-term plan of a policy, with what the project checks find (§4.6).
#pragma once

#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"
#include "giaingan/rules/medium_term.hpp"

#include <string>
#include <string_view>

namespace giaingan::inline v1 {

/// The adjustment of that id, or null.
[[nodiscard]] const MediumTermAdjustment* find_adjustment(const Policy& policy, std::string_view id) noexcept;

/// Carries out one adjustment with the findings of the policy's project checks as of its day.
[[nodiscard]] MediumTermResult run_adjustment(const Policy& policy, const Portfolio& portfolio,
                                              const MediumTermAdjustment& adjustment);

/// The adjustment as a JSON document, its last byte a line break.
[[nodiscard]] std::string medium_term_document(const Policy& policy, const Portfolio& portfolio,
                                               const MediumTermAdjustment& adjustment,
                                               const MediumTermResult& result);

/// The portfolio as it stands once the adjustment has been decided: see with_medium_term_changes().
/// @param document medium_term_document() of the result, whose digest the results after it name
/// @throws InvalidInput as with_medium_term_changes()
[[nodiscard]] Portfolio with_adjustment(const Portfolio& portfolio, const MediumTermAdjustment& adjustment,
                                        const MediumTermResult& result, std::string_view document);

}  // namespace giaingan::inline v1
