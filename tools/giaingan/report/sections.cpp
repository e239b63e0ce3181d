#include "report/sections.hpp"

#include <algorithm>
#include <cstddef>

namespace giaingan::tool {

Markup section(Reading reading, const std::string& name, const std::string& heading, const Markup& content) {
  const std::string id = reading.id(name);
  return element("section", {{"aria-labelledby", id}}, element("h2", {{"id", id}}, text(heading)) + content);
}

Markup note(const std::string& reads) {
  return element("p", {{"class", "note"}}, text(reads));
}

Markup lines(std::string_view plain) {
  Markup items;
  while (!plain.empty()) {
    const std::size_t end = std::min(plain.find('\n'), plain.size());
    const std::string_view line = plain.substr(0, end);
    plain.remove_prefix(std::min(end + 1, plain.size()));
    const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    if (indent == line.size()) continue;
    const std::string depth = std::to_string(std::min<std::size_t>(indent / 2, 4));
    items += element("li", {{"class", "depth-" + depth}}, text(line.substr(indent)));
  }
  return items.empty() ? items : element("ul", {{"class", "lines"}}, items);
}

Markup lines_below_title(const std::string& plain) {
  const auto title = plain.find('\n');
  return lines(title == std::string::npos ? std::string_view() : std::string_view(plain).substr(title + 1));
}

}  // namespace giaingan::tool
