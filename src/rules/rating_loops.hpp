// Loops over the rows of a block, each so plain that compilers use vectors.
#pragma once

#include "giaingan/rules/rating_columns.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace giaingan::inline v1 {

inline void narrow(const std::int16_t* __restrict states, std::int8_t* __restrict to, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i)
    to[i] = static_cast<std::int8_t>(states[i]);
}

inline std::int16_t lowest(const std::int16_t* classes, std::size_t count) {
  std::int16_t least = 0;
  for (std::size_t i = 0; i < count; ++i)
    least = std::min(least, classes[i]);
  return least;
}

inline void leave_out_unclassed(const std::int16_t* __restrict classes, std::int16_t* __restrict states,
                                std::size_t count) {
  for (std::size_t i = 0; i < count; ++i)
    states[i] = classes[i] < 0 ? std::int16_t{limit_fails} : states[i];
}

inline void mark_undecided(const std::uint8_t* __restrict valid, std::int16_t* __restrict states,
                           std::size_t count) {
  for (std::size_t i = 0; i < count; ++i)
    states[i] = valid[i] == 0 ? std::int16_t{limit_undecided} : states[i];
}

/// Of two conditions: one that fails decides; else one that isn't known.
inline void combine(const std::int16_t* __restrict more, std::int16_t* __restrict states, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::int16_t lesser = std::min(states[i], more[i]);
    states[i] = states[i] == 0 || more[i] == 0 ? std::int16_t{limit_fails} : lesser;
  }
}

inline void set_class(const std::int16_t* __restrict states, std::int16_t limit,
                      std::int16_t* __restrict classes, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i)
    classes[i] = states[i] > 0 ? limit : classes[i];
}

inline void lower_class(const std::int16_t* __restrict states, std::int16_t limit,
                        std::int16_t* __restrict classes, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::int16_t lower = std::max(classes[i], limit);
    classes[i] = states[i] > 0 ? lower : classes[i];
  }
}

}  // namespace giaingan::inline v1
