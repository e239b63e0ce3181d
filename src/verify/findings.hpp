/// @file
/// What a round's document must say about the data and the policy beside its figures.
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/facts.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace giaingan::inline v1::verify {

/// A finding; the order is that of the document.
struct Finding {
  std::string code;
  std::string subject;
  std::string at{};
  std::optional<Date> date{};
  std::optional<std::int64_t> amount{};
  std::string decision{};

  friend auto operator<=>(const Finding&, const Finding&) = default;
};

/// Adds the names in the round's conditions that no allocation has.
void find_unknown_names(const Facts& facts, const Round& round, std::vector<Finding>& findings);

/// Adds the rounds that requests name and the policy hasn't got.
void find_unknown_rounds(const PolicySections& policy, const Facts& facts, std::vector<Finding>& findings);

/// Adds the decisions after the round's day that its cut of an allocation doesn't agree with: on the
/// effective day the plan would stand below `floor`, or on a later day below 0.
void find_overtaken(const Facts& facts, const Round& round, std::size_t allocation, std::int64_t cut,
                    std::int64_t floor, std::vector<Finding>& findings);

}  // namespace giaingan::inline v1::verify
