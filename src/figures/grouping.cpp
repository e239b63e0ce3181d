#include "giaingan/figures/grouping.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <unordered_map>
#include <utility>

namespace giaingan::inline v1 {
namespace {

std::size_t at(Index index) {
  return static_cast<std::size_t>(index);
}

// Makes groups of those texts that are used; `position_of` gives an allocation's text, or none.
template <class Texts, class TextOf, class PositionOf>
void group_by_column(Grouping& grouping, const std::vector<Allocation>& allocations, const Texts& texts,
                     std::vector<bool> used, TextOf text_of, PositionOf position_of) {
  for (const auto& allocation : allocations) {
    const Index position = position_of(allocation);
    if (position != none && !text_of(texts[at(position)]).empty()) used[at(position)] = true;
  }
  std::vector<Index> order;
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (used[i]) order.push_back(static_cast<Index>(i));
  }
  std::sort(order.begin(), order.end(),
            [&](Index a, Index b) { return text_of(texts[at(a)]) < text_of(texts[at(b)]); });
  std::vector<Index> group_of(texts.size(), none);
  for (const Index position : order) {
    group_of[at(position)] = static_cast<Index>(grouping.ids.size());
    grouping.ids.push_back(text_of(texts[at(position)]));
  }
  grouping.unit.assign(grouping.ids.size(), none);
  for (std::size_t i = 0; i < allocations.size(); ++i) {
    const Index position = position_of(allocations[i]);
    if (position != none) grouping.of_allocation[i] = group_of[at(position)];
  }
}

// Gives every unit its group: itself if it is of the kind, else its nearest ancestor of that kind. Every unit
// is walked over once: what is found is noted for the whole path.
std::vector<Index> group_of_units(const std::vector<Unit>& units, std::vector<Index> group_of_kind) {
  std::vector<bool> known(units.size());
  std::vector<Index> path;
  for (std::size_t start = 0; start < units.size(); ++start) {
    Index unit = static_cast<Index>(start);
    while (unit != none && !known[at(unit)] && group_of_kind[at(unit)] == none) {
      path.push_back(unit);
      unit = units[at(unit)].parent;
    }
    const Index group = unit == none ? none : group_of_kind[at(unit)];
    for (const Index below : path) {
      group_of_kind[at(below)] = group;
      known[at(below)] = true;
    }
    path.clear();
  }
  return group_of_kind;
}

void group_by_kind(Grouping& grouping, const Facts& facts) {
  std::vector<Index> group_of_kind(facts.units.size(), none);
  grouping.ids.reserve(facts.units.size());
  grouping.unit.reserve(facts.units.size());
  for (std::size_t i = 0; i < facts.units.size(); ++i) {  // which are in the order of their ids
    if (facts.units[i].kind != grouping.level) continue;
    group_of_kind[i] = static_cast<Index>(grouping.ids.size());
    grouping.ids.push_back(facts.units[i].id);
    grouping.unit.push_back(static_cast<Index>(i));
  }
  const auto group_of_unit = group_of_units(facts.units, std::move(group_of_kind));
  for (std::size_t i = 0; i < facts.allocations.size(); ++i) {
    const Index owner = facts.allocations[i].owner;
    if (owner != none) grouping.of_allocation[i] = group_of_unit[at(owner)];
  }
}

// Localities are texts; those that are units have that unit, and units of kind `locality` are groups even
// without an allocation.
void group_by_locality(Grouping& grouping, const Facts& facts) {
  std::vector<std::string> texts = facts.names;
  std::unordered_map<std::string_view, Index> position;
  for (std::size_t i = 0; i < facts.names.size(); ++i)
    position.emplace(facts.names[i], static_cast<Index>(i));
  std::vector<bool> used(facts.names.size());
  for (const auto& unit : facts.units) {
    if (unit.kind != "locality") continue;
    if (const auto found = position.find(unit.id); found != position.end()) {
      used[at(found->second)] = true;
    } else {
      texts.push_back(unit.id);
      used.push_back(true);
    }
  }
  group_by_column(
      grouping, facts.allocations, texts, std::move(used),
      [](const std::string& text) -> const std::string& { return text; },
      [](const Allocation& allocation) { return allocation.locality; });
  std::unordered_map<std::string_view, Index> unit_of;
  for (std::size_t i = 0; i < facts.units.size(); ++i)
    unit_of.emplace(facts.units[i].id, static_cast<Index>(i));
  for (std::size_t group = 0; group < grouping.ids.size(); ++group) {
    if (const auto found = unit_of.find(grouping.ids[group]); found != unit_of.end())
      grouping.unit[group] = found->second;
  }
}

void group_by_carry_over(Grouping& grouping, const std::vector<Allocation>& allocations) {
  static const std::vector<std::string> words = {"carried_over", "current_year"};
  group_by_column(
      grouping, allocations, words, std::vector<bool>(words.size()),
      [](const std::string& word) -> const std::string& { return word; },
      [](const Allocation& allocation) -> Index { return allocation.carried_from != 0 ? 0 : 1; });
}

// ---- Several levels at once

std::string escaped(const std::string& id) {
  std::string text;
  for (const char c : id)
    text += c == '%' ? "%25" : c == '/' ? "%2F" : std::string(1, c);
  return text;
}

// The combinations of two groupings that an allocation has. A combination is known by its two positions; its
// text decides the order alone.
Grouping combined(const Grouping& first, const Grouping& second) {
  const std::size_t count = first.of_allocation.size();
  Grouping grouping{first.level + "/" + second.level, {}, {}, std::vector<Index>(count, none)};
  std::unordered_map<std::uint64_t, std::vector<Index>> members;
  for (std::size_t i = 0; i < count; ++i) {
    const Index a = first.of_allocation[i];
    const Index b = second.of_allocation[i];
    if (a == none || b == none) continue;
    const auto key = std::uint64_t{static_cast<std::uint32_t>(a)} << 32 | static_cast<std::uint32_t>(b);
    members[key].push_back(static_cast<Index>(i));
  }
  std::vector<std::pair<std::string, const std::vector<Index>*>> groups;
  for (const auto& [key, allocations] : members) {
    const Index one = allocations.front();
    groups.emplace_back(
        first.ids[at(first.of_allocation[at(one)])] + "/" + second.ids[at(second.of_allocation[at(one)])],
        &allocations);
  }
  std::sort(groups.begin(), groups.end());
  for (auto& [id, allocations] : groups) {
    for (const Index allocation : *allocations)
      grouping.of_allocation[at(allocation)] = static_cast<Index>(grouping.ids.size());
    grouping.ids.push_back(std::move(id));
  }
  grouping.unit.assign(grouping.ids.size(), none);
  return grouping;
}

Grouping group_by_levels(const Portfolio& portfolio, std::string_view levels) {
  const auto slash = levels.rfind('/');
  auto last = group_by_level(portfolio, levels.substr(slash + 1));
  for (auto& id : last.ids)
    id = escaped(id);
  if (slash == std::string_view::npos) return last;
  return combined(group_by_levels(portfolio, levels.substr(0, slash)), last);
}

}  // namespace

