#include "kpi/settlements.hpp"

#include <algorithm>

#include "kpi/day_sums.hpp"

namespace openitem {

SettlementReader::SettlementReader(const KpiQuery& query, const SeriesBooks& series, const Books& books,
                                   KpiSums& sums)
    : ledger_(query.ledger),
      documents_(query.ledger.documents),
      query_(query),
      series_(series),
      sums_(sums.components),
      events_(query, series, books),
      named_(query.ledger.instalments) {}

void SettlementReader::read(std::uint32_t document) {
  const auto kind = static_cast<DocumentKind>(documents_.kind[document]);
  if (kind != DocumentKind::invoice && kind != DocumentKind::debit_note) return;
  if (documents_.amount[document] <= 0 || series_.in_books(document).is_empty() ||
      !series_.leads_version(document))
    return;
  const std::span<const DebitApplication> events = events_.of(document);
  if (events.empty()) return;
  named_.start(documents_.identity[document]);
  std::int64_t rest = documents_.amount[document];
  write_items(document, rest);
  for (const DebitApplication& event : events) {
    open_before_.assign(items_.open.begin(), items_.open.end());
    const std::int64_t applied = ledger_.applications.debit_amount[event.application];
    rest -= applied;
    const std::int32_t instalment = ledger_.applications.instalment[event.application];
    if (instalment != kNoInstalment) named_.add(instalment, applied);
    write_items(document, rest);
    if (event.is_payment) settle(document, event);
  }
}

void SettlementReader::write_items(std::uint32_t document, std::int64_t rest) {
  items_ = {};
  ItemWriter(ledger_, true, items_).write({document, true, rest, named_.sums(), 0});
}

void SettlementReader::settle(std::uint32_t document, const DebitApplication& event) {
  const std::uint32_t position = query_.axis.first_on(std::max(event.day, documents_.posting[document]));
  std::int64_t* const cell = sums_.cell(query_.groups.of_document[document], position);
  const auto add = [&](Component component, std::int64_t amount, std::int64_t days) {
    if (sums_.has(component)) add_days_of(cell[sums_.slot(component)], amount, days);
  };
  add(Component::paid_items, ledger_.applications.debit_amount[event.application] < 0 ? -1 : 1, 1);
  const DayScale& scale = query_.axis.scale();
  const std::int64_t day = scale.ordinal(event.day);
  const std::int64_t issue = scale.ordinal(documents_.issue[document]);
  for (std::size_t item = 0; item < open_before_.size() && item < items_.open.size(); ++item) {
    if (items_.excess[item] != 0) break;
    const std::int64_t settled = open_before_[item] - items_.open[item];
    if (settled == 0) continue;
    const std::int64_t due = items_.due[item] == kNoDate ? issue : scale.ordinal(items_.due[item]);
    add(Component::paid, settled, 1);
    add(Component::days_to_pay, settled, day - issue);
    add(Component::days_late, settled, day - due);
    add(Component::terms, settled, due - issue);
  }
}

}  // namespace openitem
