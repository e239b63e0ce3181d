#include "giaingan/assessment/questions.hpp"
#include "giaingan/calendar/date.hpp"
#include "giaingan/input/diagnostic.hpp"

#include <cstdio>
#include <functional>
#include <iostream>
#include <map>
#include <new>
#include <sstream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "commands.hpp"
#include "compare_command.hpp"
#include "inputs.hpp"
#include "report_command.hpp"
#include "simulate_command.hpp"

namespace {

using namespace giaingan;
using namespace giaingan::tool;

using Formats = std::map<std::string, Format>;
const Formats formats{{"text", Format::text}, {"json", Format::json}};
const Formats assessment_formats{
    {"text", Format::text}, {"json", Format::json}, {"verdicts", Format::verdicts}};
const Formats policy_formats{{"text", Format::text}, {"json", Format::json}, {"origins", Format::origins}};
const Formats calendar_formats{{"text", Format::text}, {"json", Format::json}, {"ics", Format::ics}};
const std::map<std::string, Language> languages{{"vi", Language::vi}, {"en", Language::en}};

std::string wrong_day(const std::string& text) {
  return Date::parse(text) ? "" : "\"" + text + "\" is not a day; write YYYY-MM-DD";
}

void add_policy_day(CLI::App& command, CommandLine& request) {
  command
      .add_option("--at", request.at,
                  "Day whose policy is meant, if it has dated values; else that of --as-of")
      ->check(CLI::Validator(wrong_day, "", "day"))
      ->type_name("YYYY-MM-DD");
}

void add_policy(CLI::App& command, CommandLine& request) {
  command.add_option("--policy", request.policy, "Policy document (JSON)")->required()->type_name("FILE");
  add_policy_day(command, request);
}

void add_inputs(CLI::App& command, CommandLine& request) {
  add_policy(command, request);
  command.add_option("--data", request.data, "Dataset folder (CSV files)")->required()->type_name("FOLDER");
}

void add_language(CLI::App& command, CommandLine& request) {
  command.add_option("--lang", request.language, "Language of the text: vi or en")
      ->transform(CLI::CheckedTransformer(languages).description(""))
      ->type_name("LANG");
}

void add_output(CLI::App& command, CommandLine& request, const Formats& of_command = formats,
                const std::string& description = "text or json") {
  command.add_option("--format", request.format, description)
      ->transform(CLI::CheckedTransformer(of_command).description(""))
      ->type_name("FORMAT");
  add_language(command, request);
}

void add_after(CLI::App& command, CommandLine& request) {
  command
      .add_option("--after", request.after,
                  "Earlier round that is applied first (repeatable): its id, to compute its proposal, or a "
                  "saved result (.json), which is checked; without it only decisions that the dataset holds "
                  "count")
      ->type_name("ID|FILE");
}

void add_as_of(CLI::App& command, CommandLine& request) {
  command.add_option("--as-of", request.as_of, "Day of the assessment")
      ->required()
      ->check(CLI::Validator(wrong_day, "", "day"))
      ->type_name("YYYY-MM-DD");
}

void add_report(CLI::App& command, ReportRequest& report) {
  add_inputs(command, report.of);
  command.add_option("--as-of", report.of.as_of, "Day of the report; else the last day of the budget year")
      ->check(CLI::Validator(wrong_day, "", "day"))
      ->type_name("YYYY-MM-DD");
  command
      .add_option("--round", report.of.round,
                  "Id of the round to be shown; else every round up to the day, each after those before it")
      ->type_name("ID");
  add_after(command, report.of);
  command
      .add_option("--simulation", report.simulation,
                  "Result that simulate printed, whose outcomes are drawn too")
      ->type_name("FILE");
  command.add_option("--out", report.page, "File of the page (HTML)")->type_name("FILE");
  command.add_option("--xlsx", report.workbook, "File of the workbook (.xlsx)")->type_name("FILE");
  add_language(command, report.of);
}

/// Takes one value each time that it is given, so that the file of a result may follow.
CLI::Option* one_a_time(CLI::Option* option) {
  return option->expected(1)->allow_extra_args(false)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void require_two_sides_at_most(const std::string& option, const std::vector<std::string>& given) {
  if (given.size() > 2) throw CLI::ArgumentMismatch::AtMost(option, 2, given.size());
}

/// What is given once is that of both sides.
void add_sides(CLI::App& command, CompareRequest& sides) {
  auto* policy = command.add_option("--policy", sides.policies, "Policy document (JSON), once or twice")
                     ->expected(1, 2)
                     ->type_name("FILE");
  auto* data = command.add_option("--data", sides.data, "Dataset folder (CSV files), once or twice")
                   ->expected(1, 2)
                   ->type_name("FOLDER");
  auto* as_of = command
                    .add_option("--as-of", sides.as_of,
                                "Day of the assessment, once or twice; else the last day of the budget year")
                    ->expected(1, 2)
                    ->check(CLI::Validator(wrong_day, "", "day"))
                    ->type_name("YYYY-MM-DD");
  command
      .add_option("--rubrics", sides.rubrics,
                  "Two policies: whether their rubrics give the same class for all figures")
      ->expected(2)
      ->type_name("FILE")
      ->excludes(policy)
      ->excludes(data)
      ->excludes(as_of);
  policy->needs(data);
  data->needs(policy);
  as_of->needs(policy);
  command.add_option("--format", sides.format, "text or json")
      ->transform(CLI::CheckedTransformer(formats).description(""))
      ->type_name("FORMAT");
  command.add_option("--lang", sides.language, "Language of the text: vi or en")
      ->transform(CLI::CheckedTransformer(languages).description(""))
      ->type_name("LANG");
}

void add_simulation(CLI::App& command, SimulateRequest& request) {
  command.add_option("--policy", request.policy, "Policy document (JSON)")->required()->type_name("FILE");
  command.add_option("--at", request.at, "Day whose policies are meant, if they have dated values")
      ->check(CLI::Validator(wrong_day, "", "day"))
      ->type_name("YYYY-MM-DD");
  command.add_option("--data", request.data, "Dataset folder (CSV files)")->required()->type_name("FOLDER");
  command.add_option("--scenarios", request.scenarios, "Scenarios (JSON)")->required()->type_name("FILE");
  command
      .add_option("--against", request.against,
                  "Another policy: the same scenarios by it, compared draw by draw")
      ->type_name("FILE");
  command
      .add_option("--out", request.out,
                  "Folder for each scenario's rows (CSV), and for the state from which the same command goes "
                  "on after it was stopped")
      ->type_name("FOLDER");
  command
      .add_option(
          "--parts", request.parts,
          "Folder that --out of a part of the draws wrote (repeatable): the parts are put together, and "
          "none is gone through again")
      ->type_name("FOLDER");
  command.add_option("--threads", request.threads, "At most so many threads")
      ->check(CLI::Range(1, 1024).description(""))
      ->type_name("N");
  command.add_option("--format", request.format, "text or json")
      ->transform(CLI::CheckedTransformer(formats).description(""))
      ->type_name("FORMAT");
  command.add_option("--lang", request.language, "Language of the text: vi or en")
      ->transform(CLI::CheckedTransformer(languages).description(""))
      ->type_name("LANG");
}

std::string wrong_goal(const std::string& text) {
  return parse_goal(text) ? "" : "\"" + text + "\" is not a goal";
}

/// One of those that a further amount can bring about.
std::string wrong_aim(const std::string& text) {
  const auto goal = parse_goal(text);
  return goal && goal->kind != GoalKind::flagged ? "" : "\"" + text + "\" is not a goal to be reached";
}

void add_question(CLI::App& command, CommandLine& request, const std::string& goals,
                  const CLI::Validator& goal) {
  add_inputs(command, request);
  add_as_of(command, request);
  command.add_option("--unit", request.unit, "Id of the unit")->required()->type_name("ID");
  command.add_option("--goal", request.goal, goals)->required()->check(goal)->type_name("GOAL");
  command
      .add_option("--level", request.level,
                  "Level of the unit (owner, locality, source …); else the policy's")
      ->type_name("LEVEL");
  add_output(command, request);
}

/// Runs a command; wrong input ends here, with all of its problems on standard error, and so does output that
/// could not be written.
int run(const std::function<int()>& command) {
  try {
    return command();
  } catch (const InvalidInput& invalid) {
    std::fprintf(stderr, "%s\n", invalid.what());
    return wrong_input;
  } catch (const std::bad_alloc&) {
    std::fputs("memory ran out\n", stderr);
    return wrong_input;
  }
}

/// What CLI11 has to say instead of running a command: help, the version, or what is wrong with the usage.
int say(const CLI::App& app, const CLI::ParseError& instead) {
  std::ostringstream text;
  const int status = app.exit(instead, text, std::cerr) == 0 ? done : wrong_usage;
  print(text.str());
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Exact rules for the disbursement of public-investment capital", "giaingan");
  app.set_version_flag("--version", GIAINGAN_VERSION);
  app.require_subcommand(1);
  CommandLine request;
  std::function<int()> command;

  auto* assess =
      app.add_subcommand("assess", "Ratios, ranking, milestones, runs below the average, obligations");
  add_inputs(*assess, request);
  add_as_of(*assess, request);
  add_after(*assess, request);
  assess
      ->add_option("--level", request.level,
                   "Level of the units (owner, locality, source …); else the policy's")
      ->type_name("LEVEL");
  add_output(*assess, request, assessment_formats,
             "text, json, or verdicts (JSON without the evidence of each month, for very many units)");
  assess->callback([&] { command = [&] { return run_assess(request); }; });

  auto* reallocate = app.add_subcommand("reallocate", "One reallocation round");
  add_inputs(*reallocate, request);
  reallocate->add_option("--round", request.round, "Id of the round in the policy")
      ->required()
      ->type_name("ID");
  add_after(*reallocate, request);
  add_output(*reallocate, request);
  reallocate->callback([&] { command = [&] { return run_reallocate(request); }; });

  auto* verify = app.add_subcommand(
      "verify", "Whether a saved round is what policy and dataset ask for, to the last đồng");
  add_inputs(*verify, request);
  verify->add_option("--round", request.round, "Result to be checked, as reallocate --format json printed it")
      ->required()
      ->type_name("FILE");
  verify
      ->add_option("--after", request.after,
                   "Saved result of an earlier round that it was computed after, checked and applied first "
                   "(repeatable, in order)")
      ->type_name("FILE");
  add_language(*verify, request);
  verify->callback([&] { command = [&] { return run_verify(request); }; });

  auto* replay = app.add_subcommand(
      "replay", "Make a saved result again, from its own question, and compare it byte for byte");
  replay->add_option("result", request.result, "Result that --format json or verdicts printed")
      ->required()
      ->type_name("FILE");
  one_a_time(
      replay->add_option("--policy", request.policies, "Policy document (JSON), of a comparison once a side"))
      ->required()
      ->type_name("FILE");
  one_a_time(
      replay->add_option("--data", request.datasets,
                         "Dataset folder (CSV files), of a comparison once a side; none for rubrics alone"))
      ->type_name("FOLDER");
  add_policy_day(*replay, request);
  one_a_time(replay->add_option(
                 "--after", request.after,
                 "Saved result of an earlier round that the result was computed after, checked and applied "
                 "first (repeatable, in order); without it they are computed again"))
      ->type_name("FILE");
  auto* scenarios =
      replay->add_option("--scenarios", request.scenarios, "Scenarios (JSON) of a saved simulation")
          ->type_name("FILE");
  replay->add_option("--against", request.against, "Other policy of a saved simulation")
      ->needs(scenarios)
      ->type_name("FILE");
  add_language(*replay, request);
  replay->callback([&] {
    require_two_sides_at_most("--policy", request.policies);
    require_two_sides_at_most("--data", request.datasets);
    command = [&] { return run_replay(request); };
  });

  auto* medium_term =
      app.add_subcommand("medium-term", "One adjustment of the medium-term plan: who gives, who receives");
  add_inputs(*medium_term, request);
  medium_term->add_option("--round", request.round, "Id of the adjustment in the policy")
      ->required()
      ->type_name("ID");
  add_after(*medium_term, request);
  add_output(*medium_term, request);
  medium_term->callback([&] { command = [&] { return run_medium_term(request); }; });

  auto* revenue = app.add_subcommand(
      "revenue", "Plans backed by revenue: what is short, what is cut or put off, what may stand in TABMIS");
  add_inputs(*revenue, request);
  add_as_of(*revenue, request);
  add_after(*revenue, request);
  add_output(*revenue, request);
  revenue->callback([&] { command = [&] { return run_revenue(request); }; });

  auto* obligations = app.add_subcommand(
      "obligations", "The year's calendar of duties, past and to come, of one unit or of all");
  add_inputs(*obligations, request);
  obligations->add_option("--unit", request.unit, "Id of the unit; else every unit")->type_name("ID");
  add_as_of(*obligations, request);
  add_output(*obligations, request, calendar_formats, "text, json, or ics (iCalendar)");
  obligations->callback([&] { command = [&] { return run_obligations(request); }; });

  auto* evaluate = app.add_subcommand("evaluate", "Completion evaluation");
  add_inputs(*evaluate, request);
  add_as_of(*evaluate, request);
  add_after(*evaluate, request);
  add_output(*evaluate, request);
  evaluate->callback([&] { command = [&] { return run_evaluate(request); }; });

  auto* demo =
      app.add_subcommand("demo", "A whole year: ranking, runs, chained rounds, evaluation, assumptions");
  add_inputs(*demo, request);
  add_language(*demo, request);
  demo->callback([&] { command = [&] { return run_demo(request); }; });

  ReportRequest reported;
  auto* report = app.add_subcommand(
      "report", "A page to look at and to print, in both languages, and the officers' tables as .xlsx");
  add_report(*report, reported);
  report->callback([&] {
    if (reported.page.empty() && reported.workbook.empty()) throw CLI::RequiredError("--out or --xlsx");
    command = [&] { return run_report(reported); };
  });

  auto* explain =
      app.add_subcommand("explain", "Everything that was compared to judge one unit, with clauses");
  add_inputs(*explain, request);
  add_as_of(*explain, request);
  explain->add_option("--unit", request.unit, "Id of the unit")->required()->type_name("ID");
  add_output(*explain, request);
  explain->callback([&] { command = [&] { return run_explain(request); }; });

  CompareRequest sides;
  auto* compare = app.add_subcommand(
      "compare", "What differs between two policies, datasets or days, and which changes make it differ");
  add_sides(*compare, sides);
  compare->callback([&] {
    if (sides.policies.empty() && sides.rubrics.empty())
      throw CLI::RequiredError("--policy and --data, or --rubrics,");
    command = [&] { return run_compare(sides); };
  });
  const std::string aims = "milestone:ID, not-below, leave-list, rank:K, rise:K, class:ID or head-class:ID";
  auto* why_not =
      app.add_subcommand("why-not", "Why a unit doesn't have a verdict: what failed, and by how much");
  add_question(*why_not, request, "Verdict asked about: flagged, " + aims,
               CLI::Validator(wrong_goal, "", "goal"));
  why_not->callback([&] { command = [&] { return run_why_not(request); }; });

  auto* takes = app.add_subcommand("what-would-it-take",
                                   "The least further amount with which a unit reaches a goal, checked");
  add_question(*takes, request, "Verdict to be reached: " + aims, CLI::Validator(wrong_aim, "", "goal"));
  takes
      ->add_option("--by", request.by,
                   "Day by which the money is disbursed; else the milestone's, or the day of the assessment")
      ->check(CLI::Validator(wrong_day, "", "day"))
      ->type_name("YYYY-MM-DD");
  takes->callback([&] { command = [&] { return run_what_would_it_take(request); }; });

  SimulateRequest simulation;
  auto* simulate = app.add_subcommand(
      "simulate", "Years simulated month by month: whom a policy would flag, what it would move and achieve");
  add_simulation(*simulate, simulation);
  simulate->callback([&] { command = [&] { return run_simulate(simulation); }; });

  auto* check = app.add_subcommand("check", "Whether a policy is fit to be used");
  add_policy(*check, request);
  check
      ->add_option("--tests", request.tests,
                   "Policy tests, files or folders: what of the policy none of them exercises")
      ->type_name("PATH");
  check
      ->add_option("--data", request.data,
                   "Dataset folder: gaps and overlaps come in the order of how many of its units lie in them")
      ->type_name("FOLDER");
  check
      ->add_option("--write-tests", request.write_tests,
                   "Folder for tests, one a finding that shows somewhere: each pins what holds there today")
      ->type_name("FOLDER");
  check->add_option("--as-of", request.as_of, "Day that the units' figures are taken of; else the year's end")
      ->check(CLI::Validator(wrong_day, "", "day"))
      ->type_name("YYYY-MM-DD");
  add_output(*check, request);
  check->callback([&] { command = [&] { return run_check(request); }; });

  auto* policy = app.add_subcommand("policy", "Policy documents");
  policy->require_subcommand(1);
  auto* show = policy->add_subcommand("show",
                                      "The policy as one document, with what it extends, as it stands on a "
                                      "day, and where each value is from");
  add_policy(*show, request);
  show->add_option(
          "--format", request.format,
          "text (each value and its place), json (the document, which loads by itself), or origins (JSON of "
          "the places)")
      ->transform(CLI::CheckedTransformer(policy_formats).description(""))
      ->type_name("FORMAT");
  show->callback([&] { command = [&] { return run_policy_show(request); }; });

  auto* test =
      app.add_subcommand("test", "Run policy tests (*.test.json), and what of the policies they cover");
  test->add_option("path", request.tests, "Files, or folders that hold them")->required()->type_name("PATH");
  test->add_option("--junit", request.junit, "Also write the outcome as JUnit XML")->type_name("FILE");
  test->add_option("--min-coverage", request.min_coverage,
                   "Fail if the tests of a policy exercise less of it than this percentage")
      ->check(CLI::Range(0, 100).description(""))
      ->type_name("N");
  test->callback([&] { command = [&] { return run_tests(request); }; });

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return run([&] { return say(app, error); });
  }
  return run(command);
}
