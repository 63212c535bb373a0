#include "terms/document_columns.hpp"

#include <algorithm>
#include <array>

#include "column/named_tables.hpp"
#include "column/required_cells.hpp"
#include "money/currency_table.hpp"
#include "terms/due_days.hpp"
#include "time/date_format.hpp"

namespace openitem {
namespace {

class DocumentReader {
 public:
  DocumentReader(const TermsBatchInput& input, const ChunkedTable& documents, const ChunkedTable* terms)
      : input_(input), documents_(documents), terms_(terms) {}

  TermsDocuments read() {
    read_terms();
    read_currencies();
    read_all_dates();
    read_amounts();
    return std::move(result_);
  }

 private:
  // ---- terms --------------------------------------------------------------------------------------------

  void read_terms() {
    const ChunkedColumn& named = require_column(documents_, "terms");
    if (terms_ != nullptr) {
      read_listed_terms(named);
    } else {
      read_written_terms(named);
    }
  }

  // Without a table of terms the documents carry the texts themselves.
  void read_written_terms(const ChunkedColumn& named) {
    const KeyCells cells = read_keys(named, input_.threads);
    require_readable(named, cells.problems);
    require_no_missing(named, cells.codes);
    for (std::uint32_t code = 0; code < cells.dictionary.size(); ++code) {
      const std::string text = cells.dictionary.text_of(code);
      add_terms(text, text, [&] {
        const auto first = std::find(cells.codes.begin(), cells.codes.end(), code) - cells.codes.begin();
        return std::pair(static_cast<std::int64_t>(first), named.name());
      });
    }
    result_.terms_of_row.assign(cells.codes.begin(), cells.codes.end());
  }

  void read_listed_terms(const ChunkedColumn& named) {
    const ChunkedColumn& code_column = require_column(*terms_, "code");
    const ChunkedColumn& text_column = require_column(*terms_, "text");
    const std::array<const ChunkedColumn*, 2> columns = {&code_column, &named};
    const SharedKeyCells cells = read_shared_keys(columns, input_.threads);
    require_readable(code_column, cells.columns[0].problems);
    require_readable(named, cells.columns[1].problems);
    require_no_missing(code_column, cells.columns[0].codes);
    require_no_missing(named, cells.columns[1].codes);
    const TextCells texts = read_texts(text_column, 1);
    require_readable(text_column, texts.problems);
    std::vector<std::int32_t> position(cells.dictionary.size(), -1);
    for (std::size_t row = 0; row < texts.values.size(); ++row) {
      const std::uint32_t code = cells.columns[0].codes[row];
      if (position[code] >= 0)
        refuse_cell(Status::invalid_data, code_column, static_cast<std::int64_t>(row), "each code once");
      position[code] = static_cast<std::int32_t>(result_.terms.size());
      add_terms(cells.dictionary.text_of(code), texts.values[row],
                [&] { return std::pair(static_cast<std::int64_t>(row), text_column.name()); });
    }
    result_.terms_of_row.reserve(cells.columns[1].codes.size());
    for (std::size_t row = 0; row < cells.columns[1].codes.size(); ++row) {
      const std::int32_t at = position[cells.columns[1].codes[row]];
      if (at < 0)
        refuse_cell(Status::unknown_reference, named, static_cast<std::int64_t>(row),
                    "a code of table terms");
      result_.terms_of_row.push_back(at);
    }
  }

  template <typename Place>
  void add_terms(std::string code, std::string_view text, const Place& place) {
    try {
      result_.terms.push_back(parse_terms(text, input_.reading));
    } catch (Error& failure) {
      const auto [row, column] = place();
      throw failure.at(row, column);
    }
    result_.codes.push_back(std::move(code));
  }

  static void require_no_missing(const ChunkedColumn& column, const std::vector<std::uint32_t>& codes) {
    const auto missing = std::find(codes.begin(), codes.end(), kNoKey);
    if (missing != codes.end()) {
      refuse_cell(Status::missing_value, column, missing - codes.begin(), "a value");
    }
  }

  // ---- currencies, dates, amounts -----------------------------------------------------------------------

