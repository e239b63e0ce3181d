#include "table_input.hpp"

#include <algorithm>
#include <utility>

#include "guard.hpp"

namespace giaingan::capi {
namespace {

// 0001-01-01 and 9999-12-31 as days since 1970-01-01.
constexpr std::int32_t first_day = -719162;
constexpr std::int32_t last_day = 2932896;

/// Doubles too, if they hold whole numbers; int32 is too narrow for amounts to be meant.
constexpr std::initializer_list<giaingan_type> amount_types{GIAINGAN_INT64, GIAINGAN_FLOAT64};

}  // namespace

std::vector<ColumnView> columns_of(const giaingan_column* columns, std::int64_t count) {
  constexpr std::int64_t most_columns = 1000;
  if (count < 0 || count > most_columns) throw InvalidArgument("column_count is not between 0 and 1000");
  if (columns == nullptr && count > 0) throw InvalidArgument("columns is NULL");
  return {columns, columns + count};
}

TableInput::TableInput(std::string table, std::vector<ColumnView> columns, int budget_year)
    : table_(std::move(table)),
      columns_(std::move(columns)),
      rows_(columns_.empty() ? 0 : columns_.front().rows()),
      budget_year_(budget_year) {}

void TableInput::wrong_shape(std::string_view column, std::string message, std::string expected,
                             std::string remedy) {
  shape_problems_.push_back({.code = "columns.wrong_shape",
                             .place = Place{.file = table_, .column = std::string(column)},
                             .message = std::move(message),
                             .expected = std::move(expected),
                             .remedy = std::move(remedy)});
}

void TableInput::wrong_value(std::size_t row, std::string_view column, std::string message,
                             std::string expected) {
  value_problems_.push_back(
      {.code = "columns.wrong_value",
       .place =
           Place{.file = table_, .row = static_cast<std::int64_t>(row) + 1, .column = std::string(column)},
       .message = std::move(message),
       .expected = std::move(expected),
       .remedy = "mend the value of that row (rows are counted from 1)"});
}

const ColumnView* TableInput::find(std::string_view name, Presence presence,
                                   std::initializer_list<giaingan_type> types) {
  known_.emplace_back(name);
  const auto found = std::ranges::find(columns_, name, &ColumnView::name);
  if (found == columns_.end()) {
    if (presence == Presence::required)
      wrong_shape(name, "the column is missing", "a column of that name", "add it");
    return nullptr;
  }
  if (std::ranges::find(types, found->type()) == types.end()) {
    std::string expected;
    for (const giaingan_type type : types)
      expected += (expected.empty() ? "" : " or ") + std::string(name_of(type));
    wrong_shape(name, "is " + found->type_text(), expected, "pass it in that type");
    return nullptr;
  }
  if (found->rows() != rows_) {
    wrong_shape(name, "has " + std::to_string(found->rows()) + " rows",
                std::to_string(rows_) + " as the first column", "pass columns of one length");
    return nullptr;
  }
  if (const auto wrong = found->wrong_layout()) {
    wrong_shape(name, *wrong, "memory as its type asks for", "mend the column where it is made");
    return nullptr;
  }
  return accepted_.emplace_back(&*found);
}

std::vector<std::string_view> TableInput::texts(std::string_view name, Presence presence) {
  const ColumnView* column = find(name, presence, {GIAINGAN_UTF8});
  if (column == nullptr) return std::vector<std::string_view>(rows_);
  std::vector<std::string_view> values;
  values.reserve(rows_);
  for (std::size_t row = 0; row < rows_; ++row)
    values.push_back(column->text(row));
  return values;
}

std::vector<std::optional<std::int64_t>> TableInput::optional_amounts(std::string_view name,
                                                                      Presence presence) {
  const ColumnView* column = find(name, presence, amount_types);
  if (column == nullptr) return std::vector<std::optional<std::int64_t>>(rows_);
  std::vector<std::optional<std::int64_t>> values;
  values.reserve(rows_);
  for (std::size_t row = 0; row < rows_; ++row) {
    if (column->is_empty(row)) {
      values.emplace_back();
      continue;
    }
    values.push_back(column->whole(row));
    if (!values.back()) wrong_value(row, name, "is not a whole number below 2^53", "whole đồng");
  }
  return values;
}

std::vector<std::string> TableInput::number_texts(std::string_view name, Presence presence) {
  const ColumnView* column = find(name, presence, {GIAINGAN_UTF8, GIAINGAN_INT64, GIAINGAN_INT32});
  std::vector<std::string> values(rows_);
  if (column == nullptr) return values;
  for (std::size_t row = 0; row < rows_; ++row) {
    if (column->type() == GIAINGAN_UTF8) {
      values[row] = column->text(row);
    } else if (const auto number = column->is_empty(row) ? std::nullopt : column->whole(row)) {
      values[row] = std::to_string(*number);
    }
  }
  return values;
}

template <class Value>
std::vector<Value> TableInput::filled(std::string_view name, const std::vector<std::optional<Value>>& maybe) {
  const auto column =
      std::ranges::find(accepted_, name, [](const ColumnView* accepted) { return accepted->name(); });
  std::vector<Value> values;
  values.reserve(maybe.size());
  for (std::size_t row = 0; row < maybe.size(); ++row) {
    // What is wrong rather than empty has been reported where it was read, a column that isn't accepted
    // likewise.
    if (column != accepted_.end() && (*column)->is_empty(row)) wrong_value(row, name, "is empty", "a value");
    values.push_back(maybe[row].value_or(Value{}));
  }
  return values;
}

std::vector<std::int64_t> TableInput::amounts(std::string_view name) {
  return filled(name, optional_amounts(name, Presence::required));
}

std::vector<std::optional<int>> TableInput::optional_years(std::string_view name, Presence presence) {
  const ColumnView* column = find(name, presence, {GIAINGAN_INT32, GIAINGAN_INT64});
  if (column == nullptr) return std::vector<std::optional<int>>(rows_);
  std::vector<std::optional<int>> values;
  values.reserve(rows_);
  for (std::size_t row = 0; row < rows_; ++row) {
    const auto year = column->is_empty(row) ? std::nullopt : column->whole(row);
    const bool possible = !year || (*year >= 0 && *year <= 9999);
    if (!possible) wrong_value(row, name, std::to_string(*year) + " is not a year", "a year");
    values.push_back(year && possible ? std::optional(static_cast<int>(*year)) : std::nullopt);
  }
  return values;
}

std::vector<std::optional<Date>> TableInput::optional_dates(std::string_view name, Presence presence) {
  const ColumnView* column = find(name, presence, {GIAINGAN_DATE, GIAINGAN_UTF8});
  if (column == nullptr) return std::vector<std::optional<Date>>(rows_);
  std::vector<std::optional<Date>> values;
  values.reserve(rows_);
  for (std::size_t row = 0; row < rows_; ++row) {
    if (column->is_empty(row)) {
      values.emplace_back();
    } else if (column->type() == GIAINGAN_UTF8) {
      values.push_back(Date::parse(column->text(row)));
      if (!values.back())
        wrong_value(row, name, "\"" + std::string(column->text(row)) + "\" is not a day", "YYYY-MM-DD");
    } else {
      // The range first: a year beyond 32,767 would wrap round to another.
      const auto days = static_cast<std::int32_t>(column->whole(row).value_or(0));
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
  const ColumnView* column = find(name, Presence::required, {GIAINGAN_INT32, GIAINGAN_INT64, GIAINGAN_UTF8});
  if (column == nullptr) return std::vector<BudgetMonth>(rows_);
  std::vector<BudgetMonth> values;
  values.reserve(rows_);
  const std::string expected =
      column->type() == GIAINGAN_UTF8
          ? month_text(budget_year_, {1}) + " to " + month_text(budget_year_, {months_in_budget_year})
          : "1 to 13";
  for (std::size_t row = 0; row < rows_; ++row) {
    std::optional<BudgetMonth> month;
    if (column->type() == GIAINGAN_UTF8) {
      month = parse_budget_month(budget_year_, column->text(row));
    } else if (!column->is_empty(row)) {
      const std::int64_t number = column->whole(row).value_or(0);
      if (number >= 1 && number <= months_in_budget_year) month = BudgetMonth{static_cast<int>(number)};
    }
    if (!month) wrong_value(row, name, "is not a month of the budget year", expected);
    values.push_back(month.value_or(BudgetMonth{1}));
  }
  return values;
}

std::vector<BudgetMonth> TableInput::earlier_months(std::string_view name) {
  const ColumnView* column = find(name, Presence::required, {GIAINGAN_INT32, GIAINGAN_INT64, GIAINGAN_UTF8});
  if (column == nullptr) return std::vector<BudgetMonth>(rows_, BudgetMonth{0});
  std::vector<BudgetMonth> values;
  values.reserve(rows_);
  for (std::size_t row = 0; row < rows_; ++row) {
    std::optional<BudgetMonth> month;
    if (column->type() == GIAINGAN_UTF8) {
      month = parse_earlier_month(budget_year_, column->text(row));
    } else if (!column->is_empty(row)) {
      // A thousand years are enough, and no month text is asked for a year that has none.
      const std::int64_t number = column->whole(row).value_or(1);
      if (number <= 0 && number > std::int64_t{-12} * std::min(budget_year_ - 1, 1000))
        month = BudgetMonth{static_cast<int>(number)};
    }
    if (!month) wrong_value(row, name, "is not a month before the budget year", "0, December, or less");
    values.push_back(month.value_or(BudgetMonth{0}));
  }
  return values;
}

void TableInput::check() {
  for (const ColumnView& column : columns_) {
    if (std::ranges::find(known_, column.name()) != known_.end()) continue;
    std::string expected;
    for (const std::string& name : known_)
      expected += (expected.empty() ? "" : ", ") + name;
    wrong_shape(column.name(), "the table has no such column", "one of " + expected,
                "mend the name, or leave it out");
  }
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (columns_[i].name() != columns_[j].name()) continue;
      wrong_shape(columns_[i].name(), "the column stands twice", "every column once", "leave one out");
    }
  }
  if (!shape_problems_.empty()) throw InvalidInput(std::move(shape_problems_));
}

}  // namespace giaingan::capi
