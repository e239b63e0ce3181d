/// @file
/// One reallocation round (đợt điều chỉnh, điều hòa kế hoạch vốn): who gives, who receives, how much, and the
/// proof that a higher priority could not have got more. §2.4#2 and §4.3 of the letter;
/// `docs/rules/reallocation.md` tells it for officers and auditors.
#pragma once

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/calendar/date.hpp"
#include "giaingan/exact/dong.hpp"
#include "giaingan/figures/amounts.hpp"
#include "giaingan/figures/evidence.hpp"
#include "giaingan/policy/citation.hpp"
#include "giaingan/policy/reallocation_policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// An allocation that another rule keeps from receiving: past its funding time limit, with a listed finding …
struct BarredAllocation {
  Index allocation = none;
  std::string reason;  ///< stable code, as `past_funding_limit`
  Citation citation;
  std::optional<Evidence> evidence;  ///< what the other rule compared
};

/// Why an allocation that asked for capital isn't considered.
enum class Rejection {
  out_of_scope,              ///< outside the basis of the round
  no_unit,                   ///< belongs to no unit of the recipients' level
  donor,                     ///< its unit must give, in whatever pool
  undefined_ratio,           ///< its unit has no plan, and so no ratio
  short_of_criterion,        ///< its unit's ratio is below the required ratio or the average
  outside_medium_term_plan,  ///< its project has no medium-term plan
  settled,                   ///< its project is settled
  cut_earlier,               ///< its project was cut in an earlier round
  barred,                    ///< by another rule: `reason` says which
  no_tier,                   ///< meets no tier's condition
  owners_share_project,      ///< a room of its project and the capacity of one of its owners overlap
};

/// `out_of_scope`, `no_unit` …
[[nodiscard]] constexpr const char* rejection_text(Rejection rejection) noexcept {
  switch (rejection) {
    case Rejection::out_of_scope:
      return "out_of_scope";
    case Rejection::no_unit:
      return "no_unit";
    case Rejection::undefined_ratio:
      return "undefined_ratio";
    case Rejection::short_of_criterion:
      return "short_of_criterion";
    case Rejection::donor:
      return "donor";
    case Rejection::outside_medium_term_plan:
      return "outside_medium_term_plan";
    case Rejection::settled:
      return "settled";
    case Rejection::cut_earlier:
      return "cut_earlier";
    case Rejection::barred:
      return "barred";
    case Rejection::no_tier:
      return "no_tier";
    case Rejection::owners_share_project:
      break;
  }
  return "owners_share_project";
}

/// What bounds an addition.
enum class Cap { requested, absorbable, total_investment, medium_term_plan, owner_capacity, supply };

/// `requested`, `absorbable` …
[[nodiscard]] constexpr const char* cap_text(Cap cap) noexcept {
  switch (cap) {
    case Cap::requested:
      return "requested";
    case Cap::absorbable:
      return "absorbable";
    case Cap::total_investment:
      return "total_investment";
    case Cap::medium_term_plan:
      return "medium_term_plan";
    case Cap::owner_capacity:
      return "owner_capacity";
    case Cap::supply:
      break;
  }
  return "supply";
}

/// What keeps a plan from being cut by one step more.
enum class CutBound {
  exempt,              ///< it never gives
  no_forecast,         ///< without a forecast nothing can be asked of it
  floor,               ///< what is left is disbursed or committed, but for less than a step
  wanted,              ///< the formula asks for no more of it
  donor_limit,         ///< its unit as a whole has lost what it must
  pool_needs_no_more,  ///< nobody takes more of its pool
  cut_order,           ///< nobody takes more of its pool, and others gave first or in proportion
};

/// `exempt`, `no_forecast` …
[[nodiscard]] constexpr const char* cut_bound_text(CutBound bound) noexcept {
  switch (bound) {
    case CutBound::exempt:
      return "exempt";
    case CutBound::no_forecast:
      return "no_forecast";
    case CutBound::floor:
      return "floor";
    case CutBound::wanted:
      return "wanted";
    case CutBound::donor_limit:
      return "donor_limit";
    case CutBound::pool_needs_no_more:
      return "pool_needs_no_more";
    case CutBound::cut_order:
      break;
  }
  return "cut_order";
}

/// How a round ended.
enum class RoundOutcome {
  moved,             ///< plan moves from allocation to allocation
  returned,          ///< nothing is added; what is cut goes back to the level above
  nothing_to_give,   ///< no donor can release a step
  nothing_wanted,    ///< there is something to give, and nobody eligible needs a step
  nothing_can_meet,  ///< there is both, and no pool has the two together
};

