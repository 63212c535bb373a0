#include "credit/figure_columns.hpp"

#include <cmath>
#include <cstdint>
#include <utility>

#include "core/message.hpp"
#include "stats/shortest.hpp"

namespace openitem::credit {

Column figure_column(std::string name, std::vector<double> values) {
  std::vector<std::uint8_t> valid;
  valid.reserve(values.size());
  for (double& value : values) {
    valid.push_back(std::isfinite(value) ? 1 : 0);
    value = std::isfinite(value) ? value : 0.0;
  }
  return Column::float64(std::move(name), std::move(values)).with_validity(valid);
}

Column text_column(std::string name, const std::vector<std::string_view>& texts) {
  std::vector<std::uint8_t> valid;
  valid.reserve(texts.size());
  for (const std::string_view text : texts) valid.push_back(text.empty() ? 0 : 1);
  return Column::text(std::move(name), texts).with_validity(valid);
}

void check_figure(std::string_view name, double value, double first, double last) {
  if (value >= first && value <= last) return;  // NaN is neither
  throw Error(Status::out_of_bounds, Message()
                                         .append(name)
                                         .append(" = ")
                                         .append(stats::shortest(value))
                                         .append(" is not within ")
                                         .append(stats::shortest(first))
                                         .append(" .. ")
                                         .append(stats::shortest(last)));
}

}  // namespace openitem::credit
