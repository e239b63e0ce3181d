#include "assessment/comparison_causes.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace giaingan::inline v1 {
namespace {

using Set = std::vector<std::size_t>;  // of changes, by their place among those that may make a difference

Made state_with(const ToExplain& explained, const Set& set) {
  Made made = explained.at_first;
  for (const std::size_t i : set)
    made[explained.changes[i]] = true;
  return made;
}

/// The next set of as many of `count`, in the order of their first members; whether there is one.
bool advance(Set& set, std::size_t count) {
  for (std::size_t i = set.size(); i-- > 0;) {
    if (set[i] + (set.size() - i) >= count) continue;
    ++set[i];
    for (std::size_t j = i + 1; j < set.size(); ++j)
      set[j] = set[j - 1] + 1;
    return true;
  }
  return false;
}

/// How many sets of that size there are, or `most` if there are more.
std::size_t sets_of(std::size_t size, std::size_t count, std::size_t most) {
  std::size_t sets = 1;
  for (std::size_t i = 0; i < size; ++i) {
    sets = sets * (count - i) / (i + 1);
    if (sets >= most) return most;
  }
  return sets;
}

/// Looks for the causes of verdicts.
class CauseSearch {
 public:
  CauseSearch(StatesBetween& states, const ToExplain& explained, const ComparisonLimits& limits,
              std::vector<VerdictDifference>& differences)
      : states_(states), explained_(explained), limits_(limits), differences_(differences) {
    for (std::size_t i = 0; i < differences_.size(); ++i)
      open_.insert(i);
  }

  std::size_t run() {
    const std::size_t count = explained_.changes.size();
    std::size_t size = 0;
    std::size_t left = limits_.evaluations;
    while (!open_.empty() && size < count) {
      const std::size_t sets = sets_of(size + 1, count, left + 1);
      if (sets > left) break;
      left -= sets;
      try_all(++size);
    }
    for (const std::size_t i : open_)
      reduce(i);
    return size;
  }

 private:
  /// Whether a set gives the verdict of the second side.
  bool does_it(const Set& set, std::size_t difference) {
    const auto& found = states_.findings(state_with(explained_, set));
    return found && found->verdicts[difference] == differences_[difference].b.value;
  }

  void try_all(std::size_t size) {
    Set set(size);
    std::iota(set.begin(), set.end(), std::size_t{0});
    std::set<std::size_t> settled;
    do {
      for (const std::size_t i : open_) {
        if (!does_it(set, i)) continue;
        if (settled.insert(i).second) {
          settle(i, set, CauseKind::smallest);
        } else {
          ++differences_[i].alternatives;
        }
      }
    } while (advance(set, explained_.changes.size()));
    for (const std::size_t i : settled)
      open_.erase(i);
  }

  void settle(std::size_t difference, const Set& set, CauseKind kind) {
    auto& changes = differences_[difference].changes;
    changes.clear();
    for (const std::size_t i : set)
      changes.push_back(explained_.changes[i]);
    differences_[difference].kind = kind;
    if (std::ranges::find(found_, set) == found_.end()) found_.push_back(set);
  }

  /// Starts with the smallest set known to do it and leaves out what it can do without: first large parts,
  /// then ever smaller ones.
  void reduce(std::size_t difference) {
    Set set(explained_.changes.size());
    std::iota(set.begin(), set.end(), std::size_t{0});
    for (const Set& other : found_) {
      if (other.size() < set.size() && may_look(other) && does_it(other, difference)) set = other;
    }
    bool minimal = true;
    for (std::size_t part = (set.size() + 1) / 2; part > 0 && minimal;) {
      bool left_out = false;
      for (std::size_t from = 0; from < set.size();) {
        Set without = set;
        const auto first = without.begin() + static_cast<std::ptrdiff_t>(from);
        without.erase(first,
                      without.begin() + static_cast<std::ptrdiff_t>(std::min(from + part, set.size())));
        if (!may_look(without)) {
          minimal = false;
          break;
        }
        if (!without.empty() && does_it(without, difference)) {
          set = std::move(without);
          left_out = true;
        } else {
          from += part;
        }
      }
      // Leaving one out may make another needless: the last round ends without a change.
      if (!left_out || part > 1) part /= 2;
    }
    settle(difference, set, minimal ? CauseKind::minimal : CauseKind::not_reduced);
  }

