// Steps searched by halving, for processors with AVX-512.
#pragma once

#include <cstddef>

#include "exact/step_loops.hpp"

namespace giaingan::inline v1 {

#if defined(__x86_64__)
/// As take_steps(), for as many of the first numbers as it says, be it none. @pre the processor has AVX-512
[[nodiscard]] std::size_t search_steps(const WholeWork& work);
/// The reach of those is added to `reach`.
[[nodiscard]] std::size_t search_steps(const RatioWork& work, NumberReach& reach);
#endif

}  // namespace giaingan::inline v1
