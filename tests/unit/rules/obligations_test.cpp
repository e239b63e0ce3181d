#include "giaingan/rules/obligations.hpp"

#include "giaingan/portfolio/portfolio.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace giaingan {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

Date on(int month, int day, int year = 2024) {
  return *Date::from(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

/// Owners `north` and `south`, and the division `tckh`.
Portfolio portfolio(const std::vector<EventRow>& events) {
  PortfolioBuilder builder(2024);
  const std::vector<std::string_view> ids{"north", "south", "tckh"};
  const std::vector<std::string_view> kinds{"owner", "owner", "department"};
  const std::vector<std::string_view> empty{"", "", ""};
  builder.add_units({ids, ids, kinds, empty});
  const std::vector<std::string_view> allocation{"a"};
  const std::vector<std::string_view> project{"p"};
  const std::vector<std::string_view> owner{"north"};
  const std::vector<std::string_view> nothing{""};
  const std::vector<int> carried{0};
  const std::vector<std::int64_t> plan{100};
  builder.add_allocations({.allocation = allocation,
                           .project = project,
                           .owner = owner,
                           .locality = nothing,
                           .source = nothing,
                           .programme = nothing,
                           .carried_from = carried,
                           .plan = plan,
                           .assigned_by = {}});
  builder.add_events(events);
  return std::move(builder).build();
}

Obligation detailed_plan(HolidayShift shift = HolidayShift::unmoved) {
  Obligation obligation;
  obligation.id = "plan";
  obligation.event = "detailed_plan";
  obligation.phrase = DeadlinePhrase::before;
  obligation.shift = shift;
  obligation.due = OneOff{on(3, 10), "2024"};
  obligation.applies_to.kind = {"owner"};
  obligation.citation.document = "letter";
  obligation.citation.clause = "2.2";
  return obligation;
}

ObligationsPolicy policy_of(const Obligation& obligation) {
  ObligationsPolicy policy;
  policy.obligations = {obligation};
  return policy;
}

std::vector<std::string> states(const ObligationsPolicy& policy, const Portfolio& facts, Date as_of) {
  static const char* const names[] = {"in time", "late", "missing", "not due"};
  std::vector<std::string> found;
  for (const Duty& duty : check_obligations(policy, facts, as_of).duties) {
    found.push_back(facts->units[static_cast<std::size_t>(duty.unit)].id + " " +
                    names[static_cast<int>(duty.status)] + " " + std::to_string(duty.days));
  }
  return found;
}

TEST(Obligations, BeforeASundayIsTheSaturdayUnlessTheCalendarMovesIt) {
  // §2.2: before 10/3/2024, a Sunday
  const Portfolio facts = portfolio({{"north", "detailed_plan", "2024", on(3, 9), {}, ""},
                                     {"south", "detailed_plan", "2024", on(3, 11), {}, ""}});
  EXPECT_THAT(states(policy_of(detailed_plan()), facts, on(4, 1)),
              ElementsAre("north in time 0", "south late 2"));
  EXPECT_THAT(states(policy_of(detailed_plan(HolidayShift::next_working_day)), facts, on(4, 1)),
              ElementsAre("north in time 2", "south in time 0"));
  EXPECT_THAT(states(policy_of(detailed_plan(HolidayShift::previous_working_day)), facts, on(4, 1)),
              ElementsAre("north late 1", "south late 3"));
  // all three readings are listed whichever decides
  const auto result = check_obligations(policy_of(detailed_plan()), facts, on(4, 1));
  ASSERT_THAT(result.due, SizeIs(1));
  EXPECT_THAT(result.due[0].readings, SizeIs(3));
  EXPECT_EQ(result.due[0].last_day, on(3, 9));
  EXPECT_EQ(result.duties[1].evidence.citation.clause, "2.2");
  EXPECT_EQ(result.duties[1].evidence.quantity, Quantity::days);
}

TEST(Obligations, OnTheLastDayAnUndoneDutyIsNotDueYet) {
  const Portfolio facts = portfolio({{"south", "detailed_plan", "2024", on(3, 12), {}, ""},
                                     {"south", "detailed_plan", "2023", on(3, 1), {}, ""},
                                     {"south", "report", "2024", on(3, 1), {}, ""}});
  const ObligationsPolicy policy = policy_of(detailed_plan());
  EXPECT_THAT(states(policy, facts, on(3, 9)), ElementsAre("north not due 0", "south not due 0"));
  EXPECT_THAT(states(policy, facts, on(3, 10)), ElementsAre("north missing 1", "south missing 1"));
  // the day before the event nobody knows of it
  EXPECT_THAT(states(policy, facts, on(3, 11)), ElementsAre("north missing 2", "south missing 2"));
  EXPECT_THAT(states(policy, facts, on(3, 12)), ElementsAre("north missing 3", "south late 3"));
}

TEST(Obligations, TheFirstEventOfThePeriodFulfils) {
  Obligation monthly = detailed_plan();
  monthly.event = "report";
  monthly.phrase = DeadlinePhrase::by;
  monthly.due = Recurring{Recurrence::monthly, 1, 31, "2024-11"};
  monthly.applies_to = {{"north", "nobody"}, {}};
  const Portfolio facts = portfolio({{"north", "report", "2024-11", on(12, 31), {}, ""},
                                     {"north", "report", "2024-11", on(12, 30), {}, ""},
                                     {"north", "report", "2024-12", on(2, 2, 2025), {}, ""}});
  const auto result = check_obligations(policy_of(monthly), facts, on(2, 5, 2025));
  ASSERT_THAT(result.due, SizeIs(2));
  EXPECT_EQ(result.due[1].period, "2024-12");
  EXPECT_EQ(result.due[1].last_day, on(1, 31, 2025));
  EXPECT_THAT(states(policy_of(monthly), facts, on(2, 5, 2025)),
              ElementsAre("north in time 1", "north late 2"));
  EXPECT_EQ(result.duties[0].fulfilled_on, on(12, 30));
  ASSERT_THAT(result.unknown_units, SizeIs(1));
  EXPECT_EQ(result.unknown_units[0].unit, "nobody");
}

}  // namespace
}  // namespace giaingan
