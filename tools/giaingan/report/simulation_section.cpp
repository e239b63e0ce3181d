#include "report/sections.hpp"
#include "words.hpp"

namespace giaingan::tool {

Markup simulation_section(const ReportContents& contents, Reading reading) {
  const Language language = reading.language;
  (void)contents;
  return section(reading, "s-simulation", say(language, "Mô phỏng", "Simulation"),
                 note(say(language, "Không có kết quả mô phỏng (--simulation FILE để đưa vào).",
                          "No result of a simulation was given (--simulation FILE adds one).")));
}

}  // namespace giaingan::tool
