// Goes through the first scenario of a document and prints what it took, without the reading.
//
//   benchmark_simulate POLICY DATA SCENARIOS DRAWS THREADS [ROWS]      ROWS: a file for the rows (CSV)
#include "giaingan/io/dataset.hpp"
#include "giaingan/simulation/scenario_file.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace {

using namespace giaingan;

std::string text_of(const char* file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void run(char** arguments, const char* rows_file) {
  const std::string policy = text_of(arguments[1]);
  const Portfolio portfolio = read_dataset(arguments[2], budget_year_of(policy).value());
  const std::string scenarios = text_of(arguments[3]);
  const SweepPlan plan = read_scenarios({scenarios, arguments[3]}, {policy, arguments[1]}, {}, portfolio);
  const Sweep sweep(plan.sweeps.front().scenario);
  if (!sweep.goes_by_columns(0)) std::fputs("not by columns\n", stderr);
  SweepState state = sweep.begin();
  const auto place = std::filesystem::temp_directory_path() / ("rows-" + std::to_string(std::rand()));
  RowsInFile rows(place, sweep.width(), 0);
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t processor = std::clock();
  sweep.run(state, std::atoll(arguments[4]), rows, {.threads = std::atoi(arguments[5])});
  const double used = static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC;
  const double passed = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf("{\"seconds\": %.6f, \"processor\": %.6f}\n", passed, used);
  if (rows_file != nullptr) {
    std::ofstream out(rows_file, std::ios::binary);
    write_rows({&sweep, &state, &rows}, [&](std::string_view piece) { out << piece; });
  }
  std::filesystem::remove(place);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 6) {
    std::fputs("usage: benchmark_simulate POLICY DATA SCENARIOS DRAWS THREADS [ROWS]\n", stderr);
    return 2;
  }
  std::srand(static_cast<unsigned>(std::time(nullptr)));
  try {
    run(arguments, count > 6 ? arguments[6] : nullptr);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    return 1;
  }
  return 0;
}
