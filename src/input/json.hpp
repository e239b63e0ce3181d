/// @file
/// A JSON document as a tree that keeps what a policy must not lose: numbers as they were written, the order
/// of members, and every problem with its pointer.
#pragma once

#include "giaingan/input/limits.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "input/problems.hpp"

namespace giaingan::inline v1 {

/// One JSON value.
struct Json {
  enum class Kind { null, boolean, number, string, array, object };
  struct Member;

  Kind kind = Kind::null;
  bool boolean = false;
  std::string text{};     ///< the string, or an integer's digits
  bool reported = false;  ///< its own problem was reported: a reader that can't use it says nothing more
  /// Where it was written, as a number that whoever moves values about gives a meaning; -1: none given.
  std::int32_t origin = -1;
  std::vector<Json> items;
  std::vector<Member> members;  // a pair would need a whole Json where there is none yet, as clang insists

  /// The member of that name, or null.
  [[nodiscard]] const Json* find(std::string_view name) const noexcept;
  [[nodiscard]] Json* find(std::string_view name) noexcept;
};

/// A name and its value.
struct Json::Member {
  std::string name;
  Json value;
};

/// What a person calls a kind: "an object", "a number" …
[[nodiscard]] std::string kind_text(Json::Kind kind);

/// `pointer` extended by one token, escaped as RFC 6901 says.
[[nodiscard]] std::string pointer_to(const std::string& pointer, std::string_view token);

/// The unescaped tokens of a pointer; nothing if the text doesn't point into a document.
[[nodiscard]] std::optional<std::vector<std::string>> tokens_of(std::string_view pointer);

/// The value as JSON text, members in their order, a member or item a line.
[[nodiscard]] std::string indented_text(const Json& json);

/// The value on one line if it is a scalar, else what kind it is of.
[[nodiscard]] std::string shown(const Json& json);

/// Parses a whole document. Floating-point numbers, integers beyond int64, duplicate keys, invalid UTF-8,
/// nesting and size beyond the limits are problems; the tree is nothing if the text isn't JSON at all.
[[nodiscard]] std::optional<Json> parse_json(std::string_view text, const std::string& file,
                                             const Limits& limits, Problems& problems);

}  // namespace giaingan::inline v1
