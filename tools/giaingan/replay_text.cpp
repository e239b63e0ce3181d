#include <string>

#include "commands.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

/// The question as it was asked: `assess --as-of 2024-09-30`.
std::string command_of(const ResultQuestion& question) {
  std::string command = question.command;
  const auto option = [&](const char* name, const std::optional<std::string>& value) {
    if (value) command += std::string(" --") + name + " " + *value;
  };
  option("round", question.round);
  if (question.as_of) option("as-of", question.as_of->text());
  option("level", question.level);
  option("unit", question.unit);
  option("goal", question.goal);
  if (question.by) option("by", question.by->text());
  option("format", question.format);
  return command;
}

std::string version_text(const Replay& replay, const std::string& file, Language language) {
  if (!replay.other_version) return "";
  return say(language, {file + ": lập bằng phiên bản " + *replay.other_version +
                            ", nay là " GIAINGAN_VERSION
                            ": không đối chiếu phiên bản và mã SHA-256 của các kết quả trước\n",
                        file + ": made by version " + *replay.other_version +
                            ", this is " GIAINGAN_VERSION
                            ": the version and the digests of earlier results aren't compared\n"});
}

}  // namespace

std::string replay_text(const Replay& replay, const std::string& file, Language language) {
  std::string text = version_text(replay, file, language);
  const std::string command = command_of(replay.question);
  for (const ReplayDifference& each : replay.differences)
    text += file + ":" + (each.pointer.empty() ? "/" : each.pointer) + ": " +
            say(language, difference_text(each)) + "\n";
  if (!replay.differences.empty())
    return text + say(language, {"khác với kết quả tính lại (" + command + ")\n",
                                 "not what it comes to when made again (" + command + ")\n"});
  if (replay.other_version)
    return text + say(language, {file + ": nội dung tính lại giống hệt (" + command + ")\n",
                                 file + ": otherwise the same, made again (" + command + ")\n"});
  return text + say(language, {file + ": tính lại giống từng byte (" + command + ")\n",
                               file + ": the same to the byte, made again (" + command + ")\n"});
}

}  // namespace giaingan::tool
