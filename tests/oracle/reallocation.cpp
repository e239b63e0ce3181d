#include "oracle/reallocation.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>

#include "oracle/round_states.hpp"

namespace oracle {
namespace {

template <class Which>
Sums sum_of(const std::vector<State>& states, Which which) {
  Sums sums;
  for (const State& state : states) {
    if (!state.in_scope || !which(state)) continue;
    sums.plan += state.plan;
    sums.disbursed += state.disbursed;
  }
  return sums;
}

// The published figure, half up, if officials compare those.
Rational compared(const Rational& value, const Round& round) {
  if (!round.compare_at) return value;
  return Rational(floor(value / *round.compare_at + Rational(1, 2))) * *round.compare_at;
}

bool below(const Rational& value, const Rational& threshold, const Round& round) {
  return compared(value, round) < compared(threshold, round);
}

// What is wanted of a plan P, whether one allocation's or a whole donor's.
Integer wanted(const Sums& sums, const Round& round) {
  switch (round.release) {
    case Round::Release::to_milestone: {
      const Rational enough = sums.disbursed / round.required_ratio;
      if (round.op == Round::Operator::at_least) return sums.plan - floor(enough);
      return std::min(sums.plan, Integer(sums.plan - ceil(enough) + 1));
    }
    case Round::Release::to_forecast:
      return sums.plan - std::max(sums.disbursed, sums.forecast);
    case Round::Release::share:
      return floor(round.share * std::max(Integer(0), Integer(sums.plan - sums.disbursed)));
  }
  throw std::logic_error("a release of no kind");
}

Integer steps_up(const Integer& amount, const Round& round) {
  return std::max(Integer(0), ceil(Rational(amount, round.step)));
}

Integer steps_down(const Rational& amount, const Round& round) {
  return std::max(Integer(0), floor(amount / round.step));
}

Integer release_of(const State& state, const Round& round) {
  const bool forecast_needed = round.release == Round::Release::to_forecast;
  if (forecast_needed && !state.forecast) return 0;
  const Integer want = wanted({state.plan, state.disbursed, state.forecast.value_or(0)}, round);
  const Rational limit(state.plan - std::max(state.disbursed, state.committed));
  return std::min(steps_up(want, round), steps_down(limit, round));
}

// The same formula on the donor's sums. An allocation without a forecast can't say what it has too much, and
// so adds nothing to what the donor must lose.
Integer limit_of(const std::vector<State>& states, const std::string& unit, const Round& round) {
  Sums sums;
  for (const State& state : states) {
    if (!state.in_scope || state.donor_unit != unit) continue;
    if (round.release == Round::Release::to_forecast && !state.forecast) continue;
    sums.plan += state.plan;
    sums.disbursed += state.disbursed;
    sums.forecast += state.forecast.value_or(0);
  }
  return steps_up(wanted(sums, round), round);
}

std::string own_pool_of(const Allocation& allocation, const Round& round) {
  std::string id;
  for (const std::string& column : round.pool_by) {
    if (&column != &round.pool_by.front()) id += "/";
    if (column == "source") id += allocation.source;
    if (column == "programme") id += allocation.programme;
    if (column == "owner") id += allocation.owner;
    if (column == "locality") id += allocation.locality;
    if (column == "project") id += allocation.project;
    if (column == "assigned_by") id += allocation.assigned_by;
    if (column == "carried_over" && allocation.carried_from) id += "carried_over";
    if (column == "carried_from" && allocation.carried_from) id += std::to_string(*allocation.carried_from);
  }
  return id;
}

// Pools that may exchange are one pool.
std::string pool_of(const Allocation& allocation, const Round& round) {
  const std::string own = own_pool_of(allocation, round);
  for (const auto& group : round.exchange) {
    if (group.count(own) == 0) continue;
    std::string id;
    for (const std::string& pool : group)
      id += (pool == *group.begin() ? "" : "+") + pool;
    return id;
  }
  return own;
}

// The room of a project: what its total investment and its medium-term plan leave, shared by all its
// allocations.
std::optional<Integer> project_room(const std::vector<State>& states, const Project& project,
                                    const Round& round) {
  Integer plans = 0;
  Integer plans_of_the_year = 0;
  for (const State& state : states) {
    if (state.project.id != project.id) continue;
    plans += state.plan;
    if (!state.allocation->carried_from) plans_of_the_year += state.plan;
  }
  std::optional<Integer> room;
  if (project.total_investment) {
    room = steps_down(Rational(Integer(*project.total_investment) - project.funded_before - plans), round);
  }
  if (project.medium_term_plan) {
    const Integer medium = steps_down(
        Rational(Integer(*project.medium_term_plan) - project.medium_term_used - plans_of_the_year), round);
    if (!room || medium < *room) room = medium;
  }
  return room;
}

std::optional<Integer> capacity_of(const Facts& facts, const std::string& owner, const Round& round) {
  if (!round.capacity_metric) return std::nullopt;
  for (const auto& metric : facts.metrics) {
    if (metric.unit == owner && metric.metric == *round.capacity_metric) {
      return steps_down(metric.value, round);
    }
  }
  return std::nullopt;
}

bool cut_before(const Facts& facts, const State& state, const Round& round) {
  return std::any_of(facts.plan_changes.begin(), facts.plan_changes.end(), [&](const PlanChange& change) {
    return change.allocation == state.allocation->id && change.change < 0 && change.date <= round.as_of &&
           round.earlier_rounds.count(change.decision) != 0;
  });
}

bool barred(const Facts& facts, const std::vector<State>& states, const State& state, const Round& round) {
  const Project& project = state.project;
  if (!project.medium_term_plan) return true;
  if (project.settled_on && *project.settled_on <= round.as_of) return true;
  if (round.barred_allocations.count(state.allocation->id) != 0) return true;
  Integer plans = 0;
  for (const State& other : states) {
    if (other.project.id != project.id) continue;
    plans += other.plan;
    if (cut_before(facts, other, round)) return true;
  }
  const auto limit = round.funding_years.find(project.group);
  const bool completed = project.completed_on && *project.completed_on <= round.as_of;
  return limit != round.funding_years.end() && project.first_funded_year && plans > 0 && !completed &&
         facts.year - *project.first_funded_year + 1 > limit->second;
}

// Undefined after every value, whichever way the values run.
bool undefined_last(const std::optional<Rational>& a, const std::optional<Rational>& b, int direction) {
  if (a.has_value() != b.has_value()) return a.has_value();
  if (!a) return false;
  return direction > 0 ? *a < *b : *a > *b;
}

// Everything of the round before it is divided.
struct Setting {
  std::vector<State> states;
  Instance instance;
};

class SettingBuilder {
 public:
  SettingBuilder(const Facts& facts, const Round& round) : facts_(facts), round_(round) {}

