/// @file
/// What bands, tables and classes of a rubric leave open or hold more than once.
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/policy/extent.hpp"
#include "giaingan/policy/interval.hpp"

#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// What is wrong with a cover.
enum class CoverFaultKind {
  gap,        ///< no row holds it
  overlap,    ///< several rows hold it
  covered,    ///< all that a row holds, others hold too
  empty,      ///< no values can lie in a row
  unchecked,  ///< too intricate to be checked to the end: at least what else is named is wrong
};

/// What should hold every value once.
enum class Cover { bands, table, classes };

/// A figure that bands or tables hold: a metric, or one over another.
struct CoverAxis {
  std::string metric;  ///< of classes: `total`
  std::string over;    ///< empty: the metric as it is
};

/// One fault. All gaps of a cover are boxes that may overlap, each as large as it can be and none covered by
/// the others; any two rows that meet stand together in one of its overlaps.
struct CoverFault {
  CoverFaultKind kind = CoverFaultKind::gap;
  Cover of = Cover::bands;
  std::string criterion;          ///< its id; empty: the classes
  std::string file;               ///< the document in which the bands, rows or classes were written
  std::string pointer;            ///< and where in it (JSON pointer)
  std::vector<CoverAxis> axes;    ///< of bands and classes one
  std::vector<std::string> rows;  ///< ids of bands, rows or classes, in the document's order; of a gap none
  /// Of an overlap by row and axis what the row holds, as the rubric compares it: numbers in any of the
  /// intervals, of none: all.
  std::vector<std::vector<std::vector<Interval>>> cells;
  std::vector<Extent> box;        ///< of a gap and an overlap: where, an extent an axis; all rows hold it
  std::vector<Rational> witness;  ///< a point in it, as simple as it can be
};

/// `gap`, `overlap`, `covered`, `empty`, `unchecked`.
[[nodiscard]] const char* fault_kind_text(CoverFaultKind kind) noexcept;
/// The code of its diagnostic, as `policy.table_gap`.
[[nodiscard]] std::string fault_code(const CoverFault& fault);
/// `0.5 ≤ final_ratio < 0.8, violations ≥ 1`; the axes that don't narrow it are left out. @pre it has a box
[[nodiscard]] std::string where_text(const CoverFault& fault);
/// `final_ratio = 0.5, violations = 1`. @pre it has a box
[[nodiscard]] std::string witness_text(const CoverFault& fault);

}  // namespace giaingan::inline v1
