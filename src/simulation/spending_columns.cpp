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
    auto& ordered = plan_.emplace_back();
    ordered.reserve(order_.size());
    for (const std::uint32_t allocation : order_) {
      ordered.push_back(plans[allocation]);
      narrow_ = narrow_ && plans[allocation] < narrow_plan;
    }
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
      spent_(setup.months(), std::vector<std::int64_t>(setup.order_.size())),
      total_(setup.months()) {
  for (auto& words : words_)
    words.resize(setup.streams_.size());
}

bool SpendingColumns::spend(std::uint64_t draw) {
  const Scenario& scenario = setup_->simulation_->scenario();
  const DrawSource source{scenario.seed, draw};
  if (const auto* host = std::get_if<HostBehaviour>(&scenario.behaviour)) return ask(source, *host);
  absorb(source);
  return true;
}

void SpendingColumns::absorb(DrawSource source) {
  const SpendingSetup& setup = *setup_;
  draw_years(source, setup.streams_, {{words_[0], words_[1], words_[2], words_[3]}}, setup.level_);
  for (std::size_t i = 0; i < year_factor_.size(); ++i)
    year_factor_[i] = setup.year_factors_[setup.first_share_[i] + (words_[0][i] & 0xffU)];
  const std::int64_t* before = nothing_.data();
  for (std::size_t m = 0; m < setup.months(); ++m) {
    const std::size_t byte = m + 1;
    total_[m] = spend_month({.words = words_[byte / 4].data(),
                             .shift = static_cast<unsigned>(8 * (byte % 4)),
                             .shares = setup.shares_[m].data(),
                             .first_share = setup.first_share_.data(),
                             .year_factor = year_factor_.data(),
                             .plan = setup.plan_[m].data(),
                             .before = before,
                             .after = spent_[m].data(),
                             .count = setup.order_.size()},
                            setup.narrow_, setup.level_);
    before = spent_[m].data();
  }
}

bool SpendingColumns::ask(DrawSource source, const HostBehaviour& host) {
  // The host's columns are in the order of the portfolio's allocations, and so is the setup.
  std::span<const std::int64_t> before = nothing_;
  for (std::size_t m = 0; m < setup_->months(); ++m) {
    std::ranges::copy(before, spent_[m].begin());
    host({{static_cast<int>(m) + 1}, source, setup_->plan_[m], before}, spent_[m]);
    Int128 sum = 0;
    for (const std::int64_t each : spent_[m]) {
      if (each < 0) return false;
      sum += each;
    }
    if (sum > std::numeric_limits<std::int64_t>::max()) return false;
    total_[m] = static_cast<std::int64_t>(sum);
    before = spent_[m];
  }
  return true;
}

}  // namespace giaingan::inline v1