  Setting build() {
    setting_.states = states_of(facts_, round_);
    setting_.instance.unmatched = round_.unmatched;
    setting_.instance.cut_order = round_.cut_order;
    for (const auto& tier : round_.tiers)
      setting_.instance.tiers.push_back(tier.within);
    find_units();
    find_pools();
    add_releases();
    add_needs();
    return setting_;
  }

 private:
  void find_units() {
    const bool before_the_first_month = month_of(facts_.year, round_.as_of) == 0;
    for (const State& state : setting_.states) {
      if (!state.in_scope) continue;
      donor_ratio_[state.donor_unit] = std::nullopt;
      recipient_ratio_[state.recipient_unit] = std::nullopt;
      if (before_the_first_month) continue;
      donor_ratio_[state.donor_unit] = sum_of(setting_.states, [&](const State& other) {
                                         return other.donor_unit == state.donor_unit;
                                       }).ratio();
      recipient_ratio_[state.recipient_unit] = sum_of(setting_.states, [&](const State& other) {
                                                 return other.recipient_unit == state.recipient_unit;
                                               }).ratio();
    }
    // An allocation without a unit at a level belongs to none.
    donor_ratio_[""] = std::nullopt;
    recipient_ratio_[""] = std::nullopt;
  }

  bool donor(const std::string& unit) const {
    const auto ratio = donor_ratio_.at(unit);
    return ratio && below(*ratio, round_.required_ratio, round_);
  }

