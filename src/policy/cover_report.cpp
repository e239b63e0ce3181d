#include "policy/cover_report.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace giaingan::inline v1 {
namespace {

/// As many faults of one kind as a person reads at once.
constexpr std::size_t most_reported = 10;

/// What a cover is made of: `band`, `row`, `class`.
std::string part_name(Cover of) {
  switch (of) {
    case Cover::bands:
      return "band";
    case Cover::table:
      return "row";
    case Cover::classes:
      break;
  }
  return "class";
}

std::string parts_name(Cover of) {
  return of == Cover::classes ? "classes" : part_name(of) + "s";
}

std::string axis_name(const CoverAxis& axis) {
  return axis.over.empty() ? axis.metric : axis.metric + " / " + axis.over;
}

std::vector<std::string> axis_names(const CoverFault& fault) {
  std::vector<std::string> names;
  names.reserve(fault.axes.size());
  for (const CoverAxis& axis : fault.axes)
    names.push_back(axis_name(axis));
  return names;
}

/// `"a"`, `"a" and "b"`, `"a", "b" and "c"`.
std::string listed(const std::vector<std::string>& ids) {
  std::string text;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const char* const before = i == 0 ? "" : (i + 1 == ids.size() ? " and " : ", ");
    text += before + ("\"" + ids[i] + "\"");
  }
  return text;
}

std::string message_of(const CoverFault& fault) {
  const std::string part = part_name(fault.of);
  switch (fault.kind) {
    case CoverFaultKind::gap:
      return "no " + part + " holds " + where_text(fault) + "; such as " + witness_text(fault);
    case CoverFaultKind::overlap:
      return "the " + parts_name(fault.of) + " " + listed(fault.rows) +
             (fault.rows.size() == 2 ? " both" : " all") + " hold " + where_text(fault) + "; such as " +
             witness_text(fault);
    case CoverFaultKind::covered:
      return "all that the " + part + " " + listed(fault.rows) + " holds, others hold too";
    case CoverFaultKind::empty:
      return "no values that the metrics can have lie in the " + part + " " + listed(fault.rows);
    case CoverFaultKind::unchecked:
      break;
  }
  return "the " + parts_name(fault.of) +
         " are too intricate to be checked to the end: at least what else is named is wrong";
}

std::string remedy_of(const CoverFault& fault) {
  switch (fault.kind) {
    case CoverFaultKind::gap:
      return "add a " + part_name(fault.of) + " for it, or widen one";
    case CoverFaultKind::overlap:
      return "let only one of them hold it";
    case CoverFaultKind::covered:
    case CoverFaultKind::empty:
      return "delete it, or mend its bounds";
    case CoverFaultKind::unchecked:
      break;
  }
  return "mend the others first; else split the table";
}

Diagnostic diagnostic_of(const CoverFault& fault, std::string message) {
  const std::string what = fault.of == Cover::classes ? "every total"
                           : fault.axes.size() > 1    ? "every combination of values"
                                                      : "every value";
  return {.code = fault_code(fault),
          .place = Place{.file = fault.file, .pointer = fault.pointer},
          .message = std::move(message),
          .expected = what + " in exactly one " + part_name(fault.of),
          .remedy = remedy_of(fault)};
}

}  // namespace

const char* fault_kind_text(CoverFaultKind kind) noexcept {
  switch (kind) {
    case CoverFaultKind::gap:
      return "gap";
    case CoverFaultKind::overlap:
      return "overlap";
    case CoverFaultKind::covered:
      return "covered";
    case CoverFaultKind::empty:
      return "empty";
    case CoverFaultKind::unchecked:
      break;
  }
  return "unchecked";
}

std::string fault_code(const CoverFault& fault) {
  return std::string(fault.of == Cover::table ? "policy.table_" : "policy.band_") +
         fault_kind_text(fault.kind);
}

std::string where_text(const CoverFault& fault) {
  return box_text({fault.box, fault.witness}, axis_names(fault));
}

std::string witness_text(const CoverFault& fault) {
  return point_text(fault.witness, axis_names(fault));
}

std::vector<CoverFault> faults_of(const CoverSubject& subject, std::span<const AxisDomain> domains) {
  const TableCover cover = check_cover(domains, subject.rows);
  std::vector<CoverFault> faults;
  const auto add = [&](CoverFaultKind kind, const std::vector<std::size_t>& rows, const TableBox& where) {
    CoverFault& fault = faults.emplace_back();
    fault = {.kind = kind,
             .of = subject.of,
             .criterion = subject.criterion,
             .file = {},
             .pointer = subject.pointer,
             .axes = subject.axes,
             .rows = {},
             .cells = {},
             .box = where.sides,
             .witness = where.witness};
    for (const std::size_t row : rows)
      fault.rows.push_back(subject.ids[row]);
    if (kind != CoverFaultKind::overlap) return;
    for (const std::size_t row : rows)
      fault.cells.push_back(subject.rows[row]);
  };
  for (const TableBox& gap : cover.gaps)
    add(CoverFaultKind::gap, {}, gap);
  for (const RowOverlap& overlap : cover.overlaps)
    add(CoverFaultKind::overlap, overlap.rows, overlap.common);
  for (const std::size_t row : cover.covered_rows)
    add(CoverFaultKind::covered, {row}, {});
  for (const std::size_t row : cover.empty_rows)
    add(CoverFaultKind::empty, {row}, {});
  if (!cover.complete) add(CoverFaultKind::unchecked, {}, {});
  return faults;
}

void report_faults(const std::vector<CoverFault>& faults, Problems& problems) {
  using Kind = std::tuple<std::string, std::string, std::string>;
  std::map<Kind, std::vector<const CoverFault*>> alike;  // by place and code
  for (const CoverFault& fault : faults) {
    auto& earlier = alike[{fault.file, fault.pointer, fault_code(fault)}];
    if (earlier.size() < most_reported) problems.add(diagnostic_of(fault, message_of(fault)));
    earlier.push_back(&fault);
  }
  for (const auto& [place, all] : alike) {
    if (all.size() <= most_reported) continue;
    problems.add(diagnostic_of(*all.front(), "there are " + std::to_string(all.size() - most_reported) +
                                                 " more of these, which giaingan check lists"));
  }
}

}  // namespace giaingan::inline v1
