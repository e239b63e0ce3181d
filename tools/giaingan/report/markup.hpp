/// @file
/// HTML and SVG that can't hold unescaped text: what isn't written in the program is escaped by its type.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace giaingan::tool {

/// Well-formed markup. It comes from the functions below alone.
class Markup {
 public:
  Markup() = default;
  [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }
  [[nodiscard]] bool empty() const noexcept { return bytes_.empty(); }
  Markup& operator+=(const Markup& more) {
    bytes_ += more.bytes_;
    return *this;
  }
  friend Markup operator+(Markup left, const Markup& right) { return left += right; }

 private:
  explicit Markup(std::string bytes) : bytes_(std::move(bytes)) {}
  friend Markup text(std::string_view);
  friend struct MarkupMaker;
  std::string bytes_;
};

/// An attribute's name, and its value, which is escaped.
using Attribute = std::pair<const char*, std::string>;
using Attributes = std::vector<Attribute>;

/// Text as it reads. Besides what markup means, characters that steer how other text reads (controls, changes
/// of direction such as U+202E) come out as `[U+202E]`.
[[nodiscard]] Markup text(std::string_view reads);

/// `<tag name="value">content</tag>`
[[nodiscard]] Markup element(const char* tag, const Attributes& attributes, const Markup& content);
[[nodiscard]] Markup element(const char* tag, const Markup& content);
/// The same of text.
[[nodiscard]] Markup element(const char* tag, std::string_view content);

/// `<tag name="value">`, of HTML's tags that hold nothing.
[[nodiscard]] Markup void_element(const char* tag, const Attributes& attributes);

/// A style sheet, as it is. @pre written in the program
[[nodiscard]] Markup style_element(std::string_view sheet);

/// The whole page: the root element after the type of document.
[[nodiscard]] std::string html_page(const Attributes& attributes, const Markup& content);

}  // namespace giaingan::tool
