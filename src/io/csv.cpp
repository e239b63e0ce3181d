#include "io/csv.hpp"

#include <csv.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <exception>
#include <memory_resource>
#include <new>
#include <string>
#include <utility>
#include <vector>

namespace giaingan::inline v1 {
namespace {

int nothing_is_space(unsigned char /*c*/) noexcept {
  return 0;
}

/// libcsv with the fields of the record that it is reading. It is fed line by line, because it doesn't count
/// lines itself; so a line ends one record at most.
class Parser {
 public:
  Parser() { start(); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  ~Parser() { csv_free(&parser_); }

  /// Whether libcsv accepted the bytes.
  bool feed(std::string_view line) {
    const std::size_t taken = csv_parse(&parser_, line.data(), line.size(), on_field, on_record, this);
    rethrow();
    return taken == line.size();
  }
  bool finish() {
    const int status = csv_fini(&parser_, on_field, on_record, this);
    rethrow();
    return status == 0;
  }
  /// Forgets what was fed since the last record.
  void restart() {
    csv_free(&parser_);
    start();
    begin_record();
  }
  void begin_record() noexcept {
    text_.clear();
    ends_.clear();
    record_ended_ = false;
  }
  [[nodiscard]] bool record_ended() const noexcept { return record_ended_; }
  [[nodiscard]] std::size_t field_count() const noexcept { return ends_.size(); }
  /// Copies the fields found since the record began.
  void take_fields(std::pmr::memory_resource& memory, std::vector<std::string_view>& fields) const {
    char* const copy = static_cast<char*>(memory.allocate(std::max<std::size_t>(text_.size(), 1), 1));
    std::ranges::copy(text_, copy);
    fields.clear();
    std::size_t begin = 0;
    for (const std::size_t end : ends_) {
      fields.emplace_back(copy + begin, end - begin);
      begin = end;
    }
  }

 private:
  void start() {
    if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::bad_alloc();
    csv_set_space_func(&parser_, nothing_is_space);
  }
  void rethrow() {
    if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
    const int error = csv_error(&parser_);
    if (error == CSV_ENOMEM || error == CSV_ETOOBIG) throw std::bad_alloc();
  }
  // No exception may pass through C.
  static void on_field(void* bytes, std::size_t size, void* data) noexcept {
    auto& self = *static_cast<Parser*>(data);
    try {
      self.text_.append(static_cast<const char*>(bytes), size);
      self.ends_.push_back(self.text_.size());
    } catch (...) {
      self.thrown_ = std::current_exception();
    }
  }
  static void on_record(int /*terminator*/, void* data) noexcept {
    static_cast<Parser*>(data)->record_ended_ = true;
  }

  csv_parser parser_{};
  std::string text_;
  std::vector<std::size_t> ends_;  // of the fields, in text_
  bool record_ended_ = false;
  std::exception_ptr thrown_;
};

bool is_empty_line(std::string_view line) noexcept {
  return line == "\n" || line == "\r\n" || line == "\r";
}

/// Whether a line holds a certain byte. Looks through the bytes once, however many lines they are.
class Occurrences {
 public:
  Occurrences(std::string_view bytes, char byte)
      : end_(bytes.data() + bytes.size()), next_(bytes.data()), byte_(byte) {
    look_from(bytes.data());
  }
  /// The first occurrence in the line, or null. Lines are asked for in their order.
  [[nodiscard]] const char* in(std::string_view line) noexcept {
    if (next_ < line.data()) look_from(line.data());
    return next_ < line.data() + line.size() ? next_ : nullptr;
  }

 private:
  void look_from(const char* place) noexcept {
    const void* const found = std::memchr(place, byte_, static_cast<std::size_t>(end_ - place));
    next_ = found == nullptr ? end_ : static_cast<const char*>(found);
  }

  const char* end_;
  const char* next_;
  char byte_;
};

/// Whether a carriage return stands elsewhere than in a CRLF that ends the line. @param place the first one
bool has_bare_return(std::string_view line, const char* place) noexcept {
  return place != nullptr && place + 1 < line.data() + line.size() && place[1] != '\n';
}

/// Goes from one comma or line feed to the next, eight bytes at a time.
class Separators {
 public:
  explicit Separators(std::string_view bytes) noexcept
      : place_(bytes.data()), end_(bytes.data() + bytes.size()) {
    look();
  }
  /// The next one, or the end of the bytes.
  [[nodiscard]] const char* next() noexcept {
    while (found_ == 0) {
      if (end_ - place_ <= 8) return end_;
      place_ += 8;
      look();
    }
    const char* const separator = place_ + std::countr_zero(found_) / 8;
    found_ &= found_ - 1;
    return separator;
  }

