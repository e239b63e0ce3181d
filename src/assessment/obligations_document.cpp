#include "giaingan/assessment/obligations_calendar.hpp"
#include "giaingan/calendar/working_days.hpp"

#include <cstddef>
#include <string>

#include "assessment/document_parts.hpp"
#include "assessment/findings_document.hpp"
#include "assessment/made_by.hpp"
#include "assessment/readings_document.hpp"
#include "io/json_writer.hpp"

namespace giaingan::inline v1 {
namespace {

/// Writes one calendar; a member function a section.
class CalendarWriter {
 public:
  CalendarWriter(JsonWriter& writer, const Policy& policy, const Portfolio& portfolio,
                 const ObligationsCalendar& calendar)
      : writer_(writer),
        parts_(writer, *policy),
        policy_(*policy->obligations),
        facts_(*portfolio),
        calendar_(calendar) {}

  void entries();
  void unknown_units();

 private:
  void deadline(const DueDate& due, const Obligation& obligation);
  void verdict(const CalendarEntry& entry);
  void entry(const CalendarEntry& entry);

  JsonWriter& writer_;
  DocumentParts parts_;
  const ObligationsPolicy& policy_;
  const Facts& facts_;
  const ObligationsCalendar& calendar_;
};

void CalendarWriter::deadline(const DueDate& due, const Obligation& obligation) {
  writer_.member("phrase", obligation.phrase == DeadlinePhrase::before ? "before" : "by");
  writer_.member("day", due.named.text()).member("last_day", due.last_day.text());
  writer_.member("last_day_is_working_day", policy_.working_days.is_working_day(due.last_day));
}

void CalendarWriter::verdict(const CalendarEntry& entry) {
  if (!entry.duty) {
    writer_.key("status").null().key("days").null().key("fulfilled_on").null();
    return;
  }
  const Duty& duty = calendar_.result.duties[*entry.duty];
  writer_.member("status", duty_status_text(duty.status)).member("days", duty.days).key("fulfilled_on");
  duty.fulfilled_on ? writer_.value(duty.fulfilled_on->text()) : writer_.null();
}

void CalendarWriter::entry(const CalendarEntry& entry) {
  const DueDate& due = calendar_.result.due[entry.due];
  const Obligation& obligation = policy_.obligations[due.obligation];
  const Unit& unit = facts_.units[static_cast<std::size_t>(entry.unit)];
  writer_.begin_object().member("unit", unit.id).member("name", unit.name);
  writer_.member("obligation", obligation.id);
  parts_.text("title", obligation.title);
  writer_.member("period", due.period);
  writer_.member("category", due.category == DutyCategory::periodic_report ? "periodic_report" : "other");
  deadline(due, obligation);
  verdict(entry);
  writer_.member("readings_disagree", entry.readings.size() > 1);
  writer_.member("verdict_hangs_on_reading", entry.verdict_hangs_on_reading());
  writer_.key("readings").begin_array();
  for (const EntryReading& each : entry.readings)
    write_reading(writer_, each);
  writer_.end_array().key("evidence");
  if (entry.duty) {
    parts_.evidence_item(calendar_.result.duties[*entry.duty].evidence);
  } else {
    writer_.null();
  }
  parts_.citation("cite", entry.citation);
  writer_.end_object();
}

void CalendarWriter::entries() {
  writer_.key("obligations").begin_array();
  for (const CalendarEntry& each : calendar_.entries)
    entry(each);
  writer_.end_array();
}

void CalendarWriter::unknown_units() {
  writer_.key("unknown_units").begin_array();
  for (const UnknownDebtor& each : calendar_.result.unknown_units) {
    writer_.begin_object().member("obligation", policy_.obligations[each.obligation].id);
    writer_.member("unit", each.unit).end_object();
  }
  writer_.end_array();
}

}  // namespace

std::string obligations_document(const Policy& policy, const Portfolio& portfolio,
                                 const ObligationsCalendar& calendar) {
  JsonWriter writer;
  DocumentParts parts(writer, *policy);
  CalendarWriter sections(writer, policy, portfolio, calendar);
  const ResultQuestion question{.command = "obligations", .as_of = calendar.as_of, .unit = calendar.unit};
  begin_result(writer, policy, portfolio, question).member("as_of", calendar.as_of.text());
  writer.member("unit", calendar.unit);
  parts.heading();
  parts.citation("cite", policy->obligations->citation);
  sections.entries();
  sections.unknown_units();
  write_unmatched(writer, unmatched_facts(policy, portfolio, calendar.as_of));
  parts.assumptions();
  writer.end_object();
  return writer.take();
}

}  // namespace giaingan::inline v1
