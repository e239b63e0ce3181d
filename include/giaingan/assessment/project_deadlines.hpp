/// @file
/// The readings of projects' deadlines on days on which nobody works (§1.3, §2.4, §2.5).
#pragma once

#include "giaingan/assessment/obligations_calendar.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/rules/project_checks.hpp"

#include <vector>

namespace giaingan::inline v1 {

/// The readings of a finding's deadline by the calendar of the section `obligations`, where they disagree on
/// the last day: unmoved first, which decides. Each says how the project stands by it on the day of the
/// check. Empty: all agree, the finding has no deadline, or the policy has no calendar.
[[nodiscard]] std::vector<EntryReading> readings_of(const Policy& policy, const ProjectFinding& finding);

/// Whether it wouldn't have been found by another reading. @param readings of one finding
[[nodiscard]] bool hangs_on_reading(const std::vector<EntryReading>& readings) noexcept;

}  // namespace giaingan::inline v1
