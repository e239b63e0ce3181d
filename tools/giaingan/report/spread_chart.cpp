#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "report/axis.hpp"
#include "report/charts.hpp"
#include "report/drawing.hpp"

namespace giaingan::tool {
namespace {

constexpr int line_height = 17;
constexpr int box_height = 14;
constexpr int row_gap = 12;
constexpr int ends_height = 13;
constexpr std::size_t spreads_a_drawing = 14;  // what fits a sheet of paper, where all labels need two lines

/// A scale of one figure, or of one figure by two policies, from the least to the greatest.
struct Scale {
  Rational from;
  Rational to;

  [[nodiscard]] Rational place(const Rational& value) const {
    return from == to ? Rational(0) : (value - from) / (to - from);
  }
  [[nodiscard]] std::string x(const Rational& value) const { return between(place(value), 0, 100); }
  [[nodiscard]] std::string width(const Rational& low, const Rational& high) const {
    return between(place(high) - place(low), 0, 100);
  }
};

/// The scale of the spreads that are held against one another.
Scale scale_of(std::span<const Spread> spreads, std::size_t group) {
  std::optional<Scale> scale;
  for (const Spread& each : spreads) {
    if (each.group != group) continue;
    if (!scale) scale = Scale{each.least, each.greatest};
    scale->from = std::min(scale->from, each.least);
    scale->to = std::max(scale->to, each.greatest);
  }
  return scale.value_or(Scale{});
}

/// From the least to the greatest, boxes between quantiles that lie as far from either end, the middle.
Markup spread_shapes(const Spread& spread, const Scale& scale, int y) {
  const std::string middle = std::to_string(y + box_height / 2);
  Markup shapes =
      line_shape("grid", "0", std::to_string(y + box_height), "100%", std::to_string(y + box_height)) +
      line_shape("whisker", scale.x(spread.least), middle, scale.x(spread.greatest), middle);
  const std::size_t count = spread.quantiles.size();
  for (std::size_t i = 0; i < count / 2; ++i) {
    const Rational& low = spread.quantiles[i];
    const Rational& high = spread.quantiles[count - 1 - i];
    shapes += box_shape(i + 1 == count / 2 && count > 3 ? "range inner" : "range", scale.x(low),
                        std::to_string(y + 1), scale.width(low, high), std::to_string(box_height - 2));
  }
  if (count % 2 == 1) {
    const std::string x = scale.x(spread.quantiles[count / 2]);
    shapes += line_shape("middle", x, std::to_string(y - 1), x, std::to_string(y + box_height + 1));
  }
  if (spread.mean)
    shapes += element(
        "circle", {{"class", "mean"}, {"cx", scale.x(*spread.mean)}, {"cy", middle}, {"r", "3"}}, Markup());
  return shapes;
}

Markup drawing_of(std::span<const Spread> spreads, std::span<const Spread> all, const DrawingText& texts,
                  const Markup& legend) {
  Markup shapes;
  Markup reads;
  int y = 4;
  for (const Spread& each : spreads) {
    reads += words("value", "100%", std::to_string(y + 13), "end", each.value);
    for (const std::string& line : wrapped(each.label, beside(each.value))) {
      reads += words("label", "0", std::to_string(y + 13), "start", line);
      y += line_height;
    }
    y += 3;
    shapes += spread_shapes(each, scale_of(all, each.group), y);
    y += box_height + ends_height;
    reads += words("tick", "0", std::to_string(y), "start", each.from);
    reads += words("tick", "100%", std::to_string(y), "end", each.to);
    y += row_gap;
  }
  return figure(texts, y + 2, shapes + reads, legend);
}

}  // namespace

Markup spread_chart(const DrawingText& texts, const std::vector<Spread>& spreads, const Markup& legend) {
  const std::span<const Spread> all(spreads);
  Markup drawings;
  for (std::size_t first = 0; first < all.size(); first += spreads_a_drawing) {
    DrawingText own = texts;
    if (first > 0) own.id += "-" + std::to_string(first / spreads_a_drawing + 1);
    drawings +=
        drawing_of(all.subspan(first, std::min(spreads_a_drawing, all.size() - first)), all, own, legend);
  }
  return drawings;
}

}  // namespace giaingan::tool
