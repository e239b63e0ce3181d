/// @file
/// Values that hold from a day or up to one.
///
/// A wrapped value, or an object, may say `from` and `to` (both included). `{"dated": [wrapped values]}`
/// lists what holds one after the other. A value must hold on the day that is asked about; an object that
/// doesn't (an item, a section) is left out.
#pragma once

#include "giaingan/calendar/date.hpp"

#include <set>

#include "input/json.hpp"
#include "input/problems.hpp"
#include "policy/origins.hpp"

namespace giaingan::inline v1 {

/// Whether it is `{"value": …}` with what may stand beside it: cite, assumed, note, from, to.
[[nodiscard]] bool is_wrapped_value(const Json& json);

/// Whether anything in the document depends on the day.
[[nodiscard]] bool has_dates(const Json& tree);

/// The days on which something begins to hold or no longer does.
[[nodiscard]] std::set<Date> days_of_change(const Json& tree);

/// Reports every wrong day, gap and overlap, whether the values concerned hold on some day or not.
void check_dates(const Json& tree, const OriginMarks& marks, Problems& problems);

/// Reports a document that says of itself that it doesn't hold on that day.
void require_to_hold(const Json& tree, Date day, const OriginMarks& marks, Problems& problems);

/// Leaves what holds on that day, without its days. A value that then has none is a problem.
/// @pre check_dates found nothing
void keep_what_holds(Json& tree, Date day, const OriginMarks& marks, Problems& problems);

}  // namespace giaingan::inline v1
