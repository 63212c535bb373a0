#pragma once
/// \file
/// Reads the tables of payment plans into a book; one table at a time, every cell checked at its place.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "column/read.hpp"
#include "plan_life/plan_book.hpp"
#include "plan_life/plan_columns.hpp"

namespace openitem {

/// Tables of the call, in the order of PlanBookReader's codes.
enum PlanTable : std::size_t { kInstalmentTable, kReceiptTable, kCostTable, kPlanTable, kItemTable };

class PlanBookReader {
 public:
  PlanBookReader(const NamedTables& tables, const PlanLifeOptions& options)
      : tables_(tables), options_(options), rules_(plan_reading_rules(options)) {}

  [[nodiscard]] PlanBook read();

 private:
  void read_plan_keys();
  void check_known(const ChunkedColumn& column, const std::vector<std::uint32_t>& codes) const;
  [[nodiscard]] PaymentPlan& plan_of(PlanTable table, std::size_t row);
  [[nodiscard]] std::vector<std::uint16_t> currencies_of(PlanTable table);
  [[nodiscard]] PlanLifeColumns columns_of(PlanTable table, std::span<const std::string_view> names) const;

  void read_instalments();
  void add_instalment(const PlanLifeColumns& columns, PaymentPlan& plan, const PlanInstalment& instalment);
  void arrange(const PlanLifeColumns& columns, PaymentPlan& plan,
               const std::vector<std::optional<std::int64_t>>& balances);
  [[nodiscard]] std::int32_t grace_end(const PlanInstalment& instalment) const;
  void read_plans();

  void read_receipts();
  [[nodiscard]] std::vector<std::uint32_t> read_receipt_keys(const PlanLifeColumns& columns);
  void arrange_receipts(const PlanLifeColumns& columns, PaymentPlan& plan,
                        const std::vector<std::uint32_t>& returned) const;
  void read_costs();

  void read_items();
  [[nodiscard]] std::vector<std::uint8_t> read_disputed(const PlanLifeColumns& columns) const;
  void arrange_items(const PlanLifeColumns& columns, PaymentPlan& plan) const;

  const NamedTables& tables_;
  const PlanLifeOptions& options_;
  const ReadingRules rules_;
  PlanBook book_;
  std::array<std::vector<std::uint32_t>, 5> codes_;  // plans named by each table's rows
  std::vector<std::uint32_t> plan_at_;               // of each key: its plan
  std::vector<std::uint32_t> receipt_codes_;
};

}  // namespace openitem
