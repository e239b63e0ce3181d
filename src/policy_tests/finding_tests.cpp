#include "giaingan/policy_tests/finding_tests.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <utility>

#include "input/any_json.hpp"
#include "io/json_writer.hpp"
#include "policy_tests/cases_document.hpp"
#include "policy_tests/finding_cases.hpp"
#include "policy_tests/json_text.hpp"

namespace giaingan::inline v1 {
namespace {

/// That a diagnostic comes, whatever others do.
std::string case_of(const Diagnostic& refusal) {
  JsonWriter writer(JsonLayout::compact);
  writer.begin_object().member("name", refusal.code + " " + refusal.place.pointer + ": " + refusal.message);
  writer.key("refused_for").begin_array().begin_object().member("code", refusal.code);
  if (!refusal.place.pointer.empty()) writer.member("pointer", refusal.place.pointer);
  writer.end_object().end_array().end_object();
  return writer.take();
}

/// Leaves out every case that doesn't pass, and says so of a finding that then has none: what a unit of one
/// allocation, or one that has the figures alone, doesn't show.
void leave_out_failing(std::span<const NamedDocument> policy, std::optional<Date> day,
                       std::vector<PinnedCases>& pinned) {
  std::string all;
  for (const PinnedCases& each : pinned)
    for (const std::string& test : each.cases)
      all += (all.empty() ? "" : ",") + test;
  if (all.empty()) return;
  const std::string at = day ? R"("at": ")" + day->text() + R"(", )" : "";
  const std::string document = "{" + at + R"("cases": [)" + all + "]}";
  const PolicyTestReport report = run_policy_tests(policy, {document, "check"}, {});
  auto outcome = report.cases.begin();
  for (PinnedCases& each : pinned) {
    const bool none = each.cases.empty();
    std::erase_if(each.cases,
                  [&](const std::string&) { return (outcome++)->verdict != CaseVerdict::passed; });
    if (!none && each.cases.empty()) {
      each.why = {"ca đã lập thử không cho thấy điều này: một đơn vị với một kế hoạch vốn là chưa đủ",
                  "the case that was made doesn't show it: one unit with one allocation is not enough"};
    }
  }
}

FindingTest test_of(std::string code, PinnedCases pinned, const std::string& policy,
                    std::optional<Date> day) {
  if (pinned.cases.empty()) return {std::move(code), {}, std::move(pinned.why)};
  return {std::move(code), document_of_cases(pinned.cases, policy, day)};
}

}  // namespace

std::vector<FindingTest> tests_of_findings(std::span<const NamedDocument> policy, const std::string& named,
                                           const PolicyDraft& draft, const std::vector<RankedFault>& ranked,
                                           const std::vector<PolicyFinding>& findings) {
  std::vector<std::string> codes;
  std::vector<PinnedCases> pinned;
  codes.reserve(ranked.size() + findings.size());
  pinned.reserve(ranked.size() + findings.size());
  for (const RankedFault& each : ranked) {
    const CoverFault& fault = draft.faults[each.fault];
    codes.push_back(fault_code(fault));
    pinned.push_back(cases_of(fault, draft));
  }
  for (const PolicyFinding& each : findings) {
    codes.push_back(each.code);
    pinned.push_back(cases_of(each, draft));
  }
  leave_out_failing(policy, draft.policy->day, pinned);
  std::vector<FindingTest> tests;
  tests.reserve(pinned.size());
  for (std::size_t i = 0; i < pinned.size(); ++i)
    tests.push_back(test_of(std::move(codes[i]), std::move(pinned[i]), named, draft.policy->day));
  return tests;
}

std::vector<FindingTest> tests_of_refusal(std::span<const NamedDocument> policy, const std::string& named,
                                          std::optional<Date> day, std::span<const Diagnostic> refusal) {
  std::vector<PinnedCases> pinned;
  pinned.reserve(refusal.size());
  for (const Diagnostic& each : refusal)
    pinned.push_back({{case_of(each)}});
  leave_out_failing(policy, day, pinned);
  std::vector<FindingTest> tests;
  tests.reserve(refusal.size());
  for (std::size_t i = 0; i < refusal.size(); ++i)
    tests.push_back(test_of(refusal[i].code, std::move(pinned[i]), named, day));
  return tests;
}

}  // namespace giaingan::inline v1
