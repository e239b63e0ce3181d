#include "report/simulation_result.hpp"

#include "giaingan/input/diagnostic.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include <nlohmann/json.hpp>

namespace giaingan::tool {
namespace {

using Json = nlohmann::ordered_json;

/// A value of the document, and where it stands.
class Spot {
 public:
  Spot(const Json& value, std::string file, std::string pointer)
      : value_(value), file_(std::move(file)), pointer_(std::move(pointer)) {}

  [[nodiscard]] Spot at(const std::string& key) const {
    if (!value_.is_object() || !value_.contains(key)) refuse("has no \"" + key + "\"", "an object with it");
    return {value_.at(key), file_, pointer_ + "/" + key};
  }

  [[nodiscard]] std::optional<Spot> find(const std::string& key) const {
    if (!value_.is_object() || !value_.contains(key)) return std::nullopt;
    return at(key);
  }

  /// The elements of a list.
  [[nodiscard]] std::vector<Spot> elements() const {
    if (!value_.is_array()) refuse("isn't a list", "a list");
    std::vector<Spot> all;
    for (std::size_t i = 0; i < value_.size(); ++i)
      all.emplace_back(value_[i], file_, pointer_ + "/" + std::to_string(i));
    return all;
  }

  /// The members of an object, in the order of the document.
  [[nodiscard]] std::vector<std::pair<std::string, Spot>> members() const {
    if (!value_.is_object()) refuse("isn't an object", "an object");
    std::vector<std::pair<std::string, Spot>> all;
    for (const auto& [key, value] : value_.items())
      all.emplace_back(key, Spot(value, file_, pointer_ + "/" + key));
    return all;
  }

  [[nodiscard]] std::string text() const {
    if (!value_.is_string()) refuse("isn't a text", "a text");
    return value_.get<std::string>();
  }

  [[nodiscard]] std::int64_t number() const {
    const auto fits = whole();
    if (!fits) refuse("isn't a whole number of 64 bits", "a whole number");
    return *fits;
  }

  /// Nothing if it is another number than a whole one of 64 bits: longer ones are read as fractions.
  [[nodiscard]] std::optional<std::int64_t> whole() const {
    if (!value_.is_number()) refuse("isn't a number", "a whole number");
    if (value_.is_number_unsigned() &&
        value_.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
      return std::nullopt;
    if (!value_.is_number_integer()) return std::nullopt;
    return value_.get<std::int64_t>();
  }

  [[noreturn]] void refuse(const std::string& what, const std::string& expected) const {
    throw InvalidInput({{.code = "simulation.not_a_result",
                         .place = Place{.file = file_, .pointer = pointer_},
                         .message = "this is no result of a simulation: it " + what,
                         .expected = expected,
                         .remedy = "give --simulation what giaingan simulate --format json printed"}});
  }

 private:
  const Json& value_;
  std::string file_;
  std::string pointer_;
};

SimulatedFigure figure_of(const std::string& id, const Spot& spot, std::vector<std::string>& quantiles) {
  SimulatedFigure figure{.id = id,
                         .mean = {},
                         .least = spot.at("least").number(),
                         .greatest = spot.at("greatest").number(),
                         .quantiles = {}};
  const auto num = spot.at("mean").at("num").whole();
  const auto den = spot.at("mean").at("den").whole();
  if (den && *den <= 0) spot.at("mean").at("den").refuse("isn't above 0", "a whole number above 0");
  if (num && den) figure.mean = Rational(Ratio{*num, *den});
  std::vector<std::string> names;
  for (const auto& [name, value] : spot.at("quantiles").members()) {
    names.push_back(name);
    figure.quantiles.push_back(value.number());
  }
  if (quantiles.empty()) quantiles = names;
  if (names != quantiles)
    spot.at("quantiles").refuse("has other quantiles than the figures before", "the same");
  return figure;
}

SimulatedSide figures_of(const Spot& figures) {
  SimulatedSide side;
  for (const auto& [id, spot] : figures.members())
    side.figures.push_back(figure_of(id, spot, side.quantiles));
  return side;
}

SimulatedSide side_of(const Spot& spot) {
  SimulatedSide side = figures_of(spot.at("figures"));
  side.policy = spot.at("policy").text();
  for (const Spot& change : spot.at("changed").elements())
    side.policy += ", " + change.text();
  for (const Spot& unit : spot.at("units").elements())
    side.units.push_back({unit.at("unit").text(), unit.at("flagged").number()});
  return side;
}

SimulatedScenario scenario_of(const Spot& spot) {
  SimulatedScenario scenario{.id = spot.at("id").text(),
                             .sweep = spot.at("sweep").text(),
                             .seed = spot.at("seed").number(),
                             .draws = spot.at("draws").number(),
                             .sides = {},
                             .differences = {}};
  if (scenario.draws <= 0) spot.at("draws").refuse("has no draws", "a whole number above 0");
  for (const Spot& side : spot.at("sides").elements())
    scenario.sides.push_back(side_of(side));
  for (std::size_t i = 1; i < scenario.sides.size(); ++i) {
    if (!std::ranges::equal(scenario.sides[i].units, scenario.sides[0].units, {}, &SimulatedUnit::id,
                            &SimulatedUnit::id))
      spot.at("sides").elements()[i].at("units").refuse("has other units than the side before", "the same");
  }
  if (const auto differences = spot.find("differences")) scenario.differences = figures_of(*differences);
  return scenario;
}

}  // namespace

std::vector<SimulatedScenario> read_simulation(std::string_view document, const std::string& file) {
  const Json json = Json::parse(document, nullptr, false);
  const Spot top(json, file, "");
  if (json.is_discarded()) top.refuse("isn't JSON", "a JSON document");
  std::vector<SimulatedScenario> scenarios;
  for (const Spot& scenario : top.at("scenarios").elements())
    scenarios.push_back(scenario_of(scenario));
  return scenarios;
}

}  // namespace giaingan::tool
