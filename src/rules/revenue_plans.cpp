#include "giaingan/rules/revenue_plans.hpp"

#include "giaingan/exact/int128.hpp"
#include "giaingan/figures/grouping.hpp"
#include "giaingan/figures/selection.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "figures/one_pool.hpp"
#include "figures/serving_order.hpp"

namespace giaingan::inline v1 {
namespace {

/// The last row of the source on or before the month, or null.
const Revenue* last_row(const Facts& facts, const std::string& source, std::optional<BudgetMonth> month) {
  const Revenue* found = nullptr;
  if (!month) return found;
  for (const Revenue& row : facts.revenues) {
    if (row.source == source && row.month <= *month) found = &row;
  }
  return found;
}

/// One source on one day.
class Source {
 public:
  Source(const RevenueSource& policy, const Portfolio& portfolio, Date as_of, RevenueResult& result)
      : policy_(policy), portfolio_(portfolio), facts_(*portfolio), as_of_(as_of), result_(result) {}

  SourcePlans review(std::size_t place) {
    plans_.source = place;
    find_allocations();
    find_expected();
    find_offset();
    find_shortfall();
    cut();
    find_ledger();
    propose();
    return std::move(plans_);
  }

 private:
  void find(const char* code, const std::string& subject = "") {
    result_.findings.push_back({code, policy_.source, subject});
  }
  [[nodiscard]] const std::string& id(Index allocation) const {
    return facts_.allocations[static_cast<std::size_t>(allocation)].id;
  }
  [[nodiscard]] std::int64_t steps(Dong amount) const { return amount.value / policy_.step.value; }

  void find_allocations();
  void sum_units(const std::vector<bool>& in_scope, const Grouping& units);
  [[nodiscard]] Amounts amounts_of(Index allocation) const;
  void find_expected();
  void find_offset();
  void find_shortfall();
  void cut();
  void cut_tier(std::size_t tier, std::int64_t& left);
  [[nodiscard]] std::vector<std::size_t> order_of_cuts(std::size_t tier) const;
  void say_what_bounds();
  void find_ledger();
  void sum_ledger(LedgerCeiling& ledger);
  void propose();

