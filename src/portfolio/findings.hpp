/// @file
/// The problems of one portfolio, in the order of their places, whatever order they were found in.
#pragma once

#include "giaingan/input/diagnostic.hpp"
#include "giaingan/input/limits.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace giaingan::inline v1 {

/// The tables of a dataset, in the order in which problems list them.
enum class Table : std::uint8_t {
  units,
  allocations,
  projects,
  plan_changes,
  disbursements,
  schedule,
  commitments,
  requests,
  references,
  ledgers,
  events,
  revenues,
  metrics,
  earlier_runs
};
inline constexpr std::size_t table_count = 14;

/// The table's name, as `plan_changes`.
[[nodiscard]] std::string_view table_name(Table table) noexcept;

/// Collects problems and keeps the first ones by place, so that a load with millions of them stays small.
class Findings {
 public:
  explicit Findings(const Limits& limits) : limits_(limits) {}

  void add(Table table, Diagnostic diagnostic);
  /// A problem that a reader found; the name of its file, with or without `.csv`, says which table it is.
  void add_from_reader(Diagnostic diagnostic);

  [[nodiscard]] bool any_in(Table table) const noexcept { return count_[index(table)] > 0; }
  [[nodiscard]] bool reader_found_any_in(Table table) const noexcept {
    return reader_count_[index(table)] > 0;
  }
  [[nodiscard]] bool any_in_row(const std::string& file, std::int64_t row) const {
    return !rows_.empty() && rows_.contains({file, row});
  }
  /// Throws InvalidInput if there is any problem.
  void throw_if_any();

 private:
  struct Found {
    std::size_t table;  ///< table_count for a file that belongs to no table
    Diagnostic diagnostic;
  };
  static std::size_t index(Table table) noexcept { return static_cast<std::size_t>(table); }
  void keep(Found found);
  void sort_and_cut();

  Limits limits_;
  std::vector<Found> kept_;
  std::int64_t left_out_ = 0;
  std::array<std::int64_t, table_count + 1> count_{};
  std::array<std::int64_t, table_count + 1> reader_count_{};
  std::set<std::pair<std::string, std::int64_t>> rows_;  ///< rows of allocations with a problem
};

}  // namespace giaingan::inline v1
