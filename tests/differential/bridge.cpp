#include "differential/bridge.hpp"

#include <limits>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace differential {
namespace {

using oracle::Integer;
using oracle::Rational;

// One column of rows: what `get` makes of each.
template <class Row, class Get>
auto column(const std::vector<Row>& rows, Get get) {
  std::vector<decltype(get(rows.front()))> values;
  for (const Row& row : rows)
    values.push_back(get(row));
  return values;
}

// One text column, borrowed from the rows.
template <class Row>
std::vector<std::string_view> texts(const std::vector<Row>& rows, std::string Row::*member) {
  std::vector<std::string_view> values;
  for (const Row& row : rows)
    values.emplace_back(row.*member);
  return values;
}

std::optional<giaingan::Dong> dong(const std::optional<std::int64_t>& amount) {
  if (!amount) return std::nullopt;
  return giaingan::Dong{*amount};
}

std::optional<giaingan::Date> date(const std::optional<oracle::Date>& day) {
  if (!day) return std::nullopt;
  return date_of(*day);
}

void add_projects(giaingan::PortfolioBuilder& builder, const oracle::Facts& facts) {
  std::vector<giaingan::Project> projects;
  for (const oracle::Project& row : facts.projects) {
    giaingan::Project project;
    project.id = row.id;
    project.group = row.group;
    project.phase = row.phase;
    project.priority = row.priority;
    project.total_investment = dong(row.total_investment);
    project.funded_before = {row.funded_before};
    project.first_funded_year = row.first_funded_year;
    project.medium_term_plan = dong(row.medium_term_plan);
    project.medium_term_used = {row.medium_term_used};
    project.approved_on = date(row.approved_on);
    project.started_on = date(row.started_on);
    project.completed_on = date(row.completed_on);
    project.settlement_submitted_on = date(row.settlement_submitted_on);
    project.settled_on = date(row.settled_on);
    projects.push_back(project);
  }
  builder.add_projects(projects);
}

void add_allocations(giaingan::PortfolioBuilder& builder, const oracle::Facts& facts) {
  using Row = oracle::Allocation;
  const auto& rows = facts.allocations;
  const auto ids = texts(rows, &Row::id);
  const auto projects = texts(rows, &Row::project);
  const auto owners = texts(rows, &Row::owner);
  const auto localities = texts(rows, &Row::locality);
  const auto sources = texts(rows, &Row::source);
  const auto programmes = texts(rows, &Row::programme);
  const auto givers = texts(rows, &Row::assigned_by);
  const auto carried = column(rows, [](const Row& row) { return row.carried_from.value_or(0); });
  const auto plans = column(rows, [](const Row& row) { return row.plan; });
  builder.add_allocations({ids, projects, owners, localities, sources, programmes, carried, plans, givers});
}

void add_plan_changes(giaingan::PortfolioBuilder& builder, const oracle::Facts& facts) {
  using Row = oracle::PlanChange;
  const auto& rows = facts.plan_changes;
  const auto ids = texts(rows, &Row::allocation);
  const auto days = column(rows, [](const Row& row) { return date_of(row.date); });
  const auto changes = column(rows, [](const Row& row) { return row.change; });
  const auto decisions = texts(rows, &Row::decision);
  const auto givers = texts(rows, &Row::assigned_by);
  builder.add_plan_changes({ids, days, changes, decisions, givers});
}

void add_disbursements(giaingan::PortfolioBuilder& builder, const oracle::Facts& facts) {
  using Row = oracle::Disbursement;
  const auto& rows = facts.disbursements;
  const auto ids = texts(rows, &Row::allocation);
  const auto months = column(rows, [](const Row& row) { return giaingan::BudgetMonth{row.month}; });
  const auto amounts = column(rows, [](const Row& row) { return row.disbursed; });
  const auto kinds = column(rows, [](const Row& row) {
    return row.kind == Row::Kind::actual ? giaingan::DisbursementKind::actual
                                         : giaingan::DisbursementKind::estimate;
  });
  builder.add_disbursements({ids, months, amounts, kinds});
}

void add_schedule(giaingan::PortfolioBuilder& builder, const oracle::Facts& facts) {
  using Row = oracle::Scheduled;
  if (facts.schedule.empty()) return;
  const auto ids = texts(facts.schedule, &Row::allocation);
  const auto months = column(facts.schedule, [](const Row& row) { return giaingan::BudgetMonth{row.month}; });
  const auto amounts = column(facts.schedule, [](const Row& row) { return row.scheduled; });
  builder.add_schedule({ids, months, amounts});
}

void add_commitments(giaingan::PortfolioBuilder& builder, const oracle::Facts& facts) {
  using Row = oracle::Commitment;
  const auto ids = texts(facts.commitments, &Row::allocation);
  const auto months =
      column(facts.commitments, [](const Row& row) { return giaingan::BudgetMonth{row.month}; });
  const auto amounts = column(facts.commitments, [](const Row& row) { return row.committed; });
  builder.add_commitments({ids, months, amounts});
}

void add_requests(giaingan::PortfolioBuilder& builder, const oracle::Facts& facts) {
  using Row = oracle::Request;
  const auto ids = texts(facts.requests, &Row::allocation);
  const auto rounds = texts(facts.requests, &Row::round);
  const auto requested = column(facts.requests, [](const Row& row) { return row.requested; });
  const auto absorbable = column(facts.requests, [](const Row& row) { return row.absorbable; });
  builder.add_requests({ids, rounds, requested, absorbable});
}

void add_references(giaingan::PortfolioBuilder& builder, const oracle::Facts& facts) {
  std::vector<giaingan::Reference> references;
  for (const oracle::Reference& row : facts.references) {
    giaingan::Reference reference;
    reference.reference = row.reference;
    reference.month = {row.month};
    reference.basis = row.basis;
    reference.plan = dong(row.plan);
    reference.disbursed = dong(row.disbursed);
    if (row.percent) reference.percent = ratio_of(*row.percent / 100);
    reference.percent_decimals = 1;
    references.push_back(reference);
  }
  builder.add_references(references);
}

void add_events(giaingan::PortfolioBuilder& builder, const oracle::Facts& facts) {
  std::vector<giaingan::EventRow> events;
  for (const oracle::Event& row : facts.events) {
    events.push_back({row.unit, row.type, row.period, date_of(row.date), dong(row.amount), row.cause});
  }
  builder.add_events(events);
}

void add_metrics(giaingan::PortfolioBuilder& builder, const oracle::Facts& facts) {
  std::vector<giaingan::MetricRow> metrics;
  for (const oracle::Metric& row : facts.metrics)
    metrics.push_back({row.unit, row.metric, ratio_of(row.value)});
  builder.add_metrics(metrics);
}

void add_revenues(giaingan::PortfolioBuilder& builder, const oracle::Facts& facts) {
  std::vector<giaingan::Revenue> revenues;
  for (const oracle::Revenue& row : facts.revenues)
    revenues.push_back({row.source, {row.month}, {row.estimated}, {row.collected}});
  builder.add_revenues(revenues);
}

void add_ledgers(giaingan::PortfolioBuilder& builder, const oracle::Facts& facts) {
  using Row = oracle::LedgerRow;
  const auto ids = texts(facts.ledgers, &Row::allocation);
  const auto months = column(facts.ledgers, [](const Row& row) { return giaingan::BudgetMonth{row.month}; });
  const auto systems = texts(facts.ledgers, &Row::system);
  const auto plans = column(facts.ledgers, [](const Row& row) { return row.plan; });
  const auto disbursed = column(facts.ledgers, [](const Row& row) { return row.disbursed; });
  builder.add_ledgers({ids, months, systems, plans, disbursed});
}

std::vector<std::string> list(const std::optional<std::set<std::string>>& wanted) {
  return wanted ? std::vector<std::string>(wanted->begin(), wanted->end()) : std::vector<std::string>{};
}

giaingan::AllocationFilter filter_of(const oracle::Scope& scope) {
  giaingan::AllocationFilter filter;
  filter.source = list(scope.sources);
  filter.programme = list(scope.programmes);
  filter.assigned_by = list(scope.assigned_by);
  filter.group = list(scope.groups);
  filter.phase = list(scope.phases);
  using Carried = oracle::Scope::Carried;
  if (scope.carried == Carried::only) filter.carried_over = giaingan::CarriedOver::only;
  if (scope.carried == Carried::without) filter.carried_over = giaingan::CarriedOver::excluded;
  return filter;
}

}  // namespace

