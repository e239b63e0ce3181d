#include <string>
#include <vector>

#include "guard.hpp"
#include "handles.hpp"
#include "result_tables.hpp"

using namespace giaingan;
using namespace giaingan::capi;

namespace {

struct SourceRow {
  const char* of;
  const NamedDigest* digest;
};

void add(std::vector<SourceRow>& rows, const char* of, const std::vector<NamedDigest>& digests) {
  for (const NamedDigest& digest : digests)
    rows.push_back({of, &digest});
}

ResultTables sources_table(const std::vector<SourceRow>& rows) {
  using Row = const SourceRow&;
  ResultTables result;
  TableOutput& table = result.table("sources");
  add_column(table, "of", GIAINGAN_UTF8, rows, [](Row row) { return row.of; });
  add_column(table, "name", GIAINGAN_UTF8, rows, [](Row row) { return row.digest->name; });
  add_column(table, "sha256", GIAINGAN_UTF8, rows, [](Row row) { return row.digest->digest.text(); });
  return result;
}

}  // namespace

giaingan_status giaingan_digests(const giaingan_policy* policy, const giaingan_portfolio* portfolio,
                                 giaingan_result** result, giaingan_error** error) {
  if (result != nullptr) *result = nullptr;
  return guarded(error, [&] {
    giaingan_result*& out = required(result, "result");
    if (policy == nullptr && portfolio == nullptr) throw InvalidArgument("policy and portfolio are NULL");
    std::vector<SourceRow> rows;
    if (policy != nullptr) add(rows, "policy", policy->value->sources);
    if (portfolio != nullptr) add(rows, "dataset", portfolio->value->provenance.files);
    out = new_result("", sources_table(rows));
  });
}
