#include "interest/statement.hpp"

#include "core/message.hpp"
#include "ledger/ledger_data.hpp"

namespace openitem {

Statement joined_statement(std::vector<Statement> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  Statement all;
  std::size_t items = 0, lines = 0;
  for (const Statement& part : parts) {
    items += part.items.size();
    lines += part.lines.size();
  }
  if (items >= kNoRow) {
    throw Error(Status::out_of_bounds, "there are more items than 32 bits can number; split the call");
  }
  all.items.reserve(items);
  all.lines.reserve(lines);
  for (Statement& part : parts) {
    const auto shift = static_cast<std::uint32_t>(all.items.size());
    for (InterestLine& line : part.lines) {
      line.item += shift;
      all.lines.push_back(line);
    }
    all.items.insert(all.items.end(), part.items.begin(), part.items.end());
    part = {};
  }
  return all;
}

}  // namespace openitem
