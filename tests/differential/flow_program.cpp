#include "differential/flow_program.hpp"

#include <Clp_C_Interface.h>

#include <cmath>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string>

namespace differential {

FlowProgram::Arc FlowProgram::add_arc(Node from, Node to, std::int64_t least, std::int64_t most) {
  ends_.push_back(static_cast<int>(from));
  ends_.push_back(static_cast<int>(to));
  least_.push_back(static_cast<double>(least));
  most_.push_back(static_cast<double>(most));
  return least_.size() - 1;
}

void FlowProgram::bound(Arc arc, std::int64_t least, std::int64_t most) {
  least_[arc] = static_cast<double>(least);
  most_[arc] = static_cast<double>(most);
}

std::optional<std::int64_t> FlowProgram::largest(Arc arc) const {
  constexpr int optimal = 0;
  constexpr int infeasible = 1;
  const std::size_t arcs = least_.size();
  std::vector<int> starts(arcs + 1);
  std::vector<double> signs(2 * arcs, -1);
  for (std::size_t i = 0; i < arcs; ++i) {
    starts[i + 1] = static_cast<int>(2 * (i + 1));
    signs[2 * i + 1] = 1;
  }
  std::vector<double> gain(arcs, 0);
  gain[arc] = 1;
  const std::vector<double> balanced(nodes_, 0);
  const std::unique_ptr<Clp_Simplex, void (*)(Clp_Simplex*)> model(Clp_newModel(), Clp_deleteModel);
  Clp_setLogLevel(model.get(), 0);
  Clp_loadProblem(model.get(), static_cast<int>(arcs), static_cast<int>(nodes_), starts.data(), ends_.data(),
                  signs.data(), least_.data(), most_.data(), gain.data(), balanced.data(), balanced.data());
  Clp_setOptimizationDirection(model.get(), -1);
  Clp_primal(model.get(), 0);
  const int status = Clp_status(model.get());
  if (status == infeasible) return std::nullopt;
  const double value = Clp_objectiveValue(model.get());
  if (status != optimal || std::abs(value - std::round(value)) > 1e-6) {
    throw std::runtime_error("CLP: status " + std::to_string(status) + ", value " + std::to_string(value));
  }
  return std::llround(value);
}

}  // namespace differential
