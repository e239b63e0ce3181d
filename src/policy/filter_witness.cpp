#include "policy/filter_witness.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <string_view>

namespace giaingan::inline v1 {
namespace {

struct Key {
  std::string_view name;
  std::vector<std::string> AllocationFilter::*list;
};
constexpr std::array keys = {
    Key{"allocation", &AllocationFilter::allocation}, Key{"owner", &AllocationFilter::owner},
    Key{"locality", &AllocationFilter::locality},     Key{"source", &AllocationFilter::source},
    Key{"programme", &AllocationFilter::programme},   Key{"assigned_by", &AllocationFilter::assigned_by},
    Key{"project", &AllocationFilter::project},       Key{"group", &AllocationFilter::group},
    Key{"phase", &AllocationFilter::phase},           Key{"priority", &AllocationFilter::priority}};
constexpr std::size_t carried = keys.size();  // 0: of the year, 1: carried over
constexpr std::size_t project_key = 6;

/// The values that conditions tell apart, a list a key: those that they name, and one for all others.
struct Domains {
  std::array<std::vector<std::string>, keys.size()> values;
  std::array<bool, keys.size()> has_others{};  // the last value stands for all others
};

void collect(const AllocationFilter& filter, std::array<std::set<std::string>, keys.size()>& named) {
  for (std::size_t key = 0; key < keys.size(); ++key)
    named[key].insert((filter.*keys[key].list).begin(), (filter.*keys[key].list).end());
  for (const AllocationFilter& part : filter.any_of)
    collect(part, named);
  for (const AllocationFilter& part : filter.none_of)
    collect(part, named);
}

Domains domains_of(const std::vector<Asked>& asked) {
  std::array<std::set<std::string>, keys.size()> named;
  for (const Asked& each : asked)
    collect(*each.condition, named);
  Domains domains;
  for (std::size_t key = 0; key < keys.size(); ++key) {
    auto& values = domains.values[key];
    if (keys[key].name == "group") {
      values = {"", "national", "A", "B", "C"};
    } else if (keys[key].name == "phase") {
      values = {"", "preparation", "new_start", "transitional", "completed"};
    } else {
      if (keys[key].name != "allocation") named[key].insert("");
      values.assign(named[key].begin(), named[key].end());
      values.emplace_back();
      domains.has_others[key] = true;
    }
  }
  return domains;
}

/// The values still possible, a set a key; the last is of `carried`.
using Cell = std::array<std::vector<bool>, keys.size() + 1>;

/// A search for one allocation, condition by condition, branch by branch.
class Search {
 public:
  explicit Search(const Domains& domains) : domains_(domains) {}

  [[nodiscard]] bool gave_up() const noexcept { return steps_ > most_steps; }

  /// A cell in which all that is open holds; nothing: there is none.
  std::optional<Cell> find(Cell cell, std::vector<Asked> open) {
    if (++steps_ > most_steps || is_empty(cell)) return std::nullopt;
    if (open.empty()) return without_project(std::move(cell));
    const Asked next = open.back();
    open.pop_back();
    return next.holds ? find_holding(std::move(cell), std::move(open), *next.condition)
                      : find_failing(cell, open, *next.condition);
  }

 private:
  static constexpr int most_steps = 20'000;

  static bool is_empty(const Cell& cell) {
    return std::ranges::any_of(cell, [](const std::vector<bool>& possible) {
      return std::ranges::find(possible, true) == possible.end();
    });
  }

  /// Values other than `""` need a project.
  std::optional<Cell> without_project(Cell cell) const {
    const auto is_none = [&](std::size_t key, std::size_t value) {
      return domains_.values[key][value].empty() &&
             !(domains_.has_others[key] && value + 1 == domains_.values[key].size());
    };
    const auto some = [&](std::size_t key, bool none) {
      for (std::size_t value = 0; value < cell[key].size(); ++value) {
        if (cell[key][value] && is_none(key, value) == none) return true;
      }
      return false;
    };
    if (some(project_key, false)) {
      for (std::size_t value = 0; value < cell[project_key].size(); ++value)
        if (is_none(project_key, value)) cell[project_key][value] = false;
      return cell;
    }
    for (std::size_t key = project_key + 1; key < keys.size(); ++key) {
      if (!some(key, true)) return std::nullopt;
      for (std::size_t value = 0; value < cell[key].size(); ++value)
        if (!is_none(key, value)) cell[key][value] = false;
    }
    return cell;
  }

