#include "assessment/findings_document.hpp"

#include <string>

namespace giaingan::inline v1 {

void write_unmatched(JsonWriter& writer, const std::vector<UnmatchedFacts>& unmatched) {
  writer.key("unmatched").begin_array();
  for (const UnmatchedFacts& each : unmatched) {
    writer.begin_object().member("finding", unmatched_text(each.code)).member("file", each.table + ".csv");
    writer.member("named", each.named).member("by", each.by).member("count", each.count);
    writer.member("first", each.first).key("expected").begin_array();
    for (const std::string& one : each.expected)
      writer.value(one);
    writer.end_array().member("meant", each.meant).end_object();
  }
  writer.end_array();
}

void write_metrics_without_figures(JsonWriter& writer, DocumentParts& parts,
                                   const std::vector<UnprovidedMetric>& metrics) {
  writer.key("metrics_without_figures").begin_array();
  for (const UnprovidedMetric& each : metrics) {
    writer.begin_object().member("metric", each.metric);
    parts.text("title", each.title);
    writer.member("units", each.units).key("readers").begin_array();
    for (const MetricReader& reader : each.readers) {
      writer.begin_object().member("part", reader.part).member("id", reader.id);
      writer.member("effect", missing_effect_text(reader.effect)).end_object();
    }
    writer.end_array().end_object();
  }
  writer.end_array();
}

}  // namespace giaingan::inline v1
