#include "giaingan/assessment/assumed_values.hpp"
#include "giaingan/assessment/cover_check.hpp"
#include "giaingan/assessment/policy_levels.hpp"
#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/io/dataset.hpp"
#include "giaingan/policy/policy_check.hpp"
#include "giaingan/policy/resolved_policy.hpp"
#include "giaingan/policy_tests/finding_tests.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "policy_files.hpp"
#include "policy_tests.hpp"
#include "rating_text.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

/// What ratings rest on.
std::set<std::string> resting_on(const EvaluationPolicy& rubric, const std::vector<SubjectRating>& ratings) {
  std::set<std::string> pointers;
  const auto add = [&](const Citation& citation) {
    pointers.insert(citation.assumptions.begin(), citation.assumptions.end());
  };
  for (const SubjectRating& rating : ratings) {
    for (const CriterionScore& score : rating.criteria)
      add(score_citation(rubric.criteria[score.criterion], score));
    for (const ClassStep& step : rating.steps)
      add(step.citation);
  }
  return pointers;
}

/// How the unit's points and class came about; empty if the policy doesn't rate it.
std::string ratings_of_unit(const Inputs& inputs, const CommandLine& request) {
  std::vector<SubjectRating> ratings =
      evaluate_year(inputs.policy, inputs.portfolio, *Date::parse(request.as_of)).subjects;
  std::erase_if(ratings, [&](const SubjectRating& rating) { return rating.unit != request.unit; });
  const std::string text = ratings_text(inputs, ratings, request.language);
  if (text.empty()) return {};
  return "\n" + text +
         assumptions_text(inputs.policy, resting_on(*inputs.policy->evaluation, ratings), request.language);
}

/// A dataset and the day as of which it is asked.
struct AskedData {
  Portfolio portfolio;
  Date as_of;
};

/// The dataset that the request names, if it names one.
std::optional<AskedData> asked_data(const PolicyDraft& draft, const CommandLine& request) {
  if (request.data.empty()) return std::nullopt;
  const int year = draft.policy->year;
  const Date as_of =
      request.as_of.empty() ? month_end(year, {months_in_budget_year}) : *Date::parse(request.as_of);
  AskedData asked{read_dataset(request.data, year), as_of};
  std::vector<PolicyLevel> missing = missing_levels(draft.policy, asked.portfolio, {});
  if (draft.faults.empty()) {
    const auto append = [&](const std::vector<PolicyLevel>& more) {
      missing.insert(missing.end(), more.begin(), more.end());
    };
    append(missing_rubric_levels(draft.policy, asked.portfolio));
    append(missing_revenue_levels(draft.policy, asked.portfolio));
    if (draft.policy->reallocation) {
      for (const Round& round : draft.policy->reallocation->rounds)
        append(missing_levels(asked.portfolio, round));
    }
  }
  refuse_missing(missing, asked.portfolio, draft.policy);
  return asked;
}

/// What assumed values decide; of a dataset where the policy can be used as it is.
std::vector<AssumedValue> assumed_by(const PolicyDraft& draft, const CommandLine& request,
                                     const std::optional<AskedData>& data) {
  if (!data || !draft.faults.empty()) return assumed_values(draft.policy);
  return assumed_values(draft.policy, read_resolved_policy(request).document, data->portfolio, data->as_of);
}

namespace fs = std::filesystem;

/// How tests that are kept in a folder name the policy.
std::string policy_from(const CommandLine& request, const fs::path& folder) {
  return fs::absolute(request.policy).lexically_proximate(fs::absolute(folder)).generic_string();
}

fs::path folder_of_policy(const CommandLine& request) {
  return fs::absolute(request.policy).parent_path();
}

/// The tests of findings, which name the policy by its path from a folder.
std::vector<FindingTest> finding_tests(const CommandLine& request, const fs::path& folder,
                                       const PolicyDraft& draft, const std::vector<RankedFault>& faults,
                                       const std::vector<PolicyFinding>& findings) {
  return tests_of_findings(PolicyFiles(request.policy).documents(), policy_from(request, folder), draft,
                           faults, findings);
}

