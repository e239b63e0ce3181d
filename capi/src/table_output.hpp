/// @file
/// Result tables: columns that a result owns and lends.
#pragma once

#include "giaingan/exact/dong.hpp"
#include "giaingan/exact/rational.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "giaingan.h"

namespace giaingan::capi {

/// One column of values, filled from the first row to the last.
class ColumnOutput {
 public:
  ColumnOutput(std::string name, giaingan_type type) : name_(std::move(name)), type_(type) {}

  void add(std::int64_t value);
  void add(Dong amount) { add(amount.value); }
  void add(bool truth) { add(static_cast<std::int64_t>(truth)); }
  void add(std::string_view text);
  void add(const std::string& text) { add(std::string_view(text)); }
  void add(const char* text) { add(std::string_view(text)); }  // a pointer would else become a bool
  void add_empty();
  template <class T>
  void add(const std::optional<T>& maybe) {
    maybe ? add(*maybe) : add_empty();
  }

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] std::size_t rows() const noexcept { return valid_.size(); }
  /// The view that lends this column; valid as long as it isn't added to.
  [[nodiscard]] giaingan_column view() const noexcept;

 private:
  std::string name_;
  giaingan_type type_;
  bool has_empty_ = false;
  std::vector<std::int64_t> wide_;    // INT64
  std::vector<std::int32_t> narrow_;  // INT32, DATE
  std::vector<std::uint8_t> bytes_;   // BOOL
  std::string text_;                  // UTF8
  std::vector<std::int64_t> offsets_{0};
  std::vector<std::uint8_t> valid_;
};

/// A table of columns of one length.
class TableOutput {
 public:
  explicit TableOutput(std::string name) : name_(std::move(name)) {}

  /// A new column; the reference stays valid.
  ColumnOutput& column(std::string name, giaingan_type type) {
    return columns_.emplace_back(std::move(name), type);
  }

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] const std::deque<ColumnOutput>& columns() const noexcept { return columns_; }
  [[nodiscard]] std::size_t rows() const noexcept { return columns_.empty() ? 0 : columns_.front().rows(); }

 private:
  std::string name_;
  std::deque<ColumnOutput> columns_;
};

/// Adds a column with one value a row of the result's own list.
template <class Rows, class Value>
void add_column(TableOutput& table, const char* name, giaingan_type type, const Rows& rows, Value value) {
  ColumnOutput& column = table.column(name, type);
  for (const auto& row : rows)
    column.add(value(row));
}

/// Adds an exact number as two text columns, `<prefix>num` and `<prefix>den`: a mean's terms may have any
/// number of digits.
template <class Rows, class Value>
void add_exact_columns(TableOutput& table, const std::string& prefix, const Rows& rows, Value value) {
  ColumnOutput& num = table.column(prefix + "num", GIAINGAN_UTF8);
  ColumnOutput& den = table.column(prefix + "den", GIAINGAN_UTF8);
  for (const auto& row : rows) {
    const std::optional<Rational> number = value(row);
    num.add(number ? std::optional(number->numerator_text()) : std::nullopt);
    den.add(number ? std::optional(number->denominator_text()) : std::nullopt);
  }
}

}  // namespace giaingan::capi
