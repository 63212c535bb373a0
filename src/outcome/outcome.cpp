// compute_outcomes: accounts after dates (docs/methods/outcome.md).

#include "openitem/outcome.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>
#include <utility>

#include "behaviour/account_rows.hpp"
#include "behaviour/checked_options.hpp"
#include "column/output_columns.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "outcome/outcome_columns.hpp"
#include "outcome/outcome_query.hpp"

namespace openitem {
namespace outcome {
namespace {

using behaviour::Account;
using behaviour::AccountKey;
using behaviour::CustomerRange;
using behaviour::KnownRows;

/// A date of as_of and the end of its window.
struct ObservedDate {
  std::int32_t as_of, window_end;
};

struct AccountRow {
  std::uint32_t date;
  AccountKey key;
  Judged judged;
};

/// The accounts of a part of the customers, one after the other.
class AccountJudge {
 public:
  AccountJudge(const OutcomeQuery& query, std::span<const ObservedDate> dates, std::vector<AccountRow>& rows)
      : query_(query),
        dates_(dates),
        rows_(rows),
        known_(query.ledger, query.options.clock, query.known_at()),
        account_(known_, nullptr, query.options.days_past_due),
        timeline_(known_, query.options.days_past_due, query.options.exclude_disputed != 0) {}

  void read(AccountKey key) {
    account_.load(key);
    const std::optional<std::int32_t> first = find_first_posting();
    if (!first) return;
    const std::int64_t materiality = query_.materiality.of(key.currency);
    timeline_.read(account_.documents(), account_.events(),
                   {materiality, query_.options.materiality_share, std::nullopt});
    find_write_offs();
    judge_.start(timeline_.days(), write_offs_,
                 query_.options.count_write_offs != 0 ? std::optional(materiality) : std::nullopt);
    for (std::uint32_t date = 0; date < dates_.size(); ++date) {
      if (dates_[date].as_of >= *first) rows_.push_back({date, key, judged(dates_[date])});
    }
  }

 private:
  [[nodiscard]] std::optional<std::int32_t> find_first_posting() const {
    std::optional<std::int32_t> first;
    for (const AccountDocument& document : account_.documents()) {
      const std::int32_t posting = query_.ledger.documents.posting[document.row];
      first = std::min(first.value_or(posting), posting);
    }
    return first;
  }

  void find_write_offs() {
    const Documents& documents = query_.ledger.documents;
    write_offs_.clear();
    for (const AccountDocument& document : account_.documents()) {
      if (static_cast<DocumentKind>(documents.kind[document.row]) == DocumentKind::write_off)
        write_offs_.push_back({documents.posting[document.row], -documents.amount[document.row]});
    }
    std::sort(write_offs_.begin(), write_offs_.end(),
              [](const WriteOff& a, const WriteOff& b) { return a.day < b.day; });
  }

  [[nodiscard]] Judged judged(const ObservedDate& date) {
    const OutcomeOptions& options = query_.options;
    if (date.window_end > *query_.end_of_data) return {date.window_end, RowFate::window_incomplete, {}};
    const Verdict verdict = judge_.judge(date.as_of, date.window_end);
    RowFate fate = RowFate::good;
    if (verdict.was_past_due && options.exclude_already_bad != 0) {
      fate = RowFate::already_bad;
    } else if (verdict.trigger != Trigger::none) {
      fate = RowFate::bad;
    } else if (!verdict.had_exposure && options.exclude_no_exposure != 0) {
      fate = RowFate::no_exposure;
    }
    return {date.window_end, fate, verdict};
  }

  const OutcomeQuery& query_;
  std::span<const ObservedDate> dates_;
  std::vector<AccountRow>& rows_;
  KnownRows known_;
  Account account_;
  PastDueTimeline timeline_;
  std::vector<WriteOff> write_offs_;
  Judge judge_;
};

std::vector<ObservedDate> observed_dates(const OutcomeOptions& options, std::span<const Date> as_of) {
  std::vector<ObservedDate> dates;
  for (const Date date : as_of) {
    const std::int32_t end = window_end(options, date.days());
    if (end > Date::max_days) {
      throw Error(Status::date_out_of_range,
                  Message()
                      .append("the window after ")
                      .append(date.iso())
                      .append(" ends after 9999-12-31; ask for an earlier date or a shorter window"));
    }
    dates.push_back({date.days(), end});
  }
  return dates;
}

/// By date, then customer and currency.
std::vector<AccountRow> judge_accounts(const OutcomeQuery& query, std::span<const ObservedDate> dates) {
  const std::vector<CustomerRange> ranges = behaviour::parts_of_customers(query.ledger);
  std::vector<std::vector<AccountRow>> parts(ranges.size());
  for_each_part(static_cast<std::int64_t>(parts.size()), query.options.threads, [&](std::int64_t at) {
    AccountJudge judge(query, dates, parts[static_cast<std::size_t>(at)]);
    const CustomerRange range = ranges[static_cast<std::size_t>(at)];
    for (std::uint32_t customer = range.first; customer < range.end; ++customer) {
      for (const std::uint16_t currency : behaviour::currencies_of_customer(query.ledger, customer))
        judge.read({customer, currency});
    }
  });
  std::vector<AccountRow> rows;
  for (std::vector<AccountRow>& part : parts) {
    rows.insert(rows.end(), part.begin(), part.end());
    part = {};
  }
  // Within a date the accounts lie in their order already.
  std::stable_sort(rows.begin(), rows.end(),
                   [](const AccountRow& a, const AccountRow& b) { return a.date < b.date; });
  return rows;
}

Table rows_of_accounts(const OutcomeQuery& query, std::span<const ObservedDate> dates,
                       const std::vector<AccountRow>& rows) {
  std::vector<std::int32_t> days;
  std::vector<std::uint32_t> customers;
  std::vector<std::uint16_t> currencies;
  std::vector<Judged> judged;
  for (const AccountRow& row : rows) {
    days.push_back(dates[row.date].as_of);
    customers.push_back(row.key.customer);
    currencies.push_back(row.key.currency);
    judged.push_back(row.judged);
  }
  Table table("rows");
  table.add(Column::date("as_of", std::move(days)));
  table.add(key_column("customer", query.ledger.customers, customers));
  table.add(currency_column("currency", currencies));
  add_outcome_columns(judged, table);
  return table;
}

/// By date and rank of the currency: how many rows there should be, and what became of them.
struct AccountCounts {
  std::int64_t rows = 0;
  std::array<std::int64_t, kRowFateNames.size()> fates = {};
};

class AccountProof {
 public:
  AccountProof(const OutcomeQuery& query, std::span<const ObservedDate> dates)
      : query_(query), dates_(dates), counts_(dates.size() * query.ledger.currencies.size()) {}

