#include "aging/exchange_rates.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "aging/required_columns.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "money/currency_table.hpp"
#include "money/rounding.hpp"

namespace openitem {
namespace {

constexpr std::int32_t kRateDecimals = 12;

// "1.0825": without the zeros that say nothing.
std::string decimal_text(std::int64_t value) {
  const std::int64_t unit = kPowersOfTen[kRateDecimals];
  std::string text = std::to_string(value / unit);
  std::string digits = std::to_string(value % unit);
  digits.insert(0, static_cast<std::size_t>(kRateDecimals) - digits.size(), '0');
  digits.erase(digits.find_last_not_of('0') + 1);
  return digits.empty() ? text : text + "." + digits;
}

class RateReader {
 public:
  RateReader(std::span<const TableView> tables, std::uint16_t base_currency)
      : table_(require_table(tables, "rates")),
        currency_(require_column(table_, "currency")),
        rate_(require_column(table_, "rate")),
        per_(table_.find("per")),
        base_currency_(base_currency),
        rates_(currency_table().size()) {}

  std::vector<std::optional<MinorRate>> read() {
    rates_[base_currency_] = MinorRate{1, 1, "1"};
    const std::vector<std::optional<std::uint16_t>> currencies =
        require_currencies(&currency_, table_.rows());
    read_values();
    std::vector<std::uint8_t> is_given(rates_.size(), 0);
    for (std::int64_t row = 0; row < table_.rows(); ++row) {
      const std::optional<std::uint16_t>& currency = currencies[static_cast<std::size_t>(row)];
      if (!currency) refuse_cell(Status::missing_value, currency_, row, "an ISO 4217 currency");
      if (is_given[*currency] != 0) refuse_cell(Status::invalid_data, currency_, row, "one rate a currency");
      is_given[*currency] = 1;
      store(*currency, row);
    }
    return std::move(rates_);
  }

 private:
  void read_values() {
    const std::array<std::uint8_t, 1> decimals = {kRateDecimals};
    values_ = read_money(rate_, decimals, form_of_rates(rate_), 1);
    require_readable(rate_, values_.problems);
    if (per_ == nullptr) return;
    units_ = read_integers(*per_, 1);
    require_readable(*per_, units_.problems);
  }

  void store(std::uint16_t currency, std::int64_t row) {
    const auto at = static_cast<std::size_t>(row);
    if (values_.is_null[at] != 0) refuse_cell(Status::missing_value, rate_, row, "a rate");
    const std::int64_t rate = values_.minor[at];
    if (rate <= 0) refuse_cell(Status::invalid_data, rate_, row, "a rate above 0");
    const bool has_units = per_ != nullptr && units_.is_null[at] == 0;
    const std::int64_t units = has_units ? units_.values[at] : 1;
    if (units < 1) refuse_cell(Status::out_of_bounds, *per_, row, "a whole number above 0");
    MinorRate read = in_minor_units(rate, units, currency);
    if (currency == base_currency_ && read.numerator != read.denominator) {
      refuse_cell(Status::invalid_argument, rate_, row, "the rate 1: this is the base currency");
    }
    rates_[currency] = std::move(read);
  }

  // rate / 10^12 / units, scaled by the decimals of both currencies.
  [[nodiscard]] MinorRate in_minor_units(std::int64_t rate, std::int64_t units,
                                         std::uint16_t currency) const {
    const auto decimals_of = [](std::uint16_t index) {
      return static_cast<std::size_t>(currency_table()[index].minor_units);
    };
    std::string text = decimal_text(rate);
    if (units != 1) text += " per " + std::to_string(units);
    std::int64_t over = rate;
    std::int64_t under = kPowersOfTen[kRateDecimals];
    divide_out(over, under);
    std::int64_t scale_over = kPowersOfTen[decimals_of(base_currency_)];
    std::int64_t scale_under = kPowersOfTen[decimals_of(currency)];
    divide_out(scale_over, scale_under);
    std::int64_t per = units;
    divide_out(over, per);
    divide_out(over, scale_under);
    divide_out(scale_over, under);
    divide_out(scale_over, per);
    return {checked_mul(over, scale_over), checked_mul(checked_mul(under, scale_under), per),
            std::move(text)};
  }

  static void divide_out(std::int64_t& over, std::int64_t& under) noexcept {
    const std::int64_t common = std::gcd(over, under);
    over /= common;
    under /= common;
  }

  const ChunkedTable table_;
  const ChunkedColumn& currency_;
  const ChunkedColumn& rate_;
  const ChunkedColumn* const per_;
  const std::uint16_t base_currency_;
  MoneyCells values_;
  IntegerCells units_;
  std::vector<std::optional<MinorRate>> rates_;
};

}  // namespace

std::vector<std::optional<MinorRate>> read_exchange_rates(std::span<const TableView> tables,
                                                          std::uint16_t base_currency) {
  return RateReader(tables, base_currency).read();
}

}  // namespace openitem
