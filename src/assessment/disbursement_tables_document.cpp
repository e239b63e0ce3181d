#include "assessment/disbursement_tables_document.hpp"

#include <cstddef>
#include <cstdint>

namespace giaingan::inline v1 {
namespace {

void write_group(JsonWriter& writer, DocumentParts& parts, const GroupFigures& group, bool of_tree) {
  writer.begin_object().member("group", group.id).member("name", group.name);
  if (of_tree) writer.member("parent", group.parent).member("depth", std::int64_t{group.depth});
  parts.amounts(group.amounts);
  if (of_tree) {
    writer.key("own").begin_object();
    parts.amounts(group.own);
    writer.end_object();
  }
  writer.member("reported", group.reported).end_object();
}

void write_grouping(JsonWriter& writer, DocumentParts& parts, const GroupingFigures& grouping,
                    const Citation& citation) {
  writer.begin_object().member("level", grouping.level).key("groups").begin_array();
  for (const GroupFigures& group : grouping.groups)
    write_group(writer, parts, group, grouping.level == "tree");
  writer.end_array().key("outside").begin_object();
  parts.amounts(grouping.outside);
  writer.end_object().key("total").begin_object();
  parts.amounts(grouping.total);
  writer.end_object();
  parts.citation("cite", citation);
  writer.end_object();
}

void write_list(JsonWriter& writer, DocumentParts& parts, const DisbursementResult& result,
                const RankList& list) {
  writer.begin_object().member("asked", std::int64_t{list.asked});
  writer.member("tied_beyond", static_cast<std::int64_t>(list.beyond())).key("units").begin_array();
  for (const std::size_t index : list.units) {
    const UnitDisbursement& unit = result.units[index];
    writer.begin_object().member("unit", unit.id).member("name", unit.name).member("rank", unit.rank);
    parts.ratio("ratio", unit.amounts.ratio());
    writer.end_object();
  }
  writer.end_array().end_object();
}

}  // namespace

void write_disbursement_tables(JsonWriter& writer, DocumentParts& parts, const PolicySections& policy,
                               const MonthlyAssessment& assessment) {
  const DisbursementPolicy& section = policy.disbursement;
  writer.key("headlines").begin_array();
  for (std::size_t i = 0; i < assessment.headlines.size(); ++i) {
    writer.begin_object().member("basis", assessment.headlines[i].basis);
    parts.amounts(assessment.headlines[i].total);
    parts.citation("cite", resting_on(section.headlines[i].citation,
                                      section.settings.deciding(section.citation, {"headlines"})));
    writer.end_object();
  }
  writer.end_array().key("groupings").begin_array();
  for (const GroupingFigures& grouping : assessment.groupings)
    write_grouping(
        writer, parts, grouping,
        resting_on(section.settings.deciding(section.citation, {"groupings"}), section.basis.citation));
  writer.end_array().key("top");
  write_list(writer, parts, assessment.disbursement, fastest(section, assessment.disbursement));
  writer.key("bottom");
  write_list(writer, parts, assessment.disbursement, slowest(section, assessment.disbursement));
}

}  // namespace giaingan::inline v1
