// Slow oracle: runs of months below the average, by their definitions (rules §3 and §12).
#pragma once

#include <exception>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "oracle/disbursement.hpp"

namespace oracle {

struct BelowAverage {
  int months = 3;
  int first_month = 1;
  int last_month = 12;
  std::string level = "owner";
  Reading reading;  // of the units' own ratios
  std::vector<Average> references;
  enum class Combine { any, all, each, by_level } combine = Combine::any;
  std::map<std::string, std::string> reference_of_kind;  // by_level: kind of unit → name of its reference
  enum class Month { breaks, skipped, counts };          // counts: unreported only
  Month undefined = Month::breaks;
  Month unreported = Month::counts;
  // Months (0 is December of the year before, -1 its November …) of each unit's run that the year before
  // ended with, for a run that may span years. With `each`, the key is "unit/reference".
  std::map<std::string, std::vector<int>> earlier_run;
};

struct Comparison {
  std::string reference;
  Ratio own;
  Ratio average;
  std::optional<bool> below;  // none: undefined
};

struct MonthBelow {
  int month = 0;
  std::vector<Comparison> comparisons;    // empty for a month of the year before
  std::optional<Integer> least_addition;  // the least that would have ended it
};

struct Run {
  std::vector<MonthBelow> months;
};

struct UnitBelow {
  std::string unit;
  std::string reference;  // with `each` only
  std::vector<Run> runs;
  int current_run = 0;
  int longest_run = 0;
  int times_flagged = 0;
  bool flagged = false;
  std::optional<int> first_flagged;
  // Change of the unit's disbursed at the last month judged: above 0 the least addition after which it isn't
  // below, under 0 the least subtraction that makes the unit flagged.
  std::optional<Integer> margin;
};

// The oracle tries one amount after the other and would need too many.
struct GaveUp : std::exception {
  [[nodiscard]] const char* what() const noexcept override { return "too many amounts to try"; }
};

// Throws GaveUp. Units by id; with `each`, by id and then in the order of the references.
std::vector<UnitBelow> below_average(const Facts& facts, const BelowAverage& rule, int as_of);

struct UnderReview {
  std::string unit;
  bool flagged = false;
  std::vector<Date> violations;
};

// The review list of §4.2: flagged units and units with a violation in year Y up to the day; by id.
std::vector<UnderReview> review_list(const Facts& facts, const BelowAverage& rule, Date as_of);

}  // namespace oracle
