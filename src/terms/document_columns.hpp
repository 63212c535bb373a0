#pragma once
/// \file
/// Tables "documents" and "terms" of a batch, read: every row has its terms, dates, amounts and currency.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "openitem/column.hpp"
#include "openitem/terms.hpp"

namespace openitem {

struct TermsBatchInput {
  std::span<const TableView> tables;
  TermsReading reading = TermsReading::not_set;
  std::string_view currency;       ///< of documents without a column; "" = none
  std::string_view base_currency;  ///< "" = no base amounts
  MoneyForm money = MoneyForm::exact;
  std::int32_t threads = 1;
};

struct TermsDocuments {
  std::vector<std::string> codes;          ///< of `terms`
  std::vector<PaymentTerms> terms;         ///< those that documents name, and all of table "terms"
  std::vector<std::int32_t> terms_of_row;  ///< position in `terms`
  std::vector<std::int32_t> issue, receipt, delivery,
      as_of;                                         ///< empty = no such column; kNoTermsDay = missing
  std::vector<std::int64_t> total, tax, base_total;  ///< tax and base total: empty = no such column
  std::vector<std::uint16_t> currency;               ///< by index
  std::optional<Currency> base_currency;

  [[nodiscard]] std::size_t rows() const noexcept { return total.size(); }
  [[nodiscard]] TermsDateColumns dates() const noexcept { return {issue, receipt, delivery, as_of}; }
};

/// \throws Error located at table, column and row: missing_column, missing_value, invalid_data, unknown_reference, unknown_name,
/// not_set (no currency, a text with several readings), wrong_type, inexact_amount, overflow.
[[nodiscard]] TermsDocuments read_terms_documents(const TermsBatchInput& input);

}  // namespace openitem
