#pragma once
/// \file
/// Columns that several tables of exposure have.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "column/output_columns.hpp"
#include "core/quotient.hpp"
#include "exposure/credit_accounts.hpp"
#include "openitem/column.hpp"

namespace openitem::exposure {

/// A column some of whose cells are empty.
template <typename Value>
struct SparseCells {
  std::vector<Value> values;
  std::vector<std::uint8_t> valid;
  void add(Value value, bool is_there = true) {
    values.push_back(is_there ? value : Value{});
    valid.push_back(is_there ? 1 : 0);
  }
};

[[nodiscard]] inline Column money_cells(std::string name, SparseCells<std::int64_t>&& cells) {
  return Column::int64(std::move(name), std::move(cells.values), ColumnRole::money)
      .with_validity(cells.valid);
}
[[nodiscard]] inline Column share_cells(std::string name, SparseCells<double>&& cells) {
  return Column::float64(std::move(name), std::move(cells.values)).with_validity(cells.valid);
}
[[nodiscard]] inline Column day_cells(std::string name, SparseCells<std::int32_t>&& cells) {
  return Column::date(std::move(name), std::move(cells.values)).with_validity(cells.valid);
}

/// What stands beside an exposure that is measured against a limit.
struct LimitColumns {
  SparseCells<std::int64_t> limit, headroom;
  SparseCells<double> use;
  SparseCells<std::int32_t> valid_to;
  std::vector<std::string_view> state;

  void add(const CreditLimit& limit_of, std::int64_t exposure) {
    const bool is_there = limit_of.is_in_force();
    limit.add(limit_of.limit, is_there);
    headroom.add(limit_of.limit - exposure, is_there);
    const bool has_use = is_there && limit_of.limit != 0;
    use.add(has_use ? quotient(exposure, limit_of.limit) : 0, has_use);
    valid_to.add(limit_of.valid_to, limit_of.valid_to != kNoDate);
    state.push_back(name_of(limit_of.state));
  }
  void write(Table& table) {
    table.add(money_cells("limit", std::move(limit)));
    table.add(Column::text("limit_state", state));
    table.add(day_cells("limit_valid_to", std::move(valid_to)));
    table.add(money_cells("headroom", std::move(headroom)));
    table.add(share_cells("limit_use", std::move(use)));
  }
};

/// The parts of an exposure.
struct PartColumns {
  std::vector<std::int64_t> open, orders, deliveries, unapplied, cover, exposure, credit_left;

  void add(const MeasuredExposure& measured) {
    open.push_back(measured.open);
    orders.push_back(measured.orders);
    deliveries.push_back(measured.deliveries);
    unapplied.push_back(measured.unapplied);
    cover.push_back(measured.cover);
    exposure.push_back(measured.exposure);
    credit_left.push_back(measured.credit_left);
  }
  void write(Table& table, bool has_cover) {
    const auto add_money = [&](const char* name, std::vector<std::int64_t>& values) {
      table.add(Column::int64(name, std::move(values), ColumnRole::money));
    };
    add_money("open_gross", open);
    add_money("orders", orders);
    add_money("deliveries", deliveries);
    add_money("unapplied", unapplied);
    if (has_cover) add_money("cover", cover);
    add_money("exposure", exposure);
    add_money("credit_left", credit_left);
  }
};

}  // namespace openitem::exposure
