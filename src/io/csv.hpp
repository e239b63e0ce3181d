/// @file
/// CSV (RFC 4180) as records with the line they begin on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
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

  /// One record. The fields live until the call of the reader returns that found it.
  virtual Answer record(std::int64_t line, std::span<const std::string_view> fields) = 0;
  /// The record that begins on that line is left out; `field` counts from 0.
  virtual void fault(std::int64_t line, std::size_t field, CsvFault fault) = 0;
};

/// Reads a file piece by piece. Lines end with LF or CRLF, the last one may lack its end; empty lines hold no
/// record; nothing is trimmed. After a fault reading goes on with the next line.
class CsvReader {
 public:
  explicit CsvReader(CsvHandler& handler);
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;
  ~CsvReader();

  /// Reads the lines that end within the bytes. Returns how many bytes they have; the rest must stand at the
  /// beginning of the next piece.
  std::size_t feed(std::string_view bytes);
  /// Reads what is left, and that the file ends there.
  void finish(std::string_view bytes);
  /// Whether the handler has answered to stop: then nothing more is read.
  [[nodiscard]] bool stopped() const noexcept;

 private:
  class State;
  std::unique_ptr<State> state_;
};

/// Reads the bytes of a whole file.
void parse_csv(std::string_view bytes, CsvHandler& handler);

}  // namespace giaingan::inline v1
