#include "provision/provision_rows.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "aging/groups.hpp"
#include "core/message.hpp"
#include "money/currency_table.hpp"

namespace openitem {
namespace {

class Provider {
 public:
  Provider(const ProvisionRequest& request, std::vector<Exposure>& exposures)
      : request_(request), documents_(request.ledger.documents), exposures_(exposures) {}

  ProvisionFigures run() {
    group();
    find_rates();
    const std::vector<std::int64_t> losses = losses_at([](const RateInForce& rate) { return rate.applied; });
    const std::vector<std::int64_t> allowances = discounted(losses);
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      rows_[row].amounts.undiscounted = losses[row];
      rows_[row].amounts.matrix_allowance = allowances[row];
    }
    spread();
    std::vector<ScenarioLine> scenarios = scenario_lines();
    return {std::move(rows_), std::move(scenarios)};
  }

 private:
  [[nodiscard]] std::uint32_t document_of(const Exposure& exposure) const {
    return request_.aged.set.items.document[exposure.item];
  }

  void group() {
    Groups groups(static_cast<std::int64_t>(exposures_.size()), request_.threads);
    const auto document = [&](std::int64_t at) {
      return document_of(exposures_[static_cast<std::size_t>(at)]);
    };
    for (const GroupKey& key : request_.keys) {
      groups.add_level(key.keys(), [&](std::int64_t at) { return key.code_of(document(at)); });
    }
    const CurrencyRanks ranks(request_.ledger.currencies);
    groups.add_level(ranks.size(),
                     [&](std::int64_t at) { return ranks.rank(documents_.currency[document(at)]); });
    groups.add_level(static_cast<std::uint32_t>(request_.buckets.size()), [&](std::int64_t at) {
      return std::uint32_t{request_.aged.cell[exposures_[static_cast<std::size_t>(at)].item]};
    });
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::vector<std::size_t> row_of(groups.size(), none);
    for (const std::uint32_t id : groups.ids()) row_of[id] = 0;
    for (std::uint32_t id = 0; id < groups.size(); ++id) {
      if (row_of[id] == none) continue;
      row_of[id] = rows_.size();
      ProvisionRow row;
      for (std::size_t level = 0; level < request_.keys.size(); ++level)
        row.group.push_back(groups.code(id, level));
      row.currency = ranks.currency(groups.code(id, request_.keys.size()));
      row.bucket = static_cast<std::int32_t>(groups.code(id, request_.keys.size() + 1));
      rows_.push_back(std::move(row));
    }
    for (std::size_t at = 0; at < exposures_.size(); ++at) {
      exposures_[at].row = row_of[groups.ids()[at]];
      rows_[exposures_[at].row].amounts.add(exposures_[at]);
    }
  }

  void find_rates() {
    for (ProvisionRow& row : rows_) {
      row.rate = request_.rates.of({row.group, row.currency, row.bucket});
      if (!row.rate.source_row && row.amounts.base != 0)
        refuse_missing(row, "there is no loss rate for bucket ", "rates", "rates.rate");
      find_days(row);
    }
  }

  void find_days(ProvisionRow& row) const {
    if (!request_.discounting.is_asked_for()) return;
    row.days_to_collection = request_.discounting.days_of({row.group, row.currency, row.bucket});
    if (row.days_to_collection) {
      row.discount_factor = request_.discounting.factor(*row.days_to_collection);
    } else if (row.amounts.base != 0) {
      refuse_missing(row, "there are no days to collection for bucket ", "collection", "collection.days");
    }
  }

  [[noreturn]] void refuse_missing(const ProvisionRow& row, const char* what, const char* table,
                                   const char* column) const {
    Message message;
    message.append(what)
        .append(request_.buckets[static_cast<std::size_t>(row.bucket)])
        .append(", currency ")
        .append(currency_table()[row.currency].code);
    for (std::size_t level = 0; level < request_.keys.size(); ++level) {
      const GroupKey& key = request_.keys[level];
      const std::uint32_t code = row.group[level];
      const Column shown = key.column(std::span(&code, 1));
      message.append(", ").append(key.name).append(" ");
      if (code == kNoKey) {
        message.append("(empty)");
      } else if (shown.type() == ColumnType::int64) {
        message.append(shown.int64s()[0]);
      } else {
        message.append_quoted(shown.text_at(0));
      }
    }
    throw Error(Status::missing_value, message.append("; add a row to the table ").append(table))
        .at(-1, column);
  }

  // Of each row at the rate that `rate_of` picks, before discounting.
  template <typename RateOf>
  [[nodiscard]] std::vector<std::int64_t> losses_at(RateOf&& rate_of) const {
    return products([&](std::size_t row) { return rows_[row].amounts.base; },
                    [&](std::size_t row) { return rate_of(rows_[row].rate); });
  }

  // The present value of losses by row, rounded in the same way.
  [[nodiscard]] std::vector<std::int64_t> discounted(const std::vector<std::int64_t>& losses) const {
    if (!request_.discounting.is_asked_for()) return losses;
    return products([&](std::size_t row) { return losses[row]; },
                    [&](std::size_t row) { return rows_[row].discount_factor; });
  }

