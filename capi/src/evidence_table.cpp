#include <optional>
#include <string>

#include "result_tables.hpp"

namespace giaingan::capi {
namespace {

/// An exact number as two text columns, because a mean's terms may have any number of digits.
void add_exact(ColumnOutput& num, ColumnOutput& den, const std::optional<Rational>& number) {
  if (!number) {
    num.add_empty();
    den.add_empty();
    return;
  }
  num.add(std::string_view(number->numerator_text()));
  den.add(std::string_view(number->denominator_text()));
}

}  // namespace

void add_evidence_table(ResultTables& result) {
  TableOutput& table = result.table("evidence");
  ColumnOutput& rule = table.column("rule", GIAINGAN_UTF8);
  ColumnOutput& subject = table.column("subject", GIAINGAN_UTF8);
  ColumnOutput& object = table.column("object", GIAINGAN_UTF8);
  ColumnOutput& basis = table.column("basis", GIAINGAN_UTF8);
  ColumnOutput& month = table.column("month", GIAINGAN_INT32);
  ColumnOutput& plan = table.column("plan", GIAINGAN_INT64);
  ColumnOutput& disbursed = table.column("disbursed", GIAINGAN_INT64);
  ColumnOutput& left_num = table.column("left_num", GIAINGAN_UTF8);
  ColumnOutput& left_den = table.column("left_den", GIAINGAN_UTF8);
  ColumnOutput& comparison = table.column("comparison", GIAINGAN_UTF8);
  ColumnOutput& right_num = table.column("right_num", GIAINGAN_UTF8);
  ColumnOutput& right_den = table.column("right_den", GIAINGAN_UTF8);
  ColumnOutput& holds = table.column("holds", GIAINGAN_BOOL);
  ColumnOutput& distance = table.column("distance", GIAINGAN_INT64);
  ColumnOutput& document = table.column("document", GIAINGAN_UTF8);
  ColumnOutput& clause = table.column("clause", GIAINGAN_UTF8);
  ColumnOutput& assumed = table.column("assumed", GIAINGAN_BOOL);
  for (const Evidence& evidence : result.evidence) {
    rule.add(std::string_view(evidence.rule));
    subject.add(std::string_view(evidence.subject));
    object.add(std::string_view(evidence.object));
    basis.add(std::string_view(evidence.basis));
    month.add(evidence.month ? std::optional(std::int64_t{evidence.month->number}) : std::nullopt);
    plan.add(evidence.amounts ? std::optional(evidence.amounts->plan) : std::nullopt);
    disbursed.add(evidence.amounts ? std::optional(evidence.amounts->disbursed) : std::nullopt);
    add_exact(left_num, left_den, evidence.left);
    comparison.add(std::string_view(comparison_text(evidence.comparison)));
    add_exact(right_num, right_den, evidence.right);
    holds.add(evidence.holds);
    distance.add(evidence.distance);
    document.add(std::string_view(evidence.citation.document));
    clause.add(std::string_view(evidence.citation.clause));
    assumed.add(evidence.citation.assumed);
  }
}

}  // namespace giaingan::capi
