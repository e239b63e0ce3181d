#include "giaingan/figures/project_plans.hpp"
#include "giaingan/figures/selection.hpp"
#include "giaingan/figures/threshold.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "rules/reallocation_parties.hpp"

namespace giaingan::inline v1 {
namespace {

/// The allocations that other rules bar, each with the first entry about it.
std::map<Index, const BarredAllocation*> by_allocation(std::span<const BarredAllocation> barred) {
  std::map<Index, const BarredAllocation*> entries;
  for (const BarredAllocation& entry : barred)
    entries.emplace(entry.allocation, &entry);
  return entries;
}

/// What every project's allocations lost in earlier rounds.
std::vector<Int128> cut_earlier_of_projects(const Facts& facts, const Round& round) {
  std::vector<Int128> cut(facts.projects.size(), 0);
  const std::set<std::string> earlier(round.earlier.begin(), round.earlier.end());
  for (const PlanChange& change : facts.plan_changes) {
    if (change.change.value >= 0 || change.date > round.as_of || earlier.count(change.decision) == 0)
      continue;
    const Index project = facts.allocations[static_cast<std::size_t>(change.allocation)].project;
    if (project != none) cut[static_cast<std::size_t>(project)] -= change.change.value;
  }
  return cut;
}

/// What a rejection cites: the setting that asks for it.
Citation rejection_citation(const Round& round, Rejection why) {
  const auto deciding = [&](std::string_view key) { return round.settings.deciding(round.citation, {key}); };
  switch (why) {
    case Rejection::out_of_scope:
      return resting_on(deciding("basis"), round.basis.citation);
    case Rejection::donor:
      return resting_on(deciding("donor_level"), round.required_ratio.citation);
    case Rejection::short_of_criterion:
    case Rejection::undefined_ratio:
      return criterion_citation(round);
    case Rejection::outside_medium_term_plan:
    case Rejection::settled:
      return deciding("bars");
    case Rejection::cut_earlier:
      return deciding("resupplement");
    case Rejection::barred:
      return deciding("barring_findings");
    case Rejection::owners_share_project:
      return deciding("owner_capacity");
    case Rejection::no_tier:
      return deciding("tiers");
    case Rejection::no_unit:
      break;
  }
  return round.recipients.citation;
}

RejectedRequest rejection(const Round& round, Index allocation, Rejection why) {
  return {.allocation = allocation, .rejection = why, .citation = rejection_citation(round, why)};
}

/// Who may receive, and why not.
class Eligibility {
 public:
  Eligibility(const RoundContext& context, std::span<const BarredAllocation> barred)
      : context_(context),
        units_(sums_of(context.portfolio, context.figures, context.round.recipients.level)),
        criterion_(recipient_criterion(context.portfolio, context.figures, context.round)),
        barred_(by_allocation(barred)) {
    const Facts& facts = *context.portfolio;
    if (criterion_.value)
      threshold_.emplace(*criterion_.value, Comparison::at_least, context.round.compare_at);
    if (context.round.resupplement == Resupplement::barred)
      cut_earlier_ = cut_earlier_of_projects(facts, context.round);
    for (const Tier& tier : context.round.tiers)
      tiers_.push_back(select_allocations(context.portfolio, tier.condition));
  }

  [[nodiscard]] const UnitSums& units() const noexcept { return units_; }

  /// The first tier whose condition the allocation meets; else the number of tiers.
  [[nodiscard]] std::size_t tier_of(Index allocation) const {
    const auto tier = std::find_if(tiers_.begin(), tiers_.end(), [&](const std::vector<bool>& selected) {
      return selected[static_cast<std::size_t>(allocation)];
    });
    return static_cast<std::size_t>(tier - tiers_.begin());
  }

