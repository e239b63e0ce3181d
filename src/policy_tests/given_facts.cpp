#include "policy_tests/given_facts.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

#include "input/text.hpp"
#include "io/tables.hpp"
#include "policy_tests/test_document.hpp"

namespace giaingan::inline v1 {
namespace {

constexpr std::string_view suffix = ".csv";

std::string_view table_of(std::string_view file) {
  return file.substr(0, file.size() - suffix.size());
}

std::string remedy_for(std::string_view name, const std::vector<std::string_view>& known) {
  const std::string_view meant = closest(name, known);
  return meant.empty() ? "delete it" : "did you mean " + std::string(meant) + "?";
}

std::string listed(const std::vector<std::string_view>& names) {
  std::string text;
  for (const std::string_view name : names)
    text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

std::string field_text(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text)
    quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

/// Writes the files of one case.
class Writer {
 public:
  Writer(const std::string& test_file, std::string pointer)
      : test_file_(test_file), pointer_(std::move(pointer)) {}

  GivenFacts write(const Json& given) {
    std::vector<std::string_view> tables;
    for (const DatasetFile& file : dataset_files())
      tables.push_back(table_of(file.name));
    for (const auto& [name, rows] : given.members) {
      if (std::ranges::find(tables, name) == tables.end())
        report(pointer_to(pointer_, name), "policy_test.unread", "a dataset has no table " + in_quotes(name),
               "one of " + listed(tables), remedy_for(name, tables));
    }
    for (const DatasetFile& file : dataset_files()) {
      const Json* rows = given.find(table_of(file.name));
      if (rows != nullptr || file.presence == Presence::required) write_file(file, rows);
    }
    return std::move(facts_);
  }

 private:
  void report(const std::string& pointer, std::string code, std::string message, std::string expected,
              std::string remedy) {
    facts_.problems.push_back(test_problem(test_file_, pointer, std::move(code), std::move(message),
                                           std::move(expected), std::move(remedy)));
  }

  void check_columns(const DatasetFile& file, const Json& row, const std::string& pointer) {
    std::vector<std::string_view> columns;
    for (const ColumnSpec& column : file.columns)
      columns.push_back(column.name);
    for (const auto& [name, value] : row.members) {
      if (std::ranges::find(columns, name) == columns.end())
        report(pointer_to(pointer, name), "policy_test.unread", "the table has no column " + in_quotes(name),
               "one of " + listed(columns), remedy_for(name, columns));
    }
  }

  std::string field(const Json& row, const ColumnSpec& column, const std::string& pointer) {
    const Json* value = row.find(column.name);
    if (value == nullptr) return "";
    if (value->kind == Json::Kind::string || value->kind == Json::Kind::number)
      return field_text(value->text);
    report(pointer_to(pointer, column.name), "policy_test.wrong_kind", "this is " + kind_text(value->kind),
           "a text or a whole number", "write it so; leave the column out where nothing is known");
    return "";
  }

  std::string line(const DatasetFile& file, const Json& row, const std::string& pointer) {
    std::string text;
    for (const ColumnSpec& column : file.columns)
      text += (&column == file.columns.data() ? "" : ",") + field(row, column, pointer);
    return text + "\n";
  }

  void write_file(const DatasetFile& file, const Json* rows) {
    std::string text;
    for (const ColumnSpec& column : file.columns)
      text += (text.empty() ? "" : ",") + std::string(column.name);
    text += "\n";
    const std::string name(file.name);
    const std::string table = pointer_to(pointer_, table_of(file.name));
    if (rows != nullptr && rows->kind != Json::Kind::array) {
      report(table, "policy_test.wrong_kind", "this is " + kind_text(rows->kind), "a list of rows",
             "write [{…}, …]");
      rows = nullptr;
    }
    std::int64_t line_number = 2;
    for (std::size_t i = 0; rows != nullptr && i < rows->items.size(); ++i) {
      const Json& row = rows->items[i];
      const std::string pointer = table + "/" + std::to_string(i);
      if (row.kind != Json::Kind::object) {
        report(pointer, "policy_test.wrong_kind", "this is " + kind_text(row.kind), "a row: an object",
               "write {\"column\": value, …}");
        continue;
      }
      check_columns(file, row, pointer);
      const std::string written = line(file, row, pointer);
      facts_.pointers[name][line_number] = pointer;
      line_number += std::ranges::count(written, '\n');
      text += written;
    }
    facts_.files[name] = std::move(text);
  }

  const std::string& test_file_;
  std::string pointer_;
  GivenFacts facts_;
};

}  // namespace

Diagnostic GivenFacts::placed(Diagnostic problem, const std::string& test_file,
                              const std::string& case_pointer) const {
  const std::string& file = problem.place.file;
  std::string pointer = case_pointer + "/given";
  if (file.ends_with(suffix)) pointer = pointer_to(pointer, table_of(file));
  if (const auto rows = pointers.find(file); rows != pointers.end()) {
    const auto row = rows->second.find(problem.place.row);
    if (row != rows->second.end()) pointer = row->second;
  }
  if (problem.place.row > 1 && !problem.place.column.empty())
    pointer = pointer_to(pointer, problem.place.column);
  problem.place = Place{.file = test_file, .row = 0, .column = {}, .pointer = pointer};
  return problem;
}

GivenFacts given_facts(const Json& given, const std::string& test_file, const std::string& pointer) {
  return Writer(test_file, pointer + "/given").write(given);
}

}  // namespace giaingan::inline v1
