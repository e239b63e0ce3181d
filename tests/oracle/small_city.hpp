// Facts small enough to work out by hand: owners with one allocation each.
#pragma once

#include <string>
#include <vector>

#include "oracle/facts.hpp"

namespace oracle {

struct SmallCity {
  Facts facts;

  SmallCity() { facts.year = 2024; }

  // An owner with one allocation of the same name, and its cumulative disbursed from January on (-1: no row).
  SmallCity& owner(const std::string& id, std::int64_t plan, const std::vector<std::int64_t>& disbursed) {
    facts.units.push_back({id, "owner", ""});
    return allocation(id, id, plan, disbursed);
  }

  SmallCity& allocation(const std::string& id, const std::string& owner, std::int64_t plan,
                        const std::vector<std::int64_t>& disbursed) {
    Allocation row;
    row.id = id;
    row.owner = owner;
    row.plan = plan;
    facts.allocations.push_back(row);
    for (std::size_t i = 0; i < disbursed.size(); ++i) {
      if (disbursed[i] >= 0) paid(id, static_cast<int>(i) + 1, disbursed[i]);
    }
    return *this;
  }

  SmallCity& paid(const std::string& id, int month, std::int64_t disbursed) {
    facts.disbursements.push_back({id, month, disbursed, Disbursement::Kind::actual});
    return *this;
  }

  SmallCity& estimated(const std::string& id, int month, std::int64_t disbursed) {
    facts.disbursements.push_back({id, month, disbursed, Disbursement::Kind::estimate});
    return *this;
  }

  SmallCity& change(const std::string& id, Date date, std::int64_t amount) {
    facts.plan_changes.push_back({id, date, amount, "", ""});
    return *this;
  }
};

}  // namespace oracle
