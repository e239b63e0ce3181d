#include "giaingan/policy_tests/finding_tests.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "input/any_json.hpp"
#include "io/exact_json.hpp"
#include "policy_tests/json_text.hpp"

namespace giaingan::inline v1 {
namespace {

void write_test(JsonWriter& writer, const FindingTest& test) {
  writer.key("test");
  if (test.document.empty()) {
    writer.null().key("why").begin_object().member("vi", test.why.vi).member("en", test.why.en).end_object();
  } else {
    write_json(writer, *parse_any_json(test.document).root);
  }
}

void write_bound(JsonWriter& writer, const char* key, const std::optional<Rational>& bound, bool included) {
  if (!bound) return;
  writer.key(key);
  write_exact(writer, *bound);
  writer.member(std::string(key) + "_included", included);
}

void write_fault(JsonWriter& writer, const CoverFault& fault, const std::optional<std::size_t>& units,
                 const FindingTest& test) {
  writer.begin_object().member("code", fault_code(fault)).member("kind", fault_kind_text(fault.kind));
  writer.member("file", fault.file).member("pointer", fault.pointer).member("criterion", fault.criterion);
  writer.key("rows").begin_array();
  for (const std::string& row : fault.rows)
    writer.value(row);
  writer.end_array().key("where").begin_array();
  for (std::size_t i = 0; i < fault.box.size(); ++i) {
    const Extent& side = fault.box[i];
    writer.begin_object().member("metric", fault.axes[i].metric);
    if (!fault.axes[i].over.empty()) writer.member("over", fault.axes[i].over);
    write_bound(writer, "from", side.from, side.from_included);
    write_bound(writer, "to", side.to, side.to_included);
    writer.key("witness");
    write_exact(writer, fault.witness[i]);
    writer.end_object();
  }
  writer.end_array();
  writer.member("text", fault.box.empty() ? "" : where_text(fault) + "; such as " + witness_text(fault));
  writer.key("units");
  if (units) {
    writer.value(static_cast<std::int64_t>(*units));
  } else {
    writer.null();
  }
  write_test(writer, test);
  writer.end_object();
}

/// As many verdicts of one neighbour as a person looks at.
constexpr std::size_t most_examples = 3;

void write_value(JsonWriter& writer, const char* key, const std::string& json) {
  writer.key(key);
  if (json.empty()) {
    writer.null();
  } else {
    write_json(writer, *parse_any_json(json).root);
  }
}

void write_neighbour(JsonWriter& writer, const NeighbourInData& neighbour) {
  writer.begin_object().member("pointer", neighbour.pointer);
  write_value(writer, "before", neighbour.before);
  write_value(writer, "after", neighbour.after);
  writer.member("verdicts", static_cast<std::int64_t>(neighbour.changed.size()));
  writer.key("such_as").begin_array();
  for (std::size_t i = 0; i < std::min(neighbour.changed.size(), most_examples); ++i) {
    const ChangedVerdict& each = neighbour.changed[i];
    writer.begin_object().member("kind", each.kind).member("subject", each.subject);
    writer.member("object", each.object);
    write_value(writer, "before", each.before);
    write_value(writer, "after", each.after);
    writer.end_object();
  }
  writer.end_array().end_object();
}

void write_assumed(JsonWriter& writer, const Assumption& assumption, const AssumedValue& value,
                   const FindingTest& test) {
  writer.begin_object().member("pointer", assumption.pointer).member("value", assumption.value).key("note");
  writer.begin_object().member("vi", assumption.citation.note.vi);
  writer.member("en", assumption.citation.note.en).end_object().key("decides").begin_array();
  for (const Decides each : value.decides)
    writer.value(decides_text(each));
  writer.end_array();
  if (value.in_data) {
    writer.member("units", static_cast<std::int64_t>(value.in_data->units));
    writer.member("verdicts", static_cast<std::int64_t>(value.in_data->verdicts));
    writer.key("neighbours").begin_array();
    for (const NeighbourInData& each : value.in_data->neighbours)
      write_neighbour(writer, each);
    writer.end_array();
  } else {
    writer.key("units").null().key("verdicts").null();
  }
  write_test(writer, test);
  writer.end_object();
}

}  // namespace

std::string refusal_document(std::span<const Diagnostic> refusal, const std::vector<FindingTest>& tests) {
  JsonWriter writer;
  writer.begin_object().key("refused").begin_array();
  for (std::size_t i = 0; i < refusal.size(); ++i) {
    const Diagnostic& each = refusal[i];
    writer.begin_object().member("code", each.code);
    writer.member("file", each.place.file).member("pointer", each.place.pointer);
    writer.member("message", each.message).member("expected", each.expected).member("remedy", each.remedy);
    write_test(writer, tests[i]);
    writer.end_object();
  }
  writer.end_array().end_object();
  return writer.take();
}

std::string check_document(const PolicyDraft& draft, const std::vector<RankedFault>& ranked,
                           const std::vector<PolicyFinding>& findings,
                           const std::vector<AssumedValue>& assumed, const std::vector<FindingTest>& tests,
                           const std::vector<FindingTest>& of_assumed) {
  JsonWriter writer;
  auto test = tests.begin();
  writer.begin_object().key("cover_faults").begin_array();
  for (const RankedFault& each : ranked)
    write_fault(writer, draft.faults[each.fault], each.units, *test++);
  writer.end_array().key("findings").begin_array();
  for (const PolicyFinding& finding : findings) {
    writer.begin_object().member("code", finding.code);
    writer.member("weight", finding.weight == FindingWeight::mistake ? "mistake" : "notice");
    writer.member("subject", finding.subject);
    writer.key("message").begin_object().member("vi", finding.message.vi).member("en", finding.message.en);
    writer.end_object();
    write_test(writer, *test++);
    writer.end_object();
  }
  writer.end_array();
  writer.member("assumed_values", static_cast<std::int64_t>(assumed.size())).key("assumed").begin_array();
  for (std::size_t i = 0; i < assumed.size(); ++i)
    write_assumed(writer, draft.policy->assumptions[assumed[i].assumption], assumed[i], of_assumed[i]);
  writer.end_array().end_object();
  return writer.take();
}

}  // namespace giaingan::inline v1
