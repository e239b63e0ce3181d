#include "city_library.hpp"

#include "giaingan/assessment/round_run.hpp"
#include "giaingan/io/dataset.hpp"

#include "city_cases.hpp"

namespace giaingan::testing {

const Portfolio& portfolio() {
  static const Portfolio loaded = read_dataset(city_folder(), 2024);
  return loaded;
}

const Policy& policy() {
  static const Policy read = Policy::from_json(
      read_file(std::filesystem::path{GIAINGAN_SOURCE_DIR} / "policies/lang-son-city-2024.json"));
  return read;
}

const std::string& ChainedRound::allocation(Index index) const {
  return before->allocations.at(static_cast<std::size_t>(index)).id;
}

const std::vector<ChainedRound>& chained_rounds() {
  static const std::vector<ChainedRound> rounds = [] {
    std::vector<ChainedRound> made;
    Portfolio now = portfolio();
    for (const Round& round : policy()->reallocation.value().rounds) {
      ReallocationResult result = run_round(policy(), now, round);
      Portfolio next = with_plan_changes(now, result.plan_changes);
      const int month = result.month.value().number - 1;
      made.push_back({&round, month, now, std::move(result)});
      now = std::move(next);
    }
    return made;
  }();
  return rounds;
}

}  // namespace giaingan::testing
