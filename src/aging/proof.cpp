#include "aging/proof.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "aging/group_keys.hpp"
#include "column/output_columns.hpp"
#include "core/message.hpp"
#include "ledger/rules.hpp"
#include "money/currency_table.hpp"

namespace openitem {
namespace {

using Lines = std::vector<OpenItemTotals::Line>;

OpenItemTotals::Line line_of(const Lines& lines, std::uint16_t currency) {
  const auto found = std::find_if(lines.begin(), lines.end(), [currency](const OpenItemTotals::Line& line) {
    return line.currency == currency;
  });
  return found == lines.end() ? OpenItemTotals::Line{currency, 0, 0} : *found;
}

std::set<std::uint16_t> currencies_of(const LedgerData& ledger, const OpenItemTotals& totals) {
  std::set<std::uint16_t> currencies;
  for (const ReadTotal& total : ledger.read_totals) currencies.insert(total.currency);
  for (const Exclusion& exclusion : ledger.exclusions) currencies.insert(exclusion.currency);
  for (const Lines* lines : {&totals.superseded, &totals.not_known, &totals.posted_later, &totals.control,
                             &totals.cross_currency, &totals.applied_before_posting, &totals.open}) {
    for (const OpenItemTotals::Line& line : *lines) currencies.insert(line.currency);
  }
  return currencies;
}

// Adds lines of one currency and keeps their sum.
class CurrencyProof {
 public:
  CurrencyProof(Proof& proof, std::uint16_t currency) : proof_(proof), currency_(currency) {}
  [[nodiscard]] std::int64_t sum() const noexcept { return sum_; }
  void add(std::string_view name, std::int64_t count, std::int64_t amount) {
    proof_.add(currency_, std::string(name), count, amount);
    sum_ += amount;
  }
  void add_if_any(std::string_view name, std::int64_t count, std::int64_t amount) {
    if (count != 0 || amount != 0) add(name, count, amount);
  }
  void total(std::string_view name, std::int64_t count) {
    proof_.add(currency_, std::string(name), count, sum_);
  }

