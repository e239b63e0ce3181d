// Random rubrics of every kind (points that follow the value, proportions, figures rounded before they are
// compared, several conditions, gaps between bands, tables whose rows leave gaps and overlap, points too
// large for sums) with columns of metrics that lie at their bounds, one below, and at the ends of int64.
#pragma once

#include "giaingan/figures/metric_table.hpp"
#include "giaingan/policy/evaluation_policy.hpp"
#include "giaingan/rules/rating_columns.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "oracle/draws.hpp"

namespace differential {

// Owns what MetricColumn borrows, laid out in every way: side by side and with strides, with and without
// denominators and missing values.
class RandomColumns {
 public:
  explicit RandomColumns(std::vector<std::string> names);

  // Units come in the order of their ids.
  void add(const std::string& unit, const std::vector<std::optional<giaingan::Ratio>>& row);
  const std::vector<std::string>& names() const { return names_; }
  std::size_t units() const { return units_.size(); }
  std::size_t row_of(const std::string& unit) const;
  giaingan::MetricTable table() const;
  std::vector<giaingan::MetricColumn> columns() const;

 private:
  struct Values {
    std::vector<std::int64_t> num;  // with a stride of 3, in the second and fourth metric
    std::vector<std::int64_t> den;  // with a stride of 2, in the third and fourth metric
    std::vector<std::uint8_t> valid;
    std::ptrdiff_t num_stride = 1;
    std::ptrdiff_t den_stride = 1;
    bool whole = true;
    bool missing = false;
  };

  std::vector<std::string> names_;
  std::vector<std::string> units_;
  std::vector<Values> values_;
};

class RandomRubric {
 public:
  explicit RandomRubric(std::uint64_t seed);

  const giaingan::EvaluationPolicy& policy() const { return policy_; }
  RandomColumns columns(std::size_t units);

 private:
  giaingan::Ratio number();
  giaingan::Ratio points();
  giaingan::Ratio near_bound();
  giaingan::Subjects subjects();
  giaingan::Comparison comparison();
  std::string metric();
  std::vector<giaingan::Interval> intervals(std::size_t count, bool with_gaps);
  giaingan::Criterion banded(std::size_t number);
  giaingan::Criterion in_proportion();
  giaingan::Criterion tabled();
  giaingan::ClassLimit limit(const std::string& id);
  void add_classes();
  void add_quotas();

  oracle::Draws draws_;
  int bits_;  // of numbers
  giaingan::EvaluationPolicy policy_;
  std::vector<giaingan::Ratio> bounds_;  // where values are to lie
};

}  // namespace differential
