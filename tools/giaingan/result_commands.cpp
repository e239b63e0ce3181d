#include "giaingan/assessment/metric_findings.hpp"

#include <algorithm>
#include <utility>

#include "commands.hpp"
#include "compare_command.hpp"
#include "moved_inputs.hpp"
#include "rating_text.hpp"
#include "simulate_command.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

/// @pre the day was checked when the command line was read
Date as_of(const CommandLine& request) {
  return *Date::parse(request.as_of);
}

InvalidInput no_simulation(const CommandLine& request, const ResultQuestion& question) {
  return InvalidInput({{.code = "replay.no_simulation",
                        .place = Place{.file = request.result, .pointer = "/made_by/question/command"},
                        .message = "--scenarios is given for a result of " + question.command,
                        .expected = "a result of simulate",
                        .remedy = "leave --scenarios and --against out, or give the simulation"}});
}

/// How a saved result is made again: a simulation from its scenarios, everything else from policy and
/// dataset.
AskedAgain made_again(const CommandLine& request) {
  return [request](const Policy& policy, const Portfolio& portfolio, const ResultQuestion& question) {
    if (request.scenarios.empty()) return answer(policy, portfolio, question);
    if (question.command != "simulate") throw no_simulation(request, question);
    SimulateRequest simulation;
    simulation.policy = request.policy;
    simulation.at = request.at;
    simulation.scenarios = request.scenarios;
    simulation.against = request.against;
    return simulate_again(simulation, policy, portfolio);
  };
}

InvalidInput no_comparison(const CommandLine& request) {
  return InvalidInput({{.code = "replay.no_comparison",
                        .place = Place{.file = request.result, .pointer = "/made_by/question/command"},
                        .message = "two policies or two datasets are given for a result of one",
                        .expected = "--policy and --data once each, or the result of a comparison",
                        .remedy = "leave the second ones out, or give the comparison"}});
}

/// A comparison says its days itself, and nothing is applied before it. @throws InvalidInput
void refuse_options_of_one_side(const CommandLine& request) {
  std::vector<Diagnostic> problems;
  const auto refuse = [&](bool given, const char* option) {
    if (!given) return;
    problems.push_back({.code = "replay.unread_option",
                        .place = Place{.file = option},
                        .message = "nothing reads it where the result is a comparison",
                        .expected = "--policy and --data, each once or once a side",
                        .remedy = "leave it out"});
  };
  refuse(!request.at.empty(), "--at");
  refuse(!request.after.empty(), "--after");
  refuse(!request.scenarios.empty(), "--scenarios");
  if (!problems.empty()) throw InvalidInput(std::move(problems));
}

/// Prints what came of it, and gives the exit status.
int told(const Replay& again, const CommandLine& request) {
  print(replay_text(again, request.result, request.language));
  return again.differences.empty() ? done : wrong_input;
}

Diagnostic no_such_adjustment(const CommandLine& request, const Policy& policy) {
  std::string expected;
  if (policy->medium_term) {
    for (const MediumTermAdjustment& each : policy->medium_term->adjustments)
      expected += (expected.empty() ? "one of " : ", ") + each.id;
  }
  return {.code = "medium_term.unknown",
          .place = Place{.file = request.policy, .pointer = "/medium_term/adjustments"},
          .message = "the policy has no adjustment \"" + request.round + "\"",
          .expected = expected.empty() ? "a policy with the section \"medium_term\"" : expected,
          .remedy = "mend --round"};
}

Diagnostic no_revenue_section(const CommandLine& request) {
  return {.code = "revenue.no_section",
          .place = Place{.file = request.policy, .pointer = "/revenue"},
          .message = "the policy says nothing of plans that are backed by revenue",
          .expected = "a policy with the section \"revenue\"",
          .remedy = "add the section, or name another policy"};
}

