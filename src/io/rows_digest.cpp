#include "io/rows_digest.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace giaingan::inline v1 {
namespace {

/// Takes the next line off the text. @return the line without its line feed
std::string_view take_line(std::string_view& text) noexcept {
  const std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(line.size() + 1, text.size()));
  return line;
}

/// Merges the runs that are in order already, pair by pair: files mostly consist of a few long ones.
void sort_runs(std::vector<std::string_view>& lines) {
  std::vector<std::size_t> starts{0};
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i] < lines[i - 1]) starts.push_back(i);
  }
  const auto at = [&](std::size_t run) {
    return std::next(lines.begin(),
                     static_cast<std::ptrdiff_t>(run < starts.size() ? starts[run] : lines.size()));
  };
  while (starts.size() > 1) {
    std::vector<std::size_t> merged;
    for (std::size_t run = 0; run < starts.size(); run += 2) {
      std::inplace_merge(at(run), at(run + 1), at(run + 2));
      merged.push_back(starts[run]);
    }
    starts = std::move(merged);
  }
}

}  // namespace

void RowsDigest::add(std::string_view lines) {
  if (lines.empty()) return;
  bytes_.add(lines);
  ends_with_line_feed_ = lines.back() == '\n';
  const bool may_have_quotes = lines.find('"') != std::string_view::npos;
  previous_ = last_;
  while (!lines.empty())
    add_line(take_line(lines), may_have_quotes);
  last_ = previous_;
}

void RowsDigest::add_line(std::string_view line, bool may_have_quotes) {
  if (may_have_quotes && std::ranges::count(line, '"') % 2 != 0) breaks_within_quotes_ = true;
  if (lines_ >= 2 && line < previous_) in_order_ = false;
  previous_ = line;
  ++lines_;
}

Digest RowsDigest::take() {
  if (lines_ >= 2 && !ends_with_line_feed_ && !breaks_within_quotes_) bytes_.add("\n");
  return bytes_.take();
}

Digest digest_in_order(std::string_view file) {
  Sha256 digest;
  const std::string_view whole = file;
  static_cast<void>(take_line(file));
  digest.add(whole.substr(0, whole.size() - file.size()));
  std::vector<std::string_view> lines;
  while (!file.empty())
    lines.push_back(take_line(file));
  sort_runs(lines);
  for (const std::string_view line : lines) {
    digest.add(line);
    digest.add("\n");
  }
  return digest.take();
}

}  // namespace giaingan::inline v1