 private:
  // The highest bit of each byte that is `c`; nothing carries from byte to byte.
  static std::uint64_t equal(std::uint64_t bytes, char c) noexcept {
    constexpr std::uint64_t low_bits = 0x7f7f'7f7f'7f7f'7f7f;
    const std::uint64_t differing = bytes ^ static_cast<unsigned char>(c) * 0x0101'0101'0101'0101;
    return ~(((differing & low_bits) + low_bits) | differing | low_bits);
  }
  void look() noexcept {
    std::uint64_t bytes = 0;  // the first in the lowest bits
    if (std::endian::native == std::endian::little && end_ - place_ >= 8) {
      std::memcpy(&bytes, place_, 8);
    } else {
      for (std::ptrdiff_t i = std::min<std::ptrdiff_t>(end_ - place_, 8); i-- > 0;)
        bytes = bytes << 8U | static_cast<unsigned char>(place_[i]);
    }
    found_ = equal(bytes, ',') | equal(bytes, '\n');
  }

  const char* place_;
  const char* end_;
  std::uint64_t found_ = 0;  // those of the eight bytes at place_ that are still ahead
};

/// The fields of the next line as if every comma separated them, and the line with its end, which is taken
/// off the bytes.
std::string_view take_line(std::string_view& bytes, Separators& separators,
                           std::vector<std::string_view>& fields) {
  fields.clear();
  const char* field = bytes.data();
  const char* const end = bytes.data() + bytes.size();
  const char* separator = separators.next();
  for (; separator != end && *separator == ','; separator = separators.next()) {
    fields.emplace_back(field, separator);
    field = separator + 1;
  }
  const char* const line_end = separator == end ? end : separator + 1;
  if (separator != field && separator[-1] == '\r') --separator;
  fields.emplace_back(field, separator);
  const std::string_view line(bytes.data(), line_end);
  bytes.remove_prefix(line.size());
  return line;
}

}  // namespace

class CsvReader::State {
 public:
  explicit State(CsvHandler& handler) : handler_(handler) {}

  [[nodiscard]] bool stopped() const noexcept { return stopped_; }

  void read_lines(std::string_view bytes) {
    if (bytes.empty()) return;
    Occurrences quotes(bytes, '"');
    Occurrences returns(bytes, '\r');
    Separators separators(bytes);
    quoted_.release();
    while (!bytes.empty() && !stopped_) {
      const std::string_view line = take_line(bytes, separators, fields_);
      ++line_number_;
      const bool bare_return = has_bare_return(line, returns.in(line));
      if (record_line_ == 0) {
        if (is_empty_line(line)) continue;
        // Most lines are plain, and libcsv looks at every byte on its own.
        if (quotes.in(line) == nullptr && !bare_return) {
          hand_over(line_number_);
          continue;
        }
        record_line_ = line_number_;
      }
      if (bare_return) {
        leave_out(CsvFault::bare_return);
      } else {
        read_line(line);
      }
    }
  }

  void finish() {
    if (record_line_ == 0 || stopped_) return;
    if (!parser_.finish()) {
      leave_out(CsvFault::unterminated_quote);
    } else if (parser_.record_ended()) {
      parser_.take_fields(quoted_, fields_);
      hand_over(record_line_);
    }
  }

 private:
  // A line with quotation marks, or one of several of a record.
  void read_line(std::string_view line) {
    if (!parser_.feed(line)) {
      leave_out(CsvFault::misplaced_quote);
    } else if (parser_.record_ended()) {
      parser_.take_fields(quoted_, fields_);
      hand_over(record_line_);
      parser_.begin_record();
      record_line_ = 0;
    }
  }
  void hand_over(std::int64_t line) { stopped_ = handler_.record(line, fields_) == CsvHandler::Answer::stop; }
  void leave_out(CsvFault fault) {
    handler_.fault(record_line_, parser_.field_count(), fault);
    parser_.restart();
    record_line_ = 0;
  }

  CsvHandler& handler_;
  Parser parser_;
  std::int64_t line_number_ = 0;
  std::int64_t record_line_ = 0;  // 0: between records
  std::vector<std::string_view> fields_;
  std::pmr::monotonic_buffer_resource quoted_;  // fields that libcsv has read
  bool stopped_ = false;
};

CsvReader::CsvReader(CsvHandler& handler) : state_(std::make_unique<State>(handler)) {}
CsvReader::~CsvReader() = default;

std::size_t CsvReader::feed(std::string_view bytes) {
  const std::size_t last = bytes.rfind('\n');
  if (last == std::string_view::npos) return 0;
  state_->read_lines(bytes.substr(0, last + 1));
  return last + 1;
}

void CsvReader::finish(std::string_view bytes) {
  state_->read_lines(bytes);
  state_->finish();
}

bool CsvReader::stopped() const noexcept {
  return state_->stopped();
}

void parse_csv(std::string_view bytes, CsvHandler& handler) {
  CsvReader(handler).finish(bytes);
}

}  // namespace giaingan::inline v1
