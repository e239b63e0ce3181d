/// @file
/// Which items of a policy a passing case exercises: those on which a verdict rests that its `expect` names.
#pragma once

#include "giaingan/portfolio/portfolio.hpp"

#include <vector>

#include "policy_tests/comparison.hpp"
#include "policy_tests/policy_items.hpp"
#include "policy_tests/test_document.hpp"

namespace giaingan::inline v1 {

/// Notes them.
/// @param named what the case names of the result, see ComparedResult
void note_exercised(PolicyItems& items, const TestCase& test, const std::vector<NamedObject>& named,
                    const Portfolio& portfolio);

}  // namespace giaingan::inline v1
