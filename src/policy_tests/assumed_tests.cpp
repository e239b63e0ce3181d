#include "giaingan/assessment/rubric_equivalence.hpp"
#include "giaingan/policy_tests/finding_tests.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <utility>

#include "assessment/value_neighbours.hpp"
#include "input/any_json.hpp"
#include "io/json_writer.hpp"
#include "policy_tests/cases_document.hpp"
#include "policy_tests/json_text.hpp"
#include "policy_tests/rubric_cases.hpp"
#include "policy_tests/verdict_case.hpp"

namespace giaingan::inline v1 {
namespace {

constexpr std::size_t most_neighbours = 16;
constexpr std::size_t most_searches = 4;  ///< for figures, of one value: a search takes a while
constexpr std::size_t most_tried = 6;     ///< verdicts of a dataset, for one neighbour
constexpr RubricLimits search_limits{.patterns = 16, .sums = 2'000, .cells = 500, .tried = 256};

/// Tells a policy from its neighbours by cases.
class Pinning {
 public:
  Pinning(const Policy& policy, std::string_view document, const std::optional<TestedData>& data)
      : policy_(policy), text_(document), document_(*parse_any_json(document).root), data_(data) {}

  /// One case a neighbour of those that can be told, or none.
  std::vector<std::string> pin(const Assumption& assumption, const AssumedValue& value) {
    std::vector<std::string> cases;
    searches_ = 0;
    if (!data_ && !assumption.pointer.starts_with("/evaluation/") &&
        !assumption.pointer.starts_with("/milestones/"))
      return cases;  // without facts there is nothing to tell by
    for (const NeighbourPolicy& each : neighbours_at(document_, assumption, most_neighbours)) {
      for (const std::string& test : candidates(assumption, value, each)) {
        if (std::ranges::find(cases, test) != cases.end() || !tells(test, each)) continue;
        cases.push_back(test);
        break;
      }
      // Both sides of a value are enough, and of a dataset one verdict: each has to read it.
      if (cases.size() == 2 || (!cases.empty() && data_ && of_data(cases.back()))) break;
    }
    return cases;
  }

 private:
  static bool of_data(const std::string& test) { return test.find("\"data\"") != std::string::npos; }

  [[nodiscard]] std::vector<std::string> candidates(const Assumption& assumption, const AssumedValue& value,
                                                    const NeighbourPolicy& neighbour) {
    const ChangedValue& change = neighbour.change;
    const std::string name =
        "assumed " + assumption.pointer + ": " +
        (change.after.empty() ? change.pointer + " left away" : change.before + ", not " + change.after);
    std::vector<std::string> found;
    if (change.pointer.starts_with("/evaluation/") && policy_->evaluation && neighbour.policy->evaluation &&
        searches_++ < most_searches) {
      if (auto test = rated(*neighbour.policy->evaluation, name)) found.push_back(*std::move(test));
    }
    for (std::size_t i = 0; i < policy_->disbursement.milestones.size(); ++i) {
      if (i < neighbour.policy->disbursement.milestones.size())
        add_milestone(policy_->disbursement.milestones[i], neighbour.policy->disbursement.milestones[i], name,
                      found);
    }
    if (data_ && value.in_data) add_verdicts(*value.in_data, change, name, found);
    return found;
  }

  /// Figures that the rubrics class apart, with the class that this one gives.
  [[nodiscard]] std::optional<std::string> rated(const EvaluationPolicy& other,
                                                 const std::string& name) const {
    const EvaluationPolicy& rubric = *policy_->evaluation;
    const auto apart = compare_rubrics(rubric, other, search_limits).counterexample;
    if (!apart) return std::nullopt;
    const std::set<std::string> read = rating_metrics(rubric);
    std::map<std::string, Rational> figures;
    for (const auto& [metric, value] : apart->metrics)
      if (value && read.contains(metric)) figures.emplace(metric, *value);
    JsonWriter writer(JsonLayout::compact);
    writer.begin_object().member("name", name);
    write_figures(writer, figures);
    writer.key("expect").begin_object().key(subject_text(apart->subject)).begin_object();
    writer.member("class", apart->class_a).end_object().end_object().end_object();
    return writer.take();
  }

  /// One allocation exactly at the lower of two ratios that a milestone asks for.
  void add_milestone(const Milestone& one, const Milestone& other, const std::string& name,
                     std::vector<std::string>& found) const {
    const Ratio low = std::min(one.ratio.value, other.ratio.value);
    if (one.id != other.id || one.ratio.value == other.ratio.value || low.num < 0) return;
    const std::string unit = one.applies_to.unit.empty() ? "u" : one.applies_to.unit.front();
    const bool met = low == one.ratio.value && one.comparison == Comparison::at_least;
    JsonWriter writer(JsonLayout::compact);
    writer.begin_object().member("name", name).key("given").begin_object().key("units").begin_array();
    writer.begin_object().member("unit", unit);
    writer.member("kind", one.applies_to.kind.empty() ? std::string("owner") : one.applies_to.kind.front());
    writer.end_object().end_array().key("allocations").begin_array().begin_object();
    writer.member("allocation", "a").member("project", "p").member("owner", unit).member("plan", low.den);
    writer.end_object().end_array().key("disbursements").begin_array().begin_object();
    writer.member("allocation", "a").member("month", std::to_string(policy_->year) + "-01");
    writer.member("disbursed", low.num).end_object().end_array().end_object();
    writer.key("assess").begin_object().member("as_of", one.by.text()).end_object();
    writer.key("expect").begin_object().key("units").begin_array().begin_object().member("unit", unit);
    writer.key("milestones").begin_array().begin_object().member("milestone", one.id);
    writer.member("status", met ? "met" : "missed").end_object().end_array().end_object().end_array();
    writer.end_object().end_object();
    found.push_back(writer.take());
  }

  void add_verdicts(const AssumedInData& in_data, const ChangedValue& change, const std::string& name,
                    std::vector<std::string>& found) const {
    const auto same = [&](const NeighbourInData& each) {
      return each.pointer == change.pointer && each.after == change.after;
    };
    const auto neighbour = std::ranges::find_if(in_data.neighbours, same);
    if (neighbour == in_data.neighbours.end()) return;
    std::size_t tried = 0;
    for (const ChangedVerdict& each : neighbour->changed) {
      auto test = case_of_verdict(each, data_->as_of, data_->named, name);
      if (!test) continue;
      found.push_back(*std::move(test));
      if (++tried == most_tried) return;
    }
  }

  /// Whether a case passes with the policy and fails with the neighbour.
  [[nodiscard]] bool tells(const std::string& test, const NeighbourPolicy& neighbour) const {
    return verdict_of(test, text_) == CaseVerdict::passed &&
           verdict_of(test, neighbour.document) == CaseVerdict::failed;
  }
  [[nodiscard]] CaseVerdict verdict_of(const std::string& test, std::string_view document) const {
    const std::vector<NamedDocument> policy{{document, "policy"}};
    const std::string tests = R"({"cases": [)" + test + "]}";
    const auto folder = data_ ? std::optional(data_->from) : std::nullopt;
    return run_policy_tests(policy, {tests, "check"}, folder).cases.front().verdict;
  }

  const Policy& policy_;
  std::string text_;
  Json document_;
  const std::optional<TestedData>& data_;
  std::size_t searches_ = 0;
};

/// Why no test stands beside a value that decides something.
Text why_none(const std::optional<TestedData>& data) {
  if (!data) {
    return {"chưa có số liệu thử: ca kiểm thử cho giá trị này cần sự kiện, thêm --data để lấy từ bộ dữ liệu",
            "no facts were found that tell it from its neighbours: name a dataset by --data to take them "
            "from there"};
  }
  return {
      "không kết quả nào của bộ dữ liệu đổi khi thay giá trị này bằng giá trị liền kề, hoặc kết quả đổi "
      "không thể ghi thành ca kiểm thử",
      "no verdict of the dataset that a case could expect is another under a neighbour of the value"};
}

}  // namespace

std::vector<FindingTest> tests_of_assumed(const PolicyDraft& draft, std::string_view document,
                                          const std::string& named, const std::vector<AssumedValue>& assumed,
                                          const std::optional<TestedData>& data) {
  Pinning pinning(draft.policy, document, data);
  std::vector<FindingTest> tests;
  tests.reserve(assumed.size());
  for (const AssumedValue& each : assumed) {
    FindingTest& test = tests.emplace_back();
    test.code = "assumed_value";
    if (!draft.faults.empty()) {
      test.why = {"các khoảng, bảng hoặc loại còn sai, phải sửa trước",
                  "bands, tables or classes are faulty, which must be mended first"};
    } else if (each.decides.empty()) {
      test.why = {"giá trị này chỉ để trình bày", "the value is only shown"};
    } else if (const auto cases = pinning.pin(draft.policy->assumptions[each.assumption], each);
               !cases.empty()) {
      test.document = document_of_cases(cases, named, draft.policy->day);
    } else {
      test.why = why_none(data);
    }
  }
  return tests;
}

}  // namespace giaingan::inline v1