std::vector<std::string> levels_of(const Portfolio& portfolio) {
  std::vector<std::string> levels = {"carried_over", "locality", "source",
                                     "programme",    "project",  "allocation"};
  std::set<std::string> kinds;
  for (const Unit& unit : portfolio->units) {
    if (!unit.kind.empty()) kinds.insert(unit.kind);
  }
  for (const std::string& column : levels)
    kinds.erase(column);
  levels.insert(levels.end(), kinds.begin(), kinds.end());
  return levels;
}

bool has_level(const Portfolio& portfolio, std::string_view level) {
  const auto known = levels_of(portfolio);
  for (;;) {
    const auto slash = level.find('/');
    if (std::ranges::find(known, level.substr(0, slash)) == known.end()) return false;
    if (slash == std::string_view::npos) return true;
    level.remove_prefix(slash + 1);
  }
}

Grouping group_by_level(const Portfolio& portfolio, std::string_view level) {
  if (level.find('/') != std::string_view::npos) return group_by_levels(portfolio, level);
  const Facts& facts = *portfolio;
  Grouping grouping{std::string(level), {}, {}, std::vector<Index>(facts.allocations.size(), none)};
  const auto by_name = [&](auto position_of) {
    group_by_column(
        grouping, facts.allocations, facts.names, std::vector<bool>(facts.names.size()),
        [](const std::string& name) -> const std::string& { return name; }, position_of);
  };
  if (level == "locality") {
    group_by_locality(grouping, facts);
  } else if (level == "carried_over") {
    group_by_carry_over(grouping, facts.allocations);
  } else if (level == "source") {
    by_name([](const Allocation& allocation) { return allocation.source; });
  } else if (level == "programme") {
    by_name([](const Allocation& allocation) { return allocation.programme; });
  } else if (level == "project") {
    group_by_column(
        grouping, facts.allocations, facts.projects, std::vector<bool>(facts.projects.size()),
        [](const Project& project) -> const std::string& { return project.id; },
        [](const Allocation& allocation) { return allocation.project; });
  } else if (level == "allocation") {
    for (std::size_t i = 0; i < facts.allocations.size(); ++i) {
      grouping.ids.push_back(facts.allocations[i].id);
      grouping.of_allocation[i] = static_cast<Index>(i);
    }
    grouping.unit.assign(grouping.ids.size(), none);
  } else {
    group_by_kind(grouping, facts);
  }
  return grouping;
}

std::vector<Index> group_of_every_unit(const Portfolio& portfolio, const Grouping& grouping) {
  std::vector<Index> own(portfolio->units.size(), none);
  for (std::size_t group = 0; group < grouping.unit.size(); ++group) {
    if (grouping.unit[group] != none) own[at(grouping.unit[group])] = static_cast<Index>(group);
  }
  return group_of_units(portfolio->units, std::move(own));
}

Grouping group_by_own_unit(const Portfolio& portfolio) {
  const Facts& facts = *portfolio;
  Grouping grouping{"tree", {}, {}, {}};
  for (std::size_t unit = 0; unit < facts.units.size(); ++unit) {
    grouping.ids.push_back(facts.units[unit].id);
    grouping.unit.push_back(static_cast<Index>(unit));
  }
  for (const auto& allocation : facts.allocations)
    grouping.of_allocation.push_back(allocation.owner);
  return grouping;
}

Grouping ungrouped(const Portfolio& portfolio) {
  return {{}, {}, {}, std::vector<Index>(portfolio->allocations.size(), none)};
}

}  // namespace giaingan::inline v1
