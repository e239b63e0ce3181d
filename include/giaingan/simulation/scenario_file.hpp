/// @file
/// Scenarios as a document, and what their sweeps came to as another.
#pragma once

#include "giaingan/exact/ratio.hpp"
#include "giaingan/input/limits.hpp"
#include "giaingan/policy_tests/policy_tests.hpp"
#include "giaingan/portfolio/portfolio.hpp"
#include "giaingan/simulation/outcome_rows.hpp"
#include "giaingan/simulation/sweep.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// One scenario of a document, with all its defaults filled in.
struct PlannedSweep {
  Scenario scenario;
  std::optional<Scenario> against;  ///< the same by the other policy, or with `against_with`
  std::int64_t draws = 1;
};

/// What a document of scenarios asks for.
struct SweepPlan {
  std::vector<PlannedSweep> sweeps;
  std::vector<Ratio> quantiles;             ///< between 0 and 1
  std::vector<std::string> quantile_texts;  ///< as written: `5%`
  ResultQuestion question;                  ///< that the document of its outcome answers
};

/// Reads scenarios: docs/simulation.md has the format. Each is of the policy and the portfolio with the
/// changes that it names, and of the other policy, if there is one, with the same.
/// @param host what a behaviour of the kind `host` is; empty: none is
/// @throws InvalidInput with every problem of the document and of what its changes make of policy and data
[[nodiscard]] SweepPlan read_scenarios(const NamedDocument& scenarios, const NamedDocument& policy,
                                       const std::optional<NamedDocument>& against,
                                       const Portfolio& portfolio, const HostBehaviour& host = {},
                                       const Limits& limits = {});

/// One sweep gone through.
struct FinishedSweep {
  const Sweep* sweep = nullptr;
  const SweepState* state = nullptr;
  const OutcomeRows* rows = nullptr;
};

/// The sweep of a scenario, nothing gone through. @throws InvalidInput as Sweep
[[nodiscard]] Sweep sweep_of(const PlannedSweep& planned);

/// A sweep that was gone through, its rows in memory.
struct SweepInMemory {
  Sweep sweep;
  SweepState state;
  std::unique_ptr<RowsInMemory> rows;

  [[nodiscard]] FinishedSweep finished() const { return {&sweep, &state, rows.get()}; }
};

/// Goes through all sweeps of a plan. @throws as Sweep::run
[[nodiscard]] std::vector<SweepInMemory> run_in_memory(const SweepPlan& plan, const SweepWork& work = {});

/// One side's figures over all draws, by the name of its column.
struct SideSummary {
  std::vector<std::string> columns;
  std::vector<OutcomeSummary> figures;
};

/// What a sweep's rows come to: of each side, and of `against` less the first where both have the column.
struct SweepSummary {
  std::vector<SideSummary> sides;
  std::optional<SideSummary> differences;
};

[[nodiscard]] SweepSummary summarize(const FinishedSweep& finished, std::span<const Ratio> quantiles);

/// The outcome of all sweeps as a JSON document, its last byte a line break: the same bytes for any number of
/// threads, and however often a sweep was stopped and gone on with.
/// @param policy, portfolio that the scenarios are of, before their changes
[[nodiscard]] std::string simulation_document(const Policy& policy, const Portfolio& portfolio,
                                              const SweepPlan& plan, std::span<const FinishedSweep> sweeps);
[[nodiscard]] std::string simulation_document(const Policy& policy, const Portfolio& portfolio,
                                              const SweepPlan& plan, std::span<const SweepInMemory> sweeps);

/// The rows of a sweep as CSV, a header first: `draw`, then every column, of a second side as `against:NAME`.
/// Hands over piece by piece.
void write_rows(const FinishedSweep& finished, const std::function<void(std::string_view)>& sink);

}  // namespace giaingan::inline v1
