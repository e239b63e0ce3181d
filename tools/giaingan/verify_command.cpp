#include "giaingan/verify/round_verification.hpp"

#include <algorithm>
#include <string>

#include "commands.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

std::string problems_text(const RoundVerification& verification, const std::string& file, Language language) {
  std::string text;
  for (const RoundProblem& problem : verification.problems)
    text += file + ":" + say(language, problem_text(problem)) + "\n";
  const auto kept = static_cast<std::int64_t>(verification.problems.size());
  const std::string count = std::to_string(verification.problem_count);
  if (kept < verification.problem_count) text += "…\n";
  return text + say(language, {count + " lỗi: không dùng được kết quả này\n",
                               count + (count == "1" ? " problem" : " problems") +
                                   ": this result can't be relied on\n"});
}

std::string verified_text(const RoundVerification& verification, const std::string& file, Language language) {
  const auto number = [](std::int64_t count) { return std::to_string(count); };
  return say(
      language,
      {file + ": đúng. Đợt " + verification.round + ": đã đối chiếu " + number(verification.values) +
           " giá trị; " + number(verification.cuts) + " khoản giảm, " + number(verification.additions) +
           " khoản tăng, " + number(verification.tiers) + " bậc ưu tiên.\n",
       file + ": verified. Round " + verification.round + ": " + number(verification.values) +
           " values compared; " + number(verification.cuts) + " cuts, " + number(verification.additions) +
           " additions, " + number(verification.tiers) + " tiers.\n"});
}

}  // namespace

int run_verify(const CommandLine& request) {
  Inputs inputs = read_inputs(request);
  std::string text;
  std::vector<std::string> files = request.after;
  files.push_back(request.round);
  for (const std::string& file : files) {
    const RoundVerification verification = verify_round(inputs.policy, inputs.portfolio, read_document(file));
    if (std::ranges::find(inputs.proposed, verification.round) != inputs.proposed.end())
      throw InvalidInput({given_twice(verification.round)});
    if (verification.problem_count > 0) {
      print(text + problems_text(verification, file, request.language));
      return wrong_input;
    }
    text += verified_text(verification, file, request.language);
    if (&file == &files.back()) break;
    inputs.portfolio = with_verified_round(inputs.portfolio, verification, file);
    inputs.proposed.push_back(verification.round);
  }
  print(text);
  return done;
}

}  // namespace giaingan::tool
