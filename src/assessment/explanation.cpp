#include "giaingan/assessment/explanation.hpp"

#include "giaingan/exact/rounding.hpp"
#include "giaingan/policy/engine_metrics.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace giaingan::inline v1 {
namespace {

const std::string& in(const Text& text, Language language) {
  return language == Language::vi ? text.vi : text.en;
}

const char* word(Language language, const char* vi, const char* en) {
  return language == Language::vi ? vi : en;
}

/// The title of the part of that id, if there is one.
template <class Part>
const Text* title_of(const std::vector<Part>& parts, const std::string& id) {
  const auto found = std::ranges::find(parts, id, &Part::id);
  return found == parts.end() ? nullptr : &found->title;
}

/// The title of a type of events that makes projects give medium-term plan.
const Text* title_of_event(const PolicySections& policy, const std::string& type) {
  if (!policy.medium_term) return nullptr;
  for (const MediumTermAdjustment& adjustment : policy.medium_term->adjustments) {
    const auto found = std::ranges::find(adjustment.donors.events, type, &DonorEvent::type);
    if (found != adjustment.donors.events.end()) return &found->title;
  }
  return nullptr;
}

const Text* title_in_rubric(const EvaluationPolicy& rubric, const std::string& id) {
  for (const Text* title :
       {title_of(rubric.host_metrics, id), title_of(rubric.classes, id), title_of(rubric.quotas, id),
        title_of(rubric.vetoes, id), title_of(rubric.caps, id), title_of(rubric.criteria, id)}) {
    if (title != nullptr) return title;
  }
  return nullptr;
}

/// What evidence names in words: the title of the average, milestone, metric, class, duty …, else its id.
std::string object_text(const PolicySections& policy, const std::string& id, Language language) {
  if (id == "required_ratio") return word(language, "tỷ lệ yêu cầu", "required ratio");
  if (id == "medium_term_plan") return word(language, "kế hoạch trung hạn", "medium-term plan");
  if (id == "revenue_plans")
    return word(language, "kế hoạch bố trí từ nguồn thu", "plans that the revenue must pay for");
  if (id == "tabmis") return word(language, "kế hoạch đã nhập TABMIS", "plans that stand in TABMIS");
  if (id == "cut_earlier") return word(language, "đã giảm ở các đợt trước", "cut in earlier rounds");
  if (id == "days_since_settled") return word(language, "từ khi quyết toán", "since it was settled");
  for (const EngineMetricName& metric : engine_metrics) {
    if (metric.id == id) return std::string(language == Language::vi ? metric.vi : metric.en);
  }
  const Text* title = title_of(policy.averages, id);
  if (title == nullptr) title = title_of(policy.disbursement.milestones, id);
  if (title == nullptr && policy.evaluation) title = title_in_rubric(*policy.evaluation, id);
  if (title == nullptr && policy.project_checks) {
    title = title_of(policy.project_checks->date_checks, id);
    if (title == nullptr) title = title_of(policy.project_checks->settlement, id);
  }
  if (title != nullptr) return in(*title, language);
  const std::size_t period = id.find(' ');  // of a duty: its id and period
  if (policy.obligations && period != std::string::npos) {
    title = title_of(policy.obligations->obligations, id.substr(0, period));
    if (title != nullptr) return in(*title, language) + id.substr(period);
  }
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

/// The decimals of percentages: as many as the policy prints, or more if two of them differ and would read
/// the same.
int percent_decimals(const PolicySections& policy, const Rational& left, const Rational& right) {
  constexpr int most_decimals = 16;
  int decimals = policy.disbursement.decimals;
  if (left == right) return decimals;
  while (decimals < most_decimals &&
         percent_text(left, decimals, Rounding::half_up) == percent_text(right, decimals, Rounding::half_up))
    ++decimals;
  return decimals;
}

int percent_decimals(const PolicySections& policy, const Evidence& evidence) {
  if (evidence.quantity != Quantity::ratio || !evidence.left || !evidence.right)
    return policy.disbursement.decimals;
  return percent_decimals(policy, *evidence.left, *evidence.right);
}

/// One side of a comparison as people read it.
std::string number_text(const std::optional<Rational>& number, Quantity quantity, int decimals,
                        Language language) {
  if (!number) return word(language, "không xác định", "undefined");
  const bool one = *number == Rational(1);
  switch (quantity) {
    case Quantity::ratio:
      return written(percent_text(*number, decimals, Rounding::half_up), language) + " %";
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

/// How far both sides are apart: `5 ngày`, and of percentages `1,27 điểm phần trăm`.
std::string gap_text(const PolicySections& policy, const Evidence& evidence, Language language) {
  const Rational& gap = *evidence.gap;
  if (evidence.quantity != Quantity::ratio)
    return number_text(gap, evidence.quantity, policy.disbursement.decimals, language);
  const int decimals = percent_decimals(policy, gap, Rational(0));
  return written(percent_text(gap, decimals, Rounding::half_up), language) +
         word(language, " điểm phần trăm", " percentage points");
}

/// Both ways to say how far the threshold is, as far as they are known and differ.
std::string distance_text(const PolicySections& policy, const Evidence& evidence, Language language) {
  std::string text;
  const bool at = evidence.gap && evidence.gap->sign() == 0;
  if (at) text = word(language, "đúng bằng ngưỡng", "exactly at the threshold");
  if (evidence.gap && !at) text = gap_text(policy, evidence, language);
  if (evidence.distance) {
    const std::string dong = amount_text(*evidence.distance, language) + word(language, " đồng", " VND");
    text = text.empty() ? dong
                        : text +
                              word(language, "; đổi kết luận khi thêm hoặc bớt ",
                                   "; the verdict changes with a difference of ") +
                              dong;
  }
  if (text.empty()) return text;
  return (at ? std::string("; ") : std::string(word(language, "; cách ngưỡng ", "; distance "))) + text;
}

}  // namespace

std::string citation_text(const Policy& policy, const Citation& citation, Language language) {
  const auto document = std::ranges::find(policy->documents, citation.document, &LegalDocument::id);
  if (document == policy->documents.end()) return "";
  return std::string(word(language, document->part.vi.c_str(), document->part.en.c_str())) + " " +
         citation.clause + word(language, ", văn bản ", " of ") + document->number + " (" + document->issuer +
         ")";
}

std::vector<AssumptionNote> assumption_notes(const Policy& policy) {
  std::vector<AssumptionNote> notes;
  for (std::size_t i = 0; i < policy->assumptions.size(); ++i) {
    const Text& note = policy->assumptions[i].citation.note;
    auto known = std::ranges::find(notes, note, &AssumptionNote::note);
    if (known == notes.end()) known = notes.insert(notes.end(), {note, {}});
    known->assumptions.push_back(i);
  }
  return notes;
}

std::vector<std::size_t> assumption_numbers(const Policy& policy, const Citation& citation) {
  std::vector<std::size_t> numbers;
  const auto notes = assumption_notes(policy);
  for (std::size_t i = 0; i < notes.size(); ++i) {
    const bool rests = std::ranges::any_of(notes[i].assumptions, [&](std::size_t assumption) {
      const std::string& pointer = policy->assumptions[assumption].pointer;
      return std::ranges::find(citation.assumptions, pointer) != citation.assumptions.end();
    });
    if (rests) numbers.push_back(i + 1);
  }
  return numbers;
}

std::string number_in_words(const Policy& policy, const Rational& number, Quantity quantity,
                            std::span<const Rational> others, Language language) {
  int decimals = policy->disbursement.decimals;
  for (const Rational& other : others)
    decimals = std::max(decimals, percent_decimals(*policy, number, other));
  return number_text(number, quantity, decimals, language);
}

std::string comparison_in_words(const Policy& policy, const Evidence& evidence, Language language) {
  const int decimals = percent_decimals(*policy, evidence);
  std::string text = number_text(evidence.left, evidence.quantity, decimals, language);
  if (evidence.amounts) {
    text += " (" + amount_text(evidence.amounts->disbursed, language) + " / " +
            amount_text(evidence.amounts->plan, language) + word(language, " đồng)", " VND)");
  }
  return text + " " + comparison_text(evidence.comparison) + " " +
         number_text(evidence.right, evidence.quantity, decimals, language);
}

std::string object_in_words(const Policy& policy, const Evidence& evidence, Language language) {
  if (evidence.rule == "medium_term.event") {
    if (const Text* title = title_of_event(*policy, evidence.object)) return in(*title, language);
  }
  return object_text(*policy, evidence.object, language);
}

std::string explanation(const Policy& policy, const Evidence& evidence, Language language) {
  std::string text = evidence.subject;
  if (evidence.month) text += ", " + month_text(policy->year, *evidence.month);
  text += ": " + comparison_in_words(policy, evidence, language);
  if (!evidence.object.empty()) text += " [" + object_in_words(policy, evidence, language) + "]";
  if (!evidence.holds) {
    text += word(language, ": không so sánh được", ": can't be compared");
  } else {
    text += *evidence.holds ? word(language, ": đúng", ": true") : word(language, ": không đúng", ": false");
  }
  text += distance_text(*policy, evidence, language);
  const std::string clause = citation_text(policy, evidence.citation, language);
  if (!clause.empty()) text += word(language, "; căn cứ ", "; by ") + clause;
  if (evidence.citation.assumed) {
    text += word(language, "; GIẢ ĐỊNH: ", "; ASSUMED: ") + in(evidence.citation.note, language);
  }
  return text;
}

}  // namespace giaingan::inline v1
