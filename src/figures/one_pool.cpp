#include "figures/one_pool.hpp"

#include "giaingan/exact/largest_remainder.hpp"

#include <algorithm>

namespace giaingan::inline v1 {

std::vector<std::int64_t> share_in_order(std::int64_t total, std::span<const std::int64_t> wants) {
  std::vector<std::int64_t> shares;
  shares.reserve(wants.size());
  for (const std::int64_t want : wants) {
    shares.push_back(std::min(total, want));
    total -= shares.back();
  }
  return shares;
}

// total ÷ Σ wants is at most 1, so no share is above its want; and a share that isn't whole is below it.
std::vector<std::int64_t> share_in_proportion(std::int64_t total, std::span<const std::int64_t> wants) {
  return largest_remainder(total, wants);
}

std::vector<std::int64_t> share_by_level(std::int64_t total, std::span<const std::int64_t> wants) {
  std::vector<std::int64_t> ascending(wants.begin(), wants.end());
  std::ranges::sort(ascending);
  std::int64_t left = total;
  std::int64_t open = static_cast<std::int64_t>(ascending.size());
  for (const std::int64_t want : ascending) {
    if (want > left / open) break;
    left -= want;
    --open;
  }
  // Those that are open stand between `level` and one more.
  const std::int64_t level = open == 0 ? total : left / open;
  std::int64_t one_more = open == 0 ? 0 : left % open;
  std::vector<std::int64_t> shares;
  shares.reserve(wants.size());
  for (const std::int64_t want : wants) {
    const bool rises = want > level && one_more > 0;
    shares.push_back(std::min(want, level + (rises ? 1 : 0)));
    if (rises) --one_more;
  }
  return shares;
}

}  // namespace giaingan::inline v1
