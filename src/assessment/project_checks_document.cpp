#include "assessment/project_checks_document.hpp"

#include "giaingan/assessment/project_deadlines.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include "assessment/readings_document.hpp"

namespace giaingan::inline v1 {
namespace {

void write_day(JsonWriter& writer, std::string_view key, const std::optional<Date>& day) {
  writer.key(key);
  day ? writer.value(day->text()) : writer.null();
}

void write(JsonWriter& writer, DocumentParts& parts, const Policy& policy, const ProjectFinding& finding) {
  writer.begin_object().member("finding", project_finding_text(finding.code));
  writer.member("project", finding.evidence.subject).member("check", finding.check);
  write_day(writer, "deadline", finding.deadline);
  write_day(writer, "done_on", finding.done_on);
  writer.member("days", finding.days).key("amount");
  finding.amount ? writer.digits(finding.amount->numerator_text()) : writer.null();
  const std::vector<EntryReading> readings = readings_of(policy, finding);
  writer.member("verdict_hangs_on_reading", hangs_on_reading(readings)).key("readings").begin_array();
  for (const EntryReading& each : readings)
    write_reading(writer, each);
  writer.end_array();
  parts.evidence("evidence", finding.evidence);
  writer.end_object();
}

void write(JsonWriter& writer, DocumentParts& parts, const Facts& facts, const UncheckedProject& unchecked) {
  writer.begin_object().member("finding", project_finding_text(unchecked.code));
  writer.member("project", facts.projects[static_cast<std::size_t>(unchecked.project)].id);
  writer.member("check", unchecked.check).member("reason", unchecked_reason_text(unchecked.reason));
  parts.citation("cite", unchecked.citation);
  writer.end_object();
}

void write(JsonWriter& writer, DocumentParts& parts, const Facts& facts, const LedgerDifference& difference) {
  writer.begin_object();
  writer.member("allocation", facts.allocations[static_cast<std::size_t>(difference.allocation)].id);
  writer.member("left_system", difference.left_system).member("right_system", difference.right_system);
  writer.member("figure", ledger_figure_text(difference.figure));
  writer.member("left", difference.left).member("right", difference.right);
  writer.member("difference", difference.difference).key("missing");
  if (difference.difference) {
    writer.null();
  } else {
    writer.value(difference.left ? difference.right_system : difference.left_system);
  }
  writer.member("months", difference.months);
  parts.citation("cite", difference.evidence.citation);
  parts.evidence("evidence", difference.evidence);
  writer.end_object();
}

void write(JsonWriter& writer, DocumentParts& parts, const SourceDifference& difference) {
  writer.begin_object().member("source", difference.source);
  writer.member("left_system", difference.left_system).member("right_system", difference.right_system);
  writer.member("figure", ledger_figure_text(difference.figure));
  writer.key("left").digits(difference.left.numerator_text());
  writer.key("right").digits(difference.right.numerator_text());
  writer.key("difference").digits((difference.left - difference.right).numerator_text());
  writer.member("left_missing", difference.left_missing).member("right_missing", difference.right_missing);
  writer.member("months", difference.months);
  parts.evidence("evidence", difference.evidence);
  writer.end_object();
}

}  // namespace

void write_project_checks(JsonWriter& writer, DocumentParts& parts, const Policy& policy,
                          const std::optional<ProjectChecksResult>& result) {
  writer.key("project_checks").begin_array();
  if (result) {
    for (const ProjectFinding& each : result->findings)
      write(writer, parts, policy, each);
  }
  writer.end_array();
}

void write_reconciliation(JsonWriter& writer, DocumentParts& parts, const Portfolio& portfolio,
                          const std::optional<ProjectChecksResult>& result) {
  const ProjectChecksResult none_made;
  const ProjectChecksResult& checks = result ? *result : none_made;
  writer.key("unchecked_projects").begin_array();
  for (const UncheckedProject& each : checks.unchecked)
    write(writer, parts, *portfolio, each);
  writer.end_array().key("reconciliation").begin_array();
  for (const LedgerDifference& each : checks.ledger_differences)
    write(writer, parts, *portfolio, each);
  writer.end_array().key("reconciliation_by_source").begin_array();
  for (const SourceDifference& each : checks.source_differences)
    write(writer, parts, each);
  writer.end_array();
}

}  // namespace giaingan::inline v1
