#include "simulate_command.hpp"

#include "giaingan/input/watch.hpp"
#include "giaingan/io/dataset.hpp"
#include "giaingan/policy/resolved_policy.hpp"
#include "giaingan/simulation/scenario_file.hpp"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "joined_parts.hpp"
#include "policy_files.hpp"
#include "simulation_text.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

namespace fs = std::filesystem;

// Ended by an interrupt: what was gone through is kept, and the same command goes on.
Watch watch;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may cancel it");

// A sweep and where its rows and state stand.
struct RunningSweep {
  Sweep sweep;
  SweepState state;
  std::unique_ptr<OutcomeRows> rows;
  std::string state_file;  // empty: none
};

// How many draws are gone through before the state is saved.
constexpr std::int64_t draws_a_save = 16384;

RunningSweep begin(const PlannedSweep& planned, const std::string& out) {
  RunningSweep running{sweep_of(planned), {}, nullptr, ""};
  running.state = running.sweep.begin();
  const std::size_t width = running.sweep.width();
  if (out.empty()) {
    running.rows = std::make_unique<RowsInMemory>(width);
    return running;
  }
  const fs::path place = fs::path(out) / planned.scenario.id;
  running.state_file = place.string() + ".state";
  if (const auto saved = text_of_file(running.state_file))
    running.state = read_state(running.sweep, *saved, running.state_file);
  running.rows = std::make_unique<RowsInFile>(place.string() + ".rows", width, running.state.draws);
  return running;
}

// First beside it, then in its place: whatever stops the process leaves one of the two.
void save(const RunningSweep& running) {
  if (running.state_file.empty()) return;
  const std::string beside = running.state_file + ".new";
  write_file(beside, state_document(running.sweep, running.state));
  fs::rename(beside, running.state_file);
}

bool go_through(RunningSweep& running, std::int64_t draws, int threads) {
  const Watching watching(&watch);
  try {
    while (running.state.draws < draws) {
      const std::int64_t next = std::min(draws, running.state.draws + draws_a_save);
      running.sweep.run(running.state, next, *running.rows, {.threads = threads});
      save(running);
    }
  } catch (const Cancelled&) {
    save(running);
    return false;
  }
  return true;
}

/// @throws InvalidInput if the parts aren't the sweep, or the folder holds some of it already
void join(RunningSweep& running, const PlannedSweep& planned, const std::vector<std::string>& parts) {
  if (running.state.draws > 0)
    throw InvalidInput(
        {{.code = "simulation.state",
          .place = Place{.file = running.state_file},
          .message = "the folder has " + std::to_string(running.state.draws) + " draws already",
          .expected = "a folder without any, for the parts that are put together",
          .remedy = "give another folder, or leave --parts out to go on"}});
  join_parts(running.sweep, parts, planned.draws, running.state, *running.rows);
  save(running);
}

InvalidInput more_than_asked(const RunningSweep& running, std::int64_t draws) {
  return InvalidInput({{.code = "simulation.state",
                        .place = Place{.file = running.state_file},
                        .message = "the state has " + std::to_string(running.state.draws) + " draws already",
                        .expected = "at most the " + std::to_string(draws) + " that the scenario asks for",
                        .remedy = "ask for as many or more, or give another folder"}});
}

std::string stopped_text(const RunningSweep& running, const SimulateRequest& request) {
  const std::string draws = std::to_string(running.state.draws);
  const std::string id = running.sweep.side(0).scenario().id;
  if (request.out.empty())
    return say(request.language, ("đã dừng ở kịch bản " + id + "\n").c_str(),
               ("stopped in scenario " + id + "\n").c_str());
  return say(
      request.language,
      ("đã dừng ở kịch bản " + id + " sau " + draws + " lượt; chạy lại đúng lệnh này để tính tiếp\n").c_str(),
      ("stopped in scenario " + id + " after " + draws + " draws; run the same command to go on\n").c_str());
}

/// The policy as one document: as it was written where it is one and has no dates, so that the digest of what
/// the result was made of is the file's.
std::string policy_text(const CommandLine& request) {
  const PolicyFiles files(request.policy);
  if (files.documents().size() == 1 && days_of_change(files.documents()).empty())
    return std::string(files.documents().front().text);
  return read_resolved_policy(request).document;
}

void write_csv(const FinishedSweep& finished, const std::string& out) {
  const std::string path = (fs::path(out) / (finished.sweep->side(0).scenario().id + ".csv")).string();
  std::ofstream file(path, std::ios::binary);
  write_rows(finished, [&](std::string_view piece) { file << piece; });
  file.close();
  if (!file) write_file(path, "");  // which says why
}

/// The other policy's text, and nothing if there is none.
std::optional<std::string> against_text(const SimulateRequest& request) {
  if (request.against.empty()) return std::nullopt;
  CommandLine other;
  other.policy = request.against;
  other.at = request.at;
  return policy_text(other);
}

SweepPlan read_plan(const SimulateRequest& request, const Portfolio& portfolio) {
  CommandLine given;
  given.policy = request.policy;
  given.at = request.at;
  const std::string policy = policy_text(given);
  const std::string scenarios = read_scenario_file(request.scenarios);
  const auto text = against_text(request);
  std::optional<NamedDocument> against;
  if (text) against = NamedDocument{*text, request.against};
  return read_scenarios({scenarios, request.scenarios}, {policy, request.policy}, against, portfolio);
}

}  // namespace

std::string simulate_again(const SimulateRequest& request, const Policy& policy, const Portfolio& portfolio) {
  const SweepPlan plan = read_plan(request, portfolio);
  return simulation_document(policy, portfolio, plan, run_in_memory(plan, {.threads = request.threads}));
}

int run_simulate(const SimulateRequest& request) {
  CommandLine given;
  given.policy = request.policy;
  given.data = request.data;
  given.at = request.at;
  const Inputs inputs = read_inputs(given);
  const SweepPlan plan = read_plan(request, inputs.portfolio);

  std::signal(SIGINT, [](int) { watch.cancel(); });
  if (!request.out.empty()) {
    std::error_code problem;
    fs::create_directories(request.out, problem);
  }
  std::vector<RunningSweep> sweeps;
  sweeps.reserve(plan.sweeps.size());
  std::vector<FinishedSweep> finished;
  finished.reserve(plan.sweeps.size());
  for (const PlannedSweep& planned : plan.sweeps) {
    RunningSweep& running = sweeps.emplace_back(begin(planned, request.out));
    if (!request.parts.empty()) join(running, planned, request.parts);
    if (running.state.draws > planned.draws) throw more_than_asked(running, planned.draws);
    if (!go_through(running, planned.draws, request.threads)) {
      std::fputs(stopped_text(running, request).c_str(), stderr);
      return wrong_input;
    }
    finished.push_back({&running.sweep, &running.state, running.rows.get()});
    if (!request.out.empty()) write_csv(finished.back(), request.out);
  }
  print(request.format == Format::json ? simulation_document(inputs.policy, inputs.portfolio, plan, finished)
                                       : simulation_text(plan, finished, request.language));
  return done;
}

}  // namespace giaingan::tool
