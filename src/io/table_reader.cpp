#include "io/table_reader.hpp"

#include "giaingan/input/watch.hpp"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

#include "input/text.hpp"

namespace giaingan::inline v1 {
namespace {

/// What is read at once, and a step of the work.
constexpr std::size_t part_bytes = std::size_t{1} << 18;

}  // namespace

TableReader::TableReader(const Reading& reading, std::string file, std::span<const ColumnSpec> columns)
    : reading_(reading),
      file_(std::move(file)),
      columns_(columns.begin(), columns.end()),
      field_of_column_(columns_.size(), missing) {
  for (int number = 1; number <= months_in_budget_year; ++number)
    months_[static_cast<std::size_t>(number - 1)] = month_text(reading_.year, {number});
}

void TableReader::problem(std::int64_t line, std::string_view column, std::string code, std::string message,
                          std::string expected, std::string remedy) {
  reading_.builder.add_problem(
      {.code = std::move(code),
       .place = Place{.file = file_, .row = line, .column = std::string(column), .pointer = {}},
       .message = std::move(message),
       .expected = std::move(expected),
       .remedy = std::move(remedy)});
}

void TableReader::read(Origin& origin, const std::function<void(Record&)>& on_record,
                       const std::function<void()>& add_rows) {
  const std::unique_ptr<std::istream> stream = open();
  if (!stream) return;
  origin_ = &origin;
  on_record_ = &on_record;
  add_rows_ = &add_rows;
  read_parts(*stream);
  if (header_ == Header::not_read) {
    problem(0, "", "dataset.empty_file", "the file has no header row", "a header row with the columns' names",
            "write the header, or delete the file");
  }
}

void TableReader::read_parts(std::istream& stream) {
  std::vector<char> buffer(part_bytes);
  CsvReader csv(*this);
  RowsDigest rows;
  std::size_t held = 0;  // bytes of a line whose end hasn't been read yet
  for (bool first = true; stream && !csv.stopped(); first = false) {
    stream.read(buffer.data() + held, static_cast<std::streamsize>(buffer.size() - held));
    std::string_view bytes(buffer.data(), held + static_cast<std::size_t>(stream.gcount()));
    if (first && !is_text(bytes)) return;
    const std::string_view part = bytes;
    if (first && bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
    const bool at_end = !stream;
    if (at_end) {
      csv.finish(bytes);
      rows.add(part);
    } else {
      bytes.remove_prefix(csv.feed(bytes));
      rows.add(part.substr(0, part.size() - bytes.size()));
    }
    if (header_ == Header::good) (*add_rows_)();  // now, because their texts stand in the buffer
    take_steps();
    if (at_end) break;
    held = bytes.size();
    std::memmove(buffer.data(), bytes.data(), held);
    if (held == buffer.size()) buffer.resize(2 * buffer.size());
  }
  if (stream.bad()) {
    report_unreadable();
  } else if (!csv.stopped()) {
    note_digest(rows);
  }
}

// Rows that don't stand in order are put in order in a second reading, of the whole file, since most files do
// and needn't be held for that.
void TableReader::note_digest(RowsDigest& rows) {
  const bool in_order = rows.in_order();
  const Digest digest = rows.take();
  if (in_order) {
    reading_.builder.add_source({file_, digest});
    return;
  }
  const std::unique_ptr<std::istream> again = open();
  if (!again) return;
  again->seekg(0, std::ios::end);
  std::string whole(*again ? static_cast<std::size_t>(again->tellg()) : 0, '\0');
  again->seekg(0);
  again->read(whole.data(), static_cast<std::streamsize>(whole.size()));
  take_steps(static_cast<std::int64_t>(whole.size() / part_bytes) + 1);
  RowsDigest as_read;
  as_read.add(whole);
  if (!*again || as_read.take() != digest) {
    problem(0, "", "dataset.changed_meanwhile", "the file was changed while it was read",
            "a file that stays as it is", "read the dataset again once nobody writes to it");
    return;
  }
  reading_.builder.add_source({file_, digest_in_order(whole)});
}

bool TableReader::is_text(std::string_view beginning) {
  if (!beginning.starts_with("\xff\xfe") && !beginning.starts_with("\xfe\xff")) return true;
  problem(0, "", "dataset.not_utf8", "the file is in UTF-16", "UTF-8",
          "save the file as UTF-8 (in a spreadsheet: CSV UTF-8)");
  header_ = Header::bad;
  return false;
}

void TableReader::report_unreadable() {
  problem(0, "", "dataset.unreadable_file", "the file can't be read", "a file that may be read",
          "look at its kind and its permissions");
}

bool TableReader::fits(std::int64_t bytes) {
  if (bytes <= reading_.limits.max_file_bytes) return true;
  problem(0, "", "dataset.file_too_large", "the file has " + std::to_string(bytes) + " bytes",
          "at most " + std::to_string(reading_.limits.max_file_bytes),
          "split the data, or raise max_file_bytes");
  return false;
}

std::unique_ptr<std::istream> TableReader::open_in(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / file_;
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error == std::errc::no_such_file_or_directory) return nullptr;
  if (!error && !fits(static_cast<std::int64_t>(size))) return nullptr;
  if (!error) expect_steps(static_cast<std::int64_t>(size / part_bytes) + 1);
  auto stream = std::make_unique<std::ifstream>();
  if (!error) stream->open(path, std::ios::binary);
  if (!error && *stream) return stream;
  report_unreadable();
  return nullptr;
}

std::unique_ptr<std::istream> TableReader::open() {
  if (const auto* folder = std::get_if<std::filesystem::path>(&reading_.place)) return open_in(*folder);
  const auto& texts = std::get<DatasetTexts>(reading_.place);
  const auto text = texts.find(file_);
  if (text == texts.end() || !fits(static_cast<std::int64_t>(text->second.size()))) return nullptr;
  return std::make_unique<std::istringstream>(text->second);
}

// --- The header
// ---------------------------------------------------------------------------------------------

bool TableReader::is_separated_otherwise(std::span<const std::string_view> fields) {
  const std::size_t separator = fields[0].find_first_of(";\t");
  if (fields.size() > 1 || separator == std::string_view::npos) return false;
  problem(
      1, "", "dataset.wrong_separator",
      std::string("the columns are separated by ") + (fields[0][separator] == ';' ? "semicolons" : "tabs"),
      "commas", "save the file with commas between the columns");
  return true;
}

void TableReader::report_unknown_column(std::string_view name) {
  std::vector<std::string_view> names;
  names.reserve(columns_.size());
  for (const ColumnSpec& column : columns_)
    names.push_back(column.name);
  const std::string_view meant = closest(name, names);
  std::string expected = "the columns";
  for (const std::string_view known : names)
    expected += (known == names[0] ? " " : ", ") + std::string(known);
  problem(
      1, name, "dataset.unknown_column", "there is no column " + in_quotes(name) + " in this file", expected,
      meant.empty() ? "delete the column, or correct its name" : "did you mean " + std::string(meant) + "?");
}

// What is wrong with one column doesn't keep the others from being read.
void TableReader::read_header(std::span<const std::string_view> fields) {
  header_ = is_separated_otherwise(fields) ? Header::bad : Header::good;
  if (header_ == Header::bad) return;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto known = std::ranges::find(columns_, fields[i], &ColumnSpec::name);
    if (known == columns_.end()) {
      report_unknown_column(fields[i]);
      column_of_field_.emplace_back();
      continue;
    }
    auto& field = field_of_column_[static_cast<std::size_t>(known - columns_.begin())];
    if (field != missing) {
      problem(1, fields[i], "dataset.duplicate_column", "the column stands twice", "every column once",
              "delete one of the two");
    }
    field = i;
    column_of_field_.emplace_back(known->name);
  }
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (field_of_column_[i] != missing || columns_[i].presence == Presence::may_be_missing) continue;
    problem(1, columns_[i].name, "dataset.missing_column", "the column is missing",
            "this column in the header", "add the column; leave its fields empty where nothing is known");
    origin_->unread.emplace_back(columns_[i].name);
  }
}

