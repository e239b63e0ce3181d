#include "report/markup.hpp"

#include <cstdint>

namespace giaingan::tool {

/// What may call text markup.
struct MarkupMaker {
  static Markup of(std::string bytes) { return Markup(std::move(bytes)); }
};

namespace {

/// A character, and how many bytes it takes.
struct Character {
  std::uint32_t code = 0;
  std::size_t size = 1;
};

bool is_steering(std::uint32_t code) {
  const bool control = (code < 0x20 && code != '\t' && code != '\n') || (code >= 0x7F && code < 0xA0);
  const bool direction = code == 0x061C || code == 0x200E || code == 0x200F ||
                         (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
  return control || direction || code == 0x2028 || code == 0x2029;
}

/// The character that begins the text. @pre not empty; UTF-8, as loading made sure of
Character character_at(std::string_view rest) {
  const auto byte = [&](std::size_t i) {
    return i < rest.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(rest[i])) : 0U;
  };
  const auto low = [&](std::size_t i) { return byte(i) & 0x3FU; };
  if (byte(0) < 0xC0) return {byte(0), 1};
  if (byte(0) < 0xE0) return {((byte(0) & 0x1FU) << 6U) | low(1), 2};
  if (byte(0) < 0xF0) return {((byte(0) & 0x0FU) << 12U) | (low(1) << 6U) | low(2), 3};
  return {((byte(0) & 0x07U) << 18U) | (low(1) << 12U) | (low(2) << 6U) | low(3), 4};
}

std::string code_point(std::uint32_t code) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string name = "[U+";
  for (int shift = 12; shift >= 0; shift -= 4)
    name += digits[(code >> static_cast<unsigned>(shift)) & 15U];
  return name + "]";
}

std::string escaped(std::string_view reads) {
  std::string bytes;
  bytes.reserve(reads.size());
  while (!reads.empty()) {
    const Character next = character_at(reads);
    const std::string_view as_it_is = reads.substr(0, next.size);
    reads.remove_prefix(as_it_is.size());
    switch (next.code) {
      case '&':
        bytes += "&amp;";
        break;
      case '<':
        bytes += "&lt;";
        break;
      case '>':
        bytes += "&gt;";
        break;
      case '"':
        bytes += "&quot;";
        break;
      case '\'':
        bytes += "&#39;";
        break;
      default:
        bytes += is_steering(next.code) ? code_point(next.code) : std::string(as_it_is);
    }
  }
  return bytes;
}

std::string opening(const char* tag, const Attributes& attributes) {
  std::string bytes = std::string("<") + tag;
  for (const auto& [name, value] : attributes)
    bytes += std::string(" ") + name + "=\"" + escaped(value) + "\"";
  return bytes + ">";
}

/// Blocks begin lines, so that a page can be read and compared as text.
bool is_block(std::string_view tag) {
  for (const std::string_view block :
       {"section", "h1", "h2", "h3", "p", "table", "tr", "figure", "svg", "g", "div", "ul", "ol", "li",
        "head", "body", "style", "footer", "header"}) {
    if (tag == block) return true;
  }
  return false;
}

}  // namespace

Markup text(std::string_view reads) {
  return MarkupMaker::of(escaped(reads));
}

Markup element(const char* tag, const Attributes& attributes, const Markup& content) {
  return MarkupMaker::of((is_block(tag) ? "\n" : "") + opening(tag, attributes) + content.bytes() + "</" +
                         tag + ">");
}

Markup element(const char* tag, const Markup& content) {
  return element(tag, {}, content);
}

Markup element(const char* tag, std::string_view content) {
  return element(tag, {}, text(content));
}

Markup void_element(const char* tag, const Attributes& attributes) {
  return MarkupMaker::of("\n" + opening(tag, attributes));
}

Markup style_element(std::string_view sheet) {
  return MarkupMaker::of("\n<style>\n" + std::string(sheet) + "</style>");
}

std::string html_page(const Attributes& attributes, const Markup& content) {
  return "<!DOCTYPE html>\n" + opening("html", attributes) + content.bytes() + "\n</html>\n";
}

}  // namespace giaingan::tool
