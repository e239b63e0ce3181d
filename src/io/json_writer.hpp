/// @file
/// Writes result documents. Our own because integers of a mean's ratio may have thousands of digits, which
/// JSON allows and libraries with a number type of their own can't write.
#pragma once

#include "giaingan/exact/dong.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace giaingan::inline v1 {

/// How a document is laid out: for people, or for programs alone.
enum class JsonLayout : std::uint8_t { indented, compact };

/// Takes the next bytes of a document.
using Sink = std::function<void(std::string_view)>;

/// Writes one JSON document, member by member in the order of the calls, so that the same results are the
/// same bytes: into a string, or piece by piece into a sink, so that a large one is never held whole.
class JsonWriter {
 public:
  explicit JsonWriter(JsonLayout layout = JsonLayout::indented, Sink sink = {})
      : layout_(layout), sink_(std::move(sink)) {}

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

  /// The document, ended by a line break. @pre everything begun has ended, and there is no sink
  [[nodiscard]] std::string take();
  /// Hands the rest of the document and a line break to the sink. @pre everything begun has ended
  void finish();

 private:
  void before_value();
  void new_line();
  void put(char c);
  void put(std::string_view text);
  void put_quoted(std::string_view text);
  // Documents are mostly many short pieces: they are written in place, where there is room for so many bytes.
  char* room(std::size_t bytes) {
    if (text_.size() - used_ < bytes) make_room(bytes);
    return text_.data() + used_;
  }
  void make_room(std::size_t bytes);
  JsonWriter& begin(char bracket);
  JsonWriter& end(char bracket);
  void hand_over();

  JsonLayout layout_;
  Sink sink_;
  std::string text_;      // what no sink has taken, and room for more
  std::size_t used_ = 0;  // bytes of text_ that are written
  std::size_t depth_ = 0;
  std::int64_t objects_ = 0;
  bool has_members_ = false;  // the innermost object or array
  bool after_key_ = false;
};

}  // namespace giaingan::inline v1
