/// @file
/// What is wrong with an input, where, and what to do about it.
#pragma once

#include <cstdint>
#include <exception>
#include <span>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// Where a problem stands. A policy problem has a `pointer`, a dataset problem a `row` and a `column`.
struct Place {
  std::string file;      ///< as the caller named it; empty for data that came from no file
  std::int64_t row = 0;  ///< line of the file counted from 1, the header included; 0: no row
  std::string column;    ///< name of the column; empty: the whole row
  std::string pointer;   ///< JSON pointer (RFC 6901); "" is the whole document
};

/// One problem of an input.
struct Diagnostic {
  std::string code;      ///< stable name of the kind of problem, as `dataset.unknown_id`
  Place place;           ///< where
  std::string message;   ///< what is wrong, with the offending value
  std::string expected;  ///< what was expected instead
  std::string remedy;    ///< what to do
};

/// `file:row: column: message; expected …; remedy` on one line, without a line break.
[[nodiscard]] std::string to_text(const Diagnostic& diagnostic);

/// Thrown when an input can't be read: carries all of its problems at once, in the order of their places.
class InvalidInput : public std::exception {
 public:
  /// @pre diagnostics is not empty
  explicit InvalidInput(std::vector<Diagnostic> diagnostics);

  [[nodiscard]] std::span<const Diagnostic> diagnostics() const noexcept { return diagnostics_; }
  /// All diagnostics, a line each.
  [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }

 private:
  std::vector<Diagnostic> diagnostics_;
  std::string text_;
};

}  // namespace giaingan::inline v1
