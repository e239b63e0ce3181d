#include "verify/provenance_check.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace giaingan::inline v1::verify {
namespace {

constexpr Why as_named{"kết quả phải ghi rõ được lập từ đâu", "a result must say what it was made of"};
constexpr Why as_asked{"phải là câu hỏi mà đợt này trả lời",
                       "it must be the question that this round answers"};
constexpr Why same_policy{"chính sách đưa vào kiểm không phải bản đã dùng để tính: byte khác nhau",
                          "the policy given isn't the one that the result was made with: its bytes differ"};
constexpr Why same_dataset{"bộ số liệu đưa vào kiểm không phải bản đã dùng để tính: các dòng khác nhau",
                           "the dataset given isn't the one that the result was made with: its rows differ"};
constexpr Why same_before{
    "các kết quả đã áp dụng trước đợt này, theo thứ tự; đợt tính sau đợt khác thì kiểm với --after",
    "the results applied before this one, in order; a round that was computed after others is verified with "
    "--after"};

void check_text(ObjectCheck& parent, std::string_view name, const Why& why) {
  const Json* text = parent.take(name, why);
  if (text == nullptr || (text->kind == Json::Kind::string && !text->text.empty())) return;
  parent.faults().add("verify.wrong_value", parent.spot().member(name).pointer(), shown_value(*text), "\"…\"",
                      why);
}

void is_if(ObjectCheck& object, std::string_view name, const std::optional<std::string>& required,
           const Why& why) {
  if (required) object.is(name, *required, why);
}

void check_question(ObjectCheck& object, const ResultQuestion& question, const Why& why) {
  object.is("command", question.command, why);
  is_if(object, "format", question.format, why);
  if (question.as_of) object.is("as_of", question.as_of->text(), why);
  is_if(object, "level", question.level, why);
  is_if(object, "round", question.round, why);
  is_if(object, "unit", question.unit, why);
}

void check_digests(ObjectCheck& parent, std::string_view list, std::string_view name,
                   std::span<const NamedDigest> required, const Why& why) {
  std::vector<std::string> names;
  for (const NamedDigest& part : required)
    names.push_back(part.name);
  check_rows(parent, list, {name}, names, why, [&](std::size_t i, ObjectCheck& row) {
    row.is(name, required[i].name, why);
    row.is("sha256", required[i].digest.text(), why);
  });
}

void check_dataset(ObjectCheck& made_by, const std::vector<NamedDigest>& files) {
  const Json* dataset = made_by.take("dataset", as_named);
  if (dataset == nullptr || dataset->kind == Json::Kind::null || files.empty()) return;
  ObjectCheck object(made_by.faults(), dataset, made_by.spot().member("dataset"), as_named);
  object.is("sha256", digest_of_all(files).text(), same_dataset);
  check_digests(object, "files", "file", files, same_dataset);
  object.finish();
}

void check_results_before(ObjectCheck& made_by, const std::vector<AppliedResult>& results) {
  std::vector<std::string> digests;
  digests.reserve(results.size());
  for (const AppliedResult& result : results)
    digests.push_back(result.digest.text());
  check_rows(made_by, "after", {"sha256"}, digests, same_before, [&](std::size_t i, ObjectCheck& row) {
    check_question(row, results[i].question, same_before);
    row.is("sha256", digests[i], same_before);
  });
}

}  // namespace

void check_provenance(ObjectCheck& root, const PolicySections& policy, const Facts& facts,
                      const Round& round) {
  const Spot spot = root.spot().member("made_by");
  ObjectCheck made_by(root.faults(), root.take("made_by", as_named), spot, as_named);
  check_text(made_by, "version", as_named);
  const Spot of_question = spot.member("question");
  ObjectCheck question(root.faults(), made_by.take("question", as_asked), of_question, as_asked);
  check_question(question, {.command = "reallocate", .round = round.id}, as_asked);
  question.finish();
  check_digests(made_by, "policy", "document", policy.sources, same_policy);
  if (policy.day) made_by.is("policy_day", policy.day->text(), same_policy);
  check_dataset(made_by, facts.provenance.files);
  check_results_before(made_by, facts.provenance.applied);
  made_by.finish();
}

}  // namespace giaingan::inline v1::verify
