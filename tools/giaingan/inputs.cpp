#include "inputs.hpp"

#include "giaingan/assessment/policy_levels.hpp"
#include "giaingan/figures/grouping.hpp"
#include "giaingan/input/limits.hpp"
#include "giaingan/io/dataset.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "policy_files.hpp"

namespace giaingan::tool {

namespace {

Diagnostic no_such_level(const Portfolio& portfolio, const std::string& level, const Place& place) {
  std::string known;
  for (const std::string& each : levels_of(portfolio))
    known += (known.empty() ? "" : ", ") + each;
  return {.code = "level.unknown",
          .place = place,
          .message = "the dataset has no level \"" + level + "\"",
          .expected = "one of " + known + ", or several joined by /",
          .remedy = "correct the level, or give units that kind"};
}

void append(std::vector<Diagnostic>& all, const InvalidInput& more) {
  all.insert(all.end(), more.diagnostics().begin(), more.diagnostics().end());
}

/// The day whose policy a request means.
std::optional<Date> day_of(const CommandLine& request) {
  return Date::parse(request.at.empty() ? request.as_of : request.at);
}

}  // namespace

std::string read_policy_file(const std::string& path) {
  return read_file(path, "policy.unreadable", "a policy document (JSON)", Limits{}.max_policy_bytes);
}

std::string read_test_file(const std::string& path) {
  return read_file(path, "policy_test.unreadable", "policy tests (*.test.json)",
                   std::numeric_limits<std::int64_t>::max());
}

Policy read_policy(const CommandLine& request) {
  return read_policy(request.policy, day_of(request));
}

Policy read_policy(const std::string& path, std::optional<Date> day) {
  return Policy::from_documents(PolicyFiles(path).documents(), day);
}

PolicyDraft read_draft(const CommandLine& request) {
  return PolicyDraft::from_documents(PolicyFiles(request.policy).documents(), day_of(request));
}

ResolvedPolicy read_resolved_policy(const CommandLine& request) {
  return resolve_policy(PolicyFiles(request.policy).documents(), day_of(request));
}

std::string read_scenario_file(const std::string& path) {
  return read_file(path, "simulation.unreadable", "scenarios (JSON)",
                   std::numeric_limits<std::int64_t>::max());
}

std::string read_document(const std::string& path) {
  return read_file(path, "round.unreadable", "a result that giaingan reallocate --format json printed",
                   std::numeric_limits<std::int64_t>::max());
}

std::string read_result(const std::string& path) {
  return read_file(path, "result.unreadable", "a result that giaingan printed with --format json",
                   std::numeric_limits<std::int64_t>::max());
}

Inputs read_inputs(const CommandLine& request) {
  std::vector<Diagnostic> problems;
  std::optional<Policy> policy;
  std::optional<Portfolio> portfolio;
  std::optional<int> year;
  try {
    const PolicyFiles files(request.policy);
    year = files.budget_year();
    policy = Policy::from_documents(files.documents(), day_of(request));
  } catch (const InvalidInput& invalid) {
    append(problems, invalid);
  }
  try {
    // A policy with problems mostly still names its year, so that the dataset's come in the same run.
    if (year) portfolio = read_dataset(request.data, *year);
  } catch (const InvalidInput& invalid) {
    append(problems, invalid);
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  return {*policy, *portfolio};
}

Diagnostic given_twice(const std::string& round) {
  return {.code = "round.given_twice",
          .place = Place{.file = "--after"},
          .message = "the round \"" + round + "\" is given a second time",
          .expected = "every round once, and none that is itself asked about",
          .remedy = "leave one of them out"};
}

void require_level(const Portfolio& portfolio, const std::string& level, const Place& place) {
  if (!has_level(portfolio, level)) throw InvalidInput({no_such_level(portfolio, level, place)});
}

void refuse_missing(const std::vector<PolicyLevel>& missing, const Portfolio& portfolio,
                    const Policy& policy) {
  std::vector<Diagnostic> problems;
  problems.reserve(missing.size());
  for (const PolicyLevel& each : missing)
    problems.push_back(no_such_level(portfolio, each.level, policy.written_at(each.pointer)));
  if (!problems.empty()) throw InvalidInput(std::move(problems));
}

namespace {

void require_written(bool written) {
  if (written) return;
  throw InvalidInput({{.code = "output.unwritable",
                       .place = Place{.file = "standard output"},
                       .message = std::string("the result could not be written: ") + std::strerror(errno),
                       .expected = "room for all of it",
                       .remedy = "free space, or write elsewhere; what was written is incomplete"}});
}

}  // namespace

void write_file(const std::string& path, const std::string& text) {
  errno = 0;
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (file) return;
  throw InvalidInput({{.code = "output.unwritable",
                       .place = Place{.file = path},
                       .message = std::string("the file could not be written: ") + std::strerror(errno),
                       .expected = "a path that may be written, and room for all of it",
                       .remedy = "free space, or write elsewhere; what was written is incomplete"}});
}

std::optional<std::string> text_of_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

void print(const std::string& text) {
  print_pieces([&](const auto& print_piece) { print_piece(text); });
}

void print_pieces(const std::function<void(const std::function<void(std::string_view)>&)>& make) {
  make([](std::string_view piece) {
    require_written(std::fwrite(piece.data(), 1, piece.size(), stdout) == piece.size());
  });
  require_written(std::fflush(stdout) == 0);
}

}  // namespace giaingan::tool
