/// @file
/// What documents call the steps to a class.
#pragma once

#include "giaingan/rules/evaluation.hpp"

namespace giaingan::inline v1 {

/// `band`, `veto`, `cap`, `collective` or `quota`.
[[nodiscard]] constexpr const char* step_text(ClassStepKind kind) noexcept {
  switch (kind) {
    case ClassStepKind::band:
      return "band";
    case ClassStepKind::veto:
      return "veto";
    case ClassStepKind::cap:
      return "cap";
    case ClassStepKind::collective:
      return "collective";
    case ClassStepKind::quota:
      break;
  }
  return "quota";
}

}  // namespace giaingan::inline v1
