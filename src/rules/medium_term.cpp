#include "giaingan/rules/medium_term.hpp"

#include "giaingan/exact/int128.hpp"
#include "giaingan/figures/amounts.hpp"
#include "giaingan/figures/project_plans.hpp"
#include "giaingan/figures/selection.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "figures/one_pool.hpp"
#include "figures/serving_order.hpp"

namespace giaingan::inline v1 {
namespace {

constexpr Int128 greatest = std::numeric_limits<std::int64_t>::max();

Dong within_int64(Int128 amount) {
  return {static_cast<std::int64_t>(std::clamp(amount, Int128{0}, greatest))};
}

template <class T>
bool holds(const std::vector<T>& list, const T& value) {
  return std::ranges::find(list, value) != list.end();
}

/// The share of the plan that is used decides who comes first, then the project's id.
template <class Party>
ServingKey key_of(const Party& party) {
  return {party.figures.ratio(), std::nullopt, static_cast<std::size_t>(party.project)};
}

template <class Party>
void sort_by_share(std::vector<Party*>& parties, ServingOrder order) {
  std::ranges::sort(
      parties, [&](const Party* a, const Party* b) { return comes_before(key_of(*a), key_of(*b), order); });
}

template <class Party>
void sort_by_ties(std::vector<Party*>& parties, Dong Party::*amount, RemainderTies ties) {
  const auto claim = [&](const Party* party) -> RemainderClaim {
    return {key_of(*party), (party->*amount).value};
  };
  std::ranges::sort(parties,
                    [&](const Party* a, const Party* b) { return takes_before(claim(a), claim(b), ties); });
}

/// What all requests of one project add up to.
struct Asked {
  Int128 requested = 0;
  Int128 absorbable = 0;
  std::vector<Index> allocations;
};

class Adjustment {
 public:
  Adjustment(const Portfolio& portfolio, const MediumTermAdjustment& policy,
             std::span<const ProjectGround> grounds)
      : portfolio_(portfolio), facts_(*portfolio), policy_(policy), grounds_(grounds) {
    result_.adjustment = policy.id;
    result_.as_of = policy.as_of;
  }

  MediumTermResult carry_out() {
    find_figures();
    find_donors();
    find_recipients();
    divide();
    list_changes();
    if (supply_ == 0) find("nothing_to_give", policy_.id);
    if (demand_ == 0) find("nothing_wanted", policy_.id);
    std::ranges::sort(result_.findings);
    const auto repeated = std::ranges::unique(result_.findings);  // several events may share their key
    result_.findings.erase(repeated.begin(), repeated.end());
    return std::move(result_);
  }

 private:
  void find(const char* code, const std::string& subject, const std::string& at = "") {
    result_.findings.push_back({code, subject, at});
  }
  [[nodiscard]] const Project& project(Index index) const {
    return facts_.projects[static_cast<std::size_t>(index)];
  }
  [[nodiscard]] Dong whole_steps(Int128 amount) const {
    const Int128 step = policy_.step.value;
    return {static_cast<std::int64_t>(std::max(Int128{0}, amount) / step * step)};
  }
  /// Adds to the demand, which must stay within int64. @return whether it did
  [[nodiscard]] bool fits_demand(Dong amount, Index of) {
    if (demand_ + amount.value > greatest) {
      find("beyond_int64", project(of).id);
      return false;
    }
    demand_ += amount.value;
    return true;
  }

  void find_figures();
  void find_donors();
  [[nodiscard]] std::vector<MediumTermDonor> grounds_of_projects();
  void add_ground(std::vector<MediumTermDonor>& donors, const ProjectGround& ground);
  void add_event(std::vector<MediumTermDonor>& donors, const DonorEvent& type, const Event& event);
  [[nodiscard]] std::string row_of(const Event& event) const;
  void find_recipients();
  [[nodiscard]] std::map<Index, Asked> requests();
  [[nodiscard]] std::optional<RejectedProject> rejection_of(Index index) const;
  [[nodiscard]] RejectedProject rejection(Index index, MediumTermRejection why) const;
  [[nodiscard]] std::optional<Evidence> bar_evidence(Index index, MediumTermRejection why,
                                                     const Citation& citation) const;
  [[nodiscard]] std::optional<std::size_t> tier_of(const Asked& asked) const;
  void add_recipient(Index index, std::size_t tier, const Asked& asked);
  void divide();
  void divide_tier(std::size_t tier, std::int64_t& left);
  void cut(std::int64_t total);
  void list_changes();

