#pragma once
/// \file
/// The tables of a call, read: orders, deliveries, limits, covers, orders on trial, reviews (docs/methods/exposure.md, 1).

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "aging/group_keys.hpp"
#include "column/named_tables.hpp"
#include "column/read.hpp"
#include "exposure/credit_accounts.hpp"
#include "exposure/exposure_currency.hpp"
#include "ledger/ledger_data.hpp"
#include "openitem/exposure.hpp"

namespace openitem::exposure {

inline constexpr std::array<std::string_view, 7> kExposureTables = {
    "orders", "deliveries", "limits", "covers", "what_if", "reviews", "rates"};

/// An order, a delivery, or an order on trial.
struct CreditFlow {
  CreditKey key;  ///< its scope: kNoKey = none was given
  std::int64_t amount = 0;
  std::int32_t day = kNoDate;
};

/// A limit or a cover, and the days on which it holds.
struct CreditTerm {
  CreditKey key;
  std::int64_t row = -1;  ///< of its table; -1 = of the ledger's customers
  std::int64_t amount = 0;
  std::int64_t insured_share = 0;
  std::int32_t from = 0, to = 0;  ///< both days included
  bool is_temporary = false;

  [[nodiscard]] bool holds_on(std::int32_t day) const noexcept { return from <= day && day <= to; }
};
/// Of a term without a last day.
inline constexpr std::int32_t kNoEnd = std::int32_t{1} << 30;

/// Everything that reading needs. Refers to its arguments.
class ExposureTables {
 public:
  /// `scope`: nullptr = none is asked for. \throws Error unknown_name (a table).
  ExposureTables(const LedgerData& ledger, const GroupKey* scope, const ExposureCurrency& currency,
                 std::span<const TableView> tables, const ExposureOptions& options);

  [[nodiscard]] bool has(std::string_view table) const noexcept { return tables_.find(table) != nullptr; }
  /// `day`: name of the column of the day. \throws Error as compute_exposure.
  [[nodiscard]] std::vector<CreditFlow> flows(std::string_view name, std::string_view day) const;
  [[nodiscard]] std::vector<CreditTerm> limits() const;
  [[nodiscard]] std::vector<CreditTerm> covers() const;
  /// By customer code the last review by the day; kNoDate = none.
  [[nodiscard]] std::vector<std::int32_t> last_reviews(std::int32_t as_of) const;

 private:
  [[nodiscard]] std::vector<std::uint32_t> customers_of(const ChunkedTable& table) const;
  [[nodiscard]] std::vector<std::uint32_t> scopes_of(const ChunkedTable& table) const;
  [[nodiscard]] std::vector<std::int32_t> days_of(const ChunkedTable& table, std::string_view column) const;
  [[nodiscard]] std::vector<std::int64_t> amounts_of(const ChunkedTable& table, std::string_view column,
                                                     std::span<const std::uint16_t> currencies) const;
  void check_columns(const ChunkedTable& table, std::span<const std::string_view> names) const;
  [[nodiscard]] std::vector<CreditTerm> terms_of(const ChunkedTable& table, bool has_scope) const;
  void read_kinds(const ChunkedTable& table, std::vector<CreditTerm>& terms) const;
  void read_shares(const ChunkedTable& table, std::vector<CreditTerm>& terms) const;
  [[nodiscard]] std::vector<CreditTerm> ledger_terms(bool is_cover) const;

  const LedgerData& ledger_;
  const GroupKey* const scope_;
  const ExposureCurrency& currency_;
  const ExposureOptions& options_;
  const NamedTables tables_;
};

}  // namespace openitem::exposure