  const RevenueSource& policy_;
  const Portfolio& portfolio_;
  const Facts& facts_;
  Date as_of_;
  RevenueResult& result_;
  SourcePlans plans_;
  std::vector<std::optional<Ratio>> unit_ratio_;  ///< of every allocation of the source
};

Amounts Source::amounts_of(Index allocation) const {
  Amounts amounts{.plan = plan_on(facts_, allocation, policy_.basis, as_of_), .disbursed = {}};
  if (result_.month)
    amounts.disbursed = disbursed_at(facts_, allocation, policy_.basis.estimates, *result_.month);
  return amounts;
}

/// The ratio of every allocation's unit: over all that the unit has in scope, of whatever source.
void Source::sum_units(const std::vector<bool>& in_scope, const Grouping& units) {
  std::vector<Amounts> sums(units.ids.size());
  for (std::size_t i = 0; i < in_scope.size(); ++i) {
    const Index unit = units.of_allocation[i];
    if (!in_scope[i] || unit == none) continue;
    const Amounts amounts = amounts_of(static_cast<Index>(i));
    sums[static_cast<std::size_t>(unit)].plan.value += amounts.plan.value;
    sums[static_cast<std::size_t>(unit)].disbursed.value += amounts.disbursed.value;
  }
  for (const RevenueAllocation& each : plans_.allocations) {
    const Index unit = units.of_allocation[static_cast<std::size_t>(each.allocation)];
    unit_ratio_.push_back(unit == none ? std::nullopt : sums[static_cast<std::size_t>(unit)].ratio());
  }
}

void Source::find_allocations() {
  const std::vector<bool> in_scope = select_allocations(portfolio_, policy_.basis.scope);
  const Grouping units = group_by_level(portfolio_, policy_.level);
  std::vector<std::vector<bool>> in_tier;
  in_tier.reserve(policy_.tiers.size());
  for (const Tier& tier : policy_.tiers)
    in_tier.push_back(select_allocations(portfolio_, tier.condition));
  for (std::size_t i = 0; i < facts_.allocations.size(); ++i) {
    const Index source = facts_.allocations[i].source;
    if (!in_scope[i] || source == none || facts_.names[static_cast<std::size_t>(source)] != policy_.source)
      continue;
    RevenueAllocation each{.allocation = static_cast<Index>(i), .amounts = amounts_of(static_cast<Index>(i))};
    const Index unit = units.of_allocation[i];
    if (unit != none) each.unit = units.ids[static_cast<std::size_t>(unit)];
    if (unit == none) find("no_unit", id(each.allocation));
    if (result_.month) each.committed = facts_.committed.at(each.allocation, *result_.month);
    each.floor = std::max(each.amounts.disbursed, each.committed);
    const auto tier =
        std::ranges::find_if(in_tier, [&](const std::vector<bool>& members) { return members[i]; });
    if (tier != in_tier.end()) {
      each.tier = static_cast<std::size_t>(tier - in_tier.begin());
      const Dong above{std::max(std::int64_t{0}, each.amounts.plan.value - each.floor.value)};
      each.release = {steps(above) * policy_.step.value};
    } else {
      find("no_tier", id(each.allocation));
    }
    plans_.plans.value += each.amounts.plan.value;
    plans_.allocations.push_back(std::move(each));
  }
  if (plans_.allocations.empty()) find("no_allocation");
  sum_units(in_scope, units);
}

void Source::find_expected() {
  const Revenue* row = last_row(facts_, policy_.source, result_.month);
  if (row == nullptr) {
    find("no_revenue");
    return;
  }
  plans_.revenue_month = row->month;
  plans_.estimated = row->estimated;
  plans_.collected = row->collected;
  plans_.expected = policy_.expected == ExpectedRevenue::collected ? row->collected
                                                                   : std::max(row->estimated, row->collected);
}

void Source::find_offset() {
  const RevenueOffset& offset = policy_.offset;
  plans_.offset = offset.amount;
  if (offset.metric.empty()) return;
  const auto metric = std::ranges::find_if(facts_.metrics, [&](const Metric& each) {
    return each.metric == offset.metric &&
           facts_.units[static_cast<std::size_t>(each.unit)].id == offset.unit;
  });
  if (metric == facts_.metrics.end()) {
    find("no_offset", offset.unit);
    return;
  }
  const Int128 whole = floor_divide(metric->value.num, metric->value.den);
  if (whole < 0) find("negative_offset", offset.unit);
  plans_.offset = {static_cast<std::int64_t>(std::max(Int128{0}, whole))};
}

void Source::find_shortfall() {
  plans_.evidence = {.rule = "revenue.shortfall",
                     .subject = policy_.source,
                     .object = "revenue_plans",
                     .basis = policy_.basis.id,
                     .month = plans_.revenue_month,
                     .quantity = Quantity::amount,
                     .comparison = Comparison::at_least,
                     .right = Rational(plans_.plans.value),
                     .citation = shortfall_citation(policy_)};
  if (!plans_.expected) return;
  const Int128 paid_for = Int128{plans_.expected->value} + plans_.offset.value;
  plans_.shortfall = Dong{static_cast<std::int64_t>(std::max(Int128{0}, plans_.plans.value - paid_for))};
  plans_.evidence.left = Rational::from_int128(paid_for);
  plans_.evidence.holds = plans_.shortfall->value == 0;
  if (!*plans_.evidence.holds) plans_.evidence.distance = plans_.shortfall;
}

/// Places of the tier's allocations: the worst ratio first, or for shares the first of equal remainders
/// first.
std::vector<std::size_t> Source::order_of_cuts(std::size_t tier) const {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < plans_.allocations.size(); ++i) {
    if (plans_.allocations[i].tier == tier) order.push_back(i);
  }
  const auto claim = [&](std::size_t place) -> RemainderClaim {
    const RevenueAllocation& each = plans_.allocations[place];
    return {{unit_ratio_[place], each.amounts.ratio(), place}, each.release.value};
  };
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return policy_.cut_order == CutOrder::worst_ratio_first
               ? comes_before(claim(a).key, claim(b).key, ServingOrder::ascending)
               : takes_before(claim(a), claim(b), policy_.ties);
  });
  return order;
}

