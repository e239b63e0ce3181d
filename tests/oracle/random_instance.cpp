#include "oracle/random_instance.hpp"

#include <algorithm>
#include <string>

namespace oracle {
namespace {

// No need is larger than a room that it fills.
void fit_into_rooms(Instance& instance) {
  for (auto& need : instance.needs) {
    for (auto room = need.room; room; room = instance.rooms[*room].within) {
      if (instance.rooms[*room].limit) need.amount = std::min(need.amount, *instance.rooms[*room].limit);
    }
  }
}

Within any_fairness(Draws& draws) {
  return draws.one_of<Within>({Within::ratio_desc, Within::proportional, Within::equal});
}

void draw_cuts(Draws& draws, Instance& instance) {
  if (draws.chance(40)) instance.unmatched = Unmatched::give_back;
  if (draws.chance(40)) instance.cut_order = CutOrder::proportional;
}

}  // namespace

Instance random_instance(Draws& draws, std::size_t recipients, std::int64_t most) {
  Instance instance;
  const std::size_t pools = 1 + draws.below(3);
  for (std::size_t i = 0; i < pools; ++i)
    instance.pools.push_back("p" + std::to_string(i));
  const std::size_t donors = 1 + draws.below(3);
  for (std::size_t i = 0; i < donors; ++i) {
    instance.donors.push_back({"u" + std::to_string(i), draws.between(0, 2 * most)});
  }
  const std::size_t releases = 1 + draws.below(4);
  for (std::size_t i = 0; i < releases; ++i) {
    instance.releases.push_back({"d" + std::to_string(i), draws.below(donors), draws.below(pools),
                                 draws.between(0, most), static_cast<int>(draws.below(3))});
  }
  const std::size_t projects = 1 + draws.below(3);
  for (std::size_t i = 0; i < projects; ++i) {
    instance.rooms.push_back({std::nullopt, std::nullopt});
    if (draws.chance(60)) instance.rooms.back().limit = draws.between(0, most + 1);
    if (draws.chance(60)) instance.rooms.back().within = projects;
  }
  instance.rooms.push_back({Integer(draws.between(1, 2 * most)), std::nullopt});
  const std::size_t tiers = 1 + draws.below(2);
  for (std::size_t i = 0; i < tiers; ++i) {
    instance.tiers.push_back(any_fairness(draws));
  }
  for (std::size_t i = 0; i < recipients; ++i) {
    instance.needs.push_back({"a" + std::to_string(i), draws.below(pools), std::nullopt, draws.below(tiers),
                              draws.between(0, most), static_cast<int>(draws.below(3))});
    if (draws.chance(85)) instance.needs.back().room = draws.below(projects);
  }
  draw_cuts(draws, instance);
  return instance;
}

Instance coupled_instance(Draws& draws) {
  Instance instance;
  const std::int64_t most = draws.one_of<std::int64_t>({2, 6, 40, 1000});
  const std::size_t recipients = draws.chance(70) ? 2 + draws.below(14) : 16 + draws.below(45);
  const std::size_t pools = 2 + draws.below(7);
  for (std::size_t i = 0; i < pools; ++i)
    instance.pools.push_back("p" + std::to_string(i));
  const std::size_t donors = 1 + draws.below(1 + recipients / 3);
  std::vector<Integer> offered(donors);
  for (std::size_t i = 0; i < recipients; ++i) {
    instance.releases.push_back({"d" + std::to_string(i), draws.below(donors), draws.below(pools),
                                 draws.between(0, most), static_cast<int>(i)});
    offered[instance.releases.back().donor] += instance.releases.back().amount;
  }
  for (std::size_t i = 0; i < donors; ++i) {
    const Integer limit = offered[i] * draws.one_of<std::int64_t>({0, 3, 5, 7, 10, 12}) / 10;
    instance.donors.push_back({"u" + std::to_string(i), limit});
  }
  // A project's narrow rooms, then their wide ones, then their owners': every room stands before the one that
  // it is within.
  const std::size_t projects = 1 + draws.below(1 + recipients / 2);
  const std::size_t owners = 1 + draws.below(1 + projects / 3);
  const std::int64_t of_owner = most * static_cast<std::int64_t>(1 + recipients / owners) / 2;
  for (std::size_t i = 0; i < projects; ++i) {
    instance.rooms.push_back(
        {draws.chance(85) ? std::optional<Integer>(draws.between(0, 2 * most)) : std::nullopt, projects + i});
  }
  for (std::size_t i = 0; i < projects; ++i) {
    instance.rooms.push_back(
        {draws.chance(85) ? std::optional<Integer>(draws.between(0, 2 * most)) : std::nullopt,
         draws.chance(80) ? std::optional(2 * projects + draws.below(owners)) : std::nullopt});
  }
  for (std::size_t i = 0; i < owners; ++i)
    instance.rooms.push_back({Integer(draws.between(0, of_owner)), std::nullopt});
  const std::size_t tiers = 2 + draws.below(3);
  for (std::size_t i = 0; i < tiers; ++i) {
    instance.tiers.push_back(any_fairness(draws));
  }
  for (std::size_t i = 0; i < recipients; ++i) {
    Instance::Need need{"a" + std::to_string(i), draws.below(pools),     std::nullopt,
                        draws.below(tiers),      draws.between(0, most), static_cast<int>(i)};
    if (draws.chance(90)) need.room = draws.below(2 * projects);
    instance.needs.push_back(need);
  }
  fit_into_rooms(instance);
  draw_cuts(draws, instance);
  return instance;
}

Instance small_instance(Draws& draws) {
  constexpr std::int64_t most = 6;
  Instance instance;
  const std::size_t pools = 1 + draws.below(3);
  for (std::size_t i = 0; i < pools; ++i)
    instance.pools.push_back("p" + std::to_string(i));
  const std::size_t donors = 2 + draws.below(3);
  for (std::size_t i = 0; i < donors; ++i)
    instance.donors.push_back({"u" + std::to_string(i), draws.between(1, 2 * most)});
  const std::size_t releases = 3 + draws.below(4);
  for (std::size_t i = 0; i < releases; ++i) {
    instance.releases.push_back({"d" + std::to_string(i), draws.below(donors), draws.below(pools),
                                 draws.between(0, most), static_cast<int>(i)});
  }
  const std::size_t projects = 1 + draws.below(3);
  for (std::size_t i = 0; i < projects; ++i) {
    instance.rooms.push_back({std::nullopt, std::nullopt});
    if (draws.chance(70)) instance.rooms.back().limit = draws.between(0, 2 * most);
    if (draws.chance(60)) instance.rooms.back().within = projects;
  }
  instance.rooms.push_back({Integer(draws.between(1, 3 * most)), std::nullopt});
  const std::size_t tiers = 1 + draws.below(3);
  for (std::size_t i = 0; i < tiers; ++i)
    instance.tiers.push_back(any_fairness(draws));
  const std::size_t recipients = 2 + draws.below(4);
  for (std::size_t i = 0; i < recipients; ++i) {
    instance.needs.push_back({"a" + std::to_string(i), draws.below(pools), std::nullopt, draws.below(tiers),
                              draws.between(0, most), static_cast<int>(i)});
    if (draws.chance(85)) instance.needs.back().room = draws.below(projects);
  }
  fit_into_rooms(instance);
  draw_cuts(draws, instance);
  return instance;
}

}  // namespace oracle
