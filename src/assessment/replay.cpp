#include "giaingan/assessment/replay.hpp"

#include "giaingan/input/diagnostic.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <span>
#include <utility>

#include "assessment/json_spot.hpp"
#include "assessment/made_by.hpp"
#include "input/json.hpp"

namespace giaingan::inline v1 {
namespace {

/// What a saved result says of itself, and where that ends.
struct Head {
  std::string version;
  ResultQuestion question;
  std::vector<NamedDigest> policy;
  std::optional<Date> policy_day;
  std::optional<std::vector<NamedDigest>> files;
  std::vector<AppliedResult> applied;
  std::size_t end = 0;
};

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

/// Reads the head of one document.
class HeadReader {
 public:
  HeadReader(std::string_view document, const std::string& file) : document_(document), file_(file) {}

  [[nodiscard]] Head read() const {
    const auto begin = begin_of_head(document_);
    if (!begin) refuse("");
    const std::size_t end = end_of_value(document_, *begin);
    const Json tree = parsed(document_.substr(*begin, end - *begin));
    Head head{
        .version = text(tree, "/made_by", "version"),
        .question = question(child(tree, "/made_by", "question", Json::Kind::object), "/made_by/question"),
        .policy = digests(tree, "/made_by", "policy", "document"),
        .policy_day = day_if(tree, "/made_by", "policy_day"),
        .end = end};
    const Json* dataset = tree.find("dataset");
    if (dataset == nullptr) refuse("/made_by/dataset");
    if (dataset->kind != Json::Kind::null)
      head.files = digests(*dataset, "/made_by/dataset", "files", "file");
    const Json& after = child(tree, "/made_by", "after", Json::Kind::array);
    for (std::size_t i = 0; i < after.items.size(); ++i) {
      const std::string pointer = "/made_by/after/" + std::to_string(i);
      head.applied.push_back({question(after.items[i], pointer), digest(after.items[i], pointer)});
    }
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

/// One saved result beside what it becomes when it is made again.
class Rerun {
 public:
  Rerun(const Policy& policy, std::string_view document, const std::string& file)
      : policy_(policy), document_(document), file_(file), head_(HeadReader(document, file).read()) {
    replay_.question = head_.question;
    if (head_.version != library_version()) replay_.other_version = head_.version;
  }

  Replay with(const Portfolio& portfolio, const AskedAgain& answer_of) {
    inputs(portfolio->provenance);
    try {
      result(answer_of(policy_, after_earlier_results(same_kind_of_source(portfolio)), head_.question));
    } catch (const InvalidInput& invalid) {
      if (replay_.differences.empty()) throw;
      // No wonder: it was made with other inputs.
      for (const Diagnostic& each : invalid.diagnostics())
        add({"replay.no_answer", each.place.pointer, "", "", each.message});
    }
    return std::move(replay_);
  }

 private:
  void add(ReplayDifference difference) { replay_.differences.push_back(std::move(difference)); }

  /// Whether the head must be the same to the byte.
  [[nodiscard]] bool same_inputs() const { return replay_.differences.empty() && !replay_.other_version; }

  // ---- Digests

  /// What the result was made of, held against what is given now.
  void listed(const std::string& code, const std::string& pointer, std::span<const NamedDigest> had,
              std::span<const NamedDigest> now) {
    for (std::size_t i = 0; i < had.size(); ++i) {
      const std::string at = pointer + "/" + std::to_string(i);
      const auto found = std::ranges::find(now, had[i].name, &NamedDigest::name);
      if (found == now.end()) {
        add({code + "_missing", at, had[i].name, had[i].digest.text(), ""});
      } else if (found->digest != had[i].digest) {
        add({code + "_changed", at + "/sha256", had[i].name, had[i].digest.text(), found->digest.text()});
      }
    }
    for (const NamedDigest& each : now) {
      if (std::ranges::find(had, each.name, &NamedDigest::name) == had.end())
        add({code + "_added", pointer, each.name, "", each.digest.text()});
    }
  }

  void inputs(const Provenance& now) {
    listed("replay.policy", "/made_by/policy", head_.policy, policy_->sources);
    if (head_.policy_day != policy_->day) {
      const auto text = [](std::optional<Date> day) { return day ? day->text() : ""; };
      add({"replay.policy_day", "/made_by/policy_day", "", text(head_.policy_day), text(policy_->day)});
    }
    if (head_.files) listed("replay.file", "/made_by/dataset/files", *head_.files, now.files);
  }

  // ---- Results before

  /// A result from columns names no files, so made again it must name none either.
  [[nodiscard]] Portfolio same_kind_of_source(const Portfolio& portfolio) const {
    if (head_.files || portfolio->provenance.files.empty()) return portfolio;
    return with_provenance(portfolio, without_files(portfolio->provenance));
  }

  [[nodiscard]] Portfolio after_earlier_results(Portfolio portfolio) {
    const std::vector<AppliedResult> given = portfolio->provenance.applied;
    for (std::size_t i = 0; i < given.size(); ++i)
      earlier_result(i, given[i]);
    for (std::size_t i = given.size(); i < head_.applied.size(); ++i) {
      portfolio = after_answer(policy_, portfolio, head_.applied[i].question);
      earlier_result(i, portfolio->provenance.applied.back());
    }
    return portfolio;
  }

  void earlier_result(std::size_t i, const AppliedResult& now) {
    const std::string pointer = "/made_by/after/" + std::to_string(i);
    if (i >= head_.applied.size() || head_.applied[i].question != now.question) {
      throw InvalidInput(
          {{.code = "replay.applied_otherwise",
            .place = Place{.file = file_, .pointer = pointer},
            .message = "other results were applied to the portfolio than to that of this result",
            .expected = "the results of /made_by/after, in their order, or the first of them",
            .remedy = "give the dataset alone: what it was computed after is computed again"}});
    }
    if (!same_inputs() || head_.applied[i].digest == now.digest) return;
    earlier_.push_back({"replay.earlier_result_differs", pointer + "/sha256", "",
                        head_.applied[i].digest.text(), now.digest.text()});
  }

  // ---- The result

  void result(const std::string& now) {
    const bool whole = same_inputs() && earlier_.empty();
    for (ReplayDifference& each : earlier_)
      add(std::move(each));
    const std::size_t from = whole ? 0 : head_.end;
    const std::size_t now_from = whole ? 0 : end_of_value(now, begin_of_head(now).value_or(0));
    const std::string_view had_rest = document_.substr(from);
    const std::string_view now_rest = std::string_view(now).substr(now_from);
    const auto [had_at, now_at] = std::ranges::mismatch(had_rest, now_rest);
    if (had_at == had_rest.end() && now_at == now_rest.end()) return;
    const auto same = static_cast<std::size_t>(now_at - now_rest.begin());
    const JsonSpot spot = spot_of(now, now_from + same);
    const std::size_t begin = std::max(spot.begin, now_from);
    std::string had_value = shown_value_at(document_, begin - now_from + from);
    std::string now_value = shown_value_at(now, begin);
    if (had_value == now_value) {  // something was added behind it, or they are long
      had_value = shown_text(had_rest.substr(same));
      now_value = shown_text(now_rest.substr(same));
    }
    add({"replay.result_differs", spot.pointer, "", had_value, now_value});
  }

  const Policy& policy_;
  std::string_view document_;
  const std::string& file_;
  Head head_;
  Replay replay_;
  std::vector<ReplayDifference> earlier_;  // known before the result is compared
};

}  // namespace

std::optional<Date> policy_day_of(std::string_view document, const std::string& file) {
  return HeadReader(document, file).read().policy_day;
}

Replay replay(const Policy& policy, const Portfolio& portfolio, std::string_view document,
              const std::string& file, const AskedAgain& answer_of) {
  return Rerun(policy, document, file).with(portfolio, answer_of);
}

Text difference_text(const ReplayDifference& difference) {
  const std::string& name = difference.name;
  const std::string had = difference.had.empty() ? "–" : difference.had;
  const std::string now = difference.now.empty() ? "–" : difference.now;
  const std::map<std::string_view, Text> texts{
      {"replay.policy_changed",
       {"văn bản chính sách " + name + " đã khác: lúc lập SHA-256 " + had + ", nay " + now,
        "the policy document " + name + " is another: SHA-256 " + had + " then, " + now + " now"}},
      {"replay.policy_missing",
       {"lúc lập có văn bản chính sách " + name + ", nay không có",
        "the result was made with the policy document " + name + ", which isn't there now"}},
      {"replay.policy_added",
       {"nay có văn bản chính sách " + name + ", lúc lập không có",
        "the result was made without the policy document " + name + ", which is there now"}},
      {"replay.policy_day",
       {"kết quả lập theo chính sách ngày " + had + ", nay tính theo chính sách ngày " + now,
        "the result was made with the policy of " + had + ", and this is the policy of " + now}},
      {"replay.file_changed",
       {"tệp " + name + " đã khác: lúc lập SHA-256 của các dòng " + had + ", nay " + now,
        "the file " + name + " is another: SHA-256 of its rows " + had + " then, " + now + " now"}},
      {"replay.file_missing",
       {"lúc lập có tệp " + name + ", nay không có",
        "the result was made with the file " + name + ", which isn't there now"}},
      {"replay.file_added",
       {"nay có tệp " + name + ", lúc lập không có",
        "the result was made without the file " + name + ", which is there now"}},
      {"replay.earlier_result_differs",
       {"kết quả áp dụng trước đó tính lại ra khác: lúc lập SHA-256 " + had + ", nay " + now,
        "a result applied before comes out otherwise: SHA-256 " + had + " then, " + now + " now"}},
      {"replay.no_answer", {"không tính lại được: " + now, "the result can't be made again: " + now}},
  };
  const auto known = texts.find(difference.code);
  if (known != texts.end()) return known->second;
  return {"kết quả ghi " + had + ", tính lại ra " + now, "the result has " + had + ", made again " + now};
}

void require_same(const Replay& replay, const std::string& file) {
  std::vector<Diagnostic> diagnostics;
  diagnostics.reserve(replay.differences.size());
  for (const ReplayDifference& each : replay.differences) {
    diagnostics.push_back({.code = each.code,
                           .place = Place{.file = file, .pointer = each.pointer},
                           .message = difference_text(each).en,
                           .expected = each.had.empty() ? "nothing there" : each.had,
                           .remedy = "give the policy and the dataset that the result was made with; if they "
                                     "are, the result was changed since"});
  }
  if (!diagnostics.empty()) throw InvalidInput(std::move(diagnostics));
}

}  // namespace giaingan::inline v1
