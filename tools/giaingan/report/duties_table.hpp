/// @file
/// Every unit's every duty as a table.
#pragma once

#include "giaingan/assessment/explanation.hpp"
#include "giaingan/rules/obligations.hpp"

#include "inputs.hpp"
#include "text_table.hpp"

namespace giaingan::tool {

/// A row a duty of a unit, by deadline and then by unit. @pre the policy has obligations
[[nodiscard]] TextTable unit_duties_table(const Inputs& inputs, const ObligationsResult& result,
                                          Language language);

}  // namespace giaingan::tool
