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

std::optional<Rational> MetricTable::at(std::size_t unit, std::string_view metric) const {
  const auto column = position(metrics_, metric);
  if (!column) return std::nullopt;
  return values_[unit * metrics_.size() + *column];
}

bool MetricTable::set(std::string_view unit, std::string_view metric, std::optional<Rational> value) {
  const auto row = position(units_, unit);
  const auto column = position(metrics_, metric);
  if (!row || !column) return false;
  values_[*row * metrics_.size() + *column] = std::move(value);
  return true;
}

}  // namespace giaingan::inline v1
