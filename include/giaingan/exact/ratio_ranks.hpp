/// @file
/// The ranks of many ratios.
#pragma once

#include "giaingan/exact/ratio_columns.hpp"
#include "giaingan/exact/ratio_order.hpp"
#include "giaingan/exact/simd_level.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace giaingan::inline v1 {

/// Ranks ratios exactly, in time that grows with their number. Keeps its memory for the next time: 4 bytes a
/// ratio and little more where few of them agree in their first 31 bits, up to 44 where all do. One thread at
/// a time.
class RatioRanks {
 public:
  /// The rank of each ratio, from 1 for the highest: one more than there are higher ones (1, 2, 2, 4); 0
  /// where it is undefined. Faster than going through their order. Throws only `std::bad_alloc`; `rank` holds
  /// nothing of use then, and this can be used again.
  /// @pre rank has an entry a ratio; at most 2^31 - 1 ratios
  void standard(const RatioColumns& ratios, std::span<std::int32_t> rank,
                SimdLevel level = highest_simd_level());

 private:
  // Neighbours in the order whose ratios share a key, to be told apart by themselves.
  struct Group {
    std::uint32_t higher;  // how many ratios have a higher key
    std::uint32_t count;
  };
  class Bucket;

  void rank_buckets(std::span<const std::uint32_t> starts);
  void settle_groups(const RatioColumns& ratios, std::span<std::int32_t> rank);

  std::vector<std::uint32_t> bucketed_;  // the keys bucket by bucket, then the ranks in their places
  std::vector<std::uint64_t> sorted_;    // a bucket's, and as much to sort with
  std::vector<Group> groups_;
  std::uint32_t grouped_ = 0;          // how many ratios are in groups
  std::vector<OrderedRatio> members_;  // of the groups, and as much to sort with
};

}  // namespace giaingan::inline v1
