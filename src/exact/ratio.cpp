#include "giaingan/exact/ratio.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace giaingan::inline v1 {
namespace {

constexpr Int128 least = std::numeric_limits<std::int64_t>::min();
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
  if (num < least || num > greatest || den > greatest) return std::nullopt;
  return Ratio{static_cast<std::int64_t>(num), static_cast<std::int64_t>(den)};
}

/// An unsigned decimal `12`, `0.25` as digits over a power of ten, both at most 10^27.
struct Decimal {
  Int128 digits = 0;
  Int128 scale = 1;
};

bool all_digits(std::string_view text) noexcept {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Decimal> parse_decimal(std::string_view text) noexcept {
  constexpr std::size_t most_digits = 27;
  const std::size_t point = text.find('.');
  std::string_view whole = text.substr(0, point);
  std::string_view fraction;
  if (point != std::string_view::npos) {
    fraction = text.substr(point + 1);
    if (fraction.empty()) return std::nullopt;
  }
  if (whole.empty() || !all_digits(whole) || !all_digits(fraction)) return std::nullopt;

  // Zeros at the ends say nothing, so they don't count as digits.
  whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
  fraction = fraction.substr(0, fraction.find_last_not_of('0') + 1);
  if (whole.size() + fraction.size() > most_digits) return std::nullopt;

  Decimal decimal;
  for (const char c : whole)
    decimal.digits = decimal.digits * 10 + (c - '0');
  for (const char c : fraction) {
    decimal.digits = decimal.digits * 10 + (c - '0');
    decimal.scale *= 10;
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
  const bool fraction = slash != std::string_view::npos;
  if (fraction && (percent || text.find('.') != std::string_view::npos)) return std::nullopt;
  const auto above = parse_decimal(text.substr(0, slash));
  const auto below = fraction ? parse_decimal(text.substr(slash + 1)) : std::optional(Decimal{1, 1});
  if (!above || !below || below->digits == 0) return std::nullopt;

  const Int128 num = negative ? -above->digits : above->digits;
  const Int128 den = above->scale * below->digits * (percent ? 100 : 1);
  return ratio_of(num, den);
}

}  // namespace giaingan::inline v1
