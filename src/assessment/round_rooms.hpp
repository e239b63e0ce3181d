/// @file
/// The rooms that a round's recipients fill: what the certificate's cuts run through.
#pragma once

#include "giaingan/rules/reallocation.hpp"

#include <optional>
#include <vector>

namespace giaingan::inline v1 {

/// A cap that several recipients share.
struct RoomUse {
  NetworkNode room;
  std::optional<NetworkNode> within;  ///< the room that it stands in
  Dong limit;                         ///< in whole steps
  Dong used;                          ///< the sum of the additions that fill it
};

/// All of them, by kind and id.
[[nodiscard]] std::vector<RoomUse> rooms_of(const ReallocationResult& result);

}  // namespace giaingan::inline v1
