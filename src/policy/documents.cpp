#include <algorithm>

#include "policy/sections.hpp"

namespace giaingan::inline v1 {

std::vector<LegalDocument> read_documents(ReadingContext& context, const std::vector<Node>& items) {
  std::vector<LegalDocument> documents;
  for (const Node& item : items) {
    ObjectReader reader(context, item);
    LegalDocument document{.id = reader.text("id"),
                           .number = reader.text("number"),
                           .date = reader.text_or("date", ""),
                           .issuer = reader.text_or("issuer", ""),
                           .title = reader.text("title")};
    reader.allow("part");
    if (reader.has("part")) document.part = reader.bilingual("part");
    reader.finish();
    report_second(reader, documents, document.id);
    documents.push_back(std::move(document));
  }
  return documents;
}

}  // namespace giaingan::inline v1
