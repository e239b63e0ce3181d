#include "giaingan/assessment/round_run.hpp"

#include "giaingan/rules/project_checks.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace giaingan::inline v1 {

const Round* find_round(const Policy& policy, std::string_view id) noexcept {
  if (!policy->reallocation) return nullptr;
  const auto& rounds = policy->reallocation->rounds;
  const auto found = std::ranges::find(rounds, id, &Round::id);
  return found == rounds.end() ? nullptr : &*found;
}

std::vector<std::string> earlier_rounds_seen(const Portfolio& portfolio, const Round& round) {
  std::vector<std::string> seen;
  for (const std::string& id : round.earlier) {
    const bool known = std::ranges::any_of(portfolio->plan_changes, [&](const PlanChange& change) {
      return change.decision == id && change.date <= round.as_of;
    });
    if (known) seen.push_back(id);
  }
  return seen;
}

std::vector<BarredAllocation> barred_by_project_checks(const Policy& policy, const Portfolio& portfolio,
                                                       const Round& round) {
  std::vector<BarredAllocation> barred;
  if (!policy->project_checks) return barred;
  const ProjectChecksResult checks = check_projects(*policy->project_checks, portfolio, round.as_of);
  std::vector<const ProjectFinding*> finding_of_project(portfolio->projects.size(), nullptr);
  for (const ProjectFinding& finding : checks.findings) {
    const bool bars = std::ranges::find(round.barring_findings, finding.code) != round.barring_findings.end();
    // An event may name a project that the dataset hasn't.
    if (!bars || finding.project == none) continue;
    const ProjectFinding*& first = finding_of_project[static_cast<std::size_t>(finding.project)];
    if (first == nullptr) first = &finding;
  }
  for (std::size_t i = 0; i < portfolio->allocations.size(); ++i) {
    const Index project = portfolio->allocations[i].project;
    if (project == none) continue;
    const ProjectFinding* finding = finding_of_project[static_cast<std::size_t>(project)];
    if (finding == nullptr) continue;
    barred.push_back({static_cast<Index>(i), project_finding_text(finding->code), finding->evidence.citation,
                      finding->evidence});
  }
  return barred;
}

ReallocationResult run_round(const Policy& policy, const Portfolio& portfolio, const Round& round) {
  return reallocate(portfolio, round, barred_by_project_checks(policy, portfolio, round));
}

}  // namespace giaingan::inline v1
