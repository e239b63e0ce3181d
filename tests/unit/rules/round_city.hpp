// A city that a reallocation round meets, a row an allocation, for the tests of rounds.
#pragma once

#include "giaingan/portfolio/portfolio.hpp"
#include "giaingan/rules/reallocation.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace round_city {

using namespace giaingan;

inline Date day(int year, unsigned month, unsigned date) {
  return Date::from(year, month, date).value();
}

/// One allocation with what the round reads of it. Its owner is its own unit; a project has the caps of its
/// first row; it may be empty.
struct Row {
  std::string id;
  std::string project = id;
  std::string owner = "u";
  std::string source = "s";
  int carried_from = 0;
  std::int64_t plan = 0;
  std::int64_t disbursed = 0;
  std::int64_t committed = 0;
  std::int64_t requested = 0;
  std::int64_t absorbable = 1'000'000;
  std::optional<std::int64_t> total_investment = std::nullopt;
  std::optional<std::int64_t> medium_term_plan = 1'000'000'000'000;
  std::string priority = "";
  std::string programme = "";
  std::string group = "";
  std::optional<int> first_funded_year = std::nullopt;
  std::optional<Date> settled_on = std::nullopt;
  bool asks = requested > 0;
};

/// A change of a row's plan by another decision.
struct Change {
  std::string allocation;
  Date date;
  std::int64_t change = 0;
  std::string decision;
};

struct City {
  std::vector<Row> rows;
  std::map<std::string, std::int64_t> capacity;  // of owners
  std::map<std::string, std::int64_t> scheduled_at_end;
  std::vector<Change> changes{};

  [[nodiscard]] Portfolio portfolio() const {
    std::vector<std::string_view> unit;
    std::vector<std::string_view> kind;
    std::vector<std::string_view> empty;
    std::set<std::string_view> owners;
    std::vector<Project> projects;
    std::set<std::string_view> known;
    for (const Row& row : rows) {
      owners.insert(row.owner);
      if (row.project.empty() || !known.insert(row.project).second) continue;
      projects.push_back({.id = row.project,
                          .name = row.project,
                          .group = row.group,
                          .priority = row.priority,
                          .total_investment = as_dong(row.total_investment),
                          .first_funded_year = row.first_funded_year,
                          .medium_term_plan = as_dong(row.medium_term_plan),
                          .settled_on = row.settled_on});
    }
    for (const std::string_view owner : owners) {
      unit.push_back(owner);
      kind.push_back("owner");
      empty.push_back("");
    }
    PortfolioBuilder builder(2024);
    builder.add_units({unit, unit, kind, empty});
    builder.add_projects(projects);
    add_allocations(builder);
    add_changes(builder);
    add_months(builder);
    std::vector<MetricRow> metrics;
    for (const auto& [owner, room] : capacity)
      metrics.push_back({owner, "capacity", Ratio{room, 1}});
    builder.add_metrics(metrics);
    return std::move(builder).build();
  }

 private:
  static std::optional<Dong> as_dong(std::optional<std::int64_t> amount) {
    return amount ? std::optional(Dong{*amount}) : std::nullopt;
  }

  template <class Value, class Get>
  std::vector<Value> column(Get get) const {
    std::vector<Value> values;
    for (const Row& row : rows)
      values.push_back(get(row));
    return values;
  }
  using Texts = std::vector<std::string_view>;

  void add_allocations(PortfolioBuilder& builder) const {
    const auto id = column<std::string_view>([](const Row& row) { return std::string_view(row.id); });
    const auto project =
        column<std::string_view>([](const Row& row) { return std::string_view(row.project); });
    const auto owner = column<std::string_view>([](const Row& row) { return std::string_view(row.owner); });
    const auto source = column<std::string_view>([](const Row& row) { return std::string_view(row.source); });
    const auto programme =
        column<std::string_view>([](const Row& row) { return std::string_view(row.programme); });
    const Texts empty(rows.size(), "");
    const auto carried = column<int>([](const Row& row) { return row.carried_from; });
    const auto plan = column<std::int64_t>([](const Row& row) { return row.plan; });
    builder.add_allocations({.allocation = id,
                             .project = project,
                             .owner = owner,
                             .locality = empty,
                             .source = source,
                             .programme = programme,
                             .carried_from = carried,
                             .plan = plan,
                             .assigned_by = {}});
  }