giaingan::Date date_of(oracle::Date date) {
  return giaingan::Date::from(date.year, static_cast<unsigned>(date.month), static_cast<unsigned>(date.day))
      .value();
}

giaingan::Ratio ratio_of(const Rational& value) {
  return {static_cast<std::int64_t>(numerator(value)), static_cast<std::int64_t>(denominator(value))};
}

giaingan::Portfolio portfolio_of(const oracle::Facts& facts) {
  return portfolio_of(facts, {});
}

giaingan::Portfolio portfolio_of(const oracle::Facts& facts, const oracle::BelowAverage& rule) {
  giaingan::PortfolioBuilder builder(facts.year);
  using Row = oracle::Unit;
  const auto ids = texts(facts.units, &Row::id);
  const auto kinds = texts(facts.units, &Row::kind);
  const auto parents = texts(facts.units, &Row::parent);
  builder.add_units({ids, ids, kinds, parents});
  if (!facts.projects.empty()) add_projects(builder, facts);
  add_allocations(builder, facts);
  add_plan_changes(builder, facts);
  add_disbursements(builder, facts);
  add_schedule(builder, facts);
  add_commitments(builder, facts);
  add_requests(builder, facts);
  add_references(builder, facts);
  add_events(builder, facts);
  add_metrics(builder, facts);
  add_revenues(builder, facts);
  add_ledgers(builder, facts);
  std::vector<giaingan::EarlierRunMonth> runs;
  for (const auto& [key, months] : rule.earlier_run) {
    const auto slash = rule.combine == oracle::BelowAverage::Combine::each ? key.rfind('/') : key.npos;
    const std::string reference = slash == key.npos ? "" : key.substr(slash + 1);
    for (const int month : months)
      runs.push_back({key.substr(0, slash), reference, {month}});
  }
  builder.add_earlier_runs(runs);
  return std::move(builder).build();
}