  bool may_receive(const std::string& unit) const {
    const auto ratio = recipient_ratio_.at(unit);
    if (!ratio) return false;
    const auto threshold = recipients_threshold();
    return threshold && !below(*ratio, *threshold, round_);
  }

  std::optional<Rational> recipients_threshold() const {
    if (round_.criterion == Round::Criterion::required_ratio) return round_.required_ratio;
    if (round_.criterion == Round::Criterion::fixed) {
      const int month = month_of(facts_.year, round_.as_of);
      return read_average(facts_, round_.fixed, month, month).fixed;
    }
    if (round_.criterion == Round::Criterion::weighted_average) {
      return sum_of(setting_.states, [](const State&) { return true; }).ratio();
    }
    Rational sum = 0;
    int count = 0;
    for (const auto& [unit, ratio] : recipient_ratio_) {
      if (!ratio) continue;
      sum += *ratio;
      ++count;
    }
    if (count == 0) return std::nullopt;
    return sum / count;
  }

  void find_pools() {
    std::set<std::string> ids;
    for (const State& state : setting_.states) {
      if (state.in_scope) ids.insert(pool_of(*state.allocation, round_));
    }
    setting_.instance.pools.assign(ids.begin(), ids.end());
  }

  std::size_t pool(const State& state) const {
    const auto& pools = setting_.instance.pools;
    const auto entry = std::find(pools.begin(), pools.end(), pool_of(*state.allocation, round_));
    return static_cast<std::size_t>(entry - pools.begin());
  }

  static std::optional<Rational> own_ratio(const State& state) {
    return Sums{state.plan, state.disbursed, 0}.ratio();
  }

  // In the order of ratio: unit's, own, id.
  std::vector<State> sorted(std::vector<State> states, const std::string State::*unit,
                            const std::map<std::string, std::optional<Rational>>& ratio,
                            int direction) const {
    std::stable_sort(states.begin(), states.end(), [&](const State& a, const State& b) {
      const auto first = ratio.at(a.*unit);
      const auto second = ratio.at(b.*unit);
      if (first != second) return undefined_last(first, second, direction);
      const auto first_own = own_ratio(a);
      const auto second_own = own_ratio(b);
      if (first_own != second_own) return undefined_last(first_own, second_own, direction);
      return a.allocation->id < b.allocation->id;
    });
    return states;
  }

  void add_releases() {
    std::vector<State> giving;
    for (const State& state : setting_.states) {
      if (state.in_scope && donor(state.donor_unit) && !round_.exempt(*state.allocation, state.project)) {
        giving.push_back(state);
      }
    }
    auto& instance = setting_.instance;
    std::map<std::string, std::size_t> donors;
    for (const State& state : sorted(giving, &State::donor_unit, donor_ratio_, 1)) {
      const auto [entry, added] = donors.emplace(state.donor_unit, instance.donors.size());
      if (added) {
        instance.donors.push_back({state.donor_unit, limit_of(setting_.states, state.donor_unit, round_)});
      }
      instance.releases.push_back(
          {state.allocation->id, entry->second, pool(state), release_of(state, round_), 0});
    }
    set_precedence(instance.releases, sorted(giving, &State::donor_unit, donor_ratio_, -1));
  }

  // A state that may take, with what it needs on its own.
  struct Taker {
    State state;
    std::size_t tier = 0;
    Integer need;
    std::optional<Integer> room;      // of its project
    std::optional<Integer> capacity;  // of its owner
  };

