#include "giaingan/input/watch.hpp"

#include <cstddef>
#include <cstring>
#include <exception>
#include <new>
#include <optional>
#include <span>
#include <string>

#include "guard.hpp"
#include "handles.hpp"

namespace giaingan::capi {
namespace {

/// Where memory has run out there may be none left for an error: this one always exists and is never freed.
const giaingan_error& out_of_memory_error() noexcept {
  static const giaingan_error error{GIAINGAN_OUT_OF_MEMORY, "memory ran out", {}};  // fits the string itself
  return error;
}

giaingan_status fail(giaingan_error** error, giaingan_status status, std::string_view text,
                     std::span<const Diagnostic> diagnostics = {}) noexcept {
  if (error == nullptr) return status;
  try {
    *error = new giaingan_error{status, std::string(text), {diagnostics.begin(), diagnostics.end()}};
  } catch (...) {
    // The status still says what went wrong; the caller is told that the details were lost.
    *error = const_cast<giaingan_error*>(&out_of_memory_error());
  }
  return status;
}

}  // namespace

giaingan_status status_of_current_exception(giaingan_error** error) noexcept {
  try {
    throw;
  } catch (const InvalidInput& invalid) {
    return fail(error, GIAINGAN_INVALID_INPUT, invalid.what(), invalid.diagnostics());
  } catch (const InvalidArgument& wrong) {
    return fail(error, GIAINGAN_INVALID_ARGUMENT, wrong.what());
  } catch (const Cancelled& cancelled) {
    return fail(error, GIAINGAN_CANCELLED, cancelled.what());
  } catch (const std::bad_alloc&) {
    if (error != nullptr) *error = const_cast<giaingan_error*>(&out_of_memory_error());
    return GIAINGAN_OUT_OF_MEMORY;
  } catch (const std::exception& fault) {
    return fail(error, GIAINGAN_INTERNAL_ERROR, fault.what());
  } catch (...) {
    return fail(error, GIAINGAN_INTERNAL_ERROR, "an exception of unknown type");
  }
}

std::string_view text_of(const char* text, std::int64_t size, std::string_view name) {
  if (text == nullptr) throw InvalidArgument(std::string(name) + " is NULL");
  if (size < -1) throw InvalidArgument(std::string(name) + " has the negative size " + std::to_string(size));
  return size == -1 ? std::string_view(text) : std::string_view(text, static_cast<std::size_t>(size));
}

Date day_of(int32_t year, int32_t month, int32_t day) {
  const auto date = month < 1 || day < 1
                        ? std::nullopt
                        : Date::from(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
  if (!date) {
    throw InvalidArgument("there is no day " + std::to_string(day) + "/" + std::to_string(month) + "/" +
                          std::to_string(year));
  }
  return *date;
}

}  // namespace giaingan::capi

using namespace giaingan::capi;

const char* giaingan_status_text(giaingan_status status) {
  switch (status) {
    case GIAINGAN_OK:
      return "ok";
    case GIAINGAN_INVALID_INPUT:
      return "invalid input";
    case GIAINGAN_INVALID_ARGUMENT:
      return "invalid argument";
    case GIAINGAN_OUT_OF_MEMORY:
      return "out of memory";
    case GIAINGAN_INTERNAL_ERROR:
      return "internal error";
    case GIAINGAN_CANCELLED:
      return "cancelled";
    default:
      return "unknown status";
  }
}

giaingan_status giaingan_error_status(const giaingan_error* error) {
  return error == nullptr ? GIAINGAN_OK : error->status;
}

const char* giaingan_error_text(const giaingan_error* error) {
  return error == nullptr ? "" : error->text.c_str();
}

int64_t giaingan_error_diagnostic_count(const giaingan_error* error) {
  return error == nullptr ? 0 : static_cast<int64_t>(error->diagnostics.size());
}

giaingan_status giaingan_error_diagnostic(const giaingan_error* error, int64_t index,
                                          giaingan_diagnostic* diagnostic) {
  if (error == nullptr || diagnostic == nullptr || index < 0 ||
      index >= giaingan_error_diagnostic_count(error)) {
    return GIAINGAN_INVALID_ARGUMENT;
  }
  const giaingan::Diagnostic& found = error->diagnostics[static_cast<std::size_t>(index)];
  *diagnostic = {.code = found.code.c_str(),
                 .file = found.place.file.c_str(),
                 .column = found.place.column.c_str(),
                 .pointer = found.place.pointer.c_str(),
                 .message = found.message.c_str(),
                 .expected = found.expected.c_str(),
                 .remedy = found.remedy.c_str(),
                 .row = found.place.row};
  return GIAINGAN_OK;
}

void giaingan_error_release(giaingan_error* error) {
  if (error != &out_of_memory_error()) delete error;
}
