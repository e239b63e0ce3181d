// The parts of the oracle's rubrics as they stand in a policy document.
#pragma once

#include <cstddef>
#include <string>

#include "oracle/evaluation.hpp"

namespace differential {

using oracle::Rational;

inline const std::string title = R"("title": {"vi": "a", "en": "b"})";

inline std::string text(const Rational& number) {
  return "\"" + numerator(number).str() + "/" + denominator(number).str() + "\"";
}

inline std::string interval_json(const oracle::Interval& interval) {
  std::string json;
  if (interval.from) json += R"(, "from": )" + text(*interval.from);
  if (interval.to) json += R"(, "to": )" + text(*interval.to);
  return json;
}

inline std::string limit_json(const oracle::Limit& limit) {
  return R"({"id": ")" + limit.id + R"(", )" + title + R"(, "class": ")" + limit.class_id +
         R"(", "when": [{"metric": ")" + limit.condition.metric + R"(", "operator": ")" +
         (limit.condition.op == oracle::Condition::Operator::below ? "<" : ">=") + R"(", "value": )" +
         text(limit.condition.value) + "}]}";
}

inline std::string table_json(const oracle::Criterion& criterion) {
  std::string rows;
  for (const oracle::TableRow& row : criterion.rows) {
    std::string when;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      for (const oracle::Interval& interval : row.cells[i])
        when += (when.empty() ? "" : ", ") + (R"({"metric": ")" + criterion.table_metrics[i] + "\"") +
                interval_json(interval) + "}";
    }
    rows +=
        (rows.empty() ? "" : ", ") + (R"({"points": )" + text(row.points)) + R"(, "when": [)" + when + "]}";
  }
  return R"({"id": ")" + criterion.id + R"(", )" + title + R"(, "missing": "zero", "table": {"metrics": [")" +
         criterion.table_metrics[0] + R"(", ")" + criterion.table_metrics[1] + R"("], "rows": [)" + rows +
         "]}}";
}

inline std::string criterion_json(const oracle::Criterion& criterion) {
  if (!criterion.rows.empty()) return table_json(criterion);
  std::string bands;
  for (const oracle::Band& band : criterion.bands) {
    bands +=
        (bands.empty() ? "" : ", ") + (R"({"points": )" + text(band.points)) + interval_json(band.values);
    if (band.points_to) bands += R"(, "points_to": )" + text(*band.points_to);
    bands += "}";
  }
  return R"({"id": ")" + criterion.id + R"(", )" + title + R"(, "metric": ")" + criterion.metric + "\"" +
         (criterion.over.empty() ? "" : R"(, "over": ")" + criterion.over + R"(", "not_assigned": "zero")") +
         R"(, "missing": "zero", "bands": [)" + bands + "]}";
}

}  // namespace differential
