/// @file
/// A saved result as a tree: numbers keep the digits that they were written with, of whatever length.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "input/json.hpp"
#include "verify/comparison.hpp"

namespace giaingan::inline v1::verify {

/// The tree, or where and why the text is none.
struct SavedDocument {
  std::optional<Json> root;
  std::string found{};  ///< what can't be read, or the byte at which it begins, the first being 1
  Why fault{"", ""};
};

/// Reads a JSON document. A key that stands twice stands twice in the tree: whoever reads it takes the first
/// and has the second left over.
[[nodiscard]] SavedDocument read_saved(std::string_view text);

}  // namespace giaingan::inline v1::verify
