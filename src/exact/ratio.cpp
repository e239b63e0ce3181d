#include "giaingan/exact/ratio.hpp"

#include <limits>
#include <numeric>

namespace giaingan::inline v1 {
namespace {

constexpr Int128 greatest = std::numeric_limits<std::int64_t>::max();

Int128 gcd(Int128 a, Int128 b) noexcept {
  while (b != 0) {
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a < 0 ? -a : a;
}

std::optional<Ratio> ratio_of(Int128 num, Int128 den) noexcept {
  const Int128 divisor = gcd(num, den);
  num /= divisor;
  den /= divisor;
  if (num > greatest || num < -greatest || den > greatest) return std::nullopt;
  return Ratio{static_cast<std::int64_t>(num), static_cast<std::int64_t>(den)};
}

/// An unsigned decimal `12`, `0.25` as digits over a power of ten, both below 10^27.
struct Decimal {
  Int128 digits = 0;
  Int128 scale = 1;
};

std::optional<Decimal> parse_decimal(std::string_view text) noexcept {
  constexpr std::size_t most_digits = 27;
  Decimal decimal;
  std::size_t count = 0;
  bool after_point = false;
  if (text.empty() || text.front() == '.' || text.back() == '.') return std::nullopt;
  for (const char c : text) {
    if (c == '.' && !after_point) {
      after_point = true;
      continue;
    }
    if (c < '0' || c > '9' || ++count > most_digits) return std::nullopt;
    decimal.digits = decimal.digits * 10 + (c - '0');
    if (after_point) decimal.scale *= 10;
  }
  return decimal;
}

}  // namespace

Ratio reduced(Ratio ratio) noexcept {
  const Int128 divisor = gcd(ratio.num, ratio.den);
  return {static_cast<std::int64_t>(ratio.num / divisor), static_cast<std::int64_t>(ratio.den / divisor)};
}

std::optional<Ratio> parse_ratio(std::string_view text) noexcept {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const bool percent = text.ends_with('%');
  if (percent) text.remove_suffix(1);
  const std::size_t slash = text.find('/');
  if (slash != std::string_view::npos && percent) return std::nullopt;
  const auto above = parse_decimal(text.substr(0, slash));
  if (!above) return std::nullopt;
  Int128 num = above->digits;
  Int128 den = above->scale;
  if (slash != std::string_view::npos) {
    const auto below = parse_decimal(text.substr(slash + 1));
    if (!below || below->digits == 0 || above->scale != 1 || below->scale != 1) return std::nullopt;
    den = below->digits;
  }
  if (percent) den *= 100;
  return ratio_of(negative ? -num : num, den);
}

}  // namespace giaingan::inline v1
