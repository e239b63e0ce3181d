#include "differential/division_bridge.hpp"

#include <numeric>

namespace differential {
namespace {

std::int64_t number(const oracle::Integer& amount) {
  return static_cast<std::int64_t>(amount);
}

giaingan::WithinTier within_of(oracle::Within within) {
  if (within == oracle::Within::proportional) return giaingan::WithinTier::proportional;
  if (within == oracle::Within::equal) return giaingan::WithinTier::equal;
  return giaingan::WithinTier::ratio_desc;
}

template <class Entries>
void set_precedence(oracle::Draws& draws, Entries& entries) {
  std::vector<int> order(entries.size());
  std::iota(order.begin(), order.end(), 0);
  for (std::size_t i = order.size(); i > 1; --i)
    std::swap(order[i - 1], order[draws.below(i)]);
  for (std::size_t i = 0; i < order.size(); ++i)
    entries[i].precedence = order[i];
}

}  // namespace

giaingan::Instance instance_of(const oracle::Instance& instance) {
  giaingan::Instance made;
  made.pools = instance.pools.size();
  for (const auto& donor : instance.donors)
    made.donor_limits.push_back(number(donor.limit));
  for (const auto& release : instance.releases) {
    made.releases.push_back(
        {release.donor, release.pool, number(release.amount), static_cast<std::size_t>(release.precedence)});
  }
  // The library has no rooms without limit: what nobody can exceed stands for it.
  for (const auto& room : instance.rooms) {
    made.rooms.push_back({room.limit ? number(*room.limit) : 1'000'000'000'000'000,
                          room.within ? *room.within : giaingan::Instance::outside});
  }
  for (const auto& need : instance.needs) {
    made.needs.push_back({need.pool, need.room ? *need.room : giaingan::Instance::outside, need.tier,
                          number(need.amount), static_cast<std::size_t>(need.precedence)});
  }
  for (const oracle::Within within : instance.tiers)
    made.tiers.push_back(within_of(within));
  if (instance.unmatched == oracle::Unmatched::give_back) {
    made.unmatched = giaingan::Unmatched::return_to_above;
  }
  if (instance.cut_order == oracle::CutOrder::proportional) {
    made.cut_order = giaingan::CutOrder::proportional;
  }
  return made;
}

void order_precedences(oracle::Draws& draws, oracle::Instance& instance) {
  set_precedence(draws, instance.releases);
  set_precedence(draws, instance.needs);
}

}  // namespace differential
