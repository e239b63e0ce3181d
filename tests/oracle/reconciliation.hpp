// §7 of the rules, the ledgers: pairwise differences of an allocation and how long they have stood.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "oracle/facts.hpp"

namespace oracle {

struct LedgerGap {
  std::string allocation, left_system, right_system, figure;
  std::optional<std::int64_t> left, right;
  int months = 0;
};

struct SourceGap {
  std::string source, left_system, right_system, figure;
  Integer left, right;
  int left_missing = 0, right_missing = 0;
  int months = 0;
};

// By allocation as listed, pair, plan before disbursed.
std::vector<LedgerGap> ledger_gaps(const Facts& facts, const std::vector<std::string>& systems, Date as_of);
// By the sources given, pair, plan before disbursed; `sources` are those that the facts have, each once.
std::vector<SourceGap> source_gaps(const Facts& facts, const std::vector<std::string>& sources,
                                   const std::vector<std::string>& systems, Date as_of);

}  // namespace oracle
