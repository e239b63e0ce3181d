#include "report/averages.hpp"

#include "giaingan/exact/rounding.hpp"

#include <algorithm>
#include <cstddef>

#include "words.hpp"

namespace giaingan::tool {

std::vector<AverageLine> average_lines(const ReportContents& contents, Language language) {
  const DisbursementResult& result = contents.assessment.disbursement;
  const int decimals = contents.inputs.policy->disbursement.decimals;
  std::vector<AverageLine> lines;
  for (std::size_t i = 0; i < result.averages.size(); ++i) {
    const NamedAverage& average = result.averages[i];
    if (average.basis != result.basis || !average.at.value) continue;
    const std::string title = say(language, contents.inputs.policy->averages[i].title);
    lines.push_back({title + ": " + percent(average.at.value, decimals, language), *average.at.value});
  }
  return lines;
}

bool is_below(const DisbursementPolicy& policy, Ratio ratio, const Rational& other) {
  if (!policy.compare_at) return Rational(ratio) < other;
  return round_to_step(ratio, *policy.compare_at, Rounding::half_up) <
         round_to_step(other, *policy.compare_at, Rounding::half_up);
}

}  // namespace giaingan::tool
