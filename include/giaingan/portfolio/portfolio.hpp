/// @file
/// A portfolio: the facts of one budget year, which can't exist in a wrong state.
#pragma once

#include "giaingan/input/diagnostic.hpp"
#include "giaingan/input/limits.hpp"
#include "giaingan/portfolio/facts.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// Money that an allocation disburses on top of what its rows say.
struct FurtherDisbursed {
  Index allocation = none;
  BudgetMonth month;  ///< by whose end; it stays disbursed from then on
  Dong amount;        ///< at least 0
};

/// Immutable facts, cheap to copy, safe to read from any number of threads.
class Portfolio {
 public:
  [[nodiscard]] const Facts& operator*() const noexcept { return *facts_; }
  [[nodiscard]] const Facts* operator->() const noexcept { return facts_.get(); }

 private:
  friend class PortfolioBuilder;
  friend Portfolio with_plan_changes(const Portfolio& portfolio, std::span<const PlanChange> changes,
                                     Provenance provenance);
  friend Portfolio with_medium_term_changes(const Portfolio& portfolio,
                                            std::span<const MediumTermChange> changes, Provenance provenance);
  friend Portfolio with_provenance(const Portfolio& portfolio, Provenance provenance);
  friend Portfolio with_further_disbursed(const Portfolio& portfolio,
                                          std::span<const FurtherDisbursed> further);
  friend Portfolio known_on(const Portfolio& portfolio, Date day);
  friend Portfolio with_plan_changes_alone(const Portfolio& portfolio, std::span<const PlanChange> changes);
  friend Portfolio with_disbursed(const Portfolio& portfolio, MonthlyFigures disbursed);
  friend Portfolio without_estimates(const Portfolio& portfolio);
  explicit Portfolio(std::shared_ptr<const Facts> facts) : facts_(std::move(facts)) {}
  std::shared_ptr<const Facts> facts_;
};

/// Where the rows of a table came from, for diagnostics. Without lines, rows are counted from 1 in the order
/// given.
struct Origin {
  std::string file;
  std::vector<std::int64_t> lines;  ///< one a row: the line of the file; may be empty
  /// Columns that the reader could not read, which it has reported: nothing more is said of their entries.
  std::vector<std::string> unread{};
  /// Whether the reader left out rows, which it has reported: then no id counts as unknown for not being
  /// here.
  bool rows_left_out = false;
};

// The tables as columns: all columns of one table have the same length, a column that may be missing may also
// be empty (length 0). Texts are borrowed for the duration of the call. An empty text is an empty field.

using TextColumn = std::span<const std::string_view>;
using DongColumn = std::span<const std::int64_t>;  ///< whole đồng
using DateColumn = std::span<const Date>;
using MonthColumn = std::span<const BudgetMonth>;

struct UnitColumns {
  TextColumn unit, name, kind, parent;
};
struct AllocationColumns {
  TextColumn allocation, project, owner, locality, source, programme;
  std::span<const int> carried_from;  ///< 0: current-year capital
  DongColumn plan;
  TextColumn assigned_by;  ///< may be missing
};
struct PlanChangeColumns {
  TextColumn allocation;
  DateColumn date;
  DongColumn change;
  TextColumn decision;
  TextColumn assigned_by;  ///< may be missing
};
enum class DisbursementKind : std::uint8_t { actual, estimate };
struct DisbursementColumns {
  TextColumn allocation;
  MonthColumn month;
  DongColumn disbursed;                    ///< cumulative
  std::span<const DisbursementKind> kind;  ///< may be missing: all actual
};
/// `schedule` and `commitments`.
struct MonthlyColumns {
  TextColumn allocation;
  MonthColumn month;
  DongColumn amount;  ///< cumulative
};
struct RequestColumns {
  TextColumn allocation, round;
  DongColumn requested, absorbable;
};
struct LedgerColumns {
  TextColumn allocation;
  MonthColumn month;
  TextColumn system;
  DongColumn plan, disbursed;
};
struct EventRow {
  std::string_view unit, type, period;
  Date date;
  std::optional<Dong> amount;
  std::string_view cause;
};
struct MetricRow {
  std::string_view unit, metric;
  Ratio value;
};

/// Builds a portfolio from columns or rows. Add units, projects and allocations first, then what refers to
/// them. Problems (an unknown id, a key that stands twice, a negative amount, a plan below zero on some day,
/// a parent that is its own ancestor, a sum beyond int64 …) are collected and thrown together by `build`,
/// together with those that a reader has reported. One thread at a time.
class PortfolioBuilder {
 public:
  explicit PortfolioBuilder(int budget_year, const Limits& limits = {});
  PortfolioBuilder(PortfolioBuilder&&) noexcept;
  PortfolioBuilder& operator=(PortfolioBuilder&&) noexcept;
  ~PortfolioBuilder();

