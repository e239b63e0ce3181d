#include "policy_tests.hpp"

#include "giaingan/input/diagnostic.hpp"
#include "giaingan/io/dataset.hpp"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "inputs.hpp"

namespace giaingan::tool {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

[[noreturn]] void refuse(const fs::path& file, const std::string& pointer, const std::string& message,
                         const std::string& expected) {
  throw InvalidInput({{.code = "policy_test.wrong",
                       .place = {.file = file.string(), .pointer = pointer},
                       .message = message,
                       .expected = expected,
                       .remedy = "mend the test"}});
}

/// A folder that lives as long as the object, for facts given inside a test.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    static std::atomic<int> count{0};
    const auto base = fs::temp_directory_path();
    do {
      path_ = base / ("giaingan-test-" + std::to_string(count++));
    } while (!fs::create_directory(path_));
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const fs::path& path() const noexcept { return path_; }

 private:
  fs::path path_;
};

std::string field_text(const json& value) {
  const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
  std::string quoted = "\"";
  for (const char c : text)
    quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

/// Columns that a dataset file must have even where a test leaves them empty.
const std::map<std::string, std::vector<std::string>>& columns_of_tables() {
  static const std::map<std::string, std::vector<std::string>> columns{
      {"units", {"unit", "name", "kind", "parent"}},
      {"allocations",
       {"allocation", "project", "owner", "locality", "source", "programme", "carried_from", "plan"}},
      {"projects",
       {"project", "name", "group", "phase", "total_investment", "funded_before", "first_funded_year",
        "medium_term_plan", "medium_term_used", "priority", "approved_on", "started_on", "completed_on",
        "settlement_submitted_on", "settled_on"}},
      {"plan_changes", {"allocation", "date", "change", "decision"}},
      {"disbursements", {"allocation", "month", "disbursed"}},
      {"schedule", {"allocation", "month", "scheduled"}},
      {"commitments", {"allocation", "month", "committed"}},
      {"requests", {"allocation", "round", "requested", "absorbable"}},
      {"references", {"reference", "month", "basis", "plan", "disbursed", "percent"}},
      {"ledgers", {"allocation", "month", "system", "plan", "disbursed"}},
      {"events", {"unit", "type", "period", "date", "amount", "cause"}},
      {"revenues", {"source", "month", "estimated", "collected"}},
      {"metrics", {"unit", "metric", "value"}},
      {"earlier_runs", {"unit", "month"}},
  };
  return columns;
}

/// Writes rows given as objects into the CSV file of a table; a column that no row names is left empty.
void write_table(const fs::path& folder, const std::string& table, const json& rows) {
  const auto known = columns_of_tables().find(table);
  std::vector<std::string> columns =
      known == columns_of_tables().end() ? std::vector<std::string>{} : known->second;
  for (const json& row : rows) {
    for (const auto& [name, value] : row.items()) {
      if (std::ranges::find(columns, name) == columns.end()) columns.push_back(name);
    }
  }
  std::string text;
  for (const std::string& column : columns)
    text += (text.empty() ? "" : ",") + column;
  text += "\n";
  for (const json& row : rows) {
    std::string line;
    for (const std::string& column : columns) {
      if (&column != columns.data()) line += ",";
      if (row.contains(column)) line += field_text(row.at(column));
    }
    text += line + "\n";
  }
  std::ofstream(folder / (table + ".csv"), std::ios::binary) << text;
}

/// What tells the items of an array of results apart.
const char* key_of(const json& item) {
  for (const char* key : {"unit", "allocation", "pool", "tier", "criterion", "milestone", "reference",
                          "project", "month", "obligation", "step", "quota", "finding", "source"}) {
    if (item.is_object() && item.contains(key)) return key;
  }
  return nullptr;
}

/// Whether an item of a result is the one that a test expects something of: it has the same key, and the same
/// `subject` and `id` if the test names them (a unit's collective and head, two caps).
bool is_meant(const json& expected, const json& actual, const char* key) {
  const auto agrees = [&](const char* member) {
    return expected.contains(member) && actual.contains(member) && actual.at(member) == expected.at(member);
  };
  return agrees(key) && (!expected.contains("subject") || agrees("subject")) &&
         (!expected.contains("id") || agrees("id"));
}

/// Where `actual` lacks or contradicts something of `expected`: objects may have further members, arrays of
/// objects are matched by their key, all else must be equal.
void compare(const json& expected, const json& actual, const std::string& pointer,
             std::vector<std::string>& differences) {
  if (expected.is_object() && actual.is_object()) {
    for (const auto& [name, value] : expected.items()) {
      const std::string place = pointer + "/" + name;
      if (actual.contains(name)) {
        compare(value, actual.at(name), place, differences);
      } else {
        differences.push_back(place + ": expected " + value.dump() + ", the result has no such member");
      }
    }
    return;
  }
  const char* key = expected.is_array() && !expected.empty() ? key_of(expected.front()) : nullptr;
  if (key != nullptr && actual.is_array()) {
    for (const json& item : expected) {
      const std::string place = pointer + "/" + (item.contains(key) ? item.at(key).dump() : "?");
      const auto found =
          std::ranges::find_if(actual, [&](const json& each) { return is_meant(item, each, key); });
      if (found == actual.end()) {
        differences.push_back(place + ": expected, but not in the result");
      } else {
        compare(item, *found, place, differences);
      }
    }
    return;
  }
  if (expected != actual)
    differences.push_back(pointer + ": expected " + expected.dump() + ", got " + actual.dump());
}

Date day_of(const fs::path& file, const std::string& pointer, const json& request) {
  const auto day = Date::parse(request.value("as_of", ""));
  if (!day) refuse(file, pointer + "/as_of", "is not a day", "YYYY-MM-DD");
  return *day;
}

/// The document of the one question that a case asks.
std::string answer(const fs::path& file, const std::string& pointer, const json& test, const Inputs& inputs) {
  if (test.contains("assess")) {
    const json& request = test.at("assess");
    const Date as_of = day_of(file, pointer + "/assess", request);
    if (!request.contains("level"))
      return assessment_document(inputs.policy, inputs.portfolio,
                                 assess(inputs.policy, inputs.portfolio, as_of));
    const auto level = request.at("level").get<std::string>();
    require_level(inputs.portfolio, level, {.file = file.string(), .pointer = pointer + "/assess/level"});
    return assessment_document(inputs.policy, inputs.portfolio,
                               assess(inputs.policy, inputs.portfolio, as_of, level));
  }
  if (test.contains("reallocate")) {
    const Round* round = find_round(inputs.policy, test.at("reallocate").value("round", ""));
    if (round == nullptr)
      refuse(file, pointer + "/reallocate/round", "the policy has no such round", "the id of a round");
    return round_document(inputs.policy, inputs.portfolio, *round,
                          run_round(inputs.policy, inputs.portfolio, *round));
  }
  if (test.contains("medium_term")) {
    const MediumTermAdjustment* adjustment =
        find_adjustment(inputs.policy, test.at("medium_term").value("round", ""));
    if (adjustment == nullptr) {
      refuse(file, pointer + "/medium_term/round", "the policy has no such adjustment",
             "the id of an adjustment");
    }
    return medium_term_document(inputs.policy, inputs.portfolio, *adjustment,
                                run_adjustment(inputs.policy, inputs.portfolio, *adjustment));
  }
  if (test.contains("revenue")) {
    if (!inputs.policy->revenue)
      refuse(file, pointer + "/revenue", "the policy has no such section", "a policy with \"revenue\"");
    const Date as_of = day_of(file, pointer + "/revenue", test.at("revenue"));
    return revenue_document(inputs.policy, inputs.portfolio,
                            review_revenue_plans(*inputs.policy->revenue, inputs.portfolio, as_of));
  }
  if (test.contains("evaluate")) {
    const Date as_of = day_of(file, pointer + "/evaluate", test.at("evaluate"));
    return evaluation_document(inputs.policy, inputs.portfolio,
                               evaluate_year(inputs.policy, inputs.portfolio, as_of), as_of);
  }
  refuse(file, pointer, "asks nothing", "one of assess, reallocate, medium_term, revenue, evaluate");
}

void check_keys(const fs::path& file, const std::string& pointer, const json& object,
                const std::set<std::string>& known) {
  if (!object.is_object()) refuse(file, pointer, "is not an object", "an object");
  for (const auto& [name, value] : object.items()) {
    if (known.contains(name)) continue;
    std::string expected;
    for (const std::string& key : known)
      expected += (expected.empty() ? "" : ", ") + key;
    refuse(file, pointer + "/" + name, "nothing reads this key", "one of " + expected);
  }
}

CaseOutcome run_case(const fs::path& file, const std::string& pointer, const json& test,
                     const Policy& policy) {
  check_keys(file, pointer, test,
             {"name", "given", "data", "assess", "reallocate", "medium_term", "revenue", "evaluate", "expect",
              "note"});
  if (!test.contains("expect") || test.at("expect").empty()) {
    refuse(file, pointer + "/expect", "expects nothing", "a part of the result document");
  }
  const TemporaryFolder folder;
  fs::path data = folder.path();
  if (test.contains("data")) {
    data = file.parent_path() / test.at("data").get<std::string>();
  } else if (test.contains("given")) {
    for (const auto& [table, rows] : test.at("given").items())
      write_table(data, table, rows);
  }
  const Inputs inputs{policy, read_dataset(data, policy->year)};
  CaseOutcome outcome{file.string(), test.value("name", pointer), {}};
  compare(test.at("expect"), json::parse(answer(file, pointer, test, inputs)), "", outcome.differences);
  return outcome;
}

/// Refuses what could make two readers see two documents: a number that isn't whole, a key given twice, a
/// NUL.
json parse_exactly(const fs::path& file, const std::string& text) {
  if (text.find('\0') != std::string::npos)
    refuse(file, "", "a NUL byte stands in the document", "a JSON document");
  std::vector<std::set<std::string>> open;
  const auto look = [&](int, json::parse_event_t event, const json& value) {
    if (event == json::parse_event_t::object_start) {
      open.emplace_back();
    } else if (event == json::parse_event_t::object_end) {
      open.pop_back();
    } else if (event == json::parse_event_t::key) {
      if (!open.back().insert(value.get<std::string>()).second)
        refuse(file, "", "the key \"" + value.get<std::string>() + "\" stands twice in one object",
               "every key once");
    } else if (event == json::parse_event_t::value && value.is_number_float()) {
      refuse(file, "", "the number " + value.dump() + " isn't whole or doesn't fit",
             "whole numbers; others as text");
    }
    return true;
  };
  return json::parse(text, look);
}

void run_file(const fs::path& file, std::vector<CaseOutcome>& outcomes) {
  const std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  json document;
  try {
    document = parse_exactly(file, text.str());
  } catch (const json::exception& error) {
    refuse(file, "", error.what(), "a JSON document");
  }
  try {
    check_keys(file, "", document, {"policy", "cases", "note"});
    const Policy policy = read_policy((file.parent_path() / document.value("policy", "")).string());
    const json& cases = document.at("cases");
    for (std::size_t i = 0; i < cases.size(); ++i) {
      outcomes.push_back(run_case(file, "/cases/" + std::to_string(i), cases.at(i), policy));
    }
  } catch (const json::exception& error) {
    refuse(file, "", error.what(),
           "{\"policy\": path, \"cases\": [{name, given or data, a question, expect}]}");
  }
}

}  // namespace

std::vector<CaseOutcome> run_policy_tests(const fs::path& path) {
  std::vector<fs::path> files;
  if (fs::is_directory(path)) {
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
      if (entry.path().string().ends_with(".test.json")) files.push_back(entry.path());
    }
  } else {
    files.push_back(path);
  }
  std::ranges::sort(files);
  if (files.empty() || !fs::exists(files.front()))
    refuse(path, "", "there is no test here", "a file or folder with *.test.json");
  std::vector<CaseOutcome> outcomes;
  for (const fs::path& file : files)
    run_file(file, outcomes);
  return outcomes;
}

}  // namespace giaingan::tool
