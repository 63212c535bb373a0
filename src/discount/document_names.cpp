#include "discount/document_names.hpp"

namespace openitem::discount {

std::string document_name(const Documents& documents, std::uint32_t row) {
  std::string text;
  for (const KeyColumn& member : documents.id) {
    if (member.codes[row] == kNoKey) {
      text.clear();
      break;
    }
    text += (text.empty() ? "" : "/") + member.dictionary.text_of(member.codes[row]);
  }
  return text.empty() ? "row " + std::to_string(documents.source_row[row]) : text;
}

}  // namespace openitem::discount
