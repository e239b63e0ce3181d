#include <cstdint>
#include <optional>
#include <string>

#include "result_tables.hpp"

namespace giaingan::capi {

void add_evidence_table(ResultTables& result) {
  using Row = const Evidence&;
  const auto& rows = result.evidence;
  TableOutput& table = result.table("evidence");
  add_column(table, "rule", GIAINGAN_UTF8, rows, [](Row row) { return row.rule; });
  add_column(table, "subject", GIAINGAN_UTF8, rows, [](Row row) { return row.subject; });
  add_column(table, "object", GIAINGAN_UTF8, rows, [](Row row) { return row.object; });
  add_column(table, "basis", GIAINGAN_UTF8, rows, [](Row row) { return row.basis; });
  add_column(table, "month", GIAINGAN_INT32, rows, [](Row row) {
    return row.month ? std::optional(std::int64_t{row.month->number}) : std::nullopt;
  });
  add_column(table, "plan", GIAINGAN_INT64, rows,
             [](Row row) { return row.amounts ? std::optional(row.amounts->plan) : std::nullopt; });
  add_column(table, "disbursed", GIAINGAN_INT64, rows,
             [](Row row) { return row.amounts ? std::optional(row.amounts->disbursed) : std::nullopt; });
  add_exact_columns(table, "left_", rows, [](Row row) { return row.left; });
  add_column(table, "comparison", GIAINGAN_UTF8, rows,
             [](Row row) { return std::string(comparison_text(row.comparison)); });
  add_exact_columns(table, "right_", rows, [](Row row) { return row.right; });
  add_column(table, "holds", GIAINGAN_BOOL, rows, [](Row row) { return row.holds; });
  add_column(table, "distance", GIAINGAN_INT64, rows, [](Row row) { return row.distance; });
  add_column(table, "document", GIAINGAN_UTF8, rows, [](Row row) { return row.citation.document; });
  add_column(table, "clause", GIAINGAN_UTF8, rows, [](Row row) { return row.citation.clause; });
  add_column(table, "assumed", GIAINGAN_BOOL, rows, [](Row row) { return row.citation.assumed; });
  add_column(table, "quantity", GIAINGAN_UTF8, rows,
             [](Row row) { return std::string(quantity_text(row.quantity)); });
  add_exact_columns(table, "gap_", rows, [](Row row) { return row.gap; });
}

}  // namespace giaingan::capi
