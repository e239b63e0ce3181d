#include "portfolio/rows.hpp"

#include <algorithm>
#include <limits>
#include <span>

#include "input/text.hpp"

namespace giaingan::inline v1 {

void Draft::problem(Table table, Where where, std::string column, std::string code, std::string message,
                    std::string expected, std::string remedy) {
  findings.add(table, {.code = std::move(code),
                       .place = Place{.file = files[static_cast<std::size_t>(where.file)],
                                      .row = where.row,
                                      .column = std::move(column),
                                      .pointer = {}},
                       .message = std::move(message),
                       .expected = std::move(expected),
                       .remedy = std::move(remedy)});
}

void Draft::unknown_id(Table table, Where where, std::string_view column, std::string_view id, Table among) {
  if (!is_given(among) || has_gaps[static_cast<std::size_t>(among)]) return;
  const auto [known, is_new] = unknown_places_.try_emplace(
      {table, where.file, std::string(column), std::string(id)}, unknown_ids_.size());
  if (is_new) unknown_ids_.push_back({table, std::string(column), std::string(id), among, where});
  UnknownId& unknown = unknown_ids_[known->second];
  if (where.row < unknown.first.row) unknown.first = where;
  ++unknown.rows;
}

void Draft::report_unknown_ids() {
  for (const UnknownId& unknown : unknown_ids_) {
    const std::string name(table_name(unknown.among));
    const std::string more =
        unknown.rows == 1 ? "" : "; " + std::to_string(unknown.rows - 1) + " more row(s) of the file name it";
    problem(unknown.table, unknown.first, unknown.column, "dataset.unknown_id",
            in_quotes(unknown.id) + " isn't among the " + name + more, "an id of " + name,
            "correct the id, or add it to " + name);
  }
}

Rows::Rows(Draft& draft, Table table, const Origin& origin, std::initializer_list<ColumnLength> required,
           std::initializer_list<ColumnLength> may_be_missing)
    : draft_(draft), table_(table), origin_(origin) {
  const auto known = std::ranges::find(draft.files, origin.file);
  file_ = static_cast<std::int32_t>(known - draft.files.begin());
  if (known == draft.files.end()) draft.files.push_back(origin.file);
  if (!equally_long(origin, required, may_be_missing)) return;
  const std::size_t length = required.begin()->length;
  const std::int64_t most = std::min<std::int64_t>(draft.limits.max_rows, std::numeric_limits<Index>::max());
  if (static_cast<std::int64_t>(length) > most) {
    draft.problem(table, {file_, 0}, "", "dataset.too_many_rows",
                  "there are " + std::to_string(length) + " rows", "at most " + std::to_string(most),
                  "split the data, or raise max_rows");
    return;
  }
  // A table that is refused whole counts as missing, so that the rows that name its ids aren't reported too.
  draft.given[static_cast<std::size_t>(table)] = true;
  if (origin.rows_left_out || is_unread(required.begin()->name))
    draft.has_gaps[static_cast<std::size_t>(table)] = true;
  size_ = length;
}

bool Rows::equally_long(const Origin& origin, std::initializer_list<ColumnLength> required,
                        std::initializer_list<ColumnLength> may_be_missing) {
  const std::size_t length = required.begin()->length;
  bool equal = true;
  const auto check = [&](std::string_view name, std::size_t its_length) {
    if (its_length == length) return;
    equal = false;
    draft_.problem(table_, {file_, 0}, std::string(name), "dataset.column_length",
                   "the column has " + std::to_string(its_length) + " entries, the column " +
                       std::string(required.begin()->name) + " has " + std::to_string(length),
                   "columns of equal length", "give every row an entry in every column");
  };
  for (const auto& [name, its_length] : required)
    check(name, its_length);
  for (const auto& [name, its_length] : may_be_missing) {
    if (its_length != 0) check(name, its_length);
  }
  if (!origin.lines.empty()) check("line numbers", origin.lines.size());
  return equal;
}

void Rows::problem(std::size_t row, std::string_view column, std::string code, std::string message,
                   std::string expected, std::string remedy) {
  draft_.problem(table_, where(row), std::string(column), std::move(code), std::move(message),
                 std::move(expected), std::move(remedy));
}

bool Rows::text(std::size_t row, std::string_view column, std::string_view value) {
  if (value.find('\0') != std::string_view::npos) {
    problem(row, column, "dataset.nul_byte", "the text " + in_quotes(value) + " holds a NUL byte",
            "plain text", "remove the NUL byte; a file in UTF-16 must be saved as UTF-8");
    return false;
  }
  if (is_utf8(value)) return true;
  problem(row, column, "dataset.not_utf8", "the text " + in_quotes(value) + " isn't UTF-8", "UTF-8",
          "save the file as UTF-8 (in a spreadsheet: CSV UTF-8)");
  return false;
}

bool Rows::required(std::size_t row, std::string_view column, std::string_view value) {
  if (!value.empty()) return text(row, column, value);
  if (is_unread(column)) return false;
  problem(row, column, "dataset.empty_field", "the field is empty", "a value in every row", "fill it in");
  return false;
}

bool Rows::word(std::size_t row, std::string_view column, std::string_view value,
                std::initializer_list<std::string_view> words) {
  if (value.empty() || std::ranges::find(words, value) != words.end()) return true;
  std::string expected = "empty or one of";
  for (const std::string_view word : words)
    expected += (word == *words.begin() ? " " : ", ") + std::string(word);
  const std::string_view meant = closest(value, std::span(words.begin(), words.size()));
  problem(row, column, "dataset.unknown_word", in_quotes(value) + " isn't a word of this column", expected,
          meant.empty() ? "write one of these words" : "did you mean " + std::string(meant) + "?");
  return false;
}

void Rows::report_negative(std::size_t row, std::string_view column, Dong amount) {
  problem(row, column, "dataset.negative_amount",
          "the amount " + std::to_string(amount.value) + " is negative", "0 or more", "correct the amount");
}

void Rows::report_outside_year(std::size_t row, std::string_view column, BudgetMonth month) {
  problem(row, column, "dataset.month_outside_year",
          "month number " + std::to_string(month.number) + " is outside the budget year",
          "1 (January of the year) to 13 (January of the year after)", "correct the month");
}

void Rows::report_unknown(std::size_t row, std::string_view column, std::string_view id, Table table) {
  if (required(row, column, id)) draft_.unknown_id(table_, where(row), column, id, table);
}

}  // namespace giaingan::inline v1
