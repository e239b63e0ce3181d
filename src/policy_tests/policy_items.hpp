/// @file
/// The parts of a policy document that tests can exercise, each at its JSON pointer.
#pragma once

#include "giaingan/policy_tests/policy_tests.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "input/json.hpp"

namespace giaingan::inline v1 {

/// Items and edges of one policy, nothing exercised yet, and where to find each by what results call it.
class PolicyItems {
 public:
  /// @param policy a document that loading accepts
  explicit PolicyItems(const Json& policy);

  /// Notes that a case exercises an item. Of a kind and a name that the policy hasn't, as of a default, there
  /// is none to note.
  void exercise(const std::string& kind, const std::string& name, const std::string& case_name);
  /// Notes that a case has a figure of a scale exactly at a value: `criterion ID`, of a table
  /// `criterion ID METRIC`, or `classes`.
  void stand_at(const std::string& scale, const std::string& value, const std::string& case_name);

  [[nodiscard]] PolicyCoverage take() && { return std::move(coverage_); }

 private:
  void add(const std::string& kind, const std::string& name, const std::string& id,
           const std::string& pointer);
  void add_edge(const std::string& scale, const Json& edge, const std::string& pointer);
  void add_edges(const std::string& scale, const Json& bands, const std::string& pointer);
  void table(const std::string& criterion, const Json& rows, const std::string& pointer);
  void ranking(const Json& policy);
  void below_average(const Json& section);
  void reallocation(const Json& section);
  void revenue(const Json& section);
  void medium_term(const Json& section);
  void evaluation(const Json& section);
  void obligations(const Json& section);
  void project_checks(const Json& section);

  PolicyCoverage coverage_;
  std::map<std::pair<std::string, std::string>, std::size_t> items_;  ///< by kind and name
  std::map<std::pair<std::string, std::string>, std::size_t> edges_;  ///< by scale and value
};

}  // namespace giaingan::inline v1
