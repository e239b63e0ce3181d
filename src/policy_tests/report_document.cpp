#include "giaingan/policy_tests/policy_tests.hpp"

#include <cstdint>

#include "io/json_writer.hpp"

namespace giaingan::inline v1 {
namespace {

void write_list(JsonWriter& writer, const char* key, const std::vector<std::string>& texts) {
  writer.key(key).begin_array();
  for (const std::string& text : texts)
    writer.value(text);
  writer.end_array();
}

void write(JsonWriter& writer, const TestDifference& difference) {
  writer.begin_object().member("pointer", difference.pointer).member("at", difference.at);
  writer.member("expected", difference.expected).member("got", difference.got);
  write_list(writer, "rests_on", difference.rests_on);
  writer.end_object();
}

void write(JsonWriter& writer, const Diagnostic& problem) {
  writer.begin_object().member("code", problem.code).member("file", problem.place.file);
  writer.member("row", problem.place.row).member("column", problem.place.column);
  writer.member("pointer", problem.place.pointer).member("message", problem.message);
  writer.member("expected", problem.expected).member("remedy", problem.remedy).end_object();
}

void write(JsonWriter& writer, const PolicyTestCase& test) {
  writer.begin_object().member("case", test.name).member("pointer", test.pointer);
  writer.member("verdict", case_verdict_text(test.verdict)).key("differences").begin_array();
  for (const TestDifference& each : test.differences)
    write(writer, each);
  writer.end_array().key("problems").begin_array();
  for (const Diagnostic& each : test.problems)
    write(writer, each);
  writer.end_array().end_object();
}

void write(JsonWriter& writer, const PolicyCoverage& coverage) {
  writer.begin_object().member("exercised", static_cast<std::int64_t>(coverage.exercised()));
  writer.member("of", static_cast<std::int64_t>(coverage.items.size())).key("items").begin_array();
  for (const CoveredItem& each : coverage.items) {
    writer.begin_object().member("file", each.file).member("pointer", each.pointer);
    writer.member("kind", each.kind).member("id", each.id);
    write_list(writer, "cases", each.cases);
    writer.end_object();
  }
  writer.end_array().key("edges").begin_array();
  for (const CoveredEdge& each : coverage.edges) {
    writer.begin_object().member("file", each.file).member("pointer", each.pointer);
    writer.member("value", each.value);
    write_list(writer, "cases", each.cases);
    writer.end_object();
  }
  writer.end_array().end_object();
}

}  // namespace

std::string policy_tests_document(const PolicyTestReport& report) {
  JsonWriter writer;
  writer.begin_object().member("tests", report.file).member("policy", report.policy_file);
  for (const CaseVerdict verdict : {CaseVerdict::passed, CaseVerdict::failed, CaseVerdict::wrong})
    writer.member(case_verdict_text(verdict), static_cast<std::int64_t>(report.count(verdict)));
  writer.key("cases").begin_array();
  for (const PolicyTestCase& each : report.cases)
    write(writer, each);
  writer.end_array().key("coverage");
  write(writer, report.coverage);
  writer.end_object();
  return writer.take();
}

}  // namespace giaingan::inline v1
