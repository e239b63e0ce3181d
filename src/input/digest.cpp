#include "giaingan/input/digest.hpp"

#include <cstddef>

#include "input/sha256.hpp"

namespace giaingan::inline v1 {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

}  // namespace

Sha256::Sha256() noexcept {  // NOLINT(cppcoreguidelines-pro-type-member-init)
  sha256_init(&state_);
}

void Sha256::add(std::string_view bytes) noexcept {
  sha256_update(&state_, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
}

Digest Sha256::take() noexcept {
  Digest digest;
  sha256_digest(&state_, digest.bytes.size(), digest.bytes.data());
  return digest;
}

std::string Digest::text() const {
  std::string text;
  text.reserve(2 * bytes.size());
  for (const std::uint8_t byte : bytes) {
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
  }
  return text;
}

std::optional<Digest> Digest::parse(std::string_view text) noexcept {
  Digest digest;
  if (text.size() != 2 * digest.bytes.size()) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t value = digits.find(text[i]);
    if (value == std::string_view::npos) return std::nullopt;
    std::uint8_t& byte = digest.bytes[i / 2];
    byte = static_cast<std::uint8_t>(static_cast<std::size_t>(byte) << 4U | value);
  }
  return digest;
}

Digest sha256(std::string_view bytes) noexcept {
  Sha256 all;
  all.add(bytes);
  return all.take();
}

Digest digest_of_all(std::span<const NamedDigest> parts) {
  Sha256 lines;
  for (const NamedDigest& part : parts)
    lines.add(part.digest.text() + "  " + part.name + "\n");
  return lines.take();
}

}  // namespace giaingan::inline v1
