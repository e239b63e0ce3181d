#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "city_cases.hpp"

namespace giaingan::testing {
namespace {

const std::filesystem::path folder = city_folder();

std::set<std::string> names_in(const std::filesystem::path& directory) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator{directory})
    names.insert(entry.path().filename());
  return names;
}

TEST(ExampleCity, TheCommittedFolderIsWhatTheGeneratorWrites) {
  const std::filesystem::path fresh = std::filesystem::path{::testing::TempDir()} / "giaingan_example_city";
  std::filesystem::remove_all(fresh);
  example::write_example_city(fresh);
  EXPECT_EQ(names_in(fresh), names_in(folder));
  for (const std::string& name : names_in(fresh)) {
    EXPECT_TRUE(read_file(fresh / name) == read_file(folder / name))
        << name << " differs: run make_example_city";
  }
  std::filesystem::remove_all(fresh);
}

TEST(ExampleCity, SaysThatItIsSynthetic) {
  const std::string readme = read_file(folder / "README.md");
  EXPECT_THAT(readme, ::testing::HasSubstr("SYNTHETIC"));
  EXPECT_THAT(readme, ::testing::HasSubstr("giả lập"));
}

TEST(ExampleCity, HasTheSizeOfARealCity) {
  const auto of_kind = [](const std::string& kind) {
    return std::count_if(city().rows("units").begin(), city().rows("units").end(),
                         [&](const CsvRow& row) { return row.at("kind") == kind; });
  };
  EXPECT_EQ(of_kind("owner"), 30);
  EXPECT_EQ(of_kind("locality"), 8);
  EXPECT_EQ(city().rows("projects").size(), 250U);
  std::set<std::string> sources, programmes, months, rounds;
  for (const auto& [id, one] : city().allocations) {
    sources.insert(one.row.at("source"));
    programmes.insert(one.row.at("programme"));
  }
  for (const CsvRow& row : city().rows("disbursements"))
    months.insert(row.at("month"));
  for (const CsvRow& row : city().rows("requests"))
    rounds.insert(row.at("round"));
  EXPECT_EQ(sources.size(), 8U);
  EXPECT_THAT(programmes, ::testing::ElementsAre("", "DTTS-MN", "GNBV", "NTM"));
  EXPECT_EQ(months.size(), 13U);
  EXPECT_THAT(rounds, ::testing::ElementsAre("2024-06", "2024-09", "2024-11", "trung-han-2024"));
}

TEST(ExampleCity, EveryIdStandsInItsTable) {
  const auto ids = [](const std::string& file, const std::string& column) {
    std::set<std::string> all;
    for (const CsvRow& row : city().rows(file))
      EXPECT_TRUE(all.insert(row.at(column)).second) << row.at(column);
    return all;
  };
  const auto units = ids("units", "unit"), projects = ids("projects", "project"),
             allocations = ids("allocations", "allocation");
  for (const CsvRow& row : city().rows("units"))
    EXPECT_TRUE(row.at("parent").empty() || units.contains(row.at("parent")));
  for (const auto& [id, one] : city().allocations) {
    EXPECT_TRUE(projects.contains(one.row.at("project"))) << id;
    EXPECT_EQ(city().row("units", "unit", one.row.at("owner")).at("kind"), "owner") << id;
    EXPECT_EQ(city().row("units", "unit", one.row.at("locality")).at("kind"), "locality") << id;
  }
  for (const std::string file : {"schedule", "requests", "ledgers"}) {
    for (const CsvRow& row : city().rows(file))
      EXPECT_TRUE(allocations.contains(row.at("allocation"))) << file;
  }
  for (const std::string file : {"events", "metrics"}) {
    for (const CsvRow& row : city().rows(file))
      EXPECT_TRUE(units.contains(row.at("unit"))) << file;
  }
}

TEST(ExampleCity, PaymentsNeverFallNorPassThePlanButWhereItSaysSo) {
  const std::set<std::string> staged = {place("overspent").allocations.at(0),
                                        place("against_zero_plan").allocations.at(0)};
  int odd = 0, figures = 0;
  for (const auto& [id, one] : city().allocations) {
    for (std::size_t month = 0; month < month_ends; ++month) {
      if (month > 0) {
        EXPECT_LE(one.disbursed[month - 1], one.disbursed[month]) << id << ' ' << month;
      }
      EXPECT_GE(one.plan[month], 0) << id;
      EXPECT_GE(one.committed[month], one.disbursed[month]) << id << ' ' << month;
      if (!staged.contains(id)) {
        EXPECT_LE(one.committed[month], one.plan[month]) << id << ' ' << month;
      }
      figures += one.disbursed[month] > 0 ? 1 : 0;
      odd += one.disbursed[month] % 1'000 != 0 ? 1 : 0;
    }
  }
  EXPECT_GT(odd * 2, figures) << "most payments come to the đồng";
}

