#include "giaingan/assessment/unmatched_facts.hpp"

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/rules/obligations.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "input/text.hpp"

namespace giaingan::inline v1 {
namespace {

/// Rows that match nothing, gathered by their reason.
class Gathered {
 public:
  void add(UnmatchedCode code, const char* table, const std::string& named, const std::string& by,
           const std::string& row, const std::set<std::string>& expected) {
    UnmatchedFacts& facts = found_[{code, named, by}];
    if (facts.count++ > 0) return;
    facts.code = code;
    facts.table = table;
    facts.named = named;
    facts.by = by;
    facts.first = row;
    facts.expected.assign(expected.begin(), expected.end());
    const std::vector<std::string_view> candidates(expected.begin(), expected.end());
    facts.meant = closest(named, candidates);
  }

  std::vector<UnmatchedFacts> all() && {
    std::vector<UnmatchedFacts> all;
    all.reserve(found_.size());
    for (auto& [key, facts] : found_)
      all.push_back(std::move(facts));
    return all;
  }

 private:
  std::map<std::tuple<UnmatchedCode, std::string, std::string>, UnmatchedFacts> found_;
};

/// Which events the sections of a policy read.
class EventReaders {
 public:
  EventReaders(const PolicySections& policy, const Facts& facts) : facts_(facts) {
    if (policy.evaluation) in_the_year_.insert("returned_capital");
    if (policy.below_average)
      in_the_year_.insert(policy.below_average->violation_events.begin(),
                          policy.below_average->violation_events.end());
    if (policy.project_checks && policy.project_checks->investment_raised)
      of_project_.insert({"raise_approved", "total_investment_raised"});
    if (policy.medium_term) {
      for (const MediumTermAdjustment& adjustment : policy.medium_term->adjustments) {
        for (const DonorEvent& event : adjustment.donors.events)
          of_project_.insert(event.type);
      }
    }
    if (!policy.obligations) return;
    for (const Obligation& obligation : policy.obligations->obligations) {
      if (obligation.event.empty()) continue;
      for (const std::string& period : periods_of(obligation, facts.year))
        duties_[obligation.event][period].push_back(&obligation);
    }
  }

  [[nodiscard]] std::set<std::string> types() const {
    std::set<std::string> types = in_the_year_;
    types.insert(of_project_.begin(), of_project_.end());
    for (const auto& each : duties_)
      types.insert(each.first);
    return types;
  }

  /// Notes why no section takes the event, unless one does.
  void look_at(const Event& event, Gathered& unmatched) const {
    const bool yearly = in_the_year_.contains(event.type);
    const bool project = of_project_.contains(event.type);
    const auto duty = duties_.find(event.type);
    if ((yearly && event.date >= first_day()) || (project && has_project(event.period))) return;
    const auto note = [&](UnmatchedCode code, const std::string& named,
                          const std::set<std::string>& expected) {
      unmatched.add(code, "events", named, code == UnmatchedCode::event_type ? "" : event.type, row_of(event),
                    expected);
    };
    if (duty != duties_.end()) {
      const auto of_period = duty->second.find(event.period);
      if (of_period == duty->second.end())
        return note(UnmatchedCode::event_period, event.period, keys_of(duty->second));
      if (!owed(of_period->second, event))
        note(UnmatchedCode::event_unit, unit_of(event).id, debtors(of_period->second));
    } else if (project) {
      note(UnmatchedCode::event_project, event.period, {"a project of projects.csv"});
    } else if (yearly) {
      note(UnmatchedCode::event_before_year, event.date.text(), {"from " + first_day().text()});
    } else {
      note(UnmatchedCode::event_type, event.type, types());
    }
  }

 private:
  using Duties = std::vector<const Obligation*>;

  [[nodiscard]] Date first_day() const { return *Date::from(facts_.year, 1, 1); }
  [[nodiscard]] const Unit& unit_of(const Event& event) const {
    return facts_.units[static_cast<std::size_t>(event.unit)];
  }
  [[nodiscard]] std::string row_of(const Event& event) const {
    return unit_of(event).id + "," + event.type + "," + event.period + "," + event.date.text();
  }
  [[nodiscard]] bool has_project(const std::string& id) const {
    const auto found = std::ranges::lower_bound(facts_.projects, id, {}, &Project::id);
    return found != facts_.projects.end() && found->id == id;
  }
  [[nodiscard]] bool owed(const Duties& duties, const Event& event) const {
    return std::ranges::any_of(duties,
                               [&](const Obligation* each) { return is_owed_by(*each, unit_of(event)); });
  }
  /// The units and kinds that owe one of the duties.
  [[nodiscard]] static std::set<std::string> debtors(const Duties& duties) {
    std::set<std::string> names;
    for (const Obligation* each : duties) {
      names.insert(each->applies_to.unit.begin(), each->applies_to.unit.end());
      names.insert(each->applies_to.kind.begin(), each->applies_to.kind.end());
    }
    return names;
  }
  template <class Map>
  [[nodiscard]] static std::set<std::string> keys_of(const Map& map) {
    std::set<std::string> keys;
    for (const auto& each : map)
      keys.insert(each.first);
    return keys;
  }

