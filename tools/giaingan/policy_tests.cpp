#include "policy_tests.hpp"

#include "giaingan/policy_tests/policy_tests.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "commands.hpp"
#include "policy_files.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& file, const std::string& pointer, const std::string& message,
                         const std::string& expected, const std::string& remedy) {
  throw InvalidInput({{.code = "policy_test.not_there",
                       .place = Place{.file = file.string(), .pointer = pointer},
                       .message = message,
                       .expected = expected,
                       .remedy = remedy}});
}

void add_files(const fs::path& path, std::vector<fs::path>& files) {
  std::error_code error;
  const std::size_t before = files.size();
  if (fs::is_directory(path, error)) {
    for (const auto& entry : fs::recursive_directory_iterator(path, error)) {
      if (entry.path().string().ends_with(".test.json")) files.push_back(entry.path());
    }
  } else if (fs::exists(path, error)) {
    files.push_back(path);
  }
  if (error || files.size() == before)
    refuse(path, "", "there is no test here", "a file, or a folder with *.test.json", "correct the path");
}

/// The test files of all paths, each once, in the order of their paths.
std::vector<fs::path> files_of(const std::vector<std::string>& paths) {
  std::vector<fs::path> files;
  for (const std::string& path : paths)
    add_files(path, files);
  std::ranges::sort(files);
  const auto [first, last] = std::ranges::unique(files);
  files.erase(first, last);
  return files;
}

/// The file of the policy that a test file names.
fs::path policy_of(const fs::path& file, const std::string& tests) {
  const std::string policy = tested_policy({tests, file.string()});
  if (policy.empty())
    refuse(file, "/policy", "the document names no policy", "the path of a policy document",
           "add \"policy\"");
  return (file.parent_path() / policy).lexically_normal();
}

PolicyTestReport run_file(const fs::path& file) {
  const std::string tests = read_test_file(file.string());
  const fs::path policy_file = policy_of(file, tests);
  const PolicyFiles policy(policy_file.string());
  return run_policy_tests(policy.documents(), {tests, file.string()}, file.parent_path());
}

/// The same, but what is wrong with the document as a whole is told in the report.
PolicyTestReport reported(const fs::path& file) {
  try {
    return run_file(file);
  } catch (const InvalidInput& invalid) {
    PolicyTestReport report{.file = file.string(), .policy_file = {}, .cases = {}, .coverage = {}};
    report.problems.assign(invalid.diagnostics().begin(), invalid.diagnostics().end());
    return report;
  }
}

std::string case_text(const PolicyTestReport& report, const PolicyTestCase& test) {
  const char* verdict = test.verdict == CaseVerdict::passed   ? "pass "
                        : test.verdict == CaseVerdict::failed ? "FAIL "
                                                              : "WRONG ";
  std::string text = verdict + report.file + ": " + test.name + "\n";
  for (const TestDifference& each : test.differences) {
    text += "  " + each.at + "  (" + each.pointer + ")\n";
    text += "    expected " + each.expected + "\n    got      " + each.got + "\n";
    for (const std::string& line : each.rests_on)
      text += "    for      " + line + "\n";
  }
  for (const Diagnostic& problem : test.problems)
    text += "  " + to_text(problem) + "\n";
  return text;
}

std::string percent(std::size_t part, std::size_t whole) {
  return std::to_string(whole == 0 ? 100 : part * 100 / whole) + " %";  // rounded down: 100 means all
}

std::string counted(std::size_t cases) {
  return std::to_string(cases) + (cases == 1 ? " case" : " cases");
}

/// The pointer alone where it is one into the policy's own document.
template <class Covered>
std::string place_of(const std::string& policy, const Covered& each) {
  return (each.file == policy ? "" : each.file + ": ") + each.pointer;
}

std::string coverage_text(const std::string& policy, const PolicyCoverage& coverage) {
  const std::size_t exercised = coverage.exercised();
  std::string text = "\ncoverage of " + policy + ": " + std::to_string(exercised) + " of " +
                     std::to_string(coverage.items.size()) + " (" +
                     percent(exercised, coverage.items.size()) + ")\n";
  for (const CoveredItem& each : coverage.items) {
    if (!each.cases.empty())
      text += "  exercised      " + place_of(policy, each) + " (" + each.kind + " " + each.id +
              "): " + counted(each.cases.size()) + "\n";
  }
  for (const CoveredItem& each : coverage.items) {
    if (each.cases.empty())
      text += "  not exercised  " + place_of(policy, each) + " (" + each.kind + " " + each.id + ")\n";
  }
  for (const CoveredEdge& each : coverage.edges) {
    if (each.cases.empty())
      text += "  no case at     " + place_of(policy, each) + " (exactly " + each.value + ")\n";
  }
  return text;
}

/// What the tests of each policy exercise together.
std::map<std::string, PolicyCoverage> coverages(const std::vector<PolicyTestReport>& reports) {
  std::map<std::string, PolicyCoverage> of_policy;
  for (const PolicyTestReport& each : reports) {
    if (each.coverage.items.empty()) continue;
    PolicyCoverage& coverage = of_policy[each.policy_file];
    coverage = merged(coverage, each.coverage);
  }
  return of_policy;
}

}  // namespace

int run_tests(const CommandLine& request) {
  std::vector<PolicyTestReport> reports;
  for (const fs::path& file : files_of(request.tests))
    reports.push_back(reported(file));
  std::string text;
  std::vector<Diagnostic> problems;
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t wrong = 0;
  for (const PolicyTestReport& report : reports) {
    for (const PolicyTestCase& test : report.cases)
      text += case_text(report, test);
    passed += report.count(CaseVerdict::passed);
    failed += report.count(CaseVerdict::failed);
    wrong += report.count(CaseVerdict::wrong);
    problems.insert(problems.end(), report.problems.begin(), report.problems.end());
  }
  bool covered = true;
  for (const auto& [policy, coverage] : coverages(reports)) {
    text += coverage_text(policy, coverage);
    if (coverage.exercised() * 100 >= coverage.items.size() * static_cast<std::size_t>(request.min_coverage))
      continue;
    covered = false;
    text += "  that is less than " + std::to_string(request.min_coverage) + " %\n";
  }
  if (!request.junit.empty()) write_file(request.junit, junit_document(reports));
  print(text + "\n" + std::to_string(passed) + " passed, " + std::to_string(failed) + " failed, " +
        std::to_string(wrong) + " wrong\n");
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  return failed + wrong == 0 && covered ? done : wrong_input;
}

std::string unexercised_text(const CommandLine& request) {
  PolicyCoverage coverage;
  bool tested = false;
  for (const fs::path& file : files_of(request.tests)) {
    const std::string tests = read_test_file(file.string());
    std::error_code error;
    if (!fs::equivalent(policy_of(file, tests), request.policy, error)) continue;
    coverage = merged(coverage, run_file(file).coverage);
    tested = true;
  }
  if (!tested)
    refuse(request.policy, "", "no test of --tests is one of this policy", "a test document that names it",
           "correct --tests");
  std::string text;
  for (const CoveredItem& each : coverage.items) {
    if (!each.cases.empty()) continue;
    text += say(request.language, "lưu ý: ", "notice: ") + each.kind + " " + each.id + ": " +
            say(request.language, "không ca kiểm thử đạt nào dùng đến ", "no passing test exercises ") +
            place_of(request.policy, each) + " [not_exercised]\n";
  }
  return text;
}

}  // namespace giaingan::tool
