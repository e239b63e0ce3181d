#include "giaingan/policy_tests/policy_tests.hpp"

#include "giaingan/io/dataset.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/policy/policy_draft.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "input/any_json.hpp"
#include "policy_tests/case_answer.hpp"
#include "policy_tests/changed_policy.hpp"
#include "policy_tests/comparison.hpp"
#include "policy_tests/exercised.hpp"
#include "policy_tests/given_facts.hpp"
#include "policy_tests/json_text.hpp"
#include "policy_tests/policy_on_days.hpp"
#include "policy_tests/refusal.hpp"
#include "policy_tests/test_document.hpp"
#include "policy_tests/unread_facts.hpp"

namespace giaingan::inline v1 {
namespace {

namespace fs = std::filesystem;

using Diagnostics = std::vector<Diagnostic>;

/// Whether a case is of figures alone, which a policy answers too that is refused for its covers.
bool rates_figures(const TestCase& test) {
  return test.question && test.question->kind == QuestionKind::rate && test.expect != nullptr;
}

/// @pre the case expects a refusal
std::vector<TestDifference> refusal_differences(const TestCase& test, std::span<const Diagnostic> came) {
  return test.refused != nullptr ? compare_refusal(*test.refused, came, test.pointer)
                                 : missing_of_refusal(*test.refused_for, came, test.pointer);
}

/// Runs the cases of one document.
class Runner {
 public:
  Runner(std::span<const NamedDocument> policy, const NamedDocument& tests,
         const std::optional<fs::path>& folder)
      : policy_(policy), file_(tests.name), folder_(folder) {}

  /// @throws InvalidInput if the policy is refused and no case expects it
  void require_policy(const std::vector<TestCase>& cases) {
    const bool expected = std::ranges::any_of(cases, expects_refusal);
    if (expected) return;
    for (const TestCase& test : cases) {
      if (rates_figures(test)) continue;          // a draft will do
      if (policy_.dated() && !test.at) continue;  // wrong by itself
      if (const PolicyOfDay& loaded = policy_.on(test.at); !loaded.policy) throw InvalidInput(loaded.refused);
    }
  }

  PolicyTestCase run(const TestCase& test) {
    PolicyTestCase outcome{.pointer = test.pointer, .name = test.name};
    try {
      outcome.problems = test.problems;
      note_wrong_day(test, outcome.problems);
      if (outcome.problems.empty()) run(test, outcome);
    } catch (const InvalidInput& invalid) {
      if (expects_refusal(test)) {
        outcome.differences = refusal_differences(test, invalid.diagnostics());
      } else {
        std::ranges::copy(invalid.diagnostics(), std::back_inserter(outcome.problems));
      }
    }
    if (!outcome.differences.empty()) outcome.verdict = CaseVerdict::failed;
    if (!outcome.problems.empty()) outcome.verdict = CaseVerdict::wrong;
    return outcome;
  }

  PolicyCoverage coverage() && { return std::move(policy_).coverage(); }

 private:
  /// A dated policy needs a day, and nothing reads one that is said for another.
  void note_wrong_day(const TestCase& test, Diagnostics& problems) const {
    if (policy_.dated() && !test.at) {
      problems.push_back(
          test_problem(file_, test.pointer, "policy_test.no_day",
                       "the policy has values that hold from or to a day, and the case names none",
                       "\"at\": the day whose policy is meant, YYYY-MM-DD", "add \"at\""));
    } else if (!policy_.dated() && !test.at_pointer.empty()) {
      problems.push_back(test_problem(file_, test.at_pointer, "policy_test.unread",
                                      "nothing reads the day, for no value of the policy depends on one",
                                      "a day only for policies with \"from\" or \"to\"", "delete \"at\""));
    }
  }

  /// @throws InvalidInput if the policy or the facts are refused, or can't answer
  void run(const TestCase& test, PolicyTestCase& outcome) {
    PolicyOfDay& loaded = policy_.on(test.at);
    if (rates_figures(test)) {
      compare(test, rated_answer(draft_of(test, loaded), *test.question, file_), outcome);
      return;
    }
    const Policy policy = policy_of(test, loaded);
    if (test.question && test.question->kind == QuestionKind::calendar && test.expect != nullptr) {
      compare(test, calendar_answer(policy, *test.question), outcome);
      return;
    }
    const Portfolio portfolio = facts_of(test, policy->year);
    if (test.question && test.expect != nullptr) outcome.problems = unread_facts(policy, test, file_);
    const std::string document = test.question ? answer(policy, portfolio, *test.question, file_) : "";
    if (expects_refusal(test)) {
      outcome.differences = refusal_differences(test, {});
      return;
    }
    if (test.expect == nullptr) return;  // it was wrong when it was read, which has been said
    const AnyJson result = parse_any_json(document);
    ComparedResult compared = compare_result(*test.expect, *result.root, file_, test.pointer + "/expect");
    std::ranges::move(compared.problems, std::back_inserter(outcome.problems));
    outcome.differences = std::move(compared.differences);
    const bool passed = outcome.problems.empty() && outcome.differences.empty();
    // A case with values of its own exercises another policy than the one whose coverage is told.
    if (passed && loaded.items && test.with == nullptr)
      note_exercised(*loaded.items, test, compared.named, portfolio);
  }

