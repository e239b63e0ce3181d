/// @file
/// Policy tests: given facts and expected verdicts as data beside a policy.
#pragma once

#include <string>

#include "inputs.hpp"

namespace giaingan::tool {

/// What of the request's policy none of its tests exercises, a notice each; tests of other policies are left
/// alone.
/// @throws InvalidInput if a file is no test document
[[nodiscard]] std::string unexercised_text(const CommandLine& request);

}  // namespace giaingan::tool
