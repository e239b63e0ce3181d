/// @file
/// The policy that a test document tests, as it stands on the days of its cases.
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/input/diagnostic.hpp"
#include "giaingan/input/named_document.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/policy_tests/policy_tests.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "policy_tests/policy_items.hpp"

namespace giaingan::inline v1 {

/// A policy as it stands on one day, or why it is none.
struct PolicyOfDay {
  std::optional<Policy> policy;
  std::string document;              ///< resolved; empty if it can't be
  std::vector<Diagnostic> refused;   ///< all that is wrong with it
  std::optional<PolicyItems> items;  ///< of the resolved document
};

/// Loads a policy once for each day that is asked for.
class PolicyOnDays {
 public:
  /// @param documents must outlive it
  explicit PolicyOnDays(std::span<const NamedDocument> documents);

  /// Whether anything of it depends on the day.
  [[nodiscard]] bool dated() const noexcept { return !changes_.empty(); }
  [[nodiscard]] const std::string& name() const { return documents_.front().name; }
  /// @param day nothing only if nothing is dated
  [[nodiscard]] PolicyOfDay& on(std::optional<Date> day);
  /// What was exercised of it, on whatever day: with what it says on days that no case asks about.
  [[nodiscard]] PolicyCoverage coverage() &&;

 private:
  std::span<const NamedDocument> documents_;
  std::vector<Date> changes_;
  std::map<std::optional<Date>, PolicyOfDay> days_;
};

}  // namespace giaingan::inline v1
