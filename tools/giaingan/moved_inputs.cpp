#include "moved_inputs.hpp"

#include "giaingan/assessment/round_run.hpp"
#include "giaingan/verify/round_verification.hpp"

#include <algorithm>
#include <utility>

#include "words.hpp"

namespace giaingan::tool {
namespace {

Diagnostic no_such_round(const CommandLine& request, const std::string& option, const std::string& id,
                         const std::vector<std::string>& known) {
  std::string expected;
  for (const std::string& one : known)
    expected += (expected.empty() ? "one of " : ", ") + one;
  return {
      .code = "round.unknown",
      .place = Place{.file = request.policy, .pointer = "/reallocation/rounds"},
      .message = "the policy has no round \"" + id + "\"" +
                 (option == "--after" && !request.round.empty() ? " before \"" + request.round + "\"" : ""),
      .expected = expected.empty() ? "a policy with rounds" : expected,
      .remedy = "mend " + option};
}

Diagnostic entered_already(const CommandLine& request, const std::string& id) {
  return {.code = "round.entered_already",
          .place = Place{.file = request.data + "/plan_changes.csv"},
          .message = "the dataset already holds plan changes of the round \"" + id + "\"",
          .expected = "a round of which nothing has been decided",
          .remedy = "leave out --after " + id};
}

bool is_saved(const std::string& after) {
  return after.ends_with(".json");
}

std::vector<std::string> rounds_of(const Policy& policy) {
  std::vector<std::string> ids;
  if (!policy->reallocation) return ids;
  for (const Round& round : policy->reallocation->rounds)
    ids.push_back(round.id);
  return ids;
}

/// Adds what keeps a round from being applied first. @param known the rounds that may be
void refuse_after(const CommandLine& request, const Inputs& inputs, const std::string& id,
                  const std::vector<std::string>& known, std::vector<Diagnostic>& problems) {
  if (std::ranges::find(known, id) == known.end()) {
    problems.push_back(no_such_round(request, "--after", id, known));
  } else if (std::ranges::find(inputs.proposed, id) != inputs.proposed.end()) {
    problems.push_back(given_twice(id));
  } else if (std::ranges::find(inputs.portfolio->plan_changes, id, &PlanChange::decision) !=
             inputs.portfolio->plan_changes.end()) {
    problems.push_back(entered_already(request, id));
  }
}

void apply_proposal(Inputs& inputs, const Round& round) {
  const ReallocationResult result = run_round(inputs.policy, inputs.portfolio, round);
  inputs.portfolio = with_round(inputs.portfolio, round, result,
                                round_document(inputs.policy, inputs.portfolio, round, result));
  inputs.proposed.push_back(round.id);
}

/// Applies a saved result that has been checked. @throws InvalidInput with all that is wrong with it
void apply_saved(Inputs& inputs, const CommandLine& request, const std::string& file,
                 const std::vector<std::string>& known) {
  const RoundVerification verification = verify_round(inputs.policy, inputs.portfolio, read_document(file));
  std::vector<Diagnostic> problems;
  if (!verification.round.empty()) refuse_after(request, inputs, verification.round, known, problems);
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  require_verified(verification, file);
  inputs.portfolio = with_verified_round(inputs.portfolio, verification, file);
  inputs.proposed.push_back(verification.round);
}

}  // namespace

const Round& asked_round(const CommandLine& request, const Inputs& inputs) {
  const Round* round = find_round(inputs.policy, request.round);
  if (round == nullptr)
    throw InvalidInput({no_such_round(request, "--round", request.round, rounds_of(inputs.policy))});
  return *round;
}

Inputs moved_by(Inputs inputs, const CommandLine& request, const std::vector<std::string>& known) {
  std::vector<Diagnostic> problems;
  for (auto after = request.after.begin(); after != request.after.end(); ++after) {
    if (is_saved(*after)) continue;
    refuse_after(request, inputs, *after, known, problems);
    if (std::find(request.after.begin(), after, *after) != after) problems.push_back(given_twice(*after));
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  if (inputs.policy->reallocation) {
    for (const Round& round : inputs.policy->reallocation->rounds) {
      if (std::ranges::find(request.after, round.id) != request.after.end()) apply_proposal(inputs, round);
    }
  }
  for (const std::string& after : request.after) {
    if (is_saved(after)) apply_saved(inputs, request, after, known);
  }
  return inputs;
}

Inputs read_moved(const CommandLine& request) {
  const Inputs given = read_inputs(request);
  return moved_by(given, request, rounds_of(given.policy));
}

std::string proposed_text(const Inputs& inputs, Language language) {
  std::string text;
  for (const std::string& id : inputs.proposed) {
    text += say(language, "ĐÃ TÍNH THAY ĐỔI KẾ HOẠCH CỦA ĐỢT: ", "WITH THE PLAN CHANGES OF: ") +
            say(language, find_round(inputs.policy, id)->title) +
            say(language, " (đề xuất theo --after, chưa phải số liệu đã ghi nhận)\n",
                " (as proposed, by --after; not recorded figures)\n");
  }
  return text.empty() ? text : text + "\n";
}

}  // namespace giaingan::tool
