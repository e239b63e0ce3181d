/// @file
/// A case that expects one verdict of a dataset.
#pragma once

#include "giaingan/assessment/assumed_values.hpp"
#include "giaingan/calendar/date.hpp"

#include <optional>
#include <string>

namespace giaingan::inline v1 {

/// The case that asks for the verdict as it is; nothing for a verdict that there is none of now, for a test
/// can't expect that an item is missing.
/// @param data the folder of the dataset, as the case is to name it
[[nodiscard]] std::optional<std::string> case_of_verdict(const ChangedVerdict& verdict, Date as_of,
                                                         const std::string& data, const std::string& name);

}  // namespace giaingan::inline v1
