#pragma once
/// \file
/// The ledger: an immutable, validated accounts-receivable sub-ledger that owns its columns.
/// docs/methods/ledger.md states every rule; the names of rules and findings are the same there.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "openitem/column.hpp"
#include "openitem/core.hpp"
#include "openitem/money.hpp"
#include "openitem/time.hpp"

namespace openitem {

/// What a document is. Debits raise the receivable (amount >= 0), credits lower it (amount <= 0); adjustment
/// and opening balance may have either sign.
enum class DocumentKind : std::int32_t {
  unclassified_credit = 0,  ///< negative amount in a ledger without kinds
  invoice = 1,
  debit_note = 2,
  interest = 3,
  fee = 4,
  refund = 5,
  payment_return = 6,
  recovery = 7,
  credit_note = 8,
  payment = 9,
  discount = 10,
  write_off = 11,
  adjustment = 12,
  opening_balance = 13,
};
/// "invoice", "credit_note" ...; never null.
[[nodiscard]] const char* document_kind_name(DocumentKind kind) noexcept;

/// What happens to an impossible row (over-application, unknown document, unreadable amount ...).
enum class RowPolicy : std::int32_t {
  strict = 0,  ///< the first one by row is an Error
  mark = 1,    ///< it is excluded and reported: a finding, and a line of every proof
};

/// How the sign of document amounts is to be read.
enum class AmountSign : std::int32_t {
  signed_amount = 0,  ///< debits positive, credits negative
  by_kind = 1,  ///< amounts are magnitudes; credit kinds are negated (either-sign kinds stay as they are)
};

/// The date that makes an application count. It never counts before both of its documents are posted, except
/// under applied_on and recorded_on where the proof shows the difference as a line of its own.
enum class ApplicationClock : std::int32_t {
  latest = 0,           ///< later of applied-on and both posting dates
  payment_posting = 1,  ///< later of both posting dates; applied-on is not looked at
  applied_on = 2,       ///< applied-on alone
  recorded_on = 3,      ///< recorded-on alone (applied-on where it is absent)
};

/// What becomes of credits that no application row mentions.
enum class UnreferencedCredits : std::int32_t {
  unapplied = 0,  ///< they stay unapplied
  oldest_due =
      1,  ///< they fill the customer's debits, oldest due date of the document first (same entity and currency) in the order of posting
};

/// Says that column `column` of table `table` plays `role`. Canonical names need no entry.
/// Roles of every table stand in docs/methods/ledger.md. Repeatable roles keep the order of their entries: "id",
/// "credit_id", "debit_id", "document_id" (tuples), "dimension", "date" (further typed date columns).
struct ColumnMapping {
  std::string table;
  std::string role;
  std::string column;
};

/// Every member has a default. Bounds are checked; an unknown role, table or column name is an error.
struct LedgerOptions {
  std::int32_t threads = 1;  ///< 0 or 1 = the caller's thread; at most 256
  RowPolicy row_policy = RowPolicy::strict;
  MoneyForm money = MoneyForm::exact;
  AmountSign sign = AmountSign::signed_amount;
  UnreferencedCredits unreferenced_credits = UnreferencedCredits::unapplied;
  std::string currency = {};  ///< of rows whose currency is absent; required when there is no currency column
  std::string base_currency = {};  ///< of the base_amount column; required with it
  std::string date_format = {};    ///< of text dates; empty = ISO
  std::vector<ColumnMapping> map = {};
};

struct LedgerData;  // internal

/// Handle to an immutable ledger; copying shares it. Safe to read from any number of threads.
class Ledger {
 public:
  [[nodiscard]] std::int64_t document_count() const noexcept;     ///< kept documents, all versions
  [[nodiscard]] std::int64_t application_count() const noexcept;  ///< kept application rows
  [[nodiscard]] std::int64_t customer_count() const noexcept;     ///< distinct customers with documents
  [[nodiscard]] std::int64_t finding_count() const noexcept;      ///< rows of the "findings" table
  [[nodiscard]] const LedgerData& data() const noexcept { return *data_; }

 private:
  friend Ledger build_ledger(std::span<const TableView>, const LedgerOptions&);
  explicit Ledger(std::shared_ptr<const LedgerData> data) noexcept : data_(std::move(data)) {}
  std::shared_ptr<const LedgerData> data_;
};

/// Builds a ledger from tables "documents" (required), "applications", "instalments", "disputes", "promises",
/// "contacts", "dunning", "customers". A documents table with the roles paid_date / paid_amount is the flat form: each
/// paid row becomes invoice, payment and application. Input is read once and not kept.
/// O(n log n) in rows. \throws Error: see Status; row and column are those of the first offence.
[[nodiscard]] Ledger build_ledger(std::span<const TableView> tables, const LedgerOptions& options = {});
[[nodiscard]] Ledger build_ledger(const Table& documents, const LedgerOptions& options = {});

/// What the ledger found in its input. Tables:
///  "summary"  table, rows, kept, excluded, suspicious: one row per input table
///  "columns"  table, column, role ("not read" where nobody reads it)
///  "rules"    rule, severity, currency, count, amount: findings by rule and currency
///  "findings" rule, severity, table, row, column, value, currency, amount, message (row: source row from 0,
///             -1 = the whole column; amount: money impact, null where unreadable)
///  "totals"   currency, kind, count, amount: kept documents (current versions) by kind
[[nodiscard]] Result check_ledger(const Ledger& ledger);

}  // namespace openitem