/// A place in a row of files, so that they stand in the order of the findings.
std::string place_text(std::size_t place) {
  const std::string digits = std::to_string(place);
  return std::string(digits.size() < 3 ? 3 - digits.size() : 0, '0') + digits;
}

/// Writes each test to a file of its own. @throws InvalidInput if a file stands there already, or can't be
/// written
std::size_t write_tests(const CommandLine& request, const std::vector<FindingTest>& tests) {
  const fs::path folder = request.write_tests;
  std::error_code error;
  fs::create_directories(folder, error);
  std::size_t written = 0;
  for (std::size_t i = 0; i < tests.size(); ++i) {
    if (tests[i].document.empty()) continue;
    const fs::path file = folder / ("check-" + place_text(i + 1) + "-" + tests[i].code + ".test.json");
    const bool there = fs::exists(file, error);
    if (!there) std::ofstream(file, std::ios::binary) << tests[i].document;
    if (there || !fs::exists(file, error)) {
      throw InvalidInput({{.code = "check.tests_not_written",
                           .place = Place{.file = file.string()},
                           .message = there ? "there is a file already" : "the file can't be written",
                           .expected = "a folder for tests of findings, without such files",
                           .remedy = there ? "name another folder, or delete the old tests"
                                           : "name a folder that can be written to"}});
    }
    ++written;
  }
  return written;
}

/// Findings and assumed values with the tests that stand beside them.
struct Tested {
  std::vector<FindingTest> findings;
  std::vector<FindingTest> assumed;
};

std::vector<FindingTest> assumed_tests(const CommandLine& request, const fs::path& folder,
                                       const PolicyDraft& draft, const std::vector<AssumedValue>& assumed,
                                       const std::optional<AskedData>& data) {
  std::optional<TestedData> tested;
  if (data && draft.faults.empty()) {
    const fs::path from = fs::absolute(folder);
    std::error_code ignored;                // who can't be written to is said when the tests are written
    fs::create_directories(from, ignored);  // for a path from there to lead to the dataset
    tested = {fs::absolute(request.data).lexically_proximate(from).generic_string(), from, data->as_of};
  }
  const std::string document = draft.faults.empty() ? read_resolved_policy(request).document : "{}";
  return tests_of_assumed(draft, document, policy_from(request, folder), assumed, tested);
}

std::string tests_text(const CommandLine& request, const Tested& tested) {
  if (tested.findings.empty() && tested.assumed.empty()) return "";
  if (request.write_tests.empty()) {
    return say(request.language, "--write-tests THƯ_MỤC ghi lại từng chỗ trên thành ca kiểm thử\n",
               "--write-tests FOLDER keeps the findings above as tests\n");
  }
  std::vector<FindingTest> all = tested.findings;
  all.insert(all.end(), tested.assumed.begin(), tested.assumed.end());
  const std::size_t written = write_tests(request, all);
  return std::to_string(written) + say(request.language, " ca kiểm thử đã ghi vào ", " tests written to ") +
         request.write_tests + "\n";
}

/// The assumed values that decide something and that no test pins.
std::string unpinned_text(const Policy& policy, const std::vector<AssumedValue>& assumed,
                          const std::vector<FindingTest>& tests, Language language) {
  std::string text;
  for (std::size_t i = 0; i < tests.size(); ++i) {
    if (!tests[i].document.empty() || assumed[i].decides.empty()) continue;
    text += say(language, "không có ca kiểm thử: ", "no test: ") +
            policy->assumptions[assumed[i].assumption].pointer + ": " + say(language, tests[i].why) + "\n";
  }
  return text;
}

/// The findings that no test stands beside, each with the reason.
std::string untested_text(const PolicyDraft& draft, const std::vector<RankedFault>& faults,
                          const std::vector<PolicyFinding>& findings, const std::vector<FindingTest>& tests,
                          Language language) {
  std::string text;
  for (std::size_t i = 0; i < tests.size(); ++i) {
    if (!tests[i].document.empty()) continue;
    const std::string& subject =
        i < faults.size() ? draft.faults[faults[i].fault].criterion : findings[i - faults.size()].subject;
    text += say(language, "không có ca kiểm thử: ", "no test: ") + subject + " [" + tests[i].code +
            "]: " + say(language, tests[i].why) + "\n";
  }
  return text;
}