  /// Of an answer from the policy alone, which exercises nothing.
  void compare(const TestCase& test, const std::string& document, PolicyTestCase& outcome) const {
    const AnyJson result = parse_any_json(document);
    ComparedResult compared = compare_result(*test.expect, *result.root, file_, test.pointer + "/expect");
    outcome.problems = std::move(compared.problems);
    outcome.differences = std::move(compared.differences);
  }

  /// The policy as it is written, which is read once a day.
  const PolicyDraft& draft_of(const TestCase& test, const PolicyOfDay& loaded) {
    if (loaded.document.empty()) throw InvalidInput(loaded.refused);
    if (test.with != nullptr) {
      changed_ = PolicyDraft::from_json(
          changed_policy(loaded.document, *test.with, file_, test.pointer + "/with"), policy_.name());
      return *changed_;
    }
    const auto known = drafts_.find(&loaded);
    if (known != drafts_.end()) return known->second;
    return drafts_.emplace(&loaded, PolicyDraft::from_json(loaded.document, policy_.name())).first->second;
  }

  Policy policy_of(const TestCase& test, const PolicyOfDay& loaded) const {
    // Other values may mend a policy that is refused.
    if (test.with == nullptr || loaded.document.empty()) {
      if (!loaded.policy) throw InvalidInput(loaded.refused);
      return *loaded.policy;
    }
    return Policy::from_json(changed_policy(loaded.document, *test.with, file_, test.pointer + "/with"),
                             policy_.name());
  }

  Portfolio facts_of(const TestCase& test, int year) const {
    if (!test.data.empty()) return dataset(test, year);
    static const Json nothing{.kind = Json::Kind::object};
    const GivenFacts given = given_facts(test.given == nullptr ? nothing : *test.given, file_, test.pointer);
    Diagnostics problems = given.problems;
    try {
      Portfolio portfolio = read_dataset(given.files, year);
      if (problems.empty()) return portfolio;
    } catch (const InvalidInput& invalid) {
      for (const Diagnostic& problem : invalid.diagnostics())
        problems.push_back(given.placed(problem, file_, test.pointer));
    }
    throw InvalidInput(std::move(problems));
  }

  Portfolio dataset(const TestCase& test, int year) const {
    if (folder_) return read_dataset(*folder_ / test.data, year);
    throw InvalidInput({test_problem(file_, test.pointer + "/data", "policy_test.no_folder",
                                     "the case names a dataset folder, and there is none to find it from",
                                     "given facts, or a caller that names the folder of the test document",
                                     "give the facts in the case, or name the folder")});
  }

  PolicyOnDays policy_;
  const std::string& file_;
  const std::optional<fs::path>& folder_;
  std::map<const PolicyOfDay*, PolicyDraft> drafts_{};
  std::optional<PolicyDraft> changed_{};  // for the case that is run
};

}  // namespace

std::size_t PolicyTestReport::count(CaseVerdict verdict) const noexcept {
  return static_cast<std::size_t>(std::ranges::count(cases, verdict, &PolicyTestCase::verdict));
}

std::string tested_policy(const NamedDocument& tests) {
  return read_test_document(tests).policy;
}

PolicyTestReport run_policy_tests(std::span<const NamedDocument> policy, const NamedDocument& tests,
                                  const std::optional<fs::path>& folder) {
  const TestDocument document = read_test_document(tests);
  PolicyTestReport report{
      .file = tests.name, .policy_file = policy.front().name, .cases = {}, .coverage = {}};
  Runner runner(policy, tests, folder);
  runner.require_policy(document.cases);
  for (const TestCase& test : document.cases)
    report.cases.push_back(runner.run(test));
  report.coverage = std::move(runner).coverage();
  return report;
}

}  // namespace giaingan::inline v1
