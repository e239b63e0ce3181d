/// @file
/// A policy document in which a case has other values.
#pragma once

#include "giaingan/policy_tests/policy_tests.hpp"

#include <string>
#include <string_view>

#include "input/json.hpp"

namespace giaingan::inline v1 {

/// The document with each value that `with` names by its JSON pointer replaced.
/// @throws InvalidInput if the document has nothing at a pointer
/// @pre the document is JSON
[[nodiscard]] std::string changed_policy(std::string_view policy, const Json& with,
                                         const std::string& test_file, const std::string& pointer);

}  // namespace giaingan::inline v1
