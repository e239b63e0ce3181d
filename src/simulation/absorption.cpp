#include "giaingan/simulation/absorption.hpp"

#include "giaingan/exact/int128.hpp"
#include "giaingan/figures/amounts.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace giaingan::inline v1 {
namespace {

constexpr std::size_t months = months_in_budget_year;

constexpr std::array<std::pair<ClassKey, const char*>, 8> key_names{{{ClassKey::group, "group"},
                                                                     {ClassKey::phase, "phase"},
                                                                     {ClassKey::priority, "priority"},
                                                                     {ClassKey::source, "source"},
                                                                     {ClassKey::programme, "programme"},
                                                                     {ClassKey::carried_over, "carried_over"},
                                                                     {ClassKey::locality, "locality"},
                                                                     {ClassKey::owner, "owner"}}};

std::string name_of(const Facts& facts, Index name) {
  return name == none ? std::string() : facts.names[static_cast<std::size_t>(name)];
}

std::string value_of_key(const Facts& facts, const Allocation& allocation, ClassKey key) {
  static const Project nothing;
  const Project& project =
      allocation.project == none ? nothing : facts.projects[static_cast<std::size_t>(allocation.project)];
  switch (key) {
    case ClassKey::group:
      return project.group;
    case ClassKey::phase:
      return project.phase;
    case ClassKey::priority:
      return project.priority;
    case ClassKey::source:
      return name_of(facts, allocation.source);
    case ClassKey::programme:
      return name_of(facts, allocation.programme);
    case ClassKey::carried_over:
      return allocation.carried_from == 0 ? "current_year" : "carried_over";
    case ClassKey::locality:
      return name_of(facts, allocation.locality);
    case ClassKey::owner:
      break;
  }
  return allocation.owner == none ? std::string()
                                  : facts.units[static_cast<std::size_t>(allocation.owner)].id;
}

// One allocation's year.
struct Observed {
  std::array<std::int64_t, months> plan{};
  std::array<std::int64_t, months> further{};  // disbursed in the month, 0 where the figure falls

  [[nodiscard]] Int128 disbursed() const {
    Int128 sum = 0;
    for (const std::int64_t each : further)
      sum += each;
    return sum;
  }
};

Observed observe(const Facts& facts, Index allocation, std::size_t last) {
  const Basis current;
  Observed seen;
  std::int64_t before = 0;
  for (std::size_t m = 0; m < last; ++m) {
    const BudgetMonth month{static_cast<int>(m) + 1};
    seen.plan[m] = plan_on(facts, allocation, current, month_end(facts.year, month)).value;
    const std::int64_t disbursed = facts.disbursed.at(allocation, month).value;
    seen.further[m] = std::max<std::int64_t>(disbursed - before, 0);
    before = disbursed;
  }
  return seen;
}

std::uint32_t quotient_in(int bits, Int128 num, Int128 den, std::uint32_t most) {
  if (den <= 0) return 0;
  // Of numbers too large to be shifted, the lowest bits decide nothing that is kept.
  while (num >= Int128{1} << (126 - bits)) {
    num >>= 1;
    den >>= 1;
  }
  if (den == 0) return most;
  const Int128 quotient = (num << bits) / den;
  return quotient > most ? most : static_cast<std::uint32_t>(quotient);
}

std::vector<std::uint32_t> spread_of(std::vector<std::uint32_t> factors) {
  if (factors.empty()) return {factor_one};
  std::ranges::sort(factors);
  const std::size_t count = factors.size();
  if (count <= most_factors) return factors;
  std::vector<std::uint32_t> kept;
  kept.reserve(most_factors);
  for (std::size_t k = 1; k <= most_factors; ++k) {
    const std::size_t rank = ((2 * k - 1) * count + 2 * most_factors - 1) / (2 * most_factors);
    kept.push_back(factors[rank - 1]);
  }
  return kept;
}

AbsorptionClass fit_class(std::string id, const std::vector<Observed>& seen, std::size_t last) {
  AbsorptionClass fitted;
  fitted.id = std::move(id);
  std::array<Int128, months> further{};
  std::array<Int128, months> plan{};
  Int128 of_year = 0;
  for (const Observed& each : seen) {
    for (std::size_t m = 0; m < last; ++m) {
      further[m] += each.further[m];
      plan[m] += each.plan[m];
      of_year += each.further[m];
    }
  }
  for (std::size_t m = 0; m < last; ++m)
    fitted.share[m] = quotient_in(share_bits, further[m], plan[m], whole_plan);
  std::vector<std::uint32_t> of_years;
  std::vector<std::uint32_t> of_months;
  of_years.reserve(seen.size());
  of_months.reserve(seen.size() * last);
  for (const Observed& each : seen) {
    Int128 usual = 0;
    for (std::size_t m = 0; m < last; ++m)
      usual += part_of_plan(each.plan[m], fitted.share[m]);
    const Int128 disbursed = each.disbursed();
    if (usual > 0) of_years.push_back(quotient_in(factor_bits, disbursed, usual, greatest_factor));
    if (usual > 0 || disbursed > 0) ++fitted.allocations;
    if (disbursed == 0) continue;
    for (std::size_t m = 0; m < last; ++m) {
      // A month's part of the year in 2^-24 on both sides, so that their quotient fits.
      const auto part = quotient_in(share_bits, each.further[m], disbursed, whole_plan);
      const auto usual_part = quotient_in(share_bits, further[m], of_year, whole_plan);
      if (usual_part > 0) of_months.push_back(quotient_in(factor_bits, part, usual_part, greatest_factor));
    }
  }
  fitted.year_factors = spread_of(std::move(of_years));
  fitted.month_factors = spread_of(std::move(of_months));
  return fitted;
}

std::uint32_t times(std::uint32_t share, std::uint32_t factor) {
  const std::uint64_t product = (std::uint64_t{share} * factor) >> factor_bits;
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(product, whole_plan));
}

