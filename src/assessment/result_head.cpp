#include "assessment/result_head.hpp"

#include "giaingan/input/diagnostic.hpp"

#include <algorithm>
#include <utility>

#include "assessment/json_spot.hpp"
#include "assessment/made_by.hpp"
#include "input/json.hpp"

namespace giaingan::inline v1 {
namespace {

/// Reads the head of one document.
class HeadReader {
 public:
  HeadReader(std::string_view document, const std::string& file) : document_(document), file_(file) {}

  [[nodiscard]] ResultHead read() const {
    const auto begin = begin_of_head(document_);
    if (!begin) refuse("");
    const std::size_t end = end_of_value(document_, *begin);
    const Json tree = parsed(document_.substr(*begin, end - *begin));
    ResultHead head{
        .version = text(tree, "/made_by", "version"),
        .question = question(child(tree, "/made_by", "question", Json::Kind::object), "/made_by/question"),
        .made_with = {},
        .end = end};
    if (!is_comparison(head.question)) {
      head.made_with = {made_with(tree, "/made_by")};
      return head;
    }
    for (const char* side : {"a", "b"})
      head.made_with.push_back(
          made_with(child(tree, "/made_by", side, Json::Kind::object), std::string("/made_by/") + side));
    return head;
  }

 private:
  [[noreturn]] void refuse(const std::string& pointer) const {
    throw InvalidInput(
        {{.code = "replay.not_a_result",
          .place = Place{.file = file_, .pointer = pointer},
          .message = pointer.empty() ? "this is no result: it doesn't begin with the member \"made_by\""
                                     : "the result doesn't say here what it was made of",
          .expected = "a document that giaingan printed with --format json or verdicts",
          .remedy = "give the result as it was printed, or make it again with this version"}});
  }

  [[nodiscard]] MadeWith made_with(const Json& tree, const std::string& pointer) const {
    MadeWith made{.pointer = pointer,
                  .as_of = day_if(tree, pointer, "as_of"),
                  .policy = digests(tree, pointer, "policy", "document"),
                  .policy_day = day_if(tree, pointer, "policy_day"),
                  .files = {},
                  .applied = {}};
    const Json* dataset = tree.find("dataset");
    if (dataset == nullptr) refuse(pointer + "/dataset");
    if (dataset->kind != Json::Kind::null)
      made.files = digests(*dataset, pointer + "/dataset", "files", "file");
    const Json& after = child(tree, pointer, "after", Json::Kind::array);
    for (std::size_t i = 0; i < after.items.size(); ++i) {
      const std::string at = pointer + "/after/" + std::to_string(i);
      made.applied.push_back({question(after.items[i], at), digest(after.items[i], at)});
    }
    return made;
  }

  [[nodiscard]] Json parsed(std::string_view text) const {
    Problems problems(Limits{});
    const auto tree = parse_json(text, file_, Limits{}, problems);
    try {
      problems.throw_if_any();
    } catch (const InvalidInput& invalid) {
      refuse("/made_by" + invalid.diagnostics().front().place.pointer);
    }
    return *tree;
  }

  [[nodiscard]] const Json& child(const Json& parent, const std::string& pointer, std::string_view name,
                                  Json::Kind kind) const {
    const Json* found = parent.kind == Json::Kind::object ? parent.find(name) : nullptr;
    if (found == nullptr || found->kind != kind) refuse(pointer_to(pointer, name));
    return *found;
  }

  [[nodiscard]] std::string text(const Json& parent, const std::string& pointer,
                                 std::string_view name) const {
    return child(parent, pointer, name, Json::Kind::string).text;
  }

  [[nodiscard]] std::optional<std::string> text_if(const Json& parent, const std::string& pointer,
                                                   std::string_view name) const {
    if (parent.find(name) == nullptr) return std::nullopt;
    return text(parent, pointer, name);
  }

  [[nodiscard]] std::optional<Date> day_if(const Json& parent, const std::string& pointer,
                                           std::string_view name) const {
    const auto written = text_if(parent, pointer, name);
    const auto day = written ? Date::parse(*written) : std::nullopt;
    if (written && !day) refuse(pointer_to(pointer, name));
    return day;
  }

  [[nodiscard]] Digest digest(const Json& parent, const std::string& pointer) const {
    const auto read = Digest::parse(text(parent, pointer, "sha256"));
    if (!read) refuse(pointer + "/sha256");
    return *read;
  }

  [[nodiscard]] ResultQuestion question(const Json& node, const std::string& pointer) const {
    ResultQuestion asked{.command = text(node, pointer, "command")};
    asked.format = text_if(node, pointer, "format");
    asked.as_of = day_if(node, pointer, "as_of");
    asked.level = text_if(node, pointer, "level");
    asked.round = text_if(node, pointer, "round");
    asked.unit = text_if(node, pointer, "unit");
    asked.goal = text_if(node, pointer, "goal");
    asked.by = day_if(node, pointer, "by");
    asked.scenarios = text_if(node, pointer, "scenarios");
    asked.against = text_if(node, pointer, "against");
    return asked;
  }

  [[nodiscard]] std::vector<NamedDigest> digests(const Json& parent, const std::string& pointer,
                                                 std::string_view list, std::string_view name) const {
    std::vector<NamedDigest> all;
    const Json& items = child(parent, pointer, list, Json::Kind::array);
    for (std::size_t i = 0; i < items.items.size(); ++i) {
      const std::string at = pointer_to(pointer_to(pointer, list), std::to_string(i));
      all.push_back({text(items.items[i], at, name), digest(items.items[i], at)});
    }
    return all;
  }

  std::string_view document_;
  const std::string& file_;
};

}  // namespace

bool is_comparison(const ResultQuestion& question) noexcept {
  return question.command == compare_command || question.command == compare_rubrics_command;
}

/// Where the value of the first member begins, if that is `made_by`.
std::optional<std::size_t> begin_of_head(std::string_view document) {
  std::size_t at = 0;
  for (const std::string_view token : {"{", "\"made_by\"", ":", "{"}) {
    at = std::min(document.find_first_not_of(" \t\r\n", at), document.size());
    if (!document.substr(at).starts_with(token)) return std::nullopt;
    at += token.size();
  }
  return at - 1;
}

ResultHead head_of(std::string_view document, const std::string& file) {
  return HeadReader(document, file).read();
}

}  // namespace giaingan::inline v1
