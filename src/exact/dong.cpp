#include "giaingan/exact/dong.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <system_error>

namespace giaingan::inline v1 {
namespace {

/// The number that eight digits make up: pairs, then fours, then all of them are put together at once.
std::optional<std::int64_t> eight_digits(const char* place) noexcept {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, place, sizeof bytes);
  if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
  bytes ^= 0x3030'3030'3030'3030;  // digits become 0 to 9
  if (((bytes + 0x7676'7676'7676'7676) | bytes) & 0x8080'8080'8080'8080) return std::nullopt;
  bytes = (bytes * 10 + (bytes >> 8U)) & 0x00ff'00ff'00ff'00ff;
  bytes = (bytes * 100 + (bytes >> 16U)) & 0x0000'ffff'0000'ffff;
  bytes = (bytes * 10'000 + (bytes >> 32U)) & 0xffff'ffff;
  return static_cast<std::int64_t>(bytes);
}

/// An amount of so few digits that no check is needed while they are added up, as nearly all have.
std::optional<Dong> short_amount(std::string_view text) noexcept {
  const bool negative = text.starts_with('-');
  std::string_view digits = text.substr(negative ? 1 : 0);
  if (digits.empty() || digits.size() > 18) return std::nullopt;
  std::int64_t value = 0;
  for (; digits.size() >= 8; digits.remove_prefix(8)) {
    const auto eight = eight_digits(digits.data());
    if (!eight) return std::nullopt;
    value = value * 100'000'000 + *eight;
  }
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return Dong{negative ? -value : value};
}

}  // namespace

ParsedDong parse_dong(std::string_view text) noexcept {
  if (const auto amount = short_amount(text)) return {amount, {}};
  std::int64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  const bool all_digits = std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
  if (!all_digits) return {std::nullopt, DongError::not_an_integer};
  if (error == std::errc::result_out_of_range) return {std::nullopt, DongError::beyond_int64};
  if (error != std::errc() || rest != end) return {std::nullopt, DongError::not_an_integer};
  return {Dong{value}, {}};
}

std::string grouped_text(Dong amount, char separator) {
  const std::string digits = std::to_string(amount.value);
  const std::size_t first = amount.value < 0 ? 1 : 0;
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const bool group_starts = i > first && (digits.size() - i) % 3 == 0;
    if (group_starts) text += separator;
    text += digits[i];
  }
  return text;
}

}  // namespace giaingan::inline v1
