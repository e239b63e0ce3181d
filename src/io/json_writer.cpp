#include "io/json_writer.hpp"

#include "giaingan/input/watch.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstring>
#include <utility>

namespace giaingan::inline v1 {
namespace {

constexpr auto must_be_escaped = [] {
  std::array<bool, 256> must{};
  for (std::size_t byte = 0; byte < must.size(); ++byte)
    must[byte] = byte == '"' || byte == '\\' || byte < 0x20 || byte == 0x7f;
  return must;
}();

/// Whether some of eight bytes may have to be escaped: finds all that must be, and a few that needn't.
bool may_be_escaped(const char* place) noexcept {
  constexpr std::uint64_t ones = 0x0101'0101'0101'0101;
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, place, sizeof bytes);
  const auto below = [](std::uint64_t eight, std::uint64_t bound) { return (eight - ones * bound) & ~eight; };
  return ((below(bytes, 0x20) | below(bytes ^ ones * '"', 1) | below(bytes ^ ones * '\\', 1) |
           below(bytes ^ ones * 0x7f, 1)) &
          ones * 0x80) != 0;
}

/// Copies what comes before the first character that must be escaped, and takes it off the text.
char* write_plain(std::string_view& text, char* place) noexcept {
  const char* from = text.data();
  const char* const end = from + text.size();
  for (; end - from >= 8 && !may_be_escaped(from); from += 8, place += 8)
    std::memcpy(place, from, 8);
  while (from != end && !must_be_escaped[static_cast<unsigned char>(*from)])
    *place++ = *from++;
  text = {from, end};
  return place;
}

constexpr std::size_t longest_escape = 6;

/// Writes the character there and returns where to go on.
char* write_escaped(char c, char* place) noexcept {
  constexpr std::string_view hex = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  *place++ = '\\';
  if (c == '"' || c == '\\') {
    *place++ = c;
  } else if (c == '\n') {
    *place++ = 'n';
  } else {
    place = std::ranges::copy(std::string_view("u00"), place).out;
    *place++ = hex[byte >> 4U];
    *place++ = hex[byte & 15U];
  }
  return place;
}

}  // namespace

void JsonWriter::make_room(std::size_t bytes) {
  text_.resize(2 * text_.size() + bytes);
}

inline void JsonWriter::put(char c) {
  *room(1) = c;
  ++used_;
}

inline void JsonWriter::put(std::string_view text) {
  std::ranges::copy(text, room(text.size()));
  used_ += text.size();
}

void JsonWriter::put_quoted(std::string_view text) {
  char* place = room(2 + longest_escape * text.size());
  *place++ = '"';
  for (place = write_plain(text, place); !text.empty(); place = write_plain(text, place)) {
    place = write_escaped(text.front(), place);
    text.remove_prefix(1);
  }
  *place++ = '"';
  used_ = static_cast<std::size_t>(place - text_.data());
}

void JsonWriter::new_line() {
  if (layout_ == JsonLayout::compact) return;
  put('\n');
  for (std::size_t i = 0; i < depth_; ++i)
    put("  ");
}

void JsonWriter::before_value() {
  if (std::exchange(after_key_, false) || depth_ == 0) return;
  if (std::exchange(has_members_, true)) put(',');
  new_line();
}

JsonWriter& JsonWriter::begin(char bracket) {
  before_value();
  put(bracket);
  ++depth_;
  has_members_ = false;
  return *this;
}

JsonWriter& JsonWriter::end(char bracket) {
  --depth_;
  if (std::exchange(has_members_, true)) new_line();  // what encloses it has a member: this one
  put(bracket);
  constexpr std::size_t piece = std::size_t{1} << 16;
  if (sink_ && used_ >= piece) hand_over();
  return *this;
}

void JsonWriter::hand_over() {
  sink_(std::string_view(text_).substr(0, std::exchange(used_, 0)));
}

JsonWriter& JsonWriter::begin_object() {
  constexpr std::int64_t objects_a_step = 1024;
  if (++objects_ % objects_a_step == 0) take_steps();
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
  before_value();
  put_quoted(name);
  put(layout_ == JsonLayout::compact ? ":" : ": ");
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  before_value();
  put_quoted(text);
  return *this;
}

JsonWriter& JsonWriter::value(std::int64_t number) {
  before_value();
  constexpr std::size_t most = 20;  // a sign and the 19 digits of 2^63
  char* const begin = room(most);
  used_ += static_cast<std::size_t>(std::to_chars(begin, begin + most, number).ptr - begin);
  return *this;
}

JsonWriter& JsonWriter::value(bool truth) {
  return digits(truth ? "true" : "false");
}

JsonWriter& JsonWriter::null() {
  return digits("null");
}

JsonWriter& JsonWriter::digits(std::string_view number) {
  before_value();
  put(number);
  return *this;
}

std::string JsonWriter::take() {
  put('\n');
  text_.resize(used_);
  return std::move(text_);
}

void JsonWriter::finish() {
  put('\n');
  hand_over();
}

}  // namespace giaingan::inline v1
