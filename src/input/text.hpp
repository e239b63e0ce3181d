/// @file
/// Text as it comes from outside: whether it is UTF-8, how a message shows it, what was probably meant.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace giaingan::inline v1 {

/// Whether the bytes are well-formed UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF).
[[nodiscard]] bool is_utf8(std::string_view text) noexcept;

/// The text in quotation marks for a message: control characters and broken UTF-8 as `\xNN`, long text cut.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// The candidate that `text` is probably a misspelling of, or an empty text. The first of equally close ones.
[[nodiscard]] std::string_view closest(std::string_view text, std::span<const std::string_view> candidates);

}  // namespace giaingan::inline v1
