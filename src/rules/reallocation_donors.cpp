#include "giaingan/figures/selection.hpp"
#include "giaingan/figures/threshold.hpp"
#include "giaingan/policy/pool_id.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "rules/reallocation_parties.hpp"

namespace giaingan::inline v1 {
namespace {

std::string name_of(const Facts& facts, Index name) {
  return name == none ? std::string() : facts.names[static_cast<std::size_t>(name)];
}

std::string pool_value(const Facts& facts, const Allocation& allocation, PoolKey key) {
  switch (key) {
    case PoolKey::source:
      return name_of(facts, allocation.source);
    case PoolKey::programme:
      return name_of(facts, allocation.programme);
    case PoolKey::carried_from:
      return allocation.carried_from == 0 ? std::string() : std::to_string(allocation.carried_from);
    case PoolKey::carried_over:
      return allocation.carried_from == 0 ? "" : "carried_over";
    case PoolKey::locality:
      return name_of(facts, allocation.locality);
    case PoolKey::owner:
      return allocation.owner == none ? std::string()
                                      : facts.units[static_cast<std::size_t>(allocation.owner)].id;
    case PoolKey::assigned_by:
      return name_of(facts, allocation.assigned_by);
    case PoolKey::project:
      break;
  }
  return allocation.project == none ? std::string()
                                    : facts.projects[static_cast<std::size_t>(allocation.project)].id;
}

/// The values of an allocation's pool by their numbers: as many as keys, and quick to compare.
void number_pool(const Allocation& allocation, const std::vector<PoolKey>& keys,
                 std::vector<Index>& numbers) {
  numbers.clear();
  for (const PoolKey key : keys) {
    switch (key) {
      case PoolKey::source:
        numbers.push_back(allocation.source);
        break;
      case PoolKey::programme:
        numbers.push_back(allocation.programme);
        break;
      case PoolKey::carried_from:
        numbers.push_back(allocation.carried_from);
        break;
      case PoolKey::carried_over:
        numbers.push_back(allocation.carried_from == 0 ? 0 : 1);
        break;
      case PoolKey::locality:
        numbers.push_back(allocation.locality);
        break;
      case PoolKey::owner:
        numbers.push_back(allocation.owner);
        break;
      case PoolKey::assigned_by:
        numbers.push_back(allocation.assigned_by);
        break;
      case PoolKey::project:
        numbers.push_back(allocation.project);
        break;
    }
  }
}

std::string own_pool(const Facts& facts, const Allocation& allocation, const std::vector<PoolKey>& keys) {
  std::vector<std::string> values;
  values.reserve(keys.size());
  for (const PoolKey key : keys)
    values.push_back(pool_value(facts, allocation, key));
  return pool_id(values);
}

/// Pools that exchange, each with the id of the pool that they form together.
std::map<std::string, std::string> joined_pools(const std::vector<Exchange>& exchanges) {
  std::map<std::string, std::string> joined;
  for (const Exchange& exchange : exchanges) {
    std::vector<std::string> pools;
    pools.reserve(exchange.pools.size());
    for (const std::string& pool : exchange.pools)
      pools.push_back(pool_id(pool_values(pool)));
    const std::string id = exchange_id(pools);
    for (const std::string& pool : pools)
      joined.emplace(pool, id);
  }
  return joined;
}

/// What one allocation of a donor can release.
DonorAllocation donor_allocation(const RoundContext& context, std::size_t i, bool exempt) {
  const RoundFigures& figures = context.figures;
  const Round& round = context.round;
  const auto& forecast = figures.forecast[i];
  DonorAllocation donor{.allocation = static_cast<Index>(i),
                        .pool = context.pools.of_allocation[i],
                        .amounts = figures.amounts[i],
                        .committed = {figures.committed[i]},
                        .floor = std::max(figures.amounts[i].disbursed, Dong{figures.committed[i]}),
                        .exempt = exempt};
  const Int128 plan = donor.amounts.plan.value;
  if (forecast) donor.forecast = shown(*forecast);
  const bool unknown = round.release.formula == ReleaseFormula::to_forecast && !forecast;
  const std::int64_t wanted = unknown
                                  ? 0
                                  : steps_up(wanted_of(round.release, round, plan,
                                                       donor.amounts.disbursed.value, forecast.value_or(0)),
                                             round.step);
  const std::int64_t limit = steps_down(plan - donor.floor.value, round.step);
  donor.lacks_forecast = unknown;
  donor.wanted = shown(Int128{wanted} * round.step.value);
  donor.limit = shown(Int128{limit} * round.step.value);
  donor.release = exempt ? Dong{0} : shown(Int128{std::min(wanted, limit)} * round.step.value);
  return donor;
}

/// What every unit as a whole must lose. An allocation without a forecast can't say what it has too much, and
/// so adds nothing to it.
std::vector<Int128> wanted_of_units(const RoundContext& context) {
  struct Sums {
    Int128 plan = 0;
    Int128 disbursed = 0;
    Int128 forecast = 0;
  };
  const RoundFigures& figures = context.figures;
  const bool by_forecast = context.round.release.formula == ReleaseFormula::to_forecast;
  std::vector<Sums> sums(context.donor_units.of_group.size());
  for (std::size_t i = 0; i < figures.amounts.size(); ++i) {
    const Index unit = context.donor_units.grouping.of_allocation[i];
    if (!figures.in_scope[i] || unit == none || (by_forecast && !figures.forecast[i])) continue;
    Sums& sum = sums[static_cast<std::size_t>(unit)];
    sum.plan += figures.amounts[i].plan.value;
    sum.disbursed += figures.amounts[i].disbursed.value;
    sum.forecast += figures.forecast[i].value_or(0);
  }
  std::vector<Int128> wanted;
  wanted.reserve(sums.size());
  for (const Sums& sum : sums)
    wanted.push_back(wanted_of(context.round.release, context.round, sum.plan, sum.disbursed, sum.forecast));
  return wanted;
}

}  // namespace

Pools pools_of(const Facts& facts, const RoundFigures& figures, const Round& round) {
  auto unmet = joined_pools(round.exchange);
  const auto joined = unmet;
  std::map<std::vector<Index>, std::size_t> tuples;  // the places of their pools, in order of appearance
  std::map<std::string, std::size_t> places;
  std::vector<Index> numbers;
  Pools pools;
  pools.of_allocation.resize(facts.allocations.size(), 0);
  for (std::size_t i = 0; i < facts.allocations.size(); ++i) {
    if (!figures.in_scope[i]) continue;
    number_pool(facts.allocations[i], round.pool_by, numbers);
    auto tuple = tuples.find(numbers);
    if (tuple == tuples.end()) {
      std::string id = own_pool(facts, facts.allocations[i], round.pool_by);
      unmet.erase(id);
      if (const auto exchange = joined.find(id); exchange != joined.end()) id = exchange->second;
      tuple = tuples.emplace(numbers, places.emplace(id, places.size()).first->second).first;
    }
    pools.of_allocation[i] = tuple->second;
  }
  std::vector<std::size_t> sorted(places.size());
  for (const auto& [id, place] : places) {
    sorted[place] = pools.ids.size();
    pools.ids.push_back(id);
  }
  for (std::size_t i = 0; i < facts.allocations.size(); ++i) {
    if (figures.in_scope[i]) pools.of_allocation[i] = sorted[pools.of_allocation[i]];
  }
  for (const auto& [id, exchange] : unmet)
    pools.unknown.push_back(id);
  return pools;
}

RoundContext context_of(const Portfolio& portfolio, const Round& round) {
  RoundContext context{portfolio, round, figures_of(portfolio, round), {}, {}, {}};
  context.pools = pools_of(*portfolio, context.figures, round);
  context.donor_units = sums_of(portfolio, context.figures, round.donor_level);
  const Threshold required(Rational(round.required_ratio.value), Comparison::at_least, round.compare_at);
  for (const Amounts& amounts : context.donor_units.of_group) {
    context.gives.push_back(context.figures.month && amounts.plan.value > 0 && !required.met_by(amounts));
  }
  return context;
}

Citation criterion_citation(const Round& round) {
  const bool average = round.recipients.criterion == RecipientCriterion::average;
  return resting_on(average ? round.recipients.average.citation : round.required_ratio.citation,
                    round.recipients.citation);
}

namespace {

/// What a required ratio is called: by its milestone, if it has one.
std::string required_object(const Round& round) {
  return round.milestone.empty() ? "required_ratio" : round.milestone;
}

/// Evidence that a unit's ratio does or doesn't reach a threshold; its rule, object and clause are left open.
Evidence reached(const RoundContext& context, const std::string& unit, const Amounts& amounts,
                 const AverageValue& held_against) {
  const Round& round = context.round;
  Evidence evidence;
  evidence.subject = unit;
  evidence.basis = round.basis.id;
  evidence.month = context.figures.month;
  evidence.amounts = amounts;
  evidence.right = held_against.value;
  evidence.right_amounts = held_against.amounts;
  evidence.compare_at = round.compare_at;
  const auto ratio = context.figures.month ? amounts.ratio() : std::nullopt;
  if (ratio) evidence.left = Rational(*ratio);
  if (!ratio || !held_against.value) return evidence;
  const Threshold bound(*held_against.value, Comparison::at_least, round.compare_at);
  evidence.holds = bound.met_by(amounts);
  if (!*evidence.holds) evidence.distance = bound.shortfall(amounts);
  return evidence;
}

}  // namespace

Evidence donor_evidence(const RoundContext& context, const std::string& unit, const Amounts& amounts) {
  Evidence evidence = reached(context, unit, amounts, required_ratio(context.round));
  evidence.rule = "reallocation.donor";
  evidence.object = required_object(context.round);
  evidence.citation = context.round.required_ratio.citation;
  return evidence;
}

Evidence recipient_evidence(const RoundContext& context, const std::string& unit, const Amounts& amounts,
                            const AverageValue& criterion) {
  const RecipientRule& recipients = context.round.recipients;
  Evidence evidence = reached(context, unit, amounts, criterion);
  evidence.rule = "reallocation.recipient";
  evidence.object = recipients.criterion == RecipientCriterion::average ? recipients.average.id
                                                                        : required_object(context.round);
  evidence.citation = criterion_citation(context.round);
  return evidence;
}

std::vector<std::size_t> find_donors(const RoundContext& context, ReallocationResult& result,
                                     Instance& instance) {
  const Facts& facts = *context.portfolio;
  const Round& round = context.round;
  const UnitSums& units = context.donor_units;

  const std::vector<Int128> wanted_of_unit = wanted_of_units(context);
  std::vector<std::size_t> donor_of_unit(units.of_group.size(), 0);
  for (std::size_t unit = 0; unit < units.of_group.size(); ++unit) {
    const Amounts& amounts = units.of_group[unit];
    const std::string& id = units.grouping.ids[unit];
    if (context.figures.month && units.has_allocations[unit] && amounts.plan.value == 0)
      result.findings.push_back({"undefined_ratio", id});
    if (!context.gives[unit]) continue;
    const Int128 wanted = wanted_of_unit[unit];
    const std::int64_t limit = steps_up(wanted, round.step);
    donor_of_unit[unit] = result.donors.size();
    instance.donor_limits.push_back(limit);
    result.donors.push_back({.unit = id,
                             .amounts = amounts,
                             .evidence = donor_evidence(context, id, amounts),
                             .wanted = shown(wanted),
                             .limit = shown(Int128{limit} * round.step.value)});
  }

  const std::vector<bool> exempt = round.exempt ? select_allocations(context.portfolio, *round.exempt)
                                                : std::vector<bool>(facts.allocations.size(), false);
  for (std::size_t i = 0; i < facts.allocations.size(); ++i) {
    const auto allocation = static_cast<Index>(i);
    if (!context.figures.in_scope[i]) continue;
    if (units.of(allocation) == none) result.findings.push_back({"no_donor_unit", facts.allocations[i].id});
    if (!context.is_donor(allocation)) continue;
    DonorAllocation donor = donor_allocation(context, i, exempt[i]);
    donor.donor = donor_of_unit[static_cast<std::size_t>(units.of(allocation))];
    if (!donor.exempt && donor.lacks_forecast)
      result.findings.push_back({"no_forecast", facts.allocations[i].id});
    result.donor_allocations.push_back(donor);
  }

  std::vector<ServingKey> key_of;
  key_of.reserve(result.donor_allocations.size());
  for (const DonorAllocation& donor : result.donor_allocations) {
    key_of.push_back({result.donors[donor.donor].amounts.ratio(), donor.amounts.ratio(),
                      static_cast<std::size_t>(donor.allocation)});
  }
  std::vector<std::size_t> order(key_of.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return comes_before(key_of[a], key_of[b], ServingOrder::ascending);
  });
  std::vector<ServingKey> keys;
  for (const std::size_t i : order) {
    const DonorAllocation& donor = result.donor_allocations[i];
    instance.releases.push_back({donor.donor, donor.pool, donor.release.value / round.step.value});
    keys.push_back(key_of[i]);
  }
  set_precedence(instance.releases, keys, round.ties);
  return order;
}

}  // namespace giaingan::inline v1
