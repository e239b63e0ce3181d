// The library's checks of projects against the slow oracle, on worlds where dates and sums fall on their
// limits.
#include "giaingan/rules/project_checks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "differential/bridge.hpp"
#include "differential/seeds.hpp"
#include "oracle/draws.hpp"
#include "oracle/obligations.hpp"
#include "oracle/project_checks.hpp"

namespace differential {
namespace {

using Lines = std::vector<std::string>;

struct CheckedWorld {
  oracle::Facts facts;
  oracle::ProjectChecks ours;
  giaingan::ProjectChecksPolicy theirs;
  oracle::Date as_of;
};

/// Makes one world.
struct Maker {
  oracle::Draws draws;
  CheckedWorld world;

  /// A day that is often the same: of few months, at their ends, or any.
  oracle::Date day() {
    const int year = static_cast<int>(draws.between(2023, 2025));
    const int month = draws.one_of<int>({1, 2, 3, 8, 11, 12});
    const int last = oracle::last_day(year, month).day;
    if (draws.chance(50)) return {year, month, draws.one_of<int>({1, 28, last})};
    return {year, month, static_cast<int>(draws.between(1, last))};
  }

  std::optional<oracle::Date> perhaps_day(int percent) {
    return draws.chance(percent) ? std::optional(day()) : std::nullopt;
  }

  std::vector<std::string> some_of(const std::vector<std::string>& names) {
    std::vector<std::string> some;
    for (const std::string& name : names) {
      if (draws.chance(25)) some.push_back(name);
    }
    return some;
  }

  void project(const std::string& id) {
    oracle::Project made;
    made.id = id;
    made.group = draws.one_of<std::string>({"A", "B", "C", ""});
    made.phase = draws.one_of<std::string>({"new_start", "transitional", "completed"});
    if (draws.chance(70)) made.total_investment = draws.between(0, 60);
    made.funded_before = draws.between(0, 30);
    if (draws.chance(80)) made.first_funded_year = static_cast<int>(draws.between(2018, 2024));
    if (draws.chance(70)) made.medium_term_plan = draws.between(0, 60);
    made.medium_term_used = draws.between(0, 30);
    made.approved_on = perhaps_day(60);
    made.started_on = perhaps_day(60);
    made.completed_on = perhaps_day(60);
    made.settlement_submitted_on = perhaps_day(40);
    made.settled_on = perhaps_day(25);
    world.facts.projects.push_back(made);
  }

  void allocation(const std::string& id) {
    oracle::Allocation made;
    made.id = id;
    made.project = draws.one_of<std::string>({"p1", "p2", "p3"});
    made.owner = "o1";
    made.source = "city";
    made.programme = draws.one_of<std::string>({"", "ntp", "ntm"});
    if (draws.chance(25)) made.carried_from = 2023;
    made.plan = draws.chance(20) ? 0 : draws.between(1, 20);
    std::int64_t left = made.plan;
    oracle::Date on{2024, 1, 1};
    for (std::int64_t i = draws.between(0, 2); i > 0; --i) {
      for (std::int64_t days = draws.between(0, 150); days > 0; --days)
        on = oracle::next_day(on);
      const std::int64_t change = draws.chance(40) ? -left : draws.between(-left, 15);
      left += change;
      if (change != 0) world.facts.plan_changes.push_back({id, on, change, "", ""});
    }
    world.facts.allocations.push_back(made);
  }

  void event() {
    oracle::Event made;
    made.unit = draws.one_of<std::string>({"o1", "o2"});
    made.type = draws.one_of<std::string>({"total_investment_raised", "raise_approved", "violation"});
    made.period = draws.one_of<std::string>({"p1", "p2", "unknown"});
    made.date = day();
    if (draws.chance(60)) made.amount = draws.between(1, 50);
    world.facts.events.push_back(made);
  }

