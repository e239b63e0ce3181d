/// @file
/// Which rules of a policy read what stands at a place of its document.
#pragma once

#include "giaingan/assessment/assumed_values.hpp"
#include "giaingan/policy/engine_metrics.hpp"
#include "giaingan/policy/policy.hpp"

#include <array>
#include <initializer_list>
#include <set>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// The rules that read the places of one policy: where its verdicts cite an assumed value, and where a value
/// stands in what a rule reads, however deep, for verdicts cite rules and settings and not each value in
/// them.
class RulesRead {
 public:
  explicit RulesRead(const PolicySections& policy);

  /// In the order of Decides; empty: no verdict reads it. @param pointer of an assumed value
  [[nodiscard]] std::vector<Decides> at(const std::string& pointer) const;

 private:
  void add(Decides rule, const Citation& citation);
  void add(Decides rule, std::initializer_list<Citation> citations);
  void add(Decides rule, const SettingCitations& settings);
  void add_below(Decides rule, std::string place);
  void add(Decides rule, const Basis& basis);
  void add(Decides rule, const Average& average);

  void ranks();
  void milestones();
  void below_average(Decides rule, const BelowAveragePolicy& section);
  void obligations();
  void project_checks(const ProjectChecksPolicy& section);
  void project_check(Decides rule, ProjectFindingCode code);
  void conditions(const std::vector<MetricCondition>& conditions);
  void rating(const EvaluationPolicy& rubric);
  void metrics(const EvaluationPolicy& rubric);
  void metric(EngineMetric metric);
  void round(const Round& round);
  void revenue(const RevenuePolicy& section);
  void adjustment(const MediumTermAdjustment& adjustment);

  const PolicySections& policy_;
  std::array<std::set<std::string>, decides_count> cited_;
  std::array<std::set<std::string>, decides_count> below_;  ///< all that stands below these is read
};

}  // namespace giaingan::inline v1
