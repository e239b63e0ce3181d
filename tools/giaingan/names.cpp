#include "names.hpp"

#include "giaingan/policy/pool_id.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "words.hpp"

namespace giaingan::tool {
namespace {

std::string pool_part(PoolKey key, const std::string& part, Language language) {
  if (key == PoolKey::carried_over) return say(language, "vốn kéo dài", "carried over");
  if (key == PoolKey::carried_from) return say(language, "kéo dài từ ", "carried over from ") + part;
  return part;
}

/// The values of one pool that aren't empty.
std::string name_of_pool(const Round& round, const std::string& id, Language language) {
  const std::vector<std::string> parts = pool_values(id);
  std::string name;
  for (std::size_t i = 0; i < parts.size() && i < round.pool_by.size(); ++i) {
    if (parts[i].empty()) continue;
    name += (name.empty() ? "" : ", ") + pool_part(round.pool_by[i], parts[i], language);
  }
  return name;
}

}  // namespace

std::string unit_name(const Portfolio& portfolio, const std::string& id) {
  const auto unit = std::ranges::lower_bound(portfolio->units, id, {}, &Unit::id);
  return unit != portfolio->units.end() && unit->id == id && !unit->name.empty() ? unit->name : id;
}

std::string project_name(const Portfolio& portfolio, const std::string& id) {
  const auto project = std::ranges::lower_bound(portfolio->projects, id, {}, &Project::id);
  if (project == portfolio->projects.end() || project->id != id || project->name.empty()) return id;
  return project->name + " (" + id + ")";
}

std::string project_of_allocation(const Portfolio& portfolio, Index allocation) {
  const Index project = portfolio->allocations[static_cast<std::size_t>(allocation)].project;
  return project == none ? "" : portfolio->projects[static_cast<std::size_t>(project)].name;
}

std::string average_name(const Policy& policy, const std::string& id, Language language) {
  const auto average = std::ranges::find(policy->averages, id, &Average::id);
  return average == policy->averages.end() ? id : say(language, average->title);
}

std::string pool_name(const Round& round, const std::string& id, Language language) {
  std::string names;
  for (const std::string& pool : pools_of_id(id)) {
    const std::string name = name_of_pool(round, pool, language);
    names += (names.empty() ? "" : " + ") + (name.empty() ? pool : name);
  }
  return names;
}

std::string project_finding_name(ProjectFindingCode code, Language language) {
  switch (code) {
    case ProjectFindingCode::funding_past_limit:
      return say(language, "quá thời gian bố trí vốn", "funded past the time limit of its group");
    case ProjectFindingCode::new_start_late:
      return say(language, "khởi công mới chậm", "new start late");
    case ProjectFindingCode::procedures_late:
      return say(language, "chậm hoàn thành thủ tục đầu tư", "investment procedures late");
    case ProjectFindingCode::settlement_overdue:
      return say(language, "chậm quyết toán", "settlement overdue");
    case ProjectFindingCode::investment_raised:
      return say(language, "tăng tổng mức đầu tư chưa được cấp có thẩm quyền đồng ý",
                 "total investment raised without authority");
    case ProjectFindingCode::above_total_investment:
      return say(language, "vốn bố trí vượt tổng mức đầu tư", "capital given above the total investment");
    case ProjectFindingCode::above_medium_term:
      return say(language, "kế hoạch vượt kế hoạch trung hạn", "plans above the medium-term plan");
    case ProjectFindingCode::outside_medium_term:
      break;
  }
  return say(language, "được giao vốn ngoài kế hoạch trung hạn", "a plan outside the medium-term plan");
}

std::string assumed_mark(const Policy& policy, const Citation& citation, Language language) {
  std::string numbers;
  for (const std::size_t number : assumption_numbers(policy, citation))
    numbers += (numbers.empty() ? " " : ", ") + std::to_string(number);
  if (!citation.assumed) return "";
  return say(language, " [giả định", " [assumed") + numbers + "]";
}

std::string clause(const Policy& policy, const Citation& citation, Language language) {
  return citation_text(policy, citation, language) + assumed_mark(policy, citation, language);
}

}  // namespace giaingan::tool