  std::vector<Taker> takers() const {
    std::vector<State> taking;
    for (const State& state : setting_.states) {
      if (state.in_scope && may_receive(state.recipient_unit) && !donor(state.donor_unit) &&
          !barred(facts_, setting_.states, state, round_)) {
        taking.push_back(state);
      }
    }
    std::vector<Taker> result;
    for (const State& state : sorted(taking, &State::recipient_unit, recipient_ratio_, -1)) {
      const auto tier = tier_of(state);
      const auto asked = asked_by(state);
      if (!tier || !asked) continue;
      Taker taker{state, *tier, *asked, project_room(setting_.states, state.project, round_),
                  capacity_of(facts_, state.allocation->owner, round_)};
      if (taker.room) taker.need = std::min(taker.need, *taker.room);
      if (taker.capacity) taker.need = std::min(taker.need, *taker.capacity);
      result.push_back(taker);
    }
    return result;
  }

  template <class Of>
  static Integer wanted_in(const std::vector<Taker>& takers, Of of) {
    Integer sum = 0;
    for (const Taker& taker : takers) {
      if (of(taker)) sum += taker.need;
    }
    return sum;
  }

  // Where takers of several owners share a project's room: whether that room, and whether the capacity of one
  // of these owners, is narrower than all that is wanted of it.
  static bool room_may_bind(const std::vector<Taker>& takers, const Taker& one) {
    return one.room && wanted_in(takers, [&](const Taker& other) {
                         return other.state.project.id == one.state.project.id;
                       }) > *one.room;
  }
  static bool capacity_may_bind(const std::vector<Taker>& takers, const Taker& one) {
    return one.capacity && wanted_in(takers, [&](const Taker& other) {
                             return other.state.allocation->owner == one.state.allocation->owner;
                           }) > *one.capacity;
  }
  static bool of_several_owners(const std::vector<Taker>& takers, const Taker& one) {
    return std::any_of(takers.begin(), takers.end(), [&](const Taker& other) {
      return other.state.project.id == one.state.project.id &&
             other.state.allocation->owner != one.state.allocation->owner;
    });
  }
  static bool some_capacity_may_bind(const std::vector<Taker>& takers, const Taker& one) {
    return std::any_of(takers.begin(), takers.end(), [&](const Taker& other) {
      return other.state.project.id == one.state.project.id && capacity_may_bind(takers, other);
    });
  }

  void add_needs() {
    auto& instance = setting_.instance;
    const std::vector<Taker> all = takers();
    std::vector<State> taking;
    for (const Taker& taker : all)
      taking.push_back(taker.state);
    std::map<std::string, std::size_t> room_of_project;
    for (const Taker& taker : all) {
      const bool several = of_several_owners(all, taker);
      if (several && !room_may_bind(all, taker)) continue;
      if (room_of_project.emplace(taker.state.project.id, instance.rooms.size()).second)
        instance.rooms.push_back({taker.room, std::nullopt});
    }
    std::map<std::string, std::size_t> room_of_owner;
    for (const Taker& taker : all) {
      if (taker.capacity &&
          room_of_owner.emplace(taker.state.allocation->owner, instance.rooms.size()).second)
        instance.rooms.push_back({taker.capacity, std::nullopt});
    }
    for (const Taker& taker : all) {
      const bool several = of_several_owners(all, taker);
      const auto project = room_of_project.find(taker.state.project.id);
      const auto owner = room_of_owner.find(taker.state.allocation->owner);
      std::optional<std::size_t> room;
      if (several && room_may_bind(all, taker)) {
        if (some_capacity_may_bind(all, taker)) continue;  // no network holds both
        room = project->second;
      } else {
        if (owner != room_of_owner.end()) room = owner->second;
        if (!several) {
          instance.rooms[project->second].within = room;
          room = project->second;
        }
      }
      instance.needs.push_back(
          {taker.state.allocation->id, pool(taker.state), room, taker.tier, taker.need, 0});
    }
    set_precedence(instance.needs, sorted(taking, &State::recipient_unit, recipient_ratio_, -1));
  }

