#include "report/duties_table.hpp"

#include "giaingan/assessment/obligations_calendar.hpp"

#include "cells.hpp"
#include "names.hpp"

namespace giaingan::tool {
namespace {

std::string status_name(DutyStatus status, Language language) {
  switch (status) {
    case DutyStatus::in_time:
      return say(language, "đúng hạn", "in time");
    case DutyStatus::late:
      return say(language, "trễ", "late");
    case DutyStatus::missing:
      return say(language, "thiếu", "missing");
    case DutyStatus::not_due_yet:
      break;
  }
  return say(language, "chưa đến hạn", "not due yet");
}

}  // namespace

TextTable unit_duties_table(const Inputs& inputs, const ObligationsResult& result, Language language) {
  TextTable table;
  table.column(say(language, "Đơn vị", "Unit"), Align::left);
  table.column(say(language, "Nghĩa vụ", "Obligation"), Align::left);
  table.column(say(language, "Kỳ", "Period"), Align::left);
  table.column(say(language, "Hạn cuối", "Last day"), Align::left);
  table.column(say(language, "Tình trạng", "Status"), Align::left);
  table.column(say(language, "Số ngày sớm, còn lại hoặc trễ", "Days to spare, left or overdue"),
               Align::right);
  table.column(say(language, "Đã làm ngày", "Done on"), Align::left);
  table.column(say(language, "Căn cứ", "By"), Align::left);
  for (const Duty& duty : result.duties) {
    const DueDate& due = result.due[duty.due];
    table.row({unit_name(inputs.portfolio, inputs.portfolio->units[static_cast<std::size_t>(duty.unit)].id),
               say(language, inputs.policy->obligations->obligations[due.obligation].title),
               period_in_words(due.period, language), due.last_day.text(), status_name(duty.status, language),
               count_cell(duty.days), duty.fulfilled_on ? duty.fulfilled_on->text() : "–",
               clause(inputs.policy, duty.evidence.citation, language)});
  }
  return table;
}

}  // namespace giaingan::tool
