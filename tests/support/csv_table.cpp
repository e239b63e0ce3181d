#include "support/csv_table.hpp"

#include <csv.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace giaingan::testing {
namespace {

using Records = std::vector<std::vector<std::string>>;

struct Reading {
  Records records;
  std::vector<std::string> record;
};

void end_field(void* text, std::size_t size, void* reading) {
  static_cast<Reading*>(reading)->record.emplace_back(static_cast<const char*>(text), size);
}

void end_record(int, void* reading) {
  auto& state = *static_cast<Reading*>(reading);
  state.records.push_back(std::move(state.record));
  state.record.clear();
}

}  // namespace

std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream{path, std::ios::binary};
  if (!stream) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>{stream}, {}};
}

std::vector<CsvRow> read_csv(const std::filesystem::path& path) {
  const std::string text = read_file(path);
  Reading reading;
  csv_parser parser;
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::bad_alloc{};
  const bool read =
      csv_parse(&parser, text.data(), text.size(), end_field, end_record, &reading) == text.size() &&
      csv_fini(&parser, end_field, end_record, &reading) == 0;
  csv_free(&parser);
  if (!read || reading.records.empty()) throw std::runtime_error("not a CSV file: " + path.string());

  const std::vector<std::string>& header = reading.records.front();
  std::vector<CsvRow> rows;
  for (std::size_t index = 1; index < reading.records.size(); ++index) {
    const std::vector<std::string>& record = reading.records[index];
    if (record.size() != header.size()) {
      throw std::runtime_error(path.string() + ", record " + std::to_string(index + 1) + ": " +
                               std::to_string(record.size()) + " fields for " +
                               std::to_string(header.size()));
    }
    CsvRow row;
    for (std::size_t column = 0; column < header.size(); ++column)
      row[header[column]] = record[column];
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace giaingan::testing
