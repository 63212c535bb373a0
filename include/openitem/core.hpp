#pragma once
/// \file
/// Status codes, the error record and the one exception type of the facade.

#include <cstdint>
#include <exception>
#include <string_view>

namespace openitem {

/// Pinned numbers: 100s argument, 200s data, 300s arithmetic, 400s resource, 500s version, 900s internal.
/// The C ABI returns the same numbers (`oi_status`).
enum class Status : std::int32_t {
  ok = 0,
  invalid_argument = 100,   ///< a value the function does not accept
  null_argument = 101,      ///< a required pointer is NULL
  out_of_bounds = 102,      ///< an option outside its stated bounds
  not_set = 103,            ///< a choice that has no default was left at 0
  unknown_name = 104,       ///< a table, column, role, currency or option name nobody knows
  buffer_too_small = 105,   ///< a caller's buffer cannot hold the answer
  invalid_data = 200,       ///< a cell cannot be read as what its column means
  missing_column = 201,     ///< a required column is absent
  wrong_type = 202,         ///< a column's type cannot carry this meaning
  ragged_columns = 203,     ///< columns of one table differ in length
  missing_value = 204,      ///< a required cell is null or empty
  date_out_of_range = 205,  ///< outside 1900-01-01 .. 9999-12-31
  unknown_reference = 206,  ///< a row names a document or customer that is not there
  inconsistent_data = 207,  ///< rows that contradict each other (over-application, mixed currencies ...)
  invalid_text = 208,       ///< text that is not UTF-8
  inexact_amount = 209,     ///< more digits than the currency has
  overflow = 300,           ///< an amount or a sum leaves the range of the ledger
  division_by_zero = 301,
  out_of_memory = 400,
  cancelled = 401,
  unsupported_version = 500,  ///< a struct_size this library does not know
  internal = 900,             ///< a bug in openitem
};

/// Name of a status as it stands in the documentation, e.g. "invalid_data"; never null.
[[nodiscard]] const char* status_name(Status status) noexcept;

/// Fixed-size description of a failure; the same bytes as C's `oi_error`.
struct ErrorRecord {
  std::int32_t status = 0;         ///< a `Status`
  std::int32_t argument = -1;      ///< index of the offending argument, from 0; -1 = none
  std::int64_t row = -1;           ///< first offending source row, from 0; -1 = none
  std::int64_t rows_affected = 0;  ///< rows with the same fault; 0 = not counted
  char column[96] = {};            ///< "table.column", NUL-terminated; empty = none
  char message[392] = {};          ///< one English sentence: what is wrong, what was expected, what to do
};
static_assert(sizeof(ErrorRecord) == 512);

/// The only exception the facade throws (besides none). Copying and throwing allocate nothing of their own.
class Error : public std::exception {
 public:
  Error(Status status, std::string_view message) noexcept;
  explicit Error(const ErrorRecord& record) noexcept : record_(record) {}

  /// Builder steps, each returns *this: `throw Error(Status::invalid_data, "...").at(row, "documents.amount");`
  Error& at(std::int64_t row, std::string_view column) noexcept;
  Error& affecting(std::int64_t rows) noexcept;
  Error& of_argument(std::int32_t index) noexcept;

  [[nodiscard]] const char* what() const noexcept override { return record_.message; }
  [[nodiscard]] Status status() const noexcept { return static_cast<Status>(record_.status); }
  [[nodiscard]] std::int64_t row() const noexcept { return record_.row; }
  [[nodiscard]] std::int64_t rows_affected() const noexcept { return record_.rows_affected; }
  [[nodiscard]] std::string_view column() const noexcept { return record_.column; }
  [[nodiscard]] const ErrorRecord& record() const noexcept { return record_; }

 private:
  ErrorRecord record_;
};

/// Version of the library that is linked, "major.minor.patch".
[[nodiscard]] const char* version() noexcept;

}  // namespace openitem
