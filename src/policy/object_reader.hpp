/// @file
/// Reads the objects of a policy document: typed, strict, every problem with its pointer.
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/exact/ratio.hpp"
#include "giaingan/policy/citation.hpp"
#include "giaingan/policy/cover_fault.hpp"

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "input/json.hpp"
#include "input/problems.hpp"

namespace giaingan::inline v1 {

/// What the readers of one document share: where problems go, which documents may be cited, what was assumed,
/// what covers leave open.
struct ReadingContext {
  std::string file;
  Problems& problems;
  std::vector<LegalDocument> documents{};
  std::vector<Assumption> assumptions{};
  std::vector<CoverFault> cover_faults{};
};

/// A value of the document with its pointer.
struct Node {
  const Json* json = nullptr;
  std::string pointer{};
};

/// A word of the policy and what it means.
template <class T>
using Words = std::initializer_list<std::pair<std::string_view, T>>;

/// One object. Every member may stand plainly or wrapped as `{"value": …, "cite": {"doc","clause"},
/// "assumed": true, "note": "…"}`; a plain one inherits the citation of its object. A getter that finds a
/// problem reports it and returns a neutral value, so that reading goes on; `finish` reports the keys that
/// nobody asked for.
class ObjectReader {
 public:
  ObjectReader(ReadingContext& context, Node node, const Citation& inherited = {});
  ObjectReader(const ObjectReader&) = delete;
  ObjectReader& operator=(const ObjectReader&) = delete;

  [[nodiscard]] const Citation& citation() const noexcept { return citation_; }
  [[nodiscard]] const std::string& pointer() const noexcept { return node_.pointer; }
  [[nodiscard]] ReadingContext& context() const noexcept { return context_; }

  [[nodiscard]] bool has(std::string_view key) const;

  // Required members.
  [[nodiscard]] std::string text(std::string_view key);
  [[nodiscard]] Cited<Ratio> ratio(std::string_view key);
  [[nodiscard]] Date date(std::string_view key);
  [[nodiscard]] std::int64_t integer(std::string_view key, std::int64_t least, std::int64_t most);
  /// The same, nothing after a problem.
  [[nodiscard]] std::optional<std::int64_t> good_integer(std::string_view key, std::int64_t least,
                                                         std::int64_t most);
  /// The text of an exact number or of a name, for a value that may be either; empty after a problem.
  [[nodiscard]] std::string exact_or_name(std::string_view key);
  [[nodiscard]] Text bilingual(std::string_view key);  ///< `{"vi","en"}`

  // Members that may be missing.
  [[nodiscard]] std::string text_or(std::string_view key, std::string_view otherwise);
  [[nodiscard]] Cited<Ratio> ratio_or(std::string_view key, Ratio otherwise);
  [[nodiscard]] std::optional<Cited<Ratio>> optional_ratio(std::string_view key);
  [[nodiscard]] bool flag_or(std::string_view key, bool otherwise);
  [[nodiscard]] std::optional<Date> optional_date(std::string_view key);
  [[nodiscard]] std::int64_t integer_or(std::string_view key, std::int64_t least, std::int64_t most,
                                        std::int64_t otherwise);
  [[nodiscard]] std::vector<std::string> texts(std::string_view key);  ///< array of strings; missing: empty
  [[nodiscard]] std::vector<Ratio> ratios(std::string_view key);       ///< array of numbers; missing: empty
  [[nodiscard]] std::vector<Node> items(std::string_view key);         ///< array; missing: empty
  [[nodiscard]] std::optional<Node> member(std::string_view key);      ///< any value

  /// One of some words. Missing: `otherwise` if given, else a problem.
  template <class T>
  [[nodiscard]] T choice(std::string_view key, Words<T> words,
                         std::type_identity_t<std::optional<T>> otherwise = {}) {
    const auto node = scalar(key, otherwise ? Presence::optional : Presence::required);
    if (node) {
      for (const auto& [word, meaning] : words) {
        if (node->json->kind == Json::Kind::string && node->json->text == word) return meaning;
      }
      std::string expected;
      for (const auto& [word, meaning] : words)
        expected += (expected.empty() ? "\"" : ", \"") + std::string(word) + "\"";
      wrong_value(*node, "one of " + expected);
    }
    return otherwise ? *otherwise : words.begin()->second;
  }

  /// The citation of one member: its own if it is wrapped, else the object's. @pre the member has been read
  [[nodiscard]] Citation citation_of(std::string_view key) const;
  /// Of what all of the object decides: its own citation, with whatever the members read so far assume.
  [[nodiscard]] Citation whole_citation() const;
  /// The citation of a value that the document doesn't give: the object's, assumed with this note. The value
  /// joins the document's assumptions.
  [[nodiscard]] Citation assume(std::string_view key, std::string_view value, const Text& note);
  /// The members read so far that cite for themselves.
  [[nodiscard]] SettingCitations settings() const { return {own_citations_}; }

  /// Reports a problem at a member, or at the object itself with an empty key.
  void problem(std::string_view key, std::string code, std::string message, std::string expected,
               std::string remedy);

  /// Says that the key has a meaning here, though nobody has read it.
  void allow(std::string_view key) { known_.emplace_back(key); }

  /// Reports every key that was not asked for. Call once, after the last getter.
  void finish();

 private:
  enum class Presence { required, optional };

  [[nodiscard]] const Json* take(std::string_view key);
  [[nodiscard]] std::optional<Node> scalar(std::string_view key, Presence presence);
  [[nodiscard]] std::optional<Ratio> exact_number(const Node& node);
  void missing(std::string_view key);
  void wrong_value(const Node& node, const std::string& expected);
  [[nodiscard]] Text read_note(const Node& node);
  [[nodiscard]] Citation read_citation(const Json& object, const std::string& pointer,
                                       const Citation& inherited, const std::string& value);

  ReadingContext& context_;
  Node node_;
  Citation citation_;
  std::vector<std::string> known_;
  std::vector<std::pair<std::string, Citation>> own_citations_;  // of wrapped members
};

}  // namespace giaingan::inline v1