  /// Whether another state may be looked at.
  bool may_look(const Set& set) {
    if (states_.is_known(state_with(explained_, set))) return true;
    if (reductions_ == limits_.reductions) return false;
    ++reductions_;
    return true;
  }

  StatesBetween& states_;
  const ToExplain& explained_;
  const ComparisonLimits& limits_;
  std::vector<VerdictDifference>& differences_;
  std::set<std::size_t> open_;
  std::vector<Set> found_;
  std::size_t reductions_ = 0;
};

/// What a change belongs to: a section of the policy, a file of the data.
std::string section_of(const Change& change) {
  if (change.place == ChangePlace::policy)
    return "policy" + change.pointer.substr(0, change.pointer.find('/', 1));
  return change.place == ChangePlace::data ? "data/" + change.file : "day";
}

std::string place_of(const Change& change) {
  return change.place == ChangePlace::policy ? "policy" : change.place == ChangePlace::data ? "data" : "day";
}

/// Groups of changes in the order of their first members.
template <class NameOf>
std::vector<Set> grouped(const StatesBetween& states, const ToExplain& explained, NameOf name_of) {
  std::vector<Set> groups;
  std::map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < explained.changes.size(); ++i) {
    const std::string name = name_of(states.changes()[explained.changes[i]]);
    const auto [at, is_new] = known.try_emplace(name, groups.size());
    if (is_new) groups.emplace_back();
    groups[at->second].push_back(i);
  }
  return groups;
}

/// Joins two groups of those given.
void join(std::vector<Set>& groups, std::size_t one, std::size_t other) {
  const auto holds = [](std::size_t change) {
    return [change](const Set& group) { return std::ranges::find(group, change) != group.end(); };
  };
  const auto to = std::ranges::find_if(groups, holds(one));
  const auto from = std::ranges::find_if(groups, holds(other));
  if (to == from) return;
  to->insert(to->end(), from->begin(), from->end());
  std::ranges::sort(*to);
  groups.erase(from);
}

/// Each change alone, but together with another if it doesn't load without that, as the bounds of two bands
/// that meet.
std::vector<Set> pairs_and_singles(StatesBetween& states, const ToExplain& explained) {
  const std::size_t count = explained.changes.size();
  std::vector<Set> groups;
  for (std::size_t i = 0; i < count; ++i)
    groups.push_back({i});
  for (std::size_t i = 0; i < count; ++i) {
    if (states.findings(state_with(explained, {i}))) continue;
    for (std::size_t j = 0; j < count; ++j) {
      if (j == i || !states.findings(state_with(explained, {i, j}))) continue;
      join(groups, i, j);
      break;
    }
  }
  return groups;
}

/// All states that groups of changes lead to, and in how many orders.
class Lattice {
 public:
  Lattice(StatesBetween& states, const ToExplain& explained, std::vector<Set> groups)
      : groups_(std::move(groups)) {
    const std::size_t count = std::size_t{1} << groups_.size();
    for (std::size_t mask = 0; mask < count; ++mask) {
      Set set;
      for (std::size_t g = 0; g < groups_.size(); ++g) {
        if (has(mask, g)) set.insert(set.end(), groups_[g].begin(), groups_[g].end());
      }
      found_.push_back(&states.findings(state_with(explained, set)));
    }
    from_first_ = ways(
        count, [](std::size_t step, std::size_t) { return step; },
        [](std::size_t mask, std::size_t bit) { return mask & ~bit; },
        [](std::size_t mask, std::size_t bit) { return (mask & bit) != 0; });
    to_last_ = ways(
        count, [](std::size_t step, std::size_t all) { return all - 1 - step; },
        [](std::size_t mask, std::size_t bit) { return mask | bit; },
        [](std::size_t mask, std::size_t bit) { return (mask & bit) == 0; });
  }

  /// In how many orders the changes can be made, every state on the way loading.
  [[nodiscard]] const Rational& orders() const { return from_first_.back(); }