/// `moved`, `returned` …
[[nodiscard]] constexpr const char* outcome_text(RoundOutcome outcome) noexcept {
  switch (outcome) {
    case RoundOutcome::moved:
      return "moved";
    case RoundOutcome::returned:
      return "returned";
    case RoundOutcome::nothing_to_give:
      return "nothing_to_give";
    case RoundOutcome::nothing_wanted:
      return "nothing_wanted";
    case RoundOutcome::nothing_can_meet:
      break;
  }
  return "nothing_can_meet";
}

/// One cap with what it allows.
struct CapRoom {
  Cap cap = Cap::requested;
  Dong room;         ///< as the facts give it, at least 0
  Dong whole_steps;  ///< rounded down to the round's step
};

/// A unit that must give: its ratio is strictly below the required one.
struct DonorUnit {
  std::string unit;   ///< id at the round's donor level
  Amounts amounts;    ///< over all its allocations in scope, exempt ones included; plan on the as-of day
  Evidence evidence;  ///< `reallocation.donor`
  Dong wanted;        ///< by the release formula on these sums
  Dong limit;         ///< rounded up to a multiple of the step: bounds the sum of its cuts
  Dong cut;           ///< the sum of its cuts
};

/// An allocation of a donor.
struct DonorAllocation {
  Index allocation = none;
  std::size_t donor = 0;  ///< among the donors
  std::size_t pool = 0;   ///< among the pools
  Amounts amounts;
  Dong committed;
  Dong floor;                    ///< max(disbursed, committed): its plan never falls below
  std::optional<Dong> forecast;  ///< under `to_forecast`, if there is one
  bool exempt = false;
  bool lacks_forecast = false;  ///< under `to_forecast`, there is none
  Dong wanted;                  ///< by the release formula, rounded up to a multiple of the step
  Dong limit;                   ///< max(0, plan − floor), rounded down to a multiple of the step
  Dong release;                 ///< the lesser of the two; 0 if exempt or without forecast
  Dong cut;
  CutBound bound_by = CutBound::wanted;  ///< why not one step more
};

/// What a node of the round's network stands for. A cut of the network is a set of nodes.
enum class NodeKind {
  source,            ///< where all released capital comes from
  donor,             ///< a donor unit: at most its own limit passes
  pool,              ///< a pool
  medium_term_plan,  ///< a project's room under its medium-term plan
  total_investment,  ///< a project's room under its total investment
  owner,             ///< an owner's capacity
  sink,              ///< where all additions go
};

/// `source`, `donor` …
[[nodiscard]] constexpr const char* node_text(NodeKind kind) noexcept {
  switch (kind) {
    case NodeKind::source:
      return "source";
    case NodeKind::donor:
      return "donor";
    case NodeKind::pool:
      return "pool";
    case NodeKind::medium_term_plan:
      return "medium_term_plan";
    case NodeKind::total_investment:
      return "total_investment";
    case NodeKind::owner:
      return "owner";
    case NodeKind::sink:
      break;
  }
  return "sink";
}

struct NetworkNode {
  NodeKind kind = NodeKind::source;
  std::string id;  ///< of the unit, pool, project or owner; empty for source and sink
};

/// An allocation that may receive.
struct Recipient {
  Index allocation = none;
  std::size_t tier = 0;                ///< among the round's tiers
  std::size_t pool = 0;                ///< among the pools
  std::string unit;                    ///< id at the recipients' level
  Amounts amounts;                     ///< its own, plan on the as-of day
  Evidence evidence;                   ///< `reallocation.recipient`: its unit's ratio against the criterion
  std::vector<CapRoom> caps;           ///< all that apply, in the order of Cap
  Dong need;                           ///< the least of them, in whole steps
  Cap need_bound_by = Cap::requested;  ///< the first cap that equals the need
  std::vector<NetworkNode> rooms;      ///< that it shares with others, each in the next
  Dong addition;
  /// Why it didn't get one step more, all others' additions being as they are: a cap that it has reached
  /// alone or together with others, or `supply`, what the donors of its pool can still give.
  Cap stopped_by = Cap::supply;
  /// Of a shared cap: the project or owner whose room it is; of `supply`: the pool; else empty.
  std::string stopped_at;
  /// Of a shared cap or `supply`: the tier that holds a part of it, its own if others of it do, else the next
  /// higher. Nothing: no others have anything of it.
  std::optional<std::size_t> taken_by;
};

/// A request that isn't considered, with the first reason in the order of Rejection.
struct RejectedRequest {
  Index allocation = none;
  Rejection rejection = Rejection::out_of_scope;
  std::string reason;  ///< of `barred`: the other rule's code
  /// What was compared; nothing where there is nothing to compare (a unit, a tier or a scope that is
  /// missing).
  std::optional<Evidence> evidence;
  Citation citation;
};

