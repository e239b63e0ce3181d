#include "text_table.hpp"

#include <algorithm>
#include <utility>

namespace giaingan::tool {

std::size_t display_width(std::string_view text) noexcept {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool continues = (byte & 0xC0U) == 0x80U;
    // U+0300 to U+036F, the combining marks of decomposed Vietnamese: CC 80 to CD AF.
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    const bool combining = byte == 0xCCU || (byte == 0xCDU && next <= 0xAFU);
    if (!continues && !combining) ++width;
  }
  return width;
}

void TextTable::column(std::string heading, Align align) {
  headings_.push_back(std::move(heading));
  aligns_.push_back(align);
}

void TextTable::row(std::vector<Cell> cells) {
  rows_.push_back(std::move(cells));
}

std::string TextTable::line(const std::vector<Cell>& cells, const std::vector<std::size_t>& widths) const {
  std::string text = " ";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string padding(widths[i] - display_width(cells[i].text), ' ');
    text += " ";
    text += aligns_[i] == Align::right ? padding + cells[i].text : cells[i].text + padding;
    text += " ";
  }
  text.erase(text.find_last_not_of(' ') + 1);
  return text + "\n";
}

std::string TextTable::text() const {
  std::vector<std::size_t> widths;
  widths.reserve(headings_.size());
  for (const std::string& heading : headings_)
    widths.push_back(display_width(heading));
  for (const auto& cells : rows_) {
    for (std::size_t i = 0; i < cells.size(); ++i)
      widths[i] = std::max(widths[i], display_width(cells[i].text));
  }
  std::vector<Cell> rule;
  rule.reserve(widths.size());
  for (const std::size_t width : widths)
    rule.emplace_back(std::string(width, '-'));
  std::string text = line({headings_.begin(), headings_.end()}, widths) + line(rule, widths);
  for (const auto& cells : rows_)
    text += line(cells, widths);
  return text;
}

}  // namespace giaingan::tool
