// One adjustment of the medium-term plan from the facts: a round of one pool in which every project is a
// donor unit or a recipient of its own (the letter's 4.6; rules.md §4, last sentence).
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "oracle/division.hpp"
#include "oracle/facts.hpp"
#include "oracle/reallocation.hpp"

namespace oracle {

struct MediumTermAdjustment {
  std::string id;
  Date as_of;
  std::set<std::string> found;         // projects that give by a finding
  std::set<std::string> donor_events;  // types
  Rational share = 1;
  std::set<std::string> barred;  // projects
  enum class Outside { receives, barred } outside = Outside::receives;
  struct Tier {
    Round::Condition condition;
    Within within = Within::ratio_desc;
  };
  std::vector<Tier> tiers;
  Round::Tie tie = Round::Tie::id;
  Unmatched unmatched = Unmatched::stay;
  CutOrder cut_order = CutOrder::worst_ratio_first;
  std::int64_t step = 1;
};

struct MediumTermState {
  std::map<std::string, Integer> changes;  // by project, without zeros
  std::map<std::string, Integer> releases;
  std::map<std::string, Integer> needs;
  Integer returned;
};

MediumTermState adjust(const Facts& facts, const MediumTermAdjustment& adjustment);

}  // namespace oracle
