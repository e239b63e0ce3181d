#include "giaingan/assessment/assumed_values.hpp"

#include "giaingan/assessment/policy_levels.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "assessment/decided_verdicts.hpp"
#include "assessment/rules_read.hpp"
#include "assessment/value_neighbours.hpp"
#include "assessment/verdict_list.hpp"
#include "input/any_json.hpp"

namespace giaingan::inline v1 {
namespace {

constexpr std::size_t most_neighbours = 16;

/// The verdicts that differ, and those of `changed` among all that do under any neighbour.
std::vector<ChangedVerdict> changes_between(const DecidedVerdicts& before, const DecidedVerdicts& after,
                                            std::set<DecidedKey>& changed) {
  static const VerdictValue nothing;
  std::set<DecidedKey> keys;
  for (const auto* each : {&before, &after})
    for (const auto& entry : *each)
      keys.insert(entry.first);
  std::vector<ChangedVerdict> changes;
  for (const DecidedKey& key : keys) {
    const auto value_in = [&](const DecidedVerdicts& verdicts) {
      const auto found = verdicts.find(key);
      return found == verdicts.end() ? nothing : found->second;
    };
    const VerdictValue one = value_in(before);
    const VerdictValue other = value_in(after);
    if (one == other) continue;
    changed.insert(key);
    changes.push_back({key.of, key.kind, key.subject, key.object, verdict_json(one), verdict_json(other)});
  }
  return changes;
}

/// Asks a dataset what its verdicts would be.
class DataQuestions {
 public:
  DataQuestions(const Policy& policy, std::string_view document, const Portfolio& portfolio, Date as_of)
      : policy_(policy), document_(*parse_any_json(document).root), portfolio_(portfolio), as_of_(as_of) {}

  AssumedInData ask(const Assumption& assumed, const std::vector<Decides>& decides) {
    AssumedInData found;
    if (decides.empty()) return found;
    const auto [known, is_new] = as_it_is_.try_emplace(decides);
    if (is_new) known->second = decided_verdicts(policy_, portfolio_, as_of_, decides);
    std::set<DecidedKey> changed;
    for (NeighbourPolicy& each : neighbours_at(document_, assumed, most_neighbours)) {
      if (!can_ask(each.policy)) continue;
      const auto verdicts = decided_verdicts(each.policy, portfolio_, as_of_, decides);
      found.neighbours.push_back({std::move(each.change.pointer), std::move(each.change.before),
                                  std::move(each.change.after),
                                  changes_between(known->second, verdicts, changed)});
    }
    std::set<std::string> units;
    for (const DecidedKey& key : changed)
      add_units_of(key, *portfolio_, units);
    found.verdicts = changed.size();
    found.units = units.size();
    return found;
  }

 private:
  [[nodiscard]] bool can_ask(const Policy& policy) const {
    return policy->year == portfolio_->year && all_missing_levels(policy, portfolio_).empty() &&
           missing_revenue_levels(policy, portfolio_).empty();
  }

  const Policy& policy_;
  Json document_;
  const Portfolio& portfolio_;
  Date as_of_;
  std::map<std::vector<Decides>, DecidedVerdicts> as_it_is_;
};

}  // namespace

const char* decides_text(Decides decides) noexcept {
  static constexpr std::array<const char*, decides_count> names{
      "rank",   "milestone", "below_average", "obligation", "project_check",
      "rating", "round",     "revenue",       "medium_term"};
  return names[static_cast<std::size_t>(decides)];
}

Text decides_title(Decides decides) {
  static const std::array<Text, decides_count> titles{{{"xếp hạng", "ranks"},
                                                       {"mốc giải ngân", "milestones"},
                                                       {"dưới bình quân", "below average"},
                                                       {"nhiệm vụ, thời hạn", "duties and deadlines"},
                                                       {"kiểm tra dự án", "project checks"},
                                                       {"điểm, xếp loại", "points and classes"},
                                                       {"đợt điều chuyển", "reallocation rounds"},
                                                       {"hụt thu", "revenue shortfalls"},
                                                       {"điều chỉnh trung hạn", "medium-term adjustments"}}};
  return titles[static_cast<std::size_t>(decides)];
}

std::vector<AssumedValue> assumed_values(const Policy& policy) {
  const RulesRead rules(*policy);
  std::vector<AssumedValue> values;
  values.reserve(policy->assumptions.size());
  for (std::size_t i = 0; i < policy->assumptions.size(); ++i)
    values.push_back({i, rules.at(policy->assumptions[i].pointer), std::nullopt});
  return values;
}

std::vector<AssumedValue> assumed_values(const Policy& policy, std::string_view document,
                                         const Portfolio& portfolio, Date as_of) {
  std::vector<AssumedValue> values = assumed_values(policy);
  DataQuestions questions(policy, document, portfolio, as_of);
  for (AssumedValue& each : values)
    each.in_data = questions.ask(policy->assumptions[each.assumption], each.decides);
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater(), [&](std::size_t i) {
    return std::pair(values[i].in_data->units, values[i].in_data->verdicts);
  });
  std::vector<AssumedValue> ranked;
  ranked.reserve(values.size());
  for (const std::size_t i : order)
    ranked.push_back(std::move(values[i]));
  return ranked;
}

}  // namespace giaingan::inline v1
