// The oracle's rubrics and metrics as the library's.
#pragma once

#include "giaingan/figures/metric_table.hpp"
#include "giaingan/policy/evaluation_policy.hpp"

#include "differential/random_world.hpp"

namespace differential {

giaingan::EvaluationPolicy evaluation_policy_of(const oracle::Evaluation& evaluation);

// The metrics of the collectives; their heads have the same.
giaingan::MetricTable metrics_of(const oracle::RatedWorld& world);

}  // namespace differential
