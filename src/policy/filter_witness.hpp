/// @file
/// Whether some allocation can meet some conditions and not others, answered from the conditions alone.
#pragma once

#include "giaingan/policy/allocation_filter.hpp"

#include <string>
#include <utility>
#include <vector>

namespace giaingan::inline v1 {

/// A condition that must hold, or must not.
struct Asked {
  const AllocationFilter* condition = nullptr;
  bool holds = true;
};

/// What an allocation has, as far as it matters: `source` → `land`. What isn't listed may be anything.
using Attributes = std::vector<std::pair<std::string, std::string>>;

/// The answer to a question.
struct Witness {
  enum class Answer {
    some,      ///< an allocation with these attributes
    nobody,    ///< no allocation can
    too_hard,  ///< given up: the conditions branch too often
  };
  Answer answer = Answer::nobody;
  Attributes attributes;
};

/// Looks for an allocation that meets all that is asked. Groups and phases are those that a dataset may hold;
/// an allocation without a project has none of its project's attributes.
[[nodiscard]] Witness find_witness(const std::vector<Asked>& asked);

/// `source "land", carried_over "only"`; `any` if nothing matters.
[[nodiscard]] std::string attributes_text(const Attributes& attributes);

}  // namespace giaingan::inline v1