giaingan::Basis basis_of(const oracle::Reading& reading) {
  giaingan::Basis basis;
  basis.id = reading.basis.name;
  if (reading.basis.without_supplements_after) {
    basis.plan = giaingan::PlanBasis::without_supplements;
    basis.supplements_until = date_of(*reading.basis.without_supplements_after);
  }
  if (reading.basis.plan == oracle::Basis::Plan::initial) basis.plan = giaingan::PlanBasis::initial;
  basis.assigned_by = list(reading.basis.assigned_by);
  basis.scope = filter_of(reading.scope);
  if (reading.estimates == oracle::Reading::Estimates::counted) {
    basis.estimates = giaingan::Estimates::counted;
  }
  return basis;
}

giaingan::Average average_of(const oracle::Average& average) {
  giaingan::Average made;
  made.id = average.name;
  made.basis = basis_of(average.reading);
  made.level = average.level;
  made.norm.value = ratio_of(average.norm);
  made.reference = average.reference;
  switch (average.kind) {
    case oracle::Average::Kind::weighted:
      made.kind = giaingan::AverageKind::weighted;
      break;
    case oracle::Average::Kind::mean:
      made.kind = giaingan::AverageKind::mean;
      break;
    case oracle::Average::Kind::norm:
      made.kind = giaingan::AverageKind::norm;
      break;
    case oracle::Average::Kind::external:
      made.kind = giaingan::AverageKind::external;
      break;
  }
  return made;
}

