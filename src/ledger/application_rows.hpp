#pragma once
// Applications while the ledger is built: read, judged, made by rule, and sorted.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "ledger/document_tables.hpp"

namespace openitem {

// The applications table as read, one entry per source row.
struct ApplicationRows {
  References credit, debit;
  std::vector<std::int32_t> instalment;  // kNoInstalment = none
  std::vector<std::int64_t> debit_amount, credit_amount;
  std::vector<std::int32_t> applied_on, recorded_on;  // recorded_on empty = no such column
  // Of the two documents, kNoDate where one is not found; whether both are found and of different customers.
  std::vector<std::int32_t> credit_posting, debit_posting;
  std::vector<std::uint8_t> has_two_customers;

  // The day from which the row counts by the clock `latest`. Requires both documents.
  [[nodiscard]] std::int32_t latest(std::size_t row) const noexcept {
    return std::max({applied_on[row], credit_posting[row], debit_posting[row]});
  }
  [[nodiscard]] std::size_t size() const noexcept { return debit_amount.size(); }
};

// What is applied to each document so far, and what may be. Position = identity; magnitudes.
struct AppliedSums {
  std::vector<std::int64_t> limit;    // |amount| of the current row, less flat settlements
  std::vector<std::int64_t> applied;  // sum of the kept applications

  explicit AppliedSums(const LedgerData& ledger);
};

// The kept applications to be, in the order: flat form, table rows, rules.
struct ApplicationList {
  std::vector<std::uint32_t> debit_identity, credit_identity;
  std::vector<std::int32_t> instalment;
  std::vector<std::int64_t> debit_amount, credit_amount;
  std::vector<std::int32_t> applied_on, recorded_on, superseded_on;
  std::vector<std::int32_t> latest;  // the last of applied-on and both postings
  std::vector<std::int64_t> source_row;

  void reserve(std::size_t rows);
};

// The last of the day an application was applied on and the postings of its two documents.
[[nodiscard]] std::int32_t latest_date(const LedgerData& ledger, std::uint32_t debit_identity,
                                       std::uint32_t credit_identity, std::int32_t applied_on) noexcept;

// The amounts as read: what findings of the table refer to.
struct ApplicationMoney {
  CurrencyCells debit_currencies, credit_currencies;
  MoneyCells debit, credit;
};

// Reads the table and judges each row by itself. `money` must outlive every further finding of the table.
[[nodiscard]] ApplicationRows read_applications(TableContext& context, const NamedInstalments& instalments,
                                                ApplicationMoney& money);
// Suspicions of the rows that are kept in the end.
void report_applications(TableContext& context, const ApplicationRows& applications,
                         const ApplicationMoney& money);
// Excludes the rows that apply too much (docs/methods/ledger.md, section 4) and sums the others.
void judge_over_application(TableContext& context, const ApplicationRows& applications, AppliedSums& sums);

// Flat form: an application for each settlement, up to the amount.
void apply_settlements(const std::vector<FlatLink>& links, const LedgerData& ledger, AppliedSums& sums,
                       ApplicationList& list);
// Appends the kept rows; of `applications` the identities alone are sure to remain.
void append_kept(ApplicationRows& applications, const TableRows& rows, ApplicationList& list);
// Credits that no application row names fill the oldest due debits (unreferenced_credits.cpp).
void apply_unreferenced_credits(const ApplicationRows& applications, AppliedSums& sums,
                                const LedgerData& ledger, ApplicationList& list);
// Sorts the list into ledger.applications and indexes it by both sides.
void store_applications(const ApplicationList& list, std::int32_t threads, LedgerData& ledger);

}  // namespace openitem
