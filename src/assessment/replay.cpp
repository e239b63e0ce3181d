#include "giaingan/assessment/replay.hpp"

#include "giaingan/input/diagnostic.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <utility>

#include "assessment/json_spot.hpp"
#include "assessment/made_by.hpp"
#include "assessment/result_head.hpp"

namespace giaingan::inline v1 {
namespace {

/// One saved result beside what it becomes when it is made again.
class Rerun {
 public:
  Rerun(std::string_view document, const std::string& file)
      : document_(document), file_(file), head_(head_of(document, file)) {
    replay_.question = head_.question;
    if (head_.version != library_version()) replay_.other_version = head_.version;
  }

  [[nodiscard]] const ResultQuestion& question() const { return head_.question; }

  /// Refuses a result that another number of policies would be needed for, or another command.
  void require(bool there, const std::string& expected, const std::string& remedy) const {
    if (there) return;
    throw InvalidInput({{.code = "replay.other_question",
                         .place = Place{.file = file_, .pointer = "/made_by/question/command"},
                         .message = "the result is of " + head_.question.command,
                         .expected = expected,
                         .remedy = remedy}});
  }

  /// Holds what the result was made with against what is given now: of all sides before anything is asked.
  void hold_against(std::size_t side, const std::vector<NamedDigest>& policy, std::optional<Date> policy_day,
                    const std::vector<NamedDigest>& files) {
    const MadeWith& had = head_.made_with[side];
    listed("replay.policy", had.pointer + "/policy", had.policy, policy);
    if (had.policy_day != policy_day) {
      const auto text = [](std::optional<Date> day) { return day ? day->text() : ""; };
      add({"replay.policy_day", had.pointer + "/policy_day", "", text(had.policy_day), text(policy_day)});
    }
    if (had.files) listed("replay.file", had.pointer + "/dataset/files", *had.files, files);
  }

  /// The facts as they stood when the result was made: after the results that it was computed after.
  [[nodiscard]] Portfolio as_then(std::size_t side, const Policy& policy, const Portfolio& given) {
    const MadeWith& had = head_.made_with[side];
    // A result from columns names no files, so made again it must name none either.
    Portfolio portfolio = had.files || given->provenance.files.empty()
                              ? given
                              : with_provenance(given, without_files(given->provenance));
    const std::vector<AppliedResult> applied = portfolio->provenance.applied;
    for (std::size_t i = 0; i < applied.size(); ++i)
      earlier_result(had, i, applied[i]);
    for (std::size_t i = applied.size(); i < had.applied.size(); ++i) {
      portfolio = after_answer(policy, portfolio, had.applied[i].question);
      earlier_result(had, i, portfolio->provenance.applied.back());
    }
    return portfolio;
  }

  /// @param answer makes the document again
  Replay asked_again(const std::function<std::string()>& answer) {
    try {
      result(answer());
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

  // ---- Results before

  void earlier_result(const MadeWith& had, std::size_t i, const AppliedResult& now) {
    const std::string pointer = had.pointer + "/after/" + std::to_string(i);
    if (i >= had.applied.size() || had.applied[i].question != now.question) {
      throw InvalidInput(
          {{.code = "replay.applied_otherwise",
            .place = Place{.file = file_, .pointer = pointer},
            .message = "other results were applied to the portfolio than to that of this result",
            .expected = "the results of " + had.pointer + "/after, in their order, or the first of them",
            .remedy = "give the dataset alone: what it was computed after is computed again"}});
    }
    if (!same_inputs() || had.applied[i].digest == now.digest) return;
    earlier_.push_back({"replay.earlier_result_differs", pointer + "/sha256", "",
                        had.applied[i].digest.text(), now.digest.text()});
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

  std::string_view document_;
  const std::string& file_;
  ResultHead head_;
  Replay replay_;
  std::vector<ReplayDifference> earlier_;  // known before the result is compared
};

}  // namespace

std::optional<Date> policy_day_of(std::string_view document, const std::string& file) {
  return head_of(document, file).made_with.front().policy_day;
}

std::optional<ComparisonAsked> comparison_asked(std::string_view document, const std::string& file) {
  const ResultHead head = head_of(document, file);
  if (!is_comparison(head.question)) return std::nullopt;
  const bool rubrics = head.question.command == compare_rubrics_command;
  const auto day = [&](const MadeWith& side) { return rubrics ? side.policy_day : side.as_of; };
  return ComparisonAsked{rubrics, {day(head.made_with[0]), day(head.made_with[1])}};
}

Replay replay(const Policy& policy, const Portfolio& portfolio, std::string_view document,
              const std::string& file, const AskedAgain& answer_of) {
  Rerun rerun(document, file);
  rerun.require(!is_comparison(rerun.question()), "a result of one policy and one dataset",
                "give both sides of the comparison, each with its policy and dataset");
  rerun.hold_against(0, policy->sources, policy->day, portfolio->provenance.files);
  return rerun.asked_again(
      [&] { return answer_of(policy, rerun.as_then(0, policy, portfolio), rerun.question()); });
}

Replay replay_comparison(const ComparisonSide& a, const ComparisonSide& b, std::string_view document,
                         const std::string& file) {
  Rerun rerun(document, file);
  rerun.require(rerun.question().command == compare_command, "a result of compare",
                "give the result of a comparison of two policies, datasets or days");
  std::array<ComparisonSide, 2> sides{a, b};
  std::vector<Policy> policies;
  policies.reserve(sides.size());
  for (std::size_t i = 0; i < sides.size(); ++i) {
    policies.push_back(Policy::from_json(sides[i].policy, sides[i].policy_name));
    const MadeFrom from = made_from(sides[i], policies[i]);
    rerun.hold_against(i, from.policy, from.policy_day, sides[i].portfolio->provenance.files);
  }
  return rerun.asked_again([&] {
    for (std::size_t i = 0; i < sides.size(); ++i)
      sides[i].portfolio = rerun.as_then(i, policies[i], sides[i].portfolio);
    return comparison_document(compare(sides[0], sides[1]));
  });
}

Replay replay_rubrics(const Policy& a, const Policy& b, std::string_view document, const std::string& file) {
  Rerun rerun(document, file);
  rerun.require(rerun.question().command == compare_rubrics_command, "a result of compare --rubrics",
                "give the result of a comparison of two rubrics");
  rerun.hold_against(0, a->sources, a->day, {});
  rerun.hold_against(1, b->sources, b->day, {});
  return rerun.asked_again(
      [&] { return rubrics_document(a, b, compare_rubrics(*a->evaluation, *b->evaluation)); });
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