  void add_changes(PortfolioBuilder& builder) const {
    Texts allocation;
    std::vector<Date> date;
    std::vector<std::int64_t> amount;
    Texts decision;
    for (const Change& change : changes) {
      allocation.push_back(change.allocation);
      date.push_back(change.date);
      amount.push_back(change.change);
      decision.push_back(change.decision);
    }
    builder.add_plan_changes({allocation, date, amount, decision, {}});
  }

  void add_months(PortfolioBuilder& builder) const {
    const auto id = column<std::string_view>([](const Row& row) { return std::string_view(row.id); });
    const std::vector<BudgetMonth> may(rows.size(), BudgetMonth{5});
    const auto disbursed = column<std::int64_t>([](const Row& row) { return row.disbursed; });
    const auto committed = column<std::int64_t>([](const Row& row) { return row.committed; });
    builder.add_disbursements({.allocation = id, .month = may, .disbursed = disbursed, .kind = {}});
    builder.add_commitments({id, may, committed});
    Texts asking;
    Texts round;
    std::vector<std::int64_t> requested;
    std::vector<std::int64_t> absorbable;
    for (const char* name : {"r1", "r2"}) {
      for (const Row& row : rows) {
        if (!row.asks) continue;
        asking.push_back(row.id);
        round.push_back(name);
        requested.push_back(row.requested);
        absorbable.push_back(row.absorbable);
      }
    }
    builder.add_requests({asking, round, requested, absorbable});
    Texts scheduled;
    std::vector<BudgetMonth> december;
    std::vector<std::int64_t> amount;
    for (const auto& [allocation, end] : scheduled_at_end) {
      scheduled.push_back(allocation);
      december.push_back({12});
      amount.push_back(end);
    }
    if (!scheduled.empty()) builder.add_schedule({scheduled, december, amount});
  }
};

/// Half the plan is required on 10 June, one tier, fastest first.
inline Round round_of() {
  Round round;
  round.id = "r1";
  round.report_before = day(2024, 6, 20);
  round.as_of = day(2024, 6, 10);
  round.effective = round.report_before;
  round.basis.id = "current";
  round.required_ratio.value = {1, 2};
  round.recipients.level = "owner";
  round.bars = {Bar::outside_medium_term_plan, Bar::settled};
  round.pool_by = {PoolKey::source, PoolKey::carried_over};
  round.tiers = {Tier{.id = "all"}};
  return round;
}

using Changes = std::vector<std::pair<std::string, std::int64_t>>;

inline Changes cuts(const ReallocationResult& result) {
  Changes changes;
  for (const Cut& cut : result.cuts)
    changes.emplace_back(cut.allocation, cut.amount.value);
  return changes;
}

inline Changes additions(const ReallocationResult& result) {
  Changes changes;
  for (const Addition& addition : result.additions)
    changes.emplace_back(addition.allocation, addition.amount.value);
  return changes;
}

/// `code subject` of every finding.
inline std::vector<std::string> findings(const ReallocationResult& result) {
  std::vector<std::string> found;
  for (const ReallocationFinding& finding : result.findings)
    found.push_back(finding.code + " " + finding.subject);
  return found;
}

inline const DonorAllocation& donor(const ReallocationResult& result, const Portfolio& portfolio,
                                    const char* id) {
  return *std::ranges::find_if(result.donor_allocations, [&](const DonorAllocation& allocation) {
    return portfolio->allocations[static_cast<std::size_t>(allocation.allocation)].id == id;
  });
}

inline const Recipient& recipient(const ReallocationResult& result, const Portfolio& portfolio,
                                  const char* id) {
  return *std::ranges::find_if(result.recipients, [&](const Recipient& allocation) {
    return portfolio->allocations[static_cast<std::size_t>(allocation.allocation)].id == id;
  });
}

/// A slow owner that can release `amount` of source s and nothing else: half of 2·amount is not yet
/// disbursed.
inline Row slow(const std::string& id, std::int64_t amount, const std::string& source = "s") {
  return {.id = id, .owner = "slow " + id, .source = source, .plan = amount, .disbursed = 0};
}

/// A fast owner's allocation; the higher `speed` (percent), the faster the owner.
inline Row fast(const std::string& id, std::int64_t speed, std::int64_t requested) {
  return {.id = id, .owner = "fast " + id, .plan = 100, .disbursed = speed, .requested = requested};
}

}  // namespace round_city
