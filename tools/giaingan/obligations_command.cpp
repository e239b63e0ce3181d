#include "giaingan/assessment/obligations_calendar.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "commands.hpp"
#include "names.hpp"
#include "text_table.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

/// Entries of one unit, in the order of the calendar.
using Lines = std::span<const CalendarEntry>;

/// The texts of one calendar.
class CalendarText {
 public:
  CalendarText(const Inputs& inputs, const ObligationsCalendar& calendar, Language language)
      : inputs_(inputs), calendar_(calendar), language_(language) {}

  /// One unit: what is past, what is to come, and the deadlines that may be read in several ways.
  /// @param lines of one unit, not empty
  [[nodiscard]] std::string of_unit(Lines lines) const {
    const auto to_come = std::ranges::partition_point(
        lines, [&](const CalendarEntry& each) { return due(each).last_day < calendar_.as_of; });
    const auto past = static_cast<std::size_t>(to_come - lines.begin());
    const std::string& id = inputs_.portfolio->units[static_cast<std::size_t>(lines.front().unit)].id;
    return unit_name(inputs_.portfolio, id) + " (" + id + ")\n" +
           table(say(language_, "Đã qua hạn cuối", "Past their last day"), lines.first(past)) +
           table(say(language_, "Sắp tới", "To come"), lines.subspan(past)) + readings(lines) + "\n";
  }

 private:
  [[nodiscard]] const DueDate& due(const CalendarEntry& entry) const {
    return calendar_.result.due[entry.due];
  }

  [[nodiscard]] std::string title(const CalendarEntry& entry) const {
    return say(language_, inputs_.policy->obligations->obligations[due(entry).obligation].title);
  }

  [[nodiscard]] std::string fulfilled_on(const CalendarEntry& entry) const {
    if (!entry.duty) return "";
    const auto& done = calendar_.result.duties[*entry.duty].fulfilled_on;
    return done ? day(*done, language_) : "–";
  }

  [[nodiscard]] std::string table(const std::string& heading, Lines lines) const {
    if (lines.empty()) return "";
    TextTable table;
    table.column(say(language_, "Hạn cuối", "Last day"), Align::left);
    table.column(say(language_, "Nghĩa vụ", "Obligation"), Align::left);
    table.column(say(language_, "Kỳ", "Period"), Align::left);
    table.column(say(language_, "Tình trạng", "Standing"), Align::left);
    table.column(say(language_, "Đã làm ngày", "Done on"), Align::right);
    table.column(say(language_, "Căn cứ", "By"), Align::left);
    for (const CalendarEntry& each : lines) {
      const std::string mark = each.readings.size() > 1 ? " *" : "";
      table.row({day_in_words(due(each).last_day, language_) + mark, title(each),
                 period_in_words(due(each).period, language_), standing_in_words(calendar_, each, language_),
                 fulfilled_on(each), clause(inputs_.policy, each.citation, language_)});
    }
    return heading + "\n" + table.text();
  }

  [[nodiscard]] std::string reading(const EntryReading& reading) const {
    std::string text =
        day_in_words(reading.reading.last_day, language_) + " (" +
        shift_in_words(reading.reading.shift, language_) +
        (reading.decides ? say(language_, ", áp dụng", ", applies") : "") +
        (reading.past_named_day ? say(language_, ", sau ngày được nêu", ", after the day named") : "") + ")";
    if (reading.standing) text += ": " + standing_in_words(*reading.standing, language_);
    return text;
  }

  [[nodiscard]] std::string readings(Lines lines) const {
    std::string text;
    for (const CalendarEntry& each : lines) {
      if (each.readings.size() < 2) continue;
      text += "  * " + title(each) + ", " + period_in_words(due(each).period, language_) + ", " +
              deadline_in_words(inputs_.policy, calendar_, each, language_) + ":";
      if (each.verdict_hangs_on_reading())
        text += say(language_, " KẾT LUẬN TÙY CÁCH ĐỌC:", " THE VERDICT HANGS ON THE READING:");
      text += "\n";
      for (const EntryReading& one : each.readings)
        text += "      " + reading(one) + "\n";
    }
    if (text.empty()) return "";
    return say(language_, "* Hạn cuối rơi vào ngày nghỉ, có nhiều cách đọc\n",
               "* The last day is a day off and may be read in several ways\n") +
           text;
  }

