#include "assessment/states_between.hpp"

#include "giaingan/input/watch.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "assessment/document_changes.hpp"
#include "input/problems.hpp"

namespace giaingan::inline v1 {
namespace {

/// Whether a change is of what no rule reads: a title, a name, a note, what is cited and what is assumed, the
/// texts that can be cited.
bool is_wording(const DocumentChange& change) {
  static constexpr std::array<std::string_view, 5> words{"title", "name", "note", "cite", "assumed"};
  static constexpr std::array<std::string_view, 4> parts{"vi", "en", "doc", "clause"};
  const auto is_one_of = [](const auto& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
  };
  std::string_view pointer = change.pointer;
  if (pointer.starts_with("/documents") || pointer == "/id") return true;
  if (change.is_item) return false;
  const auto cut_last = [&pointer] {
    const std::size_t slash = std::min(pointer.rfind('/'), pointer.size());
    const std::string_view last = pointer.substr(std::min(slash + 1, pointer.size()));
    pointer = pointer.substr(0, slash);
    return last;
  };
  const std::string_view last = cut_last();
  return is_one_of(words, last) || (is_one_of(parts, last) && is_one_of(words, cut_last()));
}

Json json_of(const ComparisonSide& side, const Limits& limits) {
  Problems problems(limits);
  auto json = parse_json(side.policy, side.policy_name, limits, problems);
  problems.throw_if_any();
  return std::move(*json);
}

std::vector<Diagnostic> side_problems(const ComparisonSide& side, const Policy& policy) {
  if (policy->year != side.portfolio->year) {
    return {{.code = "compare.other_year",
             .place = Place{.file = side.policy_name, .pointer = "/year"},
             .message = "the policy is of " + std::to_string(policy->year) + ", the data of " +
                        std::to_string(side.portfolio->year),
             .expected = "a policy and a dataset of one year",
             .remedy = "give each side its own policy and data"}};
  }
  std::vector<Diagnostic> problems;
  for (const PolicyLevel& each : all_missing_levels(policy, side.portfolio)) {
    problems.push_back({.code = "level.unknown",
                        .place = Place{.file = side.policy_name, .pointer = each.pointer},
                        .message = "the dataset has no level \"" + each.level + "\"",
                        .expected = "a level of units that the dataset has",
                        .remedy = "correct the level, or give units that kind"});
  }
  return problems;
}

Policy checked_policy(const ComparisonSide& side, const Limits& limits) {
  return Policy::from_json(side.policy, side.policy_name, limits);
}

/// The columns that tell a row apart, and the number of the row where others have the same.
std::vector<std::pair<std::string, std::string>> place_of(const FactTable& table,
                                                          const std::vector<std::string>& key) {
  std::vector<std::pair<std::string, std::string>> place;
  for (std::size_t i = 0; i < table.key.size(); ++i)
    place.emplace_back(table.key[i], key[i]);
  if (key.size() > table.key.size() && key.back() != "1") place.emplace_back("row", key.back());
  return place;
}

std::string row_text(const FactTable& table, const std::vector<std::string>& cells) {
  std::string text;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!cells[i].empty()) text += (text.empty() ? "" : ", ") + std::string(table.cells[i]) + " " + cells[i];
  }
  return text;
}

}  // namespace

StatesBetween::StatesBetween(const ComparisonSide& a, const ComparisonSide& b, const Limits& limits)
    : a_(a),
      b_(b),
      limits_(limits),
      policy_a_(checked_policy(a, limits)),
      policy_b_(checked_policy(b, limits)),
      json_a_(json_of(a, limits)),
      json_b_(json_of(b, limits)) {
  std::vector<Diagnostic> problems = side_problems(a, policy_a_);
  for (Diagnostic& each : side_problems(b, policy_b_))
    problems.push_back(std::move(each));
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  find_policy_changes();
  find_data_changes();
  if (a_.as_of != b_.as_of) {
    Change day;
    day.place = ChangePlace::day;
    day.before = a_.as_of.text();
    day.after = b_.as_of.text();
    changes_.push_back(std::move(day));
  }
}

void StatesBetween::find_policy_changes() {
  for (DocumentChange& each : document_changes(json_a_, json_b_)) {
    Change change;
    change.wording = is_wording(each);
    change.pointer = std::move(each.pointer);
    change.before = std::move(each.before);
    change.after = std::move(each.after);
    changes_.push_back(std::move(change));
  }
  policy_changes_ = changes_.size();
}

