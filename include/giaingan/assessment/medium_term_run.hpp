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

}  // namespace giaingan::inline v1
