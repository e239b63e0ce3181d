#include "joined_parts.hpp"

#include "giaingan/input/diagnostic.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "inputs.hpp"

namespace giaingan::tool {
namespace {

namespace fs = std::filesystem;

struct FoundPart {
  SweepPart part;
  std::string state_file;
  fs::path rows_file;
};

Diagnostic problem(std::string file, std::string message, std::string expected, std::string remedy) {
  return {.code = "simulation.parts",
          .place = Place{.file = std::move(file)},
          .message = std::move(message),
          .expected = std::move(expected),
          .remedy = std::move(remedy)};
}

std::string draws_text(std::int64_t first, std::int64_t last) {
  return first == last ? "draw " + std::to_string(first)
                       : "draws " + std::to_string(first) + " to " + std::to_string(last);
}

class PartsInOrder {
 public:
  PartsInOrder(const Sweep& sweep, std::span<const std::string> folders) : sweep_(sweep) {
    for (const std::string& folder : folders)
      find(folder);
    std::ranges::sort(found_, {}, [](const FoundPart& each) { return each.part.first_draw; });
  }

  /// @throws InvalidInput
  [[nodiscard]] const std::vector<FoundPart>& covering(std::int64_t draws) {
    const std::int64_t first = sweep_.side(0).scenario().first_draw;
    std::int64_t next = first;
    for (const FoundPart& each : found_) {
      const std::int64_t begin = each.part.first_draw;
      if (begin > next) missing(next, begin - 1);
      if (begin < next) {
        const std::int64_t last = std::min(next - 1, begin + each.part.state.draws - 1);
        problems_.push_back(
            problem(each.state_file,
                    draws_text(begin, last) + (begin == last ? " stands " : " stand ") +
                        (begin < first ? "before the first that is asked for" : "in another part too"),
                    "every draw once", "leave the part out, or give the one that goes on"));
      }
      next = std::max(next, begin + each.part.state.draws);
    }
    if (next < first + draws) missing(next, first + draws - 1);
    if (next > first + draws)
      problems_.push_back(problem(found_.back().state_file,
                                  draws_text(first + draws, next - 1) +
                                      (next - 1 == first + draws ? " is" : " are") +
                                      " beyond what is asked for",
                                  "at most the " + std::to_string(draws) + " draws of the scenario",
                                  "ask for as many draws as the parts have together"));
    if (!problems_.empty()) throw InvalidInput(std::move(problems_));
    return found_;
  }

 private:
  void find(const std::string& folder) {
    const fs::path place = fs::path(folder) / sweep_.side(0).scenario().id;
    FoundPart found{{}, place.string() + ".state", place.string() + ".rows"};
    const auto saved = text_of_file(found.state_file);
    if (!saved) {
      problems_.push_back(problem(found.state_file, "the folder has no part of the scenario",
                                  "the state and the rows that simulate --out wrote",
                                  "give the folder of --out, or simulate the part"));
      return;
    }
    try {
      found.part = read_part(sweep_, *saved, found.state_file);
      if (found.part.state.draws > 0) found_.push_back(std::move(found));
    } catch (const InvalidInput& invalid) {
      problems_.insert(problems_.end(), invalid.diagnostics().begin(), invalid.diagnostics().end());
    }
  }

  void missing(std::int64_t first, std::int64_t last) {
    problems_.push_back(problem("",
                                draws_text(first, last) + (first == last ? " is" : " are") +
                                    " in no part of scenario " + sweep_.side(0).scenario().id,
                                "every draw once", "simulate the part, and give its folder too"));
  }

  const Sweep& sweep_;
  std::vector<FoundPart> found_;
  std::vector<Diagnostic> problems_;
};

}  // namespace

void join_parts(const Sweep& sweep, std::span<const std::string> folders, std::int64_t draws,
                SweepState& state, OutcomeRows& rows) {
  PartsInOrder parts(sweep, folders);
  for (const FoundPart& each : parts.covering(draws)) {
    append_from(each.rows_file, each.part.state.draws, rows);
    add_part(state, each.part);
  }
}

}  // namespace giaingan::tool
