#include "policy_tests/fact_reading.hpp"

#include "giaingan/assessment/medium_term_run.hpp"
#include "giaingan/assessment/round_run.hpp"
#include "giaingan/policy/engine_metrics.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace giaingan::inline v1 {
namespace {

const char* column_of(ProjectDate date) {
  switch (date) {
    case ProjectDate::approved_on:
      return "approved_on";
    case ProjectDate::started_on:
      return "started_on";
    case ProjectDate::completed_on:
      return "completed_on";
    case ProjectDate::settlement_submitted_on:
      return "settlement_submitted_on";
    case ProjectDate::settled_on:
      break;
  }
  return "settled_on";
}

/// The column of allocations that pools are told apart by; empty for the required ones.
std::string_view column_of(PoolKey key) {
  switch (key) {
    case PoolKey::source:
      return "source";
    case PoolKey::programme:
      return "programme";
    case PoolKey::carried_from:
    case PoolKey::carried_over:
      return "carried_from";
    case PoolKey::locality:
      return "locality";
    case PoolKey::assigned_by:
      return "assigned_by";
    case PoolKey::owner:
    case PoolKey::project:
      break;
  }
  return "";
}

/// Gathers what is read, section by section.
class Sections {
 public:
  Sections(const PolicySections& policy, Date as_of)
      : policy_(policy), as_of_(as_of), month_(month_as_of(policy.year, as_of)) {
    tables({"units"});
  }

  /// What follows is read as of another day.
  void turn_to(Date as_of) {
    as_of_ = as_of;
    month_ = month_as_of(policy_.year, as_of);
  }

  void assessment(const std::string& level_asked) {
    tables({"allocations", "plan_changes", "disbursements", "projects", "schedule"});
    disbursement(level_asked);
    for (const Average& each : policy_.averages)
      average(each);
    if (policy_.below_average) below_average(*policy_.below_average);
    obligations();
    project_checks(project_finding_codes);
    if (policy_.project_checks && policy_.project_checks->reconciliation) {
      tables({"ledgers"});
      const auto& systems = policy_.project_checks->reconciliation->systems;
      reading_.ledgers.insert(systems.begin(), systems.end());
    }
  }

  /// Of other rules what a metric of the rubric counts, and no more.
  void evaluation() {
    tables({"allocations", "plan_changes", "disbursements", "projects"});
    if (!policy_.evaluation) return;
    basis(policy_.evaluation->basis);
    level(policy_.evaluation->level);
    const std::set<std::string> read = read_metrics(*policy_.evaluation);
    for (const std::string& id : read) {
      if (!is_engine_metric(id)) metric(id);
    }
    for (const EngineMetricName& each : engine_metrics) {
      if (read.contains(std::string(each.id))) engine_metric(each.metric);
    }
  }

  void obligations() {
    if (!policy_.obligations) return;
    for (const Obligation& each : policy_.obligations->obligations) {
      if (!each.event.empty()) event(each.event, {"period"});
    }
  }

  void round(const Round& round) {
    turn_to(round.as_of);
    tables({"allocations", "disbursements", "projects", "commitments", "requests"});
    // A cut must fit what has been decided since the round's day.
    table("plan_changes", *Date::from(policy_.year + 1, 12, 31));
    reading_.requests.insert(round.id);
    ceilings_of_projects();
    basis(round.basis);
    level(round.donor_level);
    level(round.recipients.level);
    if (round.recipients.criterion == RecipientCriterion::average) average(round.recipients.average);
    if (round.exempt) filter(*round.exempt);
    for (const PoolKey key : round.pool_by)
      columns("allocations", {std::string(column_of(key))});
    tiers(round.tiers);
    bars(round.bars);
    project_checks(round.barring_findings);
    if (round.release.formula == ReleaseFormula::to_forecast) forecast(round.release.forecast);
    if (!round.owner_capacity.empty()) metric(round.owner_capacity);
  }

  void tiers_alone(const Round& round) {
    tables({"allocations", "projects"});
    tiers(round.tiers);
  }

  void adjustment(const MediumTermAdjustment& adjustment) {
    tables({"allocations", "projects", "plan_changes", "requests"});
    reading_.requests.insert(adjustment.id);
    ceilings_of_projects();
    tiers(adjustment.tiers);
    bars(adjustment.bars);
    project_checks(adjustment.barring_findings);
    project_checks(adjustment.donors.findings);
    for (const DonorEvent& each : adjustment.donors.events)
      event(each.type, {"period"});
  }

  void revenue() {
    tables(
        {"allocations", "plan_changes", "disbursements", "projects", "commitments", "revenues", "ledgers"});
    columns("allocations", {"source"});
    if (!policy_.revenue) return;
    for (const RevenueSource& each : policy_.revenue->sources) {
      reading_.revenues.insert(each.source);
      reading_.ledgers.insert(each.ledger);
      basis(each.basis);
      level(each.level);
      tiers(each.tiers);
      if (!each.offset.metric.empty()) metric(each.offset.metric);
    }
  }