std::optional<std::uint32_t> rounded(Ratio value, int bits, std::uint32_t most) {
  if (value.num < 0) return std::nullopt;
  const Int128 steps = floor_divide((Int128{value.num} << (bits + 1)) + value.den, Int128{2} * value.den);
  return steps > most ? std::nullopt : std::optional(static_cast<std::uint32_t>(steps));
}

}  // namespace

const char* class_key_text(ClassKey key) noexcept {
  return std::ranges::find(key_names, key, &std::pair<ClassKey, const char*>::first)->second;
}

std::optional<ClassKey> parse_class_key(std::string_view text) noexcept {
  const auto found = std::ranges::find(key_names, text, &std::pair<ClassKey, const char*>::second);
  return found == key_names.end() ? std::nullopt : std::optional(found->first);
}

const AbsorptionClass& AbsorptionModel::of(std::string_view id) const noexcept {
  const auto found = std::ranges::lower_bound(classes, id, {}, &AbsorptionClass::id);
  return found != classes.end() && found->id == id ? *found : others;
}

std::string class_of(const Facts& facts, Index allocation, const std::vector<ClassKey>& keys) {
  std::string id;
  for (const ClassKey& key : keys) {
    if (&key != keys.data()) id += '/';
    id += value_of_key(facts, facts.allocations[static_cast<std::size_t>(allocation)], key);
  }
  return id;
}

AbsorptionModel fit_absorption(const Portfolio& portfolio, std::vector<ClassKey> class_by, BudgetMonth last) {
  const Facts& facts = *portfolio;
  const auto until = static_cast<std::size_t>(last.number);
  std::map<std::string, std::vector<Observed>> by_class;
  std::vector<Observed> all;
  all.reserve(facts.allocations.size());
  for (std::size_t i = 0; i < facts.allocations.size(); ++i) {
    all.push_back(observe(facts, static_cast<Index>(i), until));
    by_class[class_of(facts, static_cast<Index>(i), class_by)].push_back(all.back());
  }
  AbsorptionModel model;
  model.others = fit_class("", all, until);
  model.classes.reserve(by_class.size());
  for (const auto& [id, seen] : by_class)
    model.classes.push_back(fit_class(id, seen, until));
  model.class_by = std::move(class_by);
  return model;
}

std::uint32_t drawn_share(const AbsorptionClass& of, BudgetMonth month, const YearDraw& draw) noexcept {
  const auto m = static_cast<std::size_t>(month.number);
  return times(times(of.share[m - 1], picked_factor(of.month_factors, draw[m])),
               picked_factor(of.year_factors, draw[0]));
}

std::uint32_t picked_factor(const std::vector<std::uint32_t>& factors, std::uint8_t byte) noexcept {
  return factors[(std::size_t{byte} * factors.size()) >> 8];
}

std::int64_t part_of_plan(std::int64_t plan, std::uint32_t share) noexcept {
  return static_cast<std::int64_t>((Int128{plan} * share) >> share_bits);
}

std::int64_t disbursed_after(std::int64_t before, std::int64_t plan, std::uint32_t share) noexcept {
  if (plan <= before) return before;
  return before + std::min(part_of_plan(plan, share), plan - before);
}

std::optional<std::uint32_t> share_of(Ratio value) noexcept {
  return rounded(value, share_bits, whole_plan);
}

std::optional<std::uint32_t> factor_of(Ratio value) noexcept {
  return rounded(value, factor_bits, greatest_factor);
}

}  // namespace giaingan::inline v1