giaingan::DisbursementPolicy disbursement_policy_of(const oracle::World& world) {
  using oracle::Ranking;
  giaingan::DisbursementPolicy policy;
  policy.basis = basis_of(world.reading);
  policy.level = world.level;
  if (world.ranking.ties == Ranking::Ties::dense) policy.ties = giaingan::RankTies::dense;
  if (world.ranking.ties == Ranking::Ties::ordinal) policy.ties = giaingan::RankTies::ordinal;
  policy.tiebreak = giaingan::RankTiebreak::id;
  if (world.ranking.tiebreak == Ranking::Tiebreak::plan_desc) {
    policy.tiebreak = giaingan::RankTiebreak::larger_plan;
  }
  if (world.ranking.tiebreak == Ranking::Tiebreak::disbursed_desc) {
    policy.tiebreak = giaingan::RankTiebreak::larger_disbursed;
  }
  if (world.reading.compare_at) policy.compare_at = ratio_of(*world.reading.compare_at);
  for (const oracle::Average& average : world.averages)
    policy.averages.push_back(average_of(average));
  for (const oracle::Milestone& milestone : world.milestones) {
    giaingan::Milestone made;
    made.id = milestone.id;
    made.by = date_of(milestone.by);
    made.ratio.value = ratio_of(milestone.ratio);
    if (milestone.op == oracle::Milestone::Operator::above) made.comparison = giaingan::Comparison::more_than;
    if (milestone.level == oracle::Milestone::Level::target) made.level = giaingan::MilestoneLevel::target;
    made.basis = basis_of(world.reading);
    made.scope = filter_of(milestone.reading.scope);
    policy.milestones.push_back(made);
  }
  return policy;
}

giaingan::BelowAveragePolicy below_average_policy_of(const oracle::BelowAverage& rule) {
  using oracle::BelowAverage;
  const auto gap = [](BelowAverage::Month month) {
    if (month == BelowAverage::Month::skipped) return giaingan::MonthGap::skipped;
    if (month == BelowAverage::Month::counts) return giaingan::MonthGap::counts;
    return giaingan::MonthGap::breaks;
  };
  giaingan::BelowAveragePolicy policy;
  policy.basis = basis_of(rule.reading);
  policy.level = rule.level;
  policy.months.value = rule.months;
  policy.first_month = {rule.first_month};
  policy.last_month = {rule.last_month};
  for (const oracle::Average& reference : rule.references)
    policy.references.push_back(average_of(reference));
  if (rule.combine == BelowAverage::Combine::all) policy.combine = giaingan::CombineReferences::all;
  if (rule.combine == BelowAverage::Combine::each) policy.combine = giaingan::CombineReferences::each;
  if (rule.combine == BelowAverage::Combine::by_level) {
    policy.combine = giaingan::CombineReferences::by_level;
    for (const auto& [kind, name] : rule.reference_of_kind) {
      for (std::size_t i = 0; i < rule.references.size(); ++i) {
        if (rule.references[i].name == name) policy.reference_of_kind.emplace_back(kind, i);
      }
    }
  }
  policy.spans_years = !rule.earlier_run.empty();
  policy.undefined = gap(rule.undefined);
  policy.unreported = gap(rule.unreported);
  if (rule.reading.compare_at) policy.compare_at = ratio_of(*rule.reading.compare_at);
  policy.violation_events = {"violation"};
  return policy;
}

std::optional<Rational> exact(const std::optional<giaingan::Rational>& value) {
  if (!value) return std::nullopt;
  return Rational(Integer(value->numerator_text()), Integer(value->denominator_text()));
}

std::optional<Rational> exact(const std::optional<giaingan::Ratio>& value) {
  if (!value) return std::nullopt;
  return Rational(Integer(value->num), Integer(value->den));
}

std::optional<Integer> exact(const std::optional<giaingan::Dong>& value) {
  if (!value) return std::nullopt;
  return Integer(value->value);
}

std::optional<Integer> within_int64(const std::optional<Integer>& value) {
  if (!value || *value > std::numeric_limits<std::int64_t>::max() ||
      *value < std::numeric_limits<std::int64_t>::min()) {
    return std::nullopt;
  }
  return value;
}

}  // namespace differential
