#include "giaingan/assessment/comparison.hpp"

#include <string_view>

#include "assessment/document_parts.hpp"
#include "assessment/made_by.hpp"
#include "io/json_writer.hpp"

namespace giaingan::inline v1 {
namespace {

/// Changes go by their place, counted from 1.
void write_changes(JsonWriter& writer, const std::vector<std::size_t>& changes) {
  writer.key("changes").begin_array();
  for (const std::size_t each : changes)
    writer.value(static_cast<std::int64_t>(each) + 1);
  writer.end_array();
}

std::int64_t count(std::size_t number) {
  return static_cast<std::int64_t>(number);
}

/// Writes one comparison; a member function a part.
class ComparisonWriter {
 public:
  ComparisonWriter(JsonWriter& writer, const Policy& a, const Policy& b)
      : writer_(writer), a_(writer, *a), b_(writer, *b) {}

  void side(std::string_view key, DocumentParts& parts, Date as_of) {
    writer_.key(key).begin_object();
    parts.heading();
    writer_.member("as_of", as_of.text()).end_object();
  }
  void sides(const SidesComparison& sides) {
    side("a", a_, sides.as_of_a);
    side("b", b_, sides.as_of_b);
  }
  void policies() {
    writer_.key("a").begin_object();
    a_.heading();
    writer_.end_object().key("b").begin_object();
    b_.heading();
    writer_.end_object();
  }

  void change(const Change& change) {
    static constexpr const char* places[] = {"policy", "data", "day"};
    writer_.begin_object().member("place", places[static_cast<std::size_t>(change.place)]);
    if (change.place == ChangePlace::policy) writer_.member("pointer", change.pointer);
    if (change.place == ChangePlace::data) {
      writer_.member("file", change.file).key("row").begin_object();
      for (const auto& [column, value] : change.row)
        writer_.member(column, value);
      writer_.end_object().key("column");
      change.column.empty() ? writer_.null() : writer_.value(change.column);
    }
    writer_.member("before", change.before).member("after", change.after);
    writer_.member("wording", change.wording).end_object();
  }

  void value(const VerdictValue& value) {
    if (const auto* truth = std::get_if<bool>(&value)) {
      writer_.value(*truth);
    } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
      writer_.value(*number);
    } else if (const auto* word = std::get_if<std::string>(&value)) {
      writer_.value(*word);
    } else {
      writer_.null();
    }
  }
  void verdict(std::string_view key, DocumentParts& parts, const Verdict& verdict) {
    writer_.key(key).begin_object().key("value");
    value(verdict.value);
    parts.citation("cite", verdict.citation);
    writer_.end_object();
  }
  void difference(const VerdictDifference& difference) {
    const Verdict& of = difference.a;
    writer_.begin_object().member("kind", of.kind).member("subject", of.subject).key("object");
    of.object.empty() ? writer_.null() : writer_.value(of.object);
    verdict("a", a_, difference.a);
    verdict("b", b_, difference.b);
    write_changes(writer_, difference.changes);
    writer_.member("cause", cause_text(difference.kind));
    writer_.member("alternatives", count(difference.alternatives)).end_object();
  }

  void total(const TotalDifference& total) {
    writer_.begin_object().member("total", total.total).key("object");
    total.object.empty() ? writer_.null() : writer_.value(total.object);
    a_.exact("a", total.a);
    a_.exact("b", total.b);
    a_.exact("difference", total.a && total.b ? std::optional(*total.b - *total.a) : std::nullopt);
    writer_.member("grouped", total.grouped).key("shares").begin_array();
    for (const TotalShare& share : total.shares) {
      writer_.begin_object();
      write_changes(writer_, share.changes);
      a_.exact("share", share.share);
      writer_.end_object();
    }
    writer_.end_array();
    reason(total.reason);
    writer_.end_object();
  }

  void reason(const Text& reason) {
    if (reason.en.empty()) {
      writer_.key("reason").null();
    } else {
      a_.text("reason", reason);
    }
  }

  void rated(std::string_view key, const std::optional<Rational>& total,
             const std::optional<std::string>& rating) {
    writer_.key(key).begin_object();
    a_.exact("total", total);
    writer_.member("class", rating).end_object();
  }
  void rubrics(const RubricComparison& comparison) {
    writer_.member("equivalence", equivalence_text(comparison.equivalence));
    reason(comparison.reason);
    writer_.key("counterexample");
    if (!comparison.counterexample) {
      writer_.null();
      return;
    }
    const RubricCounterexample& example = *comparison.counterexample;
    writer_.begin_object().member("subject", subject_text(example.subject)).key("metrics").begin_object();
    for (const auto& [metric, figure] : example.metrics)
      a_.exact(metric, figure);
    writer_.end_object();
    rated("a", example.total_a, example.class_a);
    rated("b", example.total_b, example.class_b);
    writer_.end_object();
  }

 private:
  JsonWriter& writer_;
  DocumentParts a_;
  DocumentParts b_;
};

}  // namespace

std::string comparison_document(const SidesComparison& comparison) {
  JsonWriter writer;
  ComparisonWriter parts(writer, comparison.policy_a, comparison.policy_b);
  begin_comparison(writer, compare_command, comparison.from_a, comparison.as_of_a, comparison.from_b,
                   comparison.as_of_b);
  parts.sides(comparison);
  writer.member("verdicts_compared", count(comparison.verdicts)).key("search").begin_object();
  writer.member("all_sets_up_to", count(comparison.exact_up_to)).member("states", count(comparison.states));
  writer.member("states_that_do_not_load", count(comparison.unloadable)).end_object();
  writer.key("changes").begin_array();
  for (const Change& each : comparison.changes)
    parts.change(each);
  writer.end_array().key("differences").begin_array();
  for (const VerdictDifference& each : comparison.differences)
    parts.difference(each);
  writer.end_array().key("totals").begin_array();
  for (const TotalDifference& each : comparison.totals)
    parts.total(each);
  writer.end_array().key("rubrics");
  if (comparison.rubrics) {
    writer.begin_object();
    parts.rubrics(*comparison.rubrics);
    writer.end_object();
  } else {
    writer.null();
  }
  writer.end_object();
  return writer.take();
}

std::string rubrics_document(const Policy& a, const Policy& b, const RubricComparison& comparison) {
  JsonWriter writer;
  ComparisonWriter parts(writer, a, b);
  begin_comparison(writer, compare_rubrics_command, {a->sources, a->day, {}}, {}, {b->sources, b->day, {}},
                   {});
  parts.policies();
  parts.rubrics(comparison);
  writer.end_object();
  return writer.take();
}

}  // namespace giaingan::inline v1
