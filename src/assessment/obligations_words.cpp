#include "giaingan/assessment/obligations_calendar.hpp"

#include <array>
#include <cstddef>
#include <string>

namespace giaingan::inline v1 {
namespace {

std::string say(Language language, const char* vi, const char* en) {
  return language == Language::vi ? vi : en;
}

std::string plain_day(Date day, Language language) {
  return language == Language::vi ? day.vietnamese_text() : day.text();
}

std::string days_in_words(int days, Language language) {
  return std::to_string(days) + say(language, " ngày", days == 1 ? " day" : " days");
}

}  // namespace

std::string standing_in_words(const DutyStanding& standing, Language language) {
  const std::string days = days_in_words(standing.days, language);
  const bool on_the_day = standing.days == 0;
  switch (standing.status) {
    case DutyStatus::in_time:
      if (on_the_day) return say(language, "đúng hạn, vào ngày cuối", "in time, on the last day");
      return say(language, "đúng hạn, sớm ", "in time, ") + days + say(language, "", " to spare");
    case DutyStatus::late:
      return say(language, "trễ ", "late, ") + days;
    case DutyStatus::missing:
      return say(language, "thiếu, quá hạn ", "missing, overdue ") + days;
    case DutyStatus::not_due_yet:
      break;
  }
  if (on_the_day) return say(language, "hôm nay là ngày cuối", "today is the last day");
  return say(language, "còn ", "") + days + say(language, "", " left");
}

std::string standing_in_words(const ObligationsCalendar& calendar, const CalendarEntry& entry,
                              Language language) {
  if (entry.duty) {
    const Duty& duty = calendar.result.duties[*entry.duty];
    return standing_in_words(DutyStanding{duty.status, duty.days}, language);
  }
  const int past = days_between(calendar.result.due[entry.due].last_day, calendar.as_of);
  if (past <= 0) return standing_in_words(DutyStanding{DutyStatus::not_due_yet, -past}, language);
  return days_in_words(past, language) + say(language, " trước", " ago");
}

std::string deadline_in_words(const Policy& policy, const ObligationsCalendar& calendar,
                              const CalendarEntry& entry, Language language) {
  const DueDate& due = calendar.result.due[entry.due];
  const bool before = policy->obligations->obligations[due.obligation].phrase == DeadlinePhrase::before;
  return (before ? say(language, "trước ngày ", "before ") : say(language, "chậm nhất ngày ", "by ")) +
         plain_day(due.named, language);
}

std::string day_in_words(Date day, Language language) {
  static constexpr std::array vi{"Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"};
  static constexpr std::array en{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                 "Thursday", "Friday", "Saturday"};
  const std::size_t weekday = day.weekday().c_encoding();
  return say(language, vi.at(weekday), en.at(weekday)) + " " + plain_day(day, language);
}

std::string shift_in_words(HolidayShift shift, Language language) {
  switch (shift) {
    case HolidayShift::next_working_day:
      return say(language, "lùi đến ngày làm việc tiếp theo", "moved to the next working day");
    case HolidayShift::previous_working_day:
      return say(language, "lấy ngày làm việc liền trước", "moved to the previous working day");
    case HolidayShift::unmoved:
      break;
  }
  return say(language, "không dời", "not moved");
}

std::string period_in_words(const std::string& text, Language language) {
  if (language == Language::en) return text;
  const std::string year = text.substr(0, 4);
  if (text.size() == 4) return "năm " + year;
  const std::string part = text.substr(5);
  if (part == "H1") return "6 tháng đầu năm " + year;
  if (part == "H2") return "6 tháng cuối năm " + year;
  constexpr std::array quarters{"I", "II", "III", "IV"};
  if (part.starts_with('Q'))
    return "quý " + std::string(quarters.at(static_cast<std::size_t>(part[1] - '1'))) + "/" + year;
  return "tháng " + (part.starts_with('0') ? part.substr(1) : part) + "/" + year;
}

}  // namespace giaingan::inline v1
