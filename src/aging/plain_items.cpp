#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "aging/item_figures.hpp"
#include "aging/plain_items_kernel.hpp"
#include "core/parallel.hpp"
#include "money/currency_table.hpp"

namespace openitem {
namespace {

constexpr std::int64_t kSampledRows = 1024;
// Of the span of the sampled customers, on both sides: of a thousand draws the first and the last seldom miss more.
constexpr std::uint64_t kSampleRoom = 64;

// A first and a last key, both included.
struct KeyRange {
  std::int64_t low, high;

  void widen(const KeyRange& other) noexcept {
    low = std::min(low, other.low);
    high = std::max(high, other.high);
  }
  [[nodiscard]] bool holds(const KeyRange& other) const noexcept {
    return low <= other.low && other.high <= high;
  }
  // high - low, which an int64 need not hold.
  [[nodiscard]] std::uint64_t span() const noexcept {
    return static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
  }
  [[nodiscard]] std::uint32_t groups() const noexcept { return static_cast<std::uint32_t>(span() + 1); }
};

// The sums of the customers of a range of keys; the range grows with the keys that come.
class KeyedCells {
 public:
  KeyedCells() = default;
  KeyedCells(const KeyRange& range, std::int32_t money_cells)
      : range_(range), cells_(range.groups(), money_cells) {}

  [[nodiscard]] const KeyRange& range() const noexcept { return range_; }
  [[nodiscard]] CellMatrix& cells() noexcept { return cells_; }

  // Strong guarantee.
  void cover(const KeyRange& range) {
    if (range_.holds(range)) return;
    KeyRange wider = range_;
    wider.widen(range);
    CellMatrix cells(wider.groups(), cells_.money_cells());
    cells.place(cells_, static_cast<std::uint32_t>(range_.low - wider.low));
    cells_ = std::move(cells);
    range_ = wider;
  }

 private:
  KeyRange range_{0, 0};
  CellMatrix cells_;
};

class PlainItems {
 public:
  explicit PlainItems(const ItemRequest& request)
      : table_(request.table),
        options_(request.options),
        rules_(request.rules),
        columns_(request.columns),
        placing_{request.buckets.uppers(),
                 request.as_of,
                 request.columns.credit_cell,
                 request.buckets.late_above(),
                 request.buckets.days().scale().first_known(),
                 request.buckets.days().scale().last_known()} {}

  std::optional<ItemFigures> run() {
    if (!is_plain_aging() || !find_runs()) return std::nullopt;
    sample_keys();
    if (!is_narrow(range_) || !scatter_runs()) return std::nullopt;
    return figures();
  }

 private:
  [[nodiscard]] bool is_plain_aging() const {
    const bool by_customer = options_.by.size() == 1 && options_.by.front() == "customer";
    const bool by_due_date = options_.basis == AgingBasis::due && table_.one("issue_date") == nullptr;
    const bool keeps_credits =
        options_.credits == CreditMode::own_column || options_.credits == CreditMode::own_age;
    return by_customer && by_due_date && keeps_credits && rules_.money == MoneyForm::minor &&
           table_.one("currency") == nullptr && table_.one("entity") == nullptr &&
           table_.all("dimension").empty();
  }

  static const void* buffer(const ColumnChunk& chunk, std::int64_t width) {
    return static_cast<const char*>(chunk.view.values) + chunk.view.offset * width;
  }

  // Chunks of a table have the same rows in every column. A run is a slice of a chunk, for one thread.
  bool find_runs() {
    const ChunkedColumn& customer = *table_.one("customer");
    const ChunkedColumn& due = *table_.one("due_date");
    const ChunkedColumn& amount = *table_.one("amount");
    if (customer.rows() == 0) return false;
    for (std::size_t c = 0; c < customer.chunks().size(); ++c) {
      const ColumnChunk& key = customer.chunks()[c];
      const ColumnChunk& day = due.chunks()[c];
      const ColumnChunk& minor = amount.chunks()[c];
      const bool wide = key.view.type == ColumnType::int64;
      if (!wide && key.view.type != ColumnType::int32) return false;
      if (day.view.type != ColumnType::date32 || minor.view.type != ColumnType::int64) return false;
      if (key.view.validity != nullptr || day.view.validity != nullptr || minor.view.validity != nullptr)
        return false;
      if (key.rows == 0) continue;
      chunks_.push_back({buffer(key, wide ? 8 : 4), buffer(day, 4), buffer(minor, 8), key.rows, wide});
    }
    return true;
  }

  // The rows [part, part + 1) / parts of every chunk.
  template <typename Function>
  void for_each_slice(std::int64_t part, std::int64_t parts, Function&& fn) const {
    for (const RawItems& chunk : chunks_) {
      const std::int64_t begin = chunk.rows * part / parts;
      const std::int64_t end = chunk.rows * (part + 1) / parts;
      if (begin < end) fn(chunk.slice(begin, end));
    }
  }

  [[nodiscard]] std::int64_t rows() const { return table_.rows(); }

  // A guess at the customers there are, for the size of the first matrix: rows at even distances.
  void sample_keys() {
    KeyRange sampled = keys_of(chunks_.front(), 0);
    for (const RawItems& chunk : chunks_) {
      const std::int64_t step = std::max<std::int64_t>(1, rows() / kSampledRows);
      for (std::int64_t row = 0; row < chunk.rows; row += step) sampled.widen(keys_of(chunk, row));
      sampled.widen(keys_of(chunk, chunk.rows - 1));
    }
    range_ = with_room(sampled, static_cast<std::int64_t>(sampled.span() / kSampleRoom));
  }

