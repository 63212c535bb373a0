#include "interest/interest_proof.hpp"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aging/group_keys.hpp"
#include "column/output_columns.hpp"
#include "core/checked.hpp"

namespace openitem {
namespace {

struct ProofSums {
  std::array<std::int64_t, kNoChargeReasons> items{}, amounts{};
  std::array<std::int64_t, 5> lines{}, line_amounts{};  // by LineKind
  std::int64_t charge = 0;
};

class ProofLines {
 public:
  void add(std::uint16_t currency, std::string name, std::int64_t count, std::int64_t amount) {
    currencies_.push_back(currency);
    names_.push_back(std::move(name));
    counts_.push_back(count);
    amounts_.push_back(amount);
  }
  [[nodiscard]] Table table() && {
    Table table("proof");
    table.add(currency_column("currency", currencies_));
    const std::vector<std::string_view> names(names_.begin(), names_.end());
    table.add(Column::text("line", names));
    table.add(Column::int64("count", std::move(counts_), ColumnRole::count));
    table.add(Column::int64("amount", std::move(amounts_), ColumnRole::money));
    return table;
  }

 private:
  std::vector<std::uint16_t> currencies_;
  std::vector<std::string> names_;
  std::vector<std::int64_t> counts_, amounts_;
};

void prove(std::uint16_t currency, const ProofSums& sums, ProofLines& lines) {
  std::int64_t items = 0, amount = 0;
  for (std::size_t reason = 0; reason < kNoChargeReasons; ++reason) {
    items += sums.items[reason];
    amount = checked_add(amount, sums.amounts[reason]);
  }
  lines.add(currency, "items", items, amount);
  for (std::size_t reason = 1; reason < kNoChargeReasons; ++reason) {
    if (sums.items[reason] == 0) continue;
    lines.add(currency, std::string("not_charged_") + no_charge_name(static_cast<NoCharge>(reason)),
              sums.items[reason], sums.amounts[reason]);
  }
  lines.add(currency, "charged_items", sums.items[0], sums.amounts[0]);
  std::int64_t line_count = 0, line_total = 0;
  for (std::size_t kind = 0; kind < sums.lines.size(); ++kind) {
    if (sums.lines[kind] == 0) continue;
    lines.add(currency, line_kind_name(static_cast<LineKind>(kind)), sums.lines[kind],
              sums.line_amounts[kind]);
    line_count += sums.lines[kind];
    line_total = checked_add(line_total, sums.line_amounts[kind]);
  }
  lines.add(currency, "lines", line_count, line_total);
  lines.add(currency, "charge", sums.items[0], sums.charge);
  lines.add(currency, "difference", 0, checked_sub(sums.charge, line_total));
}

}  // namespace

Table interest_proof(const Statement& statement) {
  std::map<std::uint16_t, ProofSums> by_currency;
  for (const StatedItem& item : statement.items) {
    ProofSums& sums = by_currency[item.currency];
    const auto reason = static_cast<std::size_t>(item.statement.reason);
    ++sums.items[reason];
    sums.amounts[reason] = checked_add(sums.amounts[reason], item.amount);
    sums.charge = checked_add(sums.charge, checked_add(item.statement.interest, item.statement.compensation));
  }
  for (const InterestLine& line : statement.lines) {
    ProofSums& sums = by_currency[statement.items[line.item].currency];
    const auto kind = static_cast<std::size_t>(line.kind);
    ++sums.lines[kind];
    sums.line_amounts[kind] = checked_add(sums.line_amounts[kind], line.amount);
  }
  ProofLines lines;
  for (const auto& [currency, sums] : by_currency) prove(currency, sums, lines);
  return std::move(lines).table();
}

}  // namespace openitem
