#include "compare_command.hpp"

#include "giaingan/assessment/comparison.hpp"
#include "giaingan/assessment/rubric_equivalence.hpp"
#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/io/dataset.hpp"
#include "giaingan/policy/resolved_policy.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>

#include "commands.hpp"
#include "policy_files.hpp"
#include "text_table.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

using Numbers = std::vector<std::size_t>;

/// What differs, in words.
class ComparisonText {
 public:
  ComparisonText(const SidesComparison& comparison, Language language)
      : comparison_(comparison), language_(language) {}

  std::string text() const {
    std::string text = heading() + changes() + differences() + totals();
    if (comparison_.rubrics)
      text += rubrics_text(comparison_.policy_a, comparison_.policy_b, *comparison_.rubrics, language_);
    return text;
  }

 private:
  std::string words(const char* vi, const char* en) const { return say(language_, vi, en); }

  std::string heading() const {
    return words("SO SÁNH\n", "COMPARISON\n") + "  A: " + say(language_, comparison_.policy_a->title) + ", " +
           day(comparison_.as_of_a, language_) + "\n  B: " + say(language_, comparison_.policy_b->title) +
           ", " + day(comparison_.as_of_b, language_) + "\n  " + std::to_string(comparison_.verdicts) +
           words(" kết luận được đối chiếu, ", " verdicts compared, ") +
           std::to_string(comparison_.differences.size()) + words(" khác nhau\n\n", " differ\n\n");
  }

  std::string place(const Change& change) const {
    if (change.place == ChangePlace::policy) return change.pointer;
    if (change.place == ChangePlace::day) return words("ngày đánh giá", "day of the assessment");
    std::string key;
    for (const auto& each : change.row)
      key += (key.empty() ? "" : ", ") + each.second;
    return change.file + " (" + key + ")" + (change.column.empty() ? "" : " " + change.column);
  }
  std::string changed(const std::optional<std::string>& value) const {
    constexpr std::size_t longest = 60;
    if (!value) return words("(không có)", "(not there)");
    if (value->size() <= longest) return *value;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>((*value)[end]) & 0xC0U) == 0x80U)
      --end;  // not within a character
    return value->substr(0, end) + "…";
  }
  std::string changes() const {
    std::string text = words("Thay đổi\n", "Changes\n");
    std::size_t wording = 0;
    for (std::size_t i = 0; i < comparison_.changes.size(); ++i) {
      const Change& change = comparison_.changes[i];
      if (change.wording) {
        ++wording;
        continue;
      }
      text += "  " + std::to_string(i + 1) + ". " + place(change) + ": " + changed(change.before) + " → " +
              changed(change.after) + "\n";
    }
    if (wording > 0) {
      text += "  " + std::to_string(wording) +
              words(" thay đổi về tên, ghi chú, căn cứ: không kết luận nào phụ thuộc\n",
                    " of titles, notes and citations: no verdict hangs on them\n");
    }
    if (comparison_.changes.empty()) text += words("  (không có)\n", "  (none)\n");
    return text + "\n";
  }

  std::string numbers(const Numbers& changes) const {
    constexpr std::size_t most = 12;
    std::string text;
    for (std::size_t i = 0; i < changes.size() && i < most; ++i)
      text += (text.empty() ? "" : ", ") + std::to_string(changes[i] + 1);
    return changes.size() > most
               ? text + ", … (" + std::to_string(changes.size()) + words(" thay đổi)", " changes)")
               : text;
  }

  std::string kind(const std::string& kind) const {
    static const std::map<std::string, Text> kinds{
        {"rank", {"xếp hạng", "rank"}},
        {"milestone", {"mốc giải ngân", "milestone"}},
        {"flagged", {"bị nêu dưới mức trung bình", "flagged below the average"}},
        {"first_flagged", {"tháng bị nêu đầu tiên", "first flagged in"}},
        {"review", {"trong danh sách kiểm điểm", "on the review list"}},
        {"obligation", {"nhiệm vụ", "duty"}},
        {"class_by_total", {"xếp loại theo điểm", "class by points"}},
        {"class", {"xếp loại", "class"}},
        {"shortcomings", {"trong danh sách điểm 4.5", "on the list of 4.5"}},
        {"emulation", {"trong danh sách khen thưởng", "on the emulation list"}},
        {"cut", {"cắt giảm", "cut"}},
        {"addition", {"bổ sung", "addition"}},
        {"tier", {"bậc ưu tiên", "tier"}},
        {"pool_cut", {"nhóm nguồn: cắt giảm", "pool: cut"}},
        {"pool_added", {"nhóm nguồn: bổ sung", "pool: added"}},
        {"pool_returned", {"nhóm nguồn: trả lại", "pool: returned"}},
    };
    const auto found = kinds.find(kind);
    return found == kinds.end() ? kind : say(language_, found->second);
  }
  std::string value(const VerdictValue& value) const {
    if (const auto* truth = std::get_if<bool>(&value))
      return *truth ? words("có", "yes") : words("không", "no");
    if (const auto* number = std::get_if<std::int64_t>(&value)) return amount(Dong{*number}, language_);
    const auto* word = std::get_if<std::string>(&value);
    return word == nullptr ? "–" : *word;
  }
  std::string cause(const VerdictDifference& difference) const {
    std::string text = words("do thay đổi ", "by change ") + numbers(difference.changes);
    if (difference.kind == CauseKind::minimal)
      text += words(" (đều cần; chưa chắc ít nhất)", " (each needed; perhaps not the fewest)");
    if (difference.kind == CauseKind::not_reduced)
      text += words(" (chưa rút gọn: đến giới hạn)", " (not reduced: limit reached)");
    if (difference.alternatives > 0) {
      text += words(", hoặc ", ", or ") + std::to_string(difference.alternatives) +
              words(" cách khác cùng số thay đổi", " other ways with as many");
    }
    return text;
  }
  std::string differences() const {
    std::string text = words("Kết luận khác nhau\n", "Verdicts that differ\n");
    for (const VerdictDifference& each : comparison_.differences) {
      text += "  - " + kind(each.a.kind) + ": " + each.a.subject +
              (each.a.object.empty() ? "" : " (" + each.a.object + ")") + ": " + value(each.a.value) + " → " +
              value(each.b.value) + "; " + cause(each) + "\n";
      const std::string by_a = citation_text(comparison_.policy_a, each.a.citation, language_);
      const std::string by_b = citation_text(comparison_.policy_b, each.b.citation, language_);
      const std::string& known = by_a.empty() ? by_b : by_a;
      if (!by_a.empty() && !by_b.empty() && by_a != by_b) {
        text += "      A: " + by_a + "; B: " + by_b + "\n";
      } else if (!known.empty()) {
        text += "      " + known + "\n";
      }
    }
    if (comparison_.differences.empty()) text += words("  (không có)\n", "  (none)\n");
    return text + "\n";
  }

  std::string number(const std::string& total, const std::optional<Rational>& value) const {
    if (!value) return "–";
    if (const auto whole = value->to_int64(); whole && total != "ratio")
      return amount(Dong{*whole}, language_);
    return total == "ratio" ? percent(value, comparison_.policy_a->disbursement.decimals, language_)
                            : value->numerator_text() + "/" + value->denominator_text();
  }
  std::string totals() const {
    if (comparison_.totals.empty()) return "";
    std::string text = words("Tổng số: phần của mỗi thay đổi, không phụ thuộc thứ tự\n",
                             "Totals: what is owed to each change, in whatever order\n");
    for (const TotalDifference& total : comparison_.totals) {
      text += "  - " + total.total + (total.object.empty() ? "" : " (" + total.object + ")") + ": " +
              number(total.total, total.a) + " → " + number(total.total, total.b) + "\n";
      if (total.grouped && !total.shares.empty()) {
        text += words("      nhiều thay đổi, tính theo nhóm (phần của văn bản, tệp)\n",
                      "      many changes, taken together by section and file\n");
      }
      for (const TotalShare& share : total.shares) {
        if (share.share.sign() == 0) continue;
        text += "      " + numbers(share.changes) + ": " + (share.share.sign() > 0 ? "+" : "") +
                number(total.total, share.share) + "\n";
      }
      if (!total.reason.en.empty()) text += "      " + say(language_, total.reason) + "\n";
    }
    return text + "\n";
  }

  const SidesComparison& comparison_;
  Language language_;
};

