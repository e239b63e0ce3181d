#include "simulation/spending_columns.hpp"

#include "giaingan/exact/int128.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "simulation/spend_month.hpp"
#include "simulation/year_in_progress.hpp"

namespace giaingan::inline v1 {
namespace {

constexpr std::size_t bytes = 256;

// The share of a month with every byte that may be drawn for it; the year's factor is 1.
void add_shares(const AbsorptionClass& of, BudgetMonth month, std::vector<std::uint32_t>& shares) {
  AbsorptionClass of_month = of;
  of_month.year_factors = {factor_one};
  for (std::size_t byte = 0; byte < bytes; ++byte) {
    YearDraw draw{};
    draw[static_cast<std::size_t>(month.number)] = static_cast<std::uint8_t>(byte);
    shares.push_back(drawn_share(of_month, month, draw));
  }
}

void add_year_factors(const AbsorptionClass& of, std::vector<std::uint32_t>& factors) {
  for (std::size_t byte = 0; byte < bytes; ++byte)
    factors.push_back(picked_factor(of.year_factors, static_cast<std::uint8_t>(byte)));
}

}  // namespace

SpendingSetup::SpendingSetup(const YearSimulation& simulation, std::vector<std::uint32_t> order,
                             SimdLevel level)
    : simulation_(&simulation), order_(std::move(order)), level_(level) {
  const Scenario& scenario = simulation.scenario();
  for (BudgetMonth month{1}; month <= scenario.last; ++month.number) {
    const auto plans = plans_at(*simulation.base(), month);
    std::vector<std::int64_t> ordered;
    ordered.reserve(order_.size());
    for (const std::uint32_t allocation : order_) {
      ordered.push_back(plans[allocation]);
      narrow_ = narrow_ && plans[allocation] < narrow_plan;
    }
    if (plan_.empty() || ordered != plan_.back()) plan_.push_back(std::move(ordered));
    plan_of_month_.push_back(plan_.size() - 1);
  }
  const auto* model = std::get_if<AbsorptionModel>(&scenario.behaviour);
  if (model == nullptr) return;
  streams_.reserve(order_.size());
  first_share_.reserve(order_.size());
  for (const std::uint32_t allocation : order_) {
    streams_.push_back(simulation.streams()[allocation]);
    first_share_.push_back(static_cast<std::uint32_t>(simulation.classes()[allocation] * bytes));
  }
  for (BudgetMonth month{1}; month <= scenario.last; ++month.number) {
    auto& shares = shares_.emplace_back();
    shares.reserve((model->classes.size() + 1) * bytes);
    for (const AbsorptionClass& of : model->classes)
      add_shares(of, month, shares);
    add_shares(model->others, month, shares);
  }
  year_factors_.reserve((model->classes.size() + 1) * bytes);
  for (const AbsorptionClass& of : model->classes)
    add_year_factors(of, year_factors_);
  add_year_factors(model->others, year_factors_);
}

SpendingColumns::SpendingColumns(const SpendingSetup& setup)
    : setup_(&setup),
      year_factor_(setup.streams_.size()),
      nothing_(setup.order_.size()),
      total_(setup.months()) {
  for (auto& words : words_)
    words.resize(setup.streams_.size());
  // Two columns in turn, and one of its own for each month that is kept.
  columns_.assign(2, std::vector<std::int64_t>(setup.order_.size()));
  std::vector<std::size_t> column_of;
  for (std::size_t month = 0; month < setup.months(); ++month) {
    const bool kept = (setup.kept_ & (1U << month)) != 0;
    if (kept) columns_.emplace_back(setup.order_.size());
    column_of.push_back(kept ? columns_.size() - 1 : month % 2);
  }
  for (const std::size_t column : column_of)
    spent_.emplace_back(columns_[column]);
}

void SpendingColumns::begin(std::uint64_t draw) {
  const SpendingSetup& setup = *setup_;
  source_ = {setup.simulation_->scenario().seed, draw};
  if (setup.streams_.empty()) return;
  draw_years(source_, setup.streams_, {{words_[0], words_[1], words_[2], words_[3]}}, setup.level_);
  for (std::size_t i = 0; i < year_factor_.size(); ++i)
    year_factor_[i] = setup.year_factors_[setup.first_share_[i] + (words_[0][i] & 0xffU)];
}

bool SpendingColumns::spend(std::size_t month) {
  const Scenario& scenario = setup_->simulation_->scenario();
  if (const auto* host = std::get_if<HostBehaviour>(&scenario.behaviour))
    return ask(month, *host, spent_[month]);
  absorb(month, spent_[month]);
  return true;
}

void SpendingColumns::absorb(std::size_t month, std::span<std::int64_t> after) {
  const SpendingSetup& setup = *setup_;
  if (setup.order_.empty()) return;
  const std::size_t byte = month + 1;
  total_[month] = spend_month({.words = words_[byte / 4].data(),
                               .shift = static_cast<unsigned>(8 * (byte % 4)),
                               .shares = setup.shares_[month].data(),
                               .first_share = setup.first_share_.data(),
                               .year_factor = year_factor_.data(),
                               .plan = setup.plan_[setup.plan_of_month_[month]].data(),
                               .before = month == 0 ? nothing_.data() : spent_[month - 1].data(),
                               .after = after.data(),
                               .count = setup.order_.size()},
                              setup.narrow_, setup.level_);
}

bool SpendingColumns::ask(std::size_t month, const HostBehaviour& host, std::span<std::int64_t> after) {
  // The host's columns are in the order of the portfolio's allocations, and so is the setup.
  const std::span<const std::int64_t> before =
      month == 0 ? std::span<const std::int64_t>(nothing_) : spent_[month - 1];
  std::ranges::copy(before, after.begin());
  host({{static_cast<int>(month) + 1}, source_, setup_->plan_[setup_->plan_of_month_[month]], before}, after);
  Int128 sum = 0;
  for (const std::int64_t each : after) {
    if (each < 0) return false;
    sum += each;
  }
  if (sum > std::numeric_limits<std::int64_t>::max()) return false;
  total_[month] = static_cast<std::int64_t>(sum);
  return true;
}

}  // namespace giaingan::inline v1
