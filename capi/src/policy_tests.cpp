#include "giaingan/policy_tests/policy_tests.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "guard.hpp"
#include "handles.hpp"
#include "loading.hpp"
#include "result_tables.hpp"

using namespace giaingan;
using namespace giaingan::capi;

namespace {

/// Something of a case, with the case's row.
template <class T>
struct OfCase {
  std::int64_t row;
  const T& value;
};

template <class T>
std::vector<OfCase<T>> of_cases(const PolicyTestReport& report, std::vector<T> PolicyTestCase::*list) {
  std::vector<OfCase<T>> all;
  for (std::size_t i = 0; i < report.cases.size(); ++i) {
    for (const T& each : report.cases[i].*list)
      all.push_back({static_cast<std::int64_t>(i), each});
  }
  return all;
}

void add_cases(ResultTables& result, const PolicyTestReport& report) {
  using Row = const PolicyTestCase&;
  TableOutput& table = result.table("cases");
  add_column(table, "case", GIAINGAN_UTF8, report.cases, [](Row row) { return row.name; });
  add_column(table, "pointer", GIAINGAN_UTF8, report.cases, [](Row row) { return row.pointer; });
  add_column(table, "verdict", GIAINGAN_UTF8, report.cases,
             [](Row row) { return case_verdict_text(row.verdict); });
}

void add_differences(ResultTables& result, const PolicyTestReport& report) {
  using Row = const OfCase<TestDifference>&;
  const auto rows = of_cases(report, &PolicyTestCase::differences);
  TableOutput& table = result.table("differences");
  add_column(table, "case_row", GIAINGAN_INT64, rows, [](Row row) { return row.row; });
  add_column(table, "pointer", GIAINGAN_UTF8, rows, [](Row row) { return row.value.pointer; });
  add_column(table, "at", GIAINGAN_UTF8, rows, [](Row row) { return row.value.at; });
  add_column(table, "expected", GIAINGAN_UTF8, rows, [](Row row) { return row.value.expected; });
  add_column(table, "got", GIAINGAN_UTF8, rows, [](Row row) { return row.value.got; });
}

void add_problems(ResultTables& result, const PolicyTestReport& report) {
  using Row = const OfCase<Diagnostic>&;
  const auto rows = of_cases(report, &PolicyTestCase::problems);
  TableOutput& table = result.table("problems");
  add_column(table, "case_row", GIAINGAN_INT64, rows, [](Row row) { return row.row; });
  add_column(table, "code", GIAINGAN_UTF8, rows, [](Row row) { return row.value.code; });
  add_column(table, "pointer", GIAINGAN_UTF8, rows, [](Row row) { return row.value.place.pointer; });
  add_column(table, "text", GIAINGAN_UTF8, rows, [](Row row) { return to_text(row.value); });
}

TableOutput& add_coverage(ResultTables& result, const PolicyCoverage& coverage) {
  using Row = const CoveredItem&;
  TableOutput& table = result.table("coverage");
  add_column(table, "pointer", GIAINGAN_UTF8, coverage.items, [](Row row) { return row.pointer; });
  add_column(table, "kind", GIAINGAN_UTF8, coverage.items, [](Row row) { return row.kind; });
  add_column(table, "id", GIAINGAN_UTF8, coverage.items, [](Row row) { return row.id; });
  add_column(table, "cases", GIAINGAN_INT64, coverage.items,
             [](Row row) { return static_cast<std::int64_t>(row.cases.size()); });
  return table;
}

TableOutput& add_edges(ResultTables& result, const PolicyCoverage& coverage) {
  using Edge = const CoveredEdge&;
  TableOutput& edges = result.table("edges");
  add_column(edges, "pointer", GIAINGAN_UTF8, coverage.edges, [](Edge row) { return row.pointer; });
  add_column(edges, "value", GIAINGAN_UTF8, coverage.edges, [](Edge row) { return row.value; });
  add_column(edges, "cases", GIAINGAN_INT64, coverage.edges,
             [](Edge row) { return static_cast<std::int64_t>(row.cases.size()); });
  return edges;
}

ResultTables tables_of_cases(const PolicyTestReport& report) {
  ResultTables result;
  add_cases(result, report);
  add_differences(result, report);
  add_problems(result, report);
  return result;
}

ResultTables tables_of(const PolicyTestReport& report) {
  ResultTables result = tables_of_cases(report);
  add_coverage(result, report.coverage);
  add_edges(result, report.coverage);
  return result;
}

/// With the document in which each item and edge is written.
ResultTables tables_of_documents(const PolicyTestReport& report) {
  const PolicyCoverage& coverage = report.coverage;
  ResultTables result = tables_of_cases(report);
  add_column(add_coverage(result, coverage), "file", GIAINGAN_UTF8, coverage.items,
             [](const CoveredItem& row) { return row.file; });
  add_column(add_edges(result, coverage), "file", GIAINGAN_UTF8, coverage.edges,
             [](const CoveredEdge& row) { return row.file; });
  return result;
}

NamedDocument cases_of(const char* tests, int64_t tests_size, const char* tests_name) {
  return {text_of(tests, tests_size, "tests"), tests_name == nullptr ? "tests" : tests_name};
}

std::optional<std::filesystem::path> path_if(const char* folder) {
  return folder == nullptr ? std::nullopt : std::optional(std::filesystem::path(folder));
}

}  // namespace

giaingan_status giaingan_test_policy(const char* policy, int64_t policy_size, const char* policy_name,
                                     const char* tests, int64_t tests_size, const char* tests_name,
                                     const char* folder, giaingan_result** result, giaingan_error** error) {
  if (result != nullptr) *result = nullptr;
  return guarded(error, [&] {
    giaingan_result*& out = required(result, "result");
    const NamedDocument rules{text_of(policy, policy_size, "policy"),
                              policy_name == nullptr ? "policy" : policy_name};
    const PolicyTestReport report =
        run_policy_tests({&rules, 1}, cases_of(tests, tests_size, tests_name), path_if(folder));
    out = new_result(policy_tests_document(report), tables_of(report));
  });
}

giaingan_status giaingan_test_policy_documents(const char* const* names, const char* const* documents,
                                               const int64_t* sizes, int64_t count, const char* tests,
                                               int64_t tests_size, const char* tests_name, const char* folder,
                                               giaingan_result** result, giaingan_error** error) {
  if (result != nullptr) *result = nullptr;
  return guarded(error, [&] {
    giaingan_result*& out = required(result, "result");
    const PolicyTestReport report =
        run_policy_tests(documents_of({names, documents, sizes, count}),
                         cases_of(tests, tests_size, tests_name), path_if(folder));
    out = new_result(policy_tests_document(report), tables_of_documents(report));
  });
}
