// Names in a round's conditions that no allocation of the dataset has: mostly slips of the pen.
#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "rules/reallocation_parties.hpp"

namespace giaingan::inline v1 {
namespace {

using Texts = std::set<std::string_view>;

/// What allocations have, a set a key of AllocationFilter.
struct Known {
  Texts allocation, owner, locality, source, programme, assigned_by, project, priority;
  // Closed lists: a group or phase that no project has at present is no slip.
  Texts group{"national", "A", "B", "C"};
  Texts phase{"preparation", "new_start", "transitional", "completed"};
};

Known known_to(const Facts& facts) {
  Known known;
  const auto add_name = [&](Texts& texts, Index name) {
    if (name != none) texts.insert(facts.names[static_cast<std::size_t>(name)]);
  };
  for (const Allocation& allocation : facts.allocations) {
    known.allocation.insert(allocation.id);
    if (allocation.owner != none)
      known.owner.insert(facts.units[static_cast<std::size_t>(allocation.owner)].id);
    add_name(known.locality, allocation.locality);
    add_name(known.source, allocation.source);
    add_name(known.programme, allocation.programme);
    add_name(known.assigned_by, allocation.assigned_by);
    if (allocation.project == none) continue;
    const Project& project = facts.projects[static_cast<std::size_t>(allocation.project)];
    known.project.insert(project.id);
    known.priority.insert(project.priority);
  }
  return known;
}

void find_in(const Known& known, const AllocationFilter& filter, const std::string& at,
             std::vector<ReallocationFinding>& findings) {
  const auto look_up = [&](const char* key, const std::vector<std::string>& names, const Texts& texts) {
    for (const std::string& name : names) {
      if (name.empty() || texts.contains(name)) continue;
      findings.push_back({.code = "unknown_name", .subject = name, .at = at + "/" + key});
    }
  };
  look_up("allocation", filter.allocation, known.allocation);
  look_up("owner", filter.owner, known.owner);
  look_up("locality", filter.locality, known.locality);
  look_up("source", filter.source, known.source);
  look_up("programme", filter.programme, known.programme);
  look_up("assigned_by", filter.assigned_by, known.assigned_by);
  look_up("project", filter.project, known.project);
  look_up("group", filter.group, known.group);
  look_up("phase", filter.phase, known.phase);
  look_up("priority", filter.priority, known.priority);
  for (std::size_t i = 0; i < filter.any_of.size(); ++i)
    find_in(known, filter.any_of[i], at + "/any_of/" + std::to_string(i), findings);
  for (std::size_t i = 0; i < filter.none_of.size(); ++i)
    find_in(known, filter.none_of[i], at + "/none_of/" + std::to_string(i), findings);
}

}  // namespace

void find_unknown_names(const Facts& facts, const Round& round, std::vector<ReallocationFinding>& findings) {
  const AllocationFilter everything;
  const bool any_condition =
      round.exempt || round.basis.scope != everything ||
      std::ranges::any_of(round.tiers, [&](const Tier& tier) { return tier.condition != everything; });
  if (!any_condition) return;
  const Known known = known_to(facts);
  find_in(known, round.basis.scope, "basis/scope", findings);
  if (round.exempt) find_in(known, *round.exempt, "exempt", findings);
  for (const Tier& tier : round.tiers)
    find_in(known, tier.condition, "tiers/" + tier.id + "/condition", findings);
}

}  // namespace giaingan::inline v1
