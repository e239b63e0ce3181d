#include "giaingan/policy_tests/policy_tests.hpp"

#include <cstddef>

namespace giaingan::inline v1 {
namespace {

/// A text between tags or quotation marks. XML 1.0 can't hold most control characters even escaped, nor
/// U+FFFE and U+FFFF: they become the replacement character. @pre UTF-8, as all input is
std::string escaped(std::string_view text) {
  constexpr std::string_view replacement = "\xef\xbf\xbd";
  std::string xml;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const std::string_view rest = text.substr(i, 3);
    if (rest == "\xef\xbf\xbe" || rest == "\xef\xbf\xbf") {
      xml += replacement;
      i += 2;
    } else if (c == '&') {
      xml += "&amp;";
    } else if (c == '<') {
      xml += "&lt;";
    } else if (c == '>') {
      xml += "&gt;";
    } else if (c == '"') {
      xml += "&quot;";
    } else if (c == '\n' || c == '\t' || c == '\r') {
      xml += "&#" + std::to_string(static_cast<int>(c)) + ";";  // else attributes turn them into spaces
    } else if (static_cast<unsigned char>(c) < 0x20) {
      xml += replacement;
    } else {
      xml += c;
    }
  }
  return xml;
}

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + escaped(value) + "\"";
}

std::string counts(std::size_t tests, std::size_t failures, std::size_t errors) {
  return attribute("tests", std::to_string(tests)) + attribute("failures", std::to_string(failures)) +
         attribute("errors", std::to_string(errors));
}

std::string failure(const PolicyTestCase& test) {
  std::string text;
  for (const TestDifference& each : test.differences) {
    text += each.at + "\n  expected " + each.expected + "\n  got      " + each.got + "\n";
    for (const std::string& line : each.rests_on)
      text += "  for      " + line + "\n";
  }
  return "      <failure" +
         attribute("message", std::to_string(test.differences.size()) + " of the result isn't as expected") +
         attribute("type", "difference") + ">" + escaped(text) + "</failure>\n";
}

std::string error(const std::vector<Diagnostic>& problems) {
  std::string text;
  for (const Diagnostic& each : problems)
    text += to_text(each) + "\n";
  return "      <error" + attribute("message", std::to_string(problems.size()) + " problem(s) of the test") +
         attribute("type", problems.front().code) + ">" + escaped(text) + "</error>\n";
}

std::string test_case(const std::string& name, const std::string& suite, const std::string& outcome) {
  const std::string begin = "    <testcase" + attribute("name", name) + attribute("classname", suite);
  return outcome.empty() ? begin + "/>\n" : begin + ">\n" + outcome + "    </testcase>\n";
}

std::string suite(const PolicyTestReport& report) {
  const bool broken = !report.problems.empty();
  std::string xml = "  <testsuite" + attribute("name", report.file) +
                    counts(report.cases.size() + (broken ? 1 : 0), report.count(CaseVerdict::failed),
                           report.count(CaseVerdict::wrong) + (broken ? 1 : 0)) +
                    ">\n";
  if (broken) xml += test_case("the document itself", report.file, error(report.problems));
  for (const PolicyTestCase& each : report.cases) {
    std::string outcome;
    if (each.verdict == CaseVerdict::failed) outcome = failure(each);
    if (each.verdict == CaseVerdict::wrong) outcome = error(each.problems);
    xml += test_case(each.name, report.file, outcome);
  }
  return xml + "  </testsuite>\n";
}

}  // namespace

std::string junit_document(std::span<const PolicyTestReport> reports) {
  std::string suites;
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  for (const PolicyTestReport& each : reports) {
    suites += suite(each);
    const std::size_t broken = each.problems.empty() ? 0 : 1;
    tests += each.cases.size() + broken;
    failures += each.count(CaseVerdict::failed);
    errors += each.count(CaseVerdict::wrong) + broken;
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + attribute("name", "giaingan test") +
         counts(tests, failures, errors) + ">\n" + suites + "</testsuites>\n";
}

}  // namespace giaingan::inline v1