Diagnostic no_evaluation_section(const CommandLine& request) {
  return {.code = "evaluation.no_section",
          .place = Place{.file = request.policy, .pointer = "/evaluation"},
          .message = "the policy says nothing of an evaluation",
          .expected = "a policy with the section \"evaluation\"",
          .remedy = "add the section, or name another policy"};
}

std::string assessment_text(const Inputs& inputs, const MonthlyAssessment& assessment, Language language) {
  std::string text = ranking_text(inputs, assessment, language);
  text += side_tables_text(inputs, assessment, language);
  if (assessment.below_average) text += below_average_text(inputs, *assessment.below_average, language);
  text += contradictions_text(inputs, assessment, language);
  return text + checks_text(inputs, assessment, language);
}

/// One diagnostic a metric that the rubric can't do without, with all units that lack it.
std::vector<Diagnostic> unrated(const CommandLine& request, const EvaluationPolicy& rubric,
                                const EvaluationResult& result) {
  std::vector<Diagnostic> problems;
  for (const UnratedForMetric& each : unrated_for_metrics(rubric, result)) {
    std::string units;
    for (const std::string& unit : each.units)
      units += (units.empty() ? "" : ", ") + unit;
    const std::string& criterion = rubric.criteria[each.criterion].id;
    problems.push_back({.code = "evaluation.missing_metric",
                        .place = Place{.file = request.data + "/metrics.csv", .column = "metric"},
                        .message = "the criterion \"" + criterion + "\" needs \"" + each.metric +
                                   "\", which " + std::to_string(each.units.size()) +
                                   " units lack (or have as 0 where it is " + "divided by): " + units,
                        .expected = "a row with \"" + each.metric + "\" for each of them",
                        .remedy = "add the rows, or let the policy say \"zero\" or \"skip_and_rescale\""});
  }
  return problems;
}

}  // namespace

int run_assess(const CommandLine& request) {
  // The process ends when it has answered: what it was given isn't taken apart before.
  static const Inputs& inputs = *new Inputs(read_moved(request));
  if (!request.level.empty()) require_level(inputs.portfolio, request.level, {.file = "--level"});
  refuse_missing(missing_levels(inputs.policy, inputs.portfolio, request.level), inputs.portfolio,
                 inputs.policy);
  if (request.format == Format::verdicts) {
    static const MonthlyVerdicts& verdicts =
        *new MonthlyVerdicts(judge(inputs.policy, inputs.portfolio, as_of(request), request.level));
    print_pieces([](const auto& print_piece) {
      write_verdicts_document(inputs.policy, inputs.portfolio, verdicts, print_piece);
    });
    return done;
  }
  const MonthlyAssessment assessment =
      request.level.empty() ? assess(inputs.policy, inputs.portfolio, as_of(request))
                            : assess(inputs.policy, inputs.portfolio, as_of(request), request.level);
  if (request.format == Format::json) {
    print(assessment_document(inputs.policy, inputs.portfolio, assessment));
  } else {
    print(proposed_text(inputs, request.language) + assessment_text(inputs, assessment, request.language) +
          unmatched_facts_text(inputs, as_of(request), request.language) +
          assumptions_text(inputs.policy, request.language));
  }
  return done;
}

int run_replay(const CommandLine& request) {
  const std::string document = read_result(request.result);
  if (const auto asked = comparison_asked(document, request.result)) {
    refuse_options_of_one_side(request);
    const CompareRequest sides{.policies = request.policies, .data = request.datasets};
    return told(compare_again(sides, *asked, document, request.result), request);
  }
  if (request.datasets.empty()) throw InvalidInput({no_data(request.result)});
  if (request.policies.size() > 1 || request.datasets.size() > 1) throw no_comparison(request);
  CommandLine of_result = request;
  of_result.policy = request.policies.front();
  of_result.data = request.datasets.front();
  const auto day = policy_day_of(document, request.result);
  if (request.at.empty() && day) of_result.at = day->text();
  const Inputs inputs = read_moved(of_result);
  return told(replay(inputs.policy, inputs.portfolio, document, request.result, made_again(of_result)),
              request);
}

