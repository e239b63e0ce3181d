/// @file
/// The cases of policy tests that pin a finding about a policy.
#pragma once

#include "giaingan/policy/cover_fault.hpp"
#include "giaingan/policy/policy_check.hpp"
#include "giaingan/policy/policy_draft.hpp"

#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// Cases as JSON objects, to stand in one document; none: why nothing can be pinned.
struct PinnedCases {
  std::vector<std::string> cases;
  Text why{};
};

/// Cases that should pass as long as the policy is as it is: whoever gives them out runs them first.
[[nodiscard]] PinnedCases cases_of(const CoverFault& fault, const PolicyDraft& draft);
[[nodiscard]] PinnedCases cases_of(const PolicyFinding& finding, const PolicyDraft& draft);

}  // namespace giaingan::inline v1
