// Calls of the C library in any order, on objects that are there or aren't: owners are counted right, and
// every call says what came of it.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "giaingan.h"
#include "require.hpp"

namespace {

using fuzz::Bytes;

std::string file_text(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// What the calls made so far, some of it owned several times.
template <class Handle>
class Owned {
 public:
  Owned(Handle* (*retain)(Handle*), void (*release)(Handle*)) : retain_(retain), release_(release) {}
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  ~Owned() {
    for (Handle* const each : handles_)
      release_(each);
  }

  void add(Handle* handle) {
    if (handle != nullptr) handles_.push_back(handle);
  }
  /// One of them, or NULL.
  [[nodiscard]] Handle* any(Bytes& bytes) const {
    const std::size_t at = bytes.take<std::uint8_t>() % (handles_.size() + 1);
    return at == handles_.size() ? nullptr : handles_[at];
  }
  void retain_any(Bytes& bytes) { add(retain_(any(bytes))); }
  void release_any(Bytes& bytes) {
    if (handles_.empty()) return release_(nullptr);
    const std::size_t at = bytes.take<std::uint8_t>() % handles_.size();
    release_(handles_[at]);
    handles_.erase(handles_.begin() + static_cast<std::ptrdiff_t>(at));
  }

 private:
  Handle* (*retain_)(Handle*);
  void (*release_)(Handle*);
  std::vector<Handle*> handles_;
};

class Caller {
 public:
  explicit Caller(Bytes& bytes) : bytes_(bytes) {}
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;
  ~Caller() { giaingan_builder_release(builder_); }

  void call() {
    switch (bytes_.take<std::uint8_t>() % 20) {
      case 0:
        return policy();
      case 1:
        return portfolio();
      case 2:
        return session();
      case 3:
        return builder();
      case 4:
        return add_column();
      case 5:
        return finish();
      case 6:
        return asked([&](auto** result, auto** error) {
          return giaingan_assess(policies_.any(bytes_), portfolios_.any(bytes_), 2024, number(13), number(32),
                                 level(), result, error);
        });
      case 7:
        return asked([&](auto** result, auto** error) {
          return giaingan_judge(policies_.any(bytes_), portfolios_.any(bytes_), 2024, number(13), number(32),
                                level(), result, error);
        });
      case 8:
        return reallocate();
      case 9:
        return asked([&](auto** result, auto** error) {
          return giaingan_evaluate(policies_.any(bytes_), portfolios_.any(bytes_), 2024 + number(2),
                                   number(13), number(32), result, error);
        });
      case 10:
        return asked([&](auto** result, auto** error) {
          return giaingan_list_obligations(policies_.any(bytes_), portfolios_.any(bytes_), 2024, number(13),
                                           number(32), unit(), result, error);
        });
      case 11:
        return asked([&](auto** result, auto** error) {
          return giaingan_why_not(policies_.any(bytes_), portfolios_.any(bytes_), 2024, number(13),
                                  number(32), unit(), goal(), level(), result, error);
        });
      case 12:
        return asked([&](auto** result, auto** error) {
          return giaingan_what_would_it_take(policies_.any(bytes_), portfolios_.any(bytes_), 2024, number(13),
                                             number(32), unit(), goal(), nullptr, level(), result, error);
        });
      case 13:
        return asked([&](auto** result, auto** error) {
          return giaingan_digests(policies_.any(bytes_), portfolios_.any(bytes_), result, error);
        });
      case 14:
        return read_result();
      case 15:
        return of_session();
      case 16:
        return panel();
      case 17:
        return owners();
      case 18:
        return simulate();
      default:
        return replay();
    }
  }

 private:
  std::int32_t number(std::uint8_t below) { return bytes_.take<std::uint8_t>() % below; }
  const char* level() { return pick(std::array<const char*, 4>{nullptr, "owner", "no level", "source"}); }
  const char* unit() { return pick(std::array<const char*, 4>{nullptr, "bqlda", "u0", "no unit"}); }
  const char* goal() {
    return pick(std::array<const char*, 6>{"rank:1", "not-below", "milestone:nothing", "class:good",
                                           "nonsense", nullptr});
  }
  template <std::size_t N>
  const char* pick(const std::array<const char*, N>& from) {
    return from[bytes_.take<std::uint8_t>() % N];
  }
  void explained(giaingan_status status, bool given) { fuzz::require_explained(status, error_, given); }

  template <class Call>
  void asked(Call call) {
    giaingan_result* result = nullptr;
    const giaingan_status status = call(&result, &error_);
    explained(status, result != nullptr);
    results_.add(result);
  }

  const std::string& policy_text() {
    static const std::array<std::string, 3> texts{
        file_text(GIAINGAN_SOURCE_DIR "/policies/lang-son-city-2024.json"), "{}",
        R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024, "bases": [{"id": "c",
        "title": {"vi": "a", "en": "b"}, "plan": "current"}], "disbursement": {"basis": "c"}})"};
    return texts[bytes_.take<std::uint8_t>() % texts.size()];
  }

  void policy() {
    const std::string& text = policy_text();
    giaingan_policy* made = nullptr;
    const auto status = giaingan_policy_from_json(text.data(), static_cast<std::int64_t>(text.size()),
                                                  nullptr, &made, &error_);
    explained(status, made != nullptr);
    policies_.add(made);
  }
  void portfolio() {
    giaingan_portfolio* made = nullptr;
    const char* const folder = pick(std::array<const char*, 3>{
        GIAINGAN_SOURCE_DIR "/docs/examples/lang-son-city-2024", GIAINGAN_SOURCE_DIR "/docs", nullptr});
    giaingan_session* const of = sessions_.any(bytes_);
    const auto status = of == nullptr ? giaingan_portfolio_read(folder, 2024, &made, &error_)
                                      : giaingan_session_portfolio(of, folder, 2024, &made, &error_);
    explained(status, made != nullptr);
    portfolios_.add(made);
  }
  void session() {
    giaingan_session* made = nullptr;
    const auto status = giaingan_session_create(&made, &error_);
    explained(status, made != nullptr);
    sessions_.add(made);
  }
  void builder() {
    giaingan_builder_release(builder_);
    giaingan_session* const of = sessions_.any(bytes_);
    const auto status = of == nullptr ? giaingan_builder_create(2024, &builder_, &error_)
                                      : giaingan_session_builder(of, 2024, &builder_, &error_);
    explained(status, builder_ != nullptr);
  }
  /// A table of one or two columns of what comes.
  void add_column() {
    static const char texts[] = "u0u1u2ownersource";
    const std::array<std::int64_t, 5> offsets{0, 2, 4, 6, 11};
    std::array<std::int64_t, 4> amounts{};
    for (std::int64_t& amount : amounts)
      amount = bytes_.take<std::int16_t>();
    const std::int64_t length = number(5);
    const char* const names = pick(std::array<const char*, 4>{"unit", "allocation", "owner", "no column"});
    const std::array<giaingan_column, 2> columns{
        giaingan_column{names, texts, offsets.data(), nullptr, length, 0, GIAINGAN_UTF8},
        giaingan_column{"plan", amounts.data(), nullptr, nullptr, length - number(2), 0, GIAINGAN_INT64}};
    const char* const table = pick(std::array<const char*, 4>{"units", "allocations", "no table", nullptr});
    const auto status = giaingan_builder_add(builder_, table, columns.data(), number(3), &error_);
    explained(status, status == GIAINGAN_OK);
  }
  void finish() {
    giaingan_portfolio* made = nullptr;
    const auto status = giaingan_builder_finish(builder_, &made, &error_);
    explained(status, made != nullptr);
    portfolios_.add(made);
  }
  void reallocate() {
    giaingan_result* result = nullptr;
    giaingan_portfolio* after = nullptr;
    const char* const round = pick(std::array<const char*, 4>{"2024-06", "2024-11", "no round", nullptr});
    const auto status = giaingan_reallocate(policies_.any(bytes_), portfolios_.any(bytes_), round, &result,
                                            number(2) == 0 ? nullptr : &after, &error_);
    explained(status, result != nullptr);
    results_.add(result);
    portfolios_.add(after);
  }
  /// A behaviour that fails in a month, or says what no plan has room for.
  static std::int32_t behave(void* context, std::int32_t month, std::int64_t /*seed*/, std::int64_t draw,
                             std::int64_t allocations, const std::int64_t* plan, const std::int64_t* before,
                             std::int64_t* disbursed) {
    const std::int32_t fails_in = *static_cast<std::int32_t*>(context);
    for (std::int64_t i = 0; i < allocations; ++i)
      disbursed[i] = month == -fails_in ? INT64_MIN : before[i] + plan[i] / (8 + draw);
    return month == fails_in ? 1 : 0;
  }

  void simulate() {
    const std::string& rules = policy_text();
    const char* const scenarios = pick(std::array<const char*, 4>{
        R"({"draws": 2, "scenarios": [{"id": "s", "behaviour": {"kind": "host"}}]})",
        R"({"scenarios": [{"id": "s", "rounds": "recorded", "behaviour": {"kind": "recorded"},
            "against_with": {"/below_average/months": 2}}]})",
        R"({"draws": 3, "scenarios": [{"id": "s", "behaviour": {"kind": "absorption"}, "last_month": 3}]})",
        "[]"});
    std::int32_t fails_in = number(40) - 20;
    giaingan_result* result = nullptr;
    const auto status = giaingan_simulate(
        rules.data(), static_cast<std::int64_t>(rules.size()), nullptr, 0, portfolios_.any(bytes_), scenarios,
        -1, number(4) == 0 ? nullptr : behave, &fails_in, number(4), &result, &error_);
    explained(status, result != nullptr);
    results_.add(result);
  }

  void replay() {
    const giaingan_result* const of = results_.any(bytes_);
    const char* json = nullptr;
    std::int64_t size = 0;
    const auto read = giaingan_result_json(of, &json, &size, &error_);
    explained(read, read == GIAINGAN_OK);
    const auto status = giaingan_replay(policies_.any(bytes_), portfolios_.any(bytes_), json, size, &error_);
    explained(status, status == GIAINGAN_OK);
  }
  void read_result() {
    const giaingan_result* const of = results_.any(bytes_);
    const char* const table = giaingan_result_table_name(of, number(20) - 2);
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    const auto sized = giaingan_result_table_size(of, table, &rows, &columns, &error_);
    explained(sized, sized == GIAINGAN_OK);
    giaingan_column column;
    const std::int64_t at = number(20) - 2;
    const auto read = giaingan_result_column_at(of, table, at, &column, &error_);
    explained(read, read == GIAINGAN_OK);
    if (read == GIAINGAN_OK)
      fuzz::require(column.length == rows && at < columns, "a column of another length");
    char* text = nullptr;
    const auto told = giaingan_result_explain(
        of, number(200) - 2, pick(std::array<const char*, 3>{"vi", "en", "x"}), &text, nullptr, &error_);
    explained(told, text != nullptr);
    giaingan_text_release(text);
  }
  void of_session() {
    giaingan_session* const of = sessions_.any(bytes_);
    switch (number(4)) {
      case 0:
        return giaingan_session_cancel(of);
      case 1:
        return giaingan_session_reset(of);
      case 2: {
        std::int64_t done = 0;
        std::int64_t expected = 0;
        if (giaingan_session_progress(of, &done, &expected) == GIAINGAN_OK)
          fuzz::require(done <= expected, "more done than expected");
        return;
      }
      default: {
        const auto status = giaingan_session_set_limit(
            of, pick(std::array<const char*, 4>{"max_steps", "max_rows", "max_diagnostics", "x"}),
            bytes_.take<std::int16_t>(), &error_);
        explained(status, status == GIAINGAN_OK);
      }
    }
  }
  void panel() {
    std::array<std::int64_t, 8> plan{};
    std::array<std::int64_t, 8> paid{};
    for (std::size_t i = 0; i < plan.size(); ++i) {
      plan[i] = bytes_.take<std::int64_t>() / 16;
      paid[i] = bytes_.take<std::int16_t>();
    }
    const std::int64_t units = number(9);
    const giaingan_column plans{nullptr, plan.data(), nullptr, nullptr, units, 0, GIAINGAN_INT64};
    const giaingan_column paids{nullptr, paid.data(), nullptr, nullptr, units, 0, GIAINGAN_INT64};
    giaingan_panel* made = nullptr;
    const auto made_of = giaingan_panel_create(&plans, &paids, number(13), 1, &made, &error_);
    explained(made_of, made != nullptr);
    std::array<std::int32_t, 8> ranks{};
    std::int32_t* const rank = ranks.data();
    const auto status = giaingan_panel_rank(made, number(3), number(4), &rank, &error_);
    explained(status, status == GIAINGAN_OK);
    if (status == GIAINGAN_OK)
      fuzz::require(*std::max_element(ranks.begin(), ranks.end()) <= units, "a rank beyond the units");
    giaingan_panel_release(made);
  }
  void owners() {
    switch (number(8)) {
      case 0:
        return policies_.retain_any(bytes_);
      case 1:
        return policies_.release_any(bytes_);
      case 2:
        return portfolios_.retain_any(bytes_);
      case 3:
        return portfolios_.release_any(bytes_);
      case 4:
        return results_.retain_any(bytes_);
      case 5:
        return results_.release_any(bytes_);
      case 6:
        return sessions_.retain_any(bytes_);
      default:
        return sessions_.release_any(bytes_);
    }
  }

  Bytes& bytes_;
  Owned<giaingan_policy> policies_{giaingan_policy_retain, giaingan_policy_release};
  Owned<giaingan_portfolio> portfolios_{giaingan_portfolio_retain, giaingan_portfolio_release};
  Owned<giaingan_result> results_{giaingan_result_retain, giaingan_result_release};
  Owned<giaingan_session> sessions_{giaingan_session_retain, giaingan_session_release};
  giaingan_builder* builder_ = nullptr;
  giaingan_error* error_ = nullptr;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes bytes(data, size);
  Caller caller(bytes);
  for (int calls = 0; calls < 60 && !bytes.empty(); ++calls)
    caller.call();
  return 0;
}
