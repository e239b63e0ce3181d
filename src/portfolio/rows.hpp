/// @file
/// The rows of one call of a builder: their places, and the checks that every table makes of its fields.
#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

#include "portfolio/draft.hpp"

namespace giaingan::inline v1 {

/// The length of a column, for checking that all columns of a table are equally long.
struct ColumnLength {
  std::string_view name;
  std::size_t length;
};

/// Reports a problem of a field at its row and column and says whether the row can be used.
class Rows {
 public:
  /// No rows are left if the columns differ in length or if there are too many of them.
  Rows(Draft& draft, Table table, const Origin& origin, std::initializer_list<ColumnLength> required,
       std::initializer_list<ColumnLength> may_be_missing = {});

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] Where where(std::size_t row) const noexcept {
    return {file_, origin_.lines.empty() ? static_cast<std::int64_t>(row) + 1 : origin_.lines[row]};
  }
  /// Whether the column's entries could not be read: then no field of it is reported, and no row of it is
  /// good.
  [[nodiscard]] bool is_unread(std::string_view column) const {
    return !origin_.unread.empty() && std::ranges::find(origin_.unread, column) != origin_.unread.end();
  }

  /// A text without NUL bytes, in UTF-8. May be empty.
  [[nodiscard]] bool text(std::size_t row, std::string_view column, std::string_view value);
  /// The same, not empty.
  [[nodiscard]] bool required(std::size_t row, std::string_view column, std::string_view value);
  /// Empty or one of some words.
  [[nodiscard]] bool word(std::size_t row, std::string_view column, std::string_view value,
                          std::initializer_list<std::string_view> words);
  [[nodiscard]] bool not_negative(std::size_t row, std::string_view column, Dong amount) {
    if (amount.value >= 0) return true;
    report_negative(row, column, amount);
    return false;
  }
  [[nodiscard]] bool month(std::size_t row, std::string_view column, BudgetMonth month) {
    if (is_unread(column)) return false;
    if (month.number >= 1 && month.number <= months_in_budget_year) return true;
    report_outside_year(row, column, month);
    return false;
  }
  /// A number of a known id, or `none` after noting it as unknown.
  [[nodiscard]] Index unit(std::size_t row, std::string_view column, std::string_view id) {
    return known(row, column, id, draft_.unit_ids, Table::units);
  }
  [[nodiscard]] Index allocation(std::size_t row, std::string_view column, std::string_view id) {
    return known(row, column, id, draft_.allocation_ids, Table::allocations);
  }

  void problem(std::size_t row, std::string_view column, std::string code, std::string message,
               std::string expected, std::string remedy);

 private:
  [[nodiscard]] bool equally_long(const Origin& origin, std::initializer_list<ColumnLength> required,
                                  std::initializer_list<ColumnLength> may_be_missing);
  [[nodiscard]] Index known(std::size_t row, std::string_view column, std::string_view id, const Ids& ids,
                            Table table) {
    const Index number = ids.find(id);
    if (number == none) report_unknown(row, column, id, table);
    return number;
  }
  // Apart, so that the checks themselves stay small.
  void report_negative(std::size_t row, std::string_view column, Dong amount);
  void report_outside_year(std::size_t row, std::string_view column, BudgetMonth month);
  void report_unknown(std::size_t row, std::string_view column, std::string_view id, Table table);

  Draft& draft_;
  Table table_;
  const Origin& origin_;
  std::int32_t file_;
  std::size_t size_ = 0;
};

/// An entry of a column that may be missing.
template <class Column>
[[nodiscard]] auto entry_or(const Column& column, std::size_t row,
                            typename Column::value_type otherwise) noexcept {
  return column.empty() ? otherwise : column[row];
}

}  // namespace giaingan::inline v1
