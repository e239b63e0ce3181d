// Where printed percentages seem to contradict what was decided, with the exact figures.
#include "giaingan/figures/paper.hpp"

#include <algorithm>

#include "commands.hpp"
#include "names.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

std::string object_name(const Inputs& inputs, const PaperContradiction& each, Language language) {
  if (each.rule == "rank") return unit_name(inputs.portfolio, each.object);
  if (each.rule != "milestone") return average_name(inputs.policy, each.object, language);
  const auto& milestones = inputs.policy->disbursement.milestones;
  const auto found = std::ranges::find(milestones, each.object, &Milestone::id);
  return found == milestones.end() ? each.object : say(language, found->title);
}

std::string decision(const PaperContradiction& each, Language language) {
  switch (each.comparison) {
    case Comparison::at_least:
      return each.holds ? say(language, "không thấp hơn", "not below") : say(language, "thấp hơn", "below");
    case Comparison::more_than:
      return each.holds ? say(language, "cao hơn", "above") : say(language, "không cao hơn", "not above");
    case Comparison::less_than:
      return each.holds ? say(language, "thấp hơn", "below") : say(language, "không thấp hơn", "not below");
    case Comparison::at_most:
      return each.holds ? say(language, "không cao hơn", "not above") : say(language, "cao hơn", "above");
    case Comparison::equal:
      break;
  }
  return each.holds ? say(language, "bằng", "equal") : say(language, "khác", "not equal");
}

// The least decimals with which the two figures read differently: they differ, but a mean perhaps by very
// little.
int telling_decimals(const Rational& left, const Rational& right, int decimals) {
  constexpr int enough = 60;
  while (decimals < enough &&
         percent_text(left, decimals, Rounding::half_up) == percent_text(right, decimals, Rounding::half_up))
    ++decimals;
  return decimals;
}

std::string side(const Rational& ratio, const std::optional<Amounts>& amounts, int decimals,
                 Language language) {
  std::string exact = percent(ratio, decimals, language);
  if (!amounts) return exact;
  return amount(amounts->disbursed, language) + " / " + amount(amounts->plan, language) + " ≈ " + exact;
}

std::string line(const Inputs& inputs, const PaperContradiction& each, Language language) {
  const int printed = inputs.policy->disbursement.decimals;
  const Rational left(*each.left_amounts.ratio());
  const int decimals = telling_decimals(left, each.right_ratio, printed);
  std::string text =
      "  " + unit_name(inputs.portfolio, each.subject) + " – " + object_name(inputs, each, language);
  if (each.month) text += " (" + month(inputs.policy->year, *each.month, language) + ")";
  return text + say(language, ": in là ", ": printed ") + percent(left, printed, language) +
         say(language, " và ", " and ") + percent(each.right_ratio, printed, language) +
         say(language, "; chính xác ", "; exactly ") + side(left, each.left_amounts, decimals, language) +
         say(language, " và ", " and ") + side(each.right_ratio, each.right_amounts, decimals, language) +
         say(language, "; kết luận: ", "; decided: ") + decision(each, language) + "\n";
}

}  // namespace

std::string contradictions_text(const Inputs& inputs, const MonthlyAssessment& assessment,
                                Language language) {
  constexpr std::size_t most = 20;
  auto all = assessment.disbursement.contradictions;
  if (const auto& below = assessment.below_average)
    all.insert(all.end(), below->contradictions.begin(), below->contradictions.end());
  if (all.empty()) return "";
  std::string text = say(language, "TỶ LỆ IN RA CÓ VẺ TRÁI VỚI KẾT LUẬN\n",
                         "PRINTED PERCENTAGES THAT SEEM TO CONTRADICT A DECISION\n");
  text +=
      say(language,
          "  Kết luận vẫn đúng: so sánh bằng số liệu chính xác đến đồng (hoặc làm tròn theo bước mà chính "
          "sách quy định), không bằng tỷ lệ làm tròn khi in ra.\n",
          "  The decisions stand: exact amounts are compared (or ratios rounded to the step that the policy "
          "states), not the percentages rounded to be printed.\n");
  for (std::size_t i = 0; i < std::min(all.size(), most); ++i)
    text += line(inputs, all[i], language);
  if (all.size() > most) {
    text += say(language, "  … và ", "  … and ") + std::to_string(all.size() - most) +
            say(language, " trường hợp nữa (xem --format json).\n", " more (see --format json).\n");
  }
  return text + "\n";
}

}  // namespace giaingan::tool
