/// @file
/// The command that writes a report to look at, and the officers' tables as a workbook.
#pragma once

#include <string>

#include "inputs.hpp"

namespace giaingan::tool {

/// Where a report goes, beside what it is of.
struct ReportRequest {
  CommandLine of;
  std::string page;        ///< a file; empty: no page
  std::string workbook;    ///< a file; empty: no workbook
  std::string simulation;  ///< a result of simulate; empty: none
};

/// Writes what is asked for. Without a day the report is of the end of the budget year; without a round it
/// has every round up to the day, each after those before it.
int run_report(const ReportRequest& request);

}  // namespace giaingan::tool
