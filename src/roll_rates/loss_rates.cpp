#include "roll_rates/loss_rates.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "aging/document_columns.hpp"
#include "core/checked.hpp"

namespace openitem {
namespace {

// One bucket of one group, over all periods.
struct BucketLoss {
  std::uint32_t document = 0;
  std::uint16_t bucket = 0;
  std::int64_t periods = 0;
  std::int64_t opening = 0, stays = 0, rolled = 0, written_off = 0;
  std::optional<double> loss, loss_with_write_offs;
  std::string_view warning;
  [[nodiscard]] std::int64_t decided() const noexcept { return opening - stays; }
};

double rate(std::int64_t numerator, std::int64_t denominator) noexcept {
  return static_cast<double>(numerator) / static_cast<double>(denominator);
}

// From the terminal bucket to the youngest.
void chain(std::span<BucketLoss> buckets, const TerminalLoss& terminal) {
  std::optional<double> loss = terminal.rate;
  std::optional<double> with_write_offs = terminal.rate;
  for (std::size_t at = buckets.size(); at-- > 0;) {
    BucketLoss& bucket = buckets[at];
    const bool is_decided = bucket.decided() != 0;
    if (!is_decided) bucket.warning = "zero_denominator";
    if (at < terminal.bucket) {
      if (is_decided && !loss) bucket.warning = "zero_denominator_later";
      if (is_decided && loss) {
        const double rolls = rate(bucket.rolled, bucket.decided());
        loss = rolls * *loss;
        with_write_offs = rate(bucket.written_off, bucket.decided()) + rolls * *with_write_offs;
      } else {
        loss.reset();
        with_write_offs.reset();
      }
    }
    bucket.loss = loss;
    bucket.loss_with_write_offs = with_write_offs;
  }
}

class LossRows {
 public:
  LossRows(const PooledMoves& pooled, const FlowKeys& keys, std::size_t buckets)
      : keys_(keys), buckets_(buckets) {
    for (std::size_t at = 0; at < pooled.openings.size(); ++at) {
      const Flow& opening = pooled.openings[at];
      if (opening.state >= buckets) continue;
      BucketLoss& row = row_of(opening);
      row.opening = opening.amount;
      row.periods = pooled.periods[at];
    }
    find_ = 0;
    for (const Flow& flow : pooled.moves) {
      if (flow.state < buckets) add(flow);
    }
  }
  std::vector<BucketLoss> rows;

 private:
  // The row of the flow's bucket; every bucket of a group gets one. Flows ascend.
  BucketLoss& row_of(const Flow& flow) {
    if (rows.empty() || !keys_.is_same_group(rows.back().document, flow.document)) {
      for (std::size_t bucket = 0; bucket < buckets_; ++bucket) {
        rows.push_back({});
        rows.back().document = flow.document;
        rows.back().bucket = static_cast<std::uint16_t>(bucket);
      }
    }
    return rows[rows.size() - buckets_ + flow.state];
  }

  void add(const Flow& flow) {
    while (!keys_.is_same_group(rows[find_].document, flow.document)) find_ += buckets_;
    BucketLoss& row = rows[find_ + flow.state];
    switch (move_of(flow.code).outcome) {
      case Outcome::stays: row.stays = checked_add(row.stays, flow.amount); break;
      case Outcome::rolls: row.rolled = checked_add(row.rolled, flow.amount); break;
      case Outcome::written_off: row.written_off = checked_add(row.written_off, flow.amount); break;
      default: break;
    }
  }

  const FlowKeys& keys_;
  const std::size_t buckets_;
  std::size_t find_ = 0;
};

template <typename ValueOf>
std::vector<std::int64_t> values_of(std::span<const BucketLoss> rows, ValueOf&& value_of) {
  std::vector<std::int64_t> values;
  values.reserve(rows.size());
  for (const BucketLoss& row : rows) values.push_back(value_of(row));
  return values;
}

Column optional_column(const char* name, std::span<const BucketLoss> rows,
                       std::optional<double> BucketLoss::*member) {
  std::vector<double> values;
  Validity is_there;
  for (const BucketLoss& row : rows) {
    values.push_back((row.*member).value_or(0.0));
    is_there.add((row.*member).has_value());
  }
  return is_there.on(Column::float64(name, std::move(values)));
}

Table table_of(std::span<const BucketLoss> rows, const FlowKeys& keys, std::span<const std::string> labels) {
  std::vector<std::uint32_t> documents;
  std::vector<std::uint16_t> buckets;
  std::vector<std::string_view> warnings;
  Validity has_warning;
  for (const BucketLoss& row : rows) {
    documents.push_back(row.document);
    buckets.push_back(row.bucket);
    warnings.push_back(row.warning);
    has_warning.add(!row.warning.empty());
  }
  const std::vector<std::int64_t> decided = values_of(rows, [](const BucketLoss& r) { return r.decided(); });
  const auto money = [&](const char* name, std::int64_t BucketLoss::*member) {
    return Column::int64(name, values_of(rows, [member](const BucketLoss& r) { return r.*member; }),
                         ColumnRole::money);
  };
  const auto share = [&](const char* name, std::int64_t BucketLoss::*member) {
    return rate_column(name, values_of(rows, [member](const BucketLoss& r) { return r.*member; }), decided);
  };
  Table table("loss_rates");
  add_group_columns(table, keys, documents);
  table.add(state_column("bucket", buckets, labels));
  table.add(Column::int64("periods", values_of(rows, [](const BucketLoss& r) { return r.periods; }),
                          ColumnRole::count));
  table.add(money("opening", &BucketLoss::opening));
  table.add(Column::int64("decided", decided, ColumnRole::money));
  table.add(money("rolled", &BucketLoss::rolled));
  table.add(share("roll_rate", &BucketLoss::rolled));
  table.add(money("written_off", &BucketLoss::written_off));
  table.add(share("write_off_rate", &BucketLoss::written_off));
  table.add(optional_column("loss_rate", rows, &BucketLoss::loss));
  table.add(optional_column("loss_rate_with_write_offs", rows, &BucketLoss::loss_with_write_offs));
  table.add(has_warning.on(Column::text("warning", warnings)));
  return table;
}

}  // namespace

Table loss_rates_table(const PooledMoves& pooled, const TerminalLoss& terminal, const FlowKeys& keys,
                       std::span<const std::string> labels) {
  LossRows losses(pooled, keys, labels.size());
  const std::span<BucketLoss> rows(losses.rows);
  for (std::size_t at = 0; at < rows.size(); at += labels.size())
    chain(rows.subspan(at, labels.size()), terminal);
  return table_of(rows, keys, labels);
}

}  // namespace openitem
