/// @file
/// Which value of a JSON document a byte belongs to.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace giaingan::inline v1 {

/// A value of a document.
struct JsonSpot {
  std::string pointer;    ///< RFC 6901
  std::size_t begin = 0;  ///< where it, or the name of it, begins
};

/// The innermost value that the byte belongs to, or the member whose name it belongs to. The byte behind a
/// number belongs to the number: another digit may stand there. @pre the text is JSON up to that byte
[[nodiscard]] JsonSpot spot_of(std::string_view json, std::size_t byte);

/// One past the value that begins at that byte, or the end of a text that ends within it. @pre begin is in it
[[nodiscard]] std::size_t end_of_value(std::string_view json, std::size_t begin);

/// The value that begins there, a long one only by its beginning; empty behind the end of the text.
[[nodiscard]] std::string shown_value_at(std::string_view json, std::size_t begin);
/// A text in one line, a long one only by its beginning.
[[nodiscard]] std::string shown_text(std::string_view text);

}  // namespace giaingan::inline v1
