#include "giaingan/simulation/outcome_rows.hpp"

#include "giaingan/exact/int128.hpp"
#include "giaingan/input/diagnostic.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <fstream>
#include <ios>
#include <system_error>
#include <utility>

namespace giaingan::inline v1 {
namespace {

InvalidInput no_rows(const std::filesystem::path& file, std::string message, std::string remedy) {
  return InvalidInput({{.code = "simulation.rows",
                        .place = Place{.file = file.string(), .row = 0, .column = {}, .pointer = {}},
                        .message = std::move(message),
                        .expected = "the rows of a sweep, eight bytes a number",
                        .remedy = std::move(remedy)}});
}

constexpr std::size_t numbers_at_once = 1 << 16;
static_assert(std::endian::native == std::endian::little, "the lowest byte first");

// ---- Quantiles

// Values are told apart by their bits from the highest down, so many at a time.
constexpr int digit_bits = 11;
constexpr std::size_t digit_values = std::size_t{1} << digit_bits;
constexpr int passes = 6;

std::uint64_t key_of(std::int64_t value) {
  return static_cast<std::uint64_t>(value) ^ (std::uint64_t{1} << 63);
}
std::int64_t value_of_key(std::uint64_t key) {
  return static_cast<std::int64_t>(key ^ (std::uint64_t{1} << 63));
}
// The lowest bit of the digit that a pass looks at; the last one looks at fewer bits.
constexpr int shift_of(int pass) {
  return std::max(64 - digit_bits * (pass + 1), 0);
}

// A quantile of one column while it is looked for.
struct Sought {
  std::int64_t rank = 0;     // from 0, among the values that begin like it
  std::uint64_t prefix = 0;  // what is known of it, the rest 0
  std::array<std::int64_t, digit_values> counts{};

  void count(std::uint64_t key, int pass) {
    const int known = pass == 0 ? 64 : shift_of(pass - 1);
    if (known < 64 && (key >> known) != (prefix >> known)) return;
    ++counts[digit(key, pass)];
  }
  void settle(int pass) {
    std::size_t found = 0;
    while (rank >= counts[found]) {
      rank -= counts[found];
      ++found;
    }
    const int shift = shift_of(pass);
    prefix |= static_cast<std::uint64_t>(found) << shift;
    counts = {};
  }

