#include "portfolio/findings.hpp"

#include <algorithm>
#include <tuple>

#include "input/problems.hpp"

namespace giaingan::inline v1 {
namespace {

constexpr std::array<std::string_view, table_count> names = {
    "units",    "allocations", "projects", "plan_changes", "disbursements", "schedule", "commitments",
    "requests", "references",  "ledgers",  "events",       "revenues",      "metrics",  "earlier_runs"};

std::size_t table_of_file(std::string_view file) noexcept {
  if (file.ends_with(".csv")) file.remove_suffix(4);
  return static_cast<std::size_t>(std::ranges::find(names, file) - names.begin());
}

}  // namespace

std::string_view table_name(Table table) noexcept {
  return names[static_cast<std::size_t>(table)];
}

void Findings::add(Table table, Diagnostic diagnostic) {
  keep({index(table), std::move(diagnostic)});
}

void Findings::add_from_reader(Diagnostic diagnostic) {
  const std::size_t table = table_of_file(diagnostic.place.file);
  ++reader_count_[table];
  keep({table, std::move(diagnostic)});
}

void Findings::keep(Found found) {
  ++count_[found.table];
  const Place& place = found.diagnostic.place;
  if (found.table == index(Table::allocations) && place.row > 0) rows_.emplace(place.file, place.row);
  kept_.push_back(std::move(found));
  const auto most = static_cast<std::size_t>(std::max(limits_.max_diagnostics, 0));
  if (kept_.size() > 2 * most + 1000) sort_and_cut();
}

void Findings::sort_and_cut() {
  const auto place = [](const Found& found) {
    const Place& at = found.diagnostic.place;
    return std::tie(found.table, at.file, at.row);
  };
  std::ranges::stable_sort(kept_, [&](const Found& a, const Found& b) { return place(a) < place(b); });
  const auto most = static_cast<std::size_t>(std::max(limits_.max_diagnostics, 0));
  if (kept_.size() <= most) return;
  left_out_ += static_cast<std::int64_t>(kept_.size() - most);
  kept_.erase(kept_.begin() + static_cast<std::ptrdiff_t>(most), kept_.end());
}

void Findings::throw_if_any() {
  sort_and_cut();
  Problems problems(limits_);
  for (Found& found : kept_)
    problems.add(std::move(found.diagnostic));
  problems.leave_out(left_out_);
  problems.throw_if_any();
}

}  // namespace giaingan::inline v1
