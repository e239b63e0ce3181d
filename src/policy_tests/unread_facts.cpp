#include "policy_tests/unread_facts.hpp"

#include "giaingan/assessment/medium_term_run.hpp"
#include "giaingan/assessment/round_run.hpp"
#include "giaingan/policy/engine_metrics.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "input/text.hpp"

namespace giaingan::inline v1 {
namespace {

using Names = std::set<std::string, std::less<>>;

/// What the sections that answer a question read.
struct Reading {
  Names tables{"units", "allocations"};
  Names metrics;
  Names references;
  Names requests;  ///< rounds and adjustments
  Names events;    ///< types
};

/// Gathers what is read, section by section.
class Sections {
 public:
  explicit Sections(const PolicySections& policy) : policy_(policy) {}

  void average(const Average& average) {
    if (average.kind != AverageKind::external) return;
    reading_.tables.insert("references");
    reading_.references.insert(average.reference);
  }

  void ratios() { reading_.tables.insert({"plan_changes", "disbursements", "projects"}); }

  void project_checks() {
    if (!policy_.project_checks) return;
    reading_.tables.insert({"projects", "plan_changes"});
    if (policy_.project_checks->reconciliation) reading_.tables.insert("ledgers");
    if (policy_.project_checks->investment_raised) event_types({"total_investment_raised", "raise_approved"});
  }

  void obligations() {
    if (!policy_.obligations) return;
    for (const Obligation& each : policy_.obligations->obligations) {
      if (!each.event.empty()) event_types({each.event});
    }
  }

  void assessment() {
    ratios();
    reading_.tables.insert("schedule");
    for (const Average& each : policy_.averages)
      average(each);
    for (const Average& each : policy_.disbursement.averages)
      average(each);
    if (policy_.below_average) {
      for (const Average& each : policy_.below_average->references)
        average(each);
      if (policy_.below_average->spans_years) reading_.tables.insert("earlier_runs");
      for (const std::string& type : policy_.below_average->violation_events)
        event_types({type});
    }
    obligations();
    project_checks();
  }

  void evaluation() {
    assessment();
    event_types({"returned_capital"});
    if (!policy_.evaluation) return;
    for (const std::string& id : read_metrics(*policy_.evaluation)) {
      if (!is_engine_metric(id)) metric(id);
    }
  }

  void round(const Round& round) {
    ratios();
    project_checks();
    reading_.tables.erase("ledgers");
    reading_.tables.insert({"commitments", "requests"});
    reading_.requests.insert(round.id);
    if (round.release.formula == ReleaseFormula::to_forecast &&
        round.release.forecast.method == ForecastMethod::schedule)
      reading_.tables.insert("schedule");
    if (round.recipients.criterion == RecipientCriterion::average) average(round.recipients.average);
    if (!round.owner_capacity.empty()) metric(round.owner_capacity);
  }

  void tiers() { reading_.tables.insert("projects"); }

  void adjustment(const MediumTermAdjustment& adjustment) {
    project_checks();
    reading_.tables.erase("ledgers");
    reading_.tables.insert({"projects", "plan_changes", "requests"});
    reading_.requests.insert(adjustment.id);
    for (const DonorEvent& each : adjustment.donors.events)
      event_types({each.type});
  }

  void revenue() {
    ratios();
    reading_.tables.insert({"commitments", "revenues", "ledgers"});
    if (!policy_.revenue) return;
    for (const RevenueSource& each : policy_.revenue->sources) {
      if (!each.offset.metric.empty()) metric(each.offset.metric);
    }
  }

  Reading take() { return std::move(reading_); }

 private:
  void metric(const std::string& id) {
    reading_.tables.insert("metrics");
    reading_.metrics.insert(id);
  }
  void event_types(std::initializer_list<std::string> types) {
    reading_.tables.insert("events");
    reading_.events.insert(types);
  }

  const PolicySections& policy_;
  Reading reading_;
};

/// Nothing where the question is of a round or an adjustment that the policy hasn't.
std::optional<Reading> reading_of(const Policy& policy, const CaseQuestion& question) {
  Sections sections(*policy);
  switch (question.kind) {
    case QuestionKind::assess:
      sections.assessment();
      break;
    case QuestionKind::evaluate:
      sections.evaluation();
      break;
    case QuestionKind::reallocate:
      if (find_round(policy, question.round) == nullptr) return std::nullopt;
      sections.round(*find_round(policy, question.round));
      break;
    case QuestionKind::medium_term:
      if (find_adjustment(policy, question.round) == nullptr) return std::nullopt;
      sections.adjustment(*find_adjustment(policy, question.round));
      break;
    case QuestionKind::revenue:
      sections.revenue();
      break;
    case QuestionKind::obligations:
      sections.obligations();
      break;
    case QuestionKind::tiers:
      sections.tiers();
      break;
    case QuestionKind::rate:
    case QuestionKind::calendar:
      break;
  }
  for (const std::string& id : question.after) {
    if (const Round* round = find_round(policy, id)) sections.round(*round);
  }
  return sections.take();
}

std::string listed(const Names& names) {
  std::string text;
  for (const std::string& name : names)
    text += (text.empty() ? "" : ", ") + name;
  return text.empty() ? "none" : text;
}

/// A column of a table whose values name what reads them.
struct NamingColumn {
  const char* table;
  const char* column;
  const Names& read;
  const char* excuse;  ///< a member of the result that lists what nothing reads; may be null
};

}  // namespace

std::vector<Diagnostic> unread_facts(const Policy& policy, const TestCase& test,
                                     const std::string& test_file) {
  std::vector<Diagnostic> problems;
  if (test.given == nullptr) return problems;
  const auto read = reading_of(policy, *test.question);
  if (!read) return problems;
  const Reading& reading = *read;
  const std::string asked = std::string("the question ") + question_text(test.question->kind);
  for (const auto& [table, rows] : test.given->members) {
    if (rows.items.empty() || reading.tables.contains(table)) continue;
    problems.push_back(test_problem(test_file, pointer_to(test.pointer + "/given", table),
                                    "policy_test.unread", asked + " reads no " + table + " under this policy",
                                    "only facts that are read: " + listed(reading.tables),
                                    "delete the table"));
  }
  const NamingColumn columns[] = {{"metrics", "metric", reading.metrics, "unread_metrics"},
                                  {"references", "reference", reading.references, nullptr},
                                  {"requests", "round", reading.requests, "findings"},
                                  {"events", "type", reading.events, nullptr}};
  for (const NamingColumn& each : columns) {
    const Json* rows = test.given->find(each.table);
    if (rows == nullptr || !reading.tables.contains(std::string_view(each.table))) continue;
    if (each.excuse != nullptr && test.expect->find(each.excuse) != nullptr) continue;
    for (std::size_t i = 0; i < rows->items.size(); ++i) {
      const Json* name = rows->items[i].find(each.column);
      if (name == nullptr || each.read.contains(name->text)) continue;
      problems.push_back(test_problem(
          test_file, test.pointer + "/given/" + each.table + "/" + std::to_string(i) + "/" + each.column,
          "policy_test.unread",
          asked + " reads no " + each.table + " of the " + each.column + " " + in_quotes(name->text),
          "one of " + listed(each.read), "delete the row, or correct the name"));
    }
  }
  return problems;
}

}  // namespace giaingan::inline v1
