// Commitments, requests, and the caps that requests run into.
#include "giaingan/exact/ratio.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <stdexcept>
#include <string>

#include "support/example_city_build.hpp"
#include "support/example_city_owners.hpp"

namespace giaingan::example {
namespace {

/// A round as the generator assumes it: the letter gives no required ratios.
struct Round {
  std::string_view id;
  int month;              ///< index of the as-of month
  std::int64_t required;  ///< per myriad
  std::int64_t demand;    ///< percent of what can be released in a pool
  std::int64_t least;     ///< triệu đồng asked for in a pool, whatever can be released
  std::int64_t largest;   ///< percent of its own plan that one allocation asks for at most
};
constexpr std::array<Round, 3> rounds = {
    {{"2024-06", 4, 3'000, 35, 0, 20}, {"2024-09", 7, 5'500, 45, 0, 24}, {"2024-11", 9, 7'000, 60, 400, 30}}};

bool is_short(const City& city, const std::string& owner, const Round& round) {
  const Chosen own = owned_by(city, owner);
  return disbursed_sum(city, own, round.month) * 10'000 < plan_sum(city, own, round.month) * round.required;
}

std::int64_t release_of(std::int64_t plan, std::int64_t disbursed, std::int64_t committed,
                        const Round& round) {
  const std::int64_t wanted = plan - disbursed * 10'000 / round.required;
  return std::max<std::int64_t>(0, std::min(wanted, plan - std::max(disbursed, committed)));
}

std::string pool_of(const Allocation& allocation) {
  return allocation.source + '/' + allocation.programme + (allocation.carried_from != 0 ? "/2023" : "/");
}

/// What owners short of the ratio can release, by pool; an owner as a whole gives no more than it is short.
std::map<std::string, std::int64_t> supplies(const City& city, const Round& round) {
  std::map<std::string, std::int64_t> supply;
  for (const Owner& owner : owners()) {
    const std::string id{owner.id};
    if (!is_short(city, id, round)) continue;
    const Chosen own = owned_by(city, id);
    std::map<std::string, std::int64_t> released;
    std::int64_t total = 0;
    for (const Allocation& allocation : city.allocations) {
      if (!own(allocation)) continue;
      const auto at = static_cast<std::size_t>(round.month);
      const std::int64_t release = release_of(allocation.plan_at(round.month), allocation.disbursed[at],
                                              allocation.committed[at], round);
      released[pool_of(allocation)] += release;
      total += release;
    }
    const std::int64_t limit =
        release_of(plan_sum(city, own, round.month), disbursed_sum(city, own, round.month), 0, round);
    for (const auto& [pool, amount] : released) {
      supply[pool] +=
          total <= limit ? amount : static_cast<std::int64_t>(floor_divide(Int128{amount} * limit, total));
    }
  }
  return supply;
}

bool can_ask(const City& city, const Allocation& allocation, const Round& round) {
  const Project& project = city.projects[allocation.project];
  const auto at = static_cast<std::size_t>(round.month);
  return !project.staged && project.owner != "ubnd-tam-thanh" && project.phase != "preparation" &&
         project.settled_on.empty() && !allocation.overspent && allocation.plan_at(round.month) > 0 &&
         !is_short(city, project.owner, round) &&
         allocation.disbursed[at] * 10'000 >= allocation.plan_at(round.month) * round.required;
}

/// What each owner has asked for so far. Payments are recorded, and don't follow the rounds: an owner asks
/// for no more than leaves it at the required ratio of every later round.
using Asked = std::map<std::string, std::int64_t>;

std::int64_t may_still_ask(const City& city, const std::string& owner, const Round& round,
                           const Asked& asked) {
  std::int64_t most = INT64_MAX;
  const Chosen own = owned_by(city, owner);
  const auto before = asked.find(owner);
  for (const Round& later : rounds) {
    if (later.month <= round.month) continue;
    const std::int64_t plan_at_ratio = disbursed_sum(city, own, later.month) * 10'000 / later.required;
    const std::int64_t room = (plan_at_ratio - plan_sum(city, own, later.month)) / 10 * 9;
    most = std::min(most, room - (before == asked.end() ? 0 : before->second));
  }
  return most;
}

void request_of_phase(City& city, const std::string& pool, std::string_view phase, const Round& round,
                      std::int64_t demand, Asked& asked, Draws& draws) {
  std::vector<const Allocation*> candidates;
  for (const Allocation& allocation : city.allocations) {
    if (pool_of(allocation) == pool && city.projects[allocation.project].phase == phase &&
        can_ask(city, allocation, round))
      candidates.push_back(&allocation);
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [&](const Allocation* left, const Allocation* right) {
                     return left->plan_at(round.month) > right->plan_at(round.month);
                   });
  for (const Allocation* allocation : candidates) {
    const std::string& owner = city.projects[allocation->project].owner;
    const std::int64_t at_most =
        allocation->plan_at(round.month) * draws.between(round.largest / 2, round.largest) / 100;
    const std::int64_t need =
        std::min({demand, at_most, may_still_ask(city, owner, round, asked)}) / million * million;
    if (need < 50 * million) continue;
    // what can be absorbed is more than what is asked for, or a little less
    const std::int64_t other = need * draws.between(100, 140) / 100 / 100'000 * 100'000;
    if (draws.one_in(3)) {
      city.requests.push_back({allocation->id, std::string{round.id}, other, need});
    } else {
      city.requests.push_back({allocation->id, std::string{round.id}, need, other});
    }
    demand -= need;
    asked[owner] += need;
  }
}

/// Every kind of project asks for its part, so that each tier has something to divide.
void request_in_pool(City& city, const std::string& pool, const Round& round, std::int64_t demand,
                     Asked& asked, Draws& draws) {
  request_of_phase(city, pool, "completed", round, demand / 10, asked, draws);
  request_of_phase(city, pool, "transitional", round, demand * 6 / 10, asked, draws);
  request_of_phase(city, pool, "new_start", round, demand * 3 / 10, asked, draws);
}

std::int64_t highest_plans(const City& city, std::size_t project, bool carried_too) {
  std::int64_t sum = 0;
  for (const Allocation& allocation : city.allocations) {
    if (allocation.project != project || (allocation.carried_from != 0 && !carried_too)) continue;
    std::int64_t highest = 0;
    for (int month = 0; month < months; ++month)
      highest = std::max(highest, allocation.plan_at(month));
    sum += highest;
  }
  return sum;
}

/// Total investment and medium-term plan, with room for all that is asked for.
void set_investments(City& city, Draws& draws) {
  std::vector<std::int64_t> asked(city.projects.size(), 0);
  for (const Request& request : city.requests) {
    asked[allocation_named(city, request.allocation).project] += request.requested;
  }
  for (std::size_t index = 0; index < city.projects.size(); ++index) {
    Project& project = city.projects[index];
    const std::int64_t plans = highest_plans(city, index, true);
    const std::int64_t plans_of_year = highest_plans(city, index, false);
    if (project.phase == "transitional")
      project.funded_before = plans * draws.between(40, 190) / 100 / 1'000 * 1'000;
    if (project.phase == "completed")
      project.funded_before = plans * draws.between(250, 700) / 100 / 1'000 * 1'000;
    const std::int64_t later =
        project.phase == "completed" ? draws.between(5, 300) * million : plans * draws.between(10, 160) / 100;
    project.total_investment =
        (project.funded_before + plans + asked[index] + later) / million * million + million;
    // plan of 2021-2025 used in 2021 … 2023; what was funded before 2021 lies outside it
    project.medium_term_used = project.funded_before * draws.between(60, 100) / 100 / million * million;
    project.medium_term_plan = project.medium_term_used +
                               (plans_of_year + asked[index] + later * 2 / 3) / million * million + million;
    if (project.phase == "preparation") {
      if (project.owner != "thanh-tra" && draws.one_in(2))
        project.medium_term_plan = project.medium_term_used = 0;
      project.total_investment = 0;
      project.approved_on.clear();
    }
  }
}

const Allocation& first_asking(const City& city, const Chosen& chosen) {
  const auto found = std::find_if(city.allocations.begin(), city.allocations.end(), chosen);
  if (found == city.allocations.end()) throw std::logic_error("no allocation to ask in vain");
  return *found;
}

/// Requests that a round lists and refuses, each for another reason.
void place_requests_in_vain(City& city) {
  const auto project_of = [&](const Allocation& one) -> const Project& { return city.projects[one.project]; };
  const auto in_vain = [&](const Round& round, std::string id, const Allocation& allocation,
                           std::string vietnamese, std::string english) {
    city.requests.push_back({allocation.id, std::string{round.id}, 150 * million, 150 * million});
    city.cases.push_back({std::move(id),
                          {project_of(allocation).owner},
                          {allocation.id},
                          {std::string{round.id}},
                          std::move(vietnamese),
                          std::move(english)});
  };
  const auto of_a_fast_owner = [&](const Allocation& one, const Round& round) {
    return one.plan > 0 && one.carried_from == 0 && !project_of(one).staged &&
           !is_short(city, project_of(one).owner, round);
  };
  in_vain(rounds[0], "asks_while_short", first_asking(city, owned_by(city, "cong-an")),
          "Đề nghị bổ sung trong khi chủ đầu tư chưa đạt tỷ lệ yêu cầu: không xem xét.",
          "Asks for more while its owner is short of the required ratio: not considered.");
  in_vain(rounds[0], "asks_outside_medium_term",
          first_asking(city,
                       [&](const Allocation& one) {
                         return of_a_fast_owner(one, rounds[0]) && project_of(one).medium_term_plan == 0;
                       }),
          "Dự án chưa có trong kế hoạch trung hạn: không xem xét.",
          "A project outside the medium-term plan: not considered.");
  in_vain(rounds[1], "asks_past_funding_limit",
          first_asking(city,
                       [&](const Allocation& one) {
                         const Project& project = project_of(one);
                         return of_a_fast_owner(one, rounds[1]) && project.group == "C" &&
                                project.first_funded_year == year - 3 && project.completed_on.empty() &&
                                std::none_of(
                                    city.requests.begin(), city.requests.end(),
                                    [&](const Request& request) { return request.allocation == one.id; });
                       }),
          "Dự án nhóm C bố trí vốn năm thứ tư, quá thời gian quy định: không xem xét.",
          "A group C project in its fourth year of capital, past its time limit: not considered.");
  in_vain(rounds[1], "asks_after_a_cut", first_asking(city, owned_by(city, "bql-cho")),
          "Dự án đã bị cắt ở đợt 1, nay đề nghị bổ sung: không xem xét.",
          "A project cut in the first round asks for more: not considered.");
  in_vain(rounds[2], "asks_when_settled",
          first_asking(city,
                       [&](const Allocation& one) {
                         const std::string& settled = project_of(one).settled_on;
                         return of_a_fast_owner(one, rounds[2]) && !settled.empty() &&
                                settled < day(year, 11, 1);
                       }),
          "Dự án đã quyết toán: không xem xét.", "A settled project: not considered.");
}

}  // namespace

void add_commitments(City& city, Draws& draws) {
  static constexpr std::array<int, months> usual = {10, 22, 38, 46, 55, 62, 68, 75, 84, 92, 95, 98, 100};
  static constexpr std::array<int, months> slow = {2, 5, 11, 16, 21, 26, 31, 37, 44, 51, 58, 64, 68};
  for (Allocation& allocation : city.allocations) {
    const Project& project = city.projects[allocation.project];
    const Owner& owner = *std::find_if(owners().begin(), owners().end(),
                                       [&](const Owner& one) { return one.id == project.owner; });
    const auto& shares = owner.pace == Pace::late || owner.pace == Pace::stalled ? slow : usual;
    const std::int64_t tilt = draws.between(-4, 4);
    std::int64_t committed = 0;
    for (int month = 0; month < months; ++month) {
      const auto at = static_cast<std::size_t>(month);
      const std::int64_t share = std::clamp<std::int64_t>(shares[at] + tilt, 0, 100);
      const std::int64_t contracts = std::min(allocation.plan_at(month) * share / 100 / 1'000 * 1'000,
                                              most_disbursed(allocation, month));
      committed = std::max({committed, contracts, allocation.disbursed[at]});
      allocation.committed[at] = committed;
    }
  }
}

void add_requests(City& city, Draws& draws) {
  Asked asked;
  for (const Round& round : rounds) {
    std::map<std::string, std::int64_t> supply = supplies(city, round);
    if (round.least > 0) {
      for (const Allocation& allocation : city.allocations) {
        if (allocation.carried_from == 0) supply.try_emplace(pool_of(allocation), 0);
      }
    }
    for (const auto& [pool, amount] : supply) {
      request_in_pool(city, pool, round, std::max(amount / 100 * round.demand, round.least * million), asked,
                      draws);
    }
  }
}

void place_cap_cases(City& city, Draws& draws) {
  std::vector<const Allocation*> board, ward;
  for (const Allocation& allocation : city.allocations) {
    const Project& project = city.projects[allocation.project];
    if (project.staged && project.owner == "bqlda") board.push_back(&allocation);
    if (project.staged && project.owner == "ubnd-tam-thanh") ward.push_back(&allocation);
  }
  const std::string round{rounds.front().id};
  const auto ask = [&](const Allocation& allocation, std::int64_t requested, std::int64_t absorbable) {
    city.requests.push_back({allocation.id, round, requested, absorbable});
  };
  ask(*board.at(0), 1'500 * million, 1'400 * million);
  ask(*board.at(1), 1'200 * million, 1'100 * million);
  ask(*board.at(2), 900 * million, 413'250'000);
  ask(*board.at(3), 260'500'000, 900 * million);
  ask(*ward.at(0), 600 * million, 640 * million);
  ask(*ward.at(1), 500 * million, 520 * million);

  set_investments(city, draws);
  Project& by_investment = city.projects[board[0]->project];
  by_investment.total_investment = by_investment.funded_before + board[0]->plan + 320'450'000;
  Project& by_medium_term = city.projects[board[1]->project];
  by_medium_term.medium_term_plan = by_medium_term.medium_term_used + board[1]->plan + 215'000'000;

  place_requests_in_vain(city);

  const auto place = [&](std::string id, std::vector<std::string> units, std::vector<std::string> allocations,
                         std::string vietnamese, std::string english) {
    city.cases.push_back({std::move(id),
                          std::move(units),
                          std::move(allocations),
                          {round},
                          std::move(vietnamese),
                          std::move(english)});
  };
  place("cap_total_investment", {"bqlda"}, {board[0]->id}, "Sát tổng mức đầu tư: chỉ còn 320.450.000 đồng.",
        "Near its total investment: 320,450,000 đồng of room.");
  place("cap_medium_term", {"bqlda"}, {board[1]->id}, "Sát kế hoạch trung hạn: chỉ còn 215.000.000 đồng.",
        "Near its medium-term plan: 215,000,000 đồng of room.");
  place("cap_absorbable", {"bqlda"}, {board[2]->id}, "Khả năng hấp thụ (413.250.000 đồng) thấp hơn nhu cầu.",
        "Can absorb less (413,250,000 đồng) than it asks for.");
  place("cap_requested", {"bqlda"}, {board[3]->id}, "Nhu cầu (260.500.000 đồng) thấp hơn khả năng hấp thụ.",
        "Asks for less (260,500,000 đồng) than it could absorb.");
  place("cap_owner_capacity", {"ubnd-tam-thanh"}, {ward[0]->id, ward[1]->id},
        "Năng lực của chủ đầu tư (700.000.000 đồng) thấp hơn tổng nhu cầu của hai dự án.",
        "The owner's capacity (700,000,000 đồng) is less than its two projects' needs together.");
  city.cases.push_back({"more_supply_than_demand",
                        {},
                        {},
                        {"2024-06"},
                        "Đợt 1: vốn có thể điều chuyển nhiều hơn nhu cầu.",
                        "First round: more can be released than is needed."});
  city.cases.push_back({"less_supply_than_demand",
                        {},
                        {},
                        {"2024-11"},
                        "Đợt 3: vốn có thể điều chuyển ít hơn nhu cầu.",
                        "Third round: less can be released than is needed."});
}

void add_medium_term_requests(City& city) {
  constexpr std::string_view adjustment = "trung-han-2024";
  struct Kind {
    int priority;
    bool settled;
    std::size_t count;
    std::int64_t requested, absorbable;
  };
  constexpr std::array<Kind, 4> kinds = {{{1, false, 4, 2'400 * million, 3'100 * million},
                                          {2, false, 5, 3'900 * million, 3'200 * million},
                                          {3, false, 7, 5'200 * million, 6'000 * million},
                                          {1, true, 1, 300 * million, 300 * million}}};
  std::set<std::size_t> asking;
  for (const Kind& kind : kinds) {
    std::size_t left = kind.count;
    for (const Allocation& allocation : city.allocations) {
      const Project& project = city.projects[allocation.project];
      const bool fits = project.priority == kind.priority && project.settled_on.empty() != kind.settled &&
                        !project.staged && project.medium_term_plan > 0 && allocation.plan > 0 &&
                        project.total_investment > project.medium_term_plan;
      if (left == 0 || !fits || !asking.insert(allocation.project).second) continue;
      city.requests.push_back({allocation.id, std::string{adjustment}, kind.requested, kind.absorbable});
      --left;
    }
    if (left > 0) throw std::logic_error("too few projects to ask for medium-term capital");
  }
}

}  // namespace giaingan::example
