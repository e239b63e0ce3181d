#include <algorithm>
#include <string>

#include "report/axis.hpp"
#include "report/charts.hpp"
#include "report/drawing.hpp"

namespace giaingan::tool {
namespace {

constexpr int top = 10;
constexpr int bottom = 190;
constexpr int height = 212;
constexpr int left = 13;  // percent of the width; before it the numbers of the axis
constexpr int right = 98;

const char* kind_of_curve(std::size_t number) {
  return number == 0   ? "curve unit"
         : number == 1 ? "curve average"
         : number == 2 ? "curve second"
                       : "curve third";
}

/// The middle of a month's stretch of the width.
std::string month_x(std::size_t index, std::size_t months) {
  return between(
      Rational(Ratio{2 * static_cast<std::int64_t>(index) + 1, 2 * static_cast<std::int64_t>(months)}), left,
      right);
}

Markup marker(std::size_t number, const std::string& x, const std::string& y) {
  return number > 1 ? Markup()
                    : element("circle",
                              {{"class", number == 0 ? "dot unit" : "dot average"},
                               {"cx", x},
                               {"cy", y},
                               {"r", number == 0 ? "3.5" : "2.5"}},
                              Markup());
}

Markup drawn(const Curve& curve, std::size_t number, const Axis& axis, std::size_t months) {
  Markup lines;
  Markup dots;
  std::string before_x;
  std::string before_y;
  for (std::size_t i = 0; i < curve.at.size(); ++i) {
    if (!curve.at[i]) {
      before_x.clear();
      continue;
    }
    const std::string x = month_x(i, months);
    const std::string y = pixels_between(axis.place(*curve.at[i]), bottom, top);
    if (!before_x.empty()) lines += line_shape(kind_of_curve(number), before_x, before_y, x, y);
    dots += marker(number, x, y);
    before_x = x;
    before_y = y;
  }
  return element("g", lines + dots);
}

}  // namespace

Markup curve_chart(const DrawingText& texts, const std::vector<Curve>& curves,
                   const std::vector<bool>& marked, const std::string& marks) {
  std::size_t months = marked.size();
  Rational most(0);
  for (const Curve& curve : curves) {
    months = std::max(months, curve.at.size());
    for (const auto& value : curve.at)
      if (value) most = std::max(most, *value);
  }
  const Axis axis(most);
  Markup ground;
  const auto count = static_cast<std::int64_t>(months);
  for (std::size_t i = 0; i < marked.size(); ++i) {
    if (!marked[i]) continue;
    ground += box_shape("marked", between(Rational(Ratio{static_cast<std::int64_t>(i), count}), left, right),
                        std::to_string(top), between(Rational(Ratio{1, count}), 0, right - left),
                        std::to_string(bottom - top));
  }
  for (const int percent : axis.ticks()) {
    const std::string y = pixels_between(axis.place(Rational(Ratio{percent, 100})), bottom, top);
    ground += line_shape("grid", std::to_string(left) + "%", y, std::to_string(right) + "%", y);
    ground += words("tick right", std::to_string(left - 1) + "%",
                    pixels_between(axis.place(Rational(Ratio{percent, 100})), bottom + 4, top + 4), "end",
                    std::to_string(percent) + " %");
  }
  for (std::size_t i = 0; i < months; ++i)
    ground += words("tick", month_x(i, months), std::to_string(bottom + 16), "middle", std::to_string(i + 1));
  Markup lines;
  Markup legend;
  for (std::size_t i = curves.size(); i-- > 0;)
    lines += drawn(curves[i], i, axis, months);
  for (std::size_t i = 0; i < curves.size(); ++i)
    legend += legend_line(line_sample(kind_of_curve(i)) + marker(i, "14", "6"), curves[i].label);
  if (std::ranges::find(marked, true) != marked.end())
    legend += legend_line(box_shape("marked", "0", "0", "28", "12"), marks);
  return figure(texts, height, ground + lines, legend);
}

}  // namespace giaingan::tool
