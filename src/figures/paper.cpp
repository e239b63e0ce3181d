#include "giaingan/figures/paper.hpp"

#include "giaingan/exact/rounding.hpp"

namespace giaingan::inline v1 {

Ratio printed_step(int decimals) noexcept {
  Ratio step{1, 100};
  for (int i = 0; i < decimals; ++i)
    step.den *= 10;
  return step;
}

std::string printed_percent(const Rational& value, int decimals) {
  return percent_text(value, decimals, Rounding::half_up);
}

std::string printed_percent(Ratio value, int decimals) {
  return percent_text(value, decimals, Rounding::half_up);
}

}  // namespace giaingan::inline v1
