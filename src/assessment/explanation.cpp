#include "giaingan/assessment/explanation.hpp"

#include "giaingan/exact/rounding.hpp"

#include <algorithm>
#include <optional>

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

/// A number as people read it: whole numbers as they are, others as a percentage.
std::string number_text(const PolicySections& policy, const std::optional<Rational>& number,
                        Language language) {
  if (!number) return word(language, "không xác định", "undefined");
  if (const auto whole = number->to_int64(); whole && *whole != 0 && *whole != 1) {
    return grouped_text(Dong{*whole}, '.');
  }
  return percent_text(*number, policy.disbursement.decimals, Rounding::half_up) + " %";
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
  text += ": " + number_text(*policy, evidence.left, language);
  if (evidence.amounts) {
    text += " (" + grouped_text(evidence.amounts->disbursed, '.') + " / " +
            grouped_text(evidence.amounts->plan, '.') + word(language, " đồng)", " VND)");
  }
  text += std::string(" ") + comparison_text(evidence.comparison) + " " +
          number_text(*policy, evidence.right, language);
  if (!evidence.object.empty()) text += " [" + object_text(*policy, evidence.object, language) + "]";
  if (!evidence.holds) {
    text += word(language, ": không so sánh được", ": can't be compared");
  } else {
    text += *evidence.holds ? word(language, ": đúng", ": true") : word(language, ": không đúng", ": false");
  }
  if (evidence.distance) {
    text += word(language, "; cách ngưỡng ", "; distance ") + grouped_text(*evidence.distance, '.') +
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
