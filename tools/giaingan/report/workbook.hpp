/// @file
/// The officers' tables as a workbook (.xlsx).
#pragma once

#include <string>

#include "report/contents.hpp"

namespace giaingan::tool {

/// Writes a sheet a table: headings in both languages above rows that stay in sight, amounts and counts as
/// numbers, a ratio as the division of its exact amounts. A number of more than 15 digits, which a
/// spreadsheet can't hold, is text, and the last sheet says so. The same contents are the same bytes: the
/// workbook's time is the day of the report.
/// @param language of the cells that are words
/// @throws InvalidInput if it can't be written, or a table has more rows than a sheet
void write_workbook(const ReportContents& contents, Language language, const std::string& path);

}  // namespace giaingan::tool
