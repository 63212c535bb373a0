#include "provision/exposures.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "aging/group_keys.hpp"
#include "aging/groups.hpp"
#include "aging/netting.hpp"
#include "aging/required_columns.hpp"
#include "column/named_tables.hpp"
#include "money/currency_table.hpp"
#include "provision/specific.hpp"

namespace openitem {
namespace {

constexpr RateBounds kCoveredShare{0, kWholeRate, "the share insured, a fraction from 0 to 1"};

class ExposureFinder {
 public:
  explicit ExposureFinder(const ExposureRequest& request)
      : request_(request),
        documents_(request.ledger.documents),
        open_(request.aged.set.items),
        specific_(request) {}

  Exposures run() {
    find_debits();
    specific_.mark(found_.items);
    set_off();
    take_out_tax();
    insure();
    found_.specific = specific_.assess(found_.items);
    return std::move(found_);
  }

 private:
  [[nodiscard]] std::uint32_t document_of(const Exposure& exposure) const {
    return open_.document[exposure.item];
  }

  void find_debits() {
    for (std::size_t item = 0; item < open_.open.size(); ++item) {
      if (open_.open[item] <= 0) continue;
      Exposure exposure;
      exposure.item = item;
      exposure.open = open_.open[item];
      found_.items.push_back(exposure);
    }
  }

  // By customer: whether his credits may be set off.
  [[nodiscard]] std::vector<std::uint8_t> customers_with_right() const {
    std::vector<std::uint8_t> has_right(request_.ledger.customers.size(),
                                        request_.options.offset == OffsetRight::every_customer ? 1 : 0);
    const ChunkedTable* const table = request_.tables.find("offset_rights");
    if (request_.options.offset != OffsetRight::listed) {
      if (table == nullptr) return has_right;
      throw Error(
          Status::invalid_argument,
          "the table offset_rights has a meaning with offset = listed only; leave it out, or choose that");
    }
    const ChunkedTable& listed = request_.tables.require("offset_rights");
    require_known_columns(listed, std::vector<std::string_view>{"customer"});
    const ChunkedColumn& column = require_column(listed, "customer");
    const std::vector<std::uint32_t> customers = customers_of(column);
    for (const std::uint32_t customer : customers) has_right[customer] = 1;
    return has_right;
  }

  // Every row must name a customer of the ledger.
  [[nodiscard]] std::vector<std::uint32_t> customers_of(const ChunkedColumn& column) const {
    const GroupKey customers{"customer", &request_.ledger.customers, {}, {}};
    std::vector<std::uint32_t> codes;
    for (const std::string& name : require_names(column)) {
      const auto code = customers.find(name);
      if (!code) {
        refuse_cell(Status::unknown_reference, column, static_cast<std::int64_t>(codes.size()),
                    "a customer of the ledger");
      }
      codes.push_back(*code);
    }
    return codes;
  }

  // Oldest credit against oldest debit within customer, entity and currency; specific items take no part.
  void set_off() {
    const std::vector<std::uint8_t> has_right = customers_with_right();
    if (request_.options.offset == OffsetRight::none) return;
    std::vector<std::int64_t> amounts(open_.open.size(), 0);
    for (std::size_t item = 0; item < amounts.size(); ++item) {
      if (has_right[documents_.customer[open_.document[item]]] != 0) amounts[item] = open_.open[item];
    }
    for (const Exposure& exposure : found_.items) {
      if (exposure.specific != 0) amounts[exposure.item] = 0;
    }
    net(amounts);
    for (Exposure& exposure : found_.items) {
      if (exposure.specific != 0 || has_right[documents_.customer[document_of(exposure)]] == 0) continue;
      exposure.offset = exposure.open - amounts[exposure.item];
    }
  }

  void net(std::vector<std::int64_t>& amounts) const {
    Groups parties(static_cast<std::int64_t>(amounts.size()), request_.threads);
    const auto document = [&](std::int64_t item) { return open_.document[static_cast<std::size_t>(item)]; };
    parties.add_level(request_.ledger.customers.size(),
                      [&](std::int64_t item) { return documents_.customer[document(item)]; });
    if (!documents_.entity.codes.empty()) {
      parties.add_level(documents_.entity.dictionary.size(),
                        [&](std::int64_t item) { return documents_.entity.codes[document(item)]; });
    }
    parties.add_level(static_cast<std::uint32_t>(currency_table().size()),
                      [&](std::int64_t item) { return std::uint32_t{documents_.currency[document(item)]}; });
    std::vector<NettingOrder> orders(amounts.size());
    for (std::size_t item = 0; item < orders.size(); ++item) {
      const std::size_t d = open_.document[item];
      orders[item] = {request_.aged.basis_date[item], documents_.issue[d], documents_.source_row[d],
                      open_.instalment[item]};
    }
    net_items(parties.ids(), parties.size(), orders, amounts, request_.threads);
  }

  // Proportional to the part of the document that is still exposed.
  [[nodiscard]] std::int64_t tax_in(const Exposure& exposure, std::int64_t amount) const {
    const std::uint32_t document = document_of(exposure);
    const std::int64_t whole = documents_.amount[document];
    const std::int64_t tax = documents_.tax_amount[document];
    if (tax == 0 || whole == 0 || (tax < 0) != (whole < 0)) return 0;
    return std::min(amount, multiply_divide(amount, tax, whole));
  }

