/// @file
/// A saved document held against what must stand in it, member by member.
#pragma once

#include "giaingan/exact/dong.hpp"
#include "giaingan/verify/round_verification.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "input/json.hpp"

namespace giaingan::inline v1::verify {

/// Why a value must be what it must be.
struct Why {
  const char* vi;
  const char* en;
};

inline constexpr Why as_in_policy{"phải đúng như chính sách ghi", "it must be what the policy says"};
inline constexpr Why as_summed{"phải bằng tổng các khoản giảm, khoản tăng ghi trong cùng văn bản",
                               "it must be the sum of the cuts or additions in this document"};

/// Where one stands in the document. The pointer is written only when something is wrong there.
/// @pre the spot above outlives this one
class Spot {
 public:
  Spot() = default;
  [[nodiscard]] Spot member(std::string_view name) const { return {this, name, 0}; }
  [[nodiscard]] Spot item(std::size_t index) const { return {this, {}, index}; }
  [[nodiscard]] std::string pointer() const;

 private:
  Spot(const Spot* above, std::string_view name, std::size_t index)
      : above_(above), name_(name), index_(index) {}

  const Spot* above_ = nullptr;
  std::string_view name_;  ///< without data: an item
  std::size_t index_ = 0;
};

/// Collects what is wrong: all is counted, the first thousand are kept.
class Faults {
 public:
  void add(std::string code, std::string pointer, std::string found, std::string required, const Why& why);
  void compared() noexcept { ++values_; }

  [[nodiscard]] std::int64_t count() const noexcept { return count_; }
  [[nodiscard]] std::int64_t values() const noexcept { return values_; }
  [[nodiscard]] std::vector<RoundProblem> take() { return std::move(problems_); }

 private:
  std::vector<RoundProblem> problems_;
  std::int64_t count_ = 0;
  std::int64_t values_ = 0;
};

/// A value as a person would be shown it: the beginning of a long one.
[[nodiscard]] std::string shown_value(const Json& value);
/// The key of a row likewise, in one line.
[[nodiscard]] std::string shown_key(std::string key);

/// An object of the document. What isn't asked for before finish() is a fault: nothing checks it.
class ObjectCheck {
 public:
  /// @param node null: the object is missing, which was reported; everything asked of it is passed over
  ObjectCheck(Faults& faults, const Json* node, Spot spot, const Why& why);
  ObjectCheck(const ObjectCheck&) = delete;
  ObjectCheck& operator=(const ObjectCheck&) = delete;
  ~ObjectCheck() = default;

  void is(std::string_view name, std::int64_t required, const Why& why);
  void is(std::string_view name, Dong required, const Why& why) { is(name, required.value, why); }
  void is(std::string_view name, bool required, const Why& why);
  void is(std::string_view name, std::string_view required, const Why& why);
  void is(std::string_view name, const char* required, const Why& why) {
    is(name, std::string_view(required), why);
  }
  void is(std::string_view name, const std::string& required, const Why& why) {
    is(name, std::string_view(required), why);
  }
  void is_null(std::string_view name, const Why& why);
  void is_digits(std::string_view name, std::string_view required, const Why& why);
  template <class T>
  void is(std::string_view name, const std::optional<T>& required, const Why& why) {
    if (required) {
      is(name, *required, why);
    } else {
      is_null(name, why);
    }
  }

  /// The member of that name as it is; null if it is missing, which is reported.
  const Json* take(std::string_view name, const Why& why);
  [[nodiscard]] bool present() const noexcept { return node_ != nullptr; }
  [[nodiscard]] Faults& faults() noexcept { return faults_; }
  [[nodiscard]] const Spot& spot() const noexcept { return spot_; }

  void finish();

 private:
  void compare(std::string_view name, Json::Kind kind, std::string_view required, const Why& why);

  Faults& faults_;
  const Json* node_;
  Spot spot_;
  std::vector<bool> taken_;
  std::size_t next_ = 0;  ///< where to look first
};

/// Which row of the document is which of the rows that must be there.
struct Alignment {
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
  std::vector<std::size_t> row_of;                       ///< of each required one: its row, or nowhere
  std::vector<std::size_t> stray;                        ///< rows that must not be there
  std::vector<std::pair<std::size_t, std::size_t>> gap;  ///< required, and the row before which it belongs
};

/// Holds the keys of the rows against the required ones, both in order: a row left out or added throws only
/// itself out of step. Linear.
[[nodiscard]] Alignment align(const std::vector<std::string>& rows, const std::vector<std::string>& required);

/// The keys of a list's rows: the texts of these members, one after the other; of a list of texts, the texts.
[[nodiscard]] std::vector<std::string> keys_of_rows(const Json* list,
                                                    const std::vector<std::string_view>& members);

/// A list of rows, each with a key; `check(which, row)` is called for every required row that is there.
template <class Check>
void check_rows(ObjectCheck& parent, std::string_view name, const std::vector<std::string_view>& key,
                const std::vector<std::string>& required, const Why& why, Check check);

/// A list of texts.
void check_texts(ObjectCheck& parent, std::string_view name, const std::vector<std::string>& required,
                 const Why& why);

/// Reports what the alignment has left over.
void report_strays(Faults& faults, const Spot& list, const std::vector<std::string>& rows,
                   const std::vector<std::string>& required, const Alignment& alignment, const Why& why);

template <class Check>
void check_rows(ObjectCheck& parent, std::string_view name, const std::vector<std::string_view>& key,
                const std::vector<std::string>& required, const Why& why, Check check) {
  const Json* list = parent.take(name, why);
  if (list == nullptr) return;
  const Spot spot = parent.spot().member(name);
  if (list->kind != Json::Kind::array) {
    parent.faults().add("verify.wrong_value", spot.pointer(), shown_value(*list), "[…]", why);
    return;
  }
  const auto rows = keys_of_rows(list, key);
  const Alignment alignment = align(rows, required);
  report_strays(parent.faults(), spot, rows, required, alignment, why);
  for (std::size_t i = 0; i < required.size(); ++i) {
    const std::size_t row = alignment.row_of[i];
    if (row == Alignment::nowhere) continue;
    ObjectCheck object(parent.faults(), &list->items[row], spot.item(row), why);
    check(i, object);
    object.finish();
  }
}

}  // namespace giaingan::inline v1::verify
