/// @file
/// Years of a simulation gone through as columns, many times faster than one by one.
#pragma once

#include "giaingan/exact/simd_level.hpp"
#include "giaingan/simulation/year_simulation.hpp"

#include <cstdint>
#include <memory>

namespace giaingan::inline v1 {

/// Everything of a simulation's years that is the same of every draw. Immutable; any number of threads.
class YearColumns {
 public:
  /// Whether the years of a simulation can be gone through so: no round is held and nothing recorded is
  /// repeated, so that plans are the same in every draw; and no run below the average goes on from the year
  /// before.
  [[nodiscard]] static bool serve(const YearSimulation& simulation);

  /// Borrows the simulation. @pre serve(simulation)
  explicit YearColumns(const YearSimulation& simulation, SimdLevel level = highest_simd_level());
  YearColumns(YearColumns&&) noexcept;
  YearColumns& operator=(YearColumns&&) noexcept;
  ~YearColumns();

  /// Works through one draw after the other in the same memory. One thread at a time; borrows the columns.
  class Worker {
   public:
    explicit Worker(const YearColumns& columns);
    Worker(Worker&&) noexcept;
    Worker& operator=(Worker&&) noexcept;
    ~Worker();

    /// Writes what YearSimulation::outcome() says of the draw.
    /// @throws InvalidInput as it does
    void outcome(std::uint64_t draw, YearOutcome& to);

   private:
    struct State;
    std::unique_ptr<State> state_;
  };

 private:
  struct Setup;
  std::unique_ptr<const Setup> setup_;
};

}  // namespace giaingan::inline v1