// --- The records
// --------------------------------------------------------------------------------------------

CsvHandler::Answer TableReader::record(std::int64_t line, std::span<const std::string_view> fields) {
  const bool is_header = header_ == Header::not_read;
  if (is_header) read_header(fields);
  if (header_ == Header::bad) return Answer::stop;
  if (is_header) return Answer::go_on;
  if (++rows_ > reading_.limits.max_rows) {
    problem(line, "", "dataset.too_many_rows",
            "the file has more than " + std::to_string(reading_.limits.max_rows) + " rows",
            "at most that many", "split the data, or raise max_rows");
    origin_->rows_left_out = true;
    return Answer::stop;
  }
  if (fields.size() != column_of_field_.size()) {
    problem(line, "", "dataset.wrong_field_count",
            "the row has " + std::to_string(fields.size()) + " field(s)",
            std::to_string(column_of_field_.size()) + " as in the header",
            "add or delete commas; put a field that holds a comma into quotation marks");
    origin_->rows_left_out = true;
    return Answer::go_on;
  }
  Record record(*this, line, fields);
  (*on_record_)(record);
  return Answer::go_on;
}

void TableReader::fault(std::int64_t line, std::size_t field, CsvFault fault) {
  origin_->rows_left_out = true;
  const std::string_view column =
      field < column_of_field_.size() ? column_of_field_[field] : std::string_view();
  switch (fault) {
    case CsvFault::misplaced_quote:
      problem(line, column, "dataset.misplaced_quote", "a quotation mark stands where none may",
              "quotation marks around a whole field",
              "put the whole field into quotation marks and double those inside");
      break;
    case CsvFault::unterminated_quote:
      problem(line, column, "dataset.unterminated_quote", "the file ends within a quoted field",
              "a quotation mark at the field's end", "close the quotation mark that opens in this row");
      break;
    case CsvFault::bare_return:
      problem(line, "", "dataset.bare_return", "a carriage return stands alone",
              "lines that end with LF or CRLF", "save the file with ordinary line ends");
      break;
  }
  if (header_ == Header::not_read) header_ = Header::bad;
}

}  // namespace giaingan::inline v1
