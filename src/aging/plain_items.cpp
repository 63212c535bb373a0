#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "aging/item_figures.hpp"
#include "core/parallel.hpp"
#include "money/currency_table.hpp"

namespace openitem {
namespace {

class PlainItems {
 public:
  explicit PlainItems(const ItemRequest& request)
      : table_(request.table),
        as_of_(request.as_of),
        options_(request.options),
        rules_(request.rules),
        buckets_(request.buckets),
        columns_(request.columns) {}

  std::optional<ItemFigures> run() {
    if (!is_plain_aging() || !find_runs()) return std::nullopt;
    find_range();
    if (!is_in_range()) return std::nullopt;
    if (!scatter_runs()) return std::nullopt;
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

  static RawItems slice(const RawItems& items, std::int64_t begin, std::int64_t end) {
    const auto shifted = [](const void* values, std::int64_t bytes) -> const void* {
      return static_cast<const char*>(values) + bytes;
    };
    return {shifted(items.keys, begin * (items.wide_keys ? 8 : 4)), shifted(items.due_days, begin * 4),
            shifted(items.amounts, begin * 8), end - begin, items.wide_keys};
  }

  // The rows [part, part + 1) / parts of every chunk.
  template <typename Function>
  void for_each_slice(std::int64_t part, std::int64_t parts, Function&& fn) const {
    for (const RawItems& chunk : chunks_) {
      const std::int64_t begin = chunk.rows * part / parts;
      const std::int64_t end = chunk.rows * (part + 1) / parts;
      if (begin < end) fn(slice(chunk, begin, end));
    }
  }

  [[nodiscard]] std::int64_t rows() const { return table_.rows(); }

  void find_range() {
    const std::int64_t parts =
        std::max<std::int64_t>(1, std::min<std::int64_t>(rules_.threads, chunk_count(rows())));
    std::vector<std::optional<RawRange>> ranges(static_cast<std::size_t>(parts));
    for_each_part(parts, rules_.threads, [&](std::int64_t part) {
      for_each_slice(part, parts, [&](const RawItems& items) {
        widen_range(ranges[static_cast<std::size_t>(part)], range_of(items));
      });
    });
    for (const std::optional<RawRange>& range : ranges) {
      if (range) widen_range(range_, *range);
    }
  }

  static void widen_range(std::optional<RawRange>& range, const RawRange& other) {
    if (!range) range = other;
    range->key_low = std::min(range->key_low, other.key_low);
    range->key_high = std::max(range->key_high, other.key_high);
    range->day_low = std::min(range->day_low, other.day_low);
    range->day_high = std::max(range->day_high, other.day_high);
  }

  // Customers close enough together for a table over all of them; dates that are dates.
  [[nodiscard]] bool is_in_range() const {
    const std::uint64_t span =
        static_cast<std::uint64_t>(range_->key_high) - static_cast<std::uint64_t>(range_->key_low);
    const std::uint64_t limit = std::max<std::uint64_t>(1024, static_cast<std::uint64_t>(rows()) / 4);
    return span < limit && range_->day_low >= Date::min_days && range_->day_high <= Date::max_days;
  }

  bool scatter_runs() {
    const auto groups = static_cast<std::uint32_t>(range_->key_high - range_->key_low + 1);
    const RawPlacing placing{buckets_.lookup(), as_of_, range_->key_low, columns_.credit_cell};
    const std::int64_t parts = partial_count(rows(), groups, rules_.threads);
    std::vector<CellMatrix> partials(static_cast<std::size_t>(parts));
    std::vector<RawSums> sums(static_cast<std::size_t>(parts));
    for_each_part(parts, rules_.threads, [&](std::int64_t part) {
      CellMatrix cells(groups, columns_.money_cells());
      RawSums sum;
      for_each_slice(part, parts,
                     [&](const RawItems& items) { sum.add(scatter_raw(items, placing, cells)); });
      partials[static_cast<std::size_t>(part)] = std::move(cells);
      sums[static_cast<std::size_t>(part)] = sum;
    });
    for (const RawSums& sum : sums) sums_.add(sum);
    if (sums_.exceeds_limit()) return false;
    cells_ = merge_partials(std::move(partials), rules_.threads);
    return true;
  }

  ItemFigures figures() {
    ItemFigures result;
    std::vector<std::int64_t> customers;
    const auto open = static_cast<std::int64_t>(sums_.amount);
    std::int64_t open_items = 0;
    for (std::uint32_t group = 0; group < cells_.groups(); ++group) {
      if (cells_.open_items(group) == 0) continue;
      result.rows.groups.push_back(group);
      customers.push_back(range_->key_low + group);
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
  const std::int32_t as_of_;
  const AgingOptions& options_;
  const ReadingRules& rules_;
  const Buckets& buckets_;
  const FigureColumns& columns_;
  std::vector<RawItems> chunks_;
  std::optional<RawRange> range_;
  RawSums sums_;
  CellMatrix cells_;
};

}  // namespace

std::optional<ItemFigures> age_plain_items(const ItemRequest& request) { return PlainItems(request).run(); }

}  // namespace openitem
