#include "giaingan/exact/dong.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace giaingan::inline v1 {

ParsedDong parse_dong(std::string_view text) noexcept {
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
