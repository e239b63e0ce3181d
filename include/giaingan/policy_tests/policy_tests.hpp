/// @file
/// Policy tests: given facts and expected verdicts as data beside a policy, run against it, with what of the
/// policy they exercise.
#pragma once

#include "giaingan/input/diagnostic.hpp"
#include "giaingan/input/named_document.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// One part of a result that isn't as a case expects.
struct TestDifference {
  std::string pointer;   ///< of what is expected, in the test document: `/cases/0/expect/units/0/rank`
  std::string at;        ///< where in the result, items by their keys: `/units/unit=a/rank`
  std::string expected;  ///< as JSON; an exact number as `19/20 = 0.95 = 95.00 %`
  std::string got;       ///< likewise; `nothing` where the result has no such item
  std::vector<std::string> rests_on;  ///< what was compared for what was got, and the clause
};

/// How one case came out.
enum class CaseVerdict {
  passed,
  failed,  ///< the result differs
  wrong,   ///< the case itself is: something in it can't be used, or nothing reads it
};

/// `passed`, `failed`, `wrong`.
[[nodiscard]] constexpr const char* case_verdict_text(CaseVerdict verdict) noexcept {
  switch (verdict) {
    case CaseVerdict::passed:
      return "passed";
    case CaseVerdict::failed:
      return "failed";
    case CaseVerdict::wrong:
      break;
  }
  return "wrong";
}

/// One case of a test document.
struct PolicyTestCase {
  std::string pointer;  ///< `/cases/0`
  std::string name;
  CaseVerdict verdict = CaseVerdict::passed;
  std::vector<TestDifference> differences;  ///< all of them, if it failed
  std::vector<Diagnostic> problems;         ///< all of them, if it is wrong
};

/// A part of the policy that tests can exercise: a band, a milestone, a tier …
struct CoveredItem {
  std::string file;                ///< the document in which it is written, as the caller named it
  std::string pointer;             ///< where it stands there
  std::string kind;                ///< `band`, `class`, `veto`, `milestone`, `tier` …
  std::string id;                  ///< the policy's own name of it
  std::vector<std::string> cases;  ///< names of the passing cases that exercise it, in order
};

/// A bound between two bands, where `>` and `>=` differ.
struct CoveredEdge {
  std::string file;                ///< as of an item
  std::string pointer;             ///< of the bound
  std::string value;               ///< exactly, as `4/5`
  std::vector<std::string> cases;  ///< names of the passing cases with a figure exactly there
};

/// What the cases of a policy exercise. A passing case exercises an item if its `expect` names a verdict of
/// the result that rests on it; docs/policy.md says for each kind which verdicts those are. What a policy
/// says on some days only counts like the rest.
struct PolicyCoverage {
  std::vector<CoveredItem> items;  ///< in the order of the document's sections
  std::vector<CoveredEdge> edges;  ///< counted in no percentage

  /// How many items a case exercises.
  [[nodiscard]] std::size_t exercised() const noexcept;
};

/// The outcome of a test document.
struct PolicyTestReport {
  std::string file;         ///< as the caller named the test document
  std::string policy_file;  ///< as the caller named the policy
  std::vector<PolicyTestCase> cases;
  PolicyCoverage coverage;             ///< empty if the policy was refused, as a case expected
  std::vector<Diagnostic> problems{};  ///< of the document as a whole: then it has no cases

  /// How many cases came out so.
  [[nodiscard]] std::size_t count(CaseVerdict verdict) const noexcept;
};

/// The policy that a test document names, as written: a path relative to its own folder; empty if it names
/// none, for a caller who has the policy already.
/// @throws InvalidInput if it is no test document
[[nodiscard]] std::string tested_policy(const NamedDocument& tests);

/// Runs every case of a test document against a policy.
/// @param policy the policy itself, then those that it extends, as Policy::from_documents; each case is asked
/// about the policy of its day
/// @pre policy is not empty
/// @param folder what a case's `data` is relative to; nothing: no case may name a folder
/// @throws InvalidInput with every problem of either document as a whole; what is wrong with one case is said
/// in its outcome
[[nodiscard]] PolicyTestReport run_policy_tests(std::span<const NamedDocument> policy,
                                                const NamedDocument& tests,
                                                const std::optional<std::filesystem::path>& folder);

/// What several test documents of one policy exercise together.
[[nodiscard]] PolicyCoverage merged(const PolicyCoverage& one, const PolicyCoverage& other);

/// The outcome as a JSON document, its last byte a line break.
[[nodiscard]] std::string policy_tests_document(const PolicyTestReport& report);

/// The outcomes as JUnit XML, a test suite a document: wrong cases are errors, failed ones failures.
[[nodiscard]] std::string junit_document(std::span<const PolicyTestReport> reports);

}  // namespace giaingan::inline v1
