/// @file
/// The figures of a unit's year that the engine itself computes and a rubric may score (§1.1, §4.5, §8).
#pragma once

#include "giaingan/policy/quantity.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace giaingan::inline v1 {

/// A metric of the engine. None is ever negative.
enum class EngineMetric {
  final_ratio,
  plan,
  disbursed,
  milestones_missed,
  months_below_average,
  times_flagged,
  flagged,
  schedule_adherence,
  capital_returned,
  capital_returned_subjective,
  returns_subjective,
  reports_late,
  reports_missing,
  duties_late,
  duties_missing,
  new_starts_late,
  procedures_late,
  funding_past_limit,
  settlements_overdue,
  investment_raised,
  violations,
};

/// The name of a metric in policies, and what it means.
struct EngineMetricName {
  EngineMetric metric;
  std::string_view id;
  Quantity quantity;
  std::string_view vi;
  std::string_view en;
};

/// The closed list: any other metric is the host's own and must be declared under `host_metrics`.
inline constexpr std::array engine_metrics{
    EngineMetricName{EngineMetric::final_ratio, "final_ratio", Quantity::ratio,
                     "Tỷ lệ giải ngân đến ngày đánh giá",
                     "Disbursement ratio as of the day, on the rubric's basis"},
    EngineMetricName{EngineMetric::plan, "plan", Quantity::amount, "Kế hoạch vốn (đồng)", "Plan, đồng"},
    EngineMetricName{EngineMetric::disbursed, "disbursed", Quantity::amount, "Giải ngân (đồng)",
                     "Disbursed, đồng"},
    EngineMetricName{EngineMetric::milestones_missed, "milestones_missed", Quantity::count,
                     "Số mốc giải ngân tối thiểu không đạt", "Number of due minimum milestones missed"},
    EngineMetricName{EngineMetric::months_below_average, "months_below_average", Quantity::count,
                     "Số tháng dưới mức trung bình", "Number of months below the average"},
    EngineMetricName{EngineMetric::times_flagged, "times_flagged", Quantity::count,
                     "Số đợt liên tiếp dưới mức trung bình đủ số tháng quy định",
                     "Number of maximal runs below the average that were long enough to flag"},
    EngineMetricName{EngineMetric::flagged, "flagged", Quantity::count,
                     "Đang bị nêu theo mục 4.2 (1: có, 0: không)", "Flagged now under 4.2 (1: yes, 0: no)"},
    EngineMetricName{EngineMetric::schedule_adherence, "schedule_adherence", Quantity::ratio,
                     "Giải ngân so với kế hoạch chi tiết của đơn vị",
                     "Disbursed over what the unit's own detailed plan scheduled"},
    EngineMetricName{EngineMetric::capital_returned, "capital_returned", Quantity::amount,
                     "Vốn phải trả lại (đồng)", "Capital returned, đồng"},
    EngineMetricName{EngineMetric::capital_returned_subjective, "capital_returned_subjective",
                     Quantity::amount, "Vốn phải trả lại do nguyên nhân chủ quan (đồng)",
                     "Capital returned for a subjective cause, đồng"},
    EngineMetricName{EngineMetric::returns_subjective, "returns_subjective", Quantity::count,
                     "Số lần trả vốn do nguyên nhân chủ quan",
                     "Number of returns of capital for a subjective cause"},
    EngineMetricName{EngineMetric::reports_late, "reports_late", Quantity::count, "Số báo cáo định kỳ chậm",
                     "Number of periodic reports handed in late"},
    EngineMetricName{EngineMetric::reports_missing, "reports_missing", Quantity::count,
                     "Số báo cáo định kỳ còn thiếu", "Number of periodic reports missing"},
    EngineMetricName{EngineMetric::duties_late, "duties_late", Quantity::count,
                     "Số nhiệm vụ có thời hạn thực hiện chậm",
                     "Number of duties with a deadline done late, reports included"},
    EngineMetricName{EngineMetric::duties_missing, "duties_missing", Quantity::count,
                     "Số nhiệm vụ có thời hạn chưa thực hiện",
                     "Number of duties past their deadline not done, reports included"},
    EngineMetricName{EngineMetric::new_starts_late, "new_starts_late", Quantity::count,
                     "Số dự án khởi công mới chậm", "Number of new-start projects late"},
    EngineMetricName{EngineMetric::procedures_late, "procedures_late", Quantity::count,
                     "Số dự án chậm hoàn thành thủ tục đầu tư", "Number of projects late with procedures"},
    EngineMetricName{EngineMetric::funding_past_limit, "funding_past_limit", Quantity::count,
                     "Số dự án quá thời gian bố trí vốn",
                     "Number of projects funded past the time limit of their group"},
    EngineMetricName{EngineMetric::settlements_overdue, "settlements_overdue", Quantity::count,
                     "Số dự án chậm quyết toán", "Number of projects whose settlement is overdue"},
    EngineMetricName{EngineMetric::investment_raised, "investment_raised", Quantity::count,
                     "Số lần tăng tổng mức đầu tư chưa được cấp có thẩm quyền đồng ý",
                     "Number of raises of total investment without authority"},
    EngineMetricName{EngineMetric::violations, "violations", Quantity::count, "Số vi phạm",
                     "Number of violations"},
};

/// How many metrics the engine has; `engine_metrics[m]` is the metric of number m.
inline constexpr std::size_t engine_metric_count = engine_metrics.size();

/// Whether the engine itself computes the metric.
[[nodiscard]] constexpr bool is_engine_metric(std::string_view id) noexcept {
  for (const EngineMetricName& metric : engine_metrics) {
    if (metric.id == id) return true;
  }
  return false;
}

/// What a metric of a rubric is: of the host's own it is known only that they are numbers.
[[nodiscard]] constexpr Quantity metric_quantity(std::string_view id) noexcept {
  for (const EngineMetricName& metric : engine_metrics) {
    if (metric.id == id) return metric.quantity;
  }
  return Quantity::count;
}

/// The id of a metric.
[[nodiscard]] constexpr std::string_view metric_id(EngineMetric metric) noexcept {
  return engine_metrics[static_cast<std::size_t>(metric)].id;
}

}  // namespace giaingan::inline v1
