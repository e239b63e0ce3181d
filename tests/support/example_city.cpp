#include "support/example_city.hpp"

#include "giaingan/calendar/date.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

#include "support/example_city_build.hpp"
#include "support/example_city_owners.hpp"

namespace giaingan::example {
namespace {

constexpr std::uint64_t seed = 20240202;  // the day of the province's Directive 04/CT-UBND

std::string padded(std::size_t number) {
  const std::string digits = std::to_string(number);
  return std::string(digits.size() < 3 ? 3 - digits.size() : 0, '0') + digits;
}

std::string_view draw_source(const Owner& owner, Draws& draws) {
  int total = 0;
  for (const SourceShare& share : owner.sources)
    total += share.weight;
  std::int64_t left = draws.below(total);
  for (const SourceShare& share : owner.sources) {
    if (left < share.weight) return share.source;
    left -= share.weight;
  }
  return owner.sources.front().source;
}

std::string draw_phase(Draws& draws) {
  const std::int64_t draw = draws.below(100);
  return draw < 52 ? "transitional" : draw < 81 ? "new_start" : draw < 95 ? "completed" : "preparation";
}

/// Plans are given in triệu, a few to the hundred thousand đồng.
std::int64_t draw_plan(std::int64_t mean_millions, Draws& draws) {
  const std::int64_t even = draws.below(100);
  const std::int64_t longest_tail = draws.below(150) + 1;
  const std::int64_t percent = 25 + even + draws.below(longest_tail);
  return mean_millions * percent / 100 * million + (draws.one_in(4) ? draws.below(10) * 100'000 : 0);
}

const Unit& draw_locality(const Owner& owner, Draws& draws) {
  std::vector<const Unit*> localities;
  for (const Unit& unit : departments_and_localities()) {
    if (unit.kind == "locality" && (owner.locality.empty() || unit.id == owner.locality))
      localities.push_back(&unit);
  }
  return *localities[static_cast<std::size_t>(draws.below(static_cast<std::int64_t>(localities.size())))];
}

void set_history(Project& project, Draws& draws) {
  const auto date = [&](int of_year, int first, int last) {
    const auto month = static_cast<int>(draws.between(first, last));
    return day(of_year, month, static_cast<int>(draws.between(1, 28)));
  };
  if (project.phase == "preparation") {
    project.first_funded_year = 0;
    return;
  }
  if (project.phase == "new_start") {
    project.approved_on = date(year - 1, 9, 12);
    // the letter wants work begun by the end of the second quarter; some do not manage
    if (!draws.one_in(12)) project.started_on = draws.one_in(8) ? date(year, 7, 9) : date(year, 2, 6);
    return;
  }
  project.first_funded_year = static_cast<int>(
      draws.one_in(6) ? year - 3
                      : draws.between(year - 2, project.phase == "completed" ? year - 2 : year - 1));
  project.approved_on = date(project.first_funded_year - 1, 7, 12);
  project.started_on = date(project.first_funded_year, 2, 8);
  if (project.phase != "completed") return;
  project.completed_on = date(year - 1, 3, 12);
  if (draws.one_in(4)) return;
  project.settlement_submitted_on = date(year, 1, 5);
  if (!draws.one_in(3)) project.settled_on = date(year, 6, 11);
}

Allocation& add_allocation(City& city, std::string_view source, std::int64_t plan) {
  Allocation allocation;
  allocation.id = "kv-" + padded(city.allocations.size() + 1);
  allocation.project = city.projects.size() - 1;
  allocation.source = source;
  allocation.programme = programme_of(source);
  allocation.plan = plan;
  allocation.reported.fill(true);
  city.allocations.push_back(std::move(allocation));
  return city.allocations.back();
}

void add_project(City& city, const Owner& owner, int number, std::size_t number_in_sector, Draws& draws) {
  const bool large = owner.id == "bqlda" && number < 5;
  const bool for_a_cap =
      (owner.id == "bqlda" && number >= 10 && number < 14) || (owner.id == "ubnd-tam-thanh" && number < 2);
  Project project;
  project.id = "da-" + padded(city.projects.size() + 1);
  project.owner = owner.id;
  const Unit& locality = draw_locality(owner, draws);
  project.locality = locality.id;
  std::string place = locality.name;
  place.front() = place.front() == 'P' ? 'p' : 'x';  // Phường, Xã within a name
  project.name = project_name(owner.sector, number_in_sector, place);
  project.group = large ? "B" : "C";
  project.phase = large || for_a_cap     ? "transitional"
                  : owner.mean_plan == 0 ? "preparation"
                                         : draw_phase(draws);
  project.staged = for_a_cap || is_staged(owner.id);
  project.priority = static_cast<int>(project.phase == "completed" ? 1 : draws.between(2, 5));
  set_history(project, draws);
  city.projects.push_back(project);

  std::int64_t plan = large ? draws.between(18'000, 38'000) * million : draw_plan(owner.mean_plan, draws);
  if (project.phase == "preparation") plan = owner.mean_plan == 0 ? 0 : draws.between(60, 280) * million;
  if (project.phase == "completed") plan = plan * 2 / 5 / 100'000 * 100'000;
  if (for_a_cap) {
    const bool land = number == 13 || (owner.id == "ubnd-tam-thanh" && number == 1);
    add_allocation(city, land ? "thu-sdd" : "nstp-can-doi", std::max(plan, 1'500 * million));
    return;
  }
  const std::string_view first = draw_source(owner, draws);
  const std::string_view second = draw_source(owner, draws);
  if (second != first && plan > 1'000 * million && draws.one_in(2)) {
    const std::int64_t part = plan * draws.between(20, 45) / 100 / million * million;
    add_allocation(city, first, plan - part);
    add_allocation(city, second, part);
  } else {
    add_allocation(city, first, plan);
  }
  if (project.phase == "transitional" && !is_staged(owner.id) && draws.one_in(3)) {
    // what was left of 2023, to the đồng
    const std::int64_t left = plan * draws.between(10, 45) / 100;
    Allocation& carried = add_allocation(city, first, left + draws.below(999'983));
    carried.carried_from = year - 1;
  }
}

}  // namespace

std::int64_t Draws::below(std::int64_t bound) {
  const auto count = static_cast<std::uint64_t>(bound);
  const std::uint64_t limit = UINT64_MAX - UINT64_MAX % count;  // beyond it the remainders would be uneven
  std::uint64_t draw = engine_();
  while (draw >= limit)
    draw = engine_();
  return static_cast<std::int64_t>(draw % count);
}

std::string day(int of_year, int month, int of_month) {
  const auto date = Date::from(of_year, static_cast<unsigned>(month), static_cast<unsigned>(of_month));
  if (!date) throw std::logic_error("no such day");
  return date->text();
}

std::string month_name(int month) {
  return day(year + month / 12, month % 12 + 1, 1).substr(0, 7);
}

std::int64_t Allocation::plan_at(int month) const {
  std::int64_t sum = plan;
  for (const PlanChange& change : changes) {
    if (change.month <= month + 1) sum += change.change;
  }
  return sum;
}

bool is_staged(std::string_view owner) {
  static constexpr std::array<std::string_view, 8> staged = {
      "th-chi-lang", "mn-hoa-sen", "ubnd-dong-kinh", "ubnd-hoang-van-thu",
      "tt-dvnn",     "cdt-vhtt",   "thanh-tra",      "ubnd-quang-lac"};
  return std::find(staged.begin(), staged.end(), owner) != staged.end();
}

Chosen owned_by(const City& city, std::string owner) {
  return [&city, owner = std::move(owner)](const Allocation& allocation) {
    return city.projects[allocation.project].owner == owner;
  };
}

std::int64_t plan_sum(const City& city, const Chosen& chosen, int month) {
  std::int64_t sum = 0;
  for (const Allocation& allocation : city.allocations)
    sum += chosen(allocation) ? allocation.plan_at(month) : 0;
  return sum;
}

std::int64_t disbursed_sum(const City& city, const Chosen& chosen, int month) {
  std::int64_t sum = 0;
  for (const Allocation& allocation : city.allocations) {
    if (chosen(allocation)) sum += allocation.disbursed[static_cast<std::size_t>(month)];
  }
  return sum;
}

Allocation& allocation_named(City& city, std::string_view id) {
  for (Allocation& allocation : city.allocations) {
    if (allocation.id == id) return allocation;
  }
  throw std::logic_error("no allocation " + std::string{id});
}

std::int64_t most_disbursed(const Allocation& allocation, int month) {
  std::int64_t most = allocation.plan_at(month);
  for (int later = month; later < months; ++later)
    most = std::min(most, allocation.plan_at(later));
  return most;
}

void add_projects(City& city, Draws& draws) {
  std::map<Sector, std::size_t> built;
  for (const Owner& owner : owners()) {
    city.units.push_back(
        {std::string{owner.id}, std::string{owner.name}, "owner", std::string{owner.parent}});
    for (int number = 0; number < owner.projects; ++number)
      add_project(city, owner, number, built[owner.sector]++, draws);
  }
}

void add_plan_changes(City& city, Draws& draws) {
  // months in which no round of reallocation is reported, so that a round meets the plan of its as-of month
  static constexpr std::array<int, 6> free_months = {3, 4, 7, 8, 10, 12};
  for (Allocation& allocation : city.allocations) {
    if (city.projects[allocation.project].staged || allocation.plan == 0) continue;
    const std::int64_t draw = draws.below(24);
    if (draw > 2) continue;
    PlanChange change;
    change.month = free_months[static_cast<std::size_t>(draws.below(draw == 0 ? 3 : 6))];
    const auto of_month = static_cast<int>(draws.between(3, 27));
    change.date = day(year, change.month, of_month);
    // numbers of decisions rise through the year
    change.decision =
        std::to_string(std::int64_t{change.month * 31 + of_month} * 9 + draws.below(9)) + "/QĐ-UBND";
    if (draw == 0 && allocation.carried_from == 0) {  // given in the course of the year
      change.change = std::exchange(allocation.plan, 0);
    } else if (draw == 1) {
      change.change = allocation.plan * draws.between(8, 30) / 100 / million * million;
    } else {
      change.change = -(allocation.plan * draws.between(5, 20) / 100 / million * million);
    }
    if (change.change != 0) allocation.changes.push_back(std::move(change));
  }
}

void add_disbursements(City& city, Draws& draws) {
  for (Allocation& allocation : city.allocations) {
    const Project& project = city.projects[allocation.project];
    const Owner& owner = *std::find_if(owners().begin(), owners().end(),
                                       [&](const Owner& one) { return one.id == project.owner; });
    const Pace pace = project.phase == "completed" || allocation.carried_from != 0 ? Pace::early : owner.pace;
    std::int64_t final_share =
        std::clamp<std::int64_t>(owner.final_per_myriad + draws.between(-500, 500), 0, 10'000);
    const bool staged = project.staged;
    if (!staged && owner.final_per_myriad > 9'000 && draws.one_in(5)) final_share = 10'000;
    if (!staged && project.group == "C" && draws.one_in(16))
      final_share = final_share * draws.between(35, 70) / 100;
    const int first_month =
        !staged && project.phase == "new_start" ? static_cast<int>(draws.between(1, 4)) : 0;
    const std::int64_t ahead = draws.between(-35, 45);  // percent of the way to a neighbouring month
    std::int64_t paid = 0;
    for (int month = 0; month < months; ++month) {
      const auto at = static_cast<std::size_t>(month);
      const auto& curve = per_mille(pace);
      const std::size_t other = ahead < 0 ? (at == 0 ? 0 : at - 1) : (at + 1 == months ? at : at + 1);
      const std::int64_t share =
          std::int64_t{curve[at]} * 100 + (curve[other] - curve[at]) * (ahead < 0 ? -ahead : ahead);
      std::int64_t target = allocation.plan_at(month) * share / 100'000 * final_share / 10'000;
      const bool paid_up = month + 1 == months && final_share == 10'000;
      if (!paid_up && target > 0) target -= draws.below(std::min<std::int64_t>(target, 2 * million));
      if (paid_up) target = allocation.plan_at(month);
      if (!paid_up && draws.one_in(3)) target = target / 1'000 * 1'000;
      if (month >= first_month) paid = std::max(paid, std::min(target, most_disbursed(allocation, month)));
      allocation.disbursed[at] = paid;
    }
  }
}

City make_example_city() {
  City city;
  Draws draws{seed};
  city.units = departments_and_localities();
  add_projects(city, draws);
  add_plan_changes(city, draws);
  add_disbursements(city, draws);
  place_disbursement_cases(city);
  add_commitments(city, draws);
  add_requests(city, draws);
  place_cap_cases(city, draws);
  add_medium_term_requests(city);
  add_references(city);
  add_ledgers(city, draws);
  add_events(city, draws);
  add_revenues_and_metrics(city, draws);
  return city;
}

}  // namespace giaingan::example
