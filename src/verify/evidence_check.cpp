#include "verify/evidence_check.hpp"

#include "giaingan/exact/rounding.hpp"

namespace giaingan::inline v1::verify {
namespace {

constexpr Why as_cited{"căn cứ và giả định phải đúng như chính sách ghi",
                       "what a conclusion cites and assumes must be what the policy says"};
constexpr Why as_compared{"phép so sánh phải làm đúng trên số liệu của ngày tính",
                          "the comparison must be the one that the figures of the day give"};

}  // namespace

void Parts::ratio(ObjectCheck& parent, std::string_view name, const std::optional<Ratio>& ratio,
                  const Why& why) const {
  if (!ratio) {
    parent.is_null(name, why);
    return;
  }
  ObjectCheck object(parent.faults(), parent.take(name, why), parent.spot().member(name), why);
  object.is("num", ratio->num, why);
  object.is("den", ratio->den, why);
  object.is("percent", percent_text(*ratio, policy_.disbursement.decimals, Rounding::half_up), why);
  object.finish();
}

void Parts::month(ObjectCheck& parent, std::string_view name, std::optional<BudgetMonth> month,
                  const Why& why) const {
  if (month) {
    parent.is(name, month_text(policy_.year, *month), why);
  } else {
    parent.is_null(name, why);
  }
}

void Parts::text(ObjectCheck& parent, std::string_view name, const Text& text) const {
  ObjectCheck object(parent.faults(), parent.take(name, as_cited), parent.spot().member(name), as_cited);
  object.is("vi", text.vi, as_cited);
  object.is("en", text.en, as_cited);
  object.finish();
}

void Parts::citation(ObjectCheck& parent, std::string_view name, const Citation& citation) const {
  if (citation.document.empty() && !citation.assumed) {
    parent.is_null(name, as_cited);
    return;
  }
  ObjectCheck object(parent.faults(), parent.take(name, as_cited), parent.spot().member(name), as_cited);
  object.is("doc", citation.document, as_cited);
  object.is("clause", citation.clause, as_cited);
  if (citation.assumed) {
    object.is("assumed", true, as_cited);
    text(object, "note", citation.note);
    check_texts(object, "assumptions", citation.assumptions, as_cited);
  }
  object.finish();
}

void Parts::side(ObjectCheck& parent, std::string_view name, Quantity quantity,
                 const std::optional<Rational>& number, const std::optional<Sums>& sums) const {
  if (!number) {
    parent.is_null(name, as_compared);
    return;
  }
  if (quantity == Quantity::ratio && sums) {
    ratio(parent, name, sums->ratio(), as_compared);
    return;
  }
  ObjectCheck object(parent.faults(), parent.take(name, as_compared), parent.spot().member(name),
                     as_compared);
  object.is_digits("num", number->numerator_text(), as_compared);
  object.is_digits("den", number->denominator_text(), as_compared);
  const int decimals = policy_.disbursement.decimals;
  if (quantity == Quantity::ratio) {
    object.is("percent", percent_text(*number, decimals, Rounding::half_up), as_compared);
  } else {
    object.is("decimal", decimal_text(*number, decimals, Rounding::half_up), as_compared);
  }
  object.finish();
}

void Parts::comparing(ObjectCheck& parent, std::string_view name, const Comparing& comparing) const {
  ObjectCheck object(parent.faults(), parent.take(name, as_compared), parent.spot().member(name),
                     as_compared);
  object.is("rule", comparing.rule, as_compared);
  object.is("subject", comparing.subject, as_compared);
  object.is("object", comparing.object, as_compared);
  object.is("basis", comparing.basis, as_compared);
  month(object, "month", comparing.month, as_compared);
  if (comparing.sums) {
    object.is("plan", comparing.sums->plan, as_compared);
    object.is("disbursed", comparing.sums->disbursed, as_compared);
  }
  object.is("quantity", quantity_text(comparing.quantity), as_compared);
  side(object, "left", comparing.quantity, comparing.left, comparing.sums);
  object.is("comparison", comparison_text(comparing.comparison), as_compared);
  side(object, "right", comparing.quantity, comparing.right, comparing.right_sums);
  if (comparing.compare_at) ratio(object, "compare_at", comparing.compare_at, as_compared);
  object.is("holds", comparing.holds, as_compared);
  object.is("distance", comparing.distance, as_compared);
  citation(object, "cite", comparing.citation);
  object.finish();
}

}  // namespace giaingan::inline v1::verify
