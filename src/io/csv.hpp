/// @file
/// CSV (RFC 4180) as records with the line they begin on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace giaingan::inline v1 {

/// Why a record can't be read.
enum class CsvFault : std::uint8_t {
  misplaced_quote,     ///< a quotation mark within an unquoted field, or text behind the closing one
  unterminated_quote,  ///< the file ends within a quoted field
  bare_return          ///< a carriage return without a line feed
};

/// Receives the records of a file.
class CsvHandler {
 public:
  enum class Answer : std::uint8_t { go_on, stop };

  CsvHandler() = default;
  CsvHandler(const CsvHandler&) = delete;
  CsvHandler& operator=(const CsvHandler&) = delete;
  virtual ~CsvHandler() = default;

  /// One record. The fields live until the call returns.
  virtual Answer record(std::int64_t line, std::span<const std::string_view> fields) = 0;
  /// The record that begins on that line is left out; `field` counts from 0.
  virtual void fault(std::int64_t line, std::size_t field, CsvFault fault) = 0;
};

/// Reads a whole file's bytes. Lines end with LF or CRLF, the last one may lack its end; empty lines hold no
/// record; nothing is trimmed. After a fault reading goes on with the next line.
void parse_csv(std::string_view bytes, CsvHandler& handler);

}  // namespace giaingan::inline v1
