#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "result_tables.hpp"

namespace giaingan::capi {
namespace {

const std::string& id_of(const Facts& facts, Index project) {
  return facts.projects[static_cast<std::size_t>(project)].id;
}

void add_totals(ResultTables& result, const MediumTermResult& moved) {
  using Row = const MediumTermResult&;
  const std::span<const MediumTermResult> rows(&moved, 1);
  TableOutput& table = result.table("totals");
  add_column(table, "cut", GIAINGAN_INT64, rows, [](Row row) { return row.cut; });
  add_column(table, "added", GIAINGAN_INT64, rows, [](Row row) { return row.added; });
  add_column(table, "returned", GIAINGAN_INT64, rows, [](Row row) { return row.returned; });
}

void add_tiers(ResultTables& result, const MediumTermAdjustment& adjustment, const MediumTermResult& moved) {
  using Row = const MediumTermTier&;
  const auto& rows = moved.tiers;
  TableOutput& table = result.table("tiers");
  add_column(table, "tier", GIAINGAN_UTF8, rows,
             [&](Row row) { return adjustment.tiers[static_cast<std::size_t>(&row - rows.data())].id; });
  add_column(table, "need", GIAINGAN_INT64, rows, [](Row row) { return row.need; });
  add_column(table, "added", GIAINGAN_INT64, rows, [](Row row) { return row.added; });
}

void add_donors(ResultTables& result, const Facts& facts, const MediumTermResult& moved) {
  using Row = const MediumTermDonor&;
  const auto& rows = moved.donors;
  TableOutput& table = result.table("donors");
  add_column(table, "project", GIAINGAN_UTF8, rows, [&](Row row) { return id_of(facts, row.project); });
  add_column(table, "medium_term_plan", GIAINGAN_INT64, rows, [](Row row) { return row.figures.plan; });
  add_column(table, "used", GIAINGAN_INT64, rows, [](Row row) { return row.figures.used; });
  add_column(table, "release", GIAINGAN_INT64, rows, [](Row row) { return row.release; });
  add_column(table, "cut", GIAINGAN_INT64, rows, [](Row row) { return row.cut; });
  for (Row row : rows)
    result.evidence.insert(result.evidence.end(), row.evidence.begin(), row.evidence.end());
}

struct Ground {
  Index project = none;
  std::string ground;
};

void add_grounds(ResultTables& result, const Facts& facts, const MediumTermResult& moved) {
  using Row = const Ground&;
  std::vector<Ground> rows;
  for (const MediumTermDonor& donor : moved.donors) {
    for (const std::string& ground : donor.grounds)
      rows.push_back({donor.project, ground});
  }
  TableOutput& table = result.table("grounds");
  add_column(table, "project", GIAINGAN_UTF8, rows, [&](Row row) { return id_of(facts, row.project); });
  add_column(table, "ground", GIAINGAN_UTF8, rows, [](Row row) { return row.ground; });
}

void add_recipients(ResultTables& result, const Facts& facts, const MediumTermAdjustment& adjustment,
                    const MediumTermResult& moved) {
  using Row = const MediumTermRecipient&;
  const auto& rows = moved.recipients;
  TableOutput& table = result.table("recipients");
  add_column(table, "project", GIAINGAN_UTF8, rows, [&](Row row) { return id_of(facts, row.project); });
  add_column(table, "tier", GIAINGAN_UTF8, rows, [&](Row row) { return adjustment.tiers[row.tier].id; });
  add_column(table, "medium_term_plan", GIAINGAN_INT64, rows, [](Row row) { return row.figures.plan; });
  add_column(table, "used", GIAINGAN_INT64, rows, [](Row row) { return row.figures.used; });
  add_column(table, "requested", GIAINGAN_INT64, rows, [](Row row) { return row.requested; });
  add_column(table, "absorbable", GIAINGAN_INT64, rows, [](Row row) { return row.absorbable; });
  add_column(table, "total_investment", GIAINGAN_INT64, rows, [](Row row) { return row.investment_room; });
  add_column(table, "need", GIAINGAN_INT64, rows, [](Row row) { return row.need; });
  add_column(table, "need_bound_by", GIAINGAN_UTF8, rows,
             [](Row row) { return std::string(medium_term_cap_text(row.need_bound_by)); });
  add_column(table, "addition", GIAINGAN_INT64, rows, [](Row row) { return row.addition; });
  add_column(table, "stopped_by", GIAINGAN_UTF8, rows,
             [](Row row) { return std::string(medium_term_cap_text(row.stopped_by)); });
}

void add_rejected(ResultTables& result, const Facts& facts, const MediumTermResult& moved) {
  using Row = const RejectedProject&;
  const auto& rows = moved.rejected;
  TableOutput& table = result.table("rejected");
  add_column(table, "project", GIAINGAN_UTF8, rows, [&](Row row) { return id_of(facts, row.project); });
  add_column(table, "rejection", GIAINGAN_UTF8, rows,
             [](Row row) { return std::string(medium_term_rejection_text(row.rejection)); });
  add_column(table, "reason", GIAINGAN_UTF8, rows, [](Row row) { return row.reason; });
  add_column(table, "document", GIAINGAN_UTF8, rows, [](Row row) { return row.citation.document; });
  add_column(table, "clause", GIAINGAN_UTF8, rows, [](Row row) { return row.citation.clause; });
  add_column(table, "assumed", GIAINGAN_BOOL, rows, [](Row row) { return row.citation.assumed; });
  for (Row row : rows) {
    if (row.evidence) result.evidence.push_back(*row.evidence);
  }
}

void add_changes(ResultTables& result, const Facts& facts, const MediumTermResult& moved) {
  using Row = const MediumTermChange&;
  const auto& rows = moved.changes;
  TableOutput& table = result.table("changes");
  add_column(table, "project", GIAINGAN_UTF8, rows, [&](Row row) { return id_of(facts, row.project); });
  add_column(table, "date", GIAINGAN_DATE, rows,
             [](Row row) { return std::int64_t{row.date.days().time_since_epoch().count()}; });
  add_column(table, "change", GIAINGAN_INT64, rows, [](Row row) { return row.change; });
  add_column(table, "decision", GIAINGAN_UTF8, rows, [](Row row) { return row.decision; });
}

void add_findings(ResultTables& result, const MediumTermResult& moved) {
  using Row = const MediumTermFinding&;
  const auto& rows = moved.findings;
  TableOutput& table = result.table("findings");
  add_column(table, "finding", GIAINGAN_UTF8, rows, [](Row row) { return row.code; });
  add_column(table, "subject", GIAINGAN_UTF8, rows, [](Row row) { return row.subject; });
  add_column(table, "at", GIAINGAN_UTF8, rows, [](Row row) { return row.at; });
}

}  // namespace

ResultTables tables_of(const Portfolio& portfolio, const MediumTermAdjustment& adjustment,
                       const MediumTermResult& moved) {
  ResultTables result;
  add_totals(result, moved);
  add_tiers(result, adjustment, moved);
  add_donors(result, *portfolio, moved);
  add_grounds(result, *portfolio, moved);
  add_recipients(result, *portfolio, adjustment, moved);
  add_rejected(result, *portfolio, moved);
  add_changes(result, *portfolio, moved);
  add_findings(result, moved);
  return result;
}

}  // namespace giaingan::capi