  // amount x rate of each row; rounded by row, or once a currency.
  template <typename AmountOf, typename RateOf>
  [[nodiscard]] std::vector<std::int64_t> products(AmountOf&& amount_of, RateOf&& rate_of) const {
    std::vector<std::int64_t> found(rows_.size(), 0);
    std::map<std::uint16_t, std::vector<std::size_t>> by_currency;
    for (std::size_t row = 0; row < rows_.size(); ++row) by_currency[rows_[row].currency].push_back(row);
    for (const auto& [currency, rows] : by_currency) {
      std::vector<std::int64_t> amounts;
      std::vector<std::int64_t> rates;
      for (const std::size_t row : rows) {
        amounts.push_back(amount_of(row));
        rates.push_back(rate_of(row));
      }
      const std::vector<std::int64_t> rounded = round_products(amounts, rates, request_.rounding);
      for (std::size_t i = 0; i < rows.size(); ++i) found[rows[i]] = rounded[i];
    }
    return found;
  }

  // A row's allowance falls on its items in proportion to what is exposed; the reimbursement to what is covered.
  void spread() {
    std::vector<std::vector<std::size_t>> items(rows_.size());
    for (std::size_t at = 0; at < exposures_.size(); ++at) items[exposures_[at].row].push_back(at);
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      ProvisionAmounts& amounts = rows_[row].amounts;
      const std::int64_t covered_loss =
          multiply_divide(amounts.covered, rows_[row].rate.applied, kWholeRate, request_.rounding.mode);
      amounts.reimbursement = std::min(
          amounts.matrix_allowance,
          multiply_divide(covered_loss, rows_[row].discount_factor, kWholeRate, request_.rounding.mode));
      share_out(items[row], amounts.undiscounted, &Exposure::base, &Exposure::undiscounted);
      share_out(items[row], amounts.matrix_allowance, &Exposure::undiscounted, &Exposure::matrix_allowance);
      share_out(items[row], amounts.reimbursement, &Exposure::covered, &Exposure::reimbursement);
      for (const std::size_t at : items[row]) amounts.specific_allowance += exposures_[at].specific_allowance;
    }
  }

  void share_out(const std::vector<std::size_t>& items, std::int64_t amount, std::int64_t Exposure::*by,
                 std::int64_t Exposure::*part) {
    if (amount == 0) return;
    std::vector<std::int64_t> weights;
    weights.reserve(items.size());
    for (const std::size_t at : items) weights.push_back(exposures_[at].*by);
    const std::vector<std::int64_t> parts = allocate(amount, weights);
    for (std::size_t i = 0; i < items.size(); ++i) exposures_[items[i]].*part = parts[i];
  }

  [[nodiscard]] std::vector<ScenarioLine> scenario_lines() const {
    std::vector<ScenarioLine> lines;
    for (const auto& [currency, total] : provision_totals(rows_)) {
      add_line(lines, currency, "without_overlay", std::nullopt, total.specific_allowance,
               [](const RateInForce& rate) { return rate.rate; });
      for (const Scenario& scenario : request_.rates.scenarios()) {
        add_line(lines, currency, scenario.name, scenario.weight, total.specific_allowance,
                 [&](const RateInForce& rate) { return RatesInForce::under(scenario, rate); });
      }
      add_line(lines, currency, "applied", std::nullopt, total.specific_allowance,
               [](const RateInForce& rate) { return rate.applied; });
    }
    return lines;
  }

  template <typename RateOf>
  void add_line(std::vector<ScenarioLine>& lines, std::uint16_t currency, std::string name,
                std::optional<std::int64_t> weight, std::int64_t specific, RateOf&& rate_of) const {
    const std::vector<std::int64_t> allowances = discounted(losses_at(rate_of));
    ScenarioLine line{currency, std::move(name), weight, 0, specific};
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (rows_[row].currency == currency) line.matrix_allowance += allowances[row];
    }
    lines.push_back(std::move(line));
  }

  const ProvisionRequest& request_;
  const Documents& documents_;
  std::vector<Exposure>& exposures_;
  std::vector<ProvisionRow> rows_;
};

}  // namespace

void ProvisionAmounts::add(const Exposure& exposure) {
  gross += exposure.open;
  specific += exposure.specific;
  offset += exposure.offset;
  tax += exposure.tax;
  insured += exposure.insured;
  base += exposure.base;
  covered += exposure.covered;
  ++open_items;
}

void ProvisionAmounts::add(const ProvisionAmounts& other) {
  gross += other.gross;
  specific += other.specific;
  offset += other.offset;
  tax += other.tax;
  insured += other.insured;
  base += other.base;
  covered += other.covered;
  undiscounted += other.undiscounted;
  matrix_allowance += other.matrix_allowance;
  specific_allowance += other.specific_allowance;
  reimbursement += other.reimbursement;
  open_items += other.open_items;
}

ProvisionFigures provide(const ProvisionRequest& request, std::vector<Exposure>& exposures) {
  return Provider(request, exposures).run();
}

std::vector<std::pair<std::uint16_t, ProvisionAmounts>> provision_totals(std::span<const ProvisionRow> rows) {
  std::map<std::uint16_t, ProvisionAmounts> totals;
  for (const ProvisionRow& row : rows) totals[row.currency].add(row.amounts);
  return {totals.begin(), totals.end()};
}

}  // namespace openitem
