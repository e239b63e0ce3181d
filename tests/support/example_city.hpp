/// @file
/// A synthetic dataset: the year 2024 of a city of about 30 owners and 250 projects.
///
/// Every figure is INVENTED, drawn from a seeded generator. Names of places and bodies are there for an
/// officer to recognise the shape of the thing; no figure says anything about any of them. Integers only, and
/// draws of our own on top of `std::mt19937_64`, so that the bytes are the same on every platform.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace giaingan::example {

inline constexpr int year = 2024;
inline constexpr int months = 13;  ///< month-ends: January … December, and January of the next year

/// One cumulative amount in đồng for each month-end; index 0 is January.
using Monthly = std::array<std::int64_t, months>;

struct Unit {
  std::string id, name, kind, parent;
};

struct Project {
  std::string id, name, owner, locality, group, phase;
  std::int64_t total_investment = 0;  ///< 0: not approved yet, written empty
  std::int64_t funded_before = 0;
  int first_funded_year = year;       ///< 0: not yet, written empty
  std::int64_t medium_term_plan = 0;  ///< 0: outside the medium-term plan, written empty
  std::int64_t medium_term_used = 0;
  int priority = 3;
  bool staged = false;  ///< a case stands here: nothing is drawn that could disturb it
  std::string approved_on, started_on, completed_on, settlement_submitted_on, settled_on;
};

struct PlanChange {
  std::string date;
  int month = 1;  ///< of `date`, 1 … 12
  std::int64_t change = 0;
  std::string decision;
};

struct Allocation {
  std::string id;
  std::size_t project = 0;  ///< index into City::projects
  std::string source, programme;
  int carried_from = 0;  ///< 0: of this year
  std::int64_t plan = 0;
  std::vector<PlanChange> changes;
  Monthly disbursed{};
  Monthly committed{};
  std::array<bool, months> reported{};
  bool overspent = false;  ///< deliberately above its plan

  /// The plan in effect at the end of a month (index 0: January).
  [[nodiscard]] std::int64_t plan_at(int month) const;
};

struct Estimate {
  std::string allocation;
  int month = 0;  ///< index
  std::int64_t disbursed = 0;
};

struct Request {
  std::string allocation, round;
  std::int64_t requested = 0, absorbable = 0;
};

struct Reference {
  int month = 0;  ///< index
  std::int64_t plan = 0, disbursed = 0;
  std::string percent;
};

struct LedgerRow {
  std::string allocation;
  int month = 0;  ///< index
  std::string system;
  std::int64_t plan = 0, disbursed = 0;
};

struct Event {
  std::string unit, type, period, date;
  std::int64_t amount = 0;  ///< 0: written empty
  std::string cause;
};

struct Revenue {
  std::string source;
  int month = 0;  ///< index
  std::int64_t estimated = 0, collected = 0;
};

struct Metric {
  std::string unit, metric, value;
};

/// Where an awkward case stands, placed there on purpose.
struct Case {
  std::string id;
  std::vector<std::string> units, allocations, months;  ///< months as YYYY-MM
  std::string vietnamese, english;
};

struct City {
  std::vector<Unit> units;
  std::vector<Project> projects;
  std::vector<Allocation> allocations;
  std::vector<std::string> without_schedule;  ///< owners that sent no detailed plan
  std::vector<Estimate> estimates;
  std::vector<Request> requests;
  std::vector<Reference> references;
  std::vector<LedgerRow> ledgers;
  std::vector<Event> events;
  std::vector<Revenue> revenues;
  std::vector<Metric> metrics;
  std::vector<Case> cases;
};

/// A file of the dataset folder.
struct File {
  std::string name, text;
};

/// The city. The same bytes at every call.
[[nodiscard]] City make_example_city();

/// The files of the dataset folder, README.md included.
[[nodiscard]] std::vector<File> files_of(const City& city);

/// Writes the files into `folder`, which is made if need be.
void write_example_city(const std::filesystem::path& folder);

/// `YYYY-MM` of a month's index.
[[nodiscard]] std::string month_name(int month);

}  // namespace giaingan::example
