#include "giaingan/assessment/policy_levels.hpp"

#include "giaingan/figures/grouping.hpp"

namespace giaingan::inline v1 {

std::vector<PolicyLevel> missing_levels(const Policy& policy, const Portfolio& portfolio) {
  std::vector<PolicyLevel> levels{{"/disbursement/level", policy->disbursement.level}};
  if (policy->below_average) levels.push_back({"/below_average/level", policy->below_average->level});
  std::erase_if(levels, [&](const PolicyLevel& each) { return has_level(portfolio, each.level); });
  return levels;
}

}  // namespace giaingan::inline v1
