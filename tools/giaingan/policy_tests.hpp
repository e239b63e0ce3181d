/// @file
/// Policy tests: given facts and expected verdicts as data beside a policy.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace giaingan::tool {

/// How one case came out.
struct CaseOutcome {
  std::string file;
  std::string name;
  std::vector<std::string> differences;  ///< none: passed
};

/// Runs every case of a test file (`*.test.json`), or of all such files under a folder, in the order of their
/// paths.
/// @throws InvalidInput if a file is not a test document
[[nodiscard]] std::vector<CaseOutcome> run_policy_tests(const std::filesystem::path& path);

}  // namespace giaingan::tool
