#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

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

void add_donor_units(ResultTables& result, const ReallocationResult& moved) {
  using Row = const DonorUnit&;
  TableOutput& table = result.table("donor_units");
  add_column(table, "unit", GIAINGAN_UTF8, moved.donors, [](Row row) { return row.unit; });
  add_column(table, "plan", GIAINGAN_INT64, moved.donors, [](Row row) { return row.amounts.plan; });
  add_column(table, "disbursed", GIAINGAN_INT64, moved.donors, [](Row row) { return row.amounts.disbursed; });
  add_column(table, "wanted", GIAINGAN_INT64, moved.donors, [](Row row) { return row.wanted; });
  add_column(table, "limit", GIAINGAN_INT64, moved.donors, [](Row row) { return row.limit; });
  add_column(table, "cut", GIAINGAN_INT64, moved.donors, [](Row row) { return row.cut; });
}

/// A row of the table "recipients" and one of its caps.
struct CapRow {
  std::size_t recipient;
  const CapRoom* cap;
};

void add_caps(ResultTables& result, const ReallocationResult& moved) {
  std::vector<CapRow> rows;
  for (std::size_t i = 0; i < moved.recipients.size(); ++i) {
    for (const CapRoom& cap : moved.recipients[i].caps)
      rows.push_back({i, &cap});
  }
  using Row = const CapRow&;
  TableOutput& table = result.table("caps");
  add_column(table, "recipient_row", GIAINGAN_INT64, rows,
             [](Row row) { return std::int64_t(row.recipient); });
  add_column(table, "cap", GIAINGAN_UTF8, rows, [](Row row) { return cap_text(row.cap->cap); });
  add_column(table, "room", GIAINGAN_INT64, rows, [](Row row) { return row.cap->room; });
  add_column(table, "whole_steps", GIAINGAN_INT64, rows, [](Row row) { return row.cap->whole_steps; });
}

void add_rejected(ResultTables& result, const Portfolio& portfolio, const ReallocationResult& moved) {
  using Row = const RejectedRequest&;
  TableOutput& table = result.table("rejected");
  add_column(table, "allocation", GIAINGAN_UTF8, moved.rejected,
             [&](Row row) { return portfolio->allocations[static_cast<std::size_t>(row.allocation)].id; });
  add_column(table, "rejection", GIAINGAN_UTF8, moved.rejected,
             [](Row row) { return rejection_text(row.rejection); });
  add_column(table, "reason", GIAINGAN_UTF8, moved.rejected, [](Row row) { return row.reason; });
  add_column(table, "clause", GIAINGAN_UTF8, moved.rejected, [](Row row) { return row.citation.clause; });
  for (Row row : moved.rejected) {
    if (row.evidence) result.evidence.push_back(*row.evidence);
  }
}

/// A row of the table "certificate" and a node on its source's side.
struct NodeRow {
  std::size_t tier;
  const NetworkNode* node;
};

void add_certificate(ResultTables& result, const ReallocationResult& moved) {
  using Row = const TierCertificate&;
  const auto& rows = moved.certificate;
  TableOutput& table = result.table("certificate");
  add_column(table, "tier", GIAINGAN_UTF8, rows, [](Row row) { return row.tier; });
  add_column(table, "earlier", GIAINGAN_INT64, rows, [](Row row) { return row.earlier; });
  add_column(table, "total", GIAINGAN_INT64, rows, [](Row row) { return row.total; });
  add_column(table, "capacity", GIAINGAN_INT64, rows, [](Row row) { return row.capacity; });
  std::vector<NodeRow> nodes;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const NetworkNode& node : rows[i].source_side)
      nodes.push_back({i, &node});
  }
  using Node = const NodeRow&;
  TableOutput& sides = result.table("source_sides");
  add_column(sides, "tier_row", GIAINGAN_INT64, nodes, [](Node node) { return std::int64_t(node.tier); });
  add_column(sides, "node", GIAINGAN_UTF8, nodes, [](Node node) { return node_text(node.node->kind); });
  add_column(sides, "id", GIAINGAN_UTF8, nodes, [](Node node) { return node.node->id; });
}

void add_findings(ResultTables& result, const ReallocationResult& moved) {
  using Row = const ReallocationFinding&;
  TableOutput& table = result.table("findings");
  add_column(table, "finding", GIAINGAN_UTF8, moved.findings, [](Row row) { return row.code; });
  add_column(table, "subject", GIAINGAN_UTF8, moved.findings, [](Row row) { return row.subject; });
  add_column(table, "at", GIAINGAN_UTF8, moved.findings, [](Row row) { return row.at; });
  add_column(table, "amount", GIAINGAN_INT64, moved.findings, [](Row row) { return row.amount; });
  add_column(table, "decision", GIAINGAN_UTF8, moved.findings, [](Row row) { return row.decision; });
}

}  // namespace

ResultTables tables_of(const Portfolio& portfolio, const Round& round, const ReallocationResult& moved) {
  ResultTables result;
  add_pools(result, moved);
  add_moves(result, moved);
  add_donors(result, portfolio, moved);
  add_recipients(result, portfolio, round, moved);
  add_donor_units(result, moved);
  add_caps(result, moved);
  add_rejected(result, portfolio, moved);
  add_certificate(result, moved);
  add_findings(result, moved);
  return result;
}

}  // namespace giaingan::capi
