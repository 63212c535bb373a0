#include "stats/column_lengths.hpp"

#include "core/message.hpp"
#include "openitem/core.hpp"

namespace openitem::stats {

void check_length(std::size_t given, std::size_t rows, std::string_view name, std::string_view of) {
  if (given == rows) return;
  throw Error(Status::ragged_columns, Message()
                                          .append(name)
                                          .append(" has ")
                                          .append(given)
                                          .append(" rows; expected ")
                                          .append(rows)
                                          .append(", as many as ")
                                          .append(of)
                                          .append(" has"))
      .at(-1, name);
}

}  // namespace openitem::stats
