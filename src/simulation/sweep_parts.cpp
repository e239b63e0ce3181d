// A sweep that was gone through in parts, put together.
#include "giaingan/simulation/sweep.hpp"

#include <algorithm>
#include <functional>

namespace giaingan::inline v1 {
namespace {

void add(std::vector<std::int64_t>& to, const std::vector<std::int64_t>& more) {
  std::ranges::transform(to, more, to.begin(), std::plus());
}

}  // namespace

void add_part(SweepState& state, const SweepPart& part) {
  for (std::size_t side = 0; side < state.sides.size(); ++side) {
    add(state.sides[side].flagged, part.state.sides[side].flagged);
    add(state.sides[side].classes, part.state.sides[side].classes);
  }
  state.draws += part.state.draws;
}

}  // namespace giaingan::inline v1