/// Whether a diagnostic is about what the policy says, and not about whether it can be read on this day.
bool about_policy(const Diagnostic& each) {
  return each.code != "policy.unreadable" && each.code != "policy.not_in_force" &&
         each.code != "policy.no_day";
}

/// Keeps a test for each thing that a policy is refused for.
void keep_tests_of_refusal(const CommandLine& request, std::span<const Diagnostic> refusal) {
  if (!std::ranges::all_of(refusal, about_policy)) return;
  const PolicyFiles files(request.policy);
  const std::string& day = request.at.empty() ? request.as_of : request.at;
  const auto tests = [&](const fs::path& folder) {
    return tests_of_refusal(files.documents(), policy_from(request, folder),
                            day.empty() ? std::nullopt : Date::parse(day), refusal);
  };
  if (!request.write_tests.empty()) (void)write_tests(request, tests(request.write_tests));
  if (request.format == Format::json) print(refusal_document(refusal, tests(folder_of_policy(request))));
}

/// @throws InvalidInput if the policy is refused, after tests of that are kept
PolicyDraft draft_to_check(const CommandLine& request) {
  try {
    return read_draft(request);
  } catch (const InvalidInput& invalid) {
    keep_tests_of_refusal(request, invalid.diagnostics());
    throw;
  }
}

/// Checks the policy as it stands on the day that is asked about.
int check_on_day(const CommandLine& request) {
  const PolicyDraft draft = draft_to_check(request);
  const Policy& policy = draft.policy;
  const Language language = request.language;
  const std::vector<PolicyFinding> findings = check_policy(policy);
  const std::optional<AskedData> data = asked_data(draft, request);
  const std::vector<RankedFault> faults =
      rank_faults(draft, data ? &data->portfolio : nullptr, data ? data->as_of : Date{});
  const std::vector<AssumedValue> assumed = assumed_by(draft, request, data);
  bool mistakes = !faults.empty();
  std::string text = faults_text(draft, request.policy, faults, language);
  for (const PolicyFinding& finding : findings) {
    const bool mistake = finding.weight == FindingWeight::mistake;
    mistakes = mistakes || mistake;
    text += (mistake ? say(language, "sai: ", "mistake: ") : say(language, "lưu ý: ", "notice: ")) +
            finding.subject + ": " + say(language, finding.message) + " [" + finding.code + "]\n";
  }
  const bool kept = !request.write_tests.empty();
  const auto tested_in = [&](const fs::path& folder) {
    Tested tested{finding_tests(request, folder, draft, faults, findings), {}};
    if (kept || request.format == Format::json)
      tested.assumed = assumed_tests(request, folder, draft, assumed, data);
    return tested;
  };
  if (request.format == Format::json) {
    if (kept) (void)tests_text(request, tested_in(request.write_tests));
    const Tested beside = tested_in(folder_of_policy(request));
    print(check_document(draft, faults, findings, assumed, beside.findings, beside.assumed));
    return mistakes ? wrong_input : done;
  }
  const Tested tested = tested_in(kept ? fs::path(request.write_tests) : folder_of_policy(request));
  if (!request.tests.empty() && draft.faults.empty()) text += unexercised_text(request);
  text += untested_text(draft, faults, findings, tested.findings, language);
  text += unpinned_text(policy, assumed, tested.assumed, language);
  text += tests_text(request, tested);
  text += assumptions_text(policy, language);
  text += decisions_text(policy, assumed, language);
  text +=
      std::to_string(policy->assumptions.size()) + say(language, " giá trị giả định\n", " assumed values\n");
  print(text);
  return mistakes ? wrong_input : done;
}

