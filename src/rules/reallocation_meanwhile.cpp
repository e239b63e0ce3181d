// What was decided between a round's as-of day and its effective day. §12 reads the plan as it stands on the
// as-of day, so nothing here changes a cut.
#include "giaingan/exact/int128.hpp"
#include "giaingan/figures/amounts.hpp"
#include "giaingan/rules/reallocation.hpp"

namespace giaingan::inline v1 {

std::vector<PlanChange> conflicting_changes(const Facts& facts, const Round& round, Index allocation,
                                            Dong cut, Dong least) {
  const Basis whole_plan;
  Int128 left = Int128{plan_on(facts, allocation, whole_plan, round.as_of).value} - cut.value;
  std::vector<PlanChange> reductions;
  const auto changes = facts.changes_of(allocation);
  for (auto change = changes.begin(); change != changes.end(); ++change) {
    if (change->date <= round.as_of) continue;
    if (change->decision != round.id) {  // else the round itself, entered already
      left += change->change.value;
      if (change->change.value < 0) reductions.push_back(*change);
    }
    const auto next = change + 1;
    const bool day_ends = next == changes.end() || next->date != change->date;
    const bool effective = next == changes.end() || next->date > round.effective;
    if (!day_ends || !effective) continue;
    if (left < (change->date <= round.effective ? least.value : 0)) return reductions;
  }
  return {};
}

}  // namespace giaingan::inline v1
