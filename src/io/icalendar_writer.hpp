/// @file
/// Writes iCalendar streams (RFC 5545): content lines, their escapes and their folds. Our own because a
/// library (libical) would become a dependency of every host of the C library, for a page of code.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace giaingan::inline v1 {

/// Writes one stream, line by line in the order of the calls, so that the same calendar is the same bytes.
class ICalendarWriter {
 public:
  void begin(std::string_view component) { line("BEGIN", component); }
  void end(std::string_view component) { line("END", component); }
  /// A property with a value that needs no escapes: a date, a keyword. @param name with its parameters
  void line(std::string_view name, std::string_view value);
  /// A property whose value is text: backslash, semicolon, comma and line breaks are escaped (§3.3.11); other
  /// control characters, which the format forbids, come out as U+FFFD.
  void text(std::string_view name, std::string_view value);
  [[nodiscard]] std::string take() { return std::move(stream_); }

 private:
  std::string stream_;
};

}  // namespace giaingan::inline v1
