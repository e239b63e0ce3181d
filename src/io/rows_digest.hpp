/// @file
/// The digest of a file's rows, which doesn't depend on their order.
#pragma once

#include "giaingan/input/digest.hpp"

#include <cstddef>
#include <string>
#include <string_view>

#include "input/sha256.hpp"

namespace giaingan::inline v1 {

/// Digests a file while it is read: its first line as it stands, then the others in the order of their bytes,
/// each with a line feed, as `(head -n 1 FILE; tail -n +2 FILE | LC_ALL=C sort) | sha256sum` does. A file
/// with a line break within quotation marks is digested as it stands (`sha256sum FILE`), for its lines are no
/// rows.
class RowsDigest {
 public:
  /// Takes the next whole lines; only the last of the file may lack its line feed.
  void add(std::string_view lines);
  /// Whether what was added is in that order already, so that take() gives the digest.
  [[nodiscard]] bool in_order() const noexcept { return in_order_ || breaks_within_quotes_; }
  /// The digest of all that was added, in the order in which it came.
  [[nodiscard]] Digest take();

 private:
  void add_line(std::string_view line, bool may_have_quotes);

  Sha256 bytes_;
  std::string last_;  // line, of the parts before
  std::string_view previous_;
  std::size_t lines_ = 0;
  bool in_order_ = true;
  bool breaks_within_quotes_ = false;
  bool ends_with_line_feed_ = true;
};

/// The whole file with the lines after the first in the order of their bytes, each with a line feed.
[[nodiscard]] Digest digest_in_order(std::string_view file);

}  // namespace giaingan::inline v1
