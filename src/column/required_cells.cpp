#include "column/required_cells.hpp"

#include <algorithm>
#include <string>

#include "core/message.hpp"

namespace openitem {

const ChunkedColumn& require_column(const ChunkedTable& table, std::string_view name) {
  const ChunkedColumn* const column = table.find(name);
  if (column != nullptr) return *column;
  const std::string where = table.name() + "." + std::string(name);
  Message message;
  message.append(where).append(" is required; columns are ");
  for (std::size_t i = 0; i < table.columns().size(); ++i) {
    message.append(i > 0 ? ", " : "").append(table.columns()[i].short_name());
  }
  throw Error(Status::missing_column, message).at(-1, where);
}

void require_readable(const ChunkedColumn& column, const std::vector<CellProblem>& problems) {
  if (problems.empty()) return;
  const CellFault fault = problems.front().fault;
  const auto affected = std::count_if(problems.begin(), problems.end(),
                                      [fault](const CellProblem& problem) { return problem.fault == fault; });
  throw error_of(column, problems.front(), affected);
}

KeyCells require_keys(const ChunkedColumn& column, std::int32_t threads) {
  KeyCells cells = read_keys(column, threads);
  require_readable(column, cells.problems);
  return cells;
}

void refuse_cell(Status status, const ChunkedColumn& column, std::int64_t row, std::string_view expected) {
  throw Error(status, Message()
                          .append(column.name())
                          .append(" of row ")
                          .append(row)
                          .append(" is ")
                          .append_quoted(show_cell(column, row))
                          .append("; expected ")
                          .append(expected))
      .at(row, column.name());
}

}  // namespace openitem