  /// Why the allocation may not receive; nothing: it may, as far as it alone decides.
  [[nodiscard]] std::optional<RejectedRequest> rejection_of(Index allocation) const {
    const Round& round = context_.round;
    const auto rejected = [&](Rejection why) { return rejection(round, allocation, why); };
    if (!context_.figures.in_scope[static_cast<std::size_t>(allocation)])
      return rejected(Rejection::out_of_scope);
    const Index unit = units_.of(allocation);
    if (unit == none) return rejected(Rejection::no_unit);
    if (context_.is_donor(allocation)) {
      RejectedRequest donor = rejected(Rejection::donor);
      const Index gives = context_.donor_units.of(allocation);
      donor.evidence =
          donor_evidence(context_, context_.donor_units.id(gives), context_.donor_units.amounts(gives));
      return donor;
    }
    const Amounts& amounts = units_.amounts(unit);
    const bool defined = context_.figures.month && amounts.plan.value > 0 && threshold_;
    if (!defined || !threshold_->met_by(amounts)) {
      RejectedRequest slow = rejected(defined ? Rejection::short_of_criterion : Rejection::undefined_ratio);
      slow.evidence = evidence_of(unit);
      return slow;
    }
    if (const auto why = bar_of_project(allocation)) {
      RejectedRequest of_project = rejected(*why);
      of_project.evidence = bar_evidence(project_of(allocation), *why, of_project.citation);
      return of_project;
    }
    if (const auto entry = barred_.find(allocation); entry != barred_.end()) {
      RejectedRequest barred = rejected(Rejection::barred);
      barred.reason = entry->second->reason;
      barred.evidence = entry->second->evidence;
      barred.citation = resting_on(entry->second->citation, barred.citation);
      return barred;
    }
    if (tier_of(allocation) == tiers_.size()) return rejected(Rejection::no_tier);
    return std::nullopt;
  }

  [[nodiscard]] Evidence evidence_of(Index unit) const {
    return recipient_evidence(context_, units_.id(unit), units_.amounts(unit), criterion_);
  }

 private:
  [[nodiscard]] Index project_of(Index allocation) const {
    return context_.portfolio->allocations[static_cast<std::size_t>(allocation)].project;
  }
  [[nodiscard]] bool has_bar(Bar bar) const {
    return std::ranges::find(context_.round.bars, bar) != context_.round.bars.end();
  }

  [[nodiscard]] std::optional<Rejection> bar_of_project(Index allocation) const {
    const Index index = project_of(allocation);
    if (index == none) return std::nullopt;
    const Project& project = context_.portfolio->projects[static_cast<std::size_t>(index)];
    if (!project.medium_term_plan && has_bar(Bar::outside_medium_term_plan))
      return Rejection::outside_medium_term_plan;
    if (project.settled_on && *project.settled_on <= context_.round.as_of && has_bar(Bar::settled))
      return Rejection::settled;
    if (!cut_earlier_.empty() && cut_earlier_[static_cast<std::size_t>(index)] > 0)
      return Rejection::cut_earlier;
    return std::nullopt;
  }

  /// Without a medium-term plan there is nothing on the left.
  [[nodiscard]] Evidence bar_evidence(Index index, Rejection why, const Citation& citation) const {
    const Project& project = context_.portfolio->projects[static_cast<std::size_t>(index)];
    Evidence evidence{.rule = "reallocation.barred",
                      .subject = project.id,
                      .object = "medium_term_plan",
                      .quantity = Quantity::amount,
                      .comparison = Comparison::more_than,
                      .right = Rational(0),
                      .citation = citation};
    if (why == Rejection::cut_earlier) {
      evidence.object = "cut_earlier";
      evidence.left = Rational::from_int128(cut_earlier_[static_cast<std::size_t>(index)]);
      evidence.holds = true;
    } else if (why == Rejection::settled) {
      evidence.object = "days_since_settled";
      evidence.quantity = Quantity::days;
      evidence.left = Rational(days_between(*project.settled_on, context_.round.as_of));
      evidence.comparison = Comparison::at_least;
      evidence.holds = true;
    }
    return evidence;
  }

