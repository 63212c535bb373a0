#pragma once
/// \file
/// What every ledger and every aging keeps, whatever it was built from.

#include <string_view>

#include "harness.hpp"
#include "openitem/openitem.hpp"

namespace openitem::fuzz {

inline void require_proof(const Aging& aging) {
  const Table& proof = aging.table("proof");
  for (std::int64_t row = 0; row < proof.rows(); ++row) {
    if (proof.text_at("line", row) != "difference") continue;
    require(proof.int64s("amount")[static_cast<std::size_t>(row)] == 0,
            "the proof ends in a difference of 0");
  }
  std::int64_t rows_total = 0;
  std::int64_t totals_total = 0;
  for (const std::int64_t total : aging.table("rows").int64s("total")) rows_total += total;
  for (const std::int64_t total : aging.table("totals").int64s("total")) totals_total += total;
  require(rows_total == totals_total, "rows sum to the totals");
}

inline void require_sums(const Ledger& ledger) {
  const Result check = check_ledger(ledger);
  const Table& summary = check.table("summary");
  const auto rows = summary.int64s("rows");
  const auto kept = summary.int64s("kept");
  const auto excluded = summary.int64s("excluded");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    require(rows[i] == kept[i] + excluded[i], "every row is kept or excluded");
  }
  const Date as_of("2024-06-30");
  require_proof(compute_aging(ledger, as_of));
  AgingOptions netted;
  netted.credits = CreditMode::netted;
  require_proof(compute_aging(ledger, as_of, netted));
}

/// A refusal is an Error that says something; never a bug of ours.
inline void require_refusal(const Error& error) {
  require(error.status() != Status::ok && error.status() != Status::internal,
          "an error has a status of the caller's");
  require(std::string_view(error.what()).size() > 4, "an error says something");
}

}  // namespace openitem::fuzz