  /// What each group adds to a total on average over these orders; nothing if it is undefined on the way.
  [[nodiscard]] std::optional<std::vector<Rational>> shares(std::size_t total) const {
    std::vector<Rational> shares(groups_.size(), Rational(0));
    for (std::size_t mask = 0; mask < found_.size(); ++mask) {
      const Rational& here = from_first_[mask];
      if (here.sign() == 0 || to_last_[mask].sign() == 0) continue;
      const auto& value = (*found_[mask])->totals[total];
      if (!value) return std::nullopt;
      for (std::size_t g = 0; g < groups_.size(); ++g) {
        const std::size_t next = mask | (std::size_t{1} << g);
        if (next == mask || to_last_[next].sign() == 0) continue;
        const auto& then = (*found_[next])->totals[total];
        if (!then) return std::nullopt;
        shares[g] = shares[g] + here * to_last_[next] / orders() * (*then - *value);
      }
    }
    return shares;
  }

  [[nodiscard]] const std::vector<Set>& groups() const noexcept { return groups_; }

 private:
  static bool has(std::size_t mask, std::size_t group) { return (mask >> group & 1U) != 0; }

  /// In how many orders each state is reached from one end of the lattice.
  template <class MaskAt, class Neighbour, class IsBefore>
  std::vector<Rational> ways(std::size_t count, MaskAt mask_at, Neighbour neighbour, IsBefore is_before) {
    std::vector<Rational> ways(count, Rational(0));
    for (std::size_t step = 0; step < count; ++step) {
      const std::size_t mask = mask_at(step, count);
      if (!*found_[mask]) continue;
      if (step == 0) ways[mask] = Rational(1);
      for (std::size_t g = 0; g < groups_.size(); ++g) {
        const std::size_t bit = std::size_t{1} << g;
        if (is_before(mask, bit)) ways[mask] = ways[mask] + ways[neighbour(mask, bit)];
      }
    }
    return ways;
  }

  std::vector<Set> groups_;
  std::vector<const std::optional<StateFindings>*> found_;
  std::vector<Rational> from_first_;
  std::vector<Rational> to_last_;
};

/// The changes in the smallest groups that are few enough and can be made one after another: alone or in
/// pairs, by section, by place, all together.
std::optional<Lattice> finest_lattice(StatesBetween& states, const ToExplain& explained, std::size_t most) {
  const auto by = [&](auto name_of) { return [&, name_of] { return grouped(states, explained, name_of); }; };
  const std::array<std::function<std::vector<Set>()>, 4> ways{
      [&] {
        // Of very many, pairs are not looked for.
        return explained.changes.size() <= 2 * most ? pairs_and_singles(states, explained)
                                                    : grouped(states, explained, section_of);
      },
      by(section_of), by(place_of), by([](const Change&) { return std::string(); })};
  for (const auto& way : ways) {
    std::vector<Set> groups = way();
    if (groups.size() > most && groups.size() > 1) continue;
    Lattice lattice(states, explained, std::move(groups));
    if (lattice.orders().sign() > 0) return lattice;
  }
  return std::nullopt;  // never: both sides load
}

}  // namespace

std::size_t find_causes(StatesBetween& states, const ToExplain& explained, const ComparisonLimits& limits,
                        std::vector<VerdictDifference>& differences) {
  return CauseSearch(states, explained, limits, differences).run();
}

void find_shares(StatesBetween& states, const ToExplain& explained, const ComparisonLimits& limits,
                 std::vector<TotalDifference>& totals) {
  if (totals.empty() || explained.changes.empty()) return;
  const std::optional<Lattice> lattice = finest_lattice(states, explained, limits.shared_changes);
  for (std::size_t t = 0; t < totals.size(); ++t) {
    TotalDifference& total = totals[t];
    total.grouped = lattice->groups().size() < explained.changes.size();
    const auto shares = lattice->shares(t);
    if (!shares) {
      total.reason = {"ở một bước trung gian, tổng này không xác định",
                      "in a state on the way the total is undefined"};
      continue;
    }
    for (std::size_t g = 0; g < lattice->groups().size(); ++g) {
      TotalShare share{{}, (*shares)[g]};
      for (const std::size_t i : lattice->groups()[g])
        share.changes.push_back(explained.changes[i]);
      total.shares.push_back(std::move(share));
    }
  }
}

}  // namespace giaingan::inline v1
