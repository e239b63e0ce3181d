#include "giaingan/simulation/draws.hpp"

#include "giaingan/input/digest.hpp"

#include <algorithm>

// The first before the second, which includes the intrinsics with all warnings on.
// clang-format off
#include "exact/avx512.hpp"
#include <Random123/philox.h>
// clang-format on

namespace giaingan::inline v1 {
namespace {

constexpr std::uint32_t low(std::uint64_t value) {
  return static_cast<std::uint32_t>(value);
}
constexpr std::uint32_t high(std::uint64_t value) {
  return static_cast<std::uint32_t>(value >> 32);
}

[[gnu::always_inline]] inline philox4x32_ctr_t draw(DrawSource source, std::uint64_t stream) {
  const philox4x32_ctr_t counter{{low(stream), high(stream), low(source.number), high(source.number)}};
  const philox4x32_key_t key{{low(source.seed), high(source.seed)}};
  return philox4x32(counter, key);
}

struct DrawWork {
  DrawSource source;
  const std::uint64_t* streams;
  std::size_t count;
  std::uint32_t* words[4];
};

// Streams that go through the rounds together: few enough for the first-level cache.
constexpr std::size_t lanes = 64;

// The product of a multiplier and the lower half of a word, whatever stands in the upper one.
constexpr std::uint64_t product(std::uint32_t multiplier, std::uint64_t word) {
  return std::uint64_t{multiplier} * low(word);
}

// The rounds one after the other over all lanes, so that compilers use vectors. Words stand in the lower
// halves; products and what they are mixed with leave bits above them that no later step reads.
[[gnu::always_inline]] inline void draw_lanes(const DrawWork& work, std::size_t start, std::size_t count) {
  std::uint64_t v0[lanes];
  std::uint64_t v1[lanes];
  std::uint64_t v2[lanes];
  std::uint64_t v3[lanes];
  for (std::size_t i = 0; i < count; ++i) {
    v0[i] = work.streams[start + i];
    v1[i] = work.streams[start + i] >> 32;
    v2[i] = work.source.number;
    v3[i] = work.source.number >> 32;
  }
  philox4x32_key_t key{{low(work.source.seed), high(work.source.seed)}};
  for (int round = 0; round < philox4x32_rounds; ++round) {
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint64_t product0 = product(PHILOX_M4x32_0, v0[i]);
      const std::uint64_t product1 = product(PHILOX_M4x32_1, v2[i]);
      v0[i] = (product1 >> 32) ^ v1[i] ^ key.v[0];
      v1[i] = product1;
      v2[i] = (product0 >> 32) ^ v3[i] ^ key.v[1];
      v3[i] = product0;
    }
    key = _philox4x32bumpkey(key);
  }
  for (std::size_t i = 0; i < count; ++i) {
    work.words[0][start + i] = low(v0[i]);
    work.words[1][start + i] = low(v1[i]);
    work.words[2][start + i] = low(v2[i]);
    work.words[3][start + i] = low(v3[i]);
  }
}

[[gnu::always_inline]] inline void draw_all(const DrawWork& work, std::size_t start) {
  for (; start + lanes <= work.count; start += lanes)
    draw_lanes(work, start, lanes);
  if (start < work.count) draw_lanes(work, start, work.count - start);
}

void draw_baseline(const DrawWork& work) {
  draw_all(work, 0);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] void draw_avx2(const DrawWork& work) {
  draw_all(work, 0);
}

// The same of 32 streams at a time, whose words stay in registers from round to round.
constexpr std::size_t eight = 8;
constexpr std::size_t eights = 4;

[[GIAINGAN_AVX512]] inline __m512i broadcast(std::uint64_t value) {
  return _mm512_set1_epi64(static_cast<long long>(value));
}
[[GIAINGAN_AVX512]] inline __m512i mixed(__m512i product, __m512i word, __m512i key) {
  constexpr int xor_of_all = 0x96;
  return _mm512_ternarylogic_epi64(_mm512_srli_epi64(product, 32), word, key, xor_of_all);
}
[[GIAINGAN_AVX512]] inline void store(std::uint32_t* to, __m512i words) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), _mm512_cvtepi64_epi32(words));
}

[[GIAINGAN_AVX512]] void draw_avx512(const DrawWork& work) {
  std::size_t start = 0;
  for (; start + eight * eights <= work.count; start += eight * eights) {
    __m512i v0[eights];
    __m512i v1[eights];
    __m512i v2[eights];
    __m512i v3[eights];
    for (std::size_t e = 0; e < eights; ++e) {
      v0[e] = _mm512_loadu_si512(work.streams + start + e * eight);
      v1[e] = _mm512_srli_epi64(v0[e], 32);
      v2[e] = broadcast(work.source.number);
      v3[e] = broadcast(work.source.number >> 32);
    }
    philox4x32_key_t key{{low(work.source.seed), high(work.source.seed)}};
    for (int round = 0; round < philox4x32_rounds; ++round) {
      for (std::size_t e = 0; e < eights; ++e) {
        const __m512i product0 = _mm512_mul_epu32(v0[e], broadcast(PHILOX_M4x32_0));
        const __m512i product1 = _mm512_mul_epu32(v2[e], broadcast(PHILOX_M4x32_1));
        v0[e] = mixed(product1, v1[e], broadcast(key.v[0]));
        v1[e] = product1;
        v2[e] = mixed(product0, v3[e], broadcast(key.v[1]));
        v3[e] = product0;
      }
      key = _philox4x32bumpkey(key);
    }
    for (std::size_t e = 0; e < eights; ++e) {
      const std::size_t at = start + e * eight;
      store(work.words[0] + at, v0[e]);
      store(work.words[1] + at, v1[e]);
      store(work.words[2] + at, v2[e]);
      store(work.words[3] + at, v3[e]);
    }
  }
  draw_all(work, start);
}
#endif

}  // namespace

std::uint64_t draw_stream(std::string_view id) noexcept {
  const Digest digest = sha256(id);
  std::uint64_t stream = 0;
  for (std::size_t i = 0; i < sizeof stream; ++i)
    stream |= std::uint64_t{digest.bytes[i]} << (8 * i);
  return stream;
}

YearDraw draw_year(DrawSource source, std::uint64_t stream) noexcept {
  const philox4x32_ctr_t drawn = draw(source, stream);
  YearDraw bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<std::uint8_t>(drawn.v[i / 4] >> (8 * (i % 4)));
  return bytes;
}

void draw_years(DrawSource source, std::span<const std::uint64_t> streams, const DrawWords& words,
                SimdLevel level) noexcept {
  const DrawWork work{
      source,
      streams.data(),
      streams.size(),
      {words.words[0].data(), words.words[1].data(), words.words[2].data(), words.words[3].data()}};
#if defined(__x86_64__)
  switch (std::min(level, highest_simd_level())) {
    case SimdLevel::avx512:
      return draw_avx512(work);
    case SimdLevel::avx2:
      return draw_avx2(work);
    case SimdLevel::baseline:
      break;
  }
#endif
  static_cast<void>(level);
  draw_baseline(work);
}

}  // namespace giaingan::inline v1
