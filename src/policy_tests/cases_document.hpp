/// @file
/// Cases that the program makes, as a document of policy tests.
#pragma once

#include "giaingan/calendar/date.hpp"

#include <optional>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// @param cases JSON objects
/// @param policy the file that they are about, as the document is to name it
/// @param day whose policy is meant; nothing: it has no dated values
[[nodiscard]] std::string document_of_cases(const std::vector<std::string>& cases, const std::string& policy,
                                            std::optional<Date> day);

}  // namespace giaingan::inline v1
