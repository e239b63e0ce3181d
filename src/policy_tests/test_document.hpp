/// @file
/// A test document as it is read: its cases, each with its question and what it expects.
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/input/diagnostic.hpp"
#include "giaingan/policy_tests/policy_tests.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "input/json.hpp"

namespace giaingan::inline v1 {

enum class QuestionKind : std::uint8_t {
  assess,
  reallocate,
  medium_term,
  revenue,
  evaluate,
  obligations,
  tiers,
  rate,
  calendar
};

/// Whether the question is answered without facts.
[[nodiscard]] constexpr bool asks_of_no_facts(QuestionKind kind) noexcept {
  return kind == QuestionKind::rate || kind == QuestionKind::calendar;
}

/// The key of a question in a case.
[[nodiscard]] const char* question_text(QuestionKind kind) noexcept;

/// What a case asks.
struct CaseQuestion {
  QuestionKind kind = QuestionKind::assess;
  std::string pointer;                        ///< `/cases/0/assess`
  std::optional<Date> as_of;                  ///< of all but rounds, adjustments, tiers, figures and days
  std::string round;                          ///< of a round, its tiers, or an adjustment: its id
  std::string level;                          ///< of an assessment; empty: the policy's
  std::string unit;                           ///< of obligations; empty: all
  std::vector<std::string> after;             ///< rounds that are applied first, as proposed
  std::map<std::string, Rational> figures{};  ///< to be rated, of nobody, by metric
  std::optional<Rational> total{};            ///< in place of them: a total to be classed
  std::vector<Date> days{};                   ///< of the calendar
};

/// One case. Pointers into the document live as long as it.
struct TestCase {
  std::string pointer;
  std::string name;
  std::optional<Date> at;       ///< the day whose policy is meant: its own, the document's, or its question's
  std::string at_pointer;       ///< where that day is said apart from the question; empty: nowhere
  const Json* given = nullptr;  ///< facts; null: none, or `data`
  std::string data;             ///< a dataset folder
  const Json* with = nullptr;   ///< values of the policy that are others for this case, by pointer
  std::optional<CaseQuestion> question;
  const Json* expect = nullptr;       ///< a part of the result
  const Json* refused = nullptr;      ///< instead: the diagnostics that refuse policy or facts
  const Json* refused_for = nullptr;  ///< instead: some of them, whatever others there are
  std::vector<Diagnostic> problems;
};

/// Whether the case expects that policy or facts are refused.
[[nodiscard]] inline bool expects_refusal(const TestCase& test) noexcept {
  return test.refused != nullptr || test.refused_for != nullptr;
}

/// A whole document.
struct TestDocument {
  std::unique_ptr<const Json> root;
  std::string policy;  ///< as written
  std::vector<TestCase> cases;
};

/// A problem of a test document.
[[nodiscard]] Diagnostic test_problem(const std::string& file, const std::string& pointer, std::string code,
                                      std::string message, std::string expected, std::string remedy);

/// Reads a test document. @throws InvalidInput with all that is wrong with it as a whole
[[nodiscard]] TestDocument read_test_document(const NamedDocument& tests);

}  // namespace giaingan::inline v1
