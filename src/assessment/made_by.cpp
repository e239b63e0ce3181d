#include "assessment/made_by.hpp"

#include <optional>
#include <span>
#include <string>

namespace giaingan::inline v1 {
namespace {

void member_if(JsonWriter& writer, std::string_view name, const std::optional<std::string>& value) {
  if (value) writer.member(name, *value);
}

/// The members of a question, those that were asked for.
void question_members(JsonWriter& writer, const ResultQuestion& question) {
  writer.member("command", question.command);
  member_if(writer, "format", question.format);
  if (question.as_of) writer.member("as_of", question.as_of->text());
  member_if(writer, "level", question.level);
  member_if(writer, "round", question.round);
  member_if(writer, "unit", question.unit);
  member_if(writer, "goal", question.goal);
  if (question.by) writer.member("by", question.by->text());
  member_if(writer, "scenarios", question.scenarios);
  member_if(writer, "against", question.against);
}

void digests(JsonWriter& writer, std::string_view list, std::string_view name,
             std::span<const NamedDigest> parts) {
  writer.key(list).begin_array();
  for (const NamedDigest& part : parts) {
    writer.begin_object().member(name, part.name).member("sha256", part.digest.text()).end_object();
  }
  writer.end_array();
}

/// What a result was made from: the members of `made_by` that digests stand in.
void made_from_members(JsonWriter& writer, std::span<const NamedDigest> policy,
                       std::optional<Date> policy_day, const Provenance& from) {
  digests(writer, "policy", "document", policy);
  if (policy_day) writer.member("policy_day", policy_day->text());
  writer.key("dataset");
  if (from.files.empty()) {
    writer.null();
  } else {
    writer.begin_object().member("sha256", digest_of_all(from.files).text());
    digests(writer, "files", "file", from.files);
    writer.end_object();
  }
  writer.key("after").begin_array();
  for (const AppliedResult& result : from.applied) {
    writer.begin_object();
    question_members(writer, result.question);
    writer.member("sha256", result.digest.text()).end_object();
  }
  writer.end_array();
}

JsonWriter& begin_head(JsonWriter& writer, const ResultQuestion& question) {
  writer.begin_object().key("made_by").begin_object().member("version", library_version());
  writer.key("question").begin_object();
  question_members(writer, question);
  return writer.end_object();
}

}  // namespace

std::string_view library_version() noexcept {
  return GIAINGAN_VERSION;
}

ResultQuestion question_of(const Round& round) {
  return {.command = "reallocate", .round = round.id};
}

ResultQuestion question_of(const MediumTermAdjustment& adjustment) {
  return {.command = "medium-term", .round = adjustment.id};
}

ResultQuestion question_of(const RevenueResult& result) {
  return {.command = "revenue", .as_of = result.as_of};
}

JsonWriter& begin_result(JsonWriter& writer, const Policy& policy, const Portfolio& portfolio,
                         const ResultQuestion& question) {
  begin_head(writer, question);
  made_from_members(writer, policy->sources, policy->day, portfolio->provenance);
  return writer.end_object();
}

JsonWriter& begin_comparison(JsonWriter& writer, const char* command, const MadeFrom& a,
                             std::optional<Date> as_of_a, const MadeFrom& b, std::optional<Date> as_of_b) {
  begin_head(writer, {.command = command});
  const auto side = [&writer](const char* key, const MadeFrom& from, std::optional<Date> as_of) {
    writer.key(key).begin_object();
    if (as_of) writer.member("as_of", as_of->text());
    made_from_members(writer, from.policy, from.policy_day, from.facts);
    writer.end_object();
  };
  side("a", a, as_of_a);
  side("b", b, as_of_b);
  return writer.end_object();
}

}  // namespace giaingan::inline v1
