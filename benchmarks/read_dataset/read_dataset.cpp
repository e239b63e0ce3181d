// How long reading a dataset folder takes, beside `wc -l` of the same files in the same run, and how the time
// grows with the rows.
//
//   benchmark_read_dataset [ALLOCATIONS [FOLDER]]      (100000, a folder under the temporary directory)
//
// Writes a dataset of that many allocations with twelve months of disbursements each, and one of a tenth,
// reads each five times in turn with wc, and prints the medians:
//
//   RESULT name=read_dataset n=ALLOCATIONS peer=wc ratio=TIME/TIME_OF_WC
//   RESULT name=read_dataset_growth n=ALLOCATIONS peer=tenth ratio=TIME/TIME_OF_THE_TENTH
#include "giaingan/io/dataset.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

constexpr int year = 2024;
constexpr int owners = 1000;

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

struct Times {
  double read = 0;
  double wc = 0;
};

Times measure(const fs::path& folder, int allocations) {
  const std::string command = "wc -l '" + folder.string() + "'/*.csv > /dev/null";
  std::vector<double> read;
  std::vector<double> wc;
  for (int run = 0; run < 5; ++run) {
    wc.push_back(seconds([&] {
      if (std::system(command.c_str()) != 0) std::exit(1);
    }));
    read.push_back(seconds([&] {
      const giaingan::Portfolio portfolio = giaingan::read_dataset(folder, year);
      if (portfolio->allocations.size() != static_cast<std::size_t>(allocations)) std::exit(1);
    }));
  }
  return {median(read), median(wc)};
}

}  // namespace

int main(int count, char** arguments) {
  const int allocations = count > 1 ? std::atoi(arguments[1]) : 100'000;
  if (allocations < 10) {
    std::fputs("benchmark_read_dataset [ALLOCATIONS [FOLDER]]: at least 10 allocations\n", stderr);
    return 2;
  }
  const fs::path folder =
      count > 2 ? fs::path(arguments[2]) : fs::temp_directory_path() / "giaingan-read-dataset";
  write_dataset(folder / "full", allocations);
  write_dataset(folder / "tenth", allocations / 10);
  const Times full = measure(folder / "full", allocations);
  const Times tenth = measure(folder / "tenth", allocations / 10);
  std::printf("read %.4f s, wc %.4f s; a tenth of the rows: read %.4f s, wc %.4f s\n", full.read, full.wc,
              tenth.read, tenth.wc);
  std::printf("RESULT name=read_dataset n=%d peer=wc ratio=%.2f\n", allocations, full.read / full.wc);
  std::printf("RESULT name=read_dataset_growth n=%d peer=tenth ratio=%.2f\n", allocations,
              full.read / tenth.read);
  fs::remove_all(folder / "full");
  fs::remove_all(folder / "tenth");
  return 0;
}
