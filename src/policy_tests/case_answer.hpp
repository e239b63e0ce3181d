/// @file
/// The result document of the question that a case asks.
#pragma once

#include "giaingan/policy/policy.hpp"
#include "giaingan/policy/policy_draft.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <string>

#include "policy_tests/test_document.hpp"

namespace giaingan::inline v1 {

/// The document that the command line prints with `--format json` for the same question.
/// @throws InvalidInput if the policy hasn't what is asked for, or names a level that the facts haven't
[[nodiscard]] std::string answer(const Policy& policy, const Portfolio& portfolio,
                                 const CaseQuestion& question, const std::string& test_file);

/// What a policy's calendar says of the days of a case: whether they are worked, whether the week alone says
/// so, and of what rounds and duties they are the last day.
[[nodiscard]] std::string calendar_answer(const Policy& policy, const CaseQuestion& question);

/// What a policy's rubric says of the figures or the total of a case, of a draft's too.
/// @throws InvalidInput without a rubric, and for figures that the rubric doesn't rate by or that can't be
[[nodiscard]] std::string rated_answer(const PolicyDraft& draft, const CaseQuestion& question,
                                       const std::string& test_file);

}  // namespace giaingan::inline v1
