#include "interest/compensation.hpp"

#include <algorithm>

#include "core/checked.hpp"
#include "core/message.hpp"

namespace openitem {
namespace {

[[noreturn]] void refuse_band(std::size_t row, const char* column, std::int64_t value, const char* expected) {
  throw Error(Status::invalid_data, Message()
                                        .append(column)
                                        .append(" of row ")
                                        .append(row)
                                        .append(" is ")
                                        .append(value)
                                        .append(" minor units; expected ")
                                        .append(expected))
      .at(static_cast<std::int64_t>(row), column);
}

}  // namespace

void check_bands(std::span<const std::int64_t> from_amounts, std::span<const std::int64_t> compensations) {
  if (from_amounts.size() != compensations.size()) {
    throw Error(Status::ragged_columns, Message()
                                            .append("there are ")
                                            .append(from_amounts.size())
                                            .append(" amounts to begin with and ")
                                            .append(compensations.size())
                                            .append(" compensations; give one each"));
  }
  for (std::size_t row = 0; row < from_amounts.size(); ++row) {
    if (from_amounts[row] < 0 || (row > 0 && from_amounts[row] <= from_amounts[row - 1])) {
      refuse_band(row, "compensation.from_amount", from_amounts[row],
                  "0 or more, ascending, each amount once");
    }
    if (compensations[row] < 0 || !is_amount(compensations[row])) {
      refuse_band(row, "compensation.compensation", compensations[row], "0 or more");
    }
  }
}

std::int64_t band_of(std::int64_t amount, std::span<const std::int64_t> from_amounts,
                     std::span<const std::int64_t> compensations) noexcept {
  const auto after = std::upper_bound(from_amounts.begin(), from_amounts.end(), amount);
  return after == from_amounts.begin()
             ? 0
             : compensations[static_cast<std::size_t>(after - from_amounts.begin()) - 1];
}

}  // namespace openitem
