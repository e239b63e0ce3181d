/// @file
/// How documents write what matches nothing and what nobody provides.
#pragma once

#include "giaingan/assessment/metric_findings.hpp"
#include "giaingan/assessment/unmatched_facts.hpp"

#include <vector>

#include "assessment/document_parts.hpp"
#include "io/json_writer.hpp"

namespace giaingan::inline v1 {

/// The member `unmatched`.
void write_unmatched(JsonWriter& writer, const std::vector<UnmatchedFacts>& unmatched);

/// The member `metrics_without_figures`.
void write_metrics_without_figures(JsonWriter& writer, DocumentParts& parts,
                                   const std::vector<UnprovidedMetric>& metrics);

}  // namespace giaingan::inline v1
