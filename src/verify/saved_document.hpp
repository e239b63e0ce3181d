/// @file
/// A saved result as a tree: numbers keep the digits that they were written with, of whatever length.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "input/json.hpp"

namespace giaingan::inline v1::verify {

/// The tree, or what is wrong with the text.
struct SavedDocument {
  std::optional<Json> root;
  std::string error;  ///< empty if there is a root
};

/// Reads a JSON document. A key that stands twice stands twice in the tree: whoever reads it takes the first
/// and has the second left over.
[[nodiscard]] SavedDocument read_saved(std::string_view text);

}  // namespace giaingan::inline v1::verify