/// Takes what is left to cut, in steps, from one tier. One source is one pool and nothing else couples its
/// allocations, so the division of §12 is a walk, or shares of one level: the total over all releases.
void Source::cut_tier(std::size_t tier, std::int64_t& left) {
  const std::vector<std::size_t> order = order_of_cuts(tier);
  std::vector<std::int64_t> releases;
  std::int64_t all = 0;
  for (const std::size_t i : order) {
    releases.push_back(steps(plans_.allocations[i].release));
    all += releases.back();
  }
  const std::int64_t total = std::min(left, all);
  const auto shares = policy_.cut_order == CutOrder::proportional ? share_in_proportion(total, releases)
                                                                  : share_in_order(total, releases);
  for (std::size_t i = 0; i < order.size(); ++i)
    plans_.allocations[order[i]].cut = {shares[i] * policy_.step.value};
  left -= total;
  plans_.tiers.push_back({tier, {all * policy_.step.value}, {total * policy_.step.value}});
}

void Source::cut() {
  std::int64_t left =
      static_cast<std::int64_t>(ceil_divide(plans_.shortfall.value_or(Dong{}).value, policy_.step.value));
  for (std::size_t tier = policy_.tiers.size(); tier-- > 0;)
    cut_tier(tier, left);
  for (const RevenueTier& tier : plans_.tiers)
    plans_.cut.value += tier.cut.value;
  if (plans_.shortfall) {
    plans_.uncovered = Dong{std::max(std::int64_t{0}, plans_.shortfall->value - plans_.cut.value)};
    if (plans_.uncovered->value > 0) find("uncovered");
  }
  say_what_bounds();
}

void Source::say_what_bounds() {
  for (RevenueAllocation& each : plans_.allocations) {
    each.bound_by = !plans_.shortfall          ? RevenueCutBound::unknown_shortfall
                    : !each.tier               ? RevenueCutBound::no_tier
                    : each.cut == each.release ? RevenueCutBound::floor
                                               : RevenueCutBound::covered;
  }
}

void Source::sum_ledger(LedgerCeiling& ledger) {
  Int128 sum = 0;
  bool beyond = false;
  std::vector<bool> has_row(plans_.allocations.size(), false);
  std::size_t each = 0;
  for (const LedgerEntry& row : facts_.ledger) {
    if (row.month != *result_.month || row.system != policy_.ledger) continue;
    while (each < has_row.size() && plans_.allocations[each].allocation < row.allocation)
      ++each;
    if (each == has_row.size() || plans_.allocations[each].allocation != row.allocation) continue;
    has_row[each] = true;
    sum += row.plan.value;
    if (!beyond && sum > std::numeric_limits<std::int64_t>::max()) {
      beyond = true;
      find("ledger_beyond_int64", id(row.allocation));
    }
  }
  ledger.without_row = static_cast<std::size_t>(std::ranges::count(has_row, false));
  if (ledger.without_row == has_row.size()) {
    ledger.without_row = 0;
    ledger.entered = plans_.plans;
    return;
  }
  ledger.entered_by = EnteredBy::ledger;
  for (std::size_t i = 0; i < has_row.size(); ++i) {
    if (!has_row[i]) find("no_ledger_row", id(plans_.allocations[i].allocation));
  }
  if (!beyond) ledger.entered = Dong{static_cast<std::int64_t>(sum)};
}