TEST(ExampleCity, ProjectsLiveTheirDatesInOrder) {
  for (const CsvRow& row : city().rows("projects")) {
    std::string last;
    for (const std::string column :
         {"approved_on", "started_on", "completed_on", "settlement_submitted_on", "settled_on"}) {
      if (row.at(column).empty()) continue;
      EXPECT_LE(last, row.at(column)) << row.at("project") << ' ' << column;
      last = row.at(column);
    }
  }
}

TEST(ExampleCity, AnOfficerFindsItBelievable) {
  int usual = 0, weak = 0;
  for (const CsvRow& unit : city().rows("units")) {
    if (unit.at("kind") != "owner" || city().plan(of_owner(unit.at("unit")), 12) == 0) continue;
    const Ratio ratio = city().ratio(of_owner(unit.at("unit")), 12);
    usual += Ratio{40, 100} <= ratio && ratio <= Ratio{98, 100} ? 1 : 0;
    weak += ratio < Ratio{70, 100} ? 1 : 0;
  }
  EXPECT_GE(usual, 26);
  EXPECT_GE(weak, 3);
  EXPECT_LE(weak, 7);
}

TEST(ExampleCityCases, ATieInTheRanking) {
  const auto& tie = place("tie");
  for (const std::string& month : tie.months) {
    const auto first = of_owner(tie.units.at(0)), second = of_owner(tie.units.at(1));
    EXPECT_EQ(city().ratio(first, month_index(month)), city().ratio(second, month_index(month))) << month;
    EXPECT_NE(city().plan(first, month_index(month)), city().plan(second, month_index(month)));
  }
}

TEST(ExampleCityCases, UnitsExactlyAtAnAverage) {
  const auto& all = place("exactly_at_average");
  const int july = month_index(all.months.at(0));
  EXPECT_EQ(city().ratio(of_owner(all.units.at(0)), july), city().ratio(all_capital, july));

  const auto& this_year = place("exactly_at_average_this_year");
  const int october = month_index(this_year.months.at(0));
  const auto own = of_owner(this_year.units.at(0));
  EXPECT_EQ(city().ratio(own, october), city().ratio(capital_of_2024, october));
  EXPECT_NE(city().ratio(own, october), city().ratio(all_capital, october)) << "two averages, two answers";
}

TEST(ExampleCityCases, ARatioFellBecauseThePlanGrew) {
  const auto& grew = place("plan_grew");
  const auto own = of_owner(grew.units.at(0));
  const int before = month_index(grew.months.at(0)), after = month_index(grew.months.at(1));
  EXPECT_LT(city().ratio(own, after), city().ratio(own, before));
  EXPECT_GT(city().disbursed(own, after), city().disbursed(own, before));
  EXPECT_GT(city().plan(own, after), city().plan(own, before));
}

TEST(ExampleCityCases, AUnitWithoutAPlan) {
  const auto own = of_owner(place("no_plan").units.at(0));
  EXPECT_TRUE(own(city().allocations.at(place("no_plan").allocations.at(0))));
  for (int month = 0; month < month_ends; ++month)
    EXPECT_EQ(city().plan(own, month), 0);
}

TEST(ExampleCityCases, AMonthWithoutAReport) {
  const auto& gap = place("unreported");
  const auto month = static_cast<std::size_t>(month_index(gap.months.at(0)));
  EXPECT_FALSE(gap.allocations.empty());
  for (const auto& [id, one] : city().allocations) {
    if (one.row.at("owner") != gap.units.at(0)) continue;
    EXPECT_FALSE(one.has_row[month]) << id;
    EXPECT_TRUE(one.has_row[month - 1] && one.has_row[month + 1]) << id;
  }
  for (const CsvRow& row : city().rows("events")) {
    EXPECT_FALSE(row.at("unit") == gap.units.at(0) && row.at("type") == "report" &&
                 row.at("period") == gap.months.at(0));
  }
}

TEST(ExampleCityCases, CarriedOverCapital) {
  const CsvRow& row = city().allocations.at(place("carried_over").allocations.at(0)).row;
  EXPECT_EQ(row.at("carried_from"), "2023");
  EXPECT_NE(row.at("programme"), "");
  EXPECT_GT(amount(row.at("plan")), 0);
}

