/// @file
/// What a value of a policy stands on.
#pragma once

#include <string>
#include <utility>

namespace giaingan::inline v1 {

/// A text that officers read, in both languages.
struct Text {
  std::string vi;
  std::string en;
};

/// The clause that a rule or a value comes from. Where the text is silent, `assumed` says so and `note` says
/// why.
struct Citation {
  std::string document;  ///< id of one of the policy's documents; empty: none
  std::string clause;    ///< as `4.2`, `2.4#2`
  bool assumed = false;
  std::string note;
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
};

/// A value that the cited texts leave open and the policy's author has assumed.
struct Assumption {
  std::string pointer;  ///< where it stands in the document (JSON pointer)
  std::string value;    ///< as written; empty for a whole rule
  Citation citation;
};

}  // namespace giaingan::inline v1