void Source::find_ledger() {
  if (!plans_.collected) return;
  LedgerCeiling ledger{.ceiling = std::min(plans_.plans, *plans_.collected)};
  sum_ledger(ledger);
  ledger.evidence = {.rule = "revenue.ledger",
                     .subject = policy_.source,
                     .object = policy_.ledger,
                     .basis = policy_.basis.id,
                     .month = result_.month,
                     .quantity = Quantity::amount,
                     .left = Rational(ledger.ceiling.value),
                     .comparison = Comparison::at_least,
                     .citation = resting_on(policy_.settings.deciding(policy_.citation, {"ledger"}),
                                            policy_.basis.citation)};
  // Rows that are missing can only add to what stands there: an excess is sure without them, its size isn't.
  const bool complete = ledger.without_row == 0;
  if (ledger.entered && (complete || *ledger.entered > ledger.ceiling)) {
    ledger.evidence.right = Rational(ledger.entered->value);
    ledger.excess = Dong{std::max(std::int64_t{0}, ledger.entered->value - ledger.ceiling.value)};
    ledger.evidence.holds = ledger.excess->value == 0;
    if (!*ledger.evidence.holds) {
      if (complete) ledger.evidence.distance = ledger.excess;
      find("ledger_excess");
    }
  }
  plans_.ledger = std::move(ledger);
}

void Source::propose() {
  for (const RevenueAllocation& each : plans_.allocations) {
    if (each.cut.value == 0) continue;
    result_.plan_changes.push_back(
        {each.allocation, as_of_.plus_days(1), {-each.cut.value}, "revenue:" + policy_.source});
  }
}

/// Revenue up to the month of sources that the policy doesn't name: a misspelt id must not be left out
/// silently.
void find_unnamed_sources(const RevenuePolicy& policy, const Facts& facts, RevenueResult& result) {
  std::set<std::string> unnamed;
  for (const Revenue& row : facts.revenues) {
    if (!result.month || row.month > *result.month) continue;
    if (std::ranges::find(policy.sources, row.source, &RevenueSource::source) == policy.sources.end())
      unnamed.insert(row.source);
  }
  for (const std::string& source : unnamed)
    result.findings.push_back({"unnamed_source", source, ""});
}

}  // namespace

std::optional<Dong> unallocated(const SourcePlans& plans) noexcept {
  return plans.estimated ? checked_subtract(*plans.estimated, plans.plans) : std::nullopt;
}

Citation shortfall_citation(const RevenueSource& source) {
  Citation citation = source.settings.deciding(source.citation, {"expected", "basis"});
  return resting_on(resting_on(std::move(citation), source.offset.citation), source.basis.citation);
}

Citation cut_citation(const RevenueSource& source, const Tier& tier) {
  const Citation order = source.settings.deciding(
      source.citation, {"tiers", "tiers_of_round", "cut_order", "level", "ties", "step"});
  return resting_on(resting_on(tier.citation, order), shortfall_citation(source));
}

RevenueResult review_revenue_plans(const RevenuePolicy& policy, const Portfolio& portfolio, Date as_of) {
  RevenueResult result{.as_of = as_of, .month = month_as_of(portfolio->year, as_of)};
  if (!result.month) result.findings.push_back({"no_month", "", ""});
  for (std::size_t i = 0; i < policy.sources.size(); ++i)
    result.sources.push_back(Source(policy.sources[i], portfolio, as_of, result).review(i));
  find_unnamed_sources(policy, *portfolio, result);
  std::ranges::sort(result.findings, [](const RevenueFinding& a, const RevenueFinding& b) {
    return std::tie(a.code, a.source, a.subject) < std::tie(b.code, b.source, b.subject);
  });
  std::ranges::stable_sort(result.plan_changes, {}, &PlanChange::allocation);
  return result;
}

}  // namespace giaingan::inline v1
