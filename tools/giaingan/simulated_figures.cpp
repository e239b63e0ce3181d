#include "simulated_figures.hpp"

#include "giaingan/simulation/year_simulation.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "words.hpp"

namespace giaingan::tool {
namespace {

struct FigureName {
  YearFigure figure;
  const char* vi;
  const char* en;
};

constexpr std::array<FigureName, year_figures> figure_names{{
    {YearFigure::flagged, "đơn vị bị nêu trong năm", "units flagged in the year"},
    {YearFigure::flagged_at_end, "đơn vị đang bị nêu cuối năm", "units flagged at the end"},
    {YearFigure::milestones_missed, "mốc tối thiểu không đạt", "minimum milestones missed"},
    {YearFigure::moved, "vốn điều chuyển (đồng)", "moved by rounds (VND)"},
    {YearFigure::returned, "vốn trả cấp trên (đồng)", "returned by rounds (VND)"},
    {YearFigure::shortened, "cắt giảm đã ghi không còn đủ vốn (đồng)", "recorded cuts shortened (VND)"},
    {YearFigure::plan, "kế hoạch cuối năm (đồng)", "plan at the end (VND)"},
    {YearFigure::disbursed, "giải ngân cuối năm (đồng)", "disbursed at the end (VND)"},
}};

/// The title of a class, `""` being no class.
std::string class_title(const Policy& policy, const std::string& id, Language language) {
  if (id.empty()) return say(language, "không xếp loại", "not classed");
  if (!policy->evaluation) return id;
  const auto found = std::ranges::find(policy->evaluation->classes, id, &RatingClass::id);
  return found == policy->evaluation->classes.end() ? id : say(language, found->title);
}

}  // namespace

std::string simulated_name(const Policy& policy, const std::string& figure, Language language) {
  for (const FigureName& each : figure_names) {
    if (figure == year_figure_text(each.figure)) return say(language, each.vi, each.en);
  }
  const auto colon = figure.find(':');
  if (colon == std::string::npos) return figure;
  const bool head = figure.starts_with("head_");
  return say(language, head ? "người đứng đầu: " : "tập thể: ", head ? "heads: " : "collectives: ") +
         class_title(policy, figure.substr(colon + 1), language);
}

std::string decimal_in_words(const Rational& number, Language language) {
  const std::string decimal = decimal_text(number, 2, Rounding::half_up);
  const std::size_t point = decimal.find('.');
  const bool negative = decimal.starts_with('-');
  std::string whole = decimal.substr(0, point);
  for (std::size_t at = whole.size(); at > (negative ? 4U : 3U);) {
    at -= 3;
    whole.insert(at, 1, language == Language::vi ? '.' : ',');
  }
  return whole + (language == Language::vi ? "," : ".") + decimal.substr(point + 1);
}

}  // namespace giaingan::tool
