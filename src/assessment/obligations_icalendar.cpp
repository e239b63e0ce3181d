#include "giaingan/assessment/obligations_calendar.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

#include "io/icalendar_writer.hpp"

namespace giaingan::inline v1 {
namespace {

std::string say(Language language, const char* vi, const char* en) {
  return language == Language::vi ? vi : en;
}

const std::string& in(const Text& text, Language language) {
  return language == Language::vi ? text.vi : text.en;
}

/// `20240930`.
std::string basic_date(Date day) {
  std::string text = day.text();
  std::erase(text, '-');
  return text;
}

/// An id as a part of a UID: parts are joined by `/`, so none may hold one.
std::string uid_part(const std::string& id) {
  std::string part;
  for (const char byte : id) {
    if (byte == '/' || byte == '%') {
      part += byte == '/' ? "%2F" : "%25";
    } else {
      part += byte;
    }
  }
  return part;
}

/// Writes the events of one calendar.
class Events {
 public:
  Events(ICalendarWriter& writer, const Policy& policy, const Portfolio& portfolio,
         const ObligationsCalendar& calendar, Language language)
      : writer_(writer), policy_(policy), facts_(*portfolio), calendar_(calendar), language_(language) {}

  void event(const CalendarEntry& entry) {
    writer_.begin("VEVENT");
    writer_.text("UID", uid(entry));
    writer_.line("DTSTAMP", basic_date(calendar_.as_of) + "T000000Z");
    writer_.line("DTSTART;VALUE=DATE", basic_date(due(entry).last_day));
    writer_.text("SUMMARY", summary(entry));
    writer_.text("DESCRIPTION", description(entry));
    writer_.line("TRANSP", "TRANSPARENT");  // a deadline doesn't take up the day
    writer_.end("VEVENT");
  }

  /// Says that there are none: a calendar must have a component (RFC 5545, 3.6), and a journal entry is one
  /// that takes up no day.
  void none() {
    writer_.begin("VJOURNAL");
    writer_.text("UID", uid_part(policy_->id) + "//" + uid_part(calendar_.unit.value_or("")) + "@giaingan");
    writer_.line("DTSTAMP", basic_date(calendar_.as_of) + "T000000Z");
    writer_.line("DTSTART;VALUE=DATE", basic_date(calendar_.as_of));
    writer_.text("SUMMARY", say(language_, "Không có nghĩa vụ nào trong năm ", "No obligations in ") +
                                std::to_string(policy_->year));
    writer_.end("VJOURNAL");
  }

 private:
  [[nodiscard]] const DueDate& due(const CalendarEntry& entry) const {
    return calendar_.result.due[entry.due];
  }
  [[nodiscard]] const Obligation& obligation(const CalendarEntry& entry) const {
    return policy_->obligations->obligations[due(entry).obligation];
  }
  [[nodiscard]] const Unit& unit(const CalendarEntry& entry) const {
    return facts_.units[static_cast<std::size_t>(entry.unit)];
  }

  [[nodiscard]] std::string uid(const CalendarEntry& entry) const {
    return uid_part(policy_->id) + "/" + uid_part(obligation(entry).id) + "/" + due(entry).period + "/" +
           uid_part(unit(entry).id) + "@giaingan";
  }

  [[nodiscard]] std::string summary(const CalendarEntry& entry) const {
    const std::string& name = unit(entry).name.empty() ? unit(entry).id : unit(entry).name;
    return in(obligation(entry).title, language_) + ", " + period_in_words(due(entry).period, language_) +
           " – " + name;
  }

  [[nodiscard]] std::string reading(const EntryReading& reading) const {
    std::string text = "\n- " + shift_in_words(reading.reading.shift, language_) + ": " +
                       day_in_words(reading.reading.last_day, language_);
    if (reading.standing) text += ", " + standing_in_words(*reading.standing, language_);
    if (reading.past_named_day) text += say(language_, ", sau ngày được nêu", ", after the day named");
    if (reading.decides) text += say(language_, " (áp dụng)", " (applies)");
    return text;
  }

  [[nodiscard]] std::string description(const CalendarEntry& entry) const {
    const std::string phrase = deadline_in_words(policy_, calendar_, entry, language_);
    std::string text = say(language_, "Thời hạn: ", "Deadline: ") + phrase;
    text += say(language_, "\nTình trạng đến ", "\nStanding on ") + day_in_words(calendar_.as_of, language_) +
            ": " + standing_in_words(calendar_, entry, language_);
    if (!entry.duty)
      text += say(language_, " (mốc thời gian, không xét theo báo cáo của đơn vị)",
                  " (a date that no report of the unit's fulfils)");
    if (entry.readings.size() > 1) {
      text += say(language_, "\nNgày cuối tùy cách đọc:", "\nThe last day depends on the reading:");
      for (const EntryReading& each : entry.readings)
        text += reading(each);
    }
    const std::string clause = citation_text(policy_, entry.citation, language_);
    if (!clause.empty()) text += say(language_, "\nCăn cứ: ", "\nBy: ") + clause;
    for (const AssumptionNote& note : notes_) {
      const bool rests = std::ranges::any_of(note.assumptions, [&](std::size_t number) {
        const auto& on = entry.citation.assumptions;
        return std::ranges::find(on, policy_->assumptions[number].pointer) != on.end();
      });
      if (rests) text += say(language_, "\nGiả định: ", "\nAssumed: ") + in(note.note, language_);
    }
    return text;
  }

  ICalendarWriter& writer_;
  const Policy& policy_;
  const Facts& facts_;
  const ObligationsCalendar& calendar_;
  Language language_;
  std::vector<AssumptionNote> notes_ = assumption_notes(policy_);
};

}  // namespace

std::string obligations_icalendar(const Policy& policy, const Portfolio& portfolio,
                                  const ObligationsCalendar& calendar, Language language) {
  ICalendarWriter writer;
  writer.begin("VCALENDAR");
  writer.line("VERSION", "2.0");
  writer.line("PRODID", "-//giaingan//obligations//EN");
  writer.line("CALSCALE", "GREGORIAN");
  writer.line("METHOD", "PUBLISH");
  writer.text("X-WR-CALNAME", in(policy->title, language) + (calendar.unit ? " – " + *calendar.unit : ""));
  Events events(writer, policy, portfolio, calendar, language);
  for (const CalendarEntry& each : calendar.entries)
    events.event(each);
  if (calendar.entries.empty()) events.none();
  writer.end("VCALENDAR");
  return writer.take();
}

}  // namespace giaingan::inline v1
