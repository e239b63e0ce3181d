#include "giaingan/figures/project_plans.hpp"

#include "giaingan/figures/amounts.hpp"

#include <cstddef>

namespace giaingan::inline v1 {

std::vector<ProjectPlans> plans_of_projects(const Facts& facts, Date day) {
  std::vector<ProjectPlans> plans(facts.projects.size());
  const Basis whole_plan;
  for (std::size_t i = 0; i < facts.allocations.size(); ++i) {
    const Allocation& allocation = facts.allocations[i];
    if (allocation.project == none) continue;
    ProjectPlans& project = plans[static_cast<std::size_t>(allocation.project)];
    const Int128 plan = plan_on(facts, static_cast<Index>(i), whole_plan, day).value;
    project.all += plan;
    if (allocation.carried_from == 0) project.of_the_year += plan;
  }
  return plans;
}

}  // namespace giaingan::inline v1