  const RoundContext& context_;
  UnitSums units_;
  AverageValue criterion_;
  std::optional<Threshold> threshold_;
  std::map<Index, const BarredAllocation*> barred_;
  std::vector<Int128> cut_earlier_;  ///< of projects; empty if it bars nobody
  std::vector<std::vector<bool>> tiers_;
};

/// How the rooms of a project stand in the network.
enum class Nesting {
  in_capacity,  ///< in its owner's capacity, as usual
  alone,        ///< in none: no capacity of its owners can bind
  left_out,     ///< they can't bind
  impossible,   ///< they and the capacity of one of its owners overlap, without one holding the other
};

/// Finds projects whose rooms recipients of several owners fill. A room (or capacity) can bind if it is
/// narrower than all that is needed of it.
class SharedProjects {
 public:
  SharedProjects(const Facts& facts, const std::vector<Recipient>& recipients) : facts_(facts) {
    for (const Recipient& recipient : recipients)
      note(recipient);
  }

  [[nodiscard]] Nesting nesting(Index project) const {
    const auto found = projects_.find(project);
    if (found == projects_.end() || found->second.owners.size() < 2) return Nesting::in_capacity;
    if (!found->second.room.can_bind()) return Nesting::left_out;
    const bool capacity_can_bind = std::ranges::any_of(
        found->second.owners, [&](Index owner) { return capacities_.at(owner).can_bind(); });
    return capacity_can_bind ? Nesting::impossible : Nesting::alone;
  }

 private:
  struct Room {
    std::optional<Dong> least;
    Int128 needed = 0;
    [[nodiscard]] bool can_bind() const { return least && needed > least->value; }
    void bound_by(Dong limit) { least = least ? std::min(*least, limit) : limit; }
  };
  struct Shared {
    Room room;
    std::set<Index> owners;
  };

  void note(const Recipient& recipient) {
    const Allocation& allocation = facts_.allocations[static_cast<std::size_t>(recipient.allocation)];
    Room& capacity = capacities_[allocation.owner];
    capacity.needed += recipient.need.value;
    for (const CapRoom& cap : recipient.caps) {
      if (cap.cap == Cap::owner_capacity) capacity.bound_by(cap.whole_steps);
    }
    if (allocation.project == none) return;
    Shared& project = projects_[allocation.project];
    project.owners.insert(allocation.owner);
    project.room.needed += recipient.need.value;
    for (const CapRoom& cap : recipient.caps) {
      if (cap.cap == Cap::total_investment || cap.cap == Cap::medium_term_plan)
        project.room.bound_by(cap.whole_steps);
    }
  }

  const Facts& facts_;
  std::map<Index, Shared> projects_;
  std::map<Index, Room> capacities_;
};

/// The rooms that recipients fill, made as they are met.
class Rooms {
 public:
  Rooms(const RoundContext& context, Instance& instance, std::vector<NetworkNode>& nodes)
      : facts_(*context.portfolio),
        step_(context.round.step),
        instance_(instance),
        nodes_(nodes),
        // A project's room is what all of its capital leaves, whatever the round counts.
        plans_(plans_of_projects(facts_, context.round.as_of)) {
    if (context.round.owner_capacity.empty()) return;
    for (const Metric& metric : facts_.metrics) {
      if (metric.metric == context.round.owner_capacity) capacity_.emplace(metric.unit, metric.value);
    }
  }

  [[nodiscard]] bool any_capacity() const { return !capacity_.empty(); }
  [[nodiscard]] bool has_capacity(Index owner) const { return capacity_.count(owner) != 0; }

  /// Adds the caps that bound the allocation through its project and owner.
  void add_caps(const Allocation& allocation, std::vector<CapRoom>& caps) const {
    if (allocation.project != none) {
      const auto index = static_cast<std::size_t>(allocation.project);
      const Project& project = facts_.projects[index];
      if (project.total_investment) {
        caps.push_back(cap(Cap::total_investment, Int128{project.total_investment->value} -
                                                      project.funded_before.value - plans_[index].all));
      }
      // Plans carried over take no room under the medium-term plan, but what is added to one must find some.
      if (project.medium_term_plan) {
        caps.push_back(cap(Cap::medium_term_plan, Int128{project.medium_term_plan->value} -
                                                      project.medium_term_used.value -
                                                      plans_[index].of_the_year));
      }
    }
    if (const auto capacity = capacity_.find(allocation.owner); capacity != capacity_.end())
      caps.push_back(cap(Cap::owner_capacity, floor_divide(capacity->second.num, capacity->second.den)));
  }

