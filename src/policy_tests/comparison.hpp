/// @file
/// What a case expects held against the result.
#pragma once

#include "giaingan/input/diagnostic.hpp"
#include "giaingan/policy_tests/policy_tests.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include "input/json.hpp"

namespace giaingan::inline v1 {

/// An object of the result and the expectation that names it.
struct NamedObject {
  std::string path;  ///< names alone: `subjects/criteria`
  const Json* expected;
  const Json* got;
};

/// What the comparison found. An expectation that no result of the question can meet, for its objects have no
/// such member, is a problem; all else that isn't as expected is a difference.
struct ComparedResult {
  std::vector<TestDifference> differences;
  std::vector<Diagnostic> problems;
  std::vector<NamedObject> named;
};

/// Objects may have members that aren't expected; items of an array are matched by their key, those without
/// one by their place; all else must be equal, numbers digit by digit.
/// @param pointer of what is expected, in the test document
[[nodiscard]] ComparedResult compare_result(const Json& expected, const Json& got,
                                            const std::string& test_file, const std::string& pointer);

/// Whether both are the same, members in any order.
[[nodiscard]] bool same(const Json& one, const Json& other);

}  // namespace giaingan::inline v1
