#include "giaingan/assessment/unmatched_facts.hpp"

#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace giaingan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Policy policy(const std::string& owing = R"({"kind": ["owner"]})") {
  return Policy::from_json(R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
    "bases": [{"id": "current", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
    "averages": [{"id": "city", "title": {"vi": "a", "en": "b"}, "kind": "weighted", "basis": "current"}],
    "disbursement": {"basis": "current"},
    "below_average": {"basis": "current", "months": 3, "references": ["city"], "combine": "any",
                      "violation_events": ["violation"]},
    "project_checks": {"investment_raised": {}, "reconciliation": {"systems": ["owner", "treasury"]}},
    "obligations": {"duties": [
      {"id": "report", "title": {"vi": "a", "en": "b"}, "event": "report", "phrase": "by", "every": "month",
       "day_of_month": 5, "first_period": "2024-03", "applies_to": )" +
                           owing + R"(},
      {"id": "plan", "title": {"vi": "a", "en": "b"}, "event": "detailed_plan", "phrase": "by",
       "day": "2024-03-10", "period": "2024"}]}})");
}

Date on(int month, int day, int year = 2024) {
  return *Date::from(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

EventRow event(std::string_view unit, std::string_view type, std::string_view period, Date date = on(4, 3)) {
  return {unit, type, period, date, {}, ""};
}

/// Owner `u` with project `p`, and a department `d`.
Portfolio city(const std::vector<EventRow>& events, const std::vector<std::string_view>& systems = {}) {
  PortfolioBuilder builder(2024);
  const std::vector<std::string_view> ids{"u", "d"};
  const std::vector<std::string_view> kinds{"owner", "department"};
  const std::vector<std::string_view> empty{"", ""};
  builder.add_units({ids, empty, kinds, empty});
  const std::vector<std::string_view> allocation{"a"};
  const std::vector<std::string_view> owner{"u"};
  const std::vector<std::string_view> project{"p"};
  const std::vector<std::string_view> nothing{""};
  const std::vector<int> carried{0};
  const std::vector<std::int64_t> plan{100};
  builder.add_allocations({allocation, project, owner, nothing, nothing, nothing, carried, plan, {}});
  builder.add_events(events);
  for (int month = 1; const std::string_view system : systems) {
    const std::vector<BudgetMonth> months{{month++}};
    const std::vector<std::string_view> of{system};
    builder.add_ledgers({allocation, months, of, plan, plan});
  }
  return std::move(builder).build();
}

/// `code named/by ×count first [meant]`.
std::vector<std::string> found(const Policy& policy, const Portfolio& portfolio, Date as_of = on(12, 31)) {
  std::vector<std::string> texts;
  for (const UnmatchedFacts& each : unmatched_facts(policy, portfolio, as_of)) {
    texts.push_back(std::string(unmatched_text(each.code)) + " " + each.named + "/" + each.by + " ×" +
                    std::to_string(each.count) + " " + each.first + " [" + each.meant + "]");
  }
  return texts;
}

TEST(UnmatchedFacts, NothingIsSaidOfWhatASectionReads) {
  EXPECT_THAT(found(policy(), city({event("u", "report", "2024-03"), event("d", "detailed_plan", "2024"),
                                    event("d", "violation", ""), event("u", "raise_approved", "p"),
                                    event("u", "total_investment_raised", "p")},
                                   {"owner", "treasury"})),
              IsEmpty());
}

TEST(UnmatchedFacts, EventsOfATypeThatNoSectionReads) {
  EXPECT_THAT(found(policy(), city({event("u", "reprot", "2024-04"), event("u", "reprot", "2024-03"),
                                    event("d", "returned_capital", "")})),
              ElementsAre("event_type reprot/ ×2 u,reprot,2024-03,2024-04-03 [report]",
                          "event_type returned_capital/ ×1 d,returned_capital,,2024-04-03 []"))
      << "no rubric reads what was returned";
}

TEST(UnmatchedFacts, EventsOfAPeriodThatIsNotOwedFor) {
  EXPECT_THAT(found(policy(), city({event("u", "report", "2024-02"), event("u", "report", "3/2024"),
                                    event("u", "detailed_plan", "2023")})),
              ElementsAre("event_period 2023/detailed_plan ×1 u,detailed_plan,2023,2024-04-03 [2024]",
                          "event_period 2024-02/report ×1 u,report,2024-02,2024-04-03 [2024-03]",
                          "event_period 3/2024/report ×1 u,report,3/2024,2024-04-03 []"));
}

TEST(UnmatchedFacts, EventsOfUnitsThatDoNotOweTheDuty) {
  EXPECT_THAT(found(policy(), city({event("d", "report", "2024-03"), event("d", "report", "2024-04")})),
              ElementsAre("event_unit d/report ×2 d,report,2024-03,2024-04-03 []"));
}

TEST(UnmatchedFacts, EventsThatNameNoProject) {
  EXPECT_THAT(
      found(policy(), city({event("u", "total_investment_raised", ""), event("u", "raise_approved", "q")})),
      ElementsAre("event_project /total_investment_raised ×1 u,total_investment_raised,,2024-04-03 []",
                  "event_project q/raise_approved ×1 u,raise_approved,q,2024-04-03 []"));
}

TEST(UnmatchedFacts, EventsFromBeforeTheYear) {
  EXPECT_THAT(found(policy(), city({event("u", "violation", "", on(12, 31, 2023))})),
              ElementsAre("event_before_year 2023-12-31/violation ×1 u,violation,,2023-12-31 []"));
}

TEST(UnmatchedFacts, LedgersOfSystemsThatAreNotCompared) {
  EXPECT_THAT(found(policy(), city({}, {"Owner", "kbnn", "owner", "kbnn"})),
              ElementsAre("ledger_system Owner/ ×1 a,2024-01,Owner [owner]",
                          "ledger_system kbnn/ ×2 a,2024-02,kbnn []"));
}

TEST(UnmatchedFacts, KindsThatNoUnitIsOf) {
  EXPECT_THAT(found(policy(R"({"kind": ["owner", "owners"]})"), city({})),
              ElementsAre("kind_of_no_unit owners/report ×1  [owner]"));
}

TEST(UnmatchedFacts, WhatIsDatedLaterIsNotKnownYet) {
  const Portfolio later = city({event("u", "reprot", "2024-04")}, {"owner", "kbnn"});
  EXPECT_THAT(found(policy(), later, on(4, 2)), ElementsAre("ledger_system kbnn/ ×1 a,2024-02,kbnn []"));
  EXPECT_THAT(found(policy(), later, on(2, 28)), IsEmpty());
}

}  // namespace
}  // namespace giaingan
