/// @file
/// The proof that a saved round carries for each tier: a cut of the network that bounds what it could get.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "verify/comparison.hpp"
#include "verify/division_check.hpp"
#include "verify/parties.hpp"

namespace giaingan::inline v1::verify {

/// What documents call a room: its kind, and the key of its row.
[[nodiscard]] const char* word_of(RoomKind kind);
[[nodiscard]] std::string key_of(const Room& room);

/// The rooms' places in the order of documents: by kind, then by id.
[[nodiscard]] std::vector<std::size_t> rooms_in_order(const Parties& parties);

/// Holds the member `certificate` against what was moved: each tier's cut must be one of the round's network,
/// and its capacity no more than what the tiers up to it were given. Linear.
void check_certificate(ObjectCheck& root, const Parties& parties, const Round& round, const Moved& moved,
                       const Totals& totals);

}  // namespace giaingan::inline v1::verify
