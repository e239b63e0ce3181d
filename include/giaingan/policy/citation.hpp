/// @file
/// What a value of a policy stands on.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace giaingan::inline v1 {

/// A text that officers read, in both languages.
struct Text {
  std::string vi;
  std::string en;

  friend bool operator==(const Text&, const Text&) = default;
};

/// The clause that a rule or a value comes from. Where the text is silent, `assumed` says so and `note` says
/// why.
struct Citation {
  std::string document;  ///< id of one of the policy's documents; empty: none
  std::string clause;    ///< as `4.2`, `2.4#2`
  bool assumed = false;
  Text note;
  /// Where the assumed values stand that this rests on (JSON pointers, as in Assumption), each once.
  std::vector<std::string> assumptions;
};

/// What a conclusion cites that rests on `other` as well: its own clause, and what either of them assumes.
[[nodiscard]] inline Citation resting_on(Citation own, const Citation& other) {
  if (!other.assumed) return own;
  if (!own.assumed) own.note = other.note;
  own.assumed = true;
  for (const std::string& pointer : other.assumptions) {
    if (std::ranges::find(own.assumptions, pointer) == own.assumptions.end())
      own.assumptions.push_back(pointer);
  }
  return own;
}

/// The settings of one rule that cite or assume for themselves, by key. A rule asks here what a conclusion
/// cites, naming the settings that decided it, so that nothing assumed is left unsaid.
struct SettingCitations {
  std::vector<std::pair<std::string, Citation>> own;  ///< a plain setting stands on the rule's citation

  /// The citation of what these settings decided together: the clause is the first one's (its rule's, if it
  /// has none of its own), and it is assumed if any of them is.
  /// @pre keys is not empty
  [[nodiscard]] Citation deciding(const Citation& rule, std::initializer_list<std::string_view> keys) const {
    const auto of = [&](std::string_view key) -> const Citation& {
      const auto found = std::ranges::find(own, key, &std::pair<std::string, Citation>::first);
      return found == own.end() ? rule : found->second;
    };
    Citation decided = of(*keys.begin());
    for (const std::string_view key : keys)
      decided = resting_on(std::move(decided), of(key));
    return decided;
  }
};

/// A value with its citation.
template <class T>
struct Cited {
  T value{};
  Citation citation{};
};

/// A legal text that a policy cites.
struct LegalDocument {
  std::string id;
  std::string number;
  std::string date;  ///< as printed, perhaps without a day
  std::string issuer;
  std::string title;
  Text part{"điểm", "clause"};  ///< what its clauses are called: a law has articles (điều)
};

/// A value that the cited texts leave open and the policy's author has assumed.
struct Assumption {
  std::string pointer;  ///< where it stands in the document (JSON pointer)
  std::string value;    ///< as written; empty for a whole rule or a list of objects
  Citation citation;
};

}  // namespace giaingan::inline v1
