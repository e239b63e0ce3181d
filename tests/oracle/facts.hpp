// The facts of one budget year as the slow oracle sees them: one plain struct for each row of each file of a
// dataset. The oracle is written from the rules alone; it includes nothing of the library that it judges.
//
// Amounts are whole đồng as the files hold them (int64); every sum, product and ratio of them is taken in
// Integer and Rational, which know no limit. Months are numbers 1 … 13 of the budget year (13 is January of
// the year after). An empty string, or an empty optional, is an empty cell.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

namespace oracle {

using Integer = boost::multiprecision::cpp_int;
using Rational = boost::multiprecision::cpp_rational;

struct Date {
  int year = 0;
  int month = 0;  // 1 … 12
  int day = 0;

  friend auto operator<=>(const Date&, const Date&) = default;
};

struct Unit {
  std::string id;
  std::string kind;
  std::string parent;
};

struct Allocation {
  std::string id;
  std::string project;
  std::string owner;
  std::string locality;
  std::string source;
  std::string programme;
  std::optional<int> carried_from;
  std::int64_t plan = 0;  // at the start of the year
  std::string assigned_by;
};

struct Project {
  std::string id;
  std::string group;  // national, A, B, C
  std::string phase;  // preparation, new_start, transitional, completed
  std::optional<std::int64_t> total_investment;
  std::int64_t funded_before = 0;
  std::optional<int> first_funded_year;
  std::optional<std::int64_t> medium_term_plan;
  std::int64_t medium_term_used = 0;
  std::string priority;
  std::optional<Date> approved_on;
  std::optional<Date> started_on;
  std::optional<Date> completed_on;
  std::optional<Date> settlement_submitted_on;
  std::optional<Date> settled_on;
};

struct PlanChange {
  std::string allocation;
  Date date;
  std::int64_t change = 0;
  std::string decision;
  std::string assigned_by;
};

struct Disbursement {
  enum class Kind { actual, estimate };

  std::string allocation;
  int month = 0;
  std::int64_t disbursed = 0;  // cumulative
  Kind kind = Kind::actual;
};

struct Scheduled {
  std::string allocation;
  int month = 0;
  std::int64_t scheduled = 0;  // cumulative
};

struct Commitment {
  std::string allocation;
  int month = 0;
  std::int64_t committed = 0;  // cumulative
};

struct Request {
  std::string allocation;
  std::string round;
  std::int64_t requested = 0;
  std::int64_t absorbable = 0;
};

struct Reference {
  std::string reference;
  int month = 0;
  std::string basis;
  std::optional<std::int64_t> plan;
  std::optional<std::int64_t> disbursed;
  std::optional<Rational> percent;  // as printed: 57.9 is 579/10
};

struct Event {
  std::string unit;
  std::string type;
  std::string period;
  Date date;
  std::optional<std::int64_t> amount;
  std::string cause;  // subjective, objective or empty
};

struct Revenue {
  std::string source;
  int month = 0;
  std::int64_t estimated = 0;
  std::int64_t collected = 0;  // cumulative
};

struct LedgerRow {
  std::string allocation;
  int month = 0;
  std::string system;
  std::int64_t plan = 0;
  std::int64_t disbursed = 0;  // cumulative
};

struct Metric {
  std::string unit;
  std::string metric;
  Rational value;
};

struct Facts {
  int year = 0;
  std::vector<Unit> units;
  std::vector<Allocation> allocations;
  std::vector<Project> projects;
  std::vector<PlanChange> plan_changes;
  std::vector<Disbursement> disbursements;
  std::vector<Scheduled> schedule;
  std::vector<Commitment> commitments;
  std::vector<Request> requests;
  std::vector<Reference> references;
  std::vector<Event> events;
  std::vector<Metric> metrics;
  std::vector<Revenue> revenues;
  std::vector<LedgerRow> ledgers;
};

// The last day of month 1 … 13 of the budget year.
Date last_day(int year, int month);

// The last month-end on or before the day: 0 before 31 January of the year, 13 from 31 January of the next.
int month_of(int year, Date day);

// The greatest integer not above, the least integer not below.
Integer floor(const Rational& value);
Integer ceil(const Rational& value);

}  // namespace oracle
