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

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
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

/// A dataset that tests may take their facts from.
struct TestedData {
  std::string named;           ///< what the tests are to name it: a path from where they are kept
  std::filesystem::path from;  ///< the folder in which they are kept
  Date as_of;
};

/// A test for each assumed value that decides something: it passes with the value and fails with a neighbour
/// of it (see assumed_values), which was tried for each case. Facts are figures that two rubrics class apart,
/// an allocation at a milestone's ratio, or, with `data`, the dataset; where none tell, the test says why.
/// @param document the resolved policy, as resolve_policy gives it @param assumed of assumed_values, with the
/// same dataset if there is one
[[nodiscard]] std::vector<FindingTest> tests_of_assumed(const PolicyDraft& draft, std::string_view document,
                                                        const std::string& named,
                                                        const std::vector<AssumedValue>& assumed,
                                                        const std::optional<TestedData>& data);

/// What refuses a policy as a JSON document, its last byte a line break. @param tests of tests_of_refusal
[[nodiscard]] std::string refusal_document(std::span<const Diagnostic> refusal,
                                           const std::vector<FindingTest>& tests);

/// What was found of a policy as a JSON document, its last byte a line break.
/// @param findings of check_policy @param assumed of assumed_values @param tests of tests_of_findings
/// @param of_assumed of tests_of_assumed
[[nodiscard]] std::string check_document(const PolicyDraft& draft, const std::vector<RankedFault>& ranked,
                                         const std::vector<PolicyFinding>& findings,
                                         const std::vector<AssumedValue>& assumed,
                                         const std::vector<FindingTest>& tests,
                                         const std::vector<FindingTest>& of_assumed);

}  // namespace giaingan::inline v1
