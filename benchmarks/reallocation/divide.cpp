// Divides an instance and says how long it took:
//
//   benchmark_divide INSTANCE ratio_desc|proportional|equal ADDITIONS
//
// The time is the processor's for divide() alone: all tiers, their proofs and the cuts. What each
// need got is written into ADDITIONS, one amount a line, for the peers to fix the earlier tiers at.
#include <cstdio>
#include <ctime>
#include <exception>
#include <map>

#include "instance_file.hpp"

namespace {

const std::map<std::string, giaingan::WithinTier> named{{"ratio_desc", giaingan::WithinTier::ratio_desc},
                                                        {"proportional", giaingan::WithinTier::proportional},
                                                        {"equal", giaingan::WithinTier::equal}};

void run(const std::string& path, giaingan::WithinTier within, const std::string& additions) {
  const giaingan::Instance instance = benchmark::read_instance(path, within);
  giaingan::Division division;
  int runs = 0;
  const std::clock_t start = std::clock();
  do {
    division = giaingan::divide(instance);
    ++runs;
  } while (std::clock() - start < 2 * CLOCKS_PER_SEC);
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / runs;
  benchmark::write_amounts(additions, division.additions);
  benchmark::print_outcome(seconds, benchmark::totals_of_tiers(instance, division.additions));
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4 || !named.contains(arguments[2])) {
    std::fputs("benchmark_divide INSTANCE ratio_desc|proportional|equal ADDITIONS\n", stderr);
    return 2;
  }
  try {
    run(arguments[1], named.at(arguments[2]), arguments[3]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "benchmark_divide: %s\n", error.what());
    return 1;
  }
}
