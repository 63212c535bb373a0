#pragma once
/// \file
/// The currency that amounts are compared in: their own, or the one that all are converted to.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "aging/exchange_rates.hpp"
#include "column/read.hpp"
#include "ledger/ledger_data.hpp"

namespace openitem::exposure {

class ExposureCurrency {
 public:
  /// `tables`: those of the call, "rates" among them. \throws Error invalid_argument (rates without a currency), and as
  /// read_exchange_rates.
  ExposureCurrency(const LedgerData& ledger, std::string_view currency, std::span<const TableView> tables);

  /// What an amount of this currency is compared in.
  [[nodiscard]] std::uint16_t of(std::uint16_t currency) const noexcept {
    return target_ ? *target_ : currency;
  }
  /// Minor units of `of(currency)`, rounded half up. \throws Error missing_value (no rate), overflow.
  [[nodiscard]] std::int64_t convert(std::int64_t amount, std::uint16_t currency) const;
  /// Of each row of a table: its column "currency", else the currency of the call, else the only one of the ledger.
  /// \throws Error not_set, and as require_row_currencies.
  [[nodiscard]] std::vector<std::uint16_t> of_rows(const ChunkedTable& table) const;

 private:
  std::optional<std::uint16_t> target_, only_;
  std::vector<std::optional<MinorRate>> rates_;
};

}  // namespace openitem::exposure