TEST(ExampleCityCases, FindingsAboutTheData) {
  const auto& over = place("overspent");
  const CityAllocation& beyond = city().allocations.at(over.allocations.at(0));
  for (const std::string& month : over.months) {
    const auto at = static_cast<std::size_t>(month_index(month));
    EXPECT_EQ(beyond.disbursed[at] - beyond.plan[at], 12'345'678) << month;
  }
  const auto& zero = place("against_zero_plan");
  const CityAllocation& without = city().allocations.at(zero.allocations.at(0));
  const auto first = static_cast<std::size_t>(month_index(zero.months.at(0)));
  EXPECT_EQ(without.plan[12], 0);
  EXPECT_EQ(without.disbursed[first - 1], 0);
  EXPECT_GT(without.disbursed[first], 0);
}

TEST(ExampleCityCases, Estimates) {
  const auto& estimate = place("estimate");
  std::vector<std::string> found;
  for (const CsvRow& row : city().rows("disbursements")) {
    if (row.at("kind") != "estimate") continue;
    found.push_back(row.at("allocation") + ' ' + row.at("month"));
    const CityAllocation& one = city().allocations.at(row.at("allocation"));
    const auto at = static_cast<std::size_t>(month_index(row.at("month")));
    EXPECT_NE(amount(row.at("disbursed")), one.disbursed[at]);
    EXPECT_EQ(one.has_row[at], row.at("month") == "2024-06")
        << "only the earlier one has an actual figure beside it";
  }
  EXPECT_THAT(found,
              ::testing::UnorderedElementsAre(estimate.allocations.at(0) + ' ' + estimate.months.at(0),
                                              estimate.allocations.at(1) + ' ' + estimate.months.at(1)));
}

TEST(ExampleCityCases, SeveralOwnersStandBelowBothAveragesForThreeMonths) {
  const auto& below = place("below_three_months");
  EXPECT_GE(below.units.size(), 4U);
  for (const std::string& owner : below.units)
    EXPECT_GE(city().longest_run_below(owner), 3) << owner;
}

TEST(ExampleCityCases, OneOwnerEscapesByAFewDong) {
  const auto& escaped = place("escaped");
  const auto own = of_owner(escaped.units.at(0));
  EXPECT_EQ(city().longest_run_below(escaped.units.at(0)), 2);
  const auto below_both = [&](int month) {
    return city().ratio(own, month) < city().ratio(all_capital, month) &&
           city().ratio(own, month) < city().province(month);
  };
  const int before = month_index(escaped.months.at(0)) - 1;
  EXPECT_GE(city().ratio(own, before), city().ratio(all_capital, before));
  EXPECT_GE(city().ratio(own, before), city().province(before));
  for (const std::size_t index : {0U, 1U, 3U, 4U})
    EXPECT_TRUE(below_both(month_index(escaped.months.at(index)))) << index;

  // four đồng less in the third month, the average moving along, and it would be below for five months in a
  // row
  const int third = month_index(escaped.months.at(2));
  const Ratio owned = city().ratio(own, third), all = city().ratio(all_capital, third);
  EXPECT_GT(owned, city().province(third));
  EXPECT_GE(owned, all);
  EXPECT_LT((Ratio{owned.num - 4, owned.den}), (Ratio{all.num - 4, all.den}));
}

/// The four limits of a request, in đồng.
struct Limits {
  std::int64_t requested, absorbable, investment, medium_term;
  [[nodiscard]] std::int64_t need() const {
    return std::min({requested, absorbable, investment, medium_term});
  }
};

Limits limits_of(const CsvRow& request, int month) {
  const CityAllocation& one = city().allocations.at(request.at("allocation"));
  const CsvRow& project = city().row("projects", "project", one.row.at("project"));
  const auto same = [&](const CityAllocation& other) {
    return other.row.at("project") == one.row.at("project");
  };
  const auto same_of_2024 = [&](const CityAllocation& other) {
    return same(other) && capital_of_2024(other);
  };
  const std::int64_t investment =
      amount(project.at("total_investment")) - amount(project.at("funded_before")) - city().plan(same, month);
  const std::int64_t medium_term = amount(project.at("medium_term_plan")) -
                                   amount(project.at("medium_term_used")) - city().plan(same_of_2024, month);
  return {amount(request.at("requested")), amount(request.at("absorbable")), investment, medium_term};
}

Limits limits_of_case(const std::string& id) {
  const auto& one = place(id);
  for (const CsvRow& row : city().rows("requests")) {
    if (row.at("round") == one.months.at(0) && row.at("allocation") == one.allocations.at(0))
      return limits_of(row, 4);
  }
  throw std::logic_error("no request for " + id);
}

