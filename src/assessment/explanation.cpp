#include "giaingan/assessment/explanation.hpp"

#include "giaingan/exact/rounding.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

namespace giaingan::inline v1 {
namespace {

const std::string& in(const Text& text, Language language) {
  return language == Language::vi ? text.vi : text.en;
}

const char* word(Language language, const char* vi, const char* en) {
  return language == Language::vi ? vi : en;
}

/// The title of the average, milestone or tier that evidence names, else its id.
std::string object_text(const PolicySections& policy, const std::string& id, Language language) {
  const auto average = std::ranges::find(policy.averages, id, &Average::id);
  if (average != policy.averages.end()) return in(average->title, language);
  const auto milestone = std::ranges::find(policy.disbursement.milestones, id, &Milestone::id);
  if (milestone != policy.disbursement.milestones.end()) return in(milestone->title, language);
  return id;
}

/// A decimal with the language's marks: `1.234,5` in Vietnamese, `1,234.5` in English.
std::string written(std::string decimal, Language language) {
  const std::size_t first = decimal.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(decimal.find('.'), decimal.size());
  if (point < decimal.size()) decimal[point] = language == Language::vi ? ',' : '.';
  for (std::size_t group = point; group > first + 3;) {
    group -= 3;
    decimal.insert(group, 1, language == Language::vi ? '.' : ',');
  }
  return decimal;
}

std::string amount_text(Dong amount, Language language) {
  return written(std::to_string(amount.value), language);
}

/// A number with the fewest decimals that give it exactly; if six don't, it says that it is rounded.
std::string plain_text(const Rational& number, Language language) {
  constexpr int most_decimals = 6;
  Rational scaled = number;
  for (int decimals = 0; decimals <= most_decimals; ++decimals) {
    if (scaled == scaled.floor()) return written(decimal_text(number, decimals, Rounding::half_up), language);
    scaled = scaled * Rational(10);
  }
  return "≈ " + written(decimal_text(number, most_decimals, Rounding::half_up), language);
}

/// One side of a comparison as people read it.
std::string number_text(const PolicySections& policy, const std::optional<Rational>& number,
                        Quantity quantity, Language language) {
  if (!number) return word(language, "không xác định", "undefined");
  const bool one = *number == Rational(1);
  switch (quantity) {
    case Quantity::ratio:
      return written(percent_text(*number, policy.disbursement.decimals, Rounding::half_up), language) + " %";
    case Quantity::amount:
      return plain_text(*number, language) + word(language, " đồng", " VND");
    case Quantity::points:
      return plain_text(*number, language) + word(language, " điểm", one ? " point" : " points");
    case Quantity::days:
      return plain_text(*number, language) + word(language, " ngày", one ? " day" : " days");
    case Quantity::count:
      break;
  }
  return plain_text(*number, language);
}

}  // namespace

std::string citation_text(const Policy& policy, const Citation& citation, Language language) {
  const auto document = std::ranges::find(policy->documents, citation.document, &LegalDocument::id);
  if (document == policy->documents.end()) return "";
  return word(language, "điểm ", "clause ") + citation.clause + word(language, ", văn bản ", " of ") +
         document->number + " (" + document->issuer + ")";
}

std::string explanation(const Policy& policy, const Evidence& evidence, Language language) {
  std::string text = evidence.subject;
  if (evidence.month) text += ", " + month_text(policy->year, *evidence.month);
  text += ": " + number_text(*policy, evidence.left, evidence.quantity, language);
  if (evidence.amounts) {
    text += " (" + amount_text(evidence.amounts->disbursed, language) + " / " +
            amount_text(evidence.amounts->plan, language) + word(language, " đồng)", " VND)");
  }
  text += std::string(" ") + comparison_text(evidence.comparison) + " " +
          number_text(*policy, evidence.right, evidence.quantity, language);
  if (!evidence.object.empty()) text += " [" + object_text(*policy, evidence.object, language) + "]";
  if (!evidence.holds) {
    text += word(language, ": không so sánh được", ": can't be compared");
  } else {
    text += *evidence.holds ? word(language, ": đúng", ": true") : word(language, ": không đúng", ": false");
  }
  if (evidence.distance) {
    text += word(language, "; cách ngưỡng ", "; distance ") + amount_text(*evidence.distance, language) +
            word(language, " đồng", " VND");
  }
  const std::string clause = citation_text(policy, evidence.citation, language);
  if (!clause.empty()) text += word(language, "; căn cứ ", "; by ") + clause;
  if (evidence.citation.assumed) {
    text += word(language, "; GIẢ ĐỊNH: ", "; ASSUMED: ") + evidence.citation.note;
  }
  return text;
}

}  // namespace giaingan::inline v1
