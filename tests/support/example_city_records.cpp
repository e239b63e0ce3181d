// What other bodies keep: the province's published averages, ledgers, events, revenues, metrics.
#include "giaingan/exact/ratio.hpp"
#include "giaingan/exact/rounding.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "support/example_city_build.hpp"
#include "support/example_city_owners.hpp"

namespace giaingan::example {
namespace {

std::string month_day(int month, int of_month) {
  return day(year + month / 12, month % 12 + 1, of_month);
}

/// A report that went wrong: handed in on `date`, or never if that is empty.
struct Lapse {
  std::string_view owner, period, date;
};
// reports are due by the 5th of the month after their period, the year's by 31/1/2025
constexpr std::array<Lapse, 18> lapses = {{
    {"bql-cho", "2024-02", ""},
    {"bql-cho", "2024-05", "2024-06-14"},
    {"bql-cho", "2024-08", ""},
    {"bql-cho", "2024-10", "2024-11-12"},
    {"bql-cho", "2024-Q2", ""},
    {"bql-cho", "2024-Q4", "2025-01-20"},
    {"bql-cho", "2024", ""},
    {"tt-gdnn", "2024-01", "2024-02-16"},
    {"tt-gdnn", "2024-04", ""},
    {"tt-gdnn", "2024-06", "2024-07-19"},
    {"tt-gdnn", "2024-11", ""},
    {"tt-gdnn", "2024-Q1", "2024-04-22"},
    {"tt-gdnn", "2024", "2025-02-10"},
    {"tt-ptqd", "2024-03", "2024-04-15"},
    {"tt-ptqd", "2024-08", ""},
    {"cdt-ldtbxh", "2024-06", "2024-07-11"},
    {"ubnd-quang-lac", "2024-06", ""},          // with its figures of the month
    {"vp-hdnd-ubnd", "2024-Q3", "2024-10-07"},  // a Monday; the 5th was a Saturday
}};

void add_reports(City& city, Draws& draws) {
  const auto report = [&](std::string_view owner, const std::string& period, const std::string& usual_day) {
    const auto* const lapse = std::find_if(lapses.begin(), lapses.end(), [&](const Lapse& one) {
      return one.owner == owner && one.period == period;
    });
    const std::string date = lapse == lapses.end() ? usual_day : std::string{lapse->date};
    if (!date.empty()) city.events.push_back({std::string{owner}, "report", period, date, 0, ""});
  };
  const std::string whole_year = std::to_string(year);
  for (const Owner& owner : owners()) {
    for (int month = 0; month < months - 1; ++month) {
      const auto of_month = static_cast<int>(draws.between(1, 5));
      report(owner.id, month_name(month), month_day(month + 1, of_month));
      const auto of_quarter = static_cast<int>(draws.between(1, 5));
      if (month % 3 == 2)
        report(owner.id, whole_year + "-Q" + std::to_string(month / 3 + 1), month_day(month + 1, of_quarter));
    }
    report(owner.id, whole_year, month_day(months - 1, static_cast<int>(draws.between(6, 24))));
    if (owner.id == "thanh-tra") continue;
    if (owner.id == "bql-cho" || owner.id == "tt-gdnn") {
      city.without_schedule.emplace_back(owner.id);
      continue;
    }
    // before 10/3/2024, a Sunday: on the Monday after it is late or in time, as one reads it
    const int of_month = owner.id == "cong-an"  ? 11
                         : owner.id == "cdt-kt" ? 19
                                                : static_cast<int>(draws.between(1, 8));
    city.events.push_back(
        {std::string{owner.id}, "detailed_plan", whole_year, day(year, 3, of_month), 0, ""});
  }
  city.cases.push_back(
      {"late_by_reading",
       {"cong-an", "vp-hdnd-ubnd"},
       {},
       {"2024-03", "2024-10"},
       "Kế hoạch chi tiết nộp thứ Hai 11/3 (hạn trước ngày 10/3, Chủ nhật), báo cáo quý III nộp thứ Hai 7/10 "
       "(hạn ngày 5/10, thứ Bảy): chậm, trừ khi hạn được dời sang ngày làm việc.",
       "Detailed plan handed in on Monday 11/3 (due before 10/3, a Sunday), third-quarter report on "
       "Monday 7/10 (due by 5/10, a Saturday): late, unless deadlines move to a working day."});
  city.cases.push_back(
      {"not_due_yet",
       {"bql-cho", "tt-gdnn"},
       {},
       {"2025-01"},
       "Báo cáo năm chưa nộp vào ngày hạn cuối 31/01/2025: chưa đến hạn; sau đó một đơn vị nộp "
       "ngày 10/02, một đơn vị không nộp.",
       "The year's report not handed in on its last day, 31/1/2025: not due yet; later one comes on "
       "10/2, the other never."});
}

/// What the Finance-Planning division itself reports.
void add_reports_of_the_division(City& city) {
  city.events.push_back({"phong-tckh", "detailed_plan", std::to_string(year), day(year, 3, 28), 0, ""});
  for (int quarter = 1; quarter <= 4; ++quarter) {
    const std::string period = std::to_string(year) + "-Q" + std::to_string(quarter);
    city.events.push_back(
        {"phong-tckh", "report", period, month_day(quarter * 3, quarter == 3 ? 12 : 8), 0, ""});
    city.events.push_back({"phong-tckh", "tabmis_entry", period, month_day(quarter * 3 - 2, 10), 0, ""});
  }
  city.events.push_back({"phong-tckh", "reallocation_report", "2024-06", day(year, 6, 18), 0, ""});
  city.events.push_back({"phong-tckh", "reallocation_report", "2024-09", day(year, 9, 24), 0, ""});
  city.events.push_back({"phong-tckh", "reallocation_report", "2024-11", day(year, 11, 13), 0, ""});
  city.cases.push_back({"late_round",
                        {"phong-tckh"},
                        {},
                        {"2024-09"},
                        "Báo cáo điều chỉnh đợt 2 (hạn trước ngày 20/9) gửi ngày 24/9: chậm năm ngày.",
                        "Report of the second round (due before 20/9) sent on 24/9: five days late."});
}

void add_single_events(City& city, Draws& draws) {
  const auto add = [&](std::string unit, std::string type, std::string period, std::string date,
                       std::int64_t amount, std::string cause) {
    city.events.push_back(
        {std::move(unit), std::move(type), std::move(period), std::move(date), amount, std::move(cause)});
  };
  add("bql-cho", "returned_capital", "2024", day(year, 12, 18), 1'215'400'000, "subjective");
  add("tt-gdnn", "returned_capital", "2024", day(year, 12, 20), 486'000'000, "subjective");
  add("tt-ptqd", "returned_capital", "2024", day(year, 12, 25), 5'120'750'000, "objective");
  add("cdt-ldtbxh", "returned_capital", "2024", day(year + 1, 1, 15), 322'180'000, "objective");
  add("cong-an", "violation", "", day(year, 9, 6), 0, "subjective");
  add("bqlda", "violation", "", day(year, 11, 21), 0, "objective");
  city.cases.push_back(
      {"violation",
       {"bqlda", "cong-an"},
       {},
       {"2024-11", "2024-09"},
       "Có vi phạm: đưa vào danh sách của mục 4.2 dù đạt bình quân; xếp loại bị giới hạn.",
       "A violation: on the list of 4.2 even at or above the average, and limited in class."});
  city.cases.push_back({"returned",
                        {"bql-cho", "tt-gdnn"},
                        {},
                        {"2024-12"},
                        "Trả lại vốn do nguyên nhân chủ quan (mục 4.5).",
                        "Returned capital for a subjective cause (4.5)."});
  for (const Project& project : city.projects) {
    if (!project.settled_on.empty()) {
      add(project.owner, "settlement", project.id, project.settled_on,
          project.total_investment - draws.below(90 * million), "");
    }
  }
  // two projects whose total investment was raised: one with leave, one without
  std::vector<const Project*> large;
  for (const Project& project : city.projects) {
    if (project.group == "B") large.push_back(&project);
  }
  add(large.at(1)->owner, "raise_approved", large[1]->id, day(year, 5, 6), 2'350'000'000, "");
  add(large[1]->owner, "total_investment_raised", large[1]->id, day(year, 5, 20), 2'350'000'000, "");
  add(large.at(2)->owner, "total_investment_raised", large[2]->id, day(year, 8, 12), 1'180'000'000, "");
}

}  // namespace

void add_references(City& city) {
  // the province against the city, in 1/10,000: now above, now below
  static constexpr std::array<int, months> apart = {40,  30,   -50, -120, -60, 150, 90,
                                                    110, -180, 60,  70,   -50, 30};
  for (int month = 0; month < months; ++month) {
    const std::int64_t plan = (month < 4 ? 4'127'486 : month < 8 ? 4'215'903 : 4'398'217) * million;
    const auto city_share = static_cast<std::int64_t>(floor_divide(
        Int128{disbursed_sum(city, everything, month)} * 10'000, plan_sum(city, everything, month)));
    const std::int64_t share = city_share + apart[static_cast<std::size_t>(month)];
    Reference reference{month, 0, 0, {}};
    if (month == 4 || month == 8 || month == 10) {  // months for which only a percentage was published
      reference.percent = percent_text(Ratio{share / 10, 1'000}, 1, Rounding::half_up);
    } else {
      reference.plan = plan;
      reference.disbursed = plan / 10'000 * share + std::int64_t{7'531'000} * (month + 1);
      if (month % 3 == 2)
        reference.percent = percent_text(Ratio{reference.disbursed, plan}, 2, Rounding::half_up);
    }
    city.references.push_back(std::move(reference));
  }
  city.cases.push_back(
      {"below_by_reading",
       {"tt-vhtt"},
       {},
       {"2024-01", "2024-02", "2024-03"},
       "Dưới bình quân của tỉnh (tháng 1), của cả hai (tháng 2), của thành phố (tháng 3): bị nêu hay không "
       "tùy "
       "cách đọc mục 4.2.",
       "Below the province's average in January, both in February, the city's in March: flagged or not by "
       "the reading of 4.2."});
}

void add_ledgers(City& city, Draws& draws) {
  std::vector<const Allocation*> largest;
  largest.reserve(city.allocations.size());
  for (const Allocation& allocation : city.allocations)
    largest.push_back(&allocation);
  std::stable_sort(largest.begin(), largest.end(),
                   [](const Allocation* left, const Allocation* right) { return left->plan > right->plan; });
  largest.resize(30);
  std::stable_sort(largest.begin(), largest.end(),
                   [](const Allocation* left, const Allocation* right) { return left->id < right->id; });
  for (std::size_t index = 0; index < largest.size(); ++index) {
    const Allocation& allocation = *largest[index];
    const bool differs = index % 7 == 3;       // the owner counts a payment that the treasury booked later
    const bool not_entered = index % 11 == 5;  // the plan was entered in TABMIS late
    const std::int64_t millions = draws.between(1, 400);
    const std::int64_t gap = millions * million + draws.below(1'000);
    for (int month = 0; month < months; ++month) {
      const std::int64_t plan = allocation.plan_at(month);
      const std::int64_t paid = allocation.disbursed[static_cast<std::size_t>(month)];
      const bool ahead = differs && month >= 5 && month <= 8;
      city.ledgers.push_back(
          {allocation.id, month, "owner", plan, ahead ? std::min(plan, paid + gap) : paid});
      city.ledgers.push_back({allocation.id, month, "treasury", plan, paid});
      if (!not_entered || month >= 4) city.ledgers.push_back({allocation.id, month, "tabmis", plan, paid});
    }
  }
  // What may stand in TABMIS is asked of the plans that revenue must pay for: their books are whole.
  for (const Allocation& allocation : city.allocations) {
    const bool from_revenue = allocation.source == "thu-sdd" || allocation.source == "xskt";
    const bool listed = std::find(largest.begin(), largest.end(), &allocation) != largest.end();
    if (!from_revenue || listed || allocation.carried_from != 0) continue;
    for (int month = 0; month < months; ++month) {
      for (const char* system : {"owner", "treasury", "tabmis"})
        city.ledgers.push_back({allocation.id, month, system, allocation.plan_at(month),
                                allocation.disbursed[static_cast<std::size_t>(month)]});
    }
  }
}

void add_events(City& city, Draws& draws) {
  add_reports(city, draws);
  add_reports_of_the_division(city);
  add_single_events(city, draws);
  std::stable_sort(city.events.begin(), city.events.end(),
                   [](const Event& left, const Event& right) { return left.date < right.date; });
}

void add_revenues_and_metrics(City& city, Draws& draws) {
  const auto fed = [](std::string_view source) {
    return [source](const Allocation& one) { return one.source == source && one.carried_from == 0; };
  };
  // land-use fees come in late and short of the estimate, lottery revenue above it; cumulative, per mille
  static constexpr std::array<int, months> land = {25,  52,  125, 215, 325, 395, 460,
                                                   545, 625, 715, 790, 860, 905};
  static constexpr std::array<int, months> lottery = {80,  170, 250, 340, 430,  520, 600,
                                                      690, 780, 870, 950, 1030, 1030};
  for (int month = 0; month < months; ++month) {
    const auto collected = [&](std::string_view source, const std::array<int, months>& curve) {
      const std::int64_t estimated = (plan_sum(city, fed(source), 0) / million + 900) * million;
      city.revenues.push_back(
          {std::string{source}, month, estimated,
           estimated / 1'000 * curve[static_cast<std::size_t>(month)] + draws.below(9 * million)});
    };
    collected("thu-sdd", land);
    collected("xskt", lottery);
  }
  city.metrics.push_back({"tp-lang-son", "revenue_offset", "3500000000"});
  for (const Owner& owner : owners()) {
    const Chosen own = owned_by(city, std::string{owner.id});
    const std::int64_t capacity =
        owner.id == "ubnd-tam-thanh" ? 700 * million : plan_sum(city, own, 0) / 2 / million * million;
    city.metrics.push_back({std::string{owner.id}, "absorption_capacity", std::to_string(capacity)});
    city.metrics.push_back({std::string{owner.id}, "tasks_done_percent",
                            decimal_text(Ratio{draws.between(780, 1'000), 10}, 1, Rounding::half_up)});
    city.metrics.push_back({std::string{owner.id}, "administrative_reform_index",
                            decimal_text(Ratio{draws.between(7'100, 9'650), 100}, 2, Rounding::half_up)});
  }
}

}  // namespace giaingan::example
