/// @file
/// The values next to one of a policy, and the policies that say them instead.
#pragma once

#include "giaingan/policy/policy.hpp"

#include <string>
#include <vector>

#include "input/json.hpp"

namespace giaingan::inline v1 {

/// One value of a policy document said otherwise.
struct ChangedValue {
  std::string pointer;  ///< in the document: of the value itself, not of what wraps it
  std::string before;   ///< as JSON
  std::string after;
  /// All that is said otherwise with it, by pointer: a bound is moved on both sides.
  Json with{.kind = Json::Kind::object};
};

/// A policy with a value said otherwise.
struct NeighbourPolicy {
  ChangedValue change;
  Policy policy;
  std::string document;
};

/// The policies next to a document's, at the place of an assumed value: of each value there
/// - a number: one unit of its last written digit more, and less (`38%`: `39%` and `37%`);
/// - a day: the day after, and the day before;
/// - true or false: the other;
/// - a word: every other that loading accepts there; of a basis every other basis; of a level `project`;
/// - a list of such: the list without one of them, each in turn.
/// Of a rule or a list of objects each value in it counts; titles, notes and citations don't. A bound of
/// bands or classes is moved together with the equal bound beside it, if it can't be alone. What doesn't load
/// is left out, and no more are made than `most`. A value that the engine assumed, for the document is
/// silent, is tried as if it were written.
[[nodiscard]] std::vector<NeighbourPolicy> neighbours_at(const Json& document, const Assumption& assumed,
                                                         std::size_t most);

}  // namespace giaingan::inline v1
