#include "oracle/random_instance.hpp"

#include <string>

namespace oracle {

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
    instance.tiers.push_back(draws.one_of<Within>({Within::ratio_desc, Within::proportional, Within::equal}));
  }
  for (std::size_t i = 0; i < recipients; ++i) {
    instance.needs.push_back({"a" + std::to_string(i), draws.below(pools), std::nullopt, draws.below(tiers),
                              draws.between(0, most), static_cast<int>(draws.below(3))});
    if (draws.chance(85)) instance.needs.back().room = draws.below(projects);
  }
  if (draws.chance(40)) instance.unmatched = Unmatched::give_back;
  if (draws.chance(40)) instance.cut_order = CutOrder::proportional;
  return instance;
}

}  // namespace oracle
