/// @file
/// Sweeps: the years of thousands of draws, of one scenario or of two on common random numbers (§11).
#pragma once

#include "giaingan/exact/simd_level.hpp"
#include "giaingan/input/digest.hpp"
#include "giaingan/simulation/outcome_rows.hpp"
#include "giaingan/simulation/scenario.hpp"
#include "giaingan/simulation/year_simulation.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// How a sweep is gone through. Rows and counts are the same for every choice.
struct SweepWork {
  int threads = 1;  ///< at most so many, the caller's included; with 1 none is started
  SimdLevel simd = highest_simd_level();
};

/// In how many draws what became of each unit, of one scenario.
struct UnitCounts {
  std::vector<std::int64_t> flagged;  ///< by YearSimulation::units(): flagged under §4.2 at some month-end
  /// By YearSimulation::rated() and then by class, the last one being no class: rated so as a collective.
  std::vector<std::int64_t> classes;

  friend bool operator==(const UnitCounts&, const UnitCounts&) = default;
};

/// How far a sweep has come: with the rows, all that is needed to go on.
struct SweepState {
  std::int64_t draws = 0;  ///< so many have been gone through, from the scenario's first draw on
  std::vector<UnitCounts> sides;

  friend bool operator==(const SweepState&, const SweepState&) = default;
};

/// One scenario, or two that are compared draw by draw: `a` against `b`. Immutable; any number of threads.
class Sweep {
 public:
  /// @throws InvalidInput as YearSimulation, of both
  explicit Sweep(Scenario scenario);
  /// Draws are numbered as the first one's.
  Sweep(Scenario scenario, Scenario against);
  Sweep(Sweep&&) noexcept;
  Sweep& operator=(Sweep&&) noexcept;
  ~Sweep();

  [[nodiscard]] std::size_t sides() const noexcept;
  [[nodiscard]] const YearSimulation& side(std::size_t number) const noexcept;
  /// Whether the years of a side are gone through as columns, many times faster: its plans stay as they are.
  [[nodiscard]] bool goes_by_columns(std::size_t number) const noexcept;

  /// Numbers a row: those of YearSimulation::columns() of each side, one after the other.
  [[nodiscard]] std::size_t width() const noexcept;
  /// Where the numbers of a side begin.
  [[nodiscard]] std::size_t first_column(std::size_t number) const noexcept;

  /// Nothing gone through.
  [[nodiscard]] SweepState begin() const;

  /// Goes on until so many draws have been gone through. State and rows are always those of whole draws, from
  /// the first on; a draw is a step of the thread's watch.
  /// @throws InvalidInput of the first draw that ends in one
  /// @throws Cancelled by the watch; state and rows are then, as after InvalidInput, those of some draws
  /// before, and it can go on from there
  void run(SweepState& state, std::int64_t draws, OutcomeRows& rows, const SweepWork& work = {}) const;

  /// What scenarios, policies and data are, as far as they can be told: a host's behaviour can't.
  [[nodiscard]] Digest digest() const;
  /// The same of the part that begins with another draw.
  [[nodiscard]] Digest digest_from(std::int64_t first_draw) const;

 private:
  struct Parts;
  std::unique_ptr<const Parts> parts_;
};

/// The state as a JSON document, its last byte a line break.
[[nodiscard]] std::string state_document(const Sweep& sweep, const SweepState& state);
/// @throws InvalidInput if it isn't one, or of another sweep
[[nodiscard]] SweepState read_state(const Sweep& sweep, std::string_view document, const std::string& file);

/// A part of a sweep that was gone through elsewhere, as its first draw and its state.
struct SweepPart {
  std::int64_t first_draw = 0;
  SweepState state;
};

/// @throws InvalidInput if it isn't the state of a part: of the sweep but for its first draw
[[nodiscard]] SweepPart read_part(const Sweep& sweep, std::string_view document, const std::string& file);

/// Takes a part's draws for gone through. Its rows are to be appended to those of the state.
/// @pre the part's first draw is the one after the state's last
void add_part(SweepState& state, const SweepPart& part);

}  // namespace giaingan::inline v1
