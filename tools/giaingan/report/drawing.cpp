#include "report/drawing.hpp"

#include "report/charts.hpp"
#include "text_table.hpp"

namespace giaingan::tool {

Markup line_shape(const char* kind, const std::string& x1, const std::string& y1, const std::string& x2,
                  const std::string& y2) {
  return element("line", {{"class", kind}, {"x1", x1}, {"y1", y1}, {"x2", x2}, {"y2", y2}}, Markup());
}

Markup box_shape(const char* kind, const std::string& x, const std::string& y, const std::string& width,
                 const std::string& height) {
  return element("rect", {{"class", kind}, {"x", x}, {"y", y}, {"width", width}, {"height", height}},
                 Markup());
}

Markup words(const char* kind, const std::string& x, const std::string& y, const char* anchor,
             std::string_view reads) {
  return element("text", {{"class", kind}, {"x", x}, {"y", y}, {"text-anchor", anchor}}, text(reads));
}

Markup hatching(const std::string& id) {
  const Markup stripes =
      box_shape("hatch-ground", "0", "0", "6", "6") +
      element("path", {{"class", "hatch-stripe"}, {"d", "M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2"}}, Markup());
  return element(
      "defs",
      element("pattern", {{"id", id}, {"width", "6"}, {"height", "6"}, {"patternUnits", "userSpaceOnUse"}},
              stripes));
}

Markup legend_line(const Markup& sample, const std::string& reads) {
  return element("li", element("svg",
                               {{"class", "sample"},
                                {"width", "28"},
                                {"height", "12"},
                                {"aria-hidden", "true"},
                                {"focusable", "false"}},
                               sample) +
                           text(" " + reads));
}

Markup line_sample(const char* kind) {
  return line_shape(kind, "0", "6", "28", "6");
}

std::size_t beside(const std::string& value) {
  constexpr std::size_t a_line = 45;  // of the characters of a drawing, on a screen of 360 pixels
  constexpr std::size_t least = 12;
  const std::size_t taken = display_width(value);
  return taken + least < a_line ? a_line - taken : least;
}

std::vector<std::string> wrapped(const std::string& reads, std::size_t characters) {
  std::vector<std::string> lines(1);
  for (std::size_t from = 0; from <= reads.size();) {
    const std::size_t to = std::min(reads.find(' ', from), reads.size());
    const std::string word = reads.substr(from, to - from);
    std::string& line = lines.back();
    if (line.empty()) {
      line = word;
    } else if (display_width(line) + 1 + display_width(word) <= characters) {
      line += " " + word;
    } else {
      lines.push_back(word);
    }
    from = to + 1;
  }
  return lines;
}

Markup figure(const DrawingText& texts, int height, const Markup& drawing, const Markup& legend) {
  const std::string title = texts.id + "-title";
  const std::string description = texts.id + "-desc";
  const Markup named = element("title", {{"id", title}}, text(texts.title)) +
                       element("desc", {{"id", description}}, text(texts.description)) + drawing;
  const Markup svg = element("svg",
                             {{"id", texts.id},
                              {"class", "drawing"},
                              {"width", "100%"},
                              {"height", std::to_string(height)},
                              {"role", "img"},
                              {"aria-labelledby", title + " " + description}},
                             named);
  return element("figure", svg + (legend.empty() ? Markup() : element("ul", {{"class", "legend"}}, legend)) +
                               element("figcaption", texts.title));
}

}  // namespace giaingan::tool
