#include "report/html_table.hpp"

#include <algorithm>
#include <vector>

namespace giaingan::tool {
namespace {

constexpr std::size_t short_words = 20;  // characters that needn't be broken into lines

bool is_short(const TextTable& table, std::size_t column) {
  return std::ranges::all_of(table.rows(), [&](const std::vector<Cell>& cells) {
    return display_width(cells[column].text) <= short_words;
  });
}

/// How the cells of each column stand: numbers, words, or a few words that stay on one line.
std::vector<std::string> kinds(const TextTable& table) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < table.headings().size(); ++i)
    all.emplace_back(table.aligns()[i] == Align::right ? "n" : is_short(table, i) ? "s" : "w");
  return all;
}

Markup heading_row(const TextTable& table, const std::vector<std::string>& kind) {
  Markup cells;
  for (std::size_t i = 0; i < table.headings().size(); ++i)
    cells += element("th", {{"scope", "col"}, {"class", kind[i]}}, text(table.headings()[i]));
  return element("thead", element("tr", cells));
}

Markup row(const std::vector<std::string>& kind, const std::vector<Cell>& cells, std::size_t names) {
  Markup all;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    Attributes attributes{{"class", kind[i]}};
    if (i == names) attributes.insert(attributes.begin(), {"scope", "row"});
    all += element(i == names ? "th" : "td", attributes, text(cells[i].text));
  }
  return element("tr", all);
}

}  // namespace

Markup html_table(const TextTable& table, const std::string& id, const std::string& caption,
                  std::size_t names) {
  const std::vector<std::string> kind = kinds(table);
  Markup rows;
  for (const auto& cells : table.rows())
    rows += row(kind, cells, names);
  const Markup all = element("caption", {{"id", id + "-caption"}}, text(caption)) + heading_row(table, kind) +
                     element("tbody", rows);
  return element(
      "div",
      {{"class", "scroll"}, {"role", "region"}, {"tabindex", "0"}, {"aria-labelledby", id + "-caption"}},
      element("table", {{"id", id}}, all));
}

}  // namespace giaingan::tool