  void take_out_tax() {
    const bool is_out = request_.options.tax == ProvisionTax::recoverable;
    if (is_out && documents_.tax_amount.empty()) {
      throw Error(Status::missing_column,
                  "tax = recoverable needs the tax of the documents, and the ledger has no such column (role "
                  "tax_amount)")
          .at(-1, "documents.tax_amount");
    }
    for (Exposure& exposure : found_.items) {
      if (exposure.specific != 0) {
        exposure.specific_base = exposure.open - (is_out ? tax_in(exposure, exposure.open) : 0);
        continue;
      }
      const std::int64_t left = exposure.open - exposure.offset;
      exposure.tax = is_out ? tax_in(exposure, left) : 0;
      exposure.base = left - exposure.tax;
    }
  }

  // Insured by customer and currency: share of what is exposed, up to a limit, spread over the items in proportion.
  void insure() {
    const ChunkedTable* const table = request_.tables.find("cover");
    if (table == nullptr) return;
    read_cover(*table);
    std::map<std::pair<std::size_t, std::uint16_t>, std::vector<Exposure*>> pools;
    for (Exposure& exposure : found_.items) {
      const std::uint16_t currency = documents_.currency[document_of(exposure)];
      const auto row = cover_of(documents_.customer[document_of(exposure)], currency);
      if (row && exposure.base != 0) pools[{*row, currency}].push_back(&exposure);
    }
    for (const auto& [key, pool] : pools) insure_pool(cover_[key.first], pool);
  }

  struct Cover {
    std::int64_t rate;
    std::optional<std::int64_t> limit;
    bool is_integral;
  };

  void read_cover(const ChunkedTable& table) {
    require_known_columns(table,
                          std::vector<std::string_view>{"customer", "rate", "limit", "currency", "integral"});
    const ChunkedColumn& customer = require_column(table, "customer");
    const std::vector<std::uint32_t> customers = customers_of(customer);
    const std::vector<std::int64_t> rates = require_rates(require_column(table, "rate"), kCoveredShare);
    std::vector<std::optional<std::uint16_t>> currencies =
        require_currencies(table.find("currency"), table.rows());
    const CurrencyRanks ranks(request_.ledger.currencies);
    for (std::optional<std::uint16_t>& currency : currencies) {
      if (!currency && ranks.size() == 1) currency = ranks.currency(0);
    }
    std::vector<std::optional<std::int64_t>> limits(rates.size());
    if (const ChunkedColumn* const column = table.find("limit"))
      limits = read_amounts(*column, currencies, request_.options.money);
    BooleanCells integral;
    integral.values.assign(rates.size(), 0);
    if (const ChunkedColumn* const column = table.find("integral")) {
      integral = read_booleans(*column, 1);
      require_readable(*column, integral.problems);
    }
    for (std::size_t row = 0; row < rates.size(); ++row) {
      cover_.push_back({rates[row], limits[row], integral.values[row] != 0});
      const std::uint32_t currency = currencies[row] ? *currencies[row] : kNoKey;
      const bool has_any = cover_rows_.contains({customers[row], kNoKey});
      const auto next = cover_rows_.lower_bound({customers[row], 0});
      const bool has_some = next != cover_rows_.end() && next->first.first == customers[row];
      const bool is_new = cover_rows_.try_emplace({customers[row], currency}, row).second;
      if (!is_new || has_any || (currency == kNoKey && has_some)) {
        refuse_cell(Status::invalid_data, customer, static_cast<std::int64_t>(row),
                    "each customer once a currency");
      }
    }
  }

  [[nodiscard]] std::optional<std::size_t> cover_of(std::uint32_t customer, std::uint16_t currency) const {
    auto found = cover_rows_.find({customer, currency});
    if (found == cover_rows_.end()) found = cover_rows_.find({customer, kNoKey});
    return found == cover_rows_.end() ? std::nullopt : std::optional(found->second);
  }

  static void insure_pool(const Cover& cover, const std::vector<Exposure*>& pool) {
    std::vector<std::int64_t> bases;
    std::int64_t exposed = 0;
    for (const Exposure* const exposure : pool) {
      bases.push_back(exposure->base);
      exposed += exposure->base;
    }
    std::int64_t covered = multiply_divide(exposed, cover.rate, kWholeRate);
    if (cover.limit) covered = std::min(covered, *cover.limit);
    const std::vector<std::int64_t> parts = allocate(covered, bases);
    for (std::size_t i = 0; i < pool.size(); ++i) {
      if (cover.is_integral) {
        pool[i]->insured = parts[i];
        pool[i]->base -= parts[i];
      } else {
        pool[i]->covered = parts[i];
      }
    }
  }

  const ExposureRequest& request_;
  const Documents& documents_;
  const OpenItems& open_;
  const SpecificAllowances specific_;
  Exposures found_;
  std::vector<Cover> cover_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> cover_rows_;  // customer, currency or kNoKey
};

}  // namespace

Exposures find_exposures(const ExposureRequest& request) { return ExposureFinder(request).run(); }

}  // namespace openitem
