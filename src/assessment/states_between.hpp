/// @file
/// The states between two sides of a comparison: the first side with some of the changes made.
#pragma once

#include "giaingan/assessment/comparison.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "assessment/fact_rows.hpp"
#include "assessment/verdict_list.hpp"
#include "input/json.hpp"

namespace giaingan::inline v1 {

/// Which changes are made, one entry a change.
using Made = std::vector<bool>;

/// What is said in a state of what differs between the sides.
struct StateFindings {
  std::vector<VerdictValue> verdicts;           ///< of each verdict asked
  std::vector<std::optional<Rational>> totals;  ///< of each total asked
};

/// Makes changes and asks the rules. Not for sharing between threads.
class StatesBetween {
 public:
  /// @throws InvalidInput if a side can't be used
  StatesBetween(const ComparisonSide& a, const ComparisonSide& b, const Limits& limits);

  [[nodiscard]] const std::vector<Change>& changes() const noexcept { return changes_; }
  [[nodiscard]] const Policy& policy_a() const noexcept { return policy_a_; }
  [[nodiscard]] const Policy& policy_b() const noexcept { return policy_b_; }

  /// All that is said in a state; nothing if it doesn't load.
  [[nodiscard]] std::optional<AllSaid> all_findings(const Made& made, AskedRules asked) const;

  /// From now on these are asked.
  void ask(std::vector<VerdictKey> verdicts, std::vector<TotalKey> totals);
  /// What is said of them; nothing if the state doesn't load. Kept, so that asking again costs nothing.
  [[nodiscard]] const std::optional<StateFindings>& findings(const Made& made);
  /// Whether a state has been asked already.
  [[nodiscard]] bool is_known(const Made& made) const { return known_.contains(made); }
  [[nodiscard]] std::size_t known() const noexcept { return known_.size(); }
  [[nodiscard]] std::size_t unloadable() const noexcept { return unloadable_; }

 private:
  struct Cell {
    std::size_t table;
    std::vector<std::string> key;
    std::optional<std::size_t> column;  ///< nothing: the whole row
  };

  void find_policy_changes();
  void find_data_changes();
  [[nodiscard]] std::optional<Policy> policy_of(const Made& made) const;
  [[nodiscard]] std::optional<Portfolio> portfolio_of(const Made& made, int year) const;

  ComparisonSide a_;
  ComparisonSide b_;
  Limits limits_;
  Policy policy_a_;
  Policy policy_b_;
  Json json_a_;
  Json json_b_;
  std::vector<FactTable> rows_a_;
  std::vector<FactTable> rows_b_;
  std::vector<Change> changes_;
  std::size_t policy_changes_ = 0;
  std::vector<Cell> cells_;  ///< of the changes of the data
  std::vector<VerdictKey> asked_verdicts_;
  std::vector<TotalKey> asked_totals_;
  AskedRules asked_{false, false, false};
  std::map<Made, std::optional<StateFindings>> known_;
  std::size_t unloadable_ = 0;
};

}  // namespace giaingan::inline v1
