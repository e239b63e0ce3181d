/// @file
/// A policy that extends another: what stands in the parent, with what the child adds, overrides and removes.
///
/// In place a child adds sections, members of sections, and items of lists. Whatever concerns a value that
/// the parent has is said apart, by the value's pointer, in which an item goes by its id:
///
///     "overrides": {"/below_average/months": 3},
///     "removes": ["/obligations/duties/quarterly-report"],
///     "adds": {"/obligations/cite": {"doc": "letter", "clause": "2.3"}}
#pragma once

#include "giaingan/input/limits.hpp"

#include <string_view>

#include "input/json.hpp"
#include "input/problems.hpp"
#include "policy/origins.hpp"

namespace giaingan::inline v1 {

/// Whether a member of a document's root speaks of that document alone and is inherited by none.
[[nodiscard]] bool is_of_its_document(std::string_view name);

/// Puts what the child says on top of `parent`, which holds what can be inherited. Every place that doesn't
/// fit is a problem and left as the parent has it.
/// @param marks of both
void extend(Json& parent, Json child, const OriginMarks& marks, const Limits& limits, Problems& problems);

}  // namespace giaingan::inline v1
