#include "aging/options.hpp"

#include <array>
#include <cstddef>
#include <string>

#include "core/message.hpp"
#include "core/parallel.hpp"
#include "ledger/counting_day.hpp"

namespace openitem {
namespace {

constexpr std::array<const char*, 4> kBasisNames = {"due", "issue", "posting", "column"};
constexpr std::array<const char*, 3> kMissingDateNames = {"issue", "posting", "not_due"};
constexpr std::array<const char*, 4> kCreditModeNames = {"own_column", "own_age", "netted", "excluded"};
constexpr std::array<const char*, 3> kDisputeModeNames = {"inside", "own_column", "excluded"};

template <std::size_t Count, typename Choice>
const char* name_of(const std::array<const char*, Count>& names, Choice choice) noexcept {
  const auto index = static_cast<std::size_t>(choice);
  return index < Count ? names[index] : "";
}

template <std::size_t Count, typename Choice>
void check_named_choice(std::string_view option, const std::array<const char*, Count>&, Choice choice) {
  check_choice(option, static_cast<std::int32_t>(choice), static_cast<std::int32_t>(Count) - 1);
}

[[noreturn]] void refuse(std::string_view option, std::string_view why) {
  throw Error(Status::invalid_argument, Message().append("option ").append(option).append(" ").append(why));
}

}  // namespace

const char* basis_name(AgingBasis basis) noexcept { return name_of(kBasisNames, basis); }
const char* missing_date_name(MissingDate missing_date) noexcept {
  return name_of(kMissingDateNames, missing_date);
}
const char* credit_mode_name(CreditMode mode) noexcept { return name_of(kCreditModeNames, mode); }
const char* dispute_mode_name(DisputeMode mode) noexcept { return name_of(kDisputeModeNames, mode); }

void check_choice(std::string_view option, std::int32_t value, std::int32_t last) {
  if (value >= 0 && value <= last) return;
  throw Error(Status::out_of_bounds, Message()
                                         .append("option ")
                                         .append(option)
                                         .append(" is ")
                                         .append(value)
                                         .append("; expected 0 to ")
                                         .append(last));
}

void check_aging_options(const AgingOptions& options) {
  check_threads(options.threads);
  check_named_choice("basis", kBasisNames, options.basis);
  check_named_choice("missing_date", kMissingDateNames, options.missing_date);
  check_named_choice("credits", kCreditModeNames, options.credits);
  check_named_choice("disputes", kDisputeModeNames, options.disputes);
  check_named_choice("clock", kClockNames, options.clock);
  check_choice("future_payments", options.future_payments, 1);
  check_choice("base_amounts", options.base_amounts, 1);
  if (options.basis == AgingBasis::column && options.date_column.empty()) {
    refuse("date_column", "is empty; basis column needs the name of a date column of the ledger");
  }
  if (options.basis != AgingBasis::column && !options.date_column.empty()) {
    throw Error(Status::invalid_argument, Message()
                                              .append("option date_column is ")
                                              .append_quoted(options.date_column)
                                              .append(" but the basis is ")
                                              .append(basis_name(options.basis))
                                              .append("; set basis to column or leave date_column empty"));
  }
  if (options.basis != AgingBasis::due && !options.re_aged_column.empty()) {
    throw Error(Status::invalid_argument,
                Message()
                    .append("option re_aged_column is ")
                    .append_quoted(options.re_aged_column)
                    .append(" but the basis is ")
                    .append(basis_name(options.basis))
                    .append("; re-aged dates stand beside due dates: set basis to due or leave it empty"));
  }
}

void refuse_figures_beside(const AgingOptions& options, std::string_view figures) {
  const auto why = [figures](std::string_view instead) {
    return std::string("does not apply to ").append(figures).append("; ").append(instead);
  };
  if (options.base_amounts != 0) refuse("base_amounts", why("age the ledger to see base amounts"));
  if (!options.re_aged_column.empty()) refuse("re_aged_column", why("age the ledger to see re-aged dates"));
}

void check_item_aging_options(const AgingOptions& options) {
  check_aging_options(options);
  if (options.basis == AgingBasis::posting || options.basis == AgingBasis::column) {
    throw Error(Status::invalid_argument, Message()
                                              .append("option basis is ")
                                              .append(basis_name(options.basis))
                                              .append("; item columns can be aged by due or issue only"));
  }
  if (options.missing_date == MissingDate::posting) {
    refuse("missing_date", "is posting; item columns have no posting date: choose issue or not_due");
  }
  if (options.known_at) refuse("known_at", "does not apply to item columns; it needs a ledger");
  if (options.clock != ApplicationClock::latest) {
    refuse("clock", "does not apply to item columns; it needs a ledger");
  }
  if (options.disputes != DisputeMode::inside) {
    refuse("disputes", "does not apply to item columns; it needs a ledger");
  }
  if (options.future_payments != 0) {
    refuse("future_payments", "does not apply to item columns; it needs a ledger");
  }
  if (options.base_amounts != 0) {
    refuse("base_amounts", "does not apply to item columns; it needs a ledger");
  }
  if (!options.re_aged_column.empty()) {
    refuse("re_aged_column", "does not apply to item columns; it needs a ledger");
  }
}

}  // namespace openitem
