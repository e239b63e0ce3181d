/// @file
/// Random draws by counter: the same wherever, whenever and in whatever order they are made.
#pragma once

#include "giaingan/exact/simd_level.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace giaingan::inline v1 {

/// What the draws of one scenario are made of. Scenarios of one seed and number share their draws, whatever
/// else sets them apart: two policies are compared on common random numbers.
struct DrawSource {
  std::uint64_t seed = 0;
  std::uint64_t number = 0;  ///< of the draw, from 0
};

/// What one allocation draws for one year: byte 0 for the year as a whole, byte m for month m (1 … 13).
using YearDraw = std::array<std::uint8_t, 16>;

/// The stream of draws that belongs to an id: the first eight bytes of its SHA-256 digest, the first one the
/// lowest. So no allocation's draws depend on which others there are.
[[nodiscard]] std::uint64_t draw_stream(std::string_view id) noexcept;

/// Philox4x32-10 (Salmon, Moraes, Dror and Shaw, SC 2011) with the seed as key, and as counter the stream's
/// two halves and the number's, the lower half first; the four words one after the other, each with its
/// lowest byte first.
[[nodiscard]] YearDraw draw_year(DrawSource source, std::uint64_t stream) noexcept;

/// The draws of many streams as columns: word w of each is the bytes 4w … 4w + 3 of its YearDraw, the first
/// of them the lowest.
struct DrawWords {
  std::array<std::span<std::uint32_t>, 4> words;  ///< of the same count each

  /// What stream `i` draws for the month (0: for the year).
  [[nodiscard]] std::uint8_t at(std::size_t i, int month) const noexcept {
    const auto place = static_cast<std::size_t>(month);
    return static_cast<std::uint8_t>(words[place / 4][i] >> (8 * (place % 4)));
  }
};

/// draw_year() of every stream. The results are the same for every level.
/// @pre each span of words has an entry a stream
void draw_years(DrawSource source, std::span<const std::uint64_t> streams, const DrawWords& words,
                SimdLevel level = highest_simd_level()) noexcept;

}  // namespace giaingan::inline v1
