#include "report/html_table.hpp"

namespace giaingan::tool {
namespace {

const char* class_of(Align align) {
  return align == Align::right ? "n" : "w";
}

Markup heading_row(const TextTable& table) {
  Markup cells;
  for (std::size_t i = 0; i < table.headings().size(); ++i)
    cells +=
        element("th", {{"scope", "col"}, {"class", class_of(table.aligns()[i])}}, text(table.headings()[i]));
  return element("thead", element("tr", cells));
}

Markup row(const TextTable& table, const std::vector<Cell>& cells, std::size_t names) {
  Markup all;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    Attributes attributes{{"class", class_of(table.aligns()[i])}};
    if (i == names) attributes.insert(attributes.begin(), {"scope", "row"});
    all += element(i == names ? "th" : "td", attributes, text(cells[i].text));
  }
  return element("tr", all);
}

}  // namespace

Markup html_table(const TextTable& table, const std::string& id, const std::string& caption,
                  std::size_t names) {
  Markup rows;
  for (const auto& cells : table.rows())
    rows += row(table, cells, names);
  const Markup all = element("caption", {{"id", id + "-caption"}}, text(caption)) + heading_row(table) +
                     element("tbody", rows);
  return element(
      "div",
      {{"class", "scroll"}, {"role", "region"}, {"tabindex", "0"}, {"aria-labelledby", id + "-caption"}},
      element("table", {{"id", id}}, all));
}

}  // namespace giaingan::tool