  static KeyRange keys_of(const RawItems& chunk, std::int64_t row) {
    const RawRange range = range_of(chunk.slice(row, row + 1));
    return {range.key_low, range.key_high};
  }

  // Customers close enough together for a table over all of them.
  [[nodiscard]] bool is_narrow(const KeyRange& range) const {
    const std::uint64_t limit = std::max<std::uint64_t>(1024, static_cast<std::uint64_t>(rows()) / 4);
    // At most twice as many words as money cells in a group, and at most twice the groups in a matrix with room.
    const auto words = static_cast<std::uint64_t>(columns_.money_cells()) * 4;
    return range.span() < std::min(limit, kMatrixWordLimit / words);
  }

  // What one thread adds up.
  struct Partial {
    KeyedCells cells;
    RawSums sums;
  };

  bool scatter_runs() {
    const std::int64_t parts = partial_count(rows(), range_.groups(), rules_.threads);
    std::vector<std::optional<Partial>> partials(static_cast<std::size_t>(parts));
    for_each_part(parts, rules_.threads, [&](std::int64_t part) {
      partials[static_cast<std::size_t>(part)] = add_part(part, parts);
    });
    for (const std::optional<Partial>& partial : partials) {
      if (!partial) return false;
      range_.widen(partial->cells.range());
      sums_.add(partial->sums);
    }
    if (!is_narrow(range_) || sums_.exceeds_limit()) return false;
    std::vector<CellMatrix> matrices;
    for (std::optional<Partial>& partial : partials) {
      partial->cells.cover(range_);
      matrices.push_back(std::move(partial->cells.cells()));
    }
    cells_ = merge_partials(std::move(matrices), rules_.threads);
    return true;
  }

  // Nothing where a row needs a closer look.
  std::optional<Partial> add_part(std::int64_t part, std::int64_t parts) const {
    Partial partial{KeyedCells(range_, columns_.money_cells()), {}};
    bool is_plain = true;
    for_each_slice(part, parts,
                   [&](const RawItems& items) { is_plain = is_plain && add_slice(items, partial); });
    if (!is_plain) return std::nullopt;
    return partial;
  }

  bool add_slice(RawItems items, Partial& partial) const {
    for (;;) {
      const RawSums added =
          scatter_raw(items, placing_, partial.cells.range().low, partial.cells.cells(), instructions_);
      partial.sums.add(added);
      if (added.rows == items.rows) return true;
      items = items.slice(added.rows, items.rows);
      if (!make_room(items.slice(0, std::min(items.rows, kRawBlockRows)), partial.cells)) return false;
    }
  }

  // Whether the rows are plain and their customers now have cells.
  bool make_room(const RawItems& items, KeyedCells& cells) const {
    const RawRange found = range_of(items);
    if (found.day_low < placing_.first_day || found.day_high > placing_.last_day) return false;
    KeyRange wider = cells.range();
    wider.widen({found.key_low, found.key_high});
    if (!is_narrow(wider)) return false;
    cells.cover(with_room(wider, static_cast<std::int64_t>(wider.span() / 8)));
    return true;
  }

  // Wider than needed: what comes later seldom widens the table again.
  [[nodiscard]] KeyRange with_room(const KeyRange& range, std::int64_t room) const {
    constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
    const KeyRange wide{range.low < lowest + room ? range.low : range.low - room,
                        range.high > highest - room ? range.high : range.high + room};
    return is_narrow(wide) ? wide : range;
  }

  ItemFigures figures() {
    ItemFigures result;
    std::vector<std::int64_t> customers;
    const auto open = static_cast<std::int64_t>(sums_.amount);
    std::int64_t open_items = 0;
    std::size_t customers_with_items = 0;
    for (std::uint32_t group = 0; group < cells_.groups(); ++group) {
      customers_with_items += cells_.open_items(group) != 0 ? 1 : 0;
    }
    result.rows.groups.reserve(customers_with_items);
    customers.reserve(customers_with_items);
    for (std::uint32_t group = 0; group < cells_.groups(); ++group) {
      if (cells_.open_items(group) == 0) continue;
      result.rows.groups.push_back(group);
      customers.push_back(range_.low + group);
      open_items += cells_.open_items(group);
    }
    result.rows.currencies.assign(customers.size(), *rules_.currency);
    result.rows.keys.push_back(Column::int64("customer", std::move(customers)));
    result.sums.resize(currency_table().size());
    result.open_amounts.resize(currency_table().size(), 0);
    result.sums[*rules_.currency].open_items = open_items;
    result.sums[*rules_.currency].reported_items = open_items;
    result.open_amounts[*rules_.currency] = open;
    result.read[*rules_.currency] = {rows(), open};
    result.cells = std::move(cells_);
    return result;
  }

  const TableColumns& table_;
  const AgingOptions& options_;
  const ReadingRules& rules_;
  const FigureColumns& columns_;
  const RawPlacing placing_;
  const InstructionSet instructions_ = best_instruction_set();
  std::vector<RawItems> chunks_;
  KeyRange range_{0, 0};  // customers that the table covers
  RawSums sums_;
  CellMatrix cells_;
};

}  // namespace

std::optional<ItemFigures> age_plain_items(const ItemRequest& request) { return PlainItems(request).run(); }

}  // namespace openitem
