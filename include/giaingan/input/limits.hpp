/// @file
/// How much a load may ask for before it is refused.
#pragma once

#include <cstdint>

namespace giaingan::inline v1 {

/// Limits on inputs, so that a hostile or mistaken file ends in a diagnostic rather than in a dead host.
struct Limits {
  std::int64_t max_policy_bytes = 16 << 20;             ///< size of a policy document
  int max_depth = 64;                                   ///< nesting of a policy document
  std::int64_t max_file_bytes = std::int64_t{8} << 30;  ///< size of one dataset file
  std::int64_t max_rows = 200'000'000;                  ///< rows of one dataset file
  int max_diagnostics = 1000;                           ///< problems reported before the rest is counted only
};

}  // namespace giaingan::inline v1