/// What happened in one pool: cut = added + returned.
struct PoolTotals {
  std::string pool;  ///< its id (`pool_id`); of pools that exchange: theirs together (`exchange_id`)
  Dong cut;
  Dong added;
  Dong returned;  ///< to the level above
};

/// A plan reduced.
struct Cut {
  std::string allocation;
  Dong amount;
};

/// A plan increased.
struct Addition {
  std::string allocation;
  Dong amount;
  std::string tier;  ///< id
};

/// The proof that a tier could not have got one step more, whatever the lower tiers got: a set of nodes that
/// holds the source and not the sink. Whatever flows to the tier must leave it, and what can leave it is
/// `capacity`: the capacities of the arcs out of the set (a recipient's arc: its need if it is of this tier,
/// its addition if of an earlier one, 0 if of a later one) less the earlier tiers' additions on arcs into it.
/// capacity = earlier + total.
struct TierCertificate {
  std::string tier;
  Dong earlier;   ///< the sum of the earlier tiers' additions
  Dong total;     ///< the sum of this tier's additions
  Dong capacity;  ///< of the cut
  std::vector<NetworkNode> source_side;
};

/// Something about the data or the policy that an officer should know; it stops nothing. Codes:
/// - `no_month` (subject: the round): before the first month-end, nobody gives or receives
/// - `no_forecast` (allocation): a donor's, without a forecast
/// - `no_donor_unit` (allocation): of no unit of the donors' level
/// - `undefined_ratio` (unit): no plan, and so no ratio
/// - `no_owner_capacity` (unit): an owner without the metric, and so without a cap
/// - `unknown_metric` (metric): no unit has it, so nobody is capped; at `owner_capacity`
/// - `unknown_pool` (pool): an exchange names it, and no allocation in scope is of it
/// - `unknown_name` (text): a condition names it, and no allocation has it; at the condition's key
/// - `unknown_round` (round): requests name it, and the policy hasn't got it
/// - `cap_below_disbursed` (project): less than is disbursed this year; at `total_investment` or
///   `medium_term_plan`; amount: by how much
/// - `negative_capacity` (unit): an owner's, which counts as 0; at `owner_capacity`
/// - `plan_changed_meanwhile` (allocation): a cut that other decisions after the as-of day have overtaken;
///   date, amount and decision are those of one of them
struct ReallocationFinding {
  std::string code;
  std::string subject;
  std::string at;  ///< where in the round: `exempt/source`, `tiers/first/condition/priority` …; may be empty
  std::optional<Date> date;
  std::optional<Dong> amount;
  std::string decision;

  friend auto operator<=>(const ReallocationFinding&, const ReallocationFinding&) = default;
};

/// A round carried out. Vectors are sorted by id unless said otherwise.
struct ReallocationResult {
  std::string round;
  Date as_of;
  std::optional<BudgetMonth> month;  ///< whose figures count; nothing: before the first month-end
  RoundOutcome outcome = RoundOutcome::moved;
  std::vector<DonorUnit> donors;
  std::vector<DonorAllocation> donor_allocations;
  std::vector<Recipient> recipients;
  std::vector<RejectedRequest> rejected;
  std::vector<PoolTotals> pools;             ///< every pool of an allocation in scope
  std::vector<Cut> cuts;                     ///< without zeros
  std::vector<Addition> additions;           ///< without zeros
  std::vector<TierCertificate> certificate;  ///< one a tier, in the policy's order
  std::vector<ReallocationFinding> findings;
  std::vector<PlanChange> plan_changes;  ///< to be applied by `with_plan_changes`
};

/// What every cut cites: how much donors release and who is cut first, with all that is assumed of it.
[[nodiscard]] Citation cut_citation(const Round& round);

/// What every addition of a tier cites: the tier, and how its capital is divided.
[[nodiscard]] Citation addition_citation(const Round& round, const Tier& tier);

/// What the totals of pools cite: what a pool is, and what happens to supply that nobody takes.
[[nodiscard]] Citation pool_citation(const Round& round);

/// The negative changes of the plan by other decisions after the as-of day that the cut doesn't agree with:
/// on the effective day the plan would stand below `least`, or on a later day below 0.
[[nodiscard]] std::vector<PlanChange> conflicting_changes(const Facts& facts, const Round& round,
                                                          Index allocation, Dong cut, Dong least);

/// Carries out one round. Pure; any number of threads. Throws only std::bad_alloc.
/// @param barred what other rules bar from receiving; several entries for one allocation: the first counts
[[nodiscard]] ReallocationResult reallocate(const Portfolio& portfolio, const Round& round,
                                            std::span<const BarredAllocation> barred = {});

}  // namespace giaingan::inline v1
