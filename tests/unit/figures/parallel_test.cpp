#include "figures/parallel.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <iterator>
#include <set>
#include <stdexcept>
#include <string>

namespace giaingan {
namespace {

TEST(Parallel, DoesEveryPartOnce) {
  for (const int threads : {-1, 0, 1, 2, 5, 64}) {
    for (const std::size_t parts : {0U, 1U, 2U, 5U, 1'000U}) {
      std::vector<std::atomic<int>> done(parts);
      for_each_part(parts, threads, [&](std::size_t part) { ++done[part]; });
      for (const auto& times : done)
        ASSERT_EQ(times, 1) << threads << " threads, " << parts << " parts";
    }
  }
}

/// On which threads so many parts are done.
std::set<std::thread::id> used(std::size_t parts, int threads) {
  std::set<std::thread::id> ids;
  std::mutex adding;
  for_each_part(parts, threads, [&](std::size_t) {
    const std::lock_guard lock(adding);
    ids.insert(std::this_thread::get_id());
  });
  return ids;
}

TEST(Parallel, StartsNoThreadUnlessAsked) {
  // A thread that was started either did a part or was still there when the caller did his first.
  const auto tasks = [] {
    return std::distance(std::filesystem::directory_iterator("/proc/self/task"),
                         std::filesystem::directory_iterator());
  };
  const auto before = tasks();
  for_each_part(100, 1, [&](std::size_t) { EXPECT_LE(tasks(), before); });
  EXPECT_EQ(used(100, 1), std::set{std::this_thread::get_id()});
  EXPECT_EQ(used(1, 8), std::set{std::this_thread::get_id()}) << "one part, one thread";
  EXPECT_LE(used(10'000, 3).size(), 3U);
}

TEST(Parallel, WorksOnAsManyThreadsAsAsked) {
  // Each part waits for the others: fewer threads than parts would never end.
  std::atomic<int> arrived{0};
  for_each_part(3, 3, [&](std::size_t) {
    ++arrived;
    while (arrived < 3)
      std::this_thread::yield();
  });
  EXPECT_EQ(arrived, 3);
}

TEST(Parallel, BeginsNothingAfterAFailureAndThrowsIt) {
  int begun = 0;
  const auto fail_at_third = [&](std::size_t part) {
    ++begun;
    if (part == 2) throw std::runtime_error("third");
  };
  EXPECT_THROW(for_each_part(10, 1, fail_at_third), std::runtime_error);
  EXPECT_EQ(begun, 3);
}

/// Says when the thread that has looked at it ends.
struct Farewell {
  std::atomic<bool>* gone = nullptr;
  ~Farewell() {
    if (gone != nullptr) *gone = true;
  }
};

TEST(Parallel, AFailureKeepsOtherThreadsFromBeginning) {
  const auto caller = std::this_thread::get_id();
  std::atomic<bool> gone{false};
  std::atomic<int> begun{0};
  const auto fail_elsewhere = [&](std::size_t) {
    ++begun;
    if (std::this_thread::get_id() == caller) {
      while (!gone)
        std::this_thread::yield();
      return;
    }
    thread_local Farewell farewell;
    farewell.gone = &gone;
    throw std::runtime_error("elsewhere");
  };
  EXPECT_THROW(for_each_part(100, 2, fail_elsewhere), std::runtime_error);
  EXPECT_LE(begun, 2);
}

TEST(Parallel, ThrowsOneFailureOfMany) {
  for (const int threads : {1, 2, 5}) {
    std::atomic<int> begun{0};
    try {
      for_each_part(100, threads, [&](std::size_t) {
        ++begun;
        throw std::runtime_error("each");
      });
      ADD_FAILURE() << "nothing was thrown";
    } catch (const std::runtime_error& failure) {
      EXPECT_EQ(failure.what(), std::string("each"));
    }
    EXPECT_GE(begun, 1);
    EXPECT_LE(begun, threads) << "a thread that failed begins no further part";
  }
}

}  // namespace
}  // namespace giaingan