  /// Keeps the values that are in the list, or those that aren't.
  void narrow(Cell& cell, std::size_t key, const std::vector<std::string>& list, bool in_list) const {
    const auto& values = domains_.values[key];
    for (std::size_t value = 0; value < values.size(); ++value) {
      const bool other = domains_.has_others[key] && value + 1 == values.size();
      const bool found = !other && std::ranges::find(list, values[value]) != list.end();
      if (found != in_list) cell[key][value] = false;
    }
  }

  std::optional<Cell> find_holding(Cell cell, std::vector<Asked> open, const AllocationFilter& filter) {
    if (filter.carried_over != CarriedOver::included)
      cell[carried][filter.carried_over == CarriedOver::only ? 0 : 1] = false;
    for (std::size_t key = 0; key < keys.size(); ++key) {
      const auto& list = filter.*keys[key].list;
      if (!list.empty()) narrow(cell, key, list, true);
    }
    for (const AllocationFilter& part : filter.none_of)
      open.push_back({&part, false});
    if (filter.any_of.empty()) return find(std::move(cell), std::move(open));
    for (const AllocationFilter& part : filter.any_of) {
      auto branch = open;
      branch.push_back({&part, true});
      if (auto found = find(cell, std::move(branch))) return found;
    }
    return std::nullopt;
  }

  std::optional<Cell> find_failing(const Cell& cell, const std::vector<Asked>& open,
                                   const AllocationFilter& filter) {
    if (filter.carried_over != CarriedOver::included) {
      Cell branch = cell;
      branch[carried][filter.carried_over == CarriedOver::only ? 1 : 0] = false;
      if (auto found = find(std::move(branch), open)) return found;
    }
    for (std::size_t key = 0; key < keys.size(); ++key) {
      const auto& list = filter.*keys[key].list;
      if (list.empty()) continue;
      Cell branch = cell;
      narrow(branch, key, list, false);
      if (auto found = find(std::move(branch), open)) return found;
    }
    if (!filter.any_of.empty()) {
      auto none_holds = open;
      for (const AllocationFilter& part : filter.any_of)
        none_holds.push_back({&part, false});
      if (auto found = find(cell, std::move(none_holds))) return found;
    }
    for (const AllocationFilter& part : filter.none_of) {
      auto one_holds = open;
      one_holds.push_back({&part, true});
      if (auto found = find(cell, std::move(one_holds))) return found;
    }
    return std::nullopt;
  }

  const Domains& domains_;
  int steps_ = 0;
};

/// One value of every key that the cell narrows: a named one, else none, else any other (`…`).
Attributes attributes_of(const Cell& cell, const Domains& domains) {
  Attributes attributes;
  for (std::size_t key = 0; key < keys.size(); ++key) {
    const auto& possible = cell[key];
    const auto& values = domains.values[key];
    if (std::ranges::find(possible, false) == possible.end()) continue;
    const bool others = domains.has_others[key] && possible.back();
    if (others && (key == project_key || keys[key].name == "allocation")) continue;  // as good as anything
    const std::size_t named = domains.has_others[key] ? values.size() - 1 : values.size();
    std::optional<std::string> value;
    for (std::size_t i = 0; i < named; ++i) {
      if (possible[i] && (!value || (others && values[i].empty()))) value = values[i];
    }
    attributes.emplace_back(keys[key].name, value.value_or("…"));
  }
  if (cell[carried][0] != cell[carried][1])
    attributes.emplace_back("carried_over", cell[carried][1] ? "yes" : "no");
  return attributes;
}

}  // namespace

Witness find_witness(const std::vector<Asked>& asked) {
  const Domains domains = domains_of(asked);
  Cell all;
  for (std::size_t key = 0; key < keys.size(); ++key)
    all[key].assign(domains.values[key].size(), true);
  all[carried] = {true, true};
  Search search(domains);
  const auto found = search.find(std::move(all), asked);
  if (found) return {Witness::Answer::some, attributes_of(*found, domains)};
  return {search.gave_up() ? Witness::Answer::too_hard : Witness::Answer::nobody, {}};
}

std::string attributes_text(const Attributes& attributes) {
  std::string text;
  for (const auto& [key, value] : attributes)
    text += (text.empty() ? "" : ", ") + key + " \"" + value + "\"";
  return text.empty() ? "any" : text;
}

}  // namespace giaingan::inline v1
