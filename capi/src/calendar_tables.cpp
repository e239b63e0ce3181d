#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "result_tables.hpp"

namespace giaingan::capi {
namespace {

std::optional<std::string> status_of(const std::optional<DutyStanding>& standing) {
  return standing ? std::optional<std::string>(duty_status_text(standing->status)) : std::nullopt;
}

std::optional<std::int64_t> days_of(const std::optional<DutyStanding>& standing) {
  return standing ? std::optional(std::int64_t{standing->days}) : std::nullopt;
}

void add_entries(ResultTables& result, const Policy& policy, const Portfolio& portfolio,
                 const ObligationsCalendar& calendar) {
  using Row = const CalendarEntry&;
  const auto& rows = calendar.entries;
  const auto due = [&](Row row) -> const DueDate& { return calendar.result.due[row.due]; };
  const auto obligation = [&](Row row) -> const Obligation& {
    return policy->obligations->obligations[due(row).obligation];
  };
  const auto standing = [&](Row row) -> std::optional<DutyStanding> {
    if (!row.duty) return std::nullopt;
    const Duty& duty = calendar.result.duties[*row.duty];
    return DutyStanding{duty.status, duty.days};
  };
  TableOutput& table = result.table("obligations");
  add_column(table, "unit", GIAINGAN_UTF8, rows,
             [&](Row row) { return portfolio->units[static_cast<std::size_t>(row.unit)].id; });
  add_column(table, "obligation", GIAINGAN_UTF8, rows, [&](Row row) { return obligation(row).id; });
  add_column(table, "period", GIAINGAN_UTF8, rows, [&](Row row) { return due(row).period; });
  add_column(table, "phrase", GIAINGAN_UTF8, rows, [&](Row row) {
    return std::string(obligation(row).phrase == DeadlinePhrase::before ? "before" : "by");
  });
  add_column(table, "day", GIAINGAN_DATE, rows, [&](Row row) { return capi::days_of(due(row).named); });
  add_column(table, "last_day", GIAINGAN_DATE, rows,
             [&](Row row) { return capi::days_of(due(row).last_day); });
  add_column(table, "last_day_is_working_day", GIAINGAN_BOOL, rows,
             [&](Row row) { return policy->obligations->working_days.is_working_day(due(row).last_day); });
  add_column(table, "status", GIAINGAN_UTF8, rows, [&](Row row) { return status_of(standing(row)); });
  add_column(table, "days", GIAINGAN_INT32, rows, [&](Row row) { return days_of(standing(row)); });
  add_column(table, "fulfilled_on", GIAINGAN_DATE, rows, [&](Row row) {
    return row.duty ? capi::days_of(calendar.result.duties[*row.duty].fulfilled_on) : std::nullopt;
  });
  add_column(table, "readings", GIAINGAN_INT32, rows,
             [](Row row) { return static_cast<std::int64_t>(row.readings.size()); });
  add_column(table, "verdict_hangs_on_reading", GIAINGAN_BOOL, rows,
             [](Row row) { return row.verdict_hangs_on_reading(); });
  std::int64_t evidence = 0;
  add_column(table, "evidence_row", GIAINGAN_INT64, rows,
             [&](Row row) { return row.duty ? std::optional(evidence++) : std::nullopt; });
  for (Row row : rows) {
    if (row.duty) result.evidence.push_back(calendar.result.duties[*row.duty].evidence);
  }
}

/// A reading with the row of the table "obligations" that it is of.
struct ReadingOfRow {
  std::size_t row;
  const EntryReading* reading;
};

void add_readings(ResultTables& result, const ObligationsCalendar& calendar) {
  using Row = const ReadingOfRow&;
  std::vector<ReadingOfRow> rows;
  for (std::size_t row = 0; row < calendar.entries.size(); ++row) {
    for (const EntryReading& reading : calendar.entries[row].readings)
      rows.push_back({row, &reading});
  }
  TableOutput& table = result.table("readings");
  add_column(table, "obligation_row", GIAINGAN_INT64, rows,
             [](Row row) { return static_cast<std::int64_t>(row.row); });
  add_column(table, "holiday", GIAINGAN_UTF8, rows,
             [](Row row) { return std::string(holiday_shift_text(row.reading->reading.shift)); });
  add_column(table, "last_day", GIAINGAN_DATE, rows,
             [](Row row) { return capi::days_of(row.reading->reading.last_day); });
  add_column(table, "decides", GIAINGAN_BOOL, rows, [](Row row) { return row.reading->decides; });
  add_column(table, "past_named_day", GIAINGAN_BOOL, rows,
             [](Row row) { return row.reading->past_named_day; });
  add_column(table, "status", GIAINGAN_UTF8, rows, [](Row row) { return status_of(row.reading->standing); });
  add_column(table, "days", GIAINGAN_INT32, rows, [](Row row) { return days_of(row.reading->standing); });
}

void add_unknown_units(ResultTables& result, const Policy& policy, const ObligationsCalendar& calendar) {
  using Row = const UnknownDebtor&;
  const auto& rows = calendar.result.unknown_units;
  TableOutput& table = result.table("unknown_units");
  add_column(table, "obligation", GIAINGAN_UTF8, rows,
             [&](Row row) { return policy->obligations->obligations[row.obligation].id; });
  add_column(table, "unit", GIAINGAN_UTF8, rows, [](Row row) { return row.unit; });
}

}  // namespace

ResultTables tables_of(const Policy& policy, const Portfolio& portfolio,
                       const ObligationsCalendar& calendar) {
  ResultTables result;
  add_entries(result, policy, portfolio, calendar);
  add_readings(result, calendar);
  add_unknown_units(result, policy, calendar);
  return result;
}

}  // namespace giaingan::capi
