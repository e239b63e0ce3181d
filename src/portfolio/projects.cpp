#include "giaingan/exact/int128.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "input/text.hpp"
#include "portfolio/arrange.hpp"
#include "portfolio/rows.hpp"

namespace giaingan::inline v1 {
namespace {

constexpr Int128 greatest = std::numeric_limits<std::int64_t>::max();

bool check_project(Rows& rows, std::size_t i, const Project& project) {
  bool good = rows.required(i, "project", project.id);
  good = rows.text(i, "name", project.name) && good;
  good = rows.text(i, "priority", project.priority) && good;
  good = rows.word(i, "group", project.group, {"national", "A", "B", "C"}) && good;
  good =
      rows.word(i, "phase", project.phase, {"preparation", "new_start", "transitional", "completed"}) && good;
  const std::array<std::pair<std::string_view, Dong>, 4> amounts = {
      {{"total_investment", project.total_investment.value_or(Dong{0})},
       {"funded_before", project.funded_before},
       {"medium_term_plan", project.medium_term_plan.value_or(Dong{0})},
       {"medium_term_used", project.medium_term_used}}};
  for (const auto& [column, amount] : amounts)
    good = rows.not_negative(i, column, amount) && good;
  const bool possible_year =
      project.first_funded_year.value_or(1) >= 1 && project.first_funded_year.value_or(1) <= 9999;
  if (!possible_year) {
    rows.problem(i, "first_funded_year", "dataset.bad_year",
                 std::to_string(*project.first_funded_year) + " isn't a year",
                 "a year from 1 to 9999, or empty", "correct the year");
  }
  return good && possible_year;
}

/// Reports the row with which the sum of all medium-term plans leaves int64.
void check_medium_term_sum(Draft& draft) {
  Int128 sum = 0;
  for (const Row<Project>& row : draft.projects) {
    sum += row.fact.medium_term_plan.value_or(Dong{}).value;
    if (sum <= greatest) continue;
    draft.problem(Table::projects, row.where, "medium_term_plan", "dataset.sum_beyond_int64",
                  "with project " + in_quotes(row.fact.id) + " the sum of all medium-term plans leaves int64",
                  "sums of at most " + std::to_string(static_cast<std::int64_t>(greatest)) + " đồng",
                  "look for an amount in a wrong unit of money");
    return;
  }
}

}  // namespace

void PortfolioBuilder::add_projects(std::span<const Project> projects, const Origin& origin) {
  Rows rows(*state_, Table::projects, origin, {{"project", projects.size()}});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    static_cast<void>(check_project(rows, i, projects[i]));
    if (projects[i].id.empty()) continue;
    const auto [number, is_new] = state_->project_ids.add(projects[i].id);
    if (is_new) {
      state_->projects.push_back({projects[i], rows.where(i)});
      continue;
    }
    const Where first = state_->projects[static_cast<std::size_t>(number)].where;
    rows.problem(
        i, "project", "dataset.duplicate_key",
        "the project " + in_quotes(projects[i].id) + " stands already in row " + std::to_string(first.row),
        "every project once", "delete one of the two rows, or correct its id");
  }
}

void resolve_projects(Draft& draft) {
  if (draft.is_given(Table::projects)) return;
  for (std::size_t i = 0; i < draft.allocations.project.size(); ++i) {
    if (const std::string_view id = draft.allocations.project[i]; !id.empty()) draft.project_ids.add(id);
  }
}

void arrange_projects(Draft& draft, const Positions& positions, Facts& facts) {
  check_medium_term_sum(draft);
  facts.projects.reserve(draft.project_ids.size());
  for (const Index number : positions.projects.by_word()) {
    if (draft.is_given(Table::projects)) {
      facts.projects.push_back(std::move(draft.projects[static_cast<std::size_t>(number)].fact));
    } else {
      facts.projects.emplace_back().id = draft.project_ids[number];
    }
  }
  draft.projects = {};
}

Portfolio with_medium_term_changes(const Portfolio& portfolio, std::span<const MediumTermChange> changes,
                                   Provenance provenance) {
  auto facts = std::make_shared<Facts>(*portfolio);
  std::vector<Int128> plans;
  for (const Project& project : facts->projects)
    plans.push_back(project.medium_term_plan.value_or(Dong{}).value);
  std::set<std::size_t> changed;
  for (const MediumTermChange& change : changes) {
    const auto project = static_cast<std::size_t>(change.project);
    plans[project] += change.change.value;
    changed.insert(project);
  }
  std::vector<Diagnostic> problems;
  for (const std::size_t i : changed) {
    Project& project = facts->projects[i];
    if (plans[i] < 0 || plans[i] > greatest) {
      problems.push_back({.code = "medium_term.plan_out_of_range",
                          .place = Place{.file = "medium_term_changes"},
                          .message = "the medium-term plan of " + in_quotes(project.id) +
                                     (plans[i] < 0 ? " falls below 0" : " leaves 64 bits"),
                          .expected = "changes that leave a plan from 0 to 9223372036854775807",
                          .remedy = "apply changes to the portfolio that they were made from"});
      continue;
    }
    project.medium_term_plan = Dong{static_cast<std::int64_t>(plans[i])};
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  facts->provenance = std::move(provenance);
  return Portfolio(std::move(facts));
}

Portfolio with_medium_term_changes(const Portfolio& portfolio, std::span<const MediumTermChange> changes) {
  return with_medium_term_changes(portfolio, changes, without_files(portfolio->provenance));
}

}  // namespace giaingan::inline v1
