/// @file
/// The page that a report is.
#pragma once

#include <string>

#include "report/contents.hpp"

namespace giaingan::tool {

/// One page in both languages that needs nothing else: no script, no font, no picture from elsewhere. The
/// same contents are the same bytes on any machine.
/// @param first the language that is shown until the reader chooses the other
[[nodiscard]] std::string report_page(const ReportContents& contents, Language first);

}  // namespace giaingan::tool