void StatesBetween::find_data_changes() {
  if (&*a_.portfolio == &*b_.portfolio) return;
  rows_a_ = fact_rows(a_.portfolio);
  rows_b_ = fact_rows(b_.portfolio);
  const auto add = [&](std::size_t table, const std::vector<std::string>& key,
                       std::optional<std::size_t> column, std::optional<std::string> before,
                       std::optional<std::string> after) {
    Change change;
    change.place = ChangePlace::data;
    change.file = rows_a_[table].file;
    change.row = place_of(rows_a_[table], key);
    if (column) change.column = rows_a_[table].cells[*column];
    change.wording = change.column == "name";
    change.before = std::move(before);
    change.after = std::move(after);
    changes_.push_back(std::move(change));
    cells_.push_back({table, key, column});
  };
  for (std::size_t t = 0; t < rows_a_.size(); ++t) {
    for (const auto& [key, cells] : rows_a_[t].rows) {
      const auto other = rows_b_[t].rows.find(key);
      if (other == rows_b_[t].rows.end()) {
        add(t, key, std::nullopt, row_text(rows_a_[t], cells), std::nullopt);
        continue;
      }
      for (std::size_t c = 0; c < cells.size(); ++c) {
        if (cells[c] != other->second[c]) add(t, key, c, cells[c], other->second[c]);
      }
    }
    for (const auto& [key, cells] : rows_b_[t].rows) {
      if (!rows_a_[t].rows.contains(key))
        add(t, key, std::nullopt, std::nullopt, row_text(rows_b_[t], cells));
    }
  }
}

std::optional<Policy> StatesBetween::policy_of(const Made& made) const {
  const Made of_policy(made.begin(), made.begin() + static_cast<std::ptrdiff_t>(policy_changes_));
  if (std::ranges::find(of_policy, true) == of_policy.end()) return policy_a_;
  if (std::ranges::find(of_policy, false) == of_policy.end()) return policy_b_;
  try {
    return Policy::from_json(changed_document(json_a_, json_b_, of_policy), "policy", limits_);
  } catch (const InvalidInput&) {
    return std::nullopt;
  }
}

std::optional<Portfolio> StatesBetween::portfolio_of(const Made& made, int year) const {
  std::vector<std::size_t> taken;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (made[policy_changes_ + i]) taken.push_back(i);
  }
  if (taken.empty()) return a_.portfolio;
  if (taken.size() == cells_.size()) return b_.portfolio;
  // Most tables are those of the first side as they are.
  std::map<std::size_t, FactTable> touched;
  for (const std::size_t i : taken) {
    const Cell& cell = cells_[i];
    auto& into = touched.try_emplace(cell.table, rows_a_[cell.table]).first->second.rows;
    const auto& from = rows_b_[cell.table].rows;
    const auto other = from.find(cell.key);
    if (other == from.end()) {
      into.erase(cell.key);
    } else if (cell.column) {
      into[cell.key][*cell.column] = other->second[*cell.column];
    } else {
      into[cell.key] = other->second;
    }
  }
  std::vector<const FactTable*> rows;
  for (std::size_t t = 0; t < rows_a_.size(); ++t) {
    const auto other = touched.find(t);
    rows.push_back(other == touched.end() ? &rows_a_[t] : &other->second);
  }
  try {
    return giaingan::portfolio_of(rows, year);
  } catch (const InvalidInput&) {
    return std::nullopt;
  }
}

std::optional<AllSaid> StatesBetween::all_findings(const Made& made, AskedRules asked) const {
  const auto policy = policy_of(made);
  if (!policy) return std::nullopt;
  const auto portfolio = portfolio_of(made, (*policy)->year);
  if (!portfolio || (*portfolio)->year != (*policy)->year) return std::nullopt;
  if (!all_missing_levels(*policy, *portfolio).empty()) return std::nullopt;
  const bool other_day = a_.as_of != b_.as_of && made.back();
  return findings_of(*policy, *portfolio, other_day ? b_.as_of : a_.as_of, asked);
}

void StatesBetween::ask(std::vector<VerdictKey> verdicts, std::vector<TotalKey> totals) {
  known_.clear();
  asked_verdicts_ = std::move(verdicts);
  asked_totals_ = std::move(totals);
  asked_ = {false, false, false};
  const auto join = [this](AskedRules more) {
    asked_.assessment = asked_.assessment || more.assessment;
    asked_.evaluation = asked_.evaluation || more.evaluation;
    asked_.rounds = asked_.rounds || more.rounds;
  };
  for (const VerdictKey& each : asked_verdicts_)
    join(rules_of_verdict(each.kind));
  for (const TotalKey& each : asked_totals_)
    join(rules_of_total(each.first));
}

const std::optional<StateFindings>& StatesBetween::findings(const Made& made) {
  if (const auto known = known_.find(made); known != known_.end()) return known->second;
  take_steps();
  std::optional<StateFindings> asked;
  if (const auto all = all_findings(made, asked_)) {
    asked.emplace();
    for (const VerdictKey& key : asked_verdicts_) {
      const auto said = all->verdicts.find(key);
      asked->verdicts.push_back(said == all->verdicts.end() ? VerdictValue() : said->second.value);
    }
    for (const TotalKey& key : asked_totals_) {
      const auto total = all->totals.find(key);
      asked->totals.push_back(total == all->totals.end() ? std::optional(Rational(0)) : total->second);
    }
  } else {
    ++unloadable_;
  }
  return known_.emplace(made, std::move(asked)).first->second;
}

}  // namespace giaingan::inline v1
