#include "assessment/readings_document.hpp"

namespace giaingan::inline v1 {

void write_reading(JsonWriter& writer, const EntryReading& reading) {
  writer.begin_object().member("holiday", holiday_shift_text(reading.reading.shift));
  writer.member("last_day", reading.reading.last_day.text()).member("decides", reading.decides);
  writer.member("past_named_day", reading.past_named_day).key("status");
  if (reading.standing) {
    writer.value(duty_status_text(reading.standing->status)).member("days", reading.standing->days);
  } else {
    writer.null().key("days").null();
  }
  writer.end_object();
}

}  // namespace giaingan::inline v1
