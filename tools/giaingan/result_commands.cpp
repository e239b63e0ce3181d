#include "commands.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

/// @pre the day was checked when the command line was read
Date as_of(const CommandLine& request) {
  return *Date::parse(request.as_of);
}

Diagnostic no_such_round(const CommandLine& request, const Policy& policy) {
  std::string known;
  if (policy->reallocation) {
    for (const Round& round : policy->reallocation->rounds)
      known += (known.empty() ? "" : ", ") + round.id;
  }
  return {.code = "round.unknown",
          .place = {.file = request.policy, .pointer = "/reallocation/rounds"},
          .message = "the policy has no round \"" + request.round + "\"",
          .expected = known.empty() ? "a policy with rounds" : "one of " + known,
          .remedy = "mend --round"};
}

std::string assessment_text(const Inputs& inputs, const MonthlyAssessment& assessment, Language language) {
  std::string text = ranking_text(inputs, assessment.disbursement, language);
  if (assessment.below_average) text += below_average_text(inputs, *assessment.below_average, language);
  return text + checks_text(inputs, assessment, language);
}

}  // namespace

int run_assess(const CommandLine& request) {
  const Inputs inputs = read_inputs(request);
  if (!request.level.empty()) require_level(inputs.portfolio, request.level, {.file = "--level"});
  const MonthlyAssessment assessment =
      request.level.empty() ? assess(inputs.policy, inputs.portfolio, as_of(request))
                            : assess(inputs.policy, inputs.portfolio, as_of(request), request.level);
  if (request.format == Format::json) {
    print(assessment_document(inputs.policy, inputs.portfolio, assessment));
  } else {
    print(assessment_text(inputs, assessment, request.language) +
          assumptions_text(inputs.policy, request.language));
  }
  return done;
}

int run_reallocate(const CommandLine& request) {
  const Inputs inputs = read_inputs(request);
  const Round* round = find_round(inputs.policy, request.round);
  if (round == nullptr) throw InvalidInput({no_such_round(request, inputs.policy)});
  const ReallocationResult result = run_round(inputs.policy, inputs.portfolio, *round);
  if (request.format == Format::json) {
    print(round_document(inputs.policy, inputs.portfolio, *round, result));
  } else {
    print(round_text(inputs, *round, result, request.language) +
          assumptions_text(inputs.policy, request.language));
  }
  return done;
}

int run_evaluate(const CommandLine& request) {
  const Inputs inputs = read_inputs(request);
  const EvaluationResult result = evaluate_year(inputs.policy, inputs.portfolio, as_of(request));
  if (request.format == Format::json) {
    print(evaluation_document(inputs.policy, result, as_of(request)));
  } else {
    print(evaluation_text(inputs, result, as_of(request), request.language) +
          assumptions_text(inputs.policy, request.language));
  }
  return done;
}

int run_demo(const CommandLine& request) {
  const Inputs inputs = read_inputs(request);
  const Language language = request.language;
  const Date end = month_end(inputs.policy->year, {months_in_budget_year});
  std::string text = say(language, inputs.policy->title) + "\n\n";
  text += assessment_text(inputs, assess(inputs.policy, inputs.portfolio, end), language);
  if (inputs.policy->reallocation) {
    text += say(language,
                "Các đợt điều chỉnh dưới đây là đề xuất tính nối tiếp nhau, mỗi đợt chỉ dùng số liệu đã biết "
                "đến ngày của "
                "đợt; chúng không làm thay đổi số liệu đã ghi nhận ở trên.\n\n",
                "The rounds below are proposals, each carried out after the one before and seeing only what "
                "was known on "
                "its day; they change none of the recorded figures above.\n\n");
    Inputs moved = inputs;
    for (const Round& round : inputs.policy->reallocation->rounds) {
      const ReallocationResult result = run_round(moved.policy, moved.portfolio, round);
      text += round_text(moved, round, result, language);
      moved.portfolio = with_plan_changes(moved.portfolio, result.plan_changes);
    }
  }
  text += evaluation_text(inputs, evaluate_year(inputs.policy, inputs.portfolio, end), end, language);
  print(text + assumptions_text(inputs.policy, language));
  return done;
}

}  // namespace giaingan::tool
