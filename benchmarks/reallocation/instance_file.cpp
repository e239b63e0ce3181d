#include "instance_file.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace benchmark {
namespace {

// The whole numbers of a file, one after the other.
class Numbers {
 public:
  explicit Numbers(const std::string& path) : path_(path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("can't read " + path);
    text_.assign(std::istreambuf_iterator<char>(file), {});
    next_ = text_.data();
  }

  bool at_end() {
    while (next_ != end() && std::isspace(static_cast<unsigned char>(*next_)) != 0)
      ++next_;
    return next_ == end();
  }

  std::int64_t number() {
    std::int64_t value = 0;
    const auto read = at_end() ? std::from_chars_result{} : std::from_chars(next_, end(), value);
    if (read.ptr == nullptr || read.ec != std::errc{}) throw std::runtime_error(path_ + " is cut short");
    next_ = read.ptr;
    return value;
  }

  // -1 is Instance::outside.
  std::size_t index() { return static_cast<std::size_t>(number()); }

 private:
  const char* end() const { return text_.data() + text_.size(); }

  std::string path_;
  std::string text_;
  const char* next_ = nullptr;
};

}  // namespace

giaingan::Instance read_instance(const std::string& path, giaingan::WithinTier within) {
  Numbers file(path);
  giaingan::Instance instance;
  instance.pools = file.index();
  instance.donor_limits.resize(file.index());
  instance.releases.resize(file.index());
  instance.rooms.resize(file.index());
  instance.needs.resize(file.index());
  instance.tiers.assign(file.index(), within);
  for (std::int64_t& limit : instance.donor_limits)
    limit = file.number();
  for (std::size_t i = 0; i < instance.releases.size(); ++i) {
    const std::size_t donor = file.index();
    const std::size_t pool = file.index();
    instance.releases[i] = {donor, pool, file.number(), i};
  }
  for (giaingan::Instance::Room& room : instance.rooms) {
    room.within = file.index();
    room.limit = file.number();
  }
  for (std::size_t i = 0; i < instance.needs.size(); ++i) {
    const std::size_t pool = file.index();
    const std::size_t room = file.index();
    const std::size_t tier = file.index();
    instance.needs[i] = {pool, room, tier, file.number(), i};
  }
  return instance;
}

std::vector<std::int64_t> read_amounts(const std::string& path) {
  Numbers file(path);
  std::vector<std::int64_t> amounts;
  while (!file.at_end())
    amounts.push_back(file.number());
  return amounts;
}

void write_amounts(const std::string& path, const std::vector<std::int64_t>& amounts) {
  std::ofstream file(path, std::ios::binary);
  for (const std::int64_t amount : amounts)
    file << amount << '\n';
  if (!file.flush()) throw std::runtime_error("can't write " + path);
}

std::vector<std::int64_t> totals_of_tiers(const giaingan::Instance& instance,
                                          const std::vector<std::int64_t>& additions) {
  std::vector<std::int64_t> totals(instance.tiers.size());
  for (std::size_t i = 0; i < additions.size(); ++i)
    totals[instance.needs[i].tier] += additions[i];
  return totals;
}

void print_outcome(double seconds, const std::vector<std::int64_t>& tiers) {
  std::string totals;
  for (const std::int64_t total : tiers)
    totals += (totals.empty() ? "" : ", ") + std::to_string(total);
  std::printf("{\"seconds\": %.6f, \"tiers\": [%s]}\n", seconds, totals.c_str());
}

}  // namespace benchmark
