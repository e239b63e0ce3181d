// How long it takes to read a dataset folder and to assess it, beside `wc -l` of the same files in the same
// run, and how the time grows with the rows.
//
//   benchmark_read_and_assess [ALLOCATIONS [FOLDER]]      (100000, a folder under the temporary directory)
//
// Writes a dataset of that many allocations with twelve months of disbursements each and an owner for every
// ten of them, and one of a tenth of everything. Reads each five times in turn with wc, assesses it at the
// year's end by the policy of the city of Lạng Sơn, writes the document, and prints the medians, of the time
// that passed and of the processor's time alone, which a busy machine disturbs less:
//
//   RESULT name=read_and_assess n=ALLOCATIONS peer=wc ratio=TIME/TIME_OF_WC
//   RESULT name=read_and_assess_growth n=ALLOCATIONS peer=tenth ratio=TIME/TIME_OF_THE_TENTH
//   RESULT name=read_and_assess_cpu_growth n=ALLOCATIONS peer=tenth ratio=TIME/TIME_OF_THE_TENTH
#include "giaingan/assessment/monthly_assessment.hpp"
#include "giaingan/io/dataset.hpp"
#include "giaingan/policy/policy.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

constexpr int year = 2024;
constexpr int allocations_of_an_owner = 10;

/// A number that looks random and depends on its place alone.
std::uint64_t mixed(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15U;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9U;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebU;
  return value ^ (value >> 31);
}

void write_dataset(const fs::path& folder, int allocations) {
  fs::create_directories(folder);
  std::ofstream units(folder / "units.csv");
  units << "unit,name,kind,parent\ncity,Thành phố,city,\n";
  const int owners = allocations / allocations_of_an_owner;
  for (int i = 0; i < owners; ++i)
    units << "owner" << i << ",Ban quản lý dự án " << i << ",owner,city\n";
  std::ofstream plans(folder / "allocations.csv");
  plans << "allocation,project,owner,locality,source,programme,carried_from,plan\n";
  std::ofstream disbursements(folder / "disbursements.csv");
  disbursements << "allocation,month,disbursed\n";
  for (int i = 0; i < allocations; ++i) {
    const std::uint64_t plan = 1'000'000'000 + mixed(static_cast<std::uint64_t>(i)) % 90'000'000'000;
    plans << "A" << i << ",P" << i / 2 << ",owner" << i % owners << ",ward" << i % 8 << ",source" << i % 5
          << ",," << (i % 10 == 0 ? "2023" : "") << ',' << plan << '\n';
    std::uint64_t disbursed = 0;
    for (int month = 1; month <= 12; ++month) {
      disbursed +=
          mixed(static_cast<std::uint64_t>(i) * 12 + static_cast<std::uint64_t>(month)) % (plan / 13);
      disbursements << "A" << i << ",2024-" << (month < 10 ? "0" : "") << month << ',' << disbursed << '\n';
    }
  }
}

double seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> times) {
  std::ranges::sort(times);
  return times[times.size() / 2];
}

double processor_seconds(const std::function<void()>& work) {
  const std::clock_t start = std::clock();
  work();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

struct Times {
  double read = 0;
  double assess = 0;
  double both = 0;
  double processor = 0;
  double wc = 0;
};

void read_and_assess(const giaingan::Policy& policy, const fs::path& folder, Times& times) {
  times.both = seconds([&] {
    std::optional<giaingan::Portfolio> portfolio;
    times.read = seconds([&] { portfolio = giaingan::read_dataset(folder, year); });
    times.assess = seconds([&] {
      const auto assessment = giaingan::assess(policy, *portfolio, *giaingan::Date::parse("2024-12-31"));
      if (giaingan::assessment_document(policy, *portfolio, assessment).empty()) std::exit(1);
    });
  });
}

Times measure(const giaingan::Policy& policy, const fs::path& folder) {
  const std::string command = "wc -l '" + folder.string() + "'/*.csv > /dev/null";
  std::vector<Times> runs(5);
  for (Times& run : runs) {
    run.wc = seconds([&] {
      if (std::system(command.c_str()) != 0) std::exit(1);
    });
    run.processor = processor_seconds([&] { read_and_assess(policy, folder, run); });
  }
  Times medians;
  for (double Times::*const time :
       {&Times::read, &Times::assess, &Times::both, &Times::processor, &Times::wc}) {
    std::vector<double> of_runs;
    for (const Times& run : runs)
      of_runs.push_back(run.*time);
    medians.*time = median(of_runs);
  }
  return medians;
}

void print(const char* what, const Times& times) {
  std::printf("%s: read %.4f s, assess and write %.4f s, both %.4f s (processor %.4f s), wc -l %.4f s\n",
              what, times.read, times.assess, times.both, times.processor, times.wc);
}

giaingan::Policy city_policy() {
  std::ifstream file(GIAINGAN_SOURCE_DIR "/policies/lang-son-city-2024.json", std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  return giaingan::Policy::from_json(text);
}

}  // namespace

int main(int count, char** arguments) {
  const int allocations = count > 1 ? std::atoi(arguments[1]) : 100'000;
  if (allocations < 100) {
    std::fputs("benchmark_read_and_assess [ALLOCATIONS [FOLDER]]: at least 100 allocations\n", stderr);
    return 2;
  }
  const fs::path folder =
      count > 2 ? fs::path(arguments[2]) : fs::temp_directory_path() / "giaingan-read-and-assess";
  write_dataset(folder / "full", allocations);
  write_dataset(folder / "tenth", allocations / 10);
  const giaingan::Policy policy = city_policy();
  const Times full = measure(policy, folder / "full");
  const Times tenth = measure(policy, folder / "tenth");
  print("all", full);
  print("a tenth", tenth);
  std::printf("RESULT name=read_and_assess n=%d peer=wc ratio=%.2f\n", allocations, full.both / full.wc);
  std::printf("RESULT name=read_and_assess_growth n=%d peer=tenth ratio=%.2f\n", allocations,
              full.both / tenth.both);
  std::printf("RESULT name=read_and_assess_cpu_growth n=%d peer=tenth ratio=%.2f\n", allocations,
              full.processor / tenth.processor);
  fs::remove_all(folder / "full");
  fs::remove_all(folder / "tenth");
  return 0;
}
