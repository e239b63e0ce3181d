/// @file
/// A refusal that a case expects, held against the diagnostics that came.
#pragma once

#include "giaingan/input/diagnostic.hpp"
#include "giaingan/policy_tests/policy_tests.hpp"

#include <span>
#include <string>
#include <vector>

#include "input/json.hpp"

namespace giaingan::inline v1 {

/// Each diagnostic must be expected once, and each that is expected must come. Of a diagnostic its code, and
/// what else the case names of its place, must be equal; a pointer into the case's own facts is written from
/// the case on: `/given/units/0/kind`.
[[nodiscard]] std::vector<TestDifference> compare_refusal(const Json& expected,
                                                          std::span<const Diagnostic> came,
                                                          const std::string& case_pointer);

/// Each diagnostic that is expected must come, each once; others may come too.
[[nodiscard]] std::vector<TestDifference> missing_of_refusal(const Json& expected,
                                                             std::span<const Diagnostic> came,
                                                             const std::string& case_pointer);

}  // namespace giaingan::inline v1