  const Portfolio& portfolio_;
  const Facts& facts_;
  const MediumTermAdjustment& policy_;
  std::span<const ProjectGround> grounds_;
  MediumTermResult result_;
  std::vector<Int128> used_;  ///< of every project
  std::set<Index> giving_;
  std::vector<std::vector<bool>> in_tier_;
  Int128 supply_ = 0;
  Int128 demand_ = 0;
};

void Adjustment::find_figures() {
  const std::vector<ProjectPlans> plans = plans_of_projects(facts_, policy_.as_of);
  for (std::size_t i = 0; i < plans.size(); ++i)
    used_.push_back(facts_.projects[i].medium_term_used.value + plans[i].of_the_year);
  for (const Tier& tier : policy_.tiers)
    in_tier_.push_back(select_allocations(portfolio_, tier.condition));
}

/// The key columns of the event, in their order.
std::string Adjustment::row_of(const Event& event) const {
  return "events.csv: " + facts_.units[static_cast<std::size_t>(event.unit)].id + "," + event.type + "," +
         event.period + "," + event.date.text();
}

void Adjustment::add_ground(std::vector<MediumTermDonor>& donors, const ProjectGround& ground) {
  const std::string code = project_finding_text(ground.code);
  if (ground.project == none) {
    find("unknown_project", ground.evidence.subject, code);
    return;
  }
  if (!project(ground.project).medium_term_plan) {
    find("outside_medium_term_plan", project(ground.project).id, code);
    return;
  }
  MediumTermDonor& donor = donors[static_cast<std::size_t>(ground.project)];
  if (!holds(donor.grounds, code)) donor.grounds.push_back(code);
  donor.evidence.push_back(ground.evidence);
}

void Adjustment::add_event(std::vector<MediumTermDonor>& donors, const DonorEvent& type, const Event& event) {
  if (event.period.empty()) {
    find("event_without_project", facts_.units[static_cast<std::size_t>(event.unit)].id, row_of(event));
    return;
  }
  const auto named = std::ranges::lower_bound(facts_.projects, event.period, {}, &Project::id);
  if (named == facts_.projects.end() || named->id != event.period) {
    find("unknown_project", event.period, row_of(event));
    return;
  }
  if (!named->medium_term_plan) {
    find("outside_medium_term_plan", named->id, row_of(event));
    return;
  }
  MediumTermDonor& donor = donors[static_cast<std::size_t>(named - facts_.projects.begin())];
  if (!holds(donor.grounds, event.type)) donor.grounds.push_back(event.type);
  donor.evidence.push_back({.rule = "medium_term.event",
                            .subject = named->id,
                            .object = event.type,
                            .quantity = Quantity::days,
                            .left = Rational(days_between(event.date, policy_.as_of)),
                            .comparison = Comparison::at_least,
                            .right = Rational(0),
                            .holds = true,
                            .citation = type.citation});
}

/// What makes each project give; without grounds it needn't. Grounds of which nothing can come are findings.
std::vector<MediumTermDonor> Adjustment::grounds_of_projects() {
  std::vector<MediumTermDonor> donors(facts_.projects.size());
  for (const ProjectGround& ground : grounds_) {
    if (holds(policy_.donors.findings, ground.code)) add_ground(donors, ground);
  }
  for (const DonorEvent& type : policy_.donors.events) {
    bool any = false;
    for (const Event& event : facts_.events) {
      if (event.type != type.type) continue;
      any = true;
      if (event.date <= policy_.as_of) add_event(donors, type, event);
    }
    if (!any) find("unknown_event", type.type);
  }
  return donors;
}

void Adjustment::find_donors() {
  std::vector<MediumTermDonor> donors = grounds_of_projects();
  const Ratio share = policy_.donors.share.value;
  for (std::size_t i = 0; i < donors.size(); ++i) {
    MediumTermDonor& donor = donors[i];
    const auto index = static_cast<Index>(i);
    if (donor.grounds.empty()) continue;
    giving_.insert(index);
    donor.project = index;
    donor.figures = {*project(index).medium_term_plan, within_int64(used_[i])};
    const Int128 unused = std::max(Int128{0}, donor.figures.plan.value - used_[i]);
    donor.release = whole_steps(floor_divide(unused * share.num, share.den));
    supply_ += donor.release.value;  // within int64, as the sum of all medium-term plans is
    result_.donors.push_back(std::move(donor));
  }
}

std::map<Index, Asked> Adjustment::requests() {
  std::map<Index, Asked> asked;
  for (const Request& request : facts_.requests) {
    if (request.round != policy_.id) continue;
    const Allocation& allocation = facts_.allocations[static_cast<std::size_t>(request.allocation)];
    if (allocation.project == none) {
      find("no_project", allocation.id);
      continue;
    }
    Asked& of_project = asked[allocation.project];
    of_project.requested += request.requested.value;
    of_project.absorbable += request.absorbable.value;
    of_project.allocations.push_back(request.allocation);
  }
  return asked;
}

RejectedProject Adjustment::rejection(Index index, MediumTermRejection why) const {
  const auto deciding = [&](std::string_view key) {
    return policy_.settings.deciding(policy_.citation, {key});
  };
  RejectedProject rejected{.project = index, .rejection = why};
  switch (why) {
    case MediumTermRejection::donor:
      rejected.citation = policy_.donors.citation;
      break;
    case MediumTermRejection::outside_medium_term_plan:
    case MediumTermRejection::settled:
      rejected.citation = deciding("bars");
      break;
    case MediumTermRejection::barred:
      rejected.citation = deciding("barring_findings");
      break;
    case MediumTermRejection::no_tier:
      rejected.citation = deciding("tiers");
      break;
  }
  rejected.evidence = bar_evidence(index, why, rejected.citation);
  return rejected;
}

/// Of a bar that the project's own columns decide. Without a medium-term plan there is nothing on the left.
std::optional<Evidence> Adjustment::bar_evidence(Index index, MediumTermRejection why,
                                                 const Citation& citation) const {
  Evidence evidence{.rule = "medium_term.barred", .subject = project(index).id, .citation = citation};
  if (why == MediumTermRejection::outside_medium_term_plan) {
    evidence.object = "medium_term_plan";
    evidence.quantity = Quantity::amount;
    evidence.comparison = Comparison::more_than;
    evidence.right = Rational(0);
    return evidence;
  }
  if (why == MediumTermRejection::settled) {
    evidence.object = "days_since_settled";
    evidence.quantity = Quantity::days;
    evidence.left = Rational(days_between(*project(index).settled_on, policy_.as_of));
    evidence.comparison = Comparison::at_least;
    evidence.right = Rational(0);
    evidence.holds = true;
    return evidence;
  }
  return std::nullopt;
}

std::optional<RejectedProject> Adjustment::rejection_of(Index index) const {
  const Project& asking = project(index);
  if (giving_.count(index) != 0) {
    RejectedProject donor = rejection(index, MediumTermRejection::donor);
    donor.evidence = std::ranges::find(result_.donors, index, &MediumTermDonor::project)->evidence.front();
    return donor;
  }
  if (!asking.medium_term_plan && holds(policy_.bars, Bar::outside_medium_term_plan))
    return rejection(index, MediumTermRejection::outside_medium_term_plan);
  if (asking.settled_on && *asking.settled_on <= policy_.as_of && holds(policy_.bars, Bar::settled))
    return rejection(index, MediumTermRejection::settled);
  for (const ProjectGround& ground : grounds_) {
    if (ground.project != index || !holds(policy_.barring_findings, ground.code)) continue;
    RejectedProject barred = rejection(index, MediumTermRejection::barred);
    barred.reason = project_finding_text(ground.code);
    barred.evidence = ground.evidence;
    barred.citation = resting_on(ground.evidence.citation, barred.citation);
    return barred;
  }
  return std::nullopt;
}

std::optional<std::size_t> Adjustment::tier_of(const Asked& asked) const {
  for (std::size_t tier = 0; tier < in_tier_.size(); ++tier) {
    const bool meets = std::ranges::any_of(
        asked.allocations, [&](Index each) { return in_tier_[tier][static_cast<std::size_t>(each)]; });
    if (meets) return tier;
  }
  return std::nullopt;
}

void Adjustment::add_recipient(Index index, std::size_t tier, const Asked& asked) {
  const Project& asking = project(index);
  MediumTermRecipient recipient{.project = index,
                                .tier = tier,
                                .figures = {asking.medium_term_plan.value_or(Dong{}),
                                            within_int64(used_[static_cast<std::size_t>(index)])},
                                .requested = within_int64(asked.requested),
                                .absorbable = within_int64(asked.absorbable)};
  Int128 least = asked.requested;
  if (asked.absorbable < least) {
    least = asked.absorbable;
    recipient.need_bound_by = MediumTermCap::absorbable;
  }
  if (asking.total_investment) {
    // What is said to be used of the plan beyond all that was funded makes no room.
    const Int128 before =
        std::max(Int128{0}, Int128{asking.funded_before.value} - asking.medium_term_used.value);
    const Int128 room =
        std::max(Int128{0}, asking.total_investment->value - before - recipient.figures.plan.value);
    recipient.investment_room = within_int64(room);
    if (room < least) {
      least = room;
      recipient.need_bound_by = MediumTermCap::total_investment;
    }
  }
  recipient.need = whole_steps(std::min(least, greatest));
  if (!fits_demand(recipient.need, index)) recipient.need = {};
  result_.recipients.push_back(recipient);
}

void Adjustment::find_recipients() {
  for (const auto& [index, asked] : requests()) {
    if (auto rejected = rejection_of(index)) {
      result_.rejected.push_back(std::move(*rejected));
    } else if (const auto tier = tier_of(asked)) {
      add_recipient(index, *tier, asked);
    } else {
      result_.rejected.push_back(rejection(index, MediumTermRejection::no_tier));
    }
  }
}

void Adjustment::divide_tier(std::size_t tier, std::int64_t& left) {
  std::vector<MediumTermRecipient*> claims;
  for (MediumTermRecipient& recipient : result_.recipients) {
    if (recipient.tier == tier) claims.push_back(&recipient);
  }
  const WithinTier within = policy_.tiers[tier].within;
  if (within == WithinTier::ratio_desc) {
    sort_by_share(claims, ServingOrder::descending);
  } else {
    sort_by_ties(claims, &MediumTermRecipient::need, policy_.ties);
  }
  std::vector<std::int64_t> wants;
  std::int64_t all = 0;
  for (const MediumTermRecipient* claim : claims) {
    wants.push_back(claim->need.value / policy_.step.value);
    all += wants.back();
  }
  const std::int64_t total = std::min(left, all);
  const auto shares = within == WithinTier::ratio_desc     ? share_in_order(total, wants)
                      : within == WithinTier::proportional ? share_in_proportion(total, wants)
                                                           : share_by_level(total, wants);
  for (std::size_t i = 0; i < claims.size(); ++i) {
    claims[i]->addition = {shares[i] * policy_.step.value};
    if (claims[i]->addition == claims[i]->need) claims[i]->stopped_by = claims[i]->need_bound_by;
  }
  left -= total;
  result_.tiers.push_back({{all * policy_.step.value}, {total * policy_.step.value}});
  result_.added.value += total * policy_.step.value;
}

void Adjustment::cut(std::int64_t total) {
  std::vector<MediumTermDonor*> claims;
  claims.reserve(result_.donors.size());
  for (MediumTermDonor& donor : result_.donors)
    claims.push_back(&donor);
  if (policy_.cut_order == CutOrder::worst_ratio_first) {
    sort_by_share(claims, ServingOrder::ascending);
  } else {
    sort_by_ties(claims, &MediumTermDonor::release, policy_.ties);
  }
  std::vector<std::int64_t> wants;
  wants.reserve(claims.size());
  for (const MediumTermDonor* claim : claims)
    wants.push_back(claim->release.value / policy_.step.value);
  const auto shares = policy_.cut_order == CutOrder::worst_ratio_first ? share_in_order(total, wants)
                                                                       : share_in_proportion(total, wants);
  for (std::size_t i = 0; i < claims.size(); ++i)
    claims[i]->cut = {shares[i] * policy_.step.value};
}

void Adjustment::divide() {
  const auto supply = static_cast<std::int64_t>(supply_) / policy_.step.value;
  std::int64_t left = supply;
  for (std::size_t tier = 0; tier < policy_.tiers.size(); ++tier)
    divide_tier(tier, left);
  const std::int64_t total = policy_.unmatched == Unmatched::stay ? supply - left : supply;
  cut(total);
  result_.cut = {total * policy_.step.value};
  result_.returned = {result_.cut.value - result_.added.value};
}

void Adjustment::list_changes() {
  for (const MediumTermDonor& donor : result_.donors) {
    if (donor.cut.value != 0)
      result_.changes.push_back({donor.project, policy_.effective, {-donor.cut.value}, policy_.id});
  }
  for (const MediumTermRecipient& recipient : result_.recipients) {
    if (recipient.addition.value != 0)
      result_.changes.push_back({recipient.project, policy_.effective, recipient.addition, policy_.id});
  }
  std::ranges::sort(result_.changes, {}, &MediumTermChange::project);
}

}  // namespace

Citation cut_citation(const MediumTermAdjustment& adjustment) {
  return resting_on(adjustment.donors.citation,
                    adjustment.settings.deciding(adjustment.citation, {"as_of", "effective", "cut_order",
                                                                       "ties", "unmatched", "step"}));
}

Citation addition_citation(const MediumTermAdjustment& adjustment, const Tier& tier) {
  return resting_on(tier.citation, adjustment.settings.deciding(
                                       adjustment.citation, {"as_of", "effective", "bars", "barring_findings",
                                                             "tiers", "ties", "step"}));
}

MediumTermResult adjust_medium_term(const Portfolio& portfolio, const MediumTermAdjustment& adjustment,
                                    std::span<const ProjectGround> grounds) {
  return Adjustment(portfolio, adjustment, grounds).carry_out();
}

}  // namespace giaingan::inline v1
