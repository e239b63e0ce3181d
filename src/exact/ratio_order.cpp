#include "giaingan/exact/ratio_order.hpp"

#include <cstddef>

#include "exact/ratio_digits.hpp"
#include "exact/ratio_ties.hpp"

namespace giaingan::inline v1 {

std::span<const OrderedRatio> RatioOrder::descending(const RatioColumns& ratios) {
  if (memory_.size() < 2 * ratios.count) memory_.resize(2 * ratios.count);
  const std::span<OrderedRatio> order(memory_.data(), ratios.count);
  const std::span<OrderedRatio> scratch(memory_.data() + ratios.count, ratios.count);
  KeyCounts counts{};
  std::size_t defined = 0;
  for (std::size_t i = 0; i < ratios.count; ++i) {
    const std::uint32_t key = first_key(ratios[i]);
    if (key == undefined_key) continue;
    order[defined++] = {static_cast<std::uint32_t>(i), key};
    count_key(counts, key);
  }
  const std::span<OrderedRatio> items = order.first(defined);
  if (items.empty()) return {};
  sort_by_key(items, scratch, counts);
  settle_ties(items, scratch, ratios);
  return items;
}

}  // namespace giaingan::inline v1
