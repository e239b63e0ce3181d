// The figures at the top of the page.
#include <algorithm>
#include <cstdint>
#include <string>

#include "report/averages.hpp"
#include "report/sections.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

Markup card(const char* kind, const std::string& figure, const std::string& reads) {
  return element("li", {{"class", kind}}, element("b", figure) + element("span", reads));
}

Markup disbursed_card(const ReportContents& contents, Language language) {
  const Amounts& total = contents.assessment.disbursement.total;
  return card("card", percent(total.ratio(), contents.inputs.policy->disbursement.decimals, language),
              say(language, "đã giải ngân ", "disbursed: ") + amount(total.disbursed, language) + " / " +
                  amount(total.plan, language) + say(language, " đồng", " VND"));
}

Markup below_card(const ReportContents& contents, Language language) {
  const DisbursementResult& result = contents.assessment.disbursement;
  const auto lines = average_lines(contents, language);
  if (lines.empty()) return {};
  std::int64_t below = 0;
  std::int64_t ranked = 0;
  for (const UnitDisbursement& unit : result.units) {
    const auto ratio = unit.amounts.ratio();
    if (!ratio || !unit.rank) continue;
    ++ranked;
    if (is_below(contents.inputs.policy->disbursement, *ratio, lines.front().value)) ++below;
  }
  return card(below > 0 ? "warn" : "card", std::to_string(below) + " / " + std::to_string(ranked),
              say(language, "đơn vị thấp hơn ", "units below: ") + lines.front().label);
}

Markup flagged_card(const ReportContents& contents, Language language) {
  if (!contents.assessment.below_average) return {};
  const auto& units = contents.assessment.below_average->units;
  const auto flagged = std::ranges::count(units, true, &BelowAverageUnit::flagged);
  const std::string months = std::to_string(contents.inputs.policy->below_average->months.value);
  return card(flagged > 0 ? "warn" : "card", std::to_string(flagged),
              say(language, {"đang bị nêu: dưới mức trung bình " + months + " tháng liên tiếp trở lên",
                             "flagged now: " + months + " months or more below the average in a row"}));
}

Markup round_card(const ReportedRound& round, Language language) {
  std::int64_t cut = 0;
  for (const PoolTotals& pool : round.result.pools)
    cut += pool.cut.value;
  return card("card", amount(Dong{cut}, language),
              say(language, "đồng cắt giảm – ", "VND cut – ") + say(language, round.round->title));
}

}  // namespace

Markup key_figures(const ReportContents& contents, Reading reading) {
  Markup cards = disbursed_card(contents, reading.language) + below_card(contents, reading.language) +
                 flagged_card(contents, reading.language);
  for (const ReportedRound& round : contents.rounds)
    cards += round_card(round, reading.language);
  return element("ul", {{"class", "cards"}}, cards);
}

}  // namespace giaingan::tool