 private:
  Proof& proof_;
  std::uint16_t currency_;
  std::int64_t sum_ = 0;
};

void add_read_lines(CurrencyProof& lines, const LedgerData& ledger, std::uint16_t currency) {
  ReadTotal read{currency, 0, 0, 0, 0};
  for (const ReadTotal& total : ledger.read_totals) {
    if (total.currency == currency) read = total;
  }
  lines.add("documents_read", read.count, read.amount);
  lines.add_if_any("payments_read", read.payments_count, read.payments_amount);
  std::vector<Exclusion> exclusions;
  for (const Exclusion& exclusion : ledger.exclusions) {
    if (exclusion.currency == currency) exclusions.push_back(exclusion);
  }
  std::stable_sort(exclusions.begin(), exclusions.end(),
                   [](const Exclusion& a, const Exclusion& b) { return a.rule < b.rule; });
  for (const Exclusion& exclusion : exclusions) {
    lines.add_if_any(std::string("excluded_") + rule_row(exclusion.rule).name, exclusion.count,
                     -exclusion.amount);
  }
}

void check_control(const CurrencyProof& lines, const OpenItemTotals::Line& control) {
  if (lines.sum() == control.amount) return;
  throw Error(Status::internal, Message()
                                    .append("the proof in ")
                                    .append(currency_table()[control.currency].code)
                                    .append(" leads to a control total of ")
                                    .append(lines.sum())
                                    .append(" minor units, the documents sum to ")
                                    .append(control.amount)
                                    .append("; this is a defect of openitem"));
}

}  // namespace

void Proof::add(std::uint16_t currency, std::string line, std::int64_t count, std::int64_t amount) {
  currencies_.push_back(currency);
  lines_.push_back(std::move(line));
  counts_.push_back(count);
  amounts_.push_back(amount);
}

void Proof::add_if_any(std::uint16_t currency, std::string line, std::int64_t count, std::int64_t amount) {
  if (count != 0) add(currency, std::move(line), count, amount);
}

Table Proof::table(std::string name) const {
  Table table(std::move(name));
  table.add(currency_column("currency", currencies_));
  const std::vector<std::string_view> lines(lines_.begin(), lines_.end());
  table.add(Column::text("line", lines));
  table.add(Column::int64("count", counts_, ColumnRole::count));
  table.add(Column::int64("amount", amounts_, ColumnRole::money));
  return table;
}

void add_reported_lines(Proof& proof, std::uint16_t currency, const ItemSums& sums, std::int64_t open_amount,
                        const CurrencyFigures* figures) {
  proof.add_if_any(currency, "excluded_credits", sums.excluded_credits, -sums.excluded_credit_amount);
  proof.add_if_any(currency, "excluded_disputes", sums.excluded_disputes, -sums.excluded_dispute_amount);
  const std::int64_t reported = open_amount - sums.excluded_credit_amount - sums.excluded_dispute_amount;
  const std::int64_t buckets = figures == nullptr ? 0 : figures->total();
  proof.add(currency, "reported", sums.reported_items, reported);
  proof.add(currency, "buckets", figures == nullptr ? 0 : figures->open_items, buckets);
  proof.add(currency, "difference", 0, reported - buckets);
}

const CurrencyFigures* find_figures(std::span<const CurrencyFigures> figures, std::uint16_t currency) {
  for (const CurrencyFigures& entry : figures) {
    if (entry.currency == currency) return &entry;
  }
  return nullptr;
}

namespace {

// Calls `after(proof, currency, reported)` behind the lines of each currency.
template <typename After>
Table proof_of(const LedgerData& ledger, const AgedItems& aged, std::span<const CurrencyFigures> figures,
               After&& after) {
  const OpenItemTotals& totals = aged.set.totals;
  Proof proof;
  for (const std::uint16_t currency : currencies_of(ledger, totals)) {
    CurrencyProof lines(proof, currency);
    add_read_lines(lines, ledger, currency);
    const auto subtract = [&](std::string_view name, const Lines& of) {
      const OpenItemTotals::Line line = line_of(of, currency);
      lines.add_if_any(name, line.count, -line.amount);
    };
    subtract("superseded", totals.superseded);
    subtract("not_known", totals.not_known);
    subtract("posted_later", totals.posted_later);
    const OpenItemTotals::Line control = line_of(totals.control, currency);
    check_control(lines, control);
    lines.total("control_total", control.count);
    const auto add = [&](std::string_view name, const Lines& of) {
      const OpenItemTotals::Line line = line_of(of, currency);
      lines.add_if_any(name, line.count, line.amount);
    };
    add("cross_currency", totals.cross_currency);
    add("applied_before_posting", totals.applied_before_posting);
    const OpenItemTotals::Line open = line_of(totals.open, currency);
    const ItemSums& sums = aged.sums[currency];
    proof.add(currency, "open_items", sums.open_items, open.amount);
    add_reported_lines(proof, currency, sums, open.amount, find_figures(figures, currency));
    after(proof, currency, open.amount - sums.excluded_credit_amount - sums.excluded_dispute_amount);
  }
  return proof.table();
}

}  // namespace

Table ledger_proof(const LedgerData& ledger, const AgedItems& aged,
                   std::span<const CurrencyFigures> figures) {
  return proof_of(ledger, aged, figures, [](Proof&, std::uint16_t, std::int64_t) {});
}

Table hierarchy_proof(const LedgerData& ledger, const AgedItems& aged,
                      std::span<const CurrencyFigures> figures, std::span<const CurrencyFigures> roots) {
  return proof_of(ledger, aged, figures, [&](Proof& proof, std::uint16_t currency, std::int64_t reported) {
    const CurrencyFigures* const sum = find_figures(roots, currency);
    const std::int64_t total = sum == nullptr ? 0 : sum->total();
    proof.add(currency, "roots", sum == nullptr ? 0 : sum->open_items, total);
    proof.add(currency, "roots_difference", 0, reported - total);
  });
}

}  // namespace openitem