  std::optional<std::size_t> tier_of(const State& state) const {
    for (std::size_t tier = 0; tier < round_.tiers.size(); ++tier) {
      if (round_.tiers[tier].condition(*state.allocation, state.project)) return tier;
    }
    return std::nullopt;
  }

  std::optional<Integer> asked_by(const State& state) const {
    for (const Request& request : facts_.requests) {
      if (request.allocation != state.allocation->id || request.round != round_.id) continue;
      return std::min(steps_down(Rational(request.requested), round_),
                      steps_down(Rational(request.absorbable), round_));
    }
    return std::nullopt;
  }

  // The named tie rule, then id; by_ratio has the entries' allocations, the highest ratio first.
  template <class Entries>
  void set_precedence(Entries& entries, const std::vector<State>& by_ratio) const {
    std::map<std::string, std::size_t> place;
    for (std::size_t i = 0; i < by_ratio.size(); ++i)
      place[by_ratio[i].allocation->id] = i;
    std::vector<std::size_t> order(entries.size());
    for (std::size_t i = 0; i < order.size(); ++i)
      order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const auto& first = entries[a];
      const auto& second = entries[b];
      if (round_.tie == Round::Tie::ratio_desc)
        return place.at(first.allocation) < place.at(second.allocation);
      if (round_.tie == Round::Tie::amount_desc && first.amount != second.amount) {
        return first.amount > second.amount;
      }
      return first.allocation < second.allocation;
    });
    for (std::size_t i = 0; i < order.size(); ++i)
      entries[order[i]].precedence = static_cast<int>(i);
  }

  const Facts& facts_;
  const Round& round_;
  Setting setting_;
  std::map<std::string, std::optional<Rational>> donor_ratio_;
  std::map<std::string, std::optional<Rational>> recipient_ratio_;
};

}  // namespace

Instance instance_of(const Facts& facts, const Round& round) {
  return SettingBuilder(facts, round).build().instance;
}

Reallocation reallocate(const Facts& facts, const Round& round) {
  const Setting setting = SettingBuilder(facts, round).build();
  const Instance& instance = setting.instance;
  const Division division = divide(instance);
  Reallocation result;
  for (const std::string& pool : instance.pools)
    result.pools.push_back({pool, 0, 0, 0});
  for (std::size_t i = 0; i < instance.releases.size(); ++i) {
    const auto& release = instance.releases[i];
    const Integer amount = division.cuts[i] * round.step;
    result.pools[release.pool].cut += amount;
    if (amount > 0) result.cuts.push_back({release.allocation, amount});
  }
  for (std::size_t i = 0; i < instance.needs.size(); ++i) {
    const auto& need = instance.needs[i];
    const Integer amount = division.additions[i] * round.step;
    result.pools[need.pool].added += amount;
    if (amount > 0) result.additions.push_back({need.allocation, amount, need.tier});
  }
  for (auto& pool : result.pools)
    pool.returned = pool.cut - pool.added;
  const auto by_allocation = [](const auto& a, const auto& b) { return a.allocation < b.allocation; };
  std::sort(result.cuts.begin(), result.cuts.end(), by_allocation);
  std::sort(result.additions.begin(), result.additions.end(), by_allocation);
  if (round.release == Round::Release::to_forecast) {
    for (const State& state : setting.states) {
      const bool gives = std::any_of(
          instance.releases.begin(), instance.releases.end(),
          [&](const Instance::Release& release) { return release.allocation == state.allocation->id; });
      if (gives && !state.forecast) result.without_forecast.push_back(state.allocation->id);
    }
  }
  return result;
}

Facts apply(const Facts& facts, const Round& round, const Reallocation& result) {
  Facts after = facts;
  const auto change = [&](const std::string& allocation, const Integer& amount) {
    after.plan_changes.push_back(
        {allocation, round.effective, static_cast<std::int64_t>(amount), round.id, {}});
  };
  for (const auto& cut : result.cuts)
    change(cut.allocation, -cut.amount);
  for (const auto& addition : result.additions)
    change(addition.allocation, addition.amount);
  return after;
}

}  // namespace oracle
