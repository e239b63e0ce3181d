#include "giaingan/io/dataset.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <filesystem>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "guard.hpp"
#include "handles.hpp"
#include "loading.hpp"

using namespace giaingan;
using namespace giaingan::capi;

struct giaingan_session {
  std::shared_ptr<Watch> watch = std::make_shared<Watch>();
  mutable std::mutex changing;
  Limits limits;  // guarded by `changing`
  std::atomic<std::int64_t> owners{1};

  [[nodiscard]] Limits current_limits() const {
    const std::lock_guard lock(changing);
    return limits;
  }
};

namespace {

template <class Limit>
void set(Limit& limit, std::int64_t value, std::string_view name) {
  if (value < 1 || value > std::numeric_limits<Limit>::max()) {
    throw InvalidArgument("the limit " + std::string(name) + " is " + std::to_string(value) + ", not 1 to " +
                          std::to_string(std::numeric_limits<Limit>::max()));
  }
  limit = static_cast<Limit>(value);
}

void set_limit(giaingan_session& session, std::string_view name, std::int64_t value) {
  const std::lock_guard lock(session.changing);
  Limits& limits = session.limits;
  if (name == "max_policy_bytes") return set(limits.max_policy_bytes, value, name);
  if (name == "max_depth") return set(limits.max_depth, value, name);
  if (name == "max_file_bytes") return set(limits.max_file_bytes, value, name);
  if (name == "max_rows") return set(limits.max_rows, value, name);
  if (name == "max_diagnostics") return set(limits.max_diagnostics, value, name);
  if (name != "max_steps")
    throw InvalidArgument(
        "there is no limit \"" + std::string(name) +
        "\", only max_policy_bytes, max_depth, max_file_bytes, max_rows, max_diagnostics and "
        "max_steps");
  if (value < 0) throw InvalidArgument("the limit max_steps is " + std::to_string(value) + ", not 0 or more");
  session.watch->limit(value);
}

}  // namespace

giaingan_status giaingan_session_create(giaingan_session** session, giaingan_error** error) {
  if (session != nullptr) *session = nullptr;
  return guarded(error, [&] { required(session, "session") = new giaingan_session; });
}
giaingan_session* giaingan_session_retain(giaingan_session* session) {
  return retain(session);
}
void giaingan_session_release(giaingan_session* session) {
  release(session);
}

giaingan_status giaingan_session_set_limit(giaingan_session* session, const char* name, int64_t value,
                                           giaingan_error** error) {
  return guarded(error, [&] { set_limit(required(session, "session"), text_of(name, -1, "name"), value); });
}

void giaingan_session_cancel(giaingan_session* session) {
  if (session != nullptr) session->watch->cancel();
}
void giaingan_session_reset(giaingan_session* session) {
  if (session != nullptr) session->watch->reset();
}

giaingan_status giaingan_session_progress(const giaingan_session* session, int64_t* done, int64_t* expected) {
  if (session == nullptr) return GIAINGAN_INVALID_ARGUMENT;
  const std::int64_t now = session->watch->done();
  if (done != nullptr) *done = now;
  // Read later, so it is never the smaller.
  if (expected != nullptr) *expected = session->watch->expected();
  return GIAINGAN_OK;
}

giaingan_status giaingan_session_policy(giaingan_session* session, const char* const* names,
                                        const char* const* documents, const int64_t* sizes, int64_t count,
                                        int32_t year, int32_t month, int32_t day, giaingan_policy** policy,
                                        giaingan_error** error) {
  if (policy != nullptr) *policy = nullptr;
  return guarded(error, [&] {
    const giaingan_session& of = required(session, "session");
    giaingan_policy*& out = required(policy, "policy");
    require_open(of.watch);
    const Watching watching(of.watch.get());
    out = new giaingan_policy(
        policy_of({names, documents, sizes, count}, year, month, day, of.current_limits()));
  });
}

giaingan_status giaingan_session_portfolio(giaingan_session* session, const char* folder, int32_t budget_year,
                                           giaingan_portfolio** portfolio, giaingan_error** error) {
  if (portfolio != nullptr) *portfolio = nullptr;
  return guarded(error, [&] {
    const giaingan_session& of = required(session, "session");
    giaingan_portfolio*& out = required(portfolio, "portfolio");
    const std::filesystem::path path(text_of(folder, -1, "folder"));
    require_open(of.watch);
    const Watching watching(of.watch.get());
    out =
        new giaingan_portfolio(read_dataset(path, checked_year(budget_year), of.current_limits()), of.watch);
  });
}

giaingan_status giaingan_session_builder(giaingan_session* session, int32_t budget_year,
                                         giaingan_builder** builder, giaingan_error** error) {
  if (builder != nullptr) *builder = nullptr;
  return guarded(error, [&] {
    const giaingan_session& of = required(session, "session");
    giaingan_builder*& out = required(builder, "builder");
    require_open(of.watch);
    const int year = checked_year(budget_year);
    const Limits limits = of.current_limits();
    out = new giaingan_builder{year, PortfolioBuilder(year, limits), limits, of.watch};
  });
}