/// A side's policy as it stands on the day that is asked about, as one document.
struct SidePolicy {
  std::optional<int> year;  ///< known even of a policy that is refused
  Date as_of;
  std::string document;
  std::vector<NamedDigest> sources;  ///< of the files that it was resolved from
  std::optional<Date> policy_day;
};

template <class T>
const T& at_side(const std::vector<T>& given, std::size_t side) {
  return given.size() > side ? given[side] : given.front();
}

/// The day that is asked about on a side, if one is.
std::optional<Date> day_at(const CompareRequest& request, std::size_t side) {
  return request.as_of.empty() ? std::nullopt : Date::parse(at_side(request.as_of, side));
}

/// @throws InvalidInput if the policy is refused
void read_side(const std::string& path, std::optional<Date> day, SidePolicy& side) {
  const PolicyFiles files(path);
  side.year = files.budget_year();
  if (!day && side.year) day = month_end(*side.year, {months_in_budget_year});
  side.document = resolve_policy(files.documents(), day).document;
  side.as_of = day.value();  // a policy without a year is refused
  const Policy policy = Policy::from_documents(files.documents(), day);
  side.sources = policy->sources;
  side.policy_day = policy->day;
}

/// Both sides, which refer to what is kept here. Neither copied nor moved.
class Sides {
 public:
  /// @throws InvalidInput with the problems of all policies and datasets
  explicit Sides(const CompareRequest& request) : request_(request) {
    std::vector<Diagnostic> problems;
    const auto collect = [&](const auto& read) {
      try {
        read();
      } catch (const InvalidInput& invalid) {
        problems.insert(problems.end(), invalid.diagnostics().begin(), invalid.diagnostics().end());
      }
    };
    for (std::size_t side = 0; side < policies_.size(); ++side)
      collect([&] { read_side(at_side(request.policies, side), day_at(request, side), policies_[side]); });
    for (std::size_t side = 0; side < policies_.size(); ++side) {
      const auto year = policies_[side].year;
      const std::string& folder = at_side(request.data, side);
      if (!year || portfolios_.contains({folder, *year})) continue;
      collect([&] { portfolios_.emplace(std::pair(folder, *year), read_dataset(folder, *year)); });
    }
    if (!problems.empty()) throw InvalidInput(std::move(problems));
  }
  Sides(const Sides&) = delete;
  Sides& operator=(const Sides&) = delete;

