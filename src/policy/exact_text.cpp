#include "policy/exact_text.hpp"

#include "giaingan/exact/ratio.hpp"
#include "giaingan/exact/rounding.hpp"

namespace giaingan::inline v1 {

std::string exact_text(const Rational& number) {
  constexpr int most_decimals = 6;
  for (int decimals = 0; decimals <= most_decimals; ++decimals) {
    std::string text = decimal_text(number, decimals, Rounding::down);
    const auto read_back = parse_ratio(text);
    if (read_back && Rational(*read_back) == number) return text;
  }
  return number.numerator_text() + "/" + number.denominator_text();
}

}  // namespace giaingan::inline v1