  std::map<std::string, int> limits(int least, int most) {
    std::map<std::string, int> made;
    for (const char* group : {"A", "B", "C"}) {
      if (draws.chance(75)) made[group] = static_cast<int>(draws.between(least, most));
    }
    return made;
  }

  static std::vector<giaingan::GroupLimit> limits_of(const std::map<std::string, int>& limits) {
    std::vector<giaingan::GroupLimit> theirs;
    for (const auto& [group, limit] : limits)
      theirs.push_back({group, {limit, {}}});
    return theirs;
  }

  void dated(int number) {
    using Column = std::pair<std::string, giaingan::ProjectDate>;
    const Column date = draws.one_of<Column>({{"approved_on", giaingan::ProjectDate::approved_on},
                                              {"started_on", giaingan::ProjectDate::started_on},
                                              {"completed_on", giaingan::ProjectDate::completed_on}});
    const bool starts = draws.chance(50);
    oracle::DatedCheck check{"d" + std::to_string(number),
                             starts ? "new_start_late" : "procedures_late",
                             date.first,
                             draws.chance(50),
                             day(),
                             some_of({"new_start", "transitional"}),
                             some_of({"A", "B"}),
                             some_of({"ntp", "ntm"})};
    world.ours.dated.push_back(check);
    giaingan::DateCheck theirs;
    theirs.id = check.id;
    theirs.kind = starts ? giaingan::DateCheckKind::new_start : giaingan::DateCheckKind::procedures;
    theirs.date = date.second;
    theirs.phrase = check.before ? giaingan::DeadlinePhrase::before : giaingan::DeadlinePhrase::by;
    theirs.day = date_of(check.day);
    theirs.projects = {check.phases, check.groups, check.programmes};
    world.theirs.date_checks.push_back(theirs);
  }

  void settlement(const std::string& id, const std::string& step, giaingan::ProjectDate theirs) {
    const oracle::SettlementCheck check{id, step, limits(0, 14)};
    world.ours.settlement.push_back(check);
    giaingan::SettlementLimit limit;
    limit.id = id;
    limit.step = theirs;
    limit.months = limits_of(check.months);
    world.theirs.settlement.push_back(limit);
  }

  void policies() {
    if (draws.chance(80)) {
      world.ours.years = limits(1, 6);
      world.theirs.funding_limits = giaingan::FundingLimits{limits_of(*world.ours.years), {}};
    }
    for (int i = static_cast<int>(draws.between(0, 3)); i > 0; --i)
      dated(i);
    if (draws.chance(70))
      settlement("submission", "settlement_submitted_on", giaingan::ProjectDate::settlement_submitted_on);
    if (draws.chance(70)) settlement("approval", "settled_on", giaingan::ProjectDate::settled_on);
    const auto either = [&](bool& ours, std::optional<giaingan::Citation>& theirs) {
      ours = draws.chance(80);
      if (ours) theirs = giaingan::Citation{};
    };
    either(world.ours.total_investment, world.theirs.total_investment);
    either(world.ours.medium_term, world.theirs.medium_term);
    either(world.ours.raises, world.theirs.investment_raised);
  }

