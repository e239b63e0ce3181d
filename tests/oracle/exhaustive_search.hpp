// The division of a small instance by trying all of them: which amounts the needs can have is found by trying
// every vector of cuts and every vector of additions, and each choice of the rules is then made among all
// that are left. It knows no flow. Only the real amounts that proportional and equal are rounded from are
// division.hpp's, which has tests of their own.
#pragma once

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "oracle/division.hpp"

namespace oracle {

// Calls visit with every vector of amounts between 0 and the bounds.
template <class Visit>
void every_vector(const std::vector<std::int64_t>& bounds, Visit visit) {
  std::vector<std::int64_t> amounts(bounds.size());
  for (bool more = true; more;) {
    visit(amounts);
    more = false;
    for (std::size_t i = 0; i < amounts.size() && !more; ++i) {
      more = amounts[i] < bounds[i];
      amounts[i] = more ? amounts[i] + 1 : 0;
    }
  }
}

class ExhaustiveSearch {
 public:
  using Amounts = std::vector<std::int64_t>;

  // Tries everything: Π(release + 1) + Π(need + 1) vectors. The instance must outlive the search.
  explicit ExhaustiveSearch(const Instance& instance);

  // Whether releases can pay these additions and every room holds them.
  bool contains(const Amounts& additions) const;

  Division best() const;

  // The cuts that the instance's order and the fate of what isn't taken ask for beside these additions.
  std::vector<Integer> best_cuts(const std::vector<Integer>& additions) const;

 private:
  bool within_limits(const Amounts& cuts) const;
  bool in_rooms(const Amounts& additions) const;
  template <class Entries>
  std::int64_t pools_of(const Entries& entries, const Amounts& amounts) const;

  const Instance& instance_;
  std::int64_t base_ = 1;                      // more than any pool can have
  std::vector<Amounts> cuts_;                  // every possible vector
  std::unordered_set<std::int64_t> supplies_;  // what they bring into the pools
  std::vector<Amounts> additions_;             // every possible vector
};

}  // namespace oracle