  FactReading take() { return std::move(reading_); }

 private:
  void table(std::string_view name, Date until) {
    Date& last = reading_.tables.try_emplace(std::string(name), until).first->second;
    last = std::max(last, until);
  }
  void tables(std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names)
      table(name, as_of_);
  }
  void columns(const char* table, std::initializer_list<std::string> names) {
    reading_.columns[table].insert(names);
  }
  void metric(const std::string& id) {
    tables({"metrics"});
    reading_.metrics.insert(id);
  }
  /// No `default`: a new metric must say.
  void engine_metric(EngineMetric metric) {
    switch (metric) {
      case EngineMetric::final_ratio:
      case EngineMetric::plan:
      case EngineMetric::disbursed:
        return;  // on the rubric's own basis
      case EngineMetric::milestones_missed:
        return milestones();
      case EngineMetric::months_below_average:
      case EngineMetric::times_flagged:
      case EngineMetric::flagged:
      case EngineMetric::violations:
        if (policy_.below_average) below_average(*policy_.below_average);
        return;
      case EngineMetric::schedule_adherence:
        tables({"schedule"});
        return basis(policy_.disbursement.basis);
      case EngineMetric::capital_returned:
      case EngineMetric::capital_returned_subjective:
      case EngineMetric::returns_subjective:
        return event("returned_capital", {"amount", "cause"});
      case EngineMetric::reports_late:
      case EngineMetric::reports_missing:
      case EngineMetric::duties_late:
      case EngineMetric::duties_missing:
        return obligations();
      case EngineMetric::new_starts_late:
        return project_checks(std::array{ProjectFindingCode::new_start_late});
      case EngineMetric::procedures_late:
        return project_checks(std::array{ProjectFindingCode::procedures_late});
      case EngineMetric::funding_past_limit:
        return project_checks(std::array{ProjectFindingCode::funding_past_limit});
      case EngineMetric::settlements_overdue:
        return project_checks(std::array{ProjectFindingCode::settlement_overdue});
      case EngineMetric::investment_raised:
        return project_checks(std::array{ProjectFindingCode::investment_raised});
    }
  }
  void event(const std::string& type, std::initializer_list<std::string> columns) {
    tables({"events"});
    reading_.events[type].insert(columns);
  }

  void level(std::string_view levels) {
    while (!levels.empty()) {
      const std::string_view each = levels.substr(0, levels.find('/'));
      levels.remove_prefix(std::min(levels.size(), each.size() + 1));
      if (each == "source" || each == "programme" || each == "locality") {
        columns("allocations", {std::string(each)});
      } else if (each == "carried_over") {
        columns("allocations", {"carried_from"});
      }
      constexpr std::array of_columns{"source",       "programme", "locality",
                                      "carried_over", "project",   "allocation"};
      if (std::ranges::find(of_columns, each) == of_columns.end()) columns("units", {"parent"});
    }
  }

  void filter(const AllocationFilter& filter) {
    const auto of = [this](const char* table, const char* column, bool read) {
      if (read) columns(table, {column});
    };
    of("allocations", "carried_from", filter.carried_over != CarriedOver::included);
    of("allocations", "locality", !filter.locality.empty());
    of("allocations", "source", !filter.source.empty());
    of("allocations", "programme", !filter.programme.empty());
    of("allocations", "assigned_by", !filter.assigned_by.empty());
    of("projects", "group", !filter.group.empty());
    of("projects", "phase", !filter.phase.empty());
    of("projects", "priority", !filter.priority.empty());
    for (const AllocationFilter& each : filter.any_of)
      this->filter(each);
    for (const AllocationFilter& each : filter.none_of)
      this->filter(each);
  }

  void basis(const Basis& basis) {
    filter(basis.scope);
    if (!basis.assigned_by.empty()) {
      columns("allocations", {"assigned_by"});
      columns("plan_changes", {"assigned_by"});
    }
    if (basis.estimates == Estimates::counted && month_) reading_.estimates_at.push_back(*month_);
  }

  void average(const Average& average) {
    if (average.kind == AverageKind::external) {
      tables({"references"});
      reading_.references.insert(average.reference);
    } else if (average.kind != AverageKind::norm) {
      basis(average.basis);
      level(average.level);
    }
  }

  void disbursement(const std::string& level_asked) {
    const DisbursementPolicy& section = policy_.disbursement;
    basis(section.basis);
    level(level_asked.empty() ? section.level : level_asked);
    for (const Basis& each : section.headlines)
      basis(each);
    for (const std::string& each : section.groupings)
      level(each);
    for (const Average& each : section.averages)
      average(each);
    milestones();
  }

  void milestones() {
    for (const Milestone& each : policy_.disbursement.milestones) {
      basis(each.basis);
      filter(each.scope);
    }
  }