  /// Puts the recipient into the rooms that its caps stand for, and notes them.
  /// @return the innermost
  std::size_t enter(Recipient& recipient, Nesting nesting) {
    const Allocation& allocation = facts_.allocations[static_cast<std::size_t>(recipient.allocation)];
    std::size_t within = Instance::outside;
    const auto go_in = [&](Cap cap, const NetworkNode& node) {
      const auto bound = std::ranges::find(recipient.caps, cap, &CapRoom::cap);
      if (bound == recipient.caps.end()) return;
      within = room(node, bound->whole_steps.value / step_.value, within);
      recipient.rooms.insert(recipient.rooms.begin(), node);
    };
    if (nesting != Nesting::alone && allocation.owner != none)
      go_in(Cap::owner_capacity,
            {NodeKind::owner, facts_.units[static_cast<std::size_t>(allocation.owner)].id});
    if (nesting == Nesting::left_out || allocation.project == none) return within;
    const std::string& project = facts_.projects[static_cast<std::size_t>(allocation.project)].id;
    go_in(Cap::total_investment, {NodeKind::total_investment, project});
    go_in(Cap::medium_term_plan, {NodeKind::medium_term_plan, project});
    return within;
  }

  [[nodiscard]] CapRoom cap(Cap cap, Int128 amount) const {
    return {cap, shown(amount), shown(Int128{steps_down(amount, step_)} * step_.value)};
  }

 private:
  /// The room of that name, made if it isn't there.
  std::size_t room(NetworkNode node, std::int64_t limit, std::size_t within) {
    const auto [entry, added] = places_.emplace(std::pair(node.kind, node.id), instance_.rooms.size());
    if (added) {
      instance_.rooms.push_back({limit, within});
      nodes_.push_back(std::move(node));
    }
    return entry->second;
  }

