#pragma once
// The ledger's columns: what build_ledger fills and every computation reads. Immutable after the build.
// Row numbers here are positions after sorting, not source rows.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "column/read.hpp"
#include "ledger/customer_rows.hpp"
#include "ledger/plain_documents.hpp"
#include "openitem/ledger.hpp"

namespace openitem {

// kNoDate (no date), kNoKey (null key) come from column/read.hpp.
inline constexpr std::int32_t kNeverSuperseded = std::numeric_limits<std::int32_t>::max();
inline constexpr std::int32_t kAlwaysKnown = std::numeric_limits<std::int32_t>::min();  // == kNoDate
inline constexpr std::uint32_t kNoRow = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::int32_t kNoInstalment = -1;
// Applications that no row of the table stands for: of a paid date, and of the rule for unreferenced credits.
inline constexpr std::int64_t kOfFlatForm = -1;
inline constexpr std::int64_t kMadeByRule = -2;

// A dictionary-coded column of the documents.
struct KeyColumn {
  std::string name;                  // the caller's column name
  std::vector<std::uint32_t> codes;  // per document; kNoKey = null
  KeyDictionary dictionary;          // sorted: code order is output order
};

struct DateColumn {
  std::string name;
  std::vector<std::int32_t> days;  // per document; kNoDate = null
};

// Where a document came from.
enum class Origin : std::uint8_t { documents_table = 0, flat_settlement = 1 };

// Sorted by (customer code, issue date, source row, origin).
struct Documents {
  std::vector<std::uint32_t> customer;  // code into customers dictionary
  std::vector<std::uint8_t> kind;       // DocumentKind
  std::vector<Origin> origin;
  std::vector<std::int32_t> issue, posting;  // days, never missing
  std::vector<std::int32_t> due;             // kNoDate where missing
  std::vector<std::int64_t> amount;          // signed minor units
  std::vector<std::uint16_t> currency;       // Currency::index()
  std::vector<std::int64_t> source_row;
  // Dense; rows of one id (versions, duplicates) share it, rows without id have their own. In the flat form a
  // duplicate has one of its own too, because it is settled by its own payment.
  std::vector<std::uint32_t> identity;
  std::vector<std::int32_t> recorded_on;  // kAlwaysKnown where missing
  std::vector<std::int32_t>
      superseded_on;  // kNeverSuperseded for latest versions: exists for K in [recorded_on, superseded_on)
  KeyColumn entity;   // codes empty = no such column
  KeyColumn terms;    // codes empty = no such column
  std::vector<KeyColumn> id;  // members of the id tuple; empty = no id
  std::vector<KeyColumn> dimensions;
  std::vector<DateColumn> dates;
  std::vector<std::int64_t> tax_amount;        // empty = no such column; 0 where null
  std::vector<std::int64_t> base_amount;       // empty = no such column; minor units of base_currency
  std::vector<std::uint8_t> base_amount_null;  // same length as base_amount
  [[nodiscard]] std::int64_t rows() const noexcept { return static_cast<std::int64_t>(amount.size()); }
};

// Grouped by debit identity, then `latest` date, then the id of the credit and so on (OrderOfTies). Kept rows only.
struct Applications {
  std::vector<std::uint32_t> debit_identity, credit_identity;
  std::vector<std::int32_t> instalment;     // instalment NUMBER named by the row; kNoInstalment = none
  std::vector<std::int64_t> debit_amount;   // minor units of the debit's currency, positive settles
  std::vector<std::int64_t> credit_amount;  // minor units of the credit's currency, positive settles
  std::vector<std::int32_t> applied_on;
  std::vector<std::int32_t> recorded_on;  // kAlwaysKnown where missing
  std::vector<std::int32_t>
      superseded_on;                     // of flat settlements whose row was recorded again; empty = none is
  std::vector<std::int64_t> source_row;  // kOfFlatForm, kMadeByRule
  // The day of the clock recorded_on. An application by rule counts from its postings, whenever it was known.
  [[nodiscard]] std::int32_t recorded_day(std::size_t row) const noexcept {
    return recorded_on[row] == kAlwaysKnown || source_row[row] == kMadeByRule ? applied_on[row]
                                                                              : recorded_on[row];
  }
  [[nodiscard]] std::int64_t rows() const noexcept { return static_cast<std::int64_t>(debit_amount.size()); }
};

// Grouped by identity: rows [offsets[identity], offsets[identity + 1]); ordered by (due date, number).
struct Instalments {
  std::vector<std::uint32_t> offsets;  // identities + 1; empty = no instalments at all
  std::vector<std::int32_t> number, due;
  std::vector<std::int64_t> amount;
  std::vector<std::int64_t> source_row;
};

// Grouped by identity like instalments.
struct Disputes {
  std::vector<std::uint32_t> offsets;
  std::vector<std::int64_t> amount;          // minor units of the document's currency
  std::vector<std::uint8_t> whole;           // 1 = the whole document, amount not looked at
  std::vector<std::int32_t> opened, closed;  // closed kNoDate = open
  std::vector<std::int32_t> recorded_on;
  std::vector<std::string> reason, outcome;
  std::vector<std::int64_t> source_row;
};

struct Promises {
  std::vector<std::uint32_t> customer;
  std::vector<std::uint32_t> document_identity;  // kNoRow = of the whole account
  std::vector<std::int32_t> promised_on, due, recorded_on;
  std::vector<std::int64_t> amount;
  std::vector<std::uint8_t> amount_null;
  std::vector<std::uint16_t> currency;
};

struct Contacts {
  std::vector<std::uint32_t> customer;
  std::vector<std::int32_t> contacted_on, recorded_on;
  std::vector<std::string> channel, result, note;
};

struct DunningHistory {
  std::vector<std::uint32_t> customer, document_identity;
  std::vector<std::int32_t> sent_on, level, recorded_on;
  std::vector<std::string> letter;
  std::vector<std::int64_t> fee;
  std::vector<std::uint16_t> currency;
};

// One row per customer named in the customers table that is in the dictionary.
struct Customers {
  std::vector<std::uint32_t> customer, parent;  // codes; parent kNoKey = none
  std::vector<std::int64_t> credit_limit;
  std::vector<std::uint8_t> credit_limit_null;
  std::vector<std::int32_t> limit_expiry;
  std::vector<std::int64_t> cover;
  std::vector<std::uint8_t> cover_null;
  std::vector<std::uint16_t> currency;
  std::vector<std::string> language;
  std::vector<std::uint8_t> hardship, insolvency, legal_stop;
};

// Input tables in the order of the docs: the order of findings and of errors.
// The last one is no table of a ledger: open items as columns, read by the same rules.
enum class LedgerTable : std::uint8_t {
  documents,
  applications,
  instalments,
  disputes,
  promises,
  contacts,
  dunning,
  customers,
  items
};
inline constexpr std::size_t kLedgerTables = 8;

enum class Severity : std::uint8_t { suspicion = 0, impossible = 1 };

// Rules are data: src/ledger/rules.*; index into that table.
struct Finding {
  std::uint16_t rule;
  LedgerTable table;
  Status status;        // of the Error it is under RowPolicy::strict
  std::int64_t row;     // source row; -1 = the whole column or table
  std::int64_t count;   // rows it stands for (1, or all rows when row == -1)
  std::int64_t amount;  // money impact in minor units
  bool has_amount;
  std::uint16_t currency;  // Currency::index(); XXX where there is none
  std::string column, value;
  std::string detail;  // what else the rule's message shows
};

// Sums the proof needs that documents no longer show. One entry per (rule, currency).
struct Exclusion {
  std::uint16_t rule;
  std::uint16_t currency;
  std::int64_t count;   // excluded documents and their flat settlements
  std::int64_t amount;  // signed sum of readable amounts of the excluded documents and their flat settlements
};

struct ReadTotal {
  std::uint16_t currency;
  std::int64_t count, amount;                    // every row of the documents table; unreadable amounts as 0
  std::int64_t payments_count, payments_amount;  // flat settlements, before exclusions
};

struct TableSummary {
  std::string table;
  std::int64_t rows, kept, excluded, suspicious;
};

struct ColumnUse {
  std::string table, column, role;  // role empty = not read
};

struct LedgerData {
  KeyDictionary customers;
  Documents documents;
  std::int64_t identities = 0;
  // Rows of an identity: identity_rows[identity_offsets[i] .. identity_offsets[i + 1]), ascending recorded_on then source row.
  std::vector<std::uint32_t> identity_offsets, identity_rows;
  // Per identity the row that applications settle when known_at is not given: the first row of the latest version.
  std::vector<std::uint32_t> current_row;
  bool has_versions = false;        // some document is superseded
  bool has_recorded_on = false;     // some document, application or dispute has one: known_at can matter
  bool has_cross_currency = false;  // some application takes different amounts from its two documents
  std::int64_t customer_count = 0;  // distinct customers with kept documents
  std::vector<std::uint16_t> currencies;  // of kept documents: indices, ascending, each once
  Applications applications;
  // Applications of a debit: rows [debit_offsets[identity], debit_offsets[identity + 1]).
  std::vector<std::uint32_t> debit_offsets;
  // Positions in `applications`, grouped by credit identity: credit_rows[credit_offsets[i] .. credit_offsets[i + 1]).
  std::vector<std::uint32_t> credit_offsets, credit_rows;
  PlainDocuments plain;
  CustomerRows customer_rows;
  Instalments instalments;
  Disputes disputes;
  Promises promises;
  Contacts contacts;
  DunningHistory dunning;
  Customers customer_master;
  std::string base_currency;
  std::vector<Finding> findings;  // order: table in the order of the docs, then rule position, then row
  std::vector<Exclusion> exclusions;
  std::vector<ReadTotal> read_totals;  // ascending currency index
  std::vector<TableSummary> summary;
  std::vector<ColumnUse> columns;
};

}  // namespace openitem
