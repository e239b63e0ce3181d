/// @file
/// Making a saved result again, to see that it comes out the same.
#pragma once

#include "giaingan/assessment/comparison.hpp"
#include "giaingan/policy/citation.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// Something that isn't as it was when the result was made, or comes out otherwise.
struct ReplayDifference {
  std::string code;     ///< stable: `replay.file_changed` …
  std::string pointer;  ///< into the saved result (JSON pointer, RFC 6901)
  std::string name;     ///< of the document or file; empty: neither
  std::string had;      ///< digest or value in the saved result; empty: nothing
  std::string now;      ///< what is there now, or comes out now; empty: nothing
};

/// What came of making a saved result again.
struct Replay {
  ResultQuestion question;  ///< that the result answers
  /// Empty: the result comes out the same. First the policy's documents (`replay.policy_changed`, `_missing`,
  /// `_added`), its day if anything of it is dated (`replay.policy_day`), and the dataset's files
  /// (`replay.file_changed`, `_missing`, `_added`), then results applied before
  /// (`replay.earlier_result_differs`), then the first place where the result itself comes out otherwise
  /// (`replay.result_differs`), or why it can't be made at all (`replay.no_answer`).
  std::vector<ReplayDifference> differences;
  /// The version of the library that made the result, if it is another than this one: then nothing of
  /// `made_by` is compared but the digests of policy and dataset.
  std::optional<std::string> other_version;
};

/// The day whose policy a saved result was made with, if anything of that policy was dated: with it the
/// policy is read before replay() is asked.
/// @throws InvalidInput if the document is no result
[[nodiscard]] std::optional<Date> policy_day_of(std::string_view document, const std::string& file);

/// The JSON document that answers a question, as the command line prints it.
/// @throws InvalidInput if policy and portfolio can't answer it: an unknown command, round, level …
[[nodiscard]] std::string answer(const Policy& policy, const Portfolio& portfolio,
                                 const ResultQuestion& question);

/// What makes the result's document again.
using AskedAgain = std::function<std::string(const Policy&, const Portfolio&, const ResultQuestion&)>;

/// Asks the question of a saved result again and compares byte for byte. Every result that it was computed
/// after is computed again too, unless it was applied to the portfolio before. Of a result from columns,
/// which have no digests, everything but the dataset is compared.
/// Pure; any number of threads.
/// @param document as the result's document was printed, JSON
/// @param file what diagnostics call it
/// @param answer_of another than answer() for what takes more than policy and dataset: a simulation
/// @throws InvalidInput if the document is no result, or policy and portfolio, though they are those that it
/// was made with as far as can be told, can't answer its question
[[nodiscard]] Replay replay(const Policy& policy, const Portfolio& portfolio, std::string_view document,
                            const std::string& file, const AskedAgain& answer_of = answer);

/// What a saved comparison was of.
struct ComparisonAsked {
  bool rubrics = false;  ///< of two rubrics alone, without facts
  /// The day of each side; of rubrics that of its policy, nothing where nothing of it is dated.
  std::array<std::optional<Date>, 2> days;
};

/// What a saved comparison was of; nothing if the result is no comparison.
/// @throws InvalidInput if the document is no result
[[nodiscard]] std::optional<ComparisonAsked> comparison_asked(std::string_view document,
                                                              const std::string& file);

/// The same of a saved comparison_document(), each side with its day.
/// @throws InvalidInput as replay(), if it isn't that of a comparison, or if a side can't be used
[[nodiscard]] Replay replay_comparison(const ComparisonSide& a, const ComparisonSide& b,
                                       std::string_view document, const std::string& file);
/// The same of a saved rubrics_document(). @pre both policies have a rubric
/// @throws InvalidInput as replay(), or if it isn't that of two rubrics
[[nodiscard]] Replay replay_rubrics(const Policy& a, const Policy& b, std::string_view document,
                                    const std::string& file);

/// One line a difference, without its pointer, in both languages.
[[nodiscard]] Text difference_text(const ReplayDifference& difference);

/// The differences as an error of an input: @throws InvalidInput if there are any
void require_same(const Replay& replay, const std::string& file);

/// The portfolio after the answer has been decided, with the answer in its provenance.
/// @throws InvalidInput as answer(), if nothing is decided by it, or if a plan would fall below 0
[[nodiscard]] Portfolio after_answer(const Policy& policy, const Portfolio& portfolio,
                                     const ResultQuestion& question);

}  // namespace giaingan::inline v1