  const Facts& facts_;
  std::set<std::string> in_the_year_;  ///< types that count from 1 January on, whatever their period
  std::set<std::string> of_project_;   ///< types whose period names a project
  std::map<std::string, std::map<std::string, Duties>> duties_;  ///< type → period
};

void add_events(const PolicySections& policy, const Facts& facts, Date as_of, Gathered& unmatched) {
  const EventReaders readers(policy, facts);
  for (const Event& event : facts.events) {
    if (event.date <= as_of) readers.look_at(event, unmatched);
  }
}

void add_ledgers(const PolicySections& policy, const Facts& facts, Date as_of, Gathered& unmatched) {
  std::set<std::string> systems;
  if (policy.project_checks && policy.project_checks->reconciliation) {
    const auto& compared = policy.project_checks->reconciliation->systems;
    systems.insert(compared.begin(), compared.end());
  }
  for (const LedgerEntry& entry : facts.ledger) {
    if (systems.contains(entry.system) || month_end(facts.year, entry.month) > as_of) continue;
    unmatched.add(UnmatchedCode::ledger_system, "ledgers", entry.system, "",
                  facts.allocations[static_cast<std::size_t>(entry.allocation)].id + "," +
                      month_text(facts.year, entry.month) + "," + entry.system,
                  systems);
  }
}

void add_requests(const PolicySections& policy, const Facts& facts, Gathered& unmatched) {
  std::set<std::string> rounds;
  if (policy.reallocation) {
    for (const Round& round : policy.reallocation->rounds)
      rounds.insert(round.id);
  }
  if (policy.medium_term) {
    for (const MediumTermAdjustment& adjustment : policy.medium_term->adjustments)
      rounds.insert(adjustment.id);
  }
  for (const Request& request : facts.requests) {
    if (rounds.contains(request.round)) continue;
    unmatched.add(UnmatchedCode::request_round, "requests", request.round, "",
                  facts.allocations[static_cast<std::size_t>(request.allocation)].id + "," + request.round,
                  rounds);
  }
}

void add_revenues(const PolicySections& policy, const Facts& facts, Date as_of, Gathered& unmatched) {
  std::set<std::string> sources;
  if (policy.revenue) {
    for (const RevenueSource& source : policy.revenue->sources)
      sources.insert(source.source);
  }
  for (const Revenue& revenue : facts.revenues) {
    if (sources.contains(revenue.source) || month_end(facts.year, revenue.month) > as_of) continue;
    unmatched.add(UnmatchedCode::revenue_source, "revenues", revenue.source, "",
                  revenue.source + "," + month_text(facts.year, revenue.month), sources);
  }
}

void add_kinds(const PolicySections& policy, const Facts& facts, Gathered& unmatched) {
  std::set<std::string> kinds;
  for (const Unit& unit : facts.units)
    kinds.insert(unit.kind);
  const auto look_at = [&](const UnitFilter& filter, const std::string& by) {
    for (const std::string& kind : filter.kind) {
      if (!kinds.contains(kind)) unmatched.add(UnmatchedCode::kind_of_no_unit, "units", kind, by, "", kinds);
    }
  };
  for (const Milestone& milestone : policy.disbursement.milestones)
    look_at(milestone.applies_to, milestone.id);
  if (!policy.obligations) return;
  for (const Obligation& obligation : policy.obligations->obligations)
    look_at(obligation.applies_to, obligation.id);
}

}  // namespace

const char* unmatched_text(UnmatchedCode code) noexcept {
  switch (code) {
    case UnmatchedCode::event_type:
      return "event_type";
    case UnmatchedCode::event_period:
      return "event_period";
    case UnmatchedCode::event_unit:
      return "event_unit";
    case UnmatchedCode::event_project:
      return "event_project";
    case UnmatchedCode::event_before_year:
      return "event_before_year";
    case UnmatchedCode::ledger_system:
      return "ledger_system";
    case UnmatchedCode::request_round:
      return "request_round";
    case UnmatchedCode::revenue_source:
      return "revenue_source";
    case UnmatchedCode::kind_of_no_unit:
      break;
  }
  return "kind_of_no_unit";
}

std::vector<UnmatchedFacts> unmatched_facts(const Policy& policy, const Portfolio& portfolio, Date as_of) {
  Gathered unmatched;
  add_events(*policy, *portfolio, as_of, unmatched);
  add_ledgers(*policy, *portfolio, as_of, unmatched);
  add_requests(*policy, *portfolio, unmatched);
  add_revenues(*policy, *portfolio, as_of, unmatched);
  add_kinds(*policy, *portfolio, unmatched);
  return std::move(unmatched).all();
}

}  // namespace giaingan::inline v1
