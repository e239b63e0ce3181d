// The heart of a reallocation round, freed of its facts: who can release how much, who can take how much, and
// the division that rules.md §4 and §12 name ("Order", "Cuts"). All amounts are counted in steps of the
// round.
//
// It is a network, and everything that couples two allocations is an arc of it:
//
//   source ─limit─▶ donor unit ─release─▶ pool ─need─▶ room ─limit─▶ room ─ … ─limit─▶ sink
//
// A donor unit's own limit bounds its cuts over all pools; a release is one allocation's and goes into its
// pool; a need is one allocation's and is fed from its pool; rooms nest: the room under a project's total
// investment or medium-term plan stands within the capacity of the project's owner.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "oracle/facts.hpp"

namespace oracle {

enum class Within { ratio_desc, proportional, equal };
enum class Unmatched { stay, give_back };
enum class CutOrder { worst_ratio_first, proportional };

struct Instance {
  struct Donor {
    std::string unit;
    Integer limit;
  };
  struct Release {
    std::string allocation;
    std::size_t donor = 0;
    std::size_t pool = 0;
    Integer amount;
    int precedence = 0;  // for equal remainders: the lowest first
  };
  struct Room {
    std::optional<Integer> limit;
    std::optional<std::size_t> within;  // a room that stands later in the list
  };
  struct Need {
    std::string allocation;
    std::size_t pool = 0;
    std::optional<std::size_t> room;
    std::size_t tier = 0;
    Integer amount;
    int precedence = 0;  // for equal remainders: the lowest first
  };

  std::vector<std::string> pools;
  std::vector<Donor> donors;
  std::vector<Release> releases;  // in the order of cuts: the worst ratio first
  std::vector<Room> rooms;
  std::vector<Need> needs;  // in the order of ratio_desc: the highest ratio first
  std::vector<Within> tiers;
  Unmatched unmatched = Unmatched::stay;
  CutOrder cut_order = CutOrder::worst_ratio_first;
};

struct Division {
  std::vector<Integer> additions;  // one for each need
  std::vector<Integer> cuts;       // one for each release
};

// The division that the rules name.
Division divide(const Instance& instance);

// The real-valued division of one tier (or of the cuts) that proportional and equal are rounded from, for
// tests of the definition itself: the amounts of the tier's needs, 0 for the rest.
std::vector<Rational> real_division(const Instance& instance, std::size_t tier, const Division& division);
std::vector<Rational> real_cuts(const Instance& instance, const std::vector<Integer>& additions);

}  // namespace oracle
