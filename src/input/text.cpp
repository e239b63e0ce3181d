#include "input/text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include <boost/locale/utf.hpp>

namespace giaingan::inline v1 {
namespace {

using Utf8 = boost::locale::utf::utf_traits<char>;

/// Decodes one character and moves `place` behind it; `illegal` or `incomplete` if there is none.
boost::locale::utf::code_point decode(const char*& place, const char* end) noexcept {
  return Utf8::decode(place, end);
}

/// Whether the next eight bytes are.
bool are_ascii(const char* place) noexcept {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, place, sizeof bytes);
  return (bytes & 0x8080'8080'8080'8080) == 0;
}

bool is_character(boost::locale::utf::code_point point) noexcept {
  return point != boost::locale::utf::illegal && point != boost::locale::utf::incomplete;
}

std::string escaped(char c) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  return {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
}

char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Insertions, deletions and replacements that lead from one text to the other, regardless of ASCII case.
std::size_t edit_distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j)
    row[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t replaced = diagonal + (lower(from[i - 1]) == lower(to[j - 1]) ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

bool is_utf8(std::string_view text) noexcept {
  const char* place = text.data();
  const char* const end = place + text.size();
  while (place != end) {
    const bool ascii = static_cast<unsigned char>(*place) < 0x80;
    if (end - place >= 8 && are_ascii(place)) {
      place += 8;
    } else if (ascii) {
      ++place;
    } else if (!is_character(decode(place, end))) {
      return false;
    }
  }
  return true;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t longest = 80;
  std::string shown = "\"";
  const char* place = text.data();
  const char* const end = place + text.size();
  while (place != end && shown.size() < longest) {
    const char* next = place;
    const auto byte = static_cast<unsigned char>(*place);
    if (byte < 0x20 || byte == 0x7f || !is_character(decode(next, end))) {
      shown += escaped(*place++);
    } else {
      shown.append(place, next);
      place = next;
    }
  }
  return shown + (place == end ? "\"" : "\"…");
}

std::string_view closest(std::string_view text, std::span<const std::string_view> candidates) {
  constexpr std::size_t longest = 64;
  if (text.size() > longest) return {};
  std::string_view best;
  std::size_t least = std::max<std::size_t>(1, text.size() / 3) + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t distance = edit_distance(text, candidate);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

}  // namespace giaingan::inline v1
