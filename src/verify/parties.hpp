/// @file
/// Who gives and who may receive in a round, how much at most, and why others may not: worked out anew.
#pragma once

#include "giaingan/exact/int128.hpp"
#include "giaingan/policy/reallocation_policy.hpp"
#include "giaingan/portfolio/facts.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "verify/barred_projects.hpp"
#include "verify/findings.hpp"
#include "verify/standing.hpp"

namespace giaingan::inline v1::verify {

/// A unit that must give. Amounts in đồng unless they say steps.
struct Donor {
  std::size_t unit = 0;  ///< among the units of the donors' level
  Int128 wanted = 0;
  std::int64_t limit = 0;  ///< steps
};

/// What one allocation of a donor may release.
struct Release {
  std::size_t allocation = 0;
  std::size_t donor = 0;
  std::size_t pool = 0;
  std::int64_t floor = 0;  ///< of its plan, đồng
  bool exempt = false;
  bool unknown = false;     ///< under `to_forecast`, without a forecast
  std::int64_t wanted = 0;  ///< steps
  std::int64_t limit = 0;   ///< steps
  std::int64_t most = 0;    ///< steps: the lesser of the two, 0 if exempt
};

/// What a room is the room of.
enum class RoomKind { medium_term_plan, total_investment, owner };

/// A room that recipients fill: under a project's medium-term plan, under its total investment, or what its
/// owner can take.
struct Room {
  RoomKind kind = RoomKind::owner;
  std::string id;
  std::int64_t limit = 0;  ///< steps
  std::size_t within = nowhere;
};

/// One cap of a recipient.
struct Cap {
  const char* name = "";
  Int128 room = 0;         ///< đồng, perhaps below 0
  std::int64_t steps = 0;  ///< whole steps of it
};

/// An allocation that may receive.
struct Taker {
  std::size_t allocation = 0;
  std::size_t unit = 0;  ///< among the units of the recipients' level
  std::size_t tier = 0;
  std::size_t pool = 0;
  std::size_t room = nowhere;  ///< the innermost that it fills
  std::vector<Cap> caps;
  std::int64_t need = 0;      ///< steps
  const char* bound_by = "";  ///< the first cap that equals the need
};

/// A request that may not be served.
struct Refusal {
  std::size_t allocation = 0;
  const char* rejection = "";
  std::string reason;  ///< of `barred`
  std::optional<Comparing> compared;
  Citation citation;
};

/// Everything that a round starts from.
struct Parties {
  Standing standing;
  Level donor_level;
  Level recipient_level;
  Yardstick criterion;  ///< of recipients
  std::vector<std::string> pools;
  std::vector<Donor> donors;      ///< by unit
  std::vector<Release> releases;  ///< by allocation
  std::vector<Room> rooms;
  std::vector<Taker> takers;  ///< by allocation
  std::vector<Refusal> refusals;
  std::vector<Finding> findings;  ///< those that no amount of the round decides; in no order
};

[[nodiscard]] Parties parties_of(const Facts& facts, const Round& round, const Bars& bars);

/// An amount of so many steps, đồng; what leaves int64 is printed as the greatest amount.
[[nodiscard]] std::int64_t in_dong(std::int64_t steps, Dong step);
/// The same of an amount; below 0 is 0.
[[nodiscard]] std::int64_t shown(Int128 amount);

/// What recipients' units must reach cites this.
[[nodiscard]] Citation criterion_citation(const Round& round);

/// The comparison that makes a unit a donor, or that lets it receive.
[[nodiscard]] Comparing donor_comparing(const Parties& parties, const Round& round, std::size_t unit);
[[nodiscard]] Comparing recipient_comparing(const Parties& parties, const Round& round, std::size_t unit);

}  // namespace giaingan::inline v1::verify
