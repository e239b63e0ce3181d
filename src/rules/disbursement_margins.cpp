// How far a place in the ranking or a met milestone is from being lost, and who stands at the two ends.
#include "giaingan/figures/threshold.hpp"
#include "giaingan/rules/disbursement.hpp"

#include <cstdint>

namespace giaingan::inline v1 {
namespace {

// The least đồng fewer after which a figure that meets the threshold doesn't; nothing if it still does with
// nothing disbursed.
std::optional<Dong> least_to_lose(const Threshold& threshold, const Amounts& amounts) {
  const auto least = threshold.least_disbursed(amounts.plan).to_int64();
  // It is met, so that `least` is at most what is disbursed; only far below zero it leaves int64.
  if (!least || *least <= 0) return std::nullopt;
  return Dong{amounts.disbursed.value - *least + 1};
}

// How many of the result's units have a rank: they are listed first.
std::size_t ranked(const DisbursementResult& result) {
  std::size_t count = 0;
  while (count < result.units.size() && result.units[count].rank)
    ++count;
  return count;
}

// Whether two ratios are equal as the policy compares them.
bool ties(const Amounts& above, const Amounts& below, std::optional<Ratio> compare_at) {
  if (compare_at) return rounded_steps(above, *compare_at) == rounded_steps(below, *compare_at);
  return (*above.ratio() <=> *below.ratio()) == 0;
}

}  // namespace

RankList fastest(const DisbursementPolicy& policy, const DisbursementResult& result) {
  RankList list{{}, policy.top};
  const auto asked = static_cast<std::size_t>(policy.top);
  const std::size_t count = ranked(result);
  for (std::size_t i = 0; i < count && asked > 0; ++i) {
    if (i >= asked && result.units[i].rank != result.units[asked - 1].rank) break;
    list.units.push_back(i);
  }
  return list;
}

RankList slowest(const DisbursementPolicy& policy, const DisbursementResult& result) {
  RankList list{{}, policy.bottom};
  const auto asked = static_cast<std::size_t>(policy.bottom);
  const std::size_t count = ranked(result);
  for (std::size_t listed = 0; listed < count && asked > 0; ++listed) {
    const std::size_t unit = count - 1 - listed;
    if (listed >= asked && result.units[unit].rank != result.units[count - asked].rank) break;
    list.units.push_back(unit);
  }
  return list;
}

std::vector<std::optional<Dong>> to_lower_ranks(const DisbursementPolicy& policy,
                                                const DisbursementResult& result) {
  std::vector<std::optional<Dong>> fewer(result.units.size());
  const std::size_t count = ranked(result);
  const auto& units = result.units;
  // Who has equals passes below them by the least loss, who has none must pass the next lower ratio.
  for (std::size_t first = 0; first < count;) {
    std::size_t end = first + 1;
    while (end < count && ties(units[first].amounts, units[end].amounts, policy.compare_at))
      ++end;
    const bool has_equals = end - first > 1;
    if (has_equals || end < count) {
      const Amounts& other = units[has_equals ? first : end].amounts;
      const Threshold stay(Rational(*other.ratio()), Comparison::at_least, policy.compare_at);
      for (std::size_t i = first; i < end; ++i)
        fewer[i] = least_to_lose(stay, units[i].amounts);
    }
    first = end;
  }
  return fewer;
}

std::optional<Dong> reserve(const DisbursementPolicy& policy, const MilestoneVerdict& verdict) {
  if (!verdict.amounts.ratio()) return std::nullopt;
  const auto& milestone = policy.milestones[verdict.milestone];
  const Threshold threshold(Rational(milestone.ratio.value), milestone.comparison, policy.compare_at);
  if (!threshold.met_by(verdict.amounts)) return std::nullopt;
  return least_to_lose(threshold, verdict.amounts);
}

}  // namespace giaingan::inline v1