  CheckedWorld make() {
    world.facts.year = 2024;
    world.facts.units = {{"o1", "owner", ""}, {"o2", "owner", ""}};
    for (const char* id : {"p1", "p2", "p3"})
      project(id);
    for (int i = static_cast<int>(draws.between(1, 5)); i > 0; --i)
      allocation("a" + std::to_string(i));
    for (std::int64_t i = draws.between(0, 5); i > 0; --i)
      event();
    policies();
    world.as_of = day();
    return world;
  }
};

CheckedWorld random_checked_world(std::uint64_t seed) {
  return Maker{oracle::Draws(seed), {}}.make();
}

std::string text(const std::optional<oracle::Date>& day) {
  return day ? date_of(*day).text() : "-";
}

std::string text(const std::optional<giaingan::Date>& day) {
  return day ? day->text() : "-";
}

std::string text(const std::optional<int>& days) {
  return days ? std::to_string(*days) : "-";
}

Lines sorted(Lines lines) {
  std::ranges::sort(lines);
  return lines;
}

Lines ours(const CheckedWorld& world) {
  Lines lines;
  const auto checked = oracle::checked_projects(world.facts, world.ours, world.as_of);
  for (const oracle::FoundProject& each : checked.found) {
    lines.push_back(each.code + " " + each.project + " [" + each.check + "] due " + text(each.deadline) +
                    " done " + text(each.done_on) + " days " + text(each.days) + " amount " +
                    (each.amount ? each.amount->str() : "-"));
  }
  for (const oracle::SkippedProject& each : checked.skipped)
    lines.push_back("unchecked " + each.code + " " + each.project + " [" + each.check + "] " + each.reason);
  return sorted(lines);
}

Lines theirs(const CheckedWorld& world) {
  Lines lines;
  const giaingan::Portfolio facts = portfolio_of(world.facts);
  const auto result = giaingan::check_projects(world.theirs, facts, date_of(world.as_of));
  for (const giaingan::ProjectFinding& each : result.findings) {
    lines.push_back(std::string(giaingan::project_finding_text(each.code)) + " " + each.evidence.subject +
                    " [" + each.check + "] due " + text(each.deadline) + " done " + text(each.done_on) +
                    " days " + text(each.days) + " amount " +
                    (each.amount ? each.amount->numerator_text() : "-"));
  }
  for (const giaingan::UncheckedProject& each : result.unchecked) {
    lines.push_back(std::string("unchecked ") + giaingan::project_finding_text(each.code) + " " +
                    facts->projects[static_cast<std::size_t>(each.project)].id + " [" + each.check + "] " +
                    giaingan::unchecked_reason_text(each.reason));
  }
  return sorted(lines);
}

TEST(ProjectChecks, RandomProjectsAreFoundAsTheOracleSays) {
  const Seeds range = seeds(3000);
  std::set<std::string> seen;
  for (std::uint64_t seed = range.first; seed < range.end; ++seed) {
    const CheckedWorld world = random_checked_world(seed);
    const Lines expected = ours(world);
    ASSERT_EQ(theirs(world), expected) << "seed " << seed;
    for (const std::string& line : expected) {
      const bool unchecked = line.starts_with("unchecked ");
      seen.insert(unchecked ? line.substr(line.rfind(' ') + 1) : line.substr(0, line.find(' ')));
    }
  }
  EXPECT_EQ(seen.size(), giaingan::project_finding_codes.size() + 5) << "every finding and reason was tried";
}

/// A phase has no day, and a completion that is dated in days to come isn't said to lack its date: the one
/// line that a later date may take away.
Lines without_missing_completions(Lines lines) {
  std::erase_if(lines, [](const std::string& line) { return line.ends_with(" no_completed_on"); });
  return lines;
}

/// No look-ahead: what comes after the day changes nothing; nor does the order of the rows.
TEST(ProjectChecks, SeeNothingOfLaterFactsNorTheOrderOfRows) {
  const Seeds range = seeds(500);
  for (std::uint64_t seed = range.first; seed < range.end; ++seed) {
    CheckedWorld world = random_checked_world(seed);
    const Lines before = theirs(world);
    std::ranges::reverse(world.facts.projects);
    std::ranges::reverse(world.facts.allocations);
    std::ranges::reverse(world.facts.events);
    ASSERT_EQ(theirs(world), before) << "seed " << seed;
    std::erase_if(world.facts.events, [&](const oracle::Event& event) { return event.date > world.as_of; });
    for (oracle::Project& project : world.facts.projects) {
      for (auto* date : {&project.approved_on, &project.started_on, &project.completed_on,
                         &project.settlement_submitted_on, &project.settled_on}) {
        if (*date && **date > world.as_of) date->reset();
      }
    }
    ASSERT_EQ(without_missing_completions(theirs(world)), without_missing_completions(before))
        << "seed " << seed;
  }
}

}  // namespace
}  // namespace differential
