/// @file
/// How figures and dates read in the two languages.
#pragma once

#include "giaingan/assessment/explanation.hpp"
#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/calendar/date.hpp"
#include "giaingan/exact/dong.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/exact/rounding.hpp"
#include "giaingan/policy/citation.hpp"

#include <optional>
#include <string>

namespace giaingan::tool {

[[nodiscard]] inline std::string say(Language language, const char* vi, const char* en) {
  return language == Language::vi ? vi : en;
}

[[nodiscard]] inline std::string say(Language language, const Text& text) {
  return language == Language::vi ? text.vi : text.en;
}

/// `1.234.567` or `1,234,567`.
[[nodiscard]] inline std::string amount(Dong dong, Language language) {
  return grouped_text(dong, language == Language::vi ? '.' : ',');
}

[[nodiscard]] inline std::string amount(const std::optional<Dong>& dong, Language language) {
  return dong ? amount(*dong, language) : "–";
}

/// `42,21 %` or `42.21 %`, a dash if undefined.
[[nodiscard]] inline std::string percent(const std::optional<Rational>& ratio, int decimals,
                                         Language language) {
  if (!ratio) return "–";
  std::string text = percent_text(*ratio, decimals, Rounding::half_up);
  if (const auto point = text.find('.'); point != std::string::npos && language == Language::vi)
    text[point] = ',';
  return text + " %";
}

[[nodiscard]] inline std::string percent(const std::optional<Ratio>& ratio, int decimals, Language language) {
  return percent(ratio ? std::optional(Rational(*ratio)) : std::nullopt, decimals, language);
}

[[nodiscard]] inline std::string percent(Ratio ratio, int decimals, Language language) {
  return percent(std::optional(Rational(ratio)), decimals, language);
}

/// `85,5` or `85.5` with two decimals.
[[nodiscard]] inline std::string points(const std::optional<Rational>& number, Language language) {
  if (!number) return "–";
  std::string text = decimal_text(*number, 2, Rounding::half_up);
  if (language == Language::vi) text[text.find('.')] = ',';
  return text;
}

[[nodiscard]] inline std::string day(Date date, Language language) {
  return language == Language::vi ? date.vietnamese_text() : date.text();
}

/// `3/2024` or `2024-03`.
[[nodiscard]] inline std::string month(int year, BudgetMonth month, Language language) {
  std::string text = month_text(year, month);
  if (language == Language::en) return text;
  const std::string number = text.substr(5);
  return (number.starts_with('0') ? number.substr(1) : number) + "/" + text.substr(0, 4);
}

}  // namespace giaingan::tool