/// A day of each time during which a dated policy stands as it is; empty if no value has a date.
std::vector<Date> days_to_check(const CommandLine& request) {
  std::vector<Date> days = days_of_change(PolicyFiles(request.policy).documents());
  if (!days.empty()) days.insert(days.begin(), days.front().plus_days(-1));
  return days;
}

/// Checks a dated policy once for each time during which it stands as it is.
int check_all_days(const CommandLine& request, const std::vector<Date>& days) {
  int status = done;
  for (const Date day : days) {
    CommandLine on_day = request;
    on_day.at = day.text();
    if (!request.write_tests.empty()) on_day.write_tests += "/" + on_day.at;
    print((day == days.front() ? say(request.language, "Đến hết ngày ", "Until ")
                               : say(request.language, "Từ ngày ", "From ")) +
          on_day.at + "\n");
    try {
      status = std::max(status, check_on_day(on_day));
    } catch (const InvalidInput& invalid) {
      const bool only_out_of_force = std::ranges::all_of(
          invalid.diagnostics(), [](const Diagnostic& each) { return each.code == "policy.not_in_force"; });
      if (!only_out_of_force) throw;
      print(say(request.language, "văn bản không có hiệu lực\n", "the document is not in force\n"));
    }
    if (day != days.back()) print("\n");
  }
  return status;
}

}  // namespace

int run_check(const CommandLine& request) {
  // One document, or what an as-of day sees, is of one day.
  const bool of_one_day = !request.at.empty() || !request.as_of.empty() || request.format == Format::json;
  const std::vector<Date> days = of_one_day ? std::vector<Date>() : days_to_check(request);
  return days.empty() ? check_on_day(request) : check_all_days(request, days);
}

namespace {

/// `/below_average/months = 3  [city.json: /overrides/…]`; the place alone where the value stands as written.
std::string origins_text(const ResolvedPolicy& resolved) {
  std::string text;
  for (const ResolvedValue& each : resolved.values) {
    const bool moved = each.written.pointer != each.pointer;
    text += each.pointer + " = " + each.value + "  [" + each.written.file +
            (moved ? ": " + each.written.pointer : "") + "]\n";
  }
  return text;
}

std::string origins_document(const ResolvedPolicy& resolved) {
  auto values = nlohmann::ordered_json::array();
  for (const ResolvedValue& each : resolved.values) {
    values.push_back({{"pointer", each.pointer},
                      {"value", nlohmann::ordered_json::parse(each.value)},
                      {"written", {{"file", each.written.file}, {"pointer", each.written.pointer}}}});
  }
  return values.dump(1) + "\n";
}

}  // namespace

int run_policy_show(const CommandLine& request) {
  const ResolvedPolicy resolved = read_resolved_policy(request);
  switch (request.format) {
    case Format::json:
      print(resolved.document);
      break;
    case Format::origins:
      print(origins_document(resolved));
      break;
    default:
      print(origins_text(resolved));
  }
  return done;
}

int run_explain(const CommandLine& request) {
  const Inputs inputs = read_inputs(request);
  refuse_missing(missing_levels(inputs.policy, inputs.portfolio, {}), inputs.portfolio, inputs.policy);
  const std::vector<Evidence> evidence =
      unit_evidence(inputs.policy, inputs.portfolio, *Date::parse(request.as_of), request.unit);
  if (evidence.empty()) {
    throw InvalidInput({{.code = "explain.no_evidence",
                         .place = Place{.file = request.data},
                         .message = "nothing is said of a unit \"" + request.unit + "\"",
                         .expected = "the id of a unit of the policy's level",
                         .remedy = "mend --unit; the command assess lists the units"}});
  }
  if (request.format == Format::json) {
    print(evidence_document(inputs.policy, inputs.portfolio, request.unit, *Date::parse(request.as_of),
                            evidence));
    return done;
  }
  std::string text;
  for (const Evidence& each : evidence)
    text += "[" + each.rule + "] " + explanation(inputs.policy, each, request.language) + "\n";
  print(text + ratings_of_unit(inputs, request));
  return done;
}

}  // namespace giaingan::tool
