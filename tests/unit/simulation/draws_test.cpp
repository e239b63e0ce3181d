#include "giaingan/simulation/draws.hpp"

#include "giaingan/input/digest.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace giaingan {
namespace {

// The counter's words and the key's, as the draws are made of them.
YearDraw drawn(std::uint32_t c0, std::uint32_t c1, std::uint32_t c2, std::uint32_t c3, std::uint32_t k0,
               std::uint32_t k1) {
  const auto wide = [](std::uint32_t low, std::uint32_t high) { return low | std::uint64_t{high} << 32; };
  return draw_year({wide(k0, k1), wide(c2, c3)}, wide(c0, c1));
}

YearDraw bytes_of(std::uint32_t w0, std::uint32_t w1, std::uint32_t w2, std::uint32_t w3) {
  YearDraw bytes{};
  const std::uint32_t words[] = {w0, w1, w2, w3};
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<std::uint8_t>(words[i / 4] >> (8 * (i % 4)));
  return bytes;
}

// `philox4x32 10` of kat_vectors, the known answers that Random123 publishes.
TEST(Draws, AreThoseOfThePublishedTestVectors) {
  constexpr std::uint32_t ones = 0xffff'ffff;
  EXPECT_EQ(drawn(0, 0, 0, 0, 0, 0), bytes_of(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8));
  EXPECT_EQ(drawn(ones, ones, ones, ones, ones, ones),
            bytes_of(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd));
  EXPECT_EQ(drawn(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0),
            bytes_of(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1));
}

TEST(Draws, AreTheSameAsColumnsAtEveryLevel) {
  for (const std::size_t count : {0U, 1U, 63U, 64U, 65U, 200U}) {
    std::vector<std::uint64_t> streams;
    for (std::size_t i = 0; i < count; ++i)
      streams.push_back(draw_stream("kv-" + std::to_string(i)));
    std::vector<std::uint32_t> words[4];
    for (auto& each : words)
      each.resize(count);
    const DrawWords columns{{words[0], words[1], words[2], words[3]}};
    for (const auto level : {SimdLevel::baseline, SimdLevel::avx2, SimdLevel::avx512}) {
      const DrawSource source{0x1234'5678'9abc'def0U + count, 0xfedc'ba98'7654'3210U};
      draw_years(source, streams, columns, level);
      for (std::size_t i = 0; i < count; ++i) {
        const YearDraw draw = draw_year(source, streams[i]);
        for (int month = 0; month < 16; ++month)
          ASSERT_EQ(columns.at(i, month), draw[static_cast<std::size_t>(month)]) << i << " " << month;
      }
    }
  }
}

TEST(Draws, BelongToAnIdWhateverStandsBesideIt) {
  // The first eight bytes of sha256("kv-001"), the first one the lowest.
  const auto digest = sha256("kv-001");
  std::uint64_t stream = 0;
  for (std::size_t i = 8; i-- > 0;)
    stream = stream << 8 | digest.bytes[i];
  EXPECT_EQ(draw_stream("kv-001"), stream);
  EXPECT_NE(draw_stream("kv-001"), draw_stream("kv-002"));
}

}  // namespace
}  // namespace giaingan
