#include "giaingan/portfolio/provenance.hpp"

#include "giaingan/portfolio/portfolio.hpp"

#include <memory>
#include <utility>

namespace giaingan::inline v1 {

Portfolio with_provenance(const Portfolio& portfolio, Provenance provenance) {
  auto facts = std::make_shared<Facts>(*portfolio);
  facts->provenance = std::move(provenance);
  return Portfolio(std::move(facts));
}

Provenance after_result(Provenance before, ResultQuestion question, std::string_view document) {
  before.applied.push_back({std::move(question), sha256(document)});
  return before;
}

Provenance without_files(Provenance before) {
  before.files.clear();
  return before;
}

}  // namespace giaingan::inline v1
