// Rounds as saved documents, honest and forged, for the tests of the verifier.
#pragma once

#include "giaingan/assessment/round_run.hpp"
#include "giaingan/verify/round_verification.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "differential/random_rounds.hpp"
#include "verify/round_check.hpp"

namespace differential {

// A random world carried out.
struct SavedRound {
  explicit SavedRound(std::uint64_t seed);
  explicit SavedRound(const RoundWorld& world);

  // The document of a result of this round.
  std::string document(const giaingan::ReallocationResult& result) const;
  giaingan::RoundVerification verify(const giaingan::Json& document) const;
  giaingan::RoundVerification verify(const giaingan::ReallocationResult& result) const;

  giaingan::Round round;
  giaingan::Portfolio portfolio;
  giaingan::verify::Bars bars;
  giaingan::ReallocationResult result;
};

// The result with everything restated that follows from its recipients' additions and its donor allocations'
// cuts: sums, lists, totals of tiers. What a forger who knows the format would write.
void restate(giaingan::ReallocationResult& result, const SavedRound& saved);

// Whether a problem stands at the place of that pointer or next to it: in the same row or object.
bool is_near(const std::string& problem, const std::string& pointer);

// What can be done to a document: each is a change, and the pointer where it was made.
struct Mutation {
  std::string what;
  std::string pointer;
};

// Makes each change in turn, calls `judge` and takes it back. Every integer ±1, every text longer, every
// member dropped or added, every row dropped, doubled, or its id swapped with the next; `stride` leaves out
// all but every n-th.
void mutate(giaingan::Json& document, std::size_t stride, const std::function<void(const Mutation&)>& judge);

}  // namespace differential
