#include "terms/day_tables.hpp"

#include <algorithm>
#include <string>

#include "core/message.hpp"
#include "core/parallel.hpp"
#include "time/civil.hpp"

namespace openitem {
namespace {

constexpr std::array<TermsDateKind, kTermsDateKinds> kKinds = {TermsDateKind::issue, TermsDateKind::receipt,
                                                               TermsDateKind::delivery, TermsDateKind::as_of};
constexpr std::size_t kCellsThatAlwaysPay = 65'536;

std::string place_of(TermsDateKind kind) { return std::string("documents.") + column_of(kind); }

[[noreturn]] void refuse_day(TermsDateKind kind, std::size_t row, std::int32_t day) {
  const auto at = static_cast<std::int64_t>(row);
  if (day == kNoTermsDay) {
    throw Error(Status::missing_value, Message()
                                           .append(column_of(kind))
                                           .append(" of row ")
                                           .append(at)
                                           .append(" is missing; ")
                                           .append(need_of(kind)))
        .at(at, place_of(kind));
  }
  throw Error(Status::date_out_of_range, Message()
                                             .append(column_of(kind))
                                             .append(" of row ")
                                             .append(at)
                                             .append(" is day ")
                                             .append(day)
                                             .append("; expected 1900-01-01 to 9999-12-31"))
      .at(at, place_of(kind));
}

// A day of a table that the calendar does not know is left open: whoever needs it is told by the calendar itself.
template <typename Fill>
void fill_day(const Fill& fill, std::int32_t* out, std::size_t count) {
  try {
    fill(out);
  } catch (const Error&) {
    std::fill_n(out, count, kNoTermsDay);
  }
}

}  // namespace

TermsDateRows::TermsDateRows(const TermsDateColumns& dates, std::size_t rows)
    : rows_(rows), columns_{dates.issue, dates.receipt, dates.delivery, dates.as_of} {
  for (const TermsDateKind kind : kKinds) {
    const auto k = static_cast<std::size_t>(kind);
    const std::span<const std::int32_t> column = columns_[k];
    if (column.size() != rows && (kind == TermsDateKind::issue || !column.empty())) {
      throw Error(Status::ragged_columns, Message()
                                              .append(column_of(kind))
                                              .append(" has ")
                                              .append(column.size())
                                              .append(" rows; expected ")
                                              .append(rows))
          .at(-1, place_of(kind));
    }
    std::int32_t first = Date::max_days;
    std::int32_t last = kNoTermsDay;
    std::int32_t lowest = 0;
    for (const std::int32_t day : column) {
      lowest = std::min(lowest, day);
      first = std::min(first, day == kNoTermsDay ? Date::max_days : day);
      last = std::max(last, day);
    }
    const bool has_missing = lowest == kNoTermsDay;
    if (!column.empty() &&
        (first < Date::min_days || last > Date::max_days || (has_missing && kind == TermsDateKind::issue))) {
      const auto bad = std::find_if(column.begin(), column.end(), [kind](std::int32_t day) {
        return day == kNoTermsDay ? kind == TermsDateKind::issue : !is_date(day);
      });
      refuse_day(kind, static_cast<std::size_t>(bad - column.begin()), *bad);
    }
    first_[k] = first;
    last_[k] = last;
  }
}

TermsDayTables::TermsDayTables(std::span<const DueDays> rules, const TermsDateRows& rows)
    : rules_(rules), rows_(rows), codes_(rules.size()) {
  std::size_t cells = 0;
  for (const DueDays& rule : rules_) {
    for (std::size_t line = 0; line < rule.lines() + rule.discounts(); ++line) {
      const TermsDateKind kind = line < rule.lines() ? rule.kind_of_line(line) : rule.kind_of_discounts();
      if (rows_.last(kind) >= rows_.first(kind)) {
        cells += static_cast<std::size_t>(rows_.last(kind) - rows_.first(kind)) + 1;
      }
    }
  }
  if (cells > rows_.rows() + kCellsThatAlwaysPay) return;
  fill_lines();
  fill_latest();
}

void TermsDayTables::fill_lines() {
  for (std::size_t code = 0; code < rules_.size(); ++code) {
    const DueDays& rule = rules_[code];
    CodeTables& tables = codes_[code];
    tables.lines.resize(rule.lines());
    tables.tiers.resize(rule.discounts());
    std::vector<std::int32_t> reached(std::max(rule.lines(), rule.discounts()));
    for (const TermsDateKind kind : kKinds) {
      const auto k = static_cast<std::size_t>(kind);
      for (std::int32_t day = rows_.first(kind); day <= rows_.last(kind); ++day) {
        std::array<std::int32_t, kTermsDateKinds> starts;
        starts.fill(kNoTermsDay);
        starts[k] = day;
        fill_day([&](std::int32_t* out) { rule.due(starts, out); }, reached.data(), rule.lines());
        for (std::size_t line = 0; line < rule.lines(); ++line) {
          if (rule.kind_of_line(line) == kind) tables.lines[line].push_back(reached[line]);
        }
        if (rule.kind_of_discounts() != kind || rule.discounts() == 0) continue;
        fill_day([&](std::int32_t* out) { rule.deadlines(day, out); }, reached.data(), rule.discounts());
        for (std::size_t tier = 0; tier < rule.discounts(); ++tier)
          tables.tiers[tier].push_back(reached[tier]);
      }
    }
  }
}

void TermsDayTables::fill_latest() {
  const std::int32_t first = rows_.first(TermsDateKind::issue);
  const std::int32_t last = rows_.last(TermsDateKind::issue);
  if (last < first) return;
  for (const DueDays& rule : rules_) {
    for (std::size_t line = 0; line < rule.lines(); ++line) {
      if (rule.kind_of_line(line) != TermsDateKind::issue) return;
    }
  }
  horizon_ = static_cast<std::size_t>(last - first) + 1;
  latest_.assign(rules_.size() * horizon_, kNoTermsDay);
  for (std::size_t code = 0; code < rules_.size(); ++code) {
    for (std::size_t day = 0; day < horizon_; ++day) {
      std::int32_t latest = Date::min_days;
      bool is_known = true;
      for (const std::vector<std::int32_t>& line : codes_[code].lines) {
        is_known = is_known && line[day] != kNoTermsDay;
        latest = std::max(latest, line[day]);
      }
      if (is_known) latest_[code * horizon_ + day] = latest;
    }
  }
}

void TermsDayTables::require_day(std::size_t row, TermsDateKind kind) const {
  if (rows_.day(kind, row) == kNoTermsDay) refuse_day(kind, row, kNoTermsDay);
}

void TermsDayTables::due_by_rules(std::size_t code, std::size_t row, std::int32_t* out) const {
  const auto at = static_cast<std::int64_t>(row);
  std::array<std::int32_t, kTermsDateKinds> starts{};
  for (const TermsDateKind kind : kKinds) starts[static_cast<std::size_t>(kind)] = rows_.day(kind, row);
  try {
    rules_[code].due(starts, out);
  } catch (Error& failure) {
    throw failure.at(at, place_of(TermsDateKind::issue));
  }
  for (std::size_t line = 0; line < rules_[code].lines(); ++line) {
    if (out[line] != kNoTermsDay) continue;
    throw Error(Status::date_out_of_range,
                Message().append("the terms of row ").append(at).append(" lead beyond 9999-12-31"))
        .at(at, place_of(rules_[code].kind_of_line(line)));
  }
}

void TermsDayTables::due(std::size_t code, std::size_t row, std::int32_t* out) const {
  const DueDays& rule = rules_[code];
  const CodeTables& tables = codes_[code];
  bool is_known = !tables.lines.empty();
  for (std::size_t line = 0; line < rule.lines(); ++line) {
    const TermsDateKind kind = rule.kind_of_line(line);
    require_day(row, kind);
    if (!is_known) continue;
    out[line] = tables.lines[line][static_cast<std::size_t>(rows_.day(kind, row) - rows_.first(kind))];
    is_known = out[line] != kNoTermsDay;
  }
  if (!is_known) due_by_rules(code, row, out);
}

void TermsDayTables::deadlines(std::size_t code, std::size_t row, std::int32_t* out) const {
  const DueDays& rule = rules_[code];
  if (rule.discounts() == 0) return;
  const TermsDateKind kind = rule.kind_of_discounts();
  require_day(row, kind);
  const std::int32_t day = rows_.day(kind, row);
  const CodeTables& tables = codes_[code];
  bool is_known = !tables.tiers.empty();
  for (std::size_t tier = 0; is_known && tier < rule.discounts(); ++tier) {
    out[tier] = tables.tiers[tier][static_cast<std::size_t>(day - rows_.first(kind))];
    is_known = out[tier] != kNoTermsDay;
  }
  if (is_known) return;
  const auto at = static_cast<std::int64_t>(row);
  try {
    rule.deadlines(day, out);
  } catch (Error& failure) {
    throw failure.at(at, place_of(kind));
  }
  if (std::find(out, out + rule.discounts(), kNoTermsDay) == out + rule.discounts()) return;
  throw Error(Status::date_out_of_range,
              Message().append("a discount of row ").append(at).append(" ends after 9999-12-31"))
      .at(at, place_of(kind));
}

}  // namespace openitem
