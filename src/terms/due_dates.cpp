// Due dates of many documents as one column.

#include <algorithm>

#include "core/message.hpp"
#include "core/parallel.hpp"
#include "openitem/terms.hpp"
#include "terms/day_tables.hpp"
#include "terms/due_days.hpp"
#include "terms/line_amounts.hpp"

namespace openitem {
namespace {

void check_codes(std::span<const std::int32_t> codes, std::size_t count) {
  std::uint32_t greatest = 0;
  for (const std::int32_t code : codes) greatest = std::max(greatest, static_cast<std::uint32_t>(code));
  if (codes.empty() || greatest < count) return;
  const auto bad = std::find_if(codes.begin(), codes.end(), [count](std::int32_t code) {
    return static_cast<std::uint32_t>(code) >= count;
  });
  throw Error(Status::out_of_bounds, Message()
                                         .append("code ")
                                         .append(*bad)
                                         .append(" of row ")
                                         .append(bad - codes.begin())
                                         .append(" names no terms; expected 0 to ")
                                         .append(static_cast<std::int64_t>(count) - 1))
      .at(bad - codes.begin(), "documents.terms");
}

/// Looked up by day of issue; false where a row needs what the table does not hold.
bool look_up(const TermsDayTables& tables, std::span<const std::int32_t> codes,
             std::span<const std::int32_t> issue, std::int32_t first, std::size_t begin, std::size_t end,
             std::int32_t* due) {
  const std::int32_t* const latest = tables.latest_by_issue().data();
  const std::size_t horizon = tables.horizon();
  std::int32_t lowest = Date::max_days;
  for (std::size_t row = begin; row < end; ++row) {
    const std::int32_t day =
        latest[static_cast<std::size_t>(codes[row]) * horizon + static_cast<std::size_t>(issue[row] - first)];
    due[row] = day;
    lowest = std::min(lowest, day);
  }
  return lowest != kNoTermsDay;
}

}  // namespace

void compute_due_dates(std::span<const PaymentTerms> terms, std::span<const std::int32_t> codes,
                       const TermsDateColumns& dates, std::span<std::int32_t> due,
                       const TermsOptions& options) {
  check_options(options);
  if (due.size() != codes.size()) {
    throw Error(Status::ragged_columns,
                Message().append(due.size()).append(" cells for ").append(codes.size()).append(" due dates"));
  }
  std::vector<DueDays> rules;
  rules.reserve(terms.size());
  std::size_t most_lines = 1;
  for (const PaymentTerms& given : terms) {
    rules.emplace_back(given, options);
    most_lines = std::max(most_lines, given.lines.size());
  }
  check_codes(codes, terms.size());
  const TermsDateRows rows(dates, codes.size());
  const TermsDayTables tables(rules, rows);
  const bool has_table = !tables.latest_by_issue().empty();
  for_each_chunk(static_cast<std::int64_t>(codes.size()), options.threads,
                 [&](std::int64_t, std::int64_t begin, std::int64_t end) {
                   const auto from = static_cast<std::size_t>(begin);
                   const auto to = static_cast<std::size_t>(end);
                   if (has_table && look_up(tables, codes, dates.issue, rows.first(TermsDateKind::issue),
                                            from, to, due.data())) {
                     return;
                   }
                   std::vector<std::int32_t> lines(most_lines);
                   for (std::size_t row = from; row < to; ++row) {
                     const auto code = static_cast<std::size_t>(codes[row]);
                     tables.due(code, row, lines.data());
                     due[row] = *std::max_element(
                         lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(rules[code].lines()));
                   }
                 });
}

}  // namespace openitem
