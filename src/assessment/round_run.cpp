#include "giaingan/assessment/round_run.hpp"

#include "giaingan/assessment/medium_term_run.hpp"
#include "giaingan/input/diagnostic.hpp"
#include "giaingan/rules/project_checks.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "assessment/made_by.hpp"

namespace giaingan::inline v1 {
namespace {

Place place_of(const Round& round) {
  return {.file = "round " + round.id};
}

Diagnostic overtaken(const Portfolio& portfolio, const Round& round, const DonorAllocation& donor,
                     const std::vector<PlanChange>& others) {
  std::string decisions;
  for (const PlanChange& change : others) {
    decisions += (decisions.empty() ? "" : ", ") + std::string("the decision \"") + change.decision +
                 "\" of " + change.date.text() + " changed it by " + std::to_string(change.change.value);
  }
  return {
      .code = "round.plan_changed_meanwhile",
      .place = place_of(round),
      .message = "the plan of allocation \"" +
                 portfolio->allocations[static_cast<std::size_t>(donor.allocation)].id +
                 "\" would fall below 0: the round, as of " + round.as_of.text() + ", cuts " +
                 std::to_string(donor.cut.value) + " on " + round.effective.text() + "; since then " +
                 decisions,
      .expected = "a plan that nothing has reduced since the round's as-of day",
      .remedy = "enter what was really decided of the round in plan_changes.csv, or give it a later as_of"};
}

}  // namespace

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

std::set<std::string> unknown_rounds(const Policy& policy, const Portfolio& portfolio) {
  std::set<std::string> unknown;
  for (const Request& request : portfolio->requests) {
    if (find_round(policy, request.round) == nullptr && find_adjustment(policy, request.round) == nullptr)
      unknown.insert(request.round);
  }
  return unknown;
}

std::vector<std::string> applied_rounds(const Policy& policy, const Portfolio& portfolio) {
  std::vector<std::string> applied;
  if (!policy->reallocation) return applied;
  for (const Round& round : policy->reallocation->rounds) {
    if (std::ranges::find(portfolio->plan_changes, round.id, &PlanChange::decision) !=
        portfolio->plan_changes.end())
      applied.push_back(round.id);
  }
  return applied;
}

ReallocationResult run_round(const Policy& policy, const Portfolio& portfolio, const Round& round) {
  ReallocationResult result =
      reallocate(portfolio, round, barred_by_project_checks(policy, portfolio, round));
  for (const std::string& id : unknown_rounds(policy, portfolio))
    result.findings.push_back({.code = "unknown_round", .subject = id});
  std::ranges::sort(result.findings);
  return result;
}

namespace {

Portfolio applied(const Portfolio& portfolio, const Round& round, const ReallocationResult& result,
                  Provenance provenance) {
  std::vector<Diagnostic> problems;
  for (const DonorAllocation& donor : result.donor_allocations) {
    const auto others = conflicting_changes(*portfolio, round, donor.allocation, donor.cut, Dong{0});
    if (!others.empty()) problems.push_back(overtaken(portfolio, round, donor, others));
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  try {
    return with_plan_changes(portfolio, result.plan_changes, std::move(provenance));
  } catch (const InvalidInput& invalid) {
    // Places of rows that stand in no file.
    for (const Diagnostic& diagnostic : invalid.diagnostics()) {
      problems.push_back(diagnostic);
      problems.back().place = place_of(round);
    }
    throw InvalidInput(std::move(problems));
  }
}

}  // namespace

Portfolio with_round(const Portfolio& portfolio, const Round& round, const ReallocationResult& result,
                     std::string_view document) {
  return applied(portfolio, round, result, after_result(portfolio->provenance, question_of(round), document));
}

Portfolio with_round(const Portfolio& portfolio, const Round& round, const ReallocationResult& result) {
  return applied(portfolio, round, result, without_files(portfolio->provenance));
}

}  // namespace giaingan::inline v1
