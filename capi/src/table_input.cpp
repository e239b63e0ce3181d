#include "table_input.hpp"

#include "giaingan/input/limits.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "guard.hpp"

namespace giaingan::capi {
namespace {

// 0001-01-01 and 9999-12-31 as days since 1970-01-01.
constexpr std::int32_t first_day = -719162;
constexpr std::int32_t last_day = 2932896;

std::size_t width_of(giaingan_type type) {
  switch (type) {
    case GIAINGAN_INT64:
    case GIAINGAN_FLOAT64:
      return 8;
    case GIAINGAN_INT32:
    case GIAINGAN_DATE:
      return 4;
    default:
      return 1;
  }
}

const char* type_text(giaingan_type type) {
  switch (type) {
    case GIAINGAN_INT64:
      return "GIAINGAN_INT64";
    case GIAINGAN_FLOAT64:
      return "GIAINGAN_FLOAT64";
    case GIAINGAN_INT32:
      return "GIAINGAN_INT32";
    case GIAINGAN_DATE:
      return "GIAINGAN_DATE";
    case GIAINGAN_UTF8:
      return "GIAINGAN_UTF8";
    case GIAINGAN_BOOL:
      return "GIAINGAN_BOOL";
    default:
      return "an unknown type";
  }
}

/// The value of a row; memcpy because a stride may leave values unaligned.
template <class T>
T value_at(const giaingan_column& column, std::size_t row) {
  const std::size_t stride =
      column.stride == 0 ? width_of(column.type) : static_cast<std::size_t>(column.stride);
  T value;
  std::memcpy(&value, static_cast<const char*>(column.data) + row * stride, sizeof value);
  return value;
}

bool is_null(const giaingan_column& column, std::size_t row) {
  return column.valid != nullptr && column.valid[row] == 0;
}

std::string_view text_at(const giaingan_column& column, std::size_t row) {
  if (is_null(column, row)) return {};
  const auto begin = static_cast<std::size_t>(column.offsets[row]);
  const auto end = static_cast<std::size_t>(column.offsets[row + 1]);
  return {static_cast<const char*>(column.data) + begin, end - begin};
}

bool is_empty(const giaingan_column& column, std::size_t row) {
  return is_null(column, row) || (column.type == GIAINGAN_UTF8 && text_at(column, row).empty());
}

/// A whole number of any numeric column, or nothing if a double holds something else.
std::optional<std::int64_t> whole_at(const giaingan_column& column, std::size_t row) {
  if (column.type == GIAINGAN_INT64) return value_at<std::int64_t>(column, row);
  if (column.type == GIAINGAN_INT32) return value_at<std::int32_t>(column, row);
  constexpr double limit = 9007199254740992.0;  // 2^53: beyond it a double no longer holds every whole number
  const auto number = value_at<double>(column, row);
  if (!(number > -limit && number < limit) || std::trunc(number) != number) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

/// Why the offsets of a text column can't be followed, or nothing.
std::optional<std::string> wrong_offsets(const giaingan_column& column) {
  if (column.offsets == nullptr) return "has no offsets";
  if (column.offsets[0] < 0) return "begins at a negative offset";
  for (std::int64_t i = 0; i < column.length; ++i) {
    if (column.offsets[i + 1] < column.offsets[i])
      return "has an offset that falls at row " + std::to_string(i + 1);
  }
  if (column.data == nullptr && column.offsets[column.length] > 0) return "has no data";
  return std::nullopt;
}

}  // namespace

TableInput::TableInput(std::string table, const giaingan_column* columns, std::int64_t count, int budget_year)
    : table_(std::move(table)), budget_year_(budget_year) {
  constexpr std::int64_t most_columns = 1000;
  if (count < 0 || count > most_columns) throw InvalidArgument("column_count is not between 0 and 1000");
  if (columns == nullptr && count > 0) throw InvalidArgument("columns is NULL");
  columns_.assign(columns, columns + count);
  for (const giaingan_column& column : columns_) {
    if (column.name == nullptr) throw InvalidArgument("a column has no name");
    if (column.length > Limits{}.max_rows) {
      throw InvalidArgument(std::string("column ") + column.name + " has " + std::to_string(column.length) +
                            " rows; at most " + std::to_string(Limits{}.max_rows) + " are taken");
    }
    if (column.length < 0)
      throw InvalidArgument(std::string("column ") + column.name + " has a negative length");
  }
  rows_ = columns_.empty() ? 0 : static_cast<std::size_t>(columns_.front().length);
}

void TableInput::wrong_shape(std::string_view column, std::string message, std::string expected,
                             std::string remedy) {
  shape_problems_.push_back({.code = "columns.wrong_shape",
                             .place = {.file = table_, .column = std::string(column)},
                             .message = std::move(message),
                             .expected = std::move(expected),
                             .remedy = std::move(remedy)});
}

void TableInput::wrong_value(std::size_t row, std::string_view column, std::string message,
                             std::string expected) {
  value_problems_.push_back(
      {.code = "columns.wrong_value",
       .place = {.file = table_, .row = static_cast<std::int64_t>(row) + 1, .column = std::string(column)},
       .message = std::move(message),
       .expected = std::move(expected),
       .remedy = "mend the value of that row (rows are counted from 1)"});
}

const giaingan_column* TableInput::find(std::string_view name, Presence presence,
                                        std::initializer_list<giaingan_type> types) {
  known_.emplace_back(name);
  const auto found =
      std::ranges::find(columns_, name, [](const giaingan_column& c) { return std::string_view(c.name); });
  if (found == columns_.end()) {
    if (presence == Presence::required)
      wrong_shape(name, "the column is missing", "a column of that name", "add it");
    return nullptr;
  }
  std::string expected;
  for (const giaingan_type type : types)
    expected += (expected.empty() ? "" : " or ") + std::string(type_text(type));
  if (std::ranges::find(types, found->type) == types.end()) {
    wrong_shape(name, std::string("is ") + type_text(found->type), expected, "pass it in that type");
    return nullptr;
  }
  if (static_cast<std::size_t>(found->length) != rows_) {
    wrong_shape(name, "has " + std::to_string(found->length) + " rows",
                std::to_string(rows_) + " as the first column", "pass columns of one length");
    return nullptr;
  }
  if (found->type == GIAINGAN_UTF8) {
    if (const auto wrong = wrong_offsets(*found)) {
      wrong_shape(name, *wrong, "length + 1 rising offsets into data", "mend the offsets");
      return nullptr;
    }
  } else if ((found->data == nullptr && rows_ > 0) || found->stride < 0) {
    wrong_shape(name, found->stride < 0 ? "has a negative stride" : "has no data", "values", "pass them");
    return nullptr;
  }
  return accepted_.emplace_back(&*found);
}

std::vector<std::string_view> TableInput::texts(std::string_view name, Presence presence) {
  const giaingan_column* column = find(name, presence, {GIAINGAN_UTF8});
  if (column == nullptr) return std::vector<std::string_view>(rows_);
  std::vector<std::string_view> values;
  values.reserve(rows_);
  for (std::size_t row = 0; row < rows_; ++row)
    values.push_back(text_at(*column, row));
  return values;
}

std::vector<std::optional<std::int64_t>> TableInput::optional_amounts(std::string_view name,
                                                                      Presence presence) {
  const giaingan_column* column = find(name, presence, {GIAINGAN_INT64, GIAINGAN_FLOAT64});
  if (column == nullptr) return std::vector<std::optional<std::int64_t>>(rows_);
  std::vector<std::optional<std::int64_t>> values;
  values.reserve(rows_);
  for (std::size_t row = 0; row < rows_; ++row) {
    if (is_empty(*column, row)) {
      values.emplace_back();
      continue;
    }
    values.push_back(whole_at(*column, row));
    if (!values.back()) wrong_value(row, name, "is not a whole number below 2^53", "whole đồng");
  }
  return values;
}

template <class Value>
std::vector<Value> TableInput::filled(std::string_view name, const std::vector<std::optional<Value>>& maybe) {
  const auto column =
      std::ranges::find(accepted_, name, [](const auto* c) { return std::string_view(c->name); });
  std::vector<Value> values;
  values.reserve(maybe.size());
  for (std::size_t row = 0; row < maybe.size(); ++row) {
    // What is wrong rather than empty has been reported where it was read, a column that isn't accepted
    // likewise.
    if (column != accepted_.end() && is_empty(**column, row)) wrong_value(row, name, "is empty", "a value");
    values.push_back(maybe[row].value_or(Value{}));
  }
  return values;
}

std::vector<std::int64_t> TableInput::amounts(std::string_view name) {
  return filled(name, optional_amounts(name, Presence::required));
}

std::vector<std::optional<int>> TableInput::optional_years(std::string_view name, Presence presence) {
  const giaingan_column* column = find(name, presence, {GIAINGAN_INT32, GIAINGAN_INT64});
  if (column == nullptr) return std::vector<std::optional<int>>(rows_);
  std::vector<std::optional<int>> values;
  values.reserve(rows_);
  for (std::size_t row = 0; row < rows_; ++row) {
    const auto year = is_empty(*column, row) ? std::nullopt : whole_at(*column, row);
    const bool possible = !year || (*year >= 0 && *year <= 9999);
    if (!possible) wrong_value(row, name, std::to_string(*year) + " is not a year", "a year");
    values.push_back(year && possible ? std::optional(static_cast<int>(*year)) : std::nullopt);
  }
  return values;
}

std::vector<std::optional<Date>> TableInput::optional_dates(std::string_view name, Presence presence) {
  const giaingan_column* column = find(name, presence, {GIAINGAN_DATE, GIAINGAN_UTF8});
  if (column == nullptr) return std::vector<std::optional<Date>>(rows_);
  std::vector<std::optional<Date>> values;
  values.reserve(rows_);
  for (std::size_t row = 0; row < rows_; ++row) {
    if (is_empty(*column, row)) {
      values.emplace_back();
    } else if (column->type == GIAINGAN_UTF8) {
      values.push_back(Date::parse(text_at(*column, row)));
      if (!values.back())
        wrong_value(row, name, "\"" + std::string(text_at(*column, row)) + "\" is not a day", "YYYY-MM-DD");
    } else {
      // The range first: a year beyond 32,767 would wrap round to another.
      const auto days = value_at<std::int32_t>(*column, row);
      const bool possible = days >= first_day && days <= last_day;
      values.push_back(possible ? std::optional(Date{std::chrono::sys_days{std::chrono::days{days}}})
                                : std::nullopt);
      if (!possible) wrong_value(row, name, "lies outside the years 1 to 9999", "days since 1970-01-01");
    }
  }
  return values;
}

std::vector<Date> TableInput::dates(std::string_view name) {
  return filled(name, optional_dates(name, Presence::required));
}

std::vector<BudgetMonth> TableInput::months(std::string_view name) {
  const giaingan_column* column = find(name, Presence::required, {GIAINGAN_INT32, GIAINGAN_UTF8});
  if (column == nullptr) return std::vector<BudgetMonth>(rows_);
  std::vector<BudgetMonth> values;
  values.reserve(rows_);
  const std::string expected =
      column->type == GIAINGAN_UTF8
          ? month_text(budget_year_, {1}) + " to " + month_text(budget_year_, {months_in_budget_year})
          : "1 to 13";
  for (std::size_t row = 0; row < rows_; ++row) {
    std::optional<BudgetMonth> month;
    if (column->type == GIAINGAN_UTF8) {
      month = parse_budget_month(budget_year_, text_at(*column, row));
    } else if (!is_empty(*column, row)) {
      const auto number = value_at<std::int32_t>(*column, row);
      if (number >= 1 && number <= months_in_budget_year) month = BudgetMonth{number};
    }
    if (!month) wrong_value(row, name, "is not a month of the budget year", expected);
    values.push_back(month.value_or(BudgetMonth{1}));
  }
  return values;
}

std::vector<BudgetMonth> TableInput::earlier_months(std::string_view name) {
  const giaingan_column* column = find(name, Presence::required, {GIAINGAN_INT32, GIAINGAN_UTF8});
  if (column == nullptr) return std::vector<BudgetMonth>(rows_, BudgetMonth{0});
  std::vector<BudgetMonth> values;
  values.reserve(rows_);
  for (std::size_t row = 0; row < rows_; ++row) {
    std::optional<BudgetMonth> month;
    if (column->type == GIAINGAN_UTF8) {
      month = parse_earlier_month(budget_year_, text_at(*column, row));
    } else if (!is_empty(*column, row)) {
      // A thousand years are enough, and no month text is asked for a year that has none.
      const auto number = value_at<std::int32_t>(*column, row);
      if (number <= 0 && number > -12 * std::min(budget_year_ - 1, 1000)) month = BudgetMonth{number};
    }
    if (!month) wrong_value(row, name, "is not a month before the budget year", "0, December, or less");
    values.push_back(month.value_or(BudgetMonth{0}));
  }
  return values;
}

void TableInput::check() {
  for (const giaingan_column& column : columns_) {
    if (std::ranges::find(known_, column.name) != known_.end()) continue;
    std::string expected;
    for (const std::string& name : known_)
      expected += (expected.empty() ? "" : ", ") + name;
    wrong_shape(column.name, "the table has no such column", "one of " + expected,
                "mend the name, or leave it out");
  }
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (std::string_view(columns_[i].name) != columns_[j].name) continue;
      wrong_shape(columns_[i].name, "the column stands twice", "every column once", "leave one out");
    }
  }
  if (!shape_problems_.empty()) throw InvalidInput(std::move(shape_problems_));
}

}  // namespace giaingan::capi
