#include "oracle/reconciliation.hpp"

namespace oracle {
namespace {

std::optional<std::int64_t> entry(const Facts& facts, const std::string& allocation, int month,
                                  const std::string& system, const std::string& figure) {
  for (const LedgerRow& row : facts.ledgers) {
    if (row.allocation == allocation && row.month == month && row.system == system)
      return figure == "plan" ? row.plan : row.disbursed;
  }
  return std::nullopt;
}

SourceGap sums(const Facts& facts, const std::string& source, int month, const std::string& left,
               const std::string& right, const std::string& figure) {
  SourceGap gap{source, left, right, figure, 0, 0, 0, 0, 0};
  for (const Allocation& allocation : facts.allocations) {
    if (allocation.source != source) continue;
    const auto one = entry(facts, allocation.id, month, left, figure);
    const auto other = entry(facts, allocation.id, month, right, figure);
    gap.left += one.value_or(0);
    gap.right += other.value_or(0);
    if (!one && other) ++gap.left_missing;
    if (one && !other) ++gap.right_missing;
  }
  return gap;
}

bool differs(const SourceGap& gap) {
  return gap.left != gap.right || gap.left_missing > 0 || gap.right_missing > 0;
}

}  // namespace

std::vector<LedgerGap> ledger_gaps(const Facts& facts, const std::vector<std::string>& systems, Date as_of) {
  std::vector<LedgerGap> gaps;
  const int month = month_of(facts.year, as_of);
  for (const Allocation& allocation : facts.allocations) {
    for (std::size_t left = 0; left < systems.size(); ++left) {
      for (std::size_t right = left + 1; right < systems.size(); ++right) {
        for (const std::string figure : {"plan", "disbursed"}) {
          LedgerGap gap{allocation.id, systems[left], systems[right], figure, {}, {}, 0};
          for (int back = month; back >= 1; --back) {
            const auto one = entry(facts, allocation.id, back, systems[left], figure);
            const auto other = entry(facts, allocation.id, back, systems[right], figure);
            if (one == other) break;  // equal, or neither has a row
            if (back == month) gap.left = one, gap.right = other;
            ++gap.months;
          }
          if (gap.months > 0) gaps.push_back(gap);
        }
      }
    }
  }
  return gaps;
}

std::vector<SourceGap> source_gaps(const Facts& facts, const std::vector<std::string>& sources,
                                   const std::vector<std::string>& systems, Date as_of) {
  std::vector<SourceGap> gaps;
  const int month = month_of(facts.year, as_of);
  for (const std::string& source : sources) {
    for (std::size_t left = 0; left < systems.size(); ++left) {
      for (std::size_t right = left + 1; right < systems.size(); ++right) {
        for (const std::string figure : {"plan", "disbursed"}) {
          if (month == 0) continue;
          SourceGap gap = sums(facts, source, month, systems[left], systems[right], figure);
          for (int back = month; back >= 1; --back) {
            if (!differs(sums(facts, source, back, systems[left], systems[right], figure))) break;
            ++gap.months;
          }
          if (gap.months > 0) gaps.push_back(gap);
        }
      }
    }
  }
  return gaps;
}

}  // namespace oracle