TEST(ExampleCityCases, AProjectNearEachOfItsCaps) {
  const Limits investment = limits_of_case("cap_total_investment");
  EXPECT_LT(investment.investment,
            std::min({investment.requested, investment.absorbable, investment.medium_term}));
  const Limits medium = limits_of_case("cap_medium_term");
  EXPECT_LT(medium.medium_term, std::min({medium.requested, medium.absorbable, medium.investment}));
  const Limits absorbable = limits_of_case("cap_absorbable");
  EXPECT_LT(absorbable.absorbable,
            std::min({absorbable.requested, absorbable.investment, absorbable.medium_term}));
  const Limits requested = limits_of_case("cap_requested");
  EXPECT_LT(requested.requested,
            std::min({requested.absorbable, requested.investment, requested.medium_term}));
  for (const Limits& one : {investment, medium, absorbable, requested})
    EXPECT_GT(one.need(), 0);
}

TEST(ExampleCityCases, AnOwnerNearItsCapacity) {
  const auto& one = place("cap_owner_capacity");
  std::int64_t capacity = 0, need = 0;
  for (const CsvRow& row : city().rows("metrics")) {
    if (row.at("unit") == one.units.at(0) && row.at("metric") == "absorption_capacity")
      capacity = amount(row.at("value"));
  }
  for (const CsvRow& row : city().rows("requests")) {
    if (row.at("round") != one.months.at(0)) continue;
    if (row.at("allocation") == one.allocations.at(0) || row.at("allocation") == one.allocations.at(1)) {
      EXPECT_LT(limits_of(row, 4).need(), capacity);
      need += limits_of(row, 4).need();
    }
  }
  EXPECT_GT(capacity, 0);
  EXPECT_LT(capacity, need);
}

/// Whether a request was placed to be refused.
bool in_vain(const std::string& allocation) {
  for (const char* id : {"asks_while_short", "asks_outside_medium_term", "asks_past_funding_limit",
                         "asks_after_a_cut", "asks_when_settled"}) {
    if (place(id).allocations.at(0) == allocation) return true;
  }
  return false;
}

/// What owners short of `required` could release of every pool, and what those who aren't ask for in it.
struct Balance {
  std::map<std::string, std::int64_t> supply, demand;
};

Balance balance(const std::string& round, int month, Ratio required) {
  const auto at = static_cast<std::size_t>(month);
  Balance result;
  const auto is_short = [&](const std::string& owner) {
    return city().plan(of_owner(owner), month) > 0 && city().ratio(of_owner(owner), month) < required;
  };
  const auto pool = [](const CityAllocation& one) {
    return one.row.at("source") + '/' + one.row.at("programme") + '/' + one.row.at("carried_from");
  };
  for (const auto& [id, one] : city().allocations) {
    if (!is_short(one.row.at("owner"))) continue;
    const std::int64_t to_milestone = one.plan[at] - one.disbursed[at] * required.den / required.num;
    const std::int64_t release = std::min(to_milestone, one.plan[at] - one.committed[at]);
    result.supply[pool(one)] += std::max<std::int64_t>(release, 0);
  }
  for (const CsvRow& row : city().rows("requests")) {
    const CityAllocation& one = city().allocations.at(row.at("allocation"));
    if (row.at("round") != round || in_vain(row.at("allocation"))) continue;
    EXPECT_FALSE(is_short(one.row.at("owner"))) << row.at("allocation");
    result.demand[pool(one)] += limits_of(row, month).need();
  }
  return result;
}

std::int64_t total(const std::map<std::string, std::int64_t>& amounts) {
  std::int64_t sum = 0;
  for (const auto& [pool, one] : amounts)
    sum += one;
  return sum;
}

TEST(ExampleCityCases, FirstRoundHasMoreSupplyThanDemand) {
  const Balance june = balance("2024-06", 4, Ratio{30, 100});
  EXPECT_GT(total(june.demand), 0);
  EXPECT_GT(total(june.supply), total(june.demand));
  for (const auto& [pool, demand] : june.demand)
    EXPECT_GT(june.supply.at(pool), demand) << pool;
}

TEST(ExampleCityCases, EventsOfEveryKindSomeLateSomeMissing) {
  std::set<std::string> types, causes;
  int late = 0, reports = 0;
  for (const CsvRow& row : city().rows("events")) {
    types.insert(row.at("type"));
    if (row.at("type") == "returned_capital") causes.insert(row.at("cause"));
    if (row.at("type") != "report" || row.at("period").size() != 7 || row.at("period").at(5) == 'Q') continue;
    ++reports;
    late += amount(row.at("date").substr(8)) > 8 ? 1 : 0;
  }
  EXPECT_THAT(types, ::testing::IsSupersetOf({"report", "detailed_plan", "returned_capital", "violation",
                                              "tabmis_entry", "total_investment_raised", "raise_approved",
                                              "settlement", "reallocation_report"}));
  EXPECT_THAT(causes, ::testing::ElementsAre("objective", "subjective"));
  EXPECT_GE(late, 5);
  EXPECT_LE(reports, 30 * 12 - 5) << "some are missing";
}

}  // namespace
}  // namespace giaingan::testing
