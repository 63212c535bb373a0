#include <array>
#include <charconv>
#include <string_view>
#include <utility>

#include "column/cells.hpp"
#include "column/read.hpp"
#include "time/civil.hpp"
#include "time/date_format.hpp"

namespace openitem {
namespace {

/// What a cell turned out to be: a day, kNoDate, or kNoDate with a fault.
struct Day {
  std::int32_t days = kNoDate;
  CellFault fault = CellFault::none;
};

Day day_of_count(std::int64_t days) noexcept {
  if (!is_date(days)) return {kNoDate, CellFault::out_of_range};
  return {static_cast<std::int32_t>(days), CellFault::none};
}

/// The day an instant belongs to: also before 1970 the one that has begun.
Day day_of_instant(std::int64_t instant, std::int64_t per_day) noexcept {
  return day_of_count(instant / per_day - (instant % per_day < 0 ? 1 : 0));
}

std::int64_t units_per_day(std::int32_t scale) noexcept {
  switch (scale) {
    case 0: return 86'400;
    case 3: return 86'400'000;
    case 6: return 86'400'000'000;
    default: return 86'400'000'000'000;
  }
}

Day day_of_text(std::string_view text, const DateFormat& format) noexcept {
  Day day;
  switch (format.parse(text, day.days)) {
    case DateStatus::ok:
    case DateStatus::empty: break;
    case DateStatus::invalid:
    case DateStatus::no_such_day: day.fault = CellFault::not_a_date; break;
    case DateStatus::out_of_range: day.fault = CellFault::out_of_range; break;
  }
  return day;
}

template <typename Integer>
Day day_of_digits(Integer number, const DateFormat& format) noexcept {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return day_of_text({digits.data(), static_cast<std::size_t>(end.ptr - digits.data())}, format);
}

/// Reads the runs of one part.
class DateReader {
 public:
  DateReader(const ChunkedColumn& column, const DateFormat& format, std::vector<std::int32_t>& days,
             std::vector<CellProblem>& problems)
      : column_(column), format_(format), days_(days), problems_(problems) {}

  void read(const Run& run) {
    const ColumnView& view = *run.view;
    switch (view.type) {
      case ColumnType::null: return;
      case ColumnType::date32:
        read_each(run,
                  [&](std::int64_t index) { return day_of_count(load<std::int32_t>(view.values, index)); });
        return;
      case ColumnType::date64: read_instants(run, units_per_day(3)); return;
      case ColumnType::timestamp: read_instants(run, units_per_day(view.scale)); return;
      case ColumnType::dictionary: read_dictionary(run); return;
      default: break;
    }
    if (is_text(view.type)) {
      const TextSource texts(view, column_, run.first_row - run.begin, false);
      read_each(run, [&](std::int64_t index) { return day_of_text(texts.at(index), format_); });
    } else {
      read_each(run, [&](std::int64_t index) { return day_of_integer(view, index); });
    }
  }

 private:
  template <typename Read>
  void read_each(const Run& run, Read&& read) {
    for (std::int64_t index = run.begin; index < run.end; ++index) {
      if (!has_value(*run.view, index)) continue;
      const Day day = read(index);
      const std::int64_t row = run.row_of(index);
      days_[static_cast<std::size_t>(row)] = day.days;
      if (day.fault != CellFault::none)
        problems_.push_back({row, day.fault, show_value(column_, run, index)});
    }
  }

  void read_instants(const Run& run, std::int64_t per_day) {
    const void* const values = run.view->values;
    read_each(run,
              [&](std::int64_t index) { return day_of_instant(load<std::int64_t>(values, index), per_day); });
  }

  void read_dictionary(const Run& run) {
    DictionaryMemo<Day> memo(run);
    read_each(run, [&](std::int64_t index) {
      return memo.get(
          dictionary_index(column_, run, index),
          [&](const ColumnView& values, std::int64_t entry) { return day_of_entry(values, entry); });
    });
  }

  [[nodiscard]] Day day_of_entry(const ColumnView& values, std::int64_t entry) const {
    if (!has_value(values, entry)) return {};
    if (is_text(values.type)) return day_of_text(TextSource(values, column_, 0, true).at(entry), format_);
    return day_of_integer(values, entry);
  }

  [[nodiscard]] Day day_of_integer(const ColumnView& view, std::int64_t index) const {
    return with_integer_type(view.type, [&](auto type) {
      return day_of_digits(load<decltype(type)>(view.values, index), format_);
    });
  }

  const ChunkedColumn& column_;
  const DateFormat& format_;
  std::vector<std::int32_t>& days_;
  std::vector<CellProblem>& problems_;
};

void check_type(const ChunkedColumn& column, const DateFormat& format) {
  if (column.chunks().empty() || column.type() == ColumnType::null) return;
  switch (family_of(column.type_chunk().view)) {
    case TypeFamily::date:
    case TypeFamily::timestamp:
    case TypeFamily::text: return;
    case TypeFamily::integer:
      if (format.text() != DateFormat("").text()) return;
      throw wrong_type_error(
          column,
          "an integer is a date only by a stated date format such as %Y%m%d (20240630); otherwise "
          "convert it to dates");
    default:
      throw wrong_type_error(column,
                             "a date is a date, a timestamp without time zone, or text in the date format");
  }
}

}  // namespace

DateCells read_dates(const ChunkedColumn& column, const DateFormat& format, int threads) {
  check_type(column, format);
  DateCells cells;
  cells.days.assign(static_cast<std::size_t>(column.rows()), kNoDate);
  PartProblems problems(column.rows());
  for_each_chunk(column.rows(), threads, [&](std::int64_t part, std::int64_t begin, std::int64_t end) {
    DateReader reader(column, format, cells.days, problems.of(part));
    for_each_run(column, begin, end, [&](const Run& run) { reader.read(run); });
  });
  cells.problems = std::move(problems).join();
  return cells;
}

}  // namespace openitem
