/// @file
/// One file of a dataset: its header, its records, the fields of each column, every problem with its place.
#pragma once

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/calendar/date.hpp"
#include "giaingan/exact/dong.hpp"
#include "giaingan/exact/ratio.hpp"
#include "giaingan/input/diagnostic.hpp"
#include "giaingan/io/dataset.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <istream>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "io/csv.hpp"
#include "io/rows_digest.hpp"

namespace giaingan::inline v1 {

/// The months that a dataset's rows name: slips in a dataset of the year, or a dataset of another year?
class MonthsSeen {
 public:
  explicit MonthsSeen(int year) : year_(year) {}

  void inside(BudgetMonth month) noexcept { inside_ |= 1U << month.number; }
  /// @param month as `YYYY-MM`
  void outside(std::string_view month, Place place);
  /// What to say if the months are those of another budget year.
  [[nodiscard]] std::optional<Diagnostic> other_year() const;

 private:
  int year_;
  unsigned inside_ = 0;  ///< bit m: month m of the year
  std::string earliest_;
  std::string latest_;
  Place first_;  ///< of the first month outside
};

/// Where the files of a dataset are: in a folder, or in memory by their names.
using DatasetPlace = std::variant<std::filesystem::path, DatasetTexts>;

/// What reading one dataset shares.
struct Reading {
  PortfolioBuilder& builder;
  const DatasetPlace& place;
  int year;
  const Limits& limits;
  MonthsSeen& months;
};

enum class Presence : std::uint8_t { required, may_be_missing };

/// A column that a file has, or may have.
struct ColumnSpec {
  std::string_view name;
  Presence presence = Presence::required;
};

/// A percentage as printed: the number divided by 100, and its digits after the point.
struct Percent {
  Ratio value;
  int decimals = 0;
};

class TableReader;

/// The fields of one record by the number of their column in the file's specification. A getter that finds a
/// problem reports it and returns a neutral value.
class Record {
 public:
  [[nodiscard]] std::int64_t line() const noexcept { return line_; }
  /// Whether no getter has found a problem so far.
  [[nodiscard]] bool good() const noexcept { return good_; }

  /// A text that lives until the rows have been added.
  [[nodiscard]] std::string_view text(std::size_t column) const { return field(column); }
  [[nodiscard]] std::int64_t amount(std::size_t column);
  [[nodiscard]] std::optional<Dong> amount_or_empty(std::size_t column);
  [[nodiscard]] std::optional<int> year_or_empty(std::size_t column);
  [[nodiscard]] Date date(std::size_t column);
  [[nodiscard]] std::optional<Date> date_or_empty(std::size_t column);
  [[nodiscard]] BudgetMonth month(std::size_t column);
  /// A month before the budget year.
  [[nodiscard]] BudgetMonth earlier_month(std::size_t column);
  [[nodiscard]] Ratio decimal(std::size_t column);
  [[nodiscard]] std::optional<Percent> percent_or_empty(std::size_t column);
  /// `actual`, `estimate`, or empty for actual.
  [[nodiscard]] DisbursementKind kind(std::size_t column);

 private:
  friend class TableReader;
  Record(TableReader& table, std::int64_t line, std::span<const std::string_view> fields)
      : table_(table), line_(line), fields_(fields) {}
  [[nodiscard]] inline std::string_view field(std::size_t column) const;
  [[nodiscard]] bool is_empty(std::size_t column, std::string_view field);
  void bad_number(std::size_t column, std::string_view field);
  void problem(std::size_t column, std::string code, std::string message, std::string expected,
               std::string remedy);

  TableReader& table_;
  std::int64_t line_;
  std::span<const std::string_view> fields_;
  bool good_ = true;
};

/// Reads one file once. Texts live until the rows of their part have been added.
class TableReader : private CsvHandler {
 public:
  TableReader(const Reading& reading, std::string file, std::span<const ColumnSpec> columns);

  /// Calls `on_record` for every record that has as many fields as the header, and `add_rows` for those of a
  /// part of the file together and once at its end, so that no more of a large file is held at a time. Notes
  /// in the origin what could not be read. Calls neither if the file doesn't exist or has no header to go by:
  /// then there is no such table.
  void read(Origin& origin, const std::function<void(Record&)>& on_record,
            const std::function<void()>& add_rows);

  /// The file's name, as places give it.
  [[nodiscard]] const std::string& file() const noexcept { return file_; }

 private:
  friend class Record;
  static constexpr std::size_t missing = static_cast<std::size_t>(-1);

  Answer record(std::int64_t line, std::span<const std::string_view> fields) override;
  void fault(std::int64_t line, std::size_t field, CsvFault fault) override;
  [[nodiscard]] std::unique_ptr<std::istream> open();
  [[nodiscard]] std::unique_ptr<std::istream> open_in(const std::filesystem::path& folder);
  [[nodiscard]] bool fits(std::int64_t bytes);
  [[nodiscard]] bool is_text(std::string_view beginning);
  void read_parts(std::istream& stream);
  void report_unreadable();
  void note_digest(RowsDigest& rows);
  void read_header(std::span<const std::string_view> fields);
  [[nodiscard]] bool is_separated_otherwise(std::span<const std::string_view> fields);
  void report_unknown_column(std::string_view name);
  void problem(std::int64_t line, std::string_view column, std::string code, std::string message,
               std::string expected, std::string remedy);

  const Reading& reading_;
  std::string file_;
  std::vector<ColumnSpec> columns_;
  Origin* origin_ = nullptr;
  const std::function<void(Record&)>* on_record_ = nullptr;
  const std::function<void()>* add_rows_ = nullptr;

  enum class Header : std::uint8_t { not_read, good, bad };
  Header header_ = Header::not_read;
  std::vector<std::size_t> field_of_column_;
  std::vector<std::string> column_of_field_;  ///< empty for a column that isn't known
  std::int64_t rows_ = 0;
  std::array<std::string, months_in_budget_year> months_;  ///< as text
  BudgetMonth last_month_;                                 ///< read last
};

std::string_view Record::field(std::size_t column) const {
  const std::size_t place = table_.field_of_column_[column];
  return place == TableReader::missing ? std::string_view() : fields_[place];
}

}  // namespace giaingan::inline v1
