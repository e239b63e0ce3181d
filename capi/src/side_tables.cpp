// What reports print beside the ranking, as tables.
#include "giaingan/assessment/left_out.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "result_tables.hpp"

namespace giaingan::capi {
namespace {

/// One unit on one further basis.
struct HeadlineRow {
  std::size_t unit;
  const HeadlineFigures* headline;

  [[nodiscard]] const Amounts& amounts() const { return headline->of_unit[unit]; }
};

void add_headlines(ResultTables& result, const MonthlyAssessment& assessment) {
  using Row = const HeadlineRow&;
  std::vector<HeadlineRow> rows;
  for (std::size_t unit = 0; unit < assessment.disbursement.units.size(); ++unit) {
    for (const HeadlineFigures& headline : assessment.headlines)
      rows.push_back({unit, &headline});
  }
  TableOutput& table = result.table("headlines");
  add_column(table, "unit_row", GIAINGAN_INT64, rows, [](Row row) { return std::int64_t(row.unit); });
  add_column(table, "basis", GIAINGAN_UTF8, rows, [](Row row) { return row.headline->basis; });
  add_column(table, "plan", GIAINGAN_INT64, rows, [](Row row) { return row.amounts().plan; });
  add_column(table, "disbursed", GIAINGAN_INT64, rows, [](Row row) { return row.amounts().disbursed; });
}

/// One group of one further grouping.
struct GroupRow {
  const GroupingFigures* grouping;
  const GroupFigures* group;
};

void add_groupings(ResultTables& result, const MonthlyAssessment& assessment) {
  using Row = const GroupRow&;
  std::vector<GroupRow> rows;
  for (const GroupingFigures& grouping : assessment.groupings) {
    for (const GroupFigures& group : grouping.groups)
      rows.push_back({&grouping, &group});
  }
  TableOutput& table = result.table("groupings");
  add_column(table, "level", GIAINGAN_UTF8, rows, [](Row row) { return row.grouping->level; });
  add_column(table, "group", GIAINGAN_UTF8, rows, [](Row row) { return row.group->id; });
  add_column(table, "name", GIAINGAN_UTF8, rows, [](Row row) { return row.group->name; });
  add_column(table, "parent", GIAINGAN_UTF8, rows, [](Row row) { return row.group->parent; });
  add_column(table, "depth", GIAINGAN_INT32, rows, [](Row row) { return std::int64_t{row.group->depth}; });
  add_column(table, "plan", GIAINGAN_INT64, rows, [](Row row) { return row.group->amounts.plan; });
  add_column(table, "disbursed", GIAINGAN_INT64, rows, [](Row row) { return row.group->amounts.disbursed; });
  add_column(table, "own_plan", GIAINGAN_INT64, rows, [](Row row) { return row.group->own.plan; });
  add_column(table, "own_disbursed", GIAINGAN_INT64, rows, [](Row row) { return row.group->own.disbursed; });
  add_column(table, "reported", GIAINGAN_BOOL, rows, [](Row row) { return row.group->reported; });
}

void add_list(ResultTables& result, const char* name, const DisbursementResult& disbursement,
              const RankList& list) {
  const auto& rows = list.units;
  TableOutput& table = result.table(name);
  add_column(table, "unit_row", GIAINGAN_INT64, rows, [](std::size_t row) { return std::int64_t(row); });
  add_column(table, "unit", GIAINGAN_UTF8, rows, [&](std::size_t row) { return disbursement.units[row].id; });
  add_column(table, "rank", GIAINGAN_INT64, rows,
             [&](std::size_t row) { return disbursement.units[row].rank; });
}

void add_contradictions(ResultTables& result, const MonthlyAssessment& assessment) {
  using Row = const PaperContradiction&;
  auto rows = assessment.disbursement.contradictions;
  if (const auto& below = assessment.below_average)
    rows.insert(rows.end(), below->contradictions.begin(), below->contradictions.end());
  TableOutput& table = result.table("contradictions");
  add_column(table, "rule", GIAINGAN_UTF8, rows, [](Row row) { return row.rule; });
  add_column(table, "subject", GIAINGAN_UTF8, rows, [](Row row) { return row.subject; });
  add_column(table, "object", GIAINGAN_UTF8, rows, [](Row row) { return row.object; });
  add_column(table, "month", GIAINGAN_INT32, rows, [](Row row) {
    return row.month ? std::optional(std::int64_t{row.month->number}) : std::nullopt;
  });
  add_column(table, "left", GIAINGAN_UTF8, rows, [](Row row) { return row.left; });
  add_column(table, "right", GIAINGAN_UTF8, rows, [](Row row) { return row.right; });
  add_column(table, "comparison", GIAINGAN_UTF8, rows,
             [](Row row) { return std::string(comparison_text(row.comparison)); });
  add_column(table, "holds", GIAINGAN_BOOL, rows, [](Row row) { return row.holds; });
  add_exact_columns(table, "left_", rows,
                    [](Row row) { return std::optional<Rational>(*row.left_amounts.ratio()); });
  add_exact_columns(table, "right_", rows, [](Row row) { return std::optional(row.right_ratio); });
}

}  // namespace

void add_left_out(ResultTables& result, const std::vector<LeftOut>& rows) {
  using Row = const LeftOut&;
  TableOutput& table = result.table("left_out");
  add_column(table, "reason", GIAINGAN_UTF8, rows,
             [](Row row) { return std::string(left_out_text(row.code)); });
  add_column(table, "rule", GIAINGAN_UTF8, rows,
             [](Row row) { return std::string(left_out_rule_text(row.rule)); });
  add_column(table, "count", GIAINGAN_INT64, rows, [](Row row) { return row.count; });
  add_column(table, "plan", GIAINGAN_INT64, rows, [](Row row) { return row.amounts.plan; });
  add_column(table, "disbursed", GIAINGAN_INT64, rows, [](Row row) { return row.amounts.disbursed; });
}

void add_side_tables(ResultTables& result, const Policy& policy, const Portfolio& portfolio,
                     const MonthlyAssessment& assessment) {
  const DisbursementResult& disbursement = assessment.disbursement;
  add_headlines(result, assessment);
  add_groupings(result, assessment);
  add_list(result, "top", disbursement, fastest(policy->disbursement, disbursement));
  add_list(result, "bottom", disbursement, slowest(policy->disbursement, disbursement));
  add_left_out(result, left_out(policy, portfolio, assessment));
  add_contradictions(result, assessment);
}

}  // namespace giaingan::capi
