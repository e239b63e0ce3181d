#include "giaingan/assessment/policy_levels.hpp"

#include "giaingan/figures/grouping.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace giaingan::inline v1 {
namespace {

std::vector<PolicyLevel> those_missing(std::vector<PolicyLevel> levels, const Portfolio& portfolio) {
  std::erase_if(levels, [&](const PolicyLevel& each) { return has_level(portfolio, each.level); });
  return levels;
}

}  // namespace

std::vector<PolicyLevel> missing_levels(const Policy& policy, const Portfolio& portfolio,
                                        std::string_view asked) {
  std::vector<PolicyLevel> levels;
  for (std::size_t i = 0; i < policy->averages.size(); ++i) {
    const Average& average = policy->averages[i];
    if (average.kind == AverageKind::mean)
      levels.push_back({"/averages/" + std::to_string(i) + "/level", average.level});
  }
  if (asked.empty()) levels.push_back({"/disbursement/level", policy->disbursement.level});
  for (std::size_t i = 0; i < policy->disbursement.groupings.size(); ++i) {
    const std::string& grouping = policy->disbursement.groupings[i];
    if (grouping != "tree") levels.push_back({"/disbursement/groupings/" + std::to_string(i), grouping});
  }
  if (asked.empty() && policy->below_average)
    levels.push_back({"/below_average/level", policy->below_average->level});
  return those_missing(std::move(levels), portfolio);
}

std::vector<PolicyLevel> missing_levels(const Portfolio& portfolio, const Round& round) {
  std::vector<PolicyLevel> levels{{"/reallocation/donor_level", round.donor_level},
                                  {"/reallocation/recipients/level", round.recipients.level}};
  const Average& average = round.recipients.average;
  if (round.recipients.criterion == RecipientCriterion::average && average.kind == AverageKind::mean)
    levels.push_back({"/averages (" + average.id + ")/level", average.level});
  return those_missing(std::move(levels), portfolio);
}

std::vector<PolicyLevel> missing_rubric_levels(const Policy& policy, const Portfolio& portfolio) {
  if (!policy->evaluation) return {};
  return those_missing({{"/evaluation/level", policy->evaluation->level}}, portfolio);
}

std::vector<PolicyLevel> missing_revenue_levels(const Policy& policy, const Portfolio& portfolio) {
  std::vector<PolicyLevel> levels;
  if (!policy->revenue) return levels;
  for (const RevenueSource& source : policy->revenue->sources) {
    if (std::ranges::find(levels, source.level_at, &PolicyLevel::pointer) == levels.end())
      levels.push_back({source.level_at, source.level});
  }
  return those_missing(std::move(levels), portfolio);
}

}  // namespace giaingan::inline v1
