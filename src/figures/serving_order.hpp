/// @file
/// Who comes first where capital is given or cut (§12): by ratios, undefined ones last, then by id.
#pragma once

#include "giaingan/exact/ratio.hpp"
#include "giaingan/policy/reallocation_policy.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace giaingan::inline v1 {

/// From the lowest ratio or from the highest.
enum class ServingOrder { ascending, descending };

/// One claim's place in the order.
struct ServingKey {
  std::optional<Ratio> unit;  ///< of its unit; of a project's medium-term plan: the share used
  std::optional<Ratio> own;   ///< decides between equal units
  std::size_t place = 0;      ///< by id: decides in the end
};

[[nodiscard]] bool comes_before(const ServingKey& left, const ServingKey& right, ServingOrder order);

/// A claim on one step more among equal remainders.
struct RemainderClaim {
  ServingKey key;
  std::int64_t amount = 0;
};

/// Which of the two takes the step, by the policy's tie rule.
[[nodiscard]] bool takes_before(const RemainderClaim& left, const RemainderClaim& right, RemainderTies ties);

}  // namespace giaingan::inline v1
