#include <optional>
#include <tuple>

#include "input/text.hpp"
#include "portfolio/arrange.hpp"
#include "portfolio/rows.hpp"

namespace giaingan::inline v1 {
namespace {

/// Either plan and disbursed, or a percentage, or both.
bool check_figures(Rows& rows, std::size_t i, const Reference& reference) {
  bool good = rows.not_negative(i, "plan", reference.plan.value_or(Dong{0}));
  good = rows.not_negative(i, "disbursed", reference.disbursed.value_or(Dong{0})) && good;
  if (rows.is_unread("plan") || rows.is_unread("disbursed") || rows.is_unread("percent")) return false;
  if (reference.plan.has_value() != reference.disbursed.has_value()) {
    rows.problem(i, reference.plan ? "disbursed" : "plan", "dataset.incomplete_reference",
                 reference.plan ? "there is a plan without what is disbursed of it"
                                : "there is no plan for what is disbursed",
                 "plan and disbursed together, or neither",
                 "fill in the other, or empty both and give the percent");
    return false;
  }
  if (!reference.plan && !reference.percent) {
    rows.problem(i, "percent", "dataset.incomplete_reference", "there is no figure at all",
                 "plan and disbursed, or the published percent", "fill them in, or delete the row");
    return false;
  }
  const Ratio percent = reference.percent.value_or(Ratio{});
  if (percent.den > 0 && percent.num >= 0) return good;
  rows.problem(i, "percent", "dataset.negative_amount", "the percent is negative", "0 or more",
               "correct the percent");
  return false;
}

}  // namespace

void PortfolioBuilder::add_references(std::span<const Reference> references, const Origin& origin) {
  Rows rows(*state_, Table::references, origin, {{"reference", references.size()}});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Reference& reference = references[i];
    bool good = rows.required(i, "reference", reference.reference);
    good = rows.month(i, "month", reference.month) && good;
    good = rows.text(i, "basis", reference.basis) && good;
    good = check_figures(rows, i, reference) && good;
    if (good) state_->references.push_back({reference, rows.where(i)});
  }
}

void arrange_references(Draft& draft, Facts& facts) {
  const auto key = [](const Reference& reference) {
    return std::tie(reference.reference, reference.month, reference.basis);
  };
  sort_rows(draft.references, [&](const Reference& a, const Reference& b) { return key(a) < key(b); });
  report_duplicates(
      draft, Table::references, "reference", draft.references,
      [&](const Row<Reference>& row) { return key(row.fact); },
      [&](const Row<Reference>& row) {
        return "the reference " + in_quotes(row.fact.reference) + " at " +
               month_text(facts.year, row.fact.month) + " on basis " + in_quotes(row.fact.basis);
      });
  facts.references = facts_of(draft.references);
}

}  // namespace giaingan::inline v1
