/// @file
/// The officers' tables as HTML.
#pragma once

#include <cstddef>
#include <string>

#include "report/markup.hpp"
#include "text_table.hpp"

namespace giaingan::tool {

/// The table with its caption, in a region that scrolls sideways by itself where the screen is narrow. @param
/// id of the table, unique in the page
/// @param names the column whose cells name their rows
[[nodiscard]] Markup html_table(const TextTable& table, const std::string& id, const std::string& caption,
                                std::size_t names = 0);

}  // namespace giaingan::tool