  void read_currencies() {
    const auto rows = static_cast<std::size_t>(documents_.rows());
    if (!input_.base_currency.empty()) result_.base_currency = Currency(input_.base_currency);
    const ChunkedColumn* const column = documents_.find("currency");
    if (column == nullptr) {
      if (input_.currency.empty()) {
        throw Error(Status::not_set, "the documents have no column currency; pass the currency they are in");
      }
      result_.currency.assign(rows, Currency(input_.currency).index());
      return;
    }
    if (!input_.currency.empty()) {
      throw Error(Status::invalid_argument,
                  "the documents have a column currency; pass no currency beside it");
    }
    const KeyCells cells = read_keys(*column, input_.threads);
    require_readable(*column, cells.problems);
    require_no_missing(*column, cells.codes);
    std::vector<std::int32_t> index(cells.dictionary.size());
    for (std::uint32_t code = 0; code < cells.dictionary.size(); ++code) {
      const std::int32_t found = find_currency(cells.dictionary.text_of(code));
      const bool counts_money =
          found >= 0 && currency_table()[static_cast<std::size_t>(found)].minor_units != kNoMinorUnit;
      index[code] = counts_money ? found : -1;
    }
    result_.currency.reserve(rows);
    for (std::size_t row = 0; row < rows; ++row) {
      const std::int32_t found = index[cells.codes[row]];
      if (found < 0)
        refuse_cell(Status::unknown_name, *column, static_cast<std::int64_t>(row), "an ISO 4217 currency");
      result_.currency.push_back(static_cast<std::uint16_t>(found));
    }
  }

  void read_all_dates() {
    result_.issue = read_days(require_column(documents_, "issue_date"));
    const auto optional_days = [this](const char* name) {
      const ChunkedColumn* const column = documents_.find(name);
      return column == nullptr ? std::vector<std::int32_t>{} : read_days(*column);
    };
    result_.receipt = optional_days("receipt_date");
    result_.delivery = optional_days("delivery_date");
    result_.as_of = optional_days("as_of_date");
  }

  std::vector<std::int32_t> read_days(const ChunkedColumn& column) const {
    static_assert(kNoDate == kNoTermsDay);
    DateCells cells = read_dates(column, DateFormat("iso"), input_.threads);
    require_readable(column, cells.problems);
    return std::move(cells.days);
  }

  void read_amounts() {
    std::vector<std::uint8_t> decimals;
    decimals.reserve(result_.currency.size());
    for (const std::uint16_t index : result_.currency) {
      decimals.push_back(static_cast<std::uint8_t>(currency_table()[index].minor_units));
    }
    const ChunkedColumn& amount = require_column(documents_, "amount");
    result_.total = read_minor(amount, decimals, true);
    const ChunkedColumn* const tax = documents_.find("tax");
    if (tax != nullptr) result_.tax = read_minor(*tax, decimals, false);
    const ChunkedColumn* const base = documents_.find("base_amount");
    if (base == nullptr && result_.base_currency) {
      throw Error(Status::missing_column,
                  "a base currency is given, but the documents have no column base_amount")
          .at(-1, "documents.base_amount");
    }
    if (base == nullptr) return;
    if (!result_.base_currency) {
      throw Error(Status::not_set, "the documents have a column base_amount; pass the base currency")
          .at(-1, base->name());
    }
    const std::array<std::uint8_t, 1> base_decimals = {
        static_cast<std::uint8_t>(result_.base_currency->minor_units())};
    result_.base_total = read_minor(*base, base_decimals, true);
  }

  std::vector<std::int64_t> read_minor(const ChunkedColumn& column, std::span<const std::uint8_t> decimals,
                                       bool is_required) const {
    if (column.rows() == 0) return {};
    MoneyCells cells = read_money(column, decimals, input_.money, input_.threads);
    require_readable(column, cells.problems);
    const auto missing = std::find(cells.is_null.begin(), cells.is_null.end(), std::uint8_t{1});
    if (is_required && missing != cells.is_null.end()) {
      refuse_cell(Status::missing_value, column, missing - cells.is_null.begin(), "an amount");
    }
    return std::move(cells.minor);
  }

  const TermsBatchInput& input_;
  const ChunkedTable& documents_;
  const ChunkedTable* terms_;
  TermsDocuments result_;
};

}  // namespace

TermsDocuments read_terms_documents(const TermsBatchInput& input) {
  constexpr std::array<std::string_view, 2> names = {"documents", "terms"};
  const NamedTables given(input.tables, names);
  return DocumentReader(input, given.require("documents"), given.find("terms")).read();
}

}  // namespace openitem
