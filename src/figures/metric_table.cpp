#include "giaingan/figures/metric_table.hpp"

#include <algorithm>
#include <utility>

namespace giaingan::inline v1 {
namespace {

std::vector<std::string> sorted_once(std::vector<std::string> names) {
  std::ranges::sort(names);
  const auto repeated = std::ranges::unique(names);
  names.erase(repeated.begin(), repeated.end());
  return names;
}

std::optional<std::size_t> position(const std::vector<std::string>& sorted, std::string_view name) {
  const auto found = std::ranges::lower_bound(sorted, name);
  if (found == sorted.end() || *found != name) return std::nullopt;
  return static_cast<std::size_t>(found - sorted.begin());
}

}  // namespace

MetricTable::MetricTable(std::vector<std::string> units, std::vector<std::string> metrics)
    : units_(sorted_once(std::move(units))),
      metrics_(sorted_once(std::move(metrics))),
      values_(units_.size() * metrics_.size()) {}

std::optional<std::size_t> MetricTable::place(std::size_t unit, std::string_view metric) const {
  const auto column = position(metrics_, metric);
  return column ? std::optional(unit * metrics_.size() + *column) : std::nullopt;
}

std::optional<std::size_t> MetricTable::place(std::string_view unit, std::string_view metric) const {
  const auto row = position(units_, unit);
  return row ? place(*row, metric) : std::nullopt;
}

std::optional<Rational> MetricTable::at(std::size_t unit, std::string_view metric) const {
  const auto where = place(unit, metric);
  return where ? values_[*where] : std::nullopt;
}

bool MetricTable::set(std::string_view unit, std::string_view metric, std::optional<Rational> value) {
  const auto where = place(unit, metric);
  if (!where) return false;
  values_[*where] = std::move(value);
  amounts_.erase(*where);
  return true;
}

std::optional<Amounts> MetricTable::amounts_at(std::size_t unit, std::string_view metric) const {
  const auto where = place(unit, metric);
  const auto found = where ? amounts_.find(*where) : amounts_.end();
  return found != amounts_.end() ? std::optional(found->second) : std::nullopt;
}

bool MetricTable::set_ratio(std::string_view unit, std::string_view metric, const Amounts& amounts) {
  const auto ratio = amounts.ratio();
  if (!set(unit, metric, ratio ? std::optional(Rational(*ratio)) : std::nullopt)) return false;
  if (ratio) amounts_.emplace(*place(unit, metric), amounts);
  return true;
}

}  // namespace giaingan::inline v1