  void below_average(const BelowAveragePolicy& section) {
    basis(section.basis);
    level(section.level);
    for (const Average& each : section.references)
      average(each);
    if (section.spans_years) tables({"earlier_runs"});
    if (section.combine == CombineReferences::each) columns("earlier_runs", {"reference"});
    for (const std::string& type : section.violation_events)
      event(type, {"period", "amount"});
  }

  void forecast(const Forecast& forecast) {
    if (forecast.method == ForecastMethod::schedule)
      table("schedule", month_end(policy_.year, forecast.last));
    if (forecast.method == ForecastMethod::estimate)
      reading_.forecast_until = std::max(reading_.forecast_until.value_or(forecast.last), forecast.last);
  }

  void tiers(const std::vector<Tier>& tiers) {
    for (const Tier& each : tiers)
      filter(each.condition);
  }

  void bars(const std::vector<Bar>& bars) {
    if (std::ranges::find(bars, Bar::settled) != bars.end()) columns("projects", {"settled_on"});
  }

  /// What there is room for under a project's total investment and its medium-term plan.
  void ceilings_of_projects() {
    columns("projects", {"total_investment", "funded_before", "medium_term_plan", "medium_term_used"});
    columns("allocations", {"carried_from"});
  }

  template <class Codes>
  void project_checks(const Codes& codes) {
    if (!policy_.project_checks || std::ranges::empty(codes)) return;
    tables({"projects", "plan_changes"});
    for (const ProjectFindingCode code : codes)
      project_check(code, *policy_.project_checks);
  }

  void project_check(ProjectFindingCode code, const ProjectChecksPolicy& checks) {
    switch (code) {
      case ProjectFindingCode::funding_past_limit:
        if (checks.funding_limits) columns("projects", {"group", "first_funded_year", "completed_on"});
        return;
      case ProjectFindingCode::new_start_late:
        return date_checks(checks, DateCheckKind::new_start);
      case ProjectFindingCode::procedures_late:
        return date_checks(checks, DateCheckKind::procedures);
      case ProjectFindingCode::settlement_overdue:
        if (!checks.settlement.empty())
          columns("projects", {"group", "phase", "completed_on", "settlement_submitted_on", "settled_on"});
        return;
      case ProjectFindingCode::investment_raised:
        if (!checks.investment_raised) return;
        event("total_investment_raised", {"period", "amount"});
        event("raise_approved", {"period"});
        return;
      case ProjectFindingCode::above_total_investment:
        if (checks.total_investment) columns("projects", {"total_investment", "funded_before"});
        return;
      case ProjectFindingCode::above_medium_term:
      case ProjectFindingCode::outside_medium_term:
        break;
    }
    if (!checks.medium_term) return;
    columns("projects", {"medium_term_plan", "medium_term_used"});
    columns("allocations", {"carried_from"});
  }

  void date_checks(const ProjectChecksPolicy& checks, DateCheckKind kind) {
    for (const DateCheck& each : checks.date_checks) {
      if (each.kind != kind) continue;
      columns("projects", {column_of(each.date)});
      if (!each.projects.phase.empty()) columns("projects", {"phase"});
      if (!each.projects.group.empty()) columns("projects", {"group"});
      if (!each.projects.programme.empty()) columns("allocations", {"programme"});
    }
  }

  const PolicySections& policy_;
  Date as_of_;
  std::optional<BudgetMonth> month_;
  FactReading reading_;
};

}  // namespace

std::optional<FactReading> reading_of(const Policy& policy, const CaseQuestion& question) {
  const Round* round = find_round(policy, question.round);
  const MediumTermAdjustment* adjustment = find_adjustment(policy, question.round);
  const bool of_round = question.kind == QuestionKind::reallocate || question.kind == QuestionKind::tiers;
  const bool of_adjustment = question.kind == QuestionKind::medium_term;
  if ((of_round && round == nullptr) || (of_adjustment && adjustment == nullptr)) return std::nullopt;
  Sections sections(*policy, of_round ? round->as_of : of_adjustment ? adjustment->as_of : *question.as_of);
  switch (question.kind) {
    case QuestionKind::assess:
      sections.assessment(question.level);
      break;
    case QuestionKind::evaluate:
      sections.evaluation();
      break;
    case QuestionKind::reallocate:
      sections.round(*round);
      break;
    case QuestionKind::medium_term:
      sections.adjustment(*adjustment);
      break;
    case QuestionKind::revenue:
      sections.revenue();
      break;
    case QuestionKind::obligations:
      sections.obligations();
      break;
    case QuestionKind::tiers:
      sections.tiers_alone(*round);
      break;
    case QuestionKind::rate:
    case QuestionKind::calendar:
      break;
  }
  for (const std::string& id : question.after) {
    if (const Round* earlier = find_round(policy, id)) sections.round(*earlier);
  }
  return sections.take();
}

}  // namespace giaingan::inline v1