  const Inputs& inputs_;
  const ObligationsCalendar& calendar_;
  Language language_;
};

std::string calendar_text(const Inputs& inputs, const ObligationsCalendar& calendar, Language language) {
  std::string text = say(language, "LỊCH NGHĨA VỤ NĂM ", "CALENDAR OF OBLIGATIONS ") +
                     std::to_string(inputs.policy->year) + say(language, ", TÍNH ĐẾN ", ", AS OF ") +
                     day(calendar.as_of, language) + "\n\n";
  const CalendarText texts(inputs, calendar, language);
  const Lines all(calendar.entries);
  for (std::size_t first = 0, last = 0; first < all.size(); first = last) {
    while (last < all.size() && all[last].unit == all[first].unit)
      ++last;
    text += texts.of_unit(all.subspan(first, last - first));
  }
  if (all.empty()) text += say(language, "Không có nghĩa vụ nào.\n\n", "There are no obligations.\n\n");
  for (const UnknownDebtor& each : calendar.result.unknown_units) {
    text += say(language, "Chính sách nêu đơn vị không có trong số liệu: ",
                "The policy names a unit that the dataset hasn't: ") +
            each.unit + " (" + say(language, inputs.policy->obligations->obligations[each.obligation].title) +
            ")\n";
  }
  return text + unmatched_facts_text(inputs, calendar.as_of, language);
}

Diagnostic no_section(const CommandLine& request) {
  return {.code = "obligations.no_section",
          .place = Place{.file = request.policy, .pointer = "/obligations"},
          .message = "the policy says nothing of obligations",
          .expected = "a policy with the section \"obligations\"",
          .remedy = "add the section, or name another policy"};
}

Diagnostic no_such_unit(const CommandLine& request) {
  return {.code = "obligations.unknown_unit",
          .place = Place{.file = request.data + "/units.csv", .column = "unit"},
          .message = "the dataset has no unit \"" + request.unit + "\"",
          .expected = "the id of one of its units",
          .remedy = "mend --unit, or leave it out to see every unit"};
}

/// @throws InvalidInput if there is nothing to make a calendar of
ObligationsCalendar calendar_of(const CommandLine& request, const Inputs& inputs) {
  if (!inputs.policy->obligations) throw InvalidInput({no_section(request)});
  const Date as_of = *Date::parse(request.as_of);  // checked when the command line was read
  if (request.unit.empty()) return obligations_calendar(inputs.policy, inputs.portfolio, as_of);
  const auto& units = inputs.portfolio->units;
  if (std::ranges::find(units, request.unit, &Unit::id) == units.end())
    throw InvalidInput({no_such_unit(request)});
  return obligations_calendar(inputs.policy, inputs.portfolio, as_of, request.unit);
}

/// What the lines of a calendar rest on.
std::set<std::string> resting_on(const ObligationsCalendar& calendar) {
  std::set<std::string> pointers;
  for (const CalendarEntry& each : calendar.entries)
    pointers.insert(each.citation.assumptions.begin(), each.citation.assumptions.end());
  return pointers;
}

}  // namespace

int run_obligations(const CommandLine& request) {
  const Inputs inputs = read_inputs(request);
  const ObligationsCalendar calendar = calendar_of(request, inputs);
  if (request.format == Format::json) {
    print(obligations_document(inputs.policy, inputs.portfolio, calendar));
  } else if (request.format == Format::ics) {
    print(obligations_icalendar(inputs.policy, inputs.portfolio, calendar, request.language));
  } else {
    print(calendar_text(inputs, calendar, request.language) +
          assumptions_text(inputs.policy, resting_on(calendar), request.language));
  }
  return done;
}

}  // namespace giaingan::tool
