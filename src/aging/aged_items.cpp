#include "aging/aged_items.hpp"

#include <algorithm>
#include <utility>

#include "aging/groups.hpp"
#include "aging/netting.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "money/currency_table.hpp"

namespace openitem {
namespace {

class Ager {
 public:
  Ager(const LedgerData& ledger, OpenItemSet set, Date as_of, const AgingOptions& options,
       const Buckets& buckets, const FigureColumns& columns)
      : documents_(ledger.documents),
        as_of_(as_of.days()),
        options_(options),
        buckets_(buckets),
        columns_(columns),
        date_column_(options.basis == AgingBasis::column
                         ? &find_date_column(ledger.documents, options.date_column, "date_column")
                         : nullptr) {
    aged_.set = std::move(set);
    const std::size_t items = aged_.set.items.open.size();
    aged_.basis_date.resize(items);
    aged_.due.resize(items);
    aged_.cell.resize(items);
    aged_.main.resize(items);
    if (options.disputes == DisputeMode::own_column) aged_.disputed.resize(items);
    aged_.counts.resize(items);
    aged_.sums.resize(currency_table().size());
    aged_.late_before = as_of_ - buckets.late_above();
  }

  AgedItems run() && {
    place_all();
    if (options_.calendar) check_dates();
    if (options_.credits == CreditMode::netted) net();
    count_all();
    return std::move(aged_);
  }

 private:
  [[nodiscard]] std::int64_t items() const noexcept { return static_cast<std::int64_t>(aged_.main.size()); }

  // What stands in for a missing due date or column date.
  [[nodiscard]] std::int32_t replacement(std::size_t document) const noexcept {
    switch (options_.missing_date) {
      case MissingDate::issue: return documents_.issue[document];
      case MissingDate::posting: return documents_.posting[document];
      case MissingDate::not_due: break;
    }
    return kNoDate;
  }

  // The item's own date on the chosen basis; kNoDate = missing.
  [[nodiscard]] std::int32_t own_date(std::size_t item, std::size_t document) const noexcept {
    switch (options_.basis) {
      case AgingBasis::due: return aged_.set.items.due[item];
      case AgingBasis::issue: return documents_.issue[document];
      case AgingBasis::posting: return documents_.posting[document];
      case AgingBasis::column: break;
    }
    return (*date_column_)[document];
  }

  struct PartSums {
    std::vector<ItemSums> by_currency;
    std::int64_t missing_dates = 0;
  };

  void place_all() {
    std::vector<PartSums> parts(static_cast<std::size_t>(chunk_count(items())));
    for_each_chunk(items(), options_.threads, [&](std::int64_t chunk, std::int64_t begin, std::int64_t end) {
      PartSums& sums = parts[static_cast<std::size_t>(chunk)];
      sums.by_currency.resize(aged_.sums.size());
      for (std::int64_t item = begin; item < end; ++item) place(static_cast<std::size_t>(item), sums);
    });
    for (const PartSums& part : parts) {
      aged_.missing_date_items += part.missing_dates;
      for (std::size_t c = 0; c < aged_.sums.size(); ++c) aged_.sums[c].add(part.by_currency[c]);
    }
  }

  void place(std::size_t item, PartSums& part) {
    const std::size_t document = aged_.set.items.document[item];
    ItemSums& sums = part.by_currency[documents_.currency[document]];
    ++sums.open_items;
    const bool is_credit = aged_.set.items.open[item] < 0;
    if (is_credit) {
      place_credit(item, document, sums);
    } else {
      place_debit(item, document, sums, part.missing_dates);
    }
    const bool is_disputed = !aged_.disputed.empty() && aged_.disputed[item] != 0;
    sums.reported_items += aged_.main[item] != 0 || is_disputed ? 1 : 0;
  }

  void place_credit(std::size_t item, std::size_t document, ItemSums& sums) {
    const std::int64_t open = aged_.set.items.open[item];
    aged_.due[item] = kNoDate;
    std::int32_t date = documents_.posting[document];
    if (options_.credits == CreditMode::own_age && aged_.set.items.excess[item] == 0) {
      const std::int32_t own = own_date(item, document);
      if (own != kNoDate) date = own;
    }
    aged_.basis_date[item] = date;
    aged_.main[item] = open;
    aged_.cell[item] =
        static_cast<std::uint8_t>(options_.credits == CreditMode::own_age ? buckets_.of(as_of_ - date)
                                  : columns_.credit_cell < 0              ? 0
                                                                          : columns_.credit_cell);
    if (options_.credits != CreditMode::excluded) return;
    aged_.main[item] = 0;
    ++sums.excluded_credits;
    sums.excluded_credit_amount += open;
  }

  void place_debit(std::size_t item, std::size_t document, ItemSums& sums, std::int64_t& missing_dates) {
    const OpenItems& open = aged_.set.items;
    const bool is_excess = open.excess[item] != 0;
    const std::int32_t posting = documents_.posting[document];
    std::int32_t due = is_excess ? posting : open.due[item];
    if (due == kNoDate) due = replacement(document);
    std::int32_t date = is_excess ? posting : own_date(item, document);
    if (date == kNoDate) {
      ++missing_dates;
      date = replacement(document);
    }
    aged_.due[item] = due;
    aged_.basis_date[item] = date;
    aged_.cell[item] = static_cast<std::uint8_t>(date == kNoDate ? 0 : buckets_.of(as_of_ - date));
    aged_.main[item] = open.open[item];
    const std::int64_t disputed = open.disputed[item];
    if (disputed == 0 || options_.disputes == DisputeMode::inside) return;
    aged_.main[item] -= disputed;
    if (options_.disputes == DisputeMode::own_column) {
      aged_.disputed[item] = disputed;
    } else {
      ++sums.excluded_disputes;
      sums.excluded_dispute_amount += disputed;
    }
  }

