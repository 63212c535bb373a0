// The loops behind a series over plain documents against sums worked out event by event.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <tuple>
#include <vector>

#include "aging/plain_series_kernel.hpp"
#include "ledger/plain_documents.hpp"

namespace openitem::plain_series_kernel_test {
namespace {

constexpr std::int32_t kFirstDay = 100, kLastDay = 160;
constexpr std::uint32_t kIntervals = 5, kPositions = 4;  // the last interval is that of credits
constexpr std::uint32_t kCredits = kIntervals - 1, kNowhere = kPositions * kIntervals;

struct Columns {
  std::vector<std::int32_t> posting, due, closed_on;
  std::vector<std::int64_t> amount;
  std::vector<std::uint16_t> currency;
};

Columns random_columns(std::size_t rows) {
  std::mt19937_64 random(rows);
  Columns columns;
  for (std::size_t row = 0; row < rows; ++row) {
    const auto day = [&random] { return static_cast<std::int32_t>(kFirstDay - 10 + random() % 80); };
    columns.posting.push_back(day());
    columns.due.push_back(day());
    const std::uint64_t fate = random() % 6;
    columns.closed_on.push_back(fate == 0 ? kNotPlain : fate == 1 ? kNeverClosed : day());
    columns.amount.push_back(static_cast<std::int64_t>(random() % 2'001) - 1'000);
    columns.currency.push_back(static_cast<std::uint16_t>(random() % 2 * 3));
  }
  return columns;
}

EventPlacing random_placing(bool many_currencies) {
  EventPlacing placing;
  placing.positions.first = placing.intervals.first = kFirstDay;
  for (std::int32_t day = kFirstDay; day <= kLastDay; ++day) {
    const auto at = static_cast<std::uint32_t>(day - kFirstDay);
    placing.positions.values.push_back(std::min(at / 15, kPositions - 1) * kIntervals);
    placing.intervals.values.push_back(at / 20);
  }
  placing.positions.values.push_back(kNowhere);
  placing.intervals.values.push_back(kCredits);
  placing.cells_of_currency = kIntervals * (kPositions + 1);
  placing.currencies = many_currencies ? 2 : 1;
  placing.currency_ranks = {0, 0, 0, 1};
  return placing;
}

std::uint32_t looked_up(const DayTable& table, std::int32_t day) {
  return table.values[static_cast<std::size_t>(std::clamp(day, kFirstDay, kLastDay) - kFirstDay)];
}

std::uint32_t base_of(const Columns& columns, const EventPlacing& placing, std::size_t row) {
  return placing.currencies == 1 ? 0
                                 : placing.currency_ranks[columns.currency[row]] * placing.cells_of_currency;
}

// What is placed nowhere is nobody's.
bool is_nowhere(std::uint32_t cell) { return cell % (kIntervals * (kPositions + 1)) >= kNowhere; }

std::vector<InstructionSet> instruction_sets() {
  std::vector<InstructionSet> sets{InstructionSet::portable};
  if (best_instruction_set() != InstructionSet::portable) sets.push_back(best_instruction_set());
  return sets;
}

class PlainSeriesKernel : public testing::TestWithParam<std::tuple<int, bool>> {
 protected:
  const Columns columns_ = random_columns(static_cast<std::size_t>(std::get<0>(GetParam())));
  const EventPlacing placing_ = random_placing(std::get<1>(GetParam()));

  [[nodiscard]] std::vector<std::uint16_t> currencies() const {
    return placing_.currencies == 1 ? std::vector<std::uint16_t>{} : columns_.currency;
  }
};

TEST_P(PlainSeriesKernel, PutsDocumentsIntoTheirCellsOnEveryPath) {
  std::vector<EventCell> expected(placing_.cells());
  for (std::size_t row = 0; row < columns_.amount.size(); ++row) {
    if (columns_.closed_on[row] == kNotPlain) continue;
    const std::uint32_t interval =
        columns_.amount[row] < 0 ? kCredits : looked_up(placing_.intervals, columns_.due[row]);
    const std::uint32_t cell = base_of(columns_, placing_, row) + interval;
    EventCell& opened = expected[cell + looked_up(placing_.positions, columns_.posting[row])];
    opened.amount += columns_.amount[row];
    ++opened.opened;
    ++expected[cell + looked_up(placing_.positions, columns_.closed_on[row])].closed;
  }
  const std::vector<std::uint16_t> currency = currencies();
  for (const InstructionSet instructions : instruction_sets()) {
    EventSums sums(placing_);
    sums.add(DocumentEvents{columns_.posting, columns_.due, columns_.closed_on, columns_.amount, currency},
             instructions);
    const std::vector<EventCell> cells = sums.cells();
    for (std::uint32_t cell = 0; cell < expected.size(); ++cell) {
      if (is_nowhere(cell)) continue;
      EXPECT_EQ(cells[cell].amount, expected[cell].amount) << cell;
      EXPECT_EQ(cells[cell].opened, expected[cell].opened) << cell;
      EXPECT_EQ(cells[cell].closed, expected[cell].closed) << cell;
      EXPECT_EQ(cells[cell].applied, 0) << cell;
    }
  }
}

TEST_P(PlainSeriesKernel, TakesApplicationsFromPlainDebits) {
  std::vector<std::int64_t> expected(placing_.cells());
  for (std::size_t row = 0; row < columns_.amount.size(); ++row) {
    if (columns_.closed_on[row] == kNotPlain) continue;
    const std::uint32_t place =
        base_of(columns_, placing_, row) + looked_up(placing_.positions, columns_.posting[row]);
    expected[place + looked_up(placing_.intervals, columns_.closed_on[row])] -= columns_.amount[row];
  }
  const std::vector<std::uint16_t> currency = currencies();
  for (const InstructionSet instructions : instruction_sets()) {
    EventSums sums(placing_);
    sums.add(ApplicationEvents{columns_.posting, columns_.closed_on, columns_.amount, currency},
             instructions);
    const std::vector<EventCell> cells = sums.cells();
    for (std::uint32_t cell = 0; cell < expected.size(); ++cell) {
      if (is_nowhere(cell)) continue;
      EXPECT_EQ(cells[cell].applied, expected[cell]) << cell;
      EXPECT_EQ(cells[cell].opened + cells[cell].closed + cells[cell].amount, 0) << cell;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Rows, PlainSeriesKernel,
                         testing::Combine(testing::Values(0, 1, 2, 3, 255, 256, 257, 1'000),
                                          testing::Bool()));

}  // namespace
}  // namespace openitem::plain_series_kernel_test
