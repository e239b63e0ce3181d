/// @file
/// Units below the average as tables: a row a unit, and a row a month.
#pragma once

#include "giaingan/rules/below_average.hpp"

#include <string>
#include <vector>

#include "inputs.hpp"
#include "text_table.hpp"

namespace giaingan::tool {

/// The months of a unit that were judged, in time order.
[[nodiscard]] std::vector<JudgedMonth> months_of(const BelowAverageUnit& unit);

/// The unit's name; with verdicts by reference, the reference's too.
[[nodiscard]] std::string judged_name(const Policy& policy, const BelowAverageUnit& unit, Language language);

/// Whether a unit is flagged, or was.
[[nodiscard]] bool was_ever_flagged(const BelowAverageUnit& unit) noexcept;

/// A row a unit: whether it is flagged, its runs, the least that would change its standing.
[[nodiscard]] TextTable standings_table(const Inputs& inputs, const BelowAverageResult& result,
                                        Language language);

/// A row a month that one unit was judged in: its figures and the references' beside them.
[[nodiscard]] TextTable months_table(const Inputs& inputs, const BelowAverageResult& result,
                                     const BelowAverageUnit& unit, Language language);

/// The same of all units that are flagged or were, with a column for their names; every reference has its
/// column.
[[nodiscard]] TextTable all_months_table(const Inputs& inputs, const BelowAverageResult& result,
                                         Language language);

}  // namespace giaingan::tool