 private:
  static std::size_t digit(std::uint64_t key, int pass) {
    const int shift = shift_of(pass);
    const int above = pass == 0 ? 64 : shift_of(pass - 1);
    const int bits = above - shift;
    return static_cast<std::size_t>((key >> shift) & ((std::uint64_t{1} << bits) - 1));
  }
};

std::int64_t rank_of(Ratio quantile, std::int64_t count) {
  const auto rank = static_cast<std::int64_t>(ceil_divide(Int128{quantile.num} * count, quantile.den));
  return std::max<std::int64_t>(rank, 1) - 1;
}

std::int64_t value_in(std::span<const std::int64_t> row, const OutcomeColumn& column) {
  return column.minus ? row[column.column] - row[*column.minus] : row[column.column];
}

/// The first rows of a file, some at a time.
void visit_rows(const std::filesystem::path& file, std::size_t width, std::int64_t count,
                const std::function<void(std::span<const std::int64_t>)>& with) {
  std::ifstream in(file, std::ios::binary);
  const std::size_t rows_at_once = std::max<std::size_t>(numbers_at_once / width, 1);
  std::vector<std::int64_t> numbers(rows_at_once * width);
  for (std::int64_t left = count; left > 0;) {
    const auto rows = std::min<std::int64_t>(left, static_cast<std::int64_t>(rows_at_once));
    const std::span some(numbers.data(), static_cast<std::size_t>(rows) * width);
    in.read(reinterpret_cast<char*>(some.data()), static_cast<std::streamsize>(some.size_bytes()));
    if (!in) throw no_rows(file, "not all rows could be read", "begin the sweep anew");
    with(some);
    left -= rows;
  }
}

template <class Visit>
void for_each_row(const OutcomeRows& rows, Visit visit) {
  rows.visit([&](std::span<const std::int64_t> some) {
    for (std::size_t first = 0; first < some.size(); first += rows.width())
      visit(some.subspan(first, rows.width()));
  });
}

}  // namespace

std::int64_t RowsInMemory::count() const noexcept {
  return static_cast<std::int64_t>(rows_.size() / width());
}

void RowsInMemory::append(std::span<const std::int64_t> rows) {
  rows_.insert(rows_.end(), rows.begin(), rows.end());
}

void RowsInMemory::visit(const std::function<void(std::span<const std::int64_t>)>& with) const {
  with(rows_);
}

RowsInFile::RowsInFile(std::filesystem::path file, std::size_t width, std::int64_t rows)
    : OutcomeRows(width), file_(std::move(file)), count_(rows) {
  const auto wanted = static_cast<std::uintmax_t>(rows) * width * sizeof(std::int64_t);
  if (rows == 0) {
    const std::ofstream empty(file_, std::ios::binary | std::ios::trunc);
    if (!empty) throw no_rows(file_, "the file can't be written", "give a folder that can be written to");
    return;
  }
  std::error_code problem;
  const auto size = std::filesystem::file_size(file_, problem);
  if (problem || size < wanted)
    throw no_rows(file_, "the file has fewer than " + std::to_string(rows) + " rows",
                  "begin the sweep anew, with another folder for its state");
  std::filesystem::resize_file(file_, wanted, problem);
  if (problem) throw no_rows(file_, "the file can't be written", "give a folder that can be written to");
}

void RowsInFile::append(std::span<const std::int64_t> rows) {
  std::ofstream out(file_, std::ios::binary | std::ios::app);
  out.write(reinterpret_cast<const char*>(rows.data()), static_cast<std::streamsize>(rows.size_bytes()));
  out.flush();
  if (!out) throw no_rows(file_, "not all rows could be written", "make room, and resume the sweep");
  count_ += static_cast<std::int64_t>(rows.size() / width());
}

void RowsInFile::visit(const std::function<void(std::span<const std::int64_t>)>& with) const {
  visit_rows(file_, width(), count_, with);
}

void append_from(const std::filesystem::path& file, std::int64_t count, OutcomeRows& rows) {
  visit_rows(file, rows.width(), count, [&](std::span<const std::int64_t> some) { rows.append(some); });
}

std::vector<OutcomeSummary> summarize(const OutcomeRows& rows, std::span<const OutcomeColumn> columns,
                                      std::span<const Ratio> quantiles) {
  std::vector<OutcomeSummary> summaries(columns.size());
  const std::int64_t count = rows.count();
  if (count == 0) return summaries;
  std::vector<Int128> sums(columns.size());
  bool first = true;
  for_each_row(rows, [&](std::span<const std::int64_t> row) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::int64_t value = value_in(row, columns[i]);
      OutcomeSummary& summary = summaries[i];
      sums[i] += value;
      summary.least = first ? value : std::min(summary.least, value);
      summary.greatest = first ? value : std::max(summary.greatest, value);
    }
    first = false;
  });
  std::vector<std::size_t> varied;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    OutcomeSummary& summary = summaries[i];
    summary.count = count;
    summary.mean = Rational::from_int128(sums[i]) / Rational(count);
    summary.quantiles.assign(quantiles.size(), summary.least);
    if (summary.least != summary.greatest) varied.push_back(i);
  }
  std::vector<Sought> sought(varied.size() * quantiles.size());
  for (std::size_t k = 0; k < sought.size(); ++k)
    sought[k].rank = rank_of(quantiles[k % quantiles.size()], count);
  for (int pass = 0; pass < passes && !sought.empty(); ++pass) {
    for_each_row(rows, [&](std::span<const std::int64_t> row) {
      for (std::size_t v = 0; v < varied.size(); ++v) {
        const std::uint64_t key = key_of(value_in(row, columns[varied[v]]));
        for (std::size_t q = 0; q < quantiles.size(); ++q)
          sought[v * quantiles.size() + q].count(key, pass);
      }
    });
    for (Sought& each : sought)
      each.settle(pass);
  }
  for (std::size_t k = 0; k < sought.size(); ++k)
    summaries[varied[k / quantiles.size()]].quantiles[k % quantiles.size()] = value_of_key(sought[k].prefix);
  return summaries;
}

}  // namespace giaingan::inline v1
