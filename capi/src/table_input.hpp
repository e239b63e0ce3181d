/// @file
/// Reads the caller's columns: checks their shape once, then hands them on typed.
#pragma once

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/calendar/date.hpp"
#include "giaingan/exact/dong.hpp"
#include "giaingan/exact/ratio.hpp"
#include "giaingan/input/diagnostic.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "column_view.hpp"
#include "giaingan.h"

namespace giaingan::capi {

/// Whether a table must have a column.
enum class Presence { required, optional };

/// The columns of one call. Getters return a value a row; an optional column that is missing is empty
/// in every row. A wrong shape (an unknown or missing column, a wrong type, lengths that differ) is collected
/// and thrown by `check`; a wrong value (an empty field where one is needed, a date that doesn't exist) is
/// collected in `value_problems`, and a neutral value stands in its place.
class TableInput {
 public:
  TableInput(std::string table, std::vector<ColumnView> columns, int budget_year);

  [[nodiscard]] std::vector<std::string_view> texts(std::string_view name,
                                                    Presence presence = Presence::required);
  [[nodiscard]] std::vector<std::int64_t> amounts(std::string_view name);
  [[nodiscard]] std::vector<std::optional<std::int64_t>> optional_amounts(std::string_view name,
                                                                          Presence presence);
  /// Exact numbers as texts: whole ones may be given as numbers.
  [[nodiscard]] std::vector<std::string> number_texts(std::string_view name, Presence presence);
  [[nodiscard]] std::vector<std::optional<int>> optional_years(std::string_view name, Presence presence);
  [[nodiscard]] std::vector<Date> dates(std::string_view name);
  [[nodiscard]] std::vector<std::optional<Date>> optional_dates(std::string_view name, Presence presence);
  [[nodiscard]] std::vector<BudgetMonth> months(std::string_view name);
  /// Months before the budget year: texts, or numbers from 0 (December of the year before) downwards.
  [[nodiscard]] std::vector<BudgetMonth> earlier_months(std::string_view name);

  /// Reports the columns that nobody asked for, then throws InvalidInput if anything is wrong with the shape.
  void check();

  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] const std::string& table() const noexcept { return table_; }
  void wrong_value(std::size_t row, std::string_view column, std::string message, std::string expected);
  [[nodiscard]] std::vector<Diagnostic>& value_problems() noexcept { return value_problems_; }

 private:
  /// The values of a column in which every row needs one.
  template <class Value>
  [[nodiscard]] std::vector<Value> filled(std::string_view name,
                                          const std::vector<std::optional<Value>>& maybe);
  [[nodiscard]] const ColumnView* find(std::string_view name, Presence presence,
                                       std::initializer_list<giaingan_type> types);
  void wrong_shape(std::string_view column, std::string message, std::string expected, std::string remedy);

  std::string table_;
  std::vector<ColumnView> columns_;
  std::vector<const ColumnView*> accepted_;  // of the shape that was asked for
  std::size_t rows_ = 0;
  int budget_year_;
  std::vector<std::string> known_;
  std::vector<Diagnostic> shape_problems_;
  std::vector<Diagnostic> value_problems_;
};

/// The columns of a call. @throws InvalidArgument if they are NULL, their count isn't possible, or one has no
/// name
[[nodiscard]] std::vector<ColumnView> columns_of(const giaingan_column* columns, std::int64_t count);

}  // namespace giaingan::capi
