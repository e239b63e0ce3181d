#include "giaingan/assessment/metric_findings.hpp"
#include "giaingan/verify/round_verification.hpp"

#include <algorithm>
#include <utility>

#include "commands.hpp"
#include "rating_text.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

/// @pre the day was checked when the command line was read
Date as_of(const CommandLine& request) {
  return *Date::parse(request.as_of);
}

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

/// The round asked for. @throws InvalidInput if the policy hasn't it
const Round& asked_round(const CommandLine& request, const Inputs& inputs) {
  const Round* round = find_round(inputs.policy, request.round);
  if (round == nullptr)
    throw InvalidInput({no_such_round(request, "--round", request.round, rounds_of(inputs.policy))});
  return *round;
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

/// The inputs as they would stand if these rounds had been decided as proposed: proposals that are computed,
/// in the policy's order, then saved results in the order given, each checked before it is applied.
/// @param known the rounds that may come first
/// @throws InvalidInput with every id that none of them has
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

/// The same where all rounds of the policy may have been decided.
Inputs read_moved(const CommandLine& request) {
  const Inputs given = read_inputs(request);
  return moved_by(given, request, rounds_of(given.policy));
}

/// Says at the top which rounds the figures take into account though nobody has decided them.
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
  CommandLine of_result = request;
  const auto day = policy_day_of(document, request.result);
  if (request.at.empty() && day) of_result.at = day->text();
  const Inputs inputs = read_moved(of_result);
  const Replay again = replay(inputs.policy, inputs.portfolio, document, request.result);
  print(replay_text(again, request.result, request.language));
  return again.differences.empty() ? done : wrong_input;
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
