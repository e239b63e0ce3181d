/// @file
/// What a report shows: the very results that the JSON documents are made of.
#pragma once

#include "giaingan/assessment/monthly_assessment.hpp"
#include "giaingan/calendar/date.hpp"
#include "giaingan/rules/evaluation.hpp"
#include "giaingan/rules/reallocation.hpp"

#include <optional>
#include <vector>

#include "inputs.hpp"
#include "report/simulation_result.hpp"

namespace giaingan::tool {

/// A round, and the facts that it saw.
struct ReportedRound {
  Inputs inputs;
  const Round* round = nullptr;  ///< of the inputs' policy
  ReallocationResult result;
};

/// Everything of one report, as of one day.
struct ReportContents {
  Inputs inputs;
  Date as_of;
  MonthlyAssessment assessment;
  std::vector<ReportedRound> rounds;
  std::optional<EvaluationResult> evaluation;
  std::vector<SimulatedScenario> simulation;  ///< of a saved result; empty: none was given
};

}  // namespace giaingan::tool