int run_reallocate(const CommandLine& request) {
  const Inputs given = read_inputs(request);
  const Round& round = asked_round(request, given);
  refuse_missing(missing_levels(given.portfolio, round), given.portfolio, given.policy);
  const Inputs inputs = moved_by(given, request, round.earlier);
  const ReallocationResult result = run_round(inputs.policy, inputs.portfolio, round);
  if (request.format == Format::json) {
    print(round_document(inputs.policy, inputs.portfolio, round, result));
  } else {
    print(round_text(inputs, round, result, request.language) +
          assumptions_text(inputs.policy, request.language));
  }
  return done;
}

int run_medium_term(const CommandLine& request) {
  const Inputs inputs = read_moved(request);
  const MediumTermAdjustment* adjustment = find_adjustment(inputs.policy, request.round);
  if (adjustment == nullptr) throw InvalidInput({no_such_adjustment(request, inputs.policy)});
  const MediumTermResult result = run_adjustment(inputs.policy, inputs.portfolio, *adjustment);
  if (request.format == Format::json) {
    print(medium_term_document(inputs.policy, inputs.portfolio, *adjustment, result));
  } else {
    print(proposed_text(inputs, request.language) +
          medium_term_text(inputs, *adjustment, result, request.language) +
          assumptions_text(inputs.policy, request.language));
  }
  return done;
}

int run_revenue(const CommandLine& request) {
  const Inputs inputs = read_moved(request);
  if (!inputs.policy->revenue) throw InvalidInput({no_revenue_section(request)});
  refuse_missing(missing_revenue_levels(inputs.policy, inputs.portfolio), inputs.portfolio, inputs.policy);
  const RevenueResult result =
      review_revenue_plans(*inputs.policy->revenue, inputs.portfolio, as_of(request));
  if (request.format == Format::json) {
    print(revenue_document(inputs.policy, inputs.portfolio, result));
  } else {
    print(proposed_text(inputs, request.language) + revenue_text(inputs, result, request.language) +
          assumptions_text(inputs.policy, request.language));
  }
  return done;
}

int run_evaluate(const CommandLine& request) {
  const Inputs inputs = read_moved(request);
  if (!inputs.policy->evaluation) throw InvalidInput({no_evaluation_section(request)});
  refuse_missing(missing_rubric_levels(inputs.policy, inputs.portfolio), inputs.portfolio, inputs.policy);
  const EvaluationResult result = evaluate_year(inputs.policy, inputs.portfolio, as_of(request));
  if (request.format == Format::json) {
    print(evaluation_document(inputs.policy, inputs.portfolio, result, as_of(request)));
  } else {
    print(proposed_text(inputs, request.language) +
          evaluation_text(inputs, result, as_of(request), request.language) +
          unmatched_facts_text(inputs, as_of(request), request.language) +
          ratings_text(inputs, result.subjects, request.language) +
          assumptions_text(inputs.policy, request.language));
  }
  // What could be rated is printed all the same.
  std::vector<Diagnostic> problems = unrated(request, *inputs.policy->evaluation, result);
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  return done;
}

int run_demo(const CommandLine& request) {
  const Inputs inputs = read_inputs(request);
  refuse_missing(missing_levels(inputs.policy, inputs.portfolio, {}), inputs.portfolio, inputs.policy);
  refuse_missing(missing_rubric_levels(inputs.policy, inputs.portfolio), inputs.portfolio, inputs.policy);
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
      refuse_missing(missing_levels(moved.portfolio, round), moved.portfolio, moved.policy);
      const ReallocationResult result = run_round(moved.policy, moved.portfolio, round);
      text += round_text(moved, round, result, language);
      moved.portfolio = with_round(moved.portfolio, round, result);
    }
  }
  text += evaluation_text(inputs, evaluate_year(inputs.policy, inputs.portfolio, end), end, language);
  print(text + assumptions_text(inputs.policy, language));
  return done;
}

}  // namespace giaingan::tool
