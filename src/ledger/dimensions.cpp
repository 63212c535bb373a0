#include "ledger/dimensions.hpp"

#include <algorithm>

#include "core/message.hpp"
#include "openitem/core.hpp"

namespace openitem {

const KeyColumn* dimension_named(const Documents& documents, std::string_view option, std::string_view name) {
  if (name.empty()) return nullptr;
  const auto found = std::find_if(documents.dimensions.begin(), documents.dimensions.end(),
                                  [name](const KeyColumn& dimension) { return dimension.name == name; });
  if (found != documents.dimensions.end()) return &*found;
  Message message;
  message.append(option).append(" is ").append_quoted(name);
  message.append(", no dimension of this ledger; it has ");
  if (documents.dimensions.empty()) message.append("none");
  for (const KeyColumn& dimension : documents.dimensions) {
    message.append(&dimension == &documents.dimensions.front() ? "" : ", ").append_quoted(dimension.name);
  }
  throw Error(Status::unknown_name, message);
}

}  // namespace openitem
