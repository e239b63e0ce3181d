#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "commands.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

/// As many faults of one cover and kind as a person reads.
constexpr std::size_t most_listed = 10;

std::string cover_name(const CoverFault& fault, Language language) {
  switch (fault.of) {
    case Cover::bands:
      return say(language, "các khoảng của tiêu chí ", "bands of the criterion ") + fault.criterion;
    case Cover::table:
      return say(language, "bảng của tiêu chí ", "table of the criterion ") + fault.criterion;
    case Cover::classes:
      break;
  }
  return say(language, "các mức xếp loại", "classes");
}

std::string kind_name(CoverFaultKind kind, Language language) {
  switch (kind) {
    case CoverFaultKind::gap:
      return say(language, "bỏ trống", "left open");
    case CoverFaultKind::overlap:
      return say(language, "chồng lên nhau", "held more than once");
    case CoverFaultKind::covered:
      return say(language, "dòng nằm trọn trong các dòng khác", "rows that lie wholly within others");
    case CoverFaultKind::empty:
      return say(language, "dòng không giá trị nào rơi vào", "rows that no value can lie in");
    case CoverFaultKind::unchecked:
      break;
  }
  return say(language, "chưa xét hết, còn có thể sai thêm", "not checked to the end, more may be wrong");
}

std::string listed(const std::vector<std::string>& rows) {
  std::string text;
  for (const std::string& row : rows)
    text += (text.empty() ? "" : " + ") + row;
  return text;
}

std::string line_of(const CoverFault& fault, const RankedFault& ranked, Language language) {
  std::string text = "  - " + listed(fault.rows);
  if (!fault.box.empty()) {
    text += (fault.rows.empty() ? "" : ": ") + where_text(fault) + say(language, "; ví dụ ", "; such as ") +
            witness_text(fault);
  }
  if (ranked.units) {
    text += say(language, "; số đơn vị rơi vào: ", "; units in it: ") + std::to_string(*ranked.units);
  }
  return text + "\n";
}

}  // namespace

std::string faults_text(const PolicyDraft& draft, const std::string& policy,
                        const std::vector<RankedFault>& ranked, Language language) {
  std::string text;
  std::vector<bool> told(ranked.size());
  for (std::size_t first = 0; first < ranked.size(); ++first) {
    if (told[first]) continue;
    const CoverFault& head = draft.faults[ranked[first].fault];
    text += say(language, "sai: ", "mistake: ") + cover_name(head, language) + ", " +
            kind_name(head.kind, language) + " [" + fault_code(head) + " " +
            (head.file == policy ? "" : head.file + ": ") + head.pointer + "]\n";
    std::size_t alike = 0;
    for (std::size_t i = first; i < ranked.size(); ++i) {
      const CoverFault& fault = draft.faults[ranked[i].fault];
      if (fault.file != head.file || fault.pointer != head.pointer || fault.kind != head.kind) continue;
      told[i] = true;
      if (head.kind != CoverFaultKind::unchecked && ++alike <= most_listed)
        text += line_of(fault, ranked[i], language);
    }
    if (alike > most_listed) {
      text +=
          say(language, "  … và ", "  … and ") + std::to_string(alike - most_listed) +
          say(language, " chỗ khác (--format json liệt kê đủ)\n", " more (--format json lists them all)\n");
    }
  }
  return text;
}

}  // namespace giaingan::tool
