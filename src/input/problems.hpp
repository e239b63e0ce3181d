/// @file
/// Collects the problems of one load, so that all of them are reported at once.
#pragma once

#include "giaingan/input/diagnostic.hpp"
#include "giaingan/input/limits.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// The problems found so far. Not for sharing between threads.
class Problems {
 public:
  explicit Problems(const Limits& limits) : most_(limits.max_diagnostics) {}

  void add(Diagnostic diagnostic);
  /// Adds what another collection of the same limits found, each problem where `written` says that its place
  /// is.
  void take(Problems other, const std::function<Place(const Place&)>& written);
  /// Counts problems that whoever found them did not keep.
  void leave_out(std::int64_t count) noexcept { found_ += count; }
  [[nodiscard]] bool empty() const noexcept { return found_ == 0; }
  [[nodiscard]] std::int64_t count() const noexcept { return found_; }
  /// Throws InvalidInput with everything found, if anything was. Beyond the limit the rest is counted in a
  /// last line.
  void throw_if_any();

 private:
  int most_;
  std::int64_t found_ = 0;
  std::vector<Diagnostic> kept_;
};

}  // namespace giaingan::inline v1
