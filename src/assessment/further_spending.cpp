#include "assessment/further_spending.hpp"

#include "giaingan/figures/amounts.hpp"
#include "giaingan/figures/threshold.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <utility>

namespace giaingan::inline v1 {
namespace {

std::size_t at(Index index) {
  return static_cast<std::size_t>(index);
}

/// What an allocation's own plan still holds at each month-end from one to another, at the least.
std::int64_t room_of(const Facts& facts, Index allocation, BudgetMonth from, BudgetMonth to) {
  std::int64_t room = std::numeric_limits<std::int64_t>::max();
  for (BudgetMonth month = from; month <= to; ++month.number) {
    const Dong plan = plan_on(facts, allocation, Basis{}, month_end(facts.year, month));
    const Dong disbursed = disbursed_at(facts, allocation, Estimates::counted, month);
    room = std::min(room, std::max<std::int64_t>(plan.value - disbursed.value, 0));
  }
  return room;
}

/// In how many figures the allocation counts.
std::ptrdiff_t figures_of(const std::vector<Index>& row) {
  return std::ranges::count_if(row, [](Index figure) { return figure != 0; });
}

}  // namespace

// ---- Spending

Spending::Spending(const Portfolio& portfolio, const CountedIn& counted, BudgetMonth month, BudgetMonth last)
    : portfolio_(portfolio), month_(month), limit_(room_to_disburse(portfolio).value) {
  std::map<std::pair<std::ptrdiff_t, std::vector<Index>>, std::vector<Part>> alike;
  for (std::size_t i = 0; i < counted.size(); ++i) {
    const std::ptrdiff_t figures = figures_of(counted[i]);
    if (figures == 0) continue;
    const auto allocation = static_cast<Index>(i);
    const std::int64_t room = std::min(room_of(*portfolio, allocation, month, last), limit_ - room_);
    room_ += room;
    alike[{-figures, counted[i]}].push_back({allocation, room});
  }
  for (auto& [key, parts] : alike)
    groups_.push_back(std::move(parts));
  // Groups that count in equally many figures: the one with the first allocation first.
  std::ranges::stable_sort(groups_, [&](const auto& left, const auto& right) {
    const auto key = [&](const std::vector<Part>& group) {
      const Index first = group.front().allocation;
      return std::pair(-figures_of(counted[at(first)]), first);
    };
    return key(left) < key(right);
  });
}

std::vector<AmountStretch> Spending::stretches() const {
  std::vector<AmountStretch> stretches;
  std::int64_t spent = 0;
  for (const auto& group : groups_) {
    std::int64_t up_to = spent;
    for (const Part& part : group)
      up_to += part.room;
    if (up_to > spent) stretches.push_back({spent, up_to});
    spent = up_to;
  }
  if (!groups_.empty() && spent < limit_) stretches.push_back({spent, limit_});
  return stretches;
}

std::vector<FurtherDisbursed> Spending::parts_of(Dong amount) const {
  std::vector<FurtherDisbursed> parts;
  std::int64_t left = amount.value;
  for (const auto& group : groups_) {
    for (const Part& part : group) {
      const std::int64_t taken = std::min(left, part.room);
      if (taken > 0) parts.push_back({part.allocation, month_, Dong{taken}});
      left -= taken;
    }
  }
  if (left == 0) return parts;
  const Index first = groups_.front().front().allocation;
  if (parts.empty() || parts.front().allocation != first)
    parts.insert(parts.begin(), {first, month_, Dong{0}});
  parts.front().amount.value += left;
  return parts;
}

std::vector<SpentOn> Spending::on(Dong amount) const {
  std::vector<SpentOn> spent;
  for (const FurtherDisbursed& part : parts_of(amount))
    spent.push_back({portfolio_->allocations[at(part.allocation)].id, part.amount});
  return spent;
}

Portfolio Spending::after(Dong amount) const {
  return amount.value == 0 ? portfolio_ : with_further_disbursed(portfolio_, parts_of(amount));
}

// ---- Turning points

void TurningPoints::add(std::int64_t amount) {
  if (amount > stretch_.after && amount <= stretch_.up_to) amounts_.push_back(amount);
}

void TurningPoints::add_crossing(const Line& line, const Rational& value) {
  if (line.slope.sign() == 0) return;
  const Rational exact = (value - line.start) / line.slope + Rational(stretch_.after);
  if (const auto reached = exact.ceil().to_int64()) add(*reached);
  if (const auto passed = (exact.floor() + Rational(1)).to_int64()) add(*passed);
}

void TurningPoints::add_comparison(const Line& left, const Line& right) {
  add_crossing({left.start - right.start, left.slope - right.slope}, Rational(0));
}

bool TurningPoints::add_roundings(const Line& line, std::int64_t from, std::int64_t to, Ratio step) {
  constexpr std::int64_t most = 20'000;
  if (line.slope.sign() == 0) return true;
  Rational first = rounded_steps(line.at(stretch_, from), step);
  Rational last = rounded_steps(line.at(stretch_, to), step);
  if (last < first) std::swap(first, last);
  const bool all = last - first <= Rational(most);
  if (!all) last = first + Rational(most);
  for (Rational k = first; k <= last; k = k + Rational(1))
    add_crossing(line, (k + Rational(Ratio{1, 2})) * Rational(step));
  return all;
}

// Rounded half up, left is below right for certain where it is a step or more below it exactly, and isn't for
// certain where it isn't exactly: in between the two sides' own roundings decide.
bool TurningPoints::add_rounded_comparison(const Line& left, const Line& right, Ratio step) {
  const Line lead{left.start - right.start, left.slope - right.slope};
  std::int64_t from = stretch_.after;
  std::int64_t to = stretch_.up_to;
  if (lead.slope.sign() != 0) {
    Rational enters = (-Rational(step) - lead.start) / lead.slope + Rational(stretch_.after);
    Rational leaves = -lead.start / lead.slope + Rational(stretch_.after);
    if (leaves < enters) std::swap(enters, leaves);
    enters = std::max(enters.floor(), Rational(from));
    leaves = std::min(leaves.ceil(), Rational(to));
    if (enters > leaves) return true;
    from = *enters.to_int64();
    to = *leaves.to_int64();
  } else if (lead.start.sign() >= 0 || lead.start <= -Rational(step)) {
    return true;
  }
  add(from);
  add(to);
  const bool left_named = add_roundings(left, from, to, step);
  return add_roundings(right, from, to, step) && left_named;
}

std::vector<std::int64_t> TurningPoints::sorted() && {
  std::ranges::sort(amounts_);
  const auto repeated = std::ranges::unique(amounts_);
  amounts_.erase(repeated.begin(), repeated.end());
  return std::move(amounts_);
}

}  // namespace giaingan::inline v1
