// The fields of a record.
#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "input/text.hpp"
#include "io/table_reader.hpp"

namespace giaingan::inline v1 {
namespace {

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

/// The digits of a number whose thousands are set apart, such as 1.234.567 or "1 234 567"; empty if the text
/// is no such number.
std::string without_separators(std::string_view text) {
  std::string digits = text.starts_with('-') ? "-" : "";
  text.remove_prefix(digits.size());
  const std::size_t first = text.find_first_not_of("0123456789");
  if (first == 0 || first > 3 || first == std::string_view::npos) return {};
  const char separator = text[first];
  if (separator != '.' && separator != ',' && separator != ' ' && separator != '_') return {};
  digits += text.substr(0, first);
  for (text.remove_prefix(first); !text.empty(); text.remove_prefix(4)) {
    const bool is_group =
        text.size() >= 4 && text[0] == separator && std::ranges::all_of(text.substr(1, 3), is_digit);
    if (!is_group) return {};
    digits += text.substr(1, 3);
  }
  return digits;
}

/// How to mend what isn't a whole amount.
std::string amount_remedy(std::string_view text) {
  const std::string digits = without_separators(text);
  if (!digits.empty()) return "write " + digits + ", without separators";
  return "write whole đồng in digits alone, as 1234567: no separators, decimals, signs or units";
}

bool is_decimal(std::string_view text) noexcept {
  return text.find_first_of("/%") == std::string_view::npos;
}

}  // namespace

void Record::problem(std::size_t column, std::string code, std::string message, std::string expected,
                     std::string remedy) {
  good_ = false;
  table_.problem(line_, table_.columns_[column].name, std::move(code), std::move(message),
                 std::move(expected), std::move(remedy));
}

bool Record::is_empty(std::size_t column, std::string_view field) {
  if (!field.empty()) return false;
  if (table_.field_of_column_[column] == TableReader::missing) return true;  // reported with the header
  problem(column, "dataset.empty_field", "the field is empty", "a value in every row", "fill it in");
  return true;
}

std::int64_t Record::amount(std::size_t column) {
  const std::string_view text = field(column);
  if (is_empty(column, text)) return 0;
  if (const ParsedDong parsed = parse_dong(text); parsed.amount) return parsed.amount->value;
  static_cast<void>(amount_or_empty(column));  // reports what is wrong
  return 0;
}

std::optional<Dong> Record::amount_or_empty(std::size_t column) {
  const std::string_view text = field(column);
  if (text.empty()) return std::nullopt;
  const ParsedDong parsed = parse_dong(text);
  if (parsed.amount) return parsed.amount;
  if (parsed.error == DongError::beyond_int64) {
    problem(column, "dataset.amount_beyond_int64", "the amount " + in_quotes(text) + " is beyond int64",
            "at most " + std::to_string(std::numeric_limits<std::int64_t>::max()) + " đồng either way",
            "look for digits too many, or a wrong unit of money");
  } else {
    problem(column, "dataset.not_an_integer", in_quotes(text) + " isn't a whole number of đồng",
            "decimal digits with an optional leading minus", amount_remedy(text));
  }
  return std::nullopt;
}

std::optional<int> Record::year_or_empty(std::size_t column) {
  const std::string_view text = field(column);
  if (text.empty()) return std::nullopt;
  const std::int64_t year = parse_dong(text).amount.value_or(Dong{0}).value;
  if (text.size() == 4 && year >= 1) return static_cast<int>(year);
  problem(column, "dataset.bad_year", in_quotes(text) + " isn't a year",
          "a year of four digits, or an empty field", "write it as 2023");
  return std::nullopt;
}

Date Record::date(std::size_t column) {
  if (is_empty(column, field(column))) return {};
  return date_or_empty(column).value_or(Date());
}

std::optional<Date> Record::date_or_empty(std::size_t column) {
  const std::string_view text = field(column);
  if (text.empty()) return std::nullopt;
  const auto date = Date::parse(text);
  if (!date) {
    problem(column, "dataset.bad_date", in_quotes(text) + " isn't a day of the calendar",
            "a date as YYYY-MM-DD", "write it as 2024-06-20");
  }
  return date;
}

BudgetMonth Record::month(std::size_t column) {
  const std::string_view text = field(column);
  // Most rows are of the month after that of the row before, or of the same.
  BudgetMonth& last = table_.last_month_;
  for (const BudgetMonth guess : {BudgetMonth{last.number % months_in_budget_year + 1}, last}) {
    if (table_.months_[static_cast<std::size_t>(guess.number - 1)] == text) {
      table_.reading_.months.inside(guess);
      return last = guess;
    }
  }
  if (is_empty(column, text)) return {};
  const int year = table_.reading_.year;
  if (const auto month = parse_budget_month(year, text)) {
    table_.reading_.months.inside(*month);
    return last = *month;
  }
  const std::string range = month_text(year, {1}) + " to " + month_text(year, {months_in_budget_year});
  const bool is_month = text.size() == 7 && Date::parse(std::string(text) + "-01").has_value();
  if (is_month) {
    table_.reading_.months.outside(text,
                                   {table_.file_, line_, std::string(table_.columns_[column].name), {}});
  }
  problem(column, is_month ? "dataset.month_outside_year" : "dataset.bad_month",
          in_quotes(text) + (is_month ? " is outside the budget year" : " isn't a month"),
          "a month as YYYY-MM from " + range,
          is_month ? "correct the month, or load the year that it belongs to"
                   : "write it as " + month_text(year, {6}));
  return {};
}

BudgetMonth Record::earlier_month(std::size_t column) {
  const std::string_view text = field(column);
  if (is_empty(column, text)) return {0};
  const int year = table_.reading_.year;
  if (const auto month = parse_earlier_month(year, text)) return *month;
  const bool is_month = text.size() == 7 && Date::parse(std::string(text) + "-01").has_value();
  problem(column, is_month ? "dataset.month_not_earlier" : "dataset.bad_month",
          in_quotes(text) + (is_month ? " isn't before the budget year" : " isn't a month"),
          "a month as YYYY-MM up to " + month_text(year, {0}),
          is_month ? "delete the row: the months of this year are judged by its own figures"
                   : "write it as " + month_text(year, {0}));
  return {0};
}

void Record::bad_number(std::size_t column, std::string_view field) {
  problem(column, "dataset.bad_number", in_quotes(field) + " isn't an exact decimal",
          "digits with an optional minus and decimal point",
          "write it as 57.9: a point, no separators, no % sign");
}

Ratio Record::decimal(std::size_t column) {
  const std::string_view text = field(column);
  if (is_empty(column, text)) return {};
  const auto value = is_decimal(text) ? parse_ratio(text) : std::nullopt;
  if (!value) bad_number(column, text);
  return value.value_or(Ratio());
}

std::optional<Percent> Record::percent_or_empty(std::size_t column) {
  const std::string_view text = field(column);
  if (text.empty()) return std::nullopt;
  const auto value = is_decimal(text) ? parse_ratio(std::string(text) + "%") : std::nullopt;
  if (!value) {
    bad_number(column, text);
    return std::nullopt;
  }
  const std::size_t point = text.find('.');
  return Percent{*value, point == std::string_view::npos ? 0 : static_cast<int>(text.size() - point - 1)};
}

DisbursementKind Record::kind(std::size_t column) {
  const std::string_view text = field(column);
  if (text.empty() || text == "actual") return DisbursementKind::actual;
  if (text == "estimate") return DisbursementKind::estimate;
  constexpr std::array<std::string_view, 2> words = {"actual", "estimate"};
  const std::string_view meant = closest(text, words);
  problem(column, "dataset.unknown_word", in_quotes(text) + " isn't a kind", "actual (or empty), or estimate",
          meant.empty() ? "write one of these words" : "did you mean " + std::string(meant) + "?");
  return DisbursementKind::actual;
}

}  // namespace giaingan::inline v1
