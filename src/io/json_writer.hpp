/// @file
/// Writes result documents. Our own because integers of a mean's ratio may have thousands of digits, which
/// JSON allows and libraries with a number type of their own can't write.
#pragma once

#include "giaingan/exact/dong.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// How a document is laid out: for people, or for programs alone.
enum class JsonLayout : std::uint8_t { indented, compact };

/// Appends one JSON document to a string, member by member in the order of the calls, so that the same
/// results are the same bytes.
class JsonWriter {
 public:
  explicit JsonWriter(JsonLayout layout = JsonLayout::indented) : layout_(layout) {}

  /// Makes room for a document of about so many bytes.
  void expect(std::size_t bytes) { text_.reserve(bytes); }

  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  /// The name of the next value. @pre inside an object
  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);  ///< invalid UTF-8 can't reach here: inputs are checked
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  JsonWriter& value(std::int64_t number);
  JsonWriter& value(int number) { return value(static_cast<std::int64_t>(number)); }
  JsonWriter& value(Dong amount) { return value(amount.value); }
  JsonWriter& value(bool truth);
  JsonWriter& null();
  /// An integer of any size. @pre decimal digits with an optional minus
  JsonWriter& digits(std::string_view number);

  template <class T>
  JsonWriter& value(const std::optional<T>& maybe) {
    return maybe ? value(*maybe) : null();
  }
  template <class T>
  JsonWriter& member(std::string_view name, const T& content) {
    return key(name).value(content);
  }

  /// The document, ended by a line break. @pre everything begun has ended
  [[nodiscard]] std::string take();

 private:
  void before_value();
  void new_line();
  JsonWriter& begin(char bracket);
  JsonWriter& end(char bracket);

  JsonLayout layout_;
  std::string text_;
  std::vector<bool> has_members_;  // one entry an open object or array
  bool after_key_ = false;
};

}  // namespace giaingan::inline v1
