#include "giaingan/rules/reallocation.hpp"

#include <algorithm>
#include <utility>

#include "rules/reallocation_division.hpp"
#include "rules/reallocation_parties.hpp"

namespace giaingan::inline v1 {
namespace {

/// Writes the division into the parties and the pools.
void settle(const Division& division, const std::vector<std::size_t>& release_of, const Demand& demand,
            Dong step, ReallocationResult& result) {
  for (std::size_t i = 0; i < release_of.size(); ++i) {
    DonorAllocation& donor = result.donor_allocations[release_of[i]];
    donor.cut = {division.cuts[i] * step.value};
    result.donors[donor.donor].cut.value += donor.cut.value;
    result.pools[donor.pool].cut.value += donor.cut.value;
  }
  for (std::size_t i = 0; i < demand.recipient.size(); ++i) {
    Recipient& recipient = result.recipients[demand.recipient[i]];
    recipient.addition = {division.additions[i] * step.value};
    result.pools[recipient.pool].added.value += recipient.addition.value;
  }
  for (PoolTotals& pool : result.pools)
    pool.returned.value = pool.cut.value - pool.added.value;
}

TierCertificate certificate_of(const TierProof& proof, const std::string& tier, const Demand& demand,
                               Dong step, const ReallocationResult& result) {
  TierCertificate certificate{.tier = tier,
                              .earlier = {proof.earlier * step.value},
                              .total = {proof.total * step.value},
                              .capacity = {proof.capacity * step.value},
                              .source_side = {{NodeKind::source, ""}}};
  for (std::size_t i = 0; i < proof.donors.size(); ++i) {
    if (proof.donors[i]) certificate.source_side.push_back({NodeKind::donor, result.donors[i].unit});
  }
  for (std::size_t i = 0; i < proof.pools.size(); ++i) {
    if (proof.pools[i]) certificate.source_side.push_back({NodeKind::pool, result.pools[i].pool});
  }
  std::vector<NetworkNode> rooms;
  for (std::size_t i = 0; i < proof.rooms.size(); ++i) {
    if (proof.rooms[i]) rooms.push_back(demand.rooms[i]);
  }
  std::ranges::sort(rooms, [](const NetworkNode& a, const NetworkNode& b) {
    return a.kind != b.kind ? a.kind < b.kind : a.id < b.id;
  });
  certificate.source_side.insert(certificate.source_side.end(), rooms.begin(), rooms.end());
  return certificate;
}

/// Cuts, additions and plan changes, in the order of the allocations' ids.
void list_changes(const Facts& facts, const Round& round, ReallocationResult& result) {
  const auto id_of = [&](Index allocation) {
    return facts.allocations[static_cast<std::size_t>(allocation)].id;
  };
  for (const DonorAllocation& donor : result.donor_allocations) {
    if (donor.cut.value == 0) continue;
    result.cuts.push_back({id_of(donor.allocation), donor.cut});
    result.plan_changes.push_back({donor.allocation, round.effective, {-donor.cut.value}, round.id});
  }
  for (const Recipient& recipient : result.recipients) {
    if (recipient.addition.value == 0) continue;
    result.additions.push_back(
        {id_of(recipient.allocation), recipient.addition, round.tiers[recipient.tier].id});
    result.plan_changes.push_back({recipient.allocation, round.effective, recipient.addition, round.id});
  }
  std::ranges::stable_sort(result.plan_changes, {}, &PlanChange::allocation);
}

/// Cuts that other decisions have overtaken.
void find_overtaken_cuts(const Facts& facts, const Round& round, ReallocationResult& result) {
  for (const DonorAllocation& donor : result.donor_allocations) {
    if (donor.cut.value == 0) continue;
    for (const PlanChange& change :
         conflicting_changes(facts, round, donor.allocation, donor.cut, donor.floor)) {
      result.findings.push_back({.code = "plan_changed_meanwhile",
                                 .subject = facts.allocations[static_cast<std::size_t>(donor.allocation)].id,
                                 .date = change.date,
                                 .amount = change.change,
                                 .decision = change.decision});
    }
  }
}

}  // namespace

Citation cut_citation(const Round& round) {
  Citation citation = resting_on(round.release.citation, round.required_ratio.citation);
  return resting_on(std::move(citation),
                    round.settings.deciding(
                        round.citation, {"donor_level", "exempt", "cut_order", "unmatched", "ties", "step"}));
}

Citation addition_citation(const Round& round, const Tier& tier) {
  Citation citation = resting_on(tier.citation, criterion_citation(round));
  return resting_on(
      std::move(citation),
      round.settings.deciding(round.citation, {"within_tier", "bars", "barring_findings", "resupplement",
                                               "owner_capacity", "pool_by", "ties", "step"}));
}

Citation pool_citation(const Round& round) {
  return round.settings.deciding(round.citation, {"pool_by", "unmatched"});
}

ReallocationResult reallocate(const Portfolio& portfolio, const Round& round,
                              std::span<const BarredAllocation> barred) {
  const RoundContext context = context_of(portfolio, round);
  ReallocationResult result{.round = round.id, .as_of = round.as_of, .month = context.figures.month};
  if (!result.month) result.findings.push_back({"no_month", round.id});
  for (const std::string& pool : context.pools.ids)
    result.pools.push_back({.pool = pool});
  find_unknown_names(*portfolio, round, result.findings);
  for (const std::string& pool : context.pools.unknown)
    result.findings.push_back({"unknown_pool", pool});

  Instance instance{
      .pools = context.pools.ids.size(), .unmatched = round.unmatched, .cut_order = round.cut_order};
  for (const Tier& tier : round.tiers)
    instance.tiers.push_back(tier.within);
  const std::vector<std::size_t> release_of = find_donors(context, result, instance);
  const Demand demand = find_recipients(context, barred, result, instance);

  const Division division = divide(instance);
  settle(division, release_of, demand, round.step, result);
  name_reasons(instance, division, release_of, demand, result);
  for (std::size_t i = 0; i < division.proofs.size(); ++i) {
    result.certificate.push_back(
        certificate_of(division.proofs[i], round.tiers[i].id, demand, round.step, result));
  }
  list_changes(*portfolio, round, result);
  result.outcome = outcome_of(instance, result);
  find_overtaken_cuts(*portfolio, round, result);
  std::ranges::sort(result.findings);
  return result;
}

}  // namespace giaingan::inline v1
