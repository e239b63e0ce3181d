#include "io/json_writer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <utility>

namespace giaingan::inline v1 {
namespace {

bool must_be_escaped(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return c == '"' || c == '\\' || byte < 0x20 || byte == 0x7f;
}

void append_escaped(char c, std::string& text) {
  constexpr std::string_view hex = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  if (c == '"' || c == '\\') {
    text += '\\';
    text += c;
  } else if (c == '\n') {
    text += "\\n";
  } else {
    text += "\\u00";
    text += hex[byte >> 4U];
    text += hex[byte & 15U];
  }
}

}  // namespace

void JsonWriter::new_line() {
  if (layout_ == JsonLayout::compact) return;
  text_ += '\n';
  text_.append(2 * has_members_.size(), ' ');
}

void JsonWriter::before_value() {
  if (std::exchange(after_key_, false) || has_members_.empty()) return;
  if (has_members_.back()) text_ += ',';
  has_members_.back() = true;
  new_line();
}

JsonWriter& JsonWriter::begin(char bracket) {
  before_value();
  text_ += bracket;
  has_members_.push_back(false);
  return *this;
}

JsonWriter& JsonWriter::end(char bracket) {
  const bool has_members = has_members_.back();
  has_members_.pop_back();
  if (has_members) new_line();
  text_ += bracket;
  return *this;
}

JsonWriter& JsonWriter::begin_object() {
  return begin('{');
}
JsonWriter& JsonWriter::end_object() {
  return end('}');
}
JsonWriter& JsonWriter::begin_array() {
  return begin('[');
}
JsonWriter& JsonWriter::end_array() {
  return end(']');
}

JsonWriter& JsonWriter::key(std::string_view name) {
  value(name);
  text_ += layout_ == JsonLayout::compact ? ":" : ": ";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  before_value();
  text_ += '"';
  while (!text.empty()) {
    const auto plain = static_cast<std::size_t>(std::ranges::find_if(text, must_be_escaped) - text.begin());
    text_ += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    append_escaped(text.front(), text_);
    text.remove_prefix(1);
  }
  text_ += '"';
  return *this;
}

JsonWriter& JsonWriter::value(std::int64_t number) {
  std::array<char, 20> digits_of_number{};  // a sign and the 19 digits of 2^63
  char* const begin = digits_of_number.data();
  const auto [end, error] = std::to_chars(begin, begin + digits_of_number.size(), number);
  return digits({begin, static_cast<std::size_t>(end - begin)});
}

JsonWriter& JsonWriter::value(bool truth) {
  before_value();
  text_ += truth ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::null() {
  before_value();
  text_ += "null";
  return *this;
}

JsonWriter& JsonWriter::digits(std::string_view number) {
  before_value();
  text_ += number;
  return *this;
}

std::string JsonWriter::take() {
  text_ += '\n';
  return std::move(text_);
}

}  // namespace giaingan::inline v1
