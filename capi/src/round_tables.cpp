#include <string_view>

#include "result_tables.hpp"

namespace giaingan::capi {
namespace {

std::string_view id_of(const Portfolio& portfolio, Index allocation) {
  return portfolio->allocations[static_cast<std::size_t>(allocation)].id;
}

void add_pools(ResultTables& result, const ReallocationResult& round) {
  TableOutput& table = result.table("pools");
  ColumnOutput& pool = table.column("pool", GIAINGAN_UTF8);
  ColumnOutput& cut = table.column("cut", GIAINGAN_INT64);
  ColumnOutput& added = table.column("added", GIAINGAN_INT64);
  ColumnOutput& returned = table.column("returned", GIAINGAN_INT64);
  for (const PoolTotals& each : round.pools) {
    pool.add(std::string_view(each.pool));
    cut.add(each.cut);
    added.add(each.added);
    returned.add(each.returned);
  }
}

void add_moves(ResultTables& result, const ReallocationResult& round) {
  TableOutput& cuts = result.table("cuts");
  ColumnOutput& giver = cuts.column("allocation", GIAINGAN_UTF8);
  ColumnOutput& given = cuts.column("amount", GIAINGAN_INT64);
  for (const Cut& cut : round.cuts) {
    giver.add(std::string_view(cut.allocation));
    given.add(cut.amount);
  }
  TableOutput& additions = result.table("additions");
  ColumnOutput& taker = additions.column("allocation", GIAINGAN_UTF8);
  ColumnOutput& taken = additions.column("amount", GIAINGAN_INT64);
  ColumnOutput& tier = additions.column("tier", GIAINGAN_UTF8);
  for (const Addition& addition : round.additions) {
    taker.add(std::string_view(addition.allocation));
    taken.add(addition.amount);
    tier.add(std::string_view(addition.tier));
  }
}

void add_donors(ResultTables& result, const Portfolio& portfolio, const ReallocationResult& round) {
  TableOutput& table = result.table("donors");
  ColumnOutput& allocation = table.column("allocation", GIAINGAN_UTF8);
  ColumnOutput& unit = table.column("unit", GIAINGAN_UTF8);
  ColumnOutput& pool = table.column("pool", GIAINGAN_UTF8);
  ColumnOutput& plan = table.column("plan", GIAINGAN_INT64);
  ColumnOutput& disbursed = table.column("disbursed", GIAINGAN_INT64);
  ColumnOutput& floor = table.column("floor", GIAINGAN_INT64);
  ColumnOutput& release = table.column("release", GIAINGAN_INT64);
  ColumnOutput& cut = table.column("cut", GIAINGAN_INT64);
  for (const DonorAllocation& each : round.donor_allocations) {
    allocation.add(id_of(portfolio, each.allocation));
    unit.add(std::string_view(round.donors[each.donor].unit));
    pool.add(std::string_view(round.pools[each.pool].pool));
    plan.add(each.amounts.plan);
    disbursed.add(each.amounts.disbursed);
    floor.add(each.floor);
    release.add(each.release);
    cut.add(each.cut);
  }
  for (const DonorUnit& donor : round.donors)
    result.evidence.push_back(donor.evidence);
}

void add_recipients(ResultTables& result, const Portfolio& portfolio, const Round& rules,
                    const ReallocationResult& round) {
  TableOutput& table = result.table("recipients");
  ColumnOutput& allocation = table.column("allocation", GIAINGAN_UTF8);
  ColumnOutput& unit = table.column("unit", GIAINGAN_UTF8);
  ColumnOutput& tier = table.column("tier", GIAINGAN_UTF8);
  ColumnOutput& pool = table.column("pool", GIAINGAN_UTF8);
  ColumnOutput& need = table.column("need", GIAINGAN_INT64);
  ColumnOutput& addition = table.column("addition", GIAINGAN_INT64);
  for (const Recipient& each : round.recipients) {
    allocation.add(id_of(portfolio, each.allocation));
    unit.add(std::string_view(each.unit));
    tier.add(std::string_view(rules.tiers[each.tier].id));
    pool.add(std::string_view(round.pools[each.pool].pool));
    need.add(each.need);
    addition.add(each.addition);
    result.evidence.push_back(each.evidence);
  }
}

}  // namespace

ResultTables tables_of(const Policy& /*policy*/, const Portfolio& portfolio, const Round& round,
                       const ReallocationResult& moved) {
  ResultTables result;
  add_pools(result, moved);
  add_moves(result, moved);
  add_donors(result, portfolio, moved);
  add_recipients(result, portfolio, round, moved);
  return result;
}

}  // namespace giaingan::capi
