#pragma once
/// \file
/// Provision for expected credit losses: the matrix on plain figures, the provision of a ledger, the movement of the
/// allowance and loss rates from history. Rates are int64 parts per billion: 5 % = 50,000,000.
/// docs/methods/provision.md states every rule.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "openitem/aging.hpp"
#include "openitem/column.hpp"
#include "openitem/ledger.hpp"
#include "openitem/money.hpp"
#include "openitem/time.hpp"

namespace openitem {

/// 100 %, in parts per billion.
inline constexpr std::int64_t kWholeRate = 1'000'000'000;

/// Where the exact products of amount and rate are rounded.
enum class ProvisionRounding : std::int32_t {
  bucket = 0,  ///< each bucket on its own; the total is the sum of the rounded buckets
  total = 1,   ///< the exact total once; the buckets are its parts by largest remainder and sum to it
};

struct ProvisionMatrixOptions {
  Rounding rounding = Rounding::half_up;
  ProvisionRounding round_by = ProvisionRounding::bucket;
  std::int32_t rounding_power = 0;  ///< rounds to multiples of 10^power minor units, 0 .. 9: 2 = whole euros
  std::int64_t forward_factor = kWholeRate;  ///< multiplies every rate: parts per billion, 0 .. 10^11
  std::int64_t forward_points = 0;           ///< added after it: parts per billion, -10^9 .. 10^9
};

struct ProvisionMatrix {
  std::vector<std::int64_t> rates;      ///< applied: after factor and points, 0 .. 10^9
  std::vector<std::int64_t> by_bucket;  ///< minor units; 0 <= by_bucket[i] <= balances[i]
  std::int64_t total = 0;               ///< sum of by_bucket
  std::int64_t balance_total = 0;       ///< sum of the balances
};

/// The provision matrix on plain figures: balances in minor units of one currency, one rate each. O(n), with
/// ProvisionRounding::total O(n log n). Thread-safe.
/// \throws Error ragged_columns, invalid_data (a negative balance: a credit lowers no provision; a rate outside
/// 0 .. 10^9) with its row, out_of_bounds (options), overflow.
[[nodiscard]] ProvisionMatrix compute_provision_matrix(std::span<const std::int64_t> balances,
                                                       std::span<const std::int64_t> rates,
                                                       const ProvisionMatrixOptions& options = {});

/// Where recoveries of what was written off go.
enum class RecoveryTreatment : std::int32_t {
  not_set = 0,
  profit_or_loss = 1,  ///< income of the period, past the allowance (usual under IFRS 9)
  allowance = 2,       ///< into the allowance (ASC 326-20-35-8)
};

/// One allowance over a period, in minor units.
struct AllowanceFigures {
  std::int64_t opening = 0;     ///< 0 or more
  std::int64_t write_offs = 0;  ///< used up, 0 or more
  std::int64_t recoveries = 0;  ///< 0 or more
  std::int64_t currency = 0;    ///< change by translation, either sign
  std::int64_t closing = 0;     ///< what the allowance must be, 0 or more
  RecoveryTreatment treatment = RecoveryTreatment::not_set;
};

/// opening + charge - release - write_offs + recoveries through the allowance + currency = closing.
struct AllowanceMovement {
  std::int64_t charge = 0;   ///< into the allowance, 0 or more
  std::int64_t release = 0;  ///< out of it, 0 or more; one of both is 0
  std::int64_t recoveries_through_allowance = 0;
  std::int64_t recoveries_in_profit_or_loss = 0;
  /// charge - release - recoveries_in_profit_or_loss: what the period bears.
  std::int64_t expense = 0;
};

/// The charge or release that brings an allowance to its closing. Pure.
/// \throws Error not_set (recoveries without a treatment), out_of_bounds, overflow.
[[nodiscard]] AllowanceMovement compute_allowance_movement(const AllowanceFigures& figures);

/// Names of one engine: the amounts are the same, the formula id in "about" and the usual treatment of recoveries differ.
enum class ProvisionFramework : std::int32_t {
  ifrs9_simplified = 0,  ///< IFRS 9 5.5.15, B5.5.35: provision matrix over the lifetime
  cecl_aging = 1,        ///< ASC 326-20-55-37: aging schedule
};

/// Whether a customer's credits lower the exposure of his debits.
enum class OffsetRight : std::int32_t {
  none = 0,            ///< credits lower nothing
  listed = 1,          ///< of the customers in the table "offset_rights"
  every_customer = 2,  ///< of every customer
};

enum class ProvisionTax : std::int32_t {
  included = 0,     ///< a loss is a loss of the whole open amount
  recoverable = 1,  ///< the tax in the open part comes back from the authority and is no exposure
};

struct ProvisionOptions {
  ProvisionFramework framework = ProvisionFramework::ifrs9_simplified;
  OffsetRight offset = OffsetRight::none;
  ProvisionTax tax = ProvisionTax::included;
  Rounding rounding = Rounding::half_up;
  ProvisionRounding round_by = ProvisionRounding::bucket;  ///< bucket = each row; total = each currency
  std::int32_t rounding_power = 0;                         ///< as in ProvisionMatrixOptions
  MoneyForm money = MoneyForm::exact;                      ///< of the money columns of the tables
  /// Effective rate a year, parts per billion, 0 .. 10^9; 0 = no discounting. Needs the table "collection".
  std::int64_t discount_rate = 0;
};

/// Tables of a provision, in this order; docs/methods/provision.md states their columns:
///  "rows"      the group columns, currency, bucket: from the gross open debits down to base, rate and allowance; with
///              discounting also the loss before it and the discount
///  "totals"    the amounts by currency
///  "items"     every open debit item with its exposure, its row and its part of the allowance
///  "specific"  what the rows of the table "specific" came to
///  "rates"     the rows of the table "rates" and what they were used for
///  "scenarios" the allowance without overlay, under each scenario, and as applied
///  "proof"     currency, line, count, amount: open items down to the rows, rows down to the items; differences are 0
///  "about"     name, value: everything needed to repeat the figures
using Provision = Result;

/// Expected credit losses on the open debit items of a ledger at the end of `as_of`: loss rate by bucket and segment.
/// `tables`: "rates" (bucket, rate, and any of currency and the columns in `aging.by`), and optionally "overlays" (factor,
/// points, and any of bucket, currency, the columns in `by`), "scenarios" (scenario, weight, factor, points), "specific"
/// (document id columns or customer, rate or amount, currency), "cover" (customer, rate, limit, currency, integral),
/// "offset_rights" (customer) and, with a discount rate, "collection" (days, and any of bucket, currency, the columns in `by`). Rates, factors, points and weights are decimals of at most nine digits after the point.
/// `aging`: buckets, basis, groups, clock, known_at and threads; credits, disputes, future_payments, base_amounts and
/// re_aged_column must be left at their defaults. O(documents + applications + items log items). Thread-safe.
/// \throws Error missing_column, missing_value (an exposure without a rate), invalid_data (a rate outside 0 .. 1, a key twice,
/// weights that do not sum to 1), inconsistent_data (a specific amount above what is open), unknown_name, unknown_reference,
/// invalid_argument, out_of_bounds, overflow.
[[nodiscard]] Provision compute_provision(const Ledger& ledger, Date as_of, std::span<const TableView> tables,
                                          const AgingOptions& aging = {},
                                          const ProvisionOptions& options = {});

struct ProvisionMovementOptions {
  /// Decides where recoveries go when `recoveries` is not set: ifrs9_simplified = profit or loss, cecl_aging = the allowance.
  ProvisionFramework framework = ProvisionFramework::ifrs9_simplified;
  RecoveryTreatment recoveries = RecoveryTreatment::not_set;
  ProvisionTax tax =
      ProvisionTax::included;          ///< of a ledger: recoverable = write-offs and recoveries without tax
  MoneyForm money = MoneyForm::exact;  ///< of the money columns of the tables
  std::optional<Date> known_at = {};   ///< of a ledger: the books as known at this day
  std::vector<std::string> by = {};    ///< segments; empty = one row a currency
};

/// Tables of a movement of the allowance, in this order:
///  "rows"    the group columns, currency, opening, charge, release, write_offs, recoveries, currency_effect, closing,
///            recoveries_in_profit_or_loss, expense: opening + charge - release - write_offs + recoveries + currency_effect = closing
///  "totals"  the same by currency
///  "journal" the group columns, currency, entry, account, debit, credit: proposed lines, each entry balanced
///  "proof"   currency, line, amount: the movement adds up and debits equal credits
///  "about"   name, value
using ProvisionMovement = Result;

/// How the allowance came from one day to another. `tables`: "opening" and "closing" (the columns in `by`, currency, allowance), and
/// optionally "write_offs", "recoveries" and "currency_effects" (the columns in `by`, currency, amount; write-offs and recoveries 0
/// or more). Several rows of a key are added; further columns are not read. O(rows log rows). Thread-safe.
/// \throws Error missing_column, missing_value (currency, amount), invalid_data (a negative amount), unknown_name,
/// invalid_argument (known_at or tax without a ledger), out_of_bounds, overflow.
[[nodiscard]] ProvisionMovement compute_provision_movement(std::span<const TableView> tables,
                                                           const ProvisionMovementOptions& options = {});

/// The same with write-offs and recoveries from the documents of a ledger posted after `from` and by `to`: kinds write_off and
/// recovery. `tables` then holds neither. O(documents + rows log rows).
/// \throws also Error invalid_argument (from after to, a table that the ledger stands for), missing_column (tax).
[[nodiscard]] ProvisionMovement compute_provision_movement(const Ledger& ledger, Date from, Date to,
                                                           std::span<const TableView> tables,
                                                           const ProvisionMovementOptions& options = {});

/// Whether the rates of segments with little data are drawn toward that of the portfolio.
enum class LossRateShrinkage : std::int32_t {
  none = 0,
  buehlmann_straub = 1,  ///< empirical Bayes: vintages as observations, exposures as volumes
};

/// What becomes of vintages whose horizon is not over.
enum class ImmatureVintages : std::int32_t {
  excluded = 0,   ///< they say nothing yet
  developed = 1,  ///< what they have not recovered so far is developed to the horizon (chain ladder)
};

struct LossRateOptions {
  std::int32_t horizon = 365;  ///< days after the basis date when what is unpaid counts as lost, 1 .. 3,650
  LossRateShrinkage shrinkage = LossRateShrinkage::none;
  std::int32_t monotone = 0;  ///< 1 = an older bucket never has a lower rate (pool adjacent violators)
  ImmatureVintages immature = ImmatureVintages::excluded;
};

/// Tables of loss rates, in this order; docs/methods/provision.md states their columns:
///  "rates"     the group columns, currency, bucket, rate: as compute_provision reads them
///  "cells"     how each rate came about: exposure, loss, own rate, portfolio, credibility, shrunk, pooled
///  "waterfall" the group columns, currency, vintage, bucket, exposure, loss: of mature vintages, and of developed ones with age,
///              unrecovered and development
///  "vintages"  vintage, documents, matures_on, mature
///  "factors", "triangle": with a development only: its factors from age to age and the amounts they are made of
///  "proof"     currency, line, count, amount; the difference is 0
///  "about"     name, value
using LossRates = Result;

/// Loss rates from the ledger's own history: invoices and debit notes issued from `from` to `to`, by month of issue (vintage), how much
/// of them reached each bucket and how much of that was written off or unpaid at the horizon. A vintage counts when the horizon of
/// every document is over by the end of `as_of`. `aging`: basis (due, issue, posting), bounds, missing_date (issue, posting), by;
/// everything else must be left at its default. O(documents + applications log applications of a document).
/// \throws Error invalid_argument (from after to, an option that must be left), out_of_bounds (horizon), unknown_name, overflow.
[[nodiscard]] LossRates compute_loss_rates(const Ledger& ledger, Date from, Date to, Date as_of,
                                           const AgingOptions& aging = {},
                                           const LossRateOptions& options = {});

}  // namespace openitem
