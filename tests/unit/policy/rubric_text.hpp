// Policies of which only the rubric matters.
#pragma once

#include "giaingan/policy/policy.hpp"
#include "giaingan/policy/policy_check.hpp"

#include <string>
#include <vector>

namespace rubric_text {

inline const std::string title = R"("title": {"vi": "a", "en": "b"})";

/// A list of the rubric: `, "key": [{"title": …, item}, …]`.
inline std::string list(const std::string& key, const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items)
    text += (text.empty() ? "" : ", ") + std::string("{") + title + ", " + item + "}";
  return ", \"" + key + "\": [" + text + "]";
}

/// Points of a metric: 0 below a half, 100 from there on.
inline std::string criterion(const std::string& id, const std::string& metric,
                             const std::string& further = R"("missing": "error")") {
  return R"("id": ")" + id + R"(", "metric": ")" + metric + R"(", )" + further +
         R"(, "bands": [{"to": "1/2", "points": 0}, {"from": "1/2", "points": 100}])";
}

/// A veto or a cap under conditions such as `"metric": "tasks", "operator": "<", "value": 1`.
inline std::string limit(const std::string& id, const std::string& rating,
                         const std::vector<std::string>& conditions, const std::string& further = {}) {
  std::string when;
  for (const std::string& condition : conditions)
    when += (when.empty() ? "{" : ", {") + condition + "}";
  return R"("id": ")" + id + R"(", "class": ")" + rating + R"(", "when": [)" + when + "]" + further;
}

/// `"metric": …, "operator": …, "value": …`.
inline std::string condition(const std::string& metric, const std::string& comparison,
                             const std::string& value) {
  return R"("metric": ")" + metric + R"(", "operator": ")" + comparison + R"(", "value": ")" + value + "\"";
}

/// A quota of the class `best`.
inline std::string quota(const std::string& share, const std::string& further = {}) {
  return R"("id": "few", "class": "best", "share": ")" + share + R"(", "base_class": "middle")" + further;
}

/// The classes best (from 90), middle (from 50) and worst; the host's metrics `tasks` and `other`,
/// which may be anything, `grade`, 1, 2 or 5, and `share`, from 0 to 1.
inline giaingan::Policy policy(const std::vector<std::string>& criteria, const std::string& further = {}) {
  return giaingan::Policy::from_json(
      R"({"schema": 1, "id": "p", )" + title + R"(, "year": 2024,
    "bases": [{"id": "current", )" +
      title + R"(, "plan": "current"}], "disbursement": {"basis": "current"},
    "below_average": {"basis": "current", "months": 3, "references": ["city"], "combine": "any"},
    "averages": [{"id": "city", )" +
      title + R"(, "kind": "weighted", "basis": "current"}],
    "evaluation": {"basis": "current")" +
      list("host_metrics", {R"("id": "tasks")", R"("id": "other")", R"("id": "grade", "values": [1, 2, 5])",
                            R"("id": "share", "from": 0, "to": 1)"}) +
      list("criteria", criteria) +
      list("classes", {R"("id": "best", "from": 90)", R"("id": "middle", "from": 50, "to": 90)",
                       R"("id": "worst", "to": 50)"}) +
      further + "}}");
}

/// Every finding as `code subject`.
inline std::vector<std::string> codes(const giaingan::Policy& policy) {
  std::vector<std::string> found;
  for (const giaingan::PolicyFinding& finding : check_policy(policy))
    found.push_back(finding.code + " " + finding.subject);
  return found;
}

/// The English message of a class, limit or criterion; empty without one.
inline std::string message_of(const giaingan::Policy& policy, const std::string& subject) {
  for (const giaingan::PolicyFinding& finding : check_policy(policy))
    if (finding.subject == subject) return finding.message.en;
  return {};
}

}  // namespace rubric_text
