#include "verify/findings.hpp"

#include "giaingan/exact/int128.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "verify/standing.hpp"

namespace giaingan::inline v1::verify {
namespace {

using List = std::vector<std::string> AllocationFilter::*;

/// A key of conditions that names things, and the texts that allocations have there.
struct Key {
  const char* name;
  List list;
  std::set<std::string_view> known;
};

std::vector<Key> known_texts(const Facts& facts) {
  std::vector<Key> keys = {
      {"allocation", &AllocationFilter::allocation, {}},
      {"owner", &AllocationFilter::owner, {}},
      {"locality", &AllocationFilter::locality, {}},
      {"source", &AllocationFilter::source, {}},
      {"programme", &AllocationFilter::programme, {}},
      {"assigned_by", &AllocationFilter::assigned_by, {}},
      {"project", &AllocationFilter::project, {}},
      {"priority", &AllocationFilter::priority, {}},
      // Lists that the dataset's format closes: nobody need be of a kind today.
      {"group", &AllocationFilter::group, {"national", "A", "B", "C"}},
      {"phase", &AllocationFilter::phase, {"preparation", "new_start", "transitional", "completed"}}};
  const auto name = [&](Index index) {
    return index == none ? std::string_view()
                         : std::string_view(facts.names[static_cast<std::size_t>(index)]);
  };
  for (const Allocation& allocation : facts.allocations) {
    keys[0].known.insert(allocation.id);
    if (allocation.owner != none)
      keys[1].known.insert(facts.units[static_cast<std::size_t>(allocation.owner)].id);
    keys[2].known.insert(name(allocation.locality));
    keys[3].known.insert(name(allocation.source));
    keys[4].known.insert(name(allocation.programme));
    keys[5].known.insert(name(allocation.assigned_by));
    if (allocation.project == none) continue;
    const Project& project = facts.projects[static_cast<std::size_t>(allocation.project)];
    keys[6].known.insert(project.id);
    keys[7].known.insert(project.priority);
  }
  return keys;
}

void look_through(const std::vector<Key>& keys, const AllocationFilter& filter, const std::string& at,
                  std::vector<Finding>& findings) {
  for (const Key& key : keys) {
    for (const std::string& text : filter.*key.list) {
      if (!text.empty() && key.known.count(text) == 0)
        findings.push_back({.code = "unknown_name", .subject = text, .at = at + "/" + key.name});
    }
  }
  for (std::size_t i = 0; i < filter.any_of.size(); ++i)
    look_through(keys, filter.any_of[i], at + "/any_of/" + std::to_string(i), findings);
  for (std::size_t i = 0; i < filter.none_of.size(); ++i)
    look_through(keys, filter.none_of[i], at + "/none_of/" + std::to_string(i), findings);
}

}  // namespace

void find_unknown_names(const Facts& facts, const Round& round, std::vector<Finding>& findings) {
  const std::vector<Key> keys = known_texts(facts);
  look_through(keys, round.basis.scope, "basis/scope", findings);
  if (round.exempt) look_through(keys, *round.exempt, "exempt", findings);
  for (const Tier& tier : round.tiers)
    look_through(keys, tier.condition, "tiers/" + tier.id + "/condition", findings);
}

void find_unknown_rounds(const PolicySections& policy, const Facts& facts, std::vector<Finding>& findings) {
  if (!policy.reallocation) return;
  std::set<std::string_view> rounds;
  for (const Round& round : policy.reallocation->rounds)
    rounds.insert(round.id);
  if (policy.medium_term) {
    for (const MediumTermAdjustment& adjustment : policy.medium_term->adjustments)
      rounds.insert(adjustment.id);
  }
  std::set<std::string> unknown;
  for (const Request& request : facts.requests) {
    if (rounds.count(request.round) == 0) unknown.insert(request.round);
  }
  for (const std::string& id : unknown)
    findings.push_back({.code = "unknown_round", .subject = id});
}

void find_overtaken(const Facts& facts, const Round& round, std::size_t allocation, std::int64_t cut,
                    std::int64_t floor, std::vector<Finding>& findings) {
  const auto changes = facts.changes_of(static_cast<Index>(allocation));
  Int128 plan = whole_plan(facts, allocation, round.as_of) - cut;
  std::vector<Finding> reductions;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const PlanChange& change = changes[i];
    if (change.date <= round.as_of) continue;
    if (change.decision != round.id) {
      plan += change.change.value;
      if (change.change.value < 0) {
        reductions.push_back({.code = "plan_changed_meanwhile",
                              .subject = facts.allocations[allocation].id,
                              .date = change.date,
                              .amount = change.change.value,
                              .decision = change.decision});
      }
    }
    // Plans are looked at as they stand at the end of the effective day and of every later one.
    const bool stands = i + 1 == changes.size() ||
                        (changes[i + 1].date != change.date && changes[i + 1].date > round.effective);
    const std::int64_t least = change.date <= round.effective ? floor : 0;
    if (!stands || plan >= least) continue;
    findings.insert(findings.end(), reductions.begin(), reductions.end());
    return;
  }
}

}  // namespace giaingan::inline v1::verify