  void add_units(const UnitColumns& rows, const Origin& origin = {"units", {}});
  /// Without a call, every project that an allocation names exists with all other fields empty.
  void add_projects(std::span<const Project> rows, const Origin& origin = {"projects", {}});
  void add_allocations(const AllocationColumns& rows, const Origin& origin = {"allocations", {}});
  void add_plan_changes(const PlanChangeColumns& rows, const Origin& origin = {"plan_changes", {}});
  void add_disbursements(const DisbursementColumns& rows, const Origin& origin = {"disbursements", {}});
  void add_schedule(const MonthlyColumns& rows, const Origin& origin = {"schedule", {}});
  void add_commitments(const MonthlyColumns& rows, const Origin& origin = {"commitments", {}});
  void add_requests(const RequestColumns& rows, const Origin& origin = {"requests", {}});
  void add_references(std::span<const Reference> rows, const Origin& origin = {"references", {}});
  void add_ledgers(const LedgerColumns& rows, const Origin& origin = {"ledgers", {}});
  void add_events(std::span<const EventRow> rows, const Origin& origin = {"events", {}});
  void add_revenues(std::span<const Revenue> rows, const Origin& origin = {"revenues", {}});
  void add_metrics(std::span<const MetricRow> rows, const Origin& origin = {"metrics", {}});
  void add_earlier_runs(std::span<const EarlierRunMonth> rows, const Origin& origin = {"earlier_runs", {}});
  /// A file that rows came from, with its digest, for those who want to know what a result was made of.
  void add_source(NamedDigest file);
  /// A problem that a reader found before rows could be formed; `build` will throw it with the others.
  void add_problem(Diagnostic diagnostic);

  /// The portfolio. @throws InvalidInput with every problem; the builder is spent either way
  [[nodiscard]] Portfolio build() &&;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The same facts, said to come from elsewhere.
[[nodiscard]] Portfolio with_provenance(const Portfolio& portfolio, Provenance provenance);

/// The portfolio with further plan changes, as a reallocation round makes them.
/// @param provenance what is known of the facts after them: see after_result()
/// @throws InvalidInput if a plan would fall below zero on some day or a sum leaves int64
[[nodiscard]] Portfolio with_plan_changes(const Portfolio& portfolio, std::span<const PlanChange> changes,
                                          Provenance provenance);
/// The same of changes that no result says: the provenance names no files any more.
[[nodiscard]] Portfolio with_plan_changes(const Portfolio& portfolio, std::span<const PlanChange> changes);

/// The portfolio with these plan changes in place of its own.
/// @throws InvalidInput as with_plan_changes()
[[nodiscard]] Portfolio with_plan_changes_alone(const Portfolio& portfolio,
                                                std::span<const PlanChange> changes);

/// The portfolio with other medium-term plans, as an adjustment makes them; a project outside the medium-term
/// plan comes into it. Facts hold one medium-term plan a project, without dates: the result is the portfolio
/// as it stands from the last of the changes' days on, and answers no question about an earlier one.
/// @param provenance what is known of the facts after them: see after_result()
/// @throws InvalidInput if a plan would fall below zero or leave int64, with each such project
[[nodiscard]] Portfolio with_medium_term_changes(const Portfolio& portfolio,
                                                 std::span<const MediumTermChange> changes,
                                                 Provenance provenance);
/// The same of changes that no result says: the provenance names no files any more.
[[nodiscard]] Portfolio with_medium_term_changes(const Portfolio& portfolio,
                                                 std::span<const MediumTermChange> changes);

/// The most that may be disbursed on top of what the rows say so that every sum certainly stays within int64.
[[nodiscard]] Dong room_to_disburse(const Portfolio& portfolio);

/// The portfolio as it would stand if more had been disbursed, each allocation named once: every cumulative
/// figure from the month on is the amount higher, and the month is reported. Where an estimate stands in for
/// the actual figure, both are: then it is the estimate that reports the month.
/// @throws InvalidInput if that is more than room_to_disburse()
[[nodiscard]] Portfolio with_further_disbursed(const Portfolio& portfolio,
                                               std::span<const FurtherDisbursed> further);

/// The portfolio with these actual figures in place of its own; estimates stay.
/// @pre a row an allocation, or none at all
/// @throws InvalidInput if a figure is negative, or the sum of a month leaves int64, estimates taken for the
/// figures or not
[[nodiscard]] Portfolio with_disbursed(const Portfolio& portfolio, MonthlyFigures disbursed);

/// The portfolio without estimates.
[[nodiscard]] Portfolio without_estimates(const Portfolio& portfolio);

/// The portfolio without what is dated after a day, and without figures of months that end after it: for
/// looking ahead from that day with everything standing still. What has no date stays.
[[nodiscard]] Portfolio known_on(const Portfolio& portfolio, Date day);

}  // namespace giaingan::inline v1
