#include <cstddef>
#include <string>

#include "result_tables.hpp"

namespace giaingan::capi {
namespace {

void add_pools(ResultTables& result, const ReallocationResult& moved) {
  using Row = const PoolTotals&;
  TableOutput& table = result.table("pools");
  add_column(table, "pool", GIAINGAN_UTF8, moved.pools, [](Row row) { return row.pool; });
  add_column(table, "cut", GIAINGAN_INT64, moved.pools, [](Row row) { return row.cut; });
  add_column(table, "added", GIAINGAN_INT64, moved.pools, [](Row row) { return row.added; });
  add_column(table, "returned", GIAINGAN_INT64, moved.pools, [](Row row) { return row.returned; });
}

void add_moves(ResultTables& result, const ReallocationResult& moved) {
  TableOutput& cuts = result.table("cuts");
  add_column(cuts, "allocation", GIAINGAN_UTF8, moved.cuts, [](const Cut& row) { return row.allocation; });
  add_column(cuts, "amount", GIAINGAN_INT64, moved.cuts, [](const Cut& row) { return row.amount; });
  using Row = const Addition&;
  TableOutput& additions = result.table("additions");
  add_column(additions, "allocation", GIAINGAN_UTF8, moved.additions, [](Row row) { return row.allocation; });
  add_column(additions, "amount", GIAINGAN_INT64, moved.additions, [](Row row) { return row.amount; });
  add_column(additions, "tier", GIAINGAN_UTF8, moved.additions, [](Row row) { return row.tier; });
}

void add_donors(ResultTables& result, const Portfolio& portfolio, const ReallocationResult& moved) {
  using Row = const DonorAllocation&;
  const auto& rows = moved.donor_allocations;
  TableOutput& table = result.table("donors");
  add_column(table, "allocation", GIAINGAN_UTF8, rows,
             [&](Row row) { return portfolio->allocations[static_cast<std::size_t>(row.allocation)].id; });
  add_column(table, "unit", GIAINGAN_UTF8, rows, [&](Row row) { return moved.donors[row.donor].unit; });
  add_column(table, "pool", GIAINGAN_UTF8, rows, [&](Row row) { return moved.pools[row.pool].pool; });
  add_column(table, "plan", GIAINGAN_INT64, rows, [](Row row) { return row.amounts.plan; });
  add_column(table, "disbursed", GIAINGAN_INT64, rows, [](Row row) { return row.amounts.disbursed; });
  add_column(table, "floor", GIAINGAN_INT64, rows, [](Row row) { return row.floor; });
  add_column(table, "release", GIAINGAN_INT64, rows, [](Row row) { return row.release; });
  add_column(table, "cut", GIAINGAN_INT64, rows, [](Row row) { return row.cut; });
  add_column(table, "bound_by", GIAINGAN_UTF8, rows, [](Row row) { return cut_bound_text(row.bound_by); });
  for (const DonorUnit& donor : moved.donors)
    result.evidence.push_back(donor.evidence);
}

void add_recipients(ResultTables& result, const Portfolio& portfolio, const Round& round,
                    const ReallocationResult& moved) {
  using Row = const Recipient&;
  const auto& rows = moved.recipients;
  TableOutput& table = result.table("recipients");
  add_column(table, "allocation", GIAINGAN_UTF8, rows,
             [&](Row row) { return portfolio->allocations[static_cast<std::size_t>(row.allocation)].id; });
  add_column(table, "unit", GIAINGAN_UTF8, rows, [](Row row) { return row.unit; });
  add_column(table, "tier", GIAINGAN_UTF8, rows, [&](Row row) { return round.tiers[row.tier].id; });
  add_column(table, "pool", GIAINGAN_UTF8, rows, [&](Row row) { return moved.pools[row.pool].pool; });
  add_column(table, "need", GIAINGAN_INT64, rows, [](Row row) { return row.need; });
  add_column(table, "addition", GIAINGAN_INT64, rows, [](Row row) { return row.addition; });
  add_column(table, "stopped_by", GIAINGAN_UTF8, rows, [](Row row) { return cap_text(row.stopped_by); });
  add_column(table, "stopped_at", GIAINGAN_UTF8, rows, [](Row row) { return row.stopped_at; });
  add_column(table, "taken_by", GIAINGAN_UTF8, rows,
             [&](Row row) { return row.taken_by ? round.tiers[*row.taken_by].id : std::string(); });
  for (Row row : rows)
    result.evidence.push_back(row.evidence);
}

}  // namespace

ResultTables tables_of(const Portfolio& portfolio, const Round& round, const ReallocationResult& moved) {
  ResultTables result;
  add_pools(result, moved);
  add_moves(result, moved);
  add_donors(result, portfolio, moved);
  add_recipients(result, portfolio, round, moved);
  return result;
}

}  // namespace giaingan::capi
