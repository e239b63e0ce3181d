/// @file
/// Reads what a rubric says of values: intervals, the domains of the host's metrics, and tables of several
/// metrics.
#pragma once

#include "giaingan/policy/cover_fault.hpp"
#include "giaingan/policy/evaluation_policy.hpp"
#include "giaingan/policy/metric_domain.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/object_reader.hpp"

namespace giaingan::inline v1 {

/// Reports a metric that the rubric doesn't know, at a key.
using CheckMetric = std::function<void(ObjectReader& reader, std::string_view key, const std::string& id)>;

/// The interval that an object's `from`, `to` and `includes` say.
[[nodiscard]] Interval read_interval(ObjectReader& reader);

/// What an object says of the values that its metric can have: `values`, or `from`, `to` and `whole`.
[[nodiscard]] MetricDomain read_domain(ObjectReader& reader);

/// The table at a node.
[[nodiscard]] TabledScore read_table(ReadingContext& context, const Node& node, const Citation& inherited,
                                     const CheckMetric& check_metric);

/// The faults of a table, its bounds and values taken as the rubric compares them.
[[nodiscard]] std::vector<CoverFault> table_faults(const EvaluationPolicy& policy, const Criterion& criterion,
                                                   const TabledScore& table, const std::string& pointer);

}  // namespace giaingan::inline v1
