/// @file
/// Any JSON document as a tree, results above all: numbers keep the digits that they were written with, of
/// whatever length.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "input/json.hpp"

namespace giaingan::inline v1 {

/// Why a text is no tree.
enum class AnyJsonFault : std::uint8_t { not_json, too_deep, nul_byte };

/// The tree, or why the text is none and the byte at which that shows, the first being 1.
struct AnyJson {
  std::optional<Json> root{};
  AnyJsonFault fault = AnyJsonFault::not_json;
  std::size_t byte = 0;
};

/// Reads a JSON document. A key that stands twice stands twice in the tree: whoever reads it takes the first
/// and has the second left over.
[[nodiscard]] AnyJson parse_any_json(std::string_view text);

}  // namespace giaingan::inline v1
