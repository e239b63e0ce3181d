#include "input/text.hpp"
#include "portfolio/arrange.hpp"
#include "portfolio/rows.hpp"

namespace giaingan::inline v1 {
namespace {

/// Reports every circle of parents once, at its unit with the least id. One walk over all units.
void check_circles(Draft& draft, const Positions& positions, const std::vector<Unit>& units) {
  enum class Seen : std::uint8_t { not_yet, on_this_walk, before };
  std::vector<Seen> seen(units.size(), Seen::not_yet);
  const auto at = [](Index unit) { return static_cast<std::size_t>(unit); };
  std::vector<Index> walk;
  for (std::size_t start = 0; start < units.size(); ++start) {
    walk.clear();
    auto unit = static_cast<Index>(start);
    for (; unit != none && seen[at(unit)] == Seen::not_yet; unit = units[at(unit)].parent) {
      seen[at(unit)] = Seen::on_this_walk;
      walk.push_back(unit);
    }
    if (unit != none && seen[at(unit)] == Seen::on_this_walk) {
      const auto circle = std::ranges::find(walk, unit);
      const Index least = *std::min_element(circle, walk.end());
      const Where where = draft.units.where[at(positions.units.by_word()[at(least)])];
      draft.problem(Table::units, where, "parent", "dataset.parent_circle",
                    "the unit " + in_quotes(units[at(least)].id) + " is its own ancestor, over " +
                        std::to_string(walk.end() - circle) + " parent(s)",
                    "a tree of units", "correct or empty one of the parents of this circle");
    }
    for (const Index walked : walk)
      seen[at(walked)] = Seen::before;
  }
}

}  // namespace

void PortfolioBuilder::add_units(const UnitColumns& columns, const Origin& origin) {
  Rows rows(*state_, Table::units, origin,
            {{"unit", columns.unit.size()},
             {"name", columns.name.size()},
             {"kind", columns.kind.size()},
             {"parent", columns.parent.size()}});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    static_cast<void>(rows.required(i, "unit", columns.unit[i]));
    static_cast<void>(rows.text(i, "name", columns.name[i]));
    static_cast<void>(rows.text(i, "kind", columns.kind[i]));
    const bool has_parent = rows.text(i, "parent", columns.parent[i]);
    if (columns.unit[i].empty()) continue;
    const auto [number, is_new] = state_->unit_ids.add(columns.unit[i]);
    if (!is_new) {
      const Where first = state_->units.where[static_cast<std::size_t>(number)];
      rows.problem(
          i, "unit", "dataset.duplicate_key",
          "the unit " + in_quotes(columns.unit[i]) + " stands already in row " + std::to_string(first.row),
          "every unit once", "delete one of the two rows, or correct its id");
      continue;
    }
    // A row with a problem still makes its id known, so that the rows that name it aren't reported too.
    state_->units.name.push_back(columns.name[i]);
    state_->units.kind.push_back(columns.kind[i]);
    state_->units.parent.push_back(has_parent ? columns.parent[i] : std::string_view());
    state_->units.where.push_back(rows.where(i));
  }
}

void arrange_units(Draft& draft, const Positions& positions, Facts& facts) {
  facts.units.reserve(draft.unit_ids.size());
  for (const Index number : positions.units.by_word()) {
    const auto row = static_cast<std::size_t>(number);
    Unit& unit = facts.units.emplace_back();
    unit.id = draft.unit_ids[number];
    unit.name = draft.units.name[row];
    unit.kind = draft.units.kind[row];
    const std::string_view parent = draft.units.parent[row];
    if (parent.empty()) continue;
    unit.parent = positions.units.place(draft.unit_ids.find(parent));
    if (unit.parent == none)
      draft.unknown_id(Table::units, draft.units.where[row], "parent", parent, Table::units);
  }
  check_circles(draft, positions, facts.units);
  draft.units = {};
}

}  // namespace giaingan::inline v1
