/// @file
/// What the commands have in common: their inputs and how results are asked for.
#pragma once

#include "giaingan/assessment/explanation.hpp"
#include "giaingan/assessment/policy_levels.hpp"
#include "giaingan/calendar/date.hpp"
#include "giaingan/input/diagnostic.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/policy/policy_draft.hpp"
#include "giaingan/policy/resolved_policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::tool {

/// What a result is printed as.
enum class Format {
  text,
  json,
  verdicts,  ///< (assess) JSON of the verdicts alone
  origins,   ///< (policy show) JSON of where each value was written
  ics,       ///< (obligations) iCalendar
};

/// Options of every command that reads a policy and a dataset.
struct CommandLine {
  std::string policy;
  std::string data;
  std::string at;  ///< the day whose policy is meant; empty: `as_of`, or none
  std::string as_of;
  std::string level;               ///< empty: the policy's
  std::string round;               ///< an id; to `verify`: the file of a saved result
  std::vector<std::string> after;  ///< earlier rounds, ids or files, that are applied first
  std::string unit;
  std::vector<std::string> tests;     ///< files of policy tests, or folders that hold them
  std::string write_tests;            ///< folder for the tests of findings; empty: they are not written
  std::string junit;                  ///< (test) a file for JUnit XML; empty: none
  int min_coverage = 0;               ///< (test) percent of what can be exercised
  std::string goal;                   ///< see parse_goal
  std::string by;                     ///< a day; empty: the goal's own
  std::vector<std::string> policies;  ///< (replay) once, or once a side of a comparison
  std::vector<std::string> datasets;  ///< (replay) the same; none for a comparison of rubrics alone
  std::string result;                 ///< (replay) the file of a saved result
  std::string scenarios;  ///< (replay) the file of scenarios that it is the outcome of; empty: none
  std::string against;    ///< (replay) the other policy that it was held against; empty: none
  Format format = Format::text;
  Language language = Language::vi;
};

/// Exit statuses of the tool.
inline constexpr int done = 0;
inline constexpr int wrong_input = 1;
inline constexpr int wrong_usage = 2;

/// Reads a request's policy with the files that it extends, as it stands on the day that is asked about.
/// @throws InvalidInput
[[nodiscard]] Policy read_policy(const CommandLine& request);
/// The policy of a file, as it stands on that day. @throws InvalidInput
[[nodiscard]] Policy read_policy(const std::string& path, std::optional<Date> day);
/// The same, resolved into one document.
[[nodiscard]] ResolvedPolicy read_resolved_policy(const CommandLine& request);
/// The policy of a request, whose bands, tables and classes may still be faulty. @throws InvalidInput
[[nodiscard]] PolicyDraft read_draft(const CommandLine& request);

/// Reads the text of a policy file. @throws InvalidInput if it can't be read
[[nodiscard]] std::string read_policy_file(const std::string& path);

/// Reads the text of a test file. @throws InvalidInput if it can't be read
[[nodiscard]] std::string read_test_file(const std::string& path);

/// Reads the text of a file of scenarios. @throws InvalidInput if it can't be read
[[nodiscard]] std::string read_scenario_file(const std::string& path);

/// Reads a result that the tool printed. @throws InvalidInput if the file can't be read
[[nodiscard]] std::string read_document(const std::string& path);

/// Reads a result of any command. @throws InvalidInput if the file can't be read
[[nodiscard]] std::string read_result(const std::string& path);

/// A policy and a dataset of its year.
struct Inputs {
  Policy policy;
  Portfolio portfolio;
  std::vector<std::string> proposed{};  ///< the rounds applied as proposed (--after), not recorded
};

/// Reads both. @throws InvalidInput with the problems of both
[[nodiscard]] Inputs read_inputs(const CommandLine& request);

/// What to say of a round that is given to be applied a second time.
[[nodiscard]] Diagnostic given_twice(const std::string& round);

/// Refuses a level that the dataset doesn't have. @throws InvalidInput that lists the levels there are
void require_level(const Portfolio& portfolio, const std::string& level, const Place& place);

/// Refuses levels that the policy names and the dataset doesn't have.
/// @param missing see missing_levels
/// @throws InvalidInput with each where it was written
void refuse_missing(const std::vector<PolicyLevel>& missing, const Portfolio& portfolio,
                    const Policy& policy);

/// Writes a file. @throws InvalidInput if not all of it could be written
void write_file(const std::string& path, const std::string& text);
/// The bytes of a file; nothing if it can't be opened.
[[nodiscard]] std::optional<std::string> text_of_file(const std::string& path);

/// Prints a whole result at once, so that a failure before it leaves nothing half written.
/// @throws InvalidInput if not all of it could be written
void print(const std::string& text);
/// Prints a result piece by piece, once nothing else can fail: `make` hands each piece to what it is given.
/// @throws InvalidInput if not all of it could be written
void print_pieces(const std::function<void(const std::function<void(std::string_view)>&)>& make);

}  // namespace giaingan::tool
