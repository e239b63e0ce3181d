#include "giaingan/figures/selection.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace giaingan::inline v1 {
namespace {

bool in_list(const std::vector<std::string>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

// Takes out the allocations whose position in `texts` isn't named by the list. The list is searched once for
// each text instead of once for each allocation.
template <class Texts, class TextOf, class PositionOf>
void narrow(std::vector<bool>& selected, const std::vector<Allocation>& allocations,
            const std::vector<std::string>& list, const Texts& texts, TextOf text_of,
            PositionOf position_of) {
  if (list.empty()) return;
  std::vector<bool> named(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i)
    named[i] = in_list(list, text_of(texts[i]));
  const bool empty_named = in_list(list, "");
  for (std::size_t i = 0; i < allocations.size(); ++i) {
    const Index position = position_of(allocations[i]);
    if (position == none ? !empty_named : !named[static_cast<std::size_t>(position)]) selected[i] = false;
  }
}

void narrow_by_allocation(std::vector<bool>& selected, const std::vector<Allocation>& allocations,
                          std::vector<std::string> list) {
  if (list.empty()) return;
  std::sort(list.begin(), list.end());
  for (std::size_t i = 0; i < allocations.size(); ++i) {
    if (!std::binary_search(list.begin(), list.end(), allocations[i].id)) selected[i] = false;
  }
}

void narrow_by_carry_over(std::vector<bool>& selected, const std::vector<Allocation>& allocations,
                          CarriedOver wanted) {
  if (wanted == CarriedOver::included) return;
  for (std::size_t i = 0; i < allocations.size(); ++i) {
    const bool carried = allocations[i].carried_from != 0;
    if (carried != (wanted == CarriedOver::only)) selected[i] = false;
  }
}

}  // namespace

std::vector<bool> select_allocations(const Portfolio& portfolio, const AllocationFilter& filter) {
  const Facts& facts = *portfolio;
  const auto& allocations = facts.allocations;
  std::vector<bool> selected(allocations.size(), true);
  narrow_by_carry_over(selected, allocations, filter.carried_over);
  narrow_by_allocation(selected, allocations, filter.allocation);

  const auto by_unit = [&](const std::vector<std::string>& list, auto position_of) {
    narrow(
        selected, allocations, list, facts.units,
        [](const Unit& unit) -> const std::string& { return unit.id; }, position_of);
  };
  const auto by_name = [&](const std::vector<std::string>& list, auto position_of) {
    narrow(
        selected, allocations, list, facts.names,
        [](const std::string& name) -> const std::string& { return name; }, position_of);
  };
  const auto by_project = [&](const std::vector<std::string>& list, auto text_of) {
    narrow(selected, allocations, list, facts.projects, text_of,
           [](const Allocation& allocation) { return allocation.project; });
  };
  by_unit(filter.owner, [](const Allocation& a) { return a.owner; });
  by_name(filter.locality, [](const Allocation& a) { return a.locality; });
  by_name(filter.source, [](const Allocation& a) { return a.source; });
  by_name(filter.programme, [](const Allocation& a) { return a.programme; });
  by_name(filter.assigned_by, [](const Allocation& a) { return a.assigned_by; });
  by_project(filter.project, [](const Project& p) -> const std::string& { return p.id; });
  by_project(filter.group, [](const Project& p) -> const std::string& { return p.group; });
  by_project(filter.phase, [](const Project& p) -> const std::string& { return p.phase; });
  by_project(filter.priority, [](const Project& p) -> const std::string& { return p.priority; });

  if (!filter.any_of.empty()) {
    std::vector<bool> any(allocations.size());
    for (const auto& part : filter.any_of) {
      const auto held = select_allocations(portfolio, part);
      for (std::size_t i = 0; i < held.size(); ++i)
        any[i] = any[i] || held[i];
    }
    for (std::size_t i = 0; i < any.size(); ++i)
      selected[i] = selected[i] && any[i];
  }
  for (const auto& part : filter.none_of) {
    const auto held = select_allocations(portfolio, part);
    for (std::size_t i = 0; i < held.size(); ++i)
      selected[i] = selected[i] && !held[i];
  }
  return selected;
}

}  // namespace giaingan::inline v1
