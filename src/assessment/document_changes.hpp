/// @file
/// What differs between two JSON documents, value by value, and documents in which some of that is changed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "input/json.hpp"

namespace giaingan::inline v1 {

/// One change from a document to another.
struct DocumentChange {
  /// JSON pointer in which items of an array that have an id (or another key of their own) go by that.
  std::string pointer;
  std::optional<std::string> before;  ///< compact JSON; nothing: it wasn't there
  std::optional<std::string> after;
  bool is_item = false;  ///< a whole item of an array, by its key
};

/// The changes that lead from `a` to `b`, in the order of `a`. Items of arrays are matched by their key where
/// all have one; their order, where it differs, is a change of its own (`…/order`). Other arrays are matched
/// by position if they have objects and are equally long, else they are one value. The order of members means
/// nothing.
[[nodiscard]] std::vector<DocumentChange> document_changes(const Json& a, const Json& b);

/// `a` with those of the changes applied that are `taken`, one entry a change. All taken: `b`.
[[nodiscard]] std::string changed_document(const Json& a, const Json& b, const std::vector<bool>& taken);

}  // namespace giaingan::inline v1
