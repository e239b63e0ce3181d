#include "giaingan/exact/largest_remainder.hpp"

#include "giaingan/exact/int128.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace giaingan::inline v1 {

std::vector<std::int64_t> largest_remainder(std::int64_t total, std::span<const std::int64_t> weights) {
  std::vector<std::int64_t> shares(weights.size(), 0);
  const Int128 whole = std::accumulate(weights.begin(), weights.end(), Int128{0});
  if (total == 0 || whole == 0) return shares;

  // The divisor may need 128 bits where the sum of weights leaves 64; total·weight always fits 128.
  std::vector<Int128> remainders(weights.size());
  std::int64_t left = total;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Int128 product = Int128{total} * weights[i];
    shares[i] = static_cast<std::int64_t>(product / whole);
    remainders[i] = product % whole;
    left -= shares[i];
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order,
                           [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t i = 0; left > 0; ++i, --left)
    ++shares[order[i]];
  return shares;
}

}  // namespace giaingan::inline v1
