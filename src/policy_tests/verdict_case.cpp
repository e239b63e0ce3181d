#include "policy_tests/verdict_case.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include "input/any_json.hpp"
#include "io/json_writer.hpp"
#include "policy_tests/json_text.hpp"

namespace giaingan::inline v1 {
namespace {

/// Where the documents have a kind of verdicts.
struct VerdictPlace {
  std::string_view kind;
  std::string_view question;
  std::string_view list;
  std::string_view key;    ///< names the subject
  std::string_view value;  ///< the member that says it; empty: being on the list does
};

constexpr std::array<VerdictPlace, 23> places{
    {{"rank", "assess", "units", "unit", "rank"},
     {"milestone", "assess", "units", "unit", "milestones"},
     {"flagged", "assess", "below_average", "unit", "flagged"},
     {"first_flagged", "assess", "below_average", "unit", "first_flagged"},
     {"review", "assess", "review", "unit", ""},
     {"obligation", "assess", "obligations", "unit", "status"},
     {"project_check", "assess", "project_checks", "project", ""},
     {"class", "evaluate", "subjects", "unit", "class"},
     {"total", "evaluate", "subjects", "unit", "total"},
     {"points", "evaluate", "subjects", "unit", "criteria"},
     {"shortcomings", "evaluate", "shortcomings", "unit", ""},
     {"emulation", "evaluate", "emulation", "unit", ""},
     {"cut", "reallocate", "cuts", "allocation", "amount"},
     {"addition", "reallocate", "additions", "allocation", "amount"},
     {"tier", "reallocate", "additions", "allocation", "tier"},
     {"rejection", "reallocate", "rejected", "allocation", "rejection"},
     {"pool_cut", "reallocate", "pools", "pool", "cut"},
     {"pool_added", "reallocate", "pools", "pool", "added"},
     {"pool_returned", "reallocate", "pools", "pool", "returned"},
     {"shortfall", "revenue", "sources", "source", "shortfall"},
     {"revenue_cut", "revenue", "sources", "allocation", "cut"},
     {"medium_term_cut", "medium_term", "donors", "project", "cut"},
     {"medium_term_addition", "medium_term", "recipients", "project", "addition"}}};

const VerdictPlace* place_of(std::string_view kind) {
  for (const VerdictPlace& place : places)
    if (place.kind == kind) return &place;
  return nullptr;
}

/// Writes what a place says of one verdict.
class VerdictWriter {
 public:
  VerdictWriter(JsonWriter& writer, const ChangedVerdict& verdict, const VerdictPlace& place)
      : writer_(writer), verdict_(verdict), place_(place) {}

  void item() {
    if (verdict_.kind == "revenue_cut") {
      writer_.begin_object().member("source", verdict_.object).key("allocations").begin_array();
      writer_.begin_object().member(place_.key, verdict_.subject);
      value(place_.value);
      writer_.end_object().end_array().end_object();
      return;
    }
    writer_.begin_object().member(place_.key, verdict_.subject);
    const auto [first, second] = parts();
    const std::string& kind = verdict_.kind;
    if (kind == "obligation") {
      writer_.member("obligation", first);
      if (!second.empty()) writer_.member("period", second);
    } else if (kind == "project_check") {
      writer_.member("finding", first).member("check", second);
    } else if (place_.list == "subjects") {
      writer_.member("subject", first);
    } else if (place_.list == "below_average" && !first.empty()) {
      writer_.member("reference", first);
    }
    if (kind == "milestone") {
      nested("milestone", first, "status");
    } else if (kind == "points") {
      nested("criterion", second, "points");
    } else if (!place_.value.empty()) {
      value(place_.value);
    }
    writer_.end_object();
  }

 private:
  /// The two names of an object, as `collective` and `ratio`.
  [[nodiscard]] std::pair<std::string, std::string> parts() const {
    const std::string& object = verdict_.object;
    const std::size_t space = object.find(' ');
    if (space == std::string::npos) return {object, ""};
    return {object.substr(0, space), object.substr(space + 1)};
  }

  void nested(const char* key, const std::string& id, const char* member) {
    writer_.key(place_.value).begin_array().begin_object().member(key, id);
    value(member);
    writer_.end_object().end_array();
  }

  void value(std::string_view member) {
    writer_.key(member);
    const std::string& text = verdict_.before;
    const std::size_t slash = text.find('/');
    const bool exact = verdict_.kind == "points" || verdict_.kind == "total";
    if (exact && slash != std::string::npos) {
      writer_.begin_object().key("num").digits(text.substr(1, slash - 1));
      writer_.key("den").digits(text.substr(slash + 1, text.size() - slash - 2)).end_object();
    } else {
      write_json(writer_, *parse_any_json(text).root);
    }
  }

  JsonWriter& writer_;
  const ChangedVerdict& verdict_;
  const VerdictPlace& place_;
};

}  // namespace

std::optional<std::string> case_of_verdict(const ChangedVerdict& verdict, Date as_of, const std::string& data,
                                           const std::string& name) {
  const VerdictPlace* const place = place_of(verdict.kind);
  if (place == nullptr || verdict.before.empty()) return std::nullopt;
  JsonWriter writer(JsonLayout::compact);
  writer.begin_object().member("name", name).member("data", data).key(place->question).begin_object();
  const bool of_round = place->question == "reallocate" || place->question == "medium_term";
  if (of_round) {
    writer.member("round", verdict.object);
  } else {
    writer.member("as_of", as_of.text());
  }
  writer.end_object().key("expect").begin_object().key(place->list).begin_array();
  VerdictWriter(writer, verdict, *place).item();
  writer.end_array().end_object().end_object();
  return writer.take();
}

}  // namespace giaingan::inline v1
