/// @file
/// SHA-256 digests (FIPS 180-4), by which a result says what it was made of.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace giaingan::inline v1 {

/// A SHA-256 digest.
struct Digest {
  std::array<std::uint8_t, 32> bytes{};

  /// Its 64 hexadecimal digits, in lower case as `sha256sum` prints them.
  [[nodiscard]] std::string text() const;
  /// The digest of that text; nothing if it isn't 64 digits in lower case.
  [[nodiscard]] static std::optional<Digest> parse(std::string_view text) noexcept;

  friend bool operator==(const Digest&, const Digest&) = default;
};

/// What has a digest: a file by its name, a document by its id.
struct NamedDigest {
  std::string name;
  Digest digest;

  friend bool operator==(const NamedDigest&, const NamedDigest&) = default;
};

/// The digest of these bytes.
[[nodiscard]] Digest sha256(std::string_view bytes) noexcept;

/// One digest for all: of the text that `sha256sum` prints for them, a line `DIGEST  NAME` each, in the order
/// given.
[[nodiscard]] Digest digest_of_all(std::span<const NamedDigest> parts);

}  // namespace giaingan::inline v1
