#include <algorithm>
#include <span>
#include <string>

#include "report/axis.hpp"
#include "report/charts.hpp"
#include "report/drawing.hpp"

namespace giaingan::tool {
namespace {

constexpr int line_height = 17;
constexpr int bar_height = 12;
constexpr int row_gap = 10;
constexpr int head = 18;                    // for the numbers of the axis
constexpr std::size_t bars_a_drawing = 20;  // what fits a sheet of paper, where all labels need two lines

const char* kind_of_line(std::size_t number) {
  return number == 0 ? "line average" : number == 1 ? "line second" : "line third";
}

Axis axis_of(const std::vector<Bar>& bars, const std::vector<AverageLine>& lines) {
  Rational most(Ratio{1, 1});
  for (const Bar& bar : bars)
    if (bar.ratio) most = std::max(most, *bar.ratio);
  for (const AverageLine& line : lines)
    most = std::max(most, line.value);
  return Axis(most);
}

Markup ticks(const Axis& axis, int bottom) {
  Markup all;
  for (const int percent : axis.ticks()) {
    const std::string x = between(axis.place(Rational(Ratio{percent, 100})), 0, 100);
    const char* anchor = percent == 0 ? "start" : percent == axis.ticks().back() ? "end" : "middle";
    all += line_shape("grid", x, std::to_string(head), x, std::to_string(bottom));
    all += words("tick", x, "12", anchor, std::to_string(percent) + " %");
  }
  return all;
}

/// Bars of one drawing, as high as a sheet of paper is at most.
struct Stretch {
  std::span<const Bar> bars;
  const std::vector<AverageLine>& lines;
  const Axis& axis;
};

Markup drawing_of(const Stretch& part, const DrawingText& texts, const Markup& legend) {
  const std::string pattern = texts.id + "-hatch";
  Markup rows;
  Markup reads;
  int y = head + 4;
  for (const Bar& bar : part.bars) {
    reads += words("value", "100%", std::to_string(y + 13), "end", bar.value);
    for (const std::string& line : wrapped(bar.label, beside(bar.value))) {
      reads += words("label", "0", std::to_string(y + 13), "start", line);
      y += line_height;
    }
    if (bar.ratio) {
      rows += element("rect",
                      {{"class", bar.below ? "bar below" : "bar"},
                       {"x", "0"},
                       {"y", std::to_string(y + 2)},
                       {"width", between(part.axis.place(*bar.ratio), 0, 100)},
                       {"height", std::to_string(bar_height)},
                       {"fill", bar.below ? "url(#" + pattern + ")" : "#0072b2"}},
                      Markup());
    }
    y += bar_height + row_gap;
  }
  Markup across;
  for (std::size_t i = 0; i < part.lines.size(); ++i) {
    const std::string x = between(part.axis.place(part.lines[i].value), 0, 100);
    across += line_shape("casing", x, std::to_string(head), x, std::to_string(y));
    across += line_shape(kind_of_line(i), x, std::to_string(head), x, std::to_string(y));
  }
  return figure(texts, y + 2, hatching(pattern) + ticks(part.axis, y) + rows + across + reads, legend);
}

Markup legend_of(const std::vector<AverageLine>& lines, const std::string& pattern,
                 const std::string& below) {
  Markup legend;
  for (std::size_t i = 0; i < lines.size(); ++i)
    legend += legend_line(line_sample(kind_of_line(i)), lines[i].label);
  if (lines.empty()) return legend;
  const Markup sample = element(
      "rect", {{"class", "bar below"}, {"width", "28"}, {"height", "12"}, {"fill", "url(#" + pattern + ")"}},
      Markup());
  return legend + legend_line(sample, below);
}

}  // namespace

Markup bar_chart(const DrawingText& texts, const std::vector<Bar>& bars,
                 const std::vector<AverageLine>& lines, const std::string& below) {
  const Axis axis = axis_of(bars, lines);
  Markup drawings;
  for (std::size_t first = 0; first == 0 || first < bars.size(); first += bars_a_drawing) {
    const std::size_t count = std::min(bars_a_drawing, bars.size() - first);
    DrawingText own = texts;
    if (first > 0) own.id += "-" + std::to_string(first / bars_a_drawing + 1);
    if (bars.size() > bars_a_drawing) {
      own.title += " (" + std::to_string(first + 1) + "–" + std::to_string(first + count) + " / " +
                   std::to_string(bars.size()) + ")";
    }
    drawings += drawing_of({std::span(bars).subspan(first, count), lines, axis}, own,
                           legend_of(lines, own.id + "-hatch", below));
  }
  return drawings;
}

}  // namespace giaingan::tool