  // Of what stands in the figures or in the items behind them.
  void check_dates() const {
    const DayScale& days = buckets_.days().scale();
    for (std::size_t item = 0; item < aged_.main.size(); ++item) {
      if (!stands_in_figures(item)) continue;
      for (const std::int32_t date : {aged_.basis_date[item], aged_.due[item]}) {
        if (date == kNoDate || days.knows(date)) continue;
        days.require_known(date, documents_.source_row[aged_.set.items.document[item]], "documents");
      }
    }
  }

  void net() {
    const OpenItems& open = aged_.set.items;
    Groups parties(items(), options_.threads);
    const auto document = [&](std::int64_t item) { return open.document[static_cast<std::size_t>(item)]; };
    std::uint32_t customers = 0;
    for (const std::uint32_t d : open.document) customers = std::max(customers, documents_.customer[d] + 1);
    parties.add_level(customers, [&](std::int64_t item) { return documents_.customer[document(item)]; });
    if (!documents_.entity.codes.empty()) {
      parties.add_level(documents_.entity.dictionary.size(),
                        [&](std::int64_t item) { return documents_.entity.codes[document(item)]; });
    }
    parties.add_level(static_cast<std::uint32_t>(currency_table().size()),
                      [&](std::int64_t item) { return std::uint32_t{documents_.currency[document(item)]}; });
    std::vector<NettingOrder> orders(aged_.main.size());
    for (std::size_t item = 0; item < orders.size(); ++item) {
      const std::size_t d = open.document[item];
      orders[item] = {aged_.basis_date[item], documents_.issue[d], documents_.source_row[d],
                      open.instalment[item]};
    }
    net_items(parties.ids(), parties.size(), orders, aged_.main, options_.threads);
  }

  [[nodiscard]] bool stands_in_figures(std::size_t item) const noexcept {
    return aged_.main[item] != 0 || (!aged_.disputed.empty() && aged_.disputed[item] != 0);
  }
  [[nodiscard]] bool is_overdue(std::size_t item) const noexcept {
    return aged_.set.items.open[item] > 0 && aged_.due[item] != kNoDate &&
           aged_.due[item] < aged_.late_before && stands_in_figures(item);
  }

  // A document counts as overdue with the first of its items that is.
  void count_all() {
    const std::vector<std::uint32_t>& document = aged_.set.items.document;
    for_each_chunk(items(), options_.threads, [&](std::int64_t, std::int64_t begin, std::int64_t end) {
      for (auto item = static_cast<std::size_t>(begin); item < static_cast<std::size_t>(end); ++item) {
        aged_.counts[item] = stands_in_figures(item) ? kOneOpenItem : 0;
        if (!is_overdue(item)) continue;
        std::size_t before = item;
        bool is_first = true;
        while (is_first && before > 0 && document[before - 1] == document[item])
          is_first = !is_overdue(--before);
        if (is_first) aged_.counts[item] += kOneOverdueDocument;
      }
    });
  }

  const Documents& documents_;
  const std::int32_t as_of_;
  const AgingOptions& options_;
  const Buckets& buckets_;
  const FigureColumns& columns_;
  const std::vector<std::int32_t>* date_column_;  // nullptr where the basis is not one
  AgedItems aged_;
};

}  // namespace

void ItemSums::add(const ItemSums& other) noexcept {
  open_items += other.open_items;
  reported_items += other.reported_items;
  excluded_credits += other.excluded_credits;
  excluded_credit_amount += other.excluded_credit_amount;
  excluded_disputes += other.excluded_disputes;
  excluded_dispute_amount += other.excluded_dispute_amount;
}

const std::vector<std::int32_t>& find_date_column(const Documents& documents, const std::string& name,
                                                  const char* option) {
  for (const DateColumn& column : documents.dates) {
    if (column.name == name) return column.days;
  }
  Message message;
  message.append(option).append(" is ").append_quoted(name).append("; ");
  message.append(documents.dates.empty() ? "the ledger has no further date columns (role date)"
                                         : "there are ");
  for (std::size_t i = 0; i < documents.dates.size(); ++i) {
    message.append(i > 0 ? ", " : "").append(documents.dates[i].name);
  }
  throw Error(Status::unknown_name, message);
}

OpenItemQuery open_item_query(Date as_of, const AgingOptions& options) {
  OpenItemQuery query;
  query.as_of = as_of.days();
  if (options.known_at) query.known_at = options.known_at->days();
  query.clock = options.clock;
  query.threads = options.threads;
  query.with_later_payments = options.future_payments != 0;
  return query;
}

AgedItems age_items(const LedgerData& ledger, OpenItemSet set, Date as_of, const AgingOptions& options,
                    const Buckets& buckets, const FigureColumns& columns) {
  return Ager(ledger, std::move(set), as_of, options, buckets, columns).run();
}

}  // namespace openitem