  /// From the documents alone: an account has a row from its first posting on.
  void count_first_postings() {
    const KnownRows known(query_.ledger, query_.options.clock, query_.known_at());
    const Documents& documents = query_.ledger.documents;
    const std::vector<std::uint32_t>& first = query_.ledger.customer_rows.documents;
    constexpr std::int32_t kNone = behaviour::kNeverEffective;
    std::vector<std::int32_t> postings;
    for (std::size_t customer = 0; customer + 1 < first.size(); ++customer) {
      postings.assign(query_.ledger.currencies.size(), kNone);
      for (std::uint32_t row = first[customer]; row < first[customer + 1]; ++row) {
        if (!known.knows_document(row)) continue;
        std::int32_t& posting = postings[rank_of(documents.currency[row])];
        posting = std::min(posting, documents.posting[row]);
      }
      for (std::size_t date = 0; date < dates_.size(); ++date) {
        for (std::size_t rank = 0; rank < postings.size(); ++rank)
          at(date, rank).rows += postings[rank] <= dates_[date].as_of ? 1 : 0;
      }
    }
  }

  void count(const AccountRow& row) {
    ++at(row.date, rank_of(row.key.currency)).fates[static_cast<std::size_t>(row.judged.fate)];
  }

  Table table() {
    for (std::size_t date = 0; date < dates_.size(); ++date) {
      for (std::size_t rank = 0; rank < query_.ledger.currencies.size(); ++rank) say(date, rank);
    }
    Table table("proof");
    table.add(Column::date("as_of", std::move(days_)));
    table.add(currency_column("currency", currencies_));
    table.add(Column::text("line", lines_));
    table.add(Column::int64("count", std::move(values_), ColumnRole::count));
    return table;
  }

 private:
  [[nodiscard]] std::size_t rank_of(std::uint16_t currency) const {
    const std::vector<std::uint16_t>& known = query_.ledger.currencies;
    return static_cast<std::size_t>(std::lower_bound(known.begin(), known.end(), currency) - known.begin());
  }
  AccountCounts& at(std::size_t date, std::size_t rank) {
    return counts_[date * query_.ledger.currencies.size() + rank];
  }

  void say(std::size_t date, std::size_t rank) {
    const AccountCounts& counts = at(date, rank);
    const std::int64_t judged = std::accumulate(counts.fates.begin(), counts.fates.end(), std::int64_t{0});
    if (counts.rows == 0 && judged == 0) return;
    const auto add = [&](std::string_view line, std::int64_t value) {
      days_.push_back(dates_[date].as_of);
      currencies_.push_back(query_.ledger.currencies[rank]);
      lines_.push_back(line);
      values_.push_back(value);
    };
    add("rows", counts.rows);
    for (std::size_t fate = 0; fate < kRowFateNames.size(); ++fate) {
      if (static_cast<RowFate>(fate) != RowFate::window_too_short)
        add(kRowFateNames[fate], -counts.fates[fate]);
    }
    add("difference", counts.rows - judged);
  }

  const OutcomeQuery& query_;
  std::span<const ObservedDate> dates_;
  std::vector<AccountCounts> counts_;
  std::vector<std::int32_t> days_;
  std::vector<std::uint16_t> currencies_;
  std::vector<std::string_view> lines_;
  std::vector<std::int64_t> values_;
};

}  // namespace
}  // namespace outcome

Result compute_outcomes(const Ledger& ledger, std::span<const Date> as_of, const OutcomeOptions& options,
                        std::span<const TableView> tables) {
  using namespace outcome;
  const OutcomeQuery query = outcome_query(ledger.data(), options, tables, OutcomeOf::accounts);
  behaviour::check_dates(as_of);
  const std::vector<ObservedDate> dates = observed_dates(options, as_of);
  const std::vector<AccountRow> rows = judge_accounts(query, dates);
  AccountProof proof(query, dates);
  proof.count_first_postings();
  for (const AccountRow& row : rows) proof.count(row);
  return Result({rows_of_accounts(query, dates, rows), proof.table(),
                 about_outcome(query, OutcomeOf::accounts, as_of)});
}

Result compute_outcomes(const Ledger& ledger, Date as_of, const OutcomeOptions& options,
                        std::span<const TableView> tables) {
  return compute_outcomes(ledger, std::span(&as_of, 1), options, tables);
}

}  // namespace openitem