  const Facts& facts_;
  Dong step_;
  Instance& instance_;
  std::vector<NetworkNode>& nodes_;
  std::vector<ProjectPlans> plans_;
  std::map<Index, Ratio> capacity_;  ///< of owners
  std::map<std::pair<NodeKind, std::string>, std::size_t> places_;
};

/// Finds caps that can't be right: less than is disbursed already, or below 0.
void find_wrong_caps(const RoundContext& context, const std::vector<Recipient>& recipients,
                     std::vector<ReallocationFinding>& findings) {
  const Facts& facts = *context.portfolio;
  std::map<Index, Int128> disbursed;              // of every project asked for
  std::map<Index, Int128> disbursed_of_the_year;  // of capital not carried over
  std::set<Index> owners;
  for (const Recipient& recipient : recipients) {
    const Allocation& allocation = facts.allocations[static_cast<std::size_t>(recipient.allocation)];
    if (allocation.project != none) disbursed[allocation.project] = 0;
    owners.insert(allocation.owner);
  }
  for (std::size_t i = 0; i < facts.allocations.size(); ++i) {
    const Allocation& allocation = facts.allocations[i];
    const auto project = disbursed.find(allocation.project);
    if (project == disbursed.end()) continue;
    const std::int64_t amount = context.figures.amounts[i].disbursed.value;
    project->second += amount;
    if (allocation.carried_from == 0) disbursed_of_the_year[allocation.project] += amount;
  }
  const auto hold = [&](const Project& project, const std::optional<Dong>& cap, Dong used, Int128 spent,
                        const char* at) {
    if (!cap || Int128{cap->value} - used.value >= spent) return;
    findings.push_back({.code = "cap_below_disbursed",
                        .subject = project.id,
                        .at = at,
                        .amount = shown(spent - cap->value + used.value)});
  };
  for (const auto& [index, spent] : disbursed) {
    const Project& project = facts.projects[static_cast<std::size_t>(index)];
    hold(project, project.total_investment, project.funded_before, spent, "total_investment");
    hold(project, project.medium_term_plan, project.medium_term_used, disbursed_of_the_year[index],
         "medium_term_plan");
  }
  if (context.round.owner_capacity.empty()) return;
  for (const Metric& metric : facts.metrics) {
    if (metric.metric != context.round.owner_capacity || metric.value.num >= 0 ||
        !owners.contains(metric.unit))
      continue;
    findings.push_back({.code = "negative_capacity",
                        .subject = facts.units[static_cast<std::size_t>(metric.unit)].id,
                        .at = "owner_capacity"});
  }
}

void set_need(Recipient& recipient) {
  const auto least = std::ranges::min_element(recipient.caps, {}, &CapRoom::whole_steps);
  recipient.need = least->whole_steps;
  recipient.need_bound_by = least->cap;
}

}  // namespace

Demand find_recipients(const RoundContext& context, std::span<const BarredAllocation> barred,
                       ReallocationResult& result, Instance& instance) {
  const Facts& facts = *context.portfolio;
  const Round& round = context.round;
  const Eligibility eligibility(context, barred);
  Demand demand;
  Rooms rooms(context, instance, demand.rooms);
  std::vector<Recipient> able;
  std::vector<std::size_t> room_of;
  std::set<std::string> owners_without_capacity;
  for (const Request& request : facts.requests) {
    if (request.round != round.id) continue;
    if (auto rejection = eligibility.rejection_of(request.allocation)) {
      result.rejected.push_back(std::move(*rejection));
      continue;
    }
    const auto index = static_cast<std::size_t>(request.allocation);
    const Allocation& allocation = facts.allocations[index];
    const Index unit = eligibility.units().of(request.allocation);
    Recipient recipient{.allocation = request.allocation,
                        .tier = eligibility.tier_of(request.allocation),
                        .pool = context.pools.of_allocation[index],
                        .unit = eligibility.units().id(unit),
                        .amounts = context.figures.amounts[index],
                        .evidence = eligibility.evidence_of(unit)};
    recipient.caps = {rooms.cap(Cap::requested, request.requested.value),
                      rooms.cap(Cap::absorbable, request.absorbable.value)};
    rooms.add_caps(allocation, recipient.caps);
    set_need(recipient);
    if (!round.owner_capacity.empty() && !rooms.has_capacity(allocation.owner) && allocation.owner != none)
      owners_without_capacity.insert(facts.units[static_cast<std::size_t>(allocation.owner)].id);
    able.push_back(std::move(recipient));
  }
  find_wrong_caps(context, able, result.findings);
  const SharedProjects shared(facts, able);
  for (Recipient& recipient : able) {
    const Nesting nesting =
        shared.nesting(facts.allocations[static_cast<std::size_t>(recipient.allocation)].project);
    if (nesting == Nesting::impossible) {
      result.rejected.push_back(rejection(round, recipient.allocation, Rejection::owners_share_project));
      continue;
    }
    room_of.push_back(rooms.enter(recipient, nesting));
    result.recipients.push_back(std::move(recipient));
  }
  std::ranges::stable_sort(result.rejected, {}, &RejectedRequest::allocation);
  if (!round.owner_capacity.empty() && !rooms.any_capacity()) {
    result.findings.push_back({"unknown_metric", round.owner_capacity, "owner_capacity"});
    owners_without_capacity.clear();
  }
  for (const std::string& owner : owners_without_capacity)
    result.findings.push_back({"no_owner_capacity", owner});

  std::vector<ServingKey> key_of;
  for (const Recipient& recipient : result.recipients) {
    const Index unit = eligibility.units().of(recipient.allocation);
    key_of.push_back({eligibility.units().amounts(unit).ratio(), recipient.amounts.ratio(),
                      static_cast<std::size_t>(recipient.allocation)});
  }
  std::vector<ServingKey> keys;
  for (std::size_t i = 0; i < key_of.size(); ++i)
    demand.recipient.push_back(i);
  std::sort(demand.recipient.begin(), demand.recipient.end(), [&](std::size_t a, std::size_t b) {
    return comes_before(key_of[a], key_of[b], ServingOrder::descending);
  });
  for (const std::size_t i : demand.recipient) {
    const Recipient& recipient = result.recipients[i];
    instance.needs.push_back(
        {recipient.pool, room_of[i], recipient.tier, recipient.need.value / round.step.value});
    keys.push_back(key_of[i]);
  }
  set_precedence(instance.needs, keys, round.ties);
  return demand;
}

}  // namespace giaingan::inline v1
