#include "assessment/document_parts.hpp"

#include "giaingan/assessment/round_run.hpp"
#include "giaingan/exact/rounding.hpp"

#include <string>
#include <vector>

namespace giaingan::inline v1 {

DocumentParts::DocumentParts(JsonWriter& writer, const PolicySections& policy)
    : writer_(writer), policy_(policy) {
  for (int number = 1; number <= months_in_budget_year; ++number)
    months_[static_cast<std::size_t>(number - 1)] = month_text(policy.year, {number});
}

void DocumentParts::ratio(std::string_view key, const std::optional<Ratio>& ratio) {
  writer_.key(key);
  if (!ratio) {
    writer_.null();
    return;
  }
  const std::string percent = percent_text(*ratio, policy_.disbursement.decimals, Rounding::half_up);
  writer_.begin_object()
      .member("num", ratio->num)
      .member("den", ratio->den)
      .member("percent", percent)
      .end_object();
}

void DocumentParts::terms(const Rational& number) {
  writer_.key("num").digits(number.numerator_text()).key("den").digits(number.denominator_text());
  writer_.member("percent", percent_text(number, policy_.disbursement.decimals, Rounding::half_up));
}

std::optional<std::string> DocumentParts::percent(const std::optional<Rational>& number) const {
  if (!number) return std::nullopt;
  return percent_text(*number, policy_.disbursement.decimals, Rounding::half_up);
}

void DocumentParts::rational(std::string_view key, const std::optional<Rational>& number) {
  writer_.key(key);
  if (!number) {
    writer_.null();
    return;
  }
  writer_.begin_object();
  terms(*number);
  writer_.end_object();
}

void DocumentParts::exact(std::string_view key, const std::optional<Rational>& number) {
  writer_.key(key);
  if (!number) {
    writer_.null();
    return;
  }
  writer_.begin_object();
  terms(*number);
  writer_.member("decimal", decimal_text(*number, policy_.disbursement.decimals, Rounding::half_up))
      .end_object();
}

void DocumentParts::side(std::string_view key, Quantity quantity, const std::optional<Rational>& number,
                         const std::optional<Amounts>& amounts) {
  if (quantity == Quantity::ratio && number && amounts) {
    ratio(key, amounts->ratio());
    return;
  }
  if (quantity == Quantity::ratio || !number) {
    rational(key, number);
    return;
  }
  writer_.key(key).begin_object().key("num").digits(number->numerator_text());
  writer_.key("den").digits(number->denominator_text());
  writer_.member("decimal", decimal_text(*number, policy_.disbursement.decimals, Rounding::half_up))
      .end_object();
}

void DocumentParts::amounts(const Amounts& amounts) {
  writer_.member("plan", amounts.plan).member("disbursed", amounts.disbursed);
  ratio("ratio", amounts.ratio());
}

void DocumentParts::month(std::string_view key, const std::optional<BudgetMonth>& month) {
  writer_.key(key);
  if (month) {
    this->month(*month);
  } else {
    writer_.null();
  }
}

void DocumentParts::month(BudgetMonth month) {
  const bool of_year = month.number >= 1;
  writer_.value(of_year ? months_[static_cast<std::size_t>(month.number - 1)]
                        : month_text(policy_.year, month));
}

void DocumentParts::text(std::string_view key, const Text& text) {
  writer_.key(key).begin_object().member("vi", text.vi).member("en", text.en).end_object();
}

void DocumentParts::citation(std::string_view key, const Citation& citation) {
  writer_.key(key);
  if (citation.document.empty() && !citation.assumed) {
    writer_.null();
    return;
  }
  writer_.begin_object().member("doc", citation.document).member("clause", citation.clause);
  if (citation.assumed) {
    writer_.member("assumed", true);
    text("note", citation.note);
    writer_.key("assumptions").begin_array();
    for (const std::string& pointer : citation.assumptions)
      writer_.value(pointer);
    writer_.end_array();
  }
  writer_.end_object();
}

void DocumentParts::evidence(std::string_view key, const Evidence& evidence) {
  writer_.key(key);
  evidence_item(evidence);
}

void DocumentParts::evidence_item(const Evidence& evidence) {
  writer_.begin_object().member("rule", evidence.rule).member("subject", evidence.subject);
  writer_.member("object", evidence.object).member("basis", evidence.basis);
  month("month", evidence.month);
  if (evidence.amounts) {
    writer_.member("plan", evidence.amounts->plan).member("disbursed", evidence.amounts->disbursed);
  }
  writer_.member("quantity", quantity_text(evidence.quantity));
  side("left", evidence.quantity, evidence.left, evidence.amounts);
  writer_.member("comparison", comparison_text(evidence.comparison));
  side("right", evidence.quantity, evidence.right, evidence.right_amounts);
  if (evidence.compare_at) ratio("compare_at", evidence.compare_at);
  writer_.member("holds", evidence.holds).member("distance", evidence.distance);
  if (evidence.gap) side("gap", evidence.quantity, evidence.gap, {});
  citation("cite", evidence.citation);
  writer_.end_object();
}

void DocumentParts::heading(const Policy& policy, const Portfolio& portfolio) {
  heading();
  const std::vector<std::string> applied = applied_rounds(policy, portfolio);
  if (applied.empty()) return;
  writer_.key("rounds_applied").begin_array();
  for (const std::string& round : applied)
    writer_.value(round);
  writer_.end_array();
}

void DocumentParts::heading() {
  writer_.member("policy", policy_.id).member("year", policy_.year);
}

void DocumentParts::assumptions() {
  writer_.key("assumed").begin_array();
  for (const Assumption& assumption : policy_.assumptions) {
    writer_.begin_object().member("pointer", assumption.pointer).member("value", assumption.value);
    text("note", assumption.citation.note);
    citation("cite", assumption.citation);
    writer_.end_object();
  }
  writer_.end_array();
}

}  // namespace giaingan::inline v1
