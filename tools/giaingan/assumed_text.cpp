#include <algorithm>
#include <string>
#include <vector>

#include "commands.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

std::string place_of(const Assumption& assumption) {
  return assumption.pointer + (assumption.value.empty() ? "" : " = " + assumption.value);
}

std::string rules_of(const AssumedValue& value, Language language) {
  std::string text;
  for (const Decides each : value.decides)
    text += (text.empty() ? "" : ", ") + std::string(say(language, decides_title(each)));
  return text;
}

/// What the neighbour says: of a rule also which of its values says it.
std::string otherwise_of(const Assumption& assumption, const NeighbourInData& neighbour, Language language) {
  if (neighbour.after.empty()) return say(language, "; nếu bỏ đi", "; without it");
  if (neighbour.pointer == assumption.pointer || neighbour.pointer == assumption.pointer + "/value")
    return say(language, "; nếu là ", "; were it ") + neighbour.after;
  return say(language, "; nếu ", "; were ") + neighbour.pointer + say(language, " là ", " ") +
         neighbour.after + say(language, ", không phải ", ", not ") + neighbour.before;
}

/// The neighbour that changes the most verdicts, with one of them.
std::string example_of(const Assumption& assumption, const AssumedInData& in_data, Language language) {
  const auto most = std::ranges::max_element(in_data.neighbours, {},
                                             [](const NeighbourInData& each) { return each.changed.size(); });
  if (most == in_data.neighbours.end() || most->changed.empty()) return "";
  const ChangedVerdict& such = most->changed.front();
  const auto shown = [](const std::string& value) { return value.empty() ? std::string("–") : value; };
  return otherwise_of(assumption, *most, language) + ": " + such.kind + " " + such.subject +
         (such.object.empty() ? "" : " (" + such.object + ")") + " " + shown(such.before) + " → " +
         shown(such.after);
}

std::string counts_of(const Assumption& assumption, const AssumedInData& in_data, Language language) {
  if (in_data.neighbours.empty()) {
    return say(language, "; không có giá trị liền kề nào để thử",
               "; there is no neighbouring value that could be tried");
  }
  return say(language, "; số đơn vị: ", "; units: ") + std::to_string(in_data.units) +
         say(language, ", số kết quả: ", ", verdicts: ") + std::to_string(in_data.verdicts) +
         example_of(assumption, in_data, language);
}

}  // namespace

std::string decisions_text(const Policy& policy, const std::vector<AssumedValue>& assumed,
                           Language language) {
  std::string deciding;
  std::string shown;
  for (const AssumedValue& each : assumed) {
    const std::string place = place_of(policy->assumptions[each.assumption]);
    if (each.decides.empty()) {
      shown += "  " + place + "\n";
      continue;
    }
    deciding +=
        "  " + place + ": " + rules_of(each, language) +
        (each.in_data ? counts_of(policy->assumptions[each.assumption], *each.in_data, language) : "") + "\n";
  }
  const bool counted = !assumed.empty() && assumed.front().in_data;
  if (!deciding.empty()) {
    deciding = (counted ? say(language, "Giá trị giả định quyết định kết quả, nhiều đơn vị nhất trước:\n",
                              "Assumed values that decide something, those of the most units first:\n")
                        : say(language, "Giá trị giả định quyết định kết quả:\n",
                              "Assumed values that decide something:\n")) +
               deciding;
  }
  if (!shown.empty()) {
    shown = say(language, "Giá trị giả định chỉ để trình bày, không quyết định gì:\n",
                "Assumed values that are only shown and decide nothing:\n") +
            shown;
  }
  return deciding + shown;
}

}  // namespace giaingan::tool
