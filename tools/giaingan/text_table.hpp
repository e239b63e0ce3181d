/// @file
/// Tables of text for a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::tool {

/// How a column's cells stand.
enum class Align { left, right };

/// A table with a heading row. Widths are those of the characters shown, not of their bytes.
class TextTable {
 public:
  void column(std::string heading, Align align);
  /// @pre as many cells as columns
  void row(std::vector<std::string> cells);
  [[nodiscard]] bool empty() const noexcept { return rows_.empty(); }
  /// The table, each line ended by a line break and indented by two spaces.
  [[nodiscard]] std::string text() const;

 private:
  [[nodiscard]] std::string line(const std::vector<std::string>& cells,
                                 const std::vector<std::size_t>& widths) const;

  std::vector<std::string> headings_;
  std::vector<Align> aligns_;
  std::vector<std::vector<std::string>> rows_;
};

/// How many columns of a terminal a UTF-8 text takes: its characters less combining marks.
[[nodiscard]] std::size_t display_width(std::string_view text) noexcept;

}  // namespace giaingan::tool
