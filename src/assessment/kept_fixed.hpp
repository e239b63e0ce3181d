/// @file
/// What a question about further disbursement keeps as it is.
#pragma once

#include "giaingan/assessment/questions.hpp"
#include "giaingan/policy/citation.hpp"

#include <vector>

namespace giaingan::inline v1 {

/// In words, each a clause of a sentence.
[[nodiscard]] std::vector<Text> kept_fixed(const WhatItTakes& answer);

}  // namespace giaingan::inline v1
