/// @file
/// Facts of a case that nothing reads: a test that gives them proves less than it seems to.
#pragma once

#include "giaingan/input/diagnostic.hpp"
#include "giaingan/policy/policy.hpp"

#include <string>
#include <vector>

#include "policy_tests/test_document.hpp"

namespace giaingan::inline v1 {

/// What the policy's sections which answer the question don't read of the given facts: tables; rows of
/// metrics, references, requests, events, revenues and ledgers of names that nothing reads; rows of days and
/// months after the day that is asked about; fields of columns that may be left out; estimates that don't
/// count. What the case's expectation names (`unread_metrics`, `findings`, `unmatched`, `left_out`) is read.
/// @pre the case has a question and an expectation
[[nodiscard]] std::vector<Diagnostic> unread_facts(const Policy& policy, const TestCase& test,
                                                   const std::string& test_file);

}  // namespace giaingan::inline v1
