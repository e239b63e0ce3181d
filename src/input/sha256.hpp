/// @file
/// SHA-256 piece by piece.
#pragma once

#include "giaingan/input/digest.hpp"

#include <nettle/sha2.h>

#include <string_view>

namespace giaingan::inline v1 {

/// Takes bytes piece by piece, and gives the digest of all of them. Allocates nothing.
class Sha256 {
 public:
  Sha256() noexcept;
  void add(std::string_view bytes) noexcept;
  /// The digest of what was added; then it begins anew.
  [[nodiscard]] Digest take() noexcept;

 private:
  sha256_ctx state_;
};

}  // namespace giaingan::inline v1