  [[nodiscard]] ComparisonSide side(std::size_t which) const {
    const SidePolicy& policy = policies_[which];
    return {.policy = policy.document,
            .policy_name = at_side(request_.policies, which),
            .portfolio = portfolios_.at({at_side(request_.data, which), *policy.year}),
            .as_of = policy.as_of,
            .sources = policy.sources,
            .policy_day = policy.policy_day};
  }

 private:
  const CompareRequest& request_;
  std::array<SidePolicy, 2> policies_;
  std::map<std::pair<std::string, int>, Portfolio> portfolios_;
};

Policy with_rubric(const std::string& path, std::optional<Date> day) {
  Policy policy = read_policy(path, day);
  if (!policy->evaluation) {
    throw InvalidInput({{.code = "compare.no_rubric",
                         .place = Place{.file = path, .pointer = "/evaluation"},
                         .message = "the policy has no rubric",
                         .expected = "a policy with the section \"evaluation\"",
                         .remedy = "name another policy"}});
  }
  return policy;
}

int compare_rubrics_of(const CompareRequest& request) {
  const Policy a = with_rubric(request.rubrics[0], day_at(request, 0));
  const Policy b = with_rubric(request.rubrics[1], day_at(request, 1));
  const RubricComparison comparison = compare_rubrics(*a->evaluation, *b->evaluation);
  print(request.format == Format::json ? rubrics_document(a, b, comparison)
                                       : rubrics_text(a, b, comparison, request.language));
  return done;
}

}  // namespace

std::string rubrics_text(const Policy& a, const Policy& b, const RubricComparison& comparison,
                         Language language) {
  std::string text = say(language, "Hai bảng điểm: ", "The two rubrics: ");
  switch (comparison.equivalence) {
    case Equivalence::equivalent:
      return text + say(language, "tương đương với mọi số liệu\n", "equivalent for all figures\n");
    case Equivalence::not_decided:
      return text + say(language, "chưa kết luận được: ", "not decided: ") +
             say(language, comparison.reason) + "\n";
    case Equivalence::different:
      break;
  }
  const RubricCounterexample& example = *comparison.counterexample;
  text += say(language, "khác nhau, ví dụ ", "different, for instance ") +
          (example.subject == Subject::head ? say(language, "người đứng đầu", "a head")
                                            : say(language, "tập thể", "a collective")) +
          say(language, " có\n", " with\n");
  for (const auto& [metric, figure] : example.metrics) {
    std::string shown = say(language, "không có", "missing");
    if (figure) {
      shown = figure->numerator_text();
      if (const std::string den = figure->denominator_text(); den != "1") shown += "/" + den;
    }
    text += "  " + metric + " = " + shown + "\n";
  }
  const auto rated = [&](const Policy& policy, const std::optional<std::string>& id,
                         const std::optional<Rational>& total) {
    std::string rating = say(language, "không xếp loại", "not classed");
    for (const RatingClass& each : policy->evaluation->classes) {
      if (id == each.id) rating = say(language, each.title);
    }
    return rating + " (" + points(total, language) + ")";
  };
  return text + "  A: " + rated(a, example.class_a, example.total_a) +
         "; B: " + rated(b, example.class_b, example.total_b) + "\n";
}

int run_compare(const CompareRequest& request) {
  if (!request.rubrics.empty()) return compare_rubrics_of(request);
  const Sides sides(request);
  const SidesComparison comparison = compare(sides.side(0), sides.side(1));
  print(request.format == Format::json ? comparison_document(comparison)
                                       : ComparisonText(comparison, request.language).text());
  return done;
}

Diagnostic no_data(const std::string& file) {
  return {.code = "replay.no_data",
          .place = Place{.file = "--data"},
          .message = file + " was made from a dataset, and none is given",
          .expected = "the folder of the dataset (CSV files)",
          .remedy = "add --data FOLDER"};
}

Replay compare_again(const CompareRequest& request, const ComparisonAsked& asked, const std::string& document,
                     const std::string& file) {
  if (asked.rubrics)
    return replay_rubrics(with_rubric(at_side(request.policies, 0), asked.days[0]),
                          with_rubric(at_side(request.policies, 1), asked.days[1]), document, file);
  if (request.data.empty()) throw InvalidInput({no_data(file)});
  CompareRequest on_its_days = request;
  on_its_days.as_of.clear();
  for (const auto& day : asked.days) {
    if (day) on_its_days.as_of.push_back(day->text());
  }
  const Sides sides(on_its_days);
  return replay_comparison(sides.side(0), sides.side(1), document, file);
}

}  // namespace giaingan::tool
