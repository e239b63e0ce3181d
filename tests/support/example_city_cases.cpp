// The awkward cases among plans and payments, each placed on purpose.
#include "giaingan/exact/ratio.hpp"

#include <algorithm>
#include <stdexcept>

#include "support/example_city_build.hpp"

namespace giaingan::example {
namespace {

/// Sets the sum that the chosen allocations have disbursed at a month-end by moving single payments across
/// it: no cumulative figure falls and no plan is exceeded.
void set_disbursed(City& city, const Chosen& chosen, int month, std::int64_t target) {
  std::int64_t missing = target - disbursed_sum(city, chosen, month);
  const auto at = static_cast<std::size_t>(month);
  for (Allocation& allocation : city.allocations) {
    if (missing == 0) return;
    if (!chosen(allocation) || !allocation.reported[at] || allocation.overspent) continue;
    std::int64_t most = most_disbursed(allocation, month);
    if (month + 1 < months) {
      if (!allocation.reported[at + 1]) continue;
      most = std::min(most, allocation.disbursed[at + 1]);
    }
    const std::int64_t least = month == 0 ? 0 : allocation.disbursed[at - 1];
    const std::int64_t now = allocation.disbursed[at];
    const std::int64_t then = std::clamp(now + missing, least, std::max(least, most));
    allocation.disbursed[at] = then;
    missing -= then - now;
  }
  if (missing != 0) throw std::logic_error("no room for the staged total of month " + month_name(month));
}

/// The nearest multiple of 1/`parts` to what the chosen have disbursed of their plan.
std::int64_t nearest_share(const City& city, const Chosen& chosen, int month, std::int64_t parts) {
  const std::int64_t plan = plan_sum(city, chosen, month);
  const Int128 disbursed = disbursed_sum(city, chosen, month);
  return static_cast<std::int64_t>(floor_divide(2 * disbursed * parts + plan, Int128{2} * plan));
}

std::int64_t share_of(std::int64_t plan, std::int64_t share, std::int64_t parts) {
  if (plan % parts != 0) throw std::logic_error("a staged plan is not divisible by " + std::to_string(parts));
  return plan / parts * share;
}

/// Puts `owner` and the average of `all` on one and the same ratio at a month-end; the project board takes
/// the rest.
void put_exactly_at_average(City& city, const std::string& owner, const Chosen& all, int month) {
  constexpr std::int64_t parts = 10'000;
  const std::int64_t share = nearest_share(city, all, month, parts);
  const Chosen own = owned_by(city, owner);
  set_disbursed(city, own, month, share_of(plan_sum(city, own, month), share, parts));
  const Chosen board = [&city, &all](const Allocation& allocation) {
    return all(allocation) && city.projects[allocation.project].owner == "bqlda";
  };
  const std::int64_t rest = disbursed_sum(city, all, month) - disbursed_sum(city, board, month);
  set_disbursed(city, board, month, share_of(plan_sum(city, all, month), share, parts) - rest);
}

void stage_tie(City& city) {
  for (const int month : {11, 12}) {
    const Chosen first = owned_by(city, "th-chi-lang");
    const Chosen second = owned_by(city, "mn-hoa-sen");
    const std::int64_t share = nearest_share(city, first, month, 1'000);
    set_disbursed(city, first, month, share_of(plan_sum(city, first, month), share, 1'000));
    set_disbursed(city, second, month, share_of(plan_sum(city, second, month), share, 1'000));
  }
  city.cases.push_back({"tie",
                        {"th-chi-lang", "mn-hoa-sen"},
                        {},
                        {"2024-12", "2025-01"},
                        "Hai chủ đầu tư có tỷ lệ bằng nhau tuyệt đối: đồng hạng.",
                        "Two owners with exactly equal ratios share a rank."});
}

/// Below, below, then above by a few đồng, then below twice more: never three in a row.
void stage_escape(City& city) {
  // per myriad of the plan, January …; the third month of what would be a run is set to the đồng below
  static constexpr std::array<int, months> path = {300,  700,  1500, 2600, 3600, 4210, 4300,
                                                   4830, 6000, 6940, 7590, 9500, 9710};
  const Chosen own = owned_by(city, "tt-dvnn");
  for (Allocation& allocation : city.allocations) {
    if (!own(allocation)) continue;
    for (std::size_t month = 0; month < months; ++month) {
      const auto odd = static_cast<std::int64_t>(month * 7'919 % 1'000);
      allocation.disbursed[month] = allocation.plan / 10'000 * path[month] + odd;
    }
  }
  constexpr int month = 8;
  const std::int64_t plan = plan_sum(city, own, month);
  const std::int64_t other_plan = plan_sum(city, everything, month) - plan;
  const std::int64_t other_disbursed =
      disbursed_sum(city, everything, month) - disbursed_sum(city, own, month);
  const auto least = static_cast<std::int64_t>(ceil_divide(Int128{other_disbursed} * plan, other_plan));
  set_disbursed(city, own, month, least + 3);
  city.cases.push_back(
      {"escaped",
       {"tt-dvnn"},
       {},
       {"2024-07", "2024-08", "2024-09", "2024-10", "2024-11"},
       "Dưới bình quân hai tháng, tháng thứ ba (2024-09) thoát nhờ vài đồng, rồi lại dưới hai tháng.",
       "Below average for two months, above it by a few đồng in the third (2024-09), then below for two."});
}

void stage_growth(City& city) {
  const Chosen own = owned_by(city, "cdt-vhtt");
  Case growth{"plan_grew",
              {"cdt-vhtt"},
              {},
              {"2024-07", "2024-08"},
              "Kế hoạch được bổ sung lớn nên tỷ lệ giảm dù số giải ngân tăng.",
              "A large supplement: the ratio fell although more had been disbursed."};
  for (Allocation& allocation : city.allocations) {
    if (!own(allocation)) continue;
    allocation.changes.push_back(
        {day(year, 8, 15), 8, allocation.plan * 6 / 10 / million * million, "2370/QĐ-UBND"});
    // what the supplement pays for is built by the end of the year
    for (std::size_t month = 9; month < months; ++month) {
      const std::int64_t more = allocation.changes.back().change * static_cast<std::int64_t>(month - 8) / 4;
      allocation.disbursed[month] += more * 9 / 10;
    }
    growth.allocations.push_back(allocation.id);
  }
  city.cases.push_back(growth);
}

void stage_unreported(City& city) {
  const Chosen own = owned_by(city, "ubnd-quang-lac");
  Case gap{"unreported",
           {"ubnd-quang-lac"},
           {},
           {"2024-06"},
           "Không có số liệu tháng 6: lấy số lũy kế tháng 5 và ghi là chưa báo cáo.",
           "No figures for June: May's are carried forward and the month is marked not reported."};
  for (Allocation& allocation : city.allocations) {
    if (!own(allocation)) continue;
    allocation.reported[5] = false;
    allocation.disbursed[5] = allocation.disbursed[4];
    gap.allocations.push_back(allocation.id);
  }
  city.cases.push_back(gap);
}

/// The first allocation that satisfies a condition.
Allocation& first_that(City& city, const Chosen& chosen) {
  const auto found = std::find_if(city.allocations.begin(), city.allocations.end(), chosen);
  if (found == city.allocations.end()) throw std::logic_error("no allocation for a staged case");
  return *found;
}

void stage_findings(City& city) {
  const Chosen board = owned_by(city, "bqlda");
  const auto plain = [&](const Allocation& one) {
    return board(one) && one.changes.empty() && !city.projects[one.project].staged;
  };
  Allocation& over = first_that(city, [&](const Allocation& one) {
    return plain(one) && one.carried_from == 0 && one.disbursed[12] == one.plan &&
           city.projects[one.project].group == "C";
  });
  over.overspent = true;
  for (std::size_t month = 10; month < months; ++month)
    over.disbursed[month] = over.plan + 12'345'678;
  city.cases.push_back({"overspent",
                        {"bqlda"},
                        {over.id},
                        {"2024-11", "2024-12", "2025-01"},
                        "Giải ngân vượt kế hoạch hiện hành của chính dòng vốn này 12.345.678 đồng.",
                        "Disbursed 12,345,678 đồng above the allocation's own current plan."});

  Allocation zero;
  zero.id = "kv-" + std::to_string(city.allocations.size() + 1);
  zero.project = first_that(city, owned_by(city, "cdt-qldt")).project;
  zero.source = "nst-tap-trung";
  zero.carried_from = year - 1;
  zero.overspent = true;
  zero.reported.fill(true);
  for (std::size_t month = 3; month < months; ++month)
    zero.disbursed[month] = 45'600'000;
  city.cases.push_back({"against_zero_plan",
                        {"cdt-qldt"},
                        {zero.id},
                        {"2024-04", "2025-01"},
                        "Giải ngân 45.600.000 đồng trong khi kế hoạch bằng 0 (hạch toán nhầm nguồn).",
                        "45,600,000 đồng disbursed against a plan of zero (booked to the wrong source)."});
  city.allocations.push_back(zero);

  const Allocation& carried = first_that(
      city, [&](const Allocation& one) { return one.carried_from != 0 && !one.programme.empty(); });
  city.cases.push_back({"carried_over",
                        {city.projects[carried.project].owner},
                        {carried.id},
                        {},
                        "Vốn chương trình mục tiêu quốc gia kéo dài từ năm 2023 sang năm 2024.",
                        "Capital of a national target programme carried over from 2023."});
  city.cases.push_back({"no_plan",
                        {"thanh-tra"},
                        {first_that(city, owned_by(city, "thanh-tra")).id},
                        {},
                        "Chủ đầu tư chưa được giao kế hoạch: không có tỷ lệ, không xếp hạng, không phải 0 %.",
                        "An owner without a plan: no ratio, no rank, and not 0 %."});
}

void stage_estimates(City& city) {
  const Chosen wards = owned_by(city, "ubnd-vinh-trai");
  Allocation& last = first_that(city, wards);
  last.reported[12] = false;
  const std::int64_t expected = (last.plan_at(12) + last.disbursed[11]) / 2;
  last.disbursed[12] = last.disbursed[11];
  city.estimates.push_back({last.id, 12, expected});
  Allocation& both = first_that(city, owned_by(city, "cdt-gddt"));
  city.estimates.push_back({both.id, 5, both.disbursed[5] + 96'000'000});
  city.cases.push_back(
      {"estimate",
       {"ubnd-vinh-trai", "cdt-gddt"},
       {last.id, both.id},
       {"2025-01", "2024-06"},
       "Số ước: tháng 2025-01 của dòng thứ nhất chỉ có ước; tháng 2024-06 của dòng thứ hai có cả ước "
       "và thực tế, khác nhau.",
       "Estimates: only an estimate for 2025-01 on the first; both an estimate and a different actual "
       "for 2024-06 on the second."});
}

void stage_weak(City& city) {
  city.cases.push_back(
      {"below_three_months",
       {"tt-ptqd", "cdt-kt", "bql-cho", "tt-gdnn", "cdt-ldtbxh", "cong-an", "ubnd-quang-lac"},
       {},
       {},
       "Dưới bình quân của thành phố và của tỉnh từ ba tháng liên tiếp trở lên.",
       "Below the city's and the province's average for three months in a row or more."});
}

}  // namespace

void place_disbursement_cases(City& city) {
  stage_growth(city);
  stage_unreported(city);
  stage_findings(city);
  stage_estimates(city);
  stage_weak(city);

  // whole ratios need totals that divide: plans carried over come to the đồng, and one of them takes up the
  // rest
  Allocation& balancing = first_that(city, [&](const Allocation& one) {
    return one.carried_from != 0 && one.plan != 0 && city.projects[one.project].owner == "bqlda";
  });
  balancing.plan += 10'000 - plan_sum(city, everything, 0) % 10'000;

  stage_escape(city);
  stage_tie(city);
  put_exactly_at_average(city, "ubnd-dong-kinh", everything, 6);
  put_exactly_at_average(city, "ubnd-hoang-van-thu", this_years_capital, 9);
  city.cases.push_back({"exactly_at_average",
                        {"ubnd-dong-kinh"},
                        {},
                        {"2024-07"},
                        "Tỷ lệ bằng đúng bình quân gia quyền của toàn bộ vốn: được coi là đạt.",
                        "Exactly at the weighted average of all capital: counts as meeting it."});
  city.cases.push_back(
      {"exactly_at_average_this_year",
       {"ubnd-hoang-van-thu"},
       {},
       {"2024-10"},
       "Tỷ lệ bằng đúng bình quân gia quyền của vốn năm 2024 (không tính vốn kéo dài).",
       "Exactly at the weighted average of this year's capital (carried-over capital apart)."});
}

}  // namespace giaingan::example
