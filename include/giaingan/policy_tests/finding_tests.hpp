/// @file
/// Findings about a policy as tests that a person can keep: each pins what holds today where the finding
/// shows.
#pragma once

#include "giaingan/assessment/assumed_values.hpp"
#include "giaingan/assessment/cover_check.hpp"
#include "giaingan/calendar/date.hpp"
#include "giaingan/input/diagnostic.hpp"
#include "giaingan/policy/policy_check.hpp"
#include "giaingan/policy/policy_draft.hpp"
#include "giaingan/policy_tests/policy_tests.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// A test document that pins a finding.
struct FindingTest {
  std::string code;      ///< of the finding
  std::string document;  ///< empty: nothing could be pinned
  Text why{};            ///< why not; said only then
};

/// A test a finding, ranked faults first. Each passes as long as the policy is as it is. What no figures can
/// show, a row that is empty or a cover that wasn't checked to the end, is pinned by the refusal. Nothing is
/// pinned, with the reason, of bounds of lists, and of milestones, duties and quotas that one unit with one
/// allocation doesn't show.
/// @param policy the documents of the draft
/// @param named what the tests are to name it: a path from where they are kept
[[nodiscard]] std::vector<FindingTest> tests_of_findings(std::span<const NamedDocument> policy,
                                                         const std::string& named, const PolicyDraft& draft,
                                                         const std::vector<RankedFault>& ranked,
                                                         const std::vector<PolicyFinding>& findings);

/// A test a diagnostic that refuses the policy: it passes as long as the policy is refused for that, whatever
/// else it is refused for.
/// @param day whose policy was read, if one was named
[[nodiscard]] std::vector<FindingTest> tests_of_refusal(std::span<const NamedDocument> policy,
                                                        const std::string& named, std::optional<Date> day,
                                                        std::span<const Diagnostic> refusal);

/// What refuses a policy as a JSON document, its last byte a line break. @param tests of tests_of_refusal
[[nodiscard]] std::string refusal_document(std::span<const Diagnostic> refusal,
                                           const std::vector<FindingTest>& tests);

/// What was found of a policy as a JSON document, its last byte a line break.
/// @param findings of check_policy @param assumed of assumed_values @param tests of tests_of_findings
[[nodiscard]] std::string check_document(const PolicyDraft& draft, const std::vector<RankedFault>& ranked,
                                         const std::vector<PolicyFinding>& findings,
                                         const std::vector<AssumedValue>& assumed,
                                         const std::vector<FindingTest>& tests);

}  // namespace giaingan::inline v1
