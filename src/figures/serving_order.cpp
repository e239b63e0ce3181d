#include "figures/serving_order.hpp"

namespace giaingan::inline v1 {
namespace {

/// Negative: left first; 0: no difference.
int compare(const std::optional<Ratio>& left, const std::optional<Ratio>& right, ServingOrder order) {
  if (left.has_value() != right.has_value()) return left.has_value() ? -1 : 1;
  if (!left || *left == *right) return 0;
  return (*left < *right) == (order == ServingOrder::ascending) ? -1 : 1;
}

}  // namespace

bool comes_before(const ServingKey& left, const ServingKey& right, ServingOrder order) {
  if (const int unit = compare(left.unit, right.unit, order); unit != 0) return unit < 0;
  if (const int own = compare(left.own, right.own, order); own != 0) return own < 0;
  return left.place < right.place;
}

bool takes_before(const RemainderClaim& left, const RemainderClaim& right, RemainderTies ties) {
  if (ties == RemainderTies::ratio_desc) return comes_before(left.key, right.key, ServingOrder::descending);
  if (ties == RemainderTies::amount_desc && left.amount != right.amount) return left.amount > right.amount;
  return left.key.place < right.key.place;
}

}  // namespace giaingan::inline v1
