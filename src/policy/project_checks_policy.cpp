#include "giaingan/policy/project_checks_policy.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "policy/sections.hpp"

namespace giaingan::inline v1 {
namespace {

constexpr int longest_limit = 1200;

std::vector<GroupLimit> read_group_limits(ObjectReader& parent, std::string_view key) {
  std::vector<GroupLimit> limits;
  for (const Node& item : parent.items(key)) {
    ObjectReader reader(parent.context(), item, parent.citation());
    GroupLimit limit{
        .group = reader.text("group"),
        .limit = {static_cast<int>(reader.integer("limit", 0, longest_limit)), reader.citation_of("limit")}};
    reader.finish();
    if (std::ranges::find(limits, limit.group, &GroupLimit::group) != limits.end()) {
      reader.problem("group", "policy.duplicate_id", "the group \"" + limit.group + "\" stands twice",
                     "every group once", "delete one");
    }
    limits.push_back(std::move(limit));
  }
  if (limits.empty()) {
    parent.problem("", "policy.no_limits", "no group is given a limit",
                   "at least one under \"" + std::string(key) + "\"", "add the limits by group");
  }
  return limits;
}

ProjectFilter read_project_filter(ObjectReader& parent, std::string_view key) {
  ProjectFilter filter;
  if (const auto node = parent.member(key)) {
    ObjectReader reader(parent.context(), *node);
    filter.phase = reader.texts("phase");
    filter.group = reader.texts("group");
    filter.programme = reader.texts("programme");
    reader.finish();
  }
  return filter;
}

DateCheck read_date_check(ObjectReader& reader, std::optional<int> year) {
  DateCheck check{.id = reader.text("id"),
                  .title = reader.bilingual("title"),
                  .kind = reader.choice<DateCheckKind>("kind", {{"new_start", DateCheckKind::new_start},
                                                                {"procedures", DateCheckKind::procedures}}),
                  .date = reader.choice<ProjectDate>("date", {{"approved_on", ProjectDate::approved_on},
                                                              {"started_on", ProjectDate::started_on},
                                                              {"completed_on", ProjectDate::completed_on}}),
                  .phrase = reader.choice<DeadlinePhrase>(
                      "phrase", {{"before", DeadlinePhrase::before}, {"by", DeadlinePhrase::by}}),
                  .day = reader.date("day"),
                  .projects = read_project_filter(reader, "projects"),
                  .citation = reader.whole_citation()};
  const int of = static_cast<int>(check.day.parts().year());
  if (year && check.day != Date{} && (of < *year || of > *year + 1)) {
    reader.problem("day", "policy.deadline_outside_year",
                   "the deadline " + check.day.text() + " lies outside the budget year",
                   "a day of " + std::to_string(*year) + " or " + std::to_string(*year + 1), "mend the year");
  }
  return check;
}

SettlementLimit read_settlement(ObjectReader& reader) {
  return {.id = reader.text("id"),
          .title = reader.bilingual("title"),
          .step = reader.choice<ProjectDate>(
              "step", {{"settlement_submitted_on", ProjectDate::settlement_submitted_on},
                       {"settled_on", ProjectDate::settled_on}}),
          .months = read_group_limits(reader, "months"),
          .citation = reader.whole_citation()};
}

/// A check without parameters: an object that at most cites.
std::optional<Citation> read_plain_check(ObjectReader& parent, std::string_view key) {
  const auto node = parent.member(key);
  if (!node) return std::nullopt;
  ObjectReader reader(parent.context(), *node, parent.citation());
  reader.finish();
  return reader.citation();
}

ReconciliationPolicy read_reconciliation(ObjectReader& reader) {
  ReconciliationPolicy section{.systems = reader.texts("systems"), .citation = reader.whole_citation()};
  std::vector<std::string> once = section.systems;
  std::ranges::sort(once);
  if (section.systems.size() < 2 || std::ranges::adjacent_find(once) != once.end()) {
    reader.problem("systems", "policy.bad_systems", "ledgers are compared in pairs",
                   "at least two systems, each once", "name them, as \"owner\", \"treasury\", \"tabmis\"");
  }
  return section;
}

}  // namespace

ProjectChecksPolicy read_project_checks(ReadingContext& context, const Node& node, const NamedParts& named) {
  ObjectReader reader(context, node);
  ProjectChecksPolicy section{.citation = reader.citation()};
  if (const auto member = reader.member("funding_limits")) {
    ObjectReader limits(context, *member, section.citation);
    section.funding_limits =
        FundingLimits{.years = read_group_limits(limits, "years"), .citation = limits.citation()};
    limits.finish();
  }
  for (const Node& item : reader.items("date_checks")) {
    ObjectReader check(context, item, section.citation);
    DateCheck read = read_date_check(check, named.year);
    check.finish();
    report_second(check, section.date_checks, read.id);
    section.date_checks.push_back(std::move(read));
  }
  for (const Node& item : reader.items("settlement")) {
    ObjectReader limit(context, item, section.citation);
    SettlementLimit read = read_settlement(limit);
    limit.finish();
    report_second(limit, section.settlement, read.id);
    section.settlement.push_back(std::move(read));
  }
  section.investment_raised = read_plain_check(reader, "investment_raised");
  section.total_investment = read_plain_check(reader, "total_investment");
  section.medium_term = read_plain_check(reader, "medium_term");
  if (const auto member = reader.member("reconciliation")) {
    ObjectReader systems(context, *member, section.citation);
    section.reconciliation = read_reconciliation(systems);
    systems.finish();
  }
  reader.finish();
  return section;
}

}  // namespace giaingan::inline v1
