#include "kpi/plain_events.hpp"

#include <algorithm>

#include "kpi/day_sums.hpp"
#include "ledger/document_kinds.hpp"

namespace openitem {
namespace {

constexpr ComponentSet kFew = {Component::receivable, Component::past_due, Component::sales};

/// Sums of products that cancel: the true sum is known to fit, so it may wrap on the way.
std::int64_t wrapped_product(std::int64_t a, std::int64_t b) noexcept {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
}
void add_wrapped(std::int64_t& sum, std::int64_t value) noexcept {
  sum = static_cast<std::int64_t>(static_cast<std::uint64_t>(sum) + static_cast<std::uint64_t>(value));
}

/// `kIsFew`: nothing but receivable, past due and sales is asked for.
template <bool kIsFew>
class PlainReader {
 public:
  PlainReader(const KpiQuery& query, bool by_documents, KpiSums& sums)
      : query_(query),
        ledger_(query.ledger),
        documents_(query.ledger.documents),
        plain_(query.ledger.plain),
        axis_(query.axis),
        groups_(query.groups),
        sums_(sums.components),
        begins_(sums.begins),
        by_documents_(by_documents),
        stride_(sums.components.stride()),
        scale_(query.axis.scale()),
        base_day_(scale_.ordinal(query.axis.days().front())),
        reads_applications_(
            sums.components.components().has_any(
                {Component::debits, Component::unapplied, Component::past_due, Component::over_30,
                 Component::over_60, Component::over_90, Component::open_days, Component::past_due_days,
                 Component::unapplied_days, Component::open_items, Component::past_due_items,
                 Component::unapplied_items, Component::paid, Component::days_to_pay, Component::days_late,
                 Component::terms, Component::paid_items}) ||
            (sums.components.has(Component::receivable) && !by_documents)) {}

  void read(std::size_t row) {
    const std::uint32_t group = groups_.of_document[row];
    cells_ = sums_.cell(group, 0);
    const std::uint32_t posted = axis_.first_on(documents_.posting[row]);
    begins_[group] = std::min(begins_[group], posted);
    read_movement(row, posted);
    const std::int64_t amount = documents_.amount[row];
    const bool is_plain = plain_.closed_on[row] != kNotPlain;
    if (by_documents_ || is_plain) add(Component::receivable, posted, amount);
    if (!is_plain || !reads_applications_) return;
    if (amount > 0) {
      read_debit(row, posted, amount);
    } else {
      read_credit(row, posted, amount);
    }
  }

 private:
  [[nodiscard]] bool has(Component component) const noexcept {
    if constexpr (kIsFew) {
      if (!kFew.has(component)) return false;
    }
    return sums_.has(component);
  }
  [[nodiscard]] std::int64_t& at(Component component, std::uint32_t position) noexcept {
    return cells_[position * stride_ + sums_.slot(component)];
  }
  void add(Component component, std::uint32_t position, std::int64_t amount) noexcept {
    if (has(component)) at(component, position) += amount;
  }
  /// Amount x day, relative to the first day of the axis.
  void add_day(Component component, std::uint32_t position, std::int64_t amount, std::int32_t day) noexcept {
    if (has(component))
      add_wrapped(at(component, position),
                  wrapped_product(amount, std::int64_t{scale_.ordinal(day)} - base_day_));
  }

  void read_movement(std::size_t row, std::uint32_t posted) {
    if constexpr (kIsFew) {
      if (is_sale(documents_.kind[row])) add(Component::sales, posted, documents_.amount[row]);
    } else {
      add_movement(query_, static_cast<std::uint32_t>(row), posted, sums_);
    }
  }

  struct Lateness {
    std::uint32_t past_due, over_30, over_60, over_90;
  };

  void read_debit(std::size_t row, std::uint32_t posted, std::int64_t amount) {
    const std::int32_t due = documents_.due[row];
    Lateness late{axis_.first_late(due, 0), 0, 0, 0};
    if constexpr (!kIsFew) {
      late.over_30 = axis_.first_late(due, 30);
      late.over_60 = axis_.first_late(due, 60);
      late.over_90 = axis_.first_late(due, 90);
      count_debit(row, posted, late.past_due);
    }
    change_debit(row, posted, late, amount);
    const std::uint32_t identity = documents_.identity[row];
    for (std::uint32_t at = ledger_.debit_offsets[identity]; at < ledger_.debit_offsets[identity + 1]; ++at) {
      const std::int64_t applied = ledger_.applications.debit_amount[at];
      const std::uint32_t position = axis_.first_on(plain_.counts_on[at]);
      if (!by_documents_) add(Component::receivable, position, -applied);
      change_debit(row, position, late, -applied);
      if constexpr (!kIsFew) {
        if (has(Component::paid)) add_paid(row, at, position, applied);
      }
    }
  }

  void change_debit(std::size_t row, std::uint32_t position, const Lateness& late, std::int64_t amount) {
    const std::uint32_t past_due = std::max(position, late.past_due);
    add(Component::past_due, past_due, amount);
    if constexpr (!kIsFew) {
      add(Component::debits, position, amount);
      add(Component::over_30, std::max(position, late.over_30), amount);
      add(Component::over_60, std::max(position, late.over_60), amount);
      add(Component::over_90, std::max(position, late.over_90), amount);
      add_day(Component::open_days, position, amount, documents_.issue[row]);
      add_day(Component::past_due_days, past_due, amount, documents_.due[row]);
    }
  }

  void count_debit(std::size_t row, std::uint32_t posted, std::uint32_t past_due) {
    const std::int32_t closed_on = plain_.closed_on[row];
    const std::uint32_t closed = closed_on == kNeverClosed ? axis_.positions() : axis_.first_on(closed_on);
    add(Component::open_items, posted, 1);
    add(Component::open_items, closed, -1);
    add(Component::past_due_items, std::max(posted, past_due), 1);
    add(Component::past_due_items, std::max(closed, past_due), -1);
  }

  void add_paid(std::size_t row, std::uint32_t application, std::uint32_t position, std::int64_t amount) {
    const std::uint32_t credit = ledger_.current_row[ledger_.applications.credit_identity[application]];
    const auto kind = static_cast<DocumentKind>(documents_.kind[row]);
    if (!is_payment(static_cast<DocumentKind>(documents_.kind[credit]), documents_.amount[credit]) ||
        (kind != DocumentKind::invoice && kind != DocumentKind::debit_note))
      return;
    const std::int64_t day = scale_.ordinal(plain_.counts_on[application]);
    const std::int64_t issue = scale_.ordinal(documents_.issue[row]);
    const std::int64_t due = scale_.ordinal(documents_.due[row]);
    add(Component::paid, position, amount);
    add(Component::paid_items, position, 1);
    if (has(Component::days_to_pay)) add_days_of(at(Component::days_to_pay, position), amount, day - issue);
    if (has(Component::days_late)) add_days_of(at(Component::days_late, position), amount, day - due);
    if (has(Component::terms)) add_days_of(at(Component::terms, position), amount, due - issue);
  }

  void read_credit(std::size_t row, std::uint32_t posted, std::int64_t amount) {
    if constexpr (kIsFew) {
      if (by_documents_) return;
    } else {
      const std::int32_t closed_on = plain_.closed_on[row];
      add(Component::unapplied_items, posted, 1);
      add(Component::unapplied_items,
          closed_on == kNeverClosed ? axis_.positions() : axis_.first_on(closed_on), -1);
    }
    change_credit(row, posted, amount);
    const std::uint32_t identity = documents_.identity[row];
    for (std::uint32_t at = ledger_.credit_offsets[identity]; at < ledger_.credit_offsets[identity + 1];
         ++at) {
      const std::uint32_t application = ledger_.credit_rows[at];
      const std::int64_t applied = ledger_.applications.credit_amount[application];
      const std::uint32_t position = axis_.first_on(plain_.counts_on[application]);
      if (!by_documents_) add(Component::receivable, position, applied);
      change_credit(row, position, applied);
    }
  }

  void change_credit(std::size_t row, std::uint32_t position, std::int64_t amount) {
    if constexpr (!kIsFew) {
      add(Component::unapplied, position, amount);
      add_day(Component::unapplied_days, position, amount, documents_.posting[row]);
    }
  }

  const KpiQuery& query_;
  const LedgerData& ledger_;
  const Documents& documents_;
  const PlainDocuments& plain_;
  const PeriodAxis& axis_;
  const KpiGroups& groups_;
  ComponentSums& sums_;
  std::vector<std::uint32_t>& begins_;
  const bool by_documents_;
  const std::size_t stride_;
  const DayScale& scale_;
  const std::int64_t base_day_;
  const bool reads_applications_;
  std::int64_t* cells_ = nullptr;  // of the document's group
};

template <bool kIsFew>
void read_rows(const KpiQuery& query, bool by_documents, std::int64_t begin, std::int64_t end,
               KpiSums& sums) {
  PlainReader<kIsFew> reader(query, by_documents, sums);
  for (std::int64_t row = begin; row < end; ++row) reader.read(static_cast<std::size_t>(row));
}

/// Sum of amount x days since a day, from the balance and the sum of amount x (day - first day of the axis).
void settle_days(const PeriodAxis& axis, std::int32_t first_day, Component days, Component amount,
                 std::uint32_t group, ComponentSums& sums) {
  if (!sums.has(days)) return;
  const DayScale& scale = axis.scale();
  const std::int64_t base = scale.ordinal(axis.days().front());
  for (std::uint32_t position = 0; position < axis.positions(); ++position) {
    std::int64_t* const cell = sums.cell(group, position);
    const std::int64_t balance = cell[sums.slot(amount)];
    const std::int32_t date = axis.days()[position];
    const std::int64_t day = scale.ordinal(date);
    std::int64_t most = 0;
    if (mul_overflows(balance, day - scale.ordinal(std::min(first_day, date)), most)) throw_day_overflow();
    std::int64_t sum = wrapped_product(balance, day - base);
    add_wrapped(sum, wrapped_product(cell[sums.slot(days)], -1));
    cell[sums.slot(days)] = sum;
  }
}

}  // namespace

void add_movement(const KpiQuery& query, std::uint32_t document, std::uint32_t position,
                  ComponentSums& sums) {
  const Documents& documents = query.ledger.documents;
  const std::int64_t amount = documents.amount[document];
  const std::uint8_t kind = documents.kind[document];
  std::int64_t* const cell = sums.cell(query.groups.of_document[document], position);
  const auto add = [&](Component component, std::int64_t value) {
    if (sums.has(component)) cell[sums.slot(component)] += value;
  };
  add(component_of_kind(kind), amount);
  if (is_sale(kind)) add(Component::sales, amount);
  if (query.delivery.empty() || static_cast<DocumentKind>(kind) != DocumentKind::invoice || amount <= 0)
    return;
  const std::int32_t delivered = query.delivery[document];
  if (delivered == kNoDate || !sums.has(Component::billed)) return;
  add(Component::billed, amount);
  add(Component::billed_items, 1);
  if (sums.has(Component::billing_days)) {
    const DayScale& scale = query.axis.scale();
    const std::int64_t lag =
        std::int64_t{scale.ordinal(documents.issue[document])} - scale.ordinal(delivered);
    add_days_of(cell[sums.slot(Component::billing_days)], amount, lag);
  }
}

bool has_plain_events(const KpiQuery& query) {
  return query.ledger.plain.is_usable && query.clock == ApplicationClock::latest &&
         !(query.known_at && query.ledger.has_recorded_on);
}

void add_plain_events(const KpiQuery& query, bool by_documents, std::int64_t begin, std::int64_t end,
                      KpiSums& sums) {
  if (sums.components.components().is_within(kFew))
    return read_rows<true>(query, by_documents, begin, end, sums);
  read_rows<false>(query, by_documents, begin, end, sums);
}

void settle_balances(const PeriodAxis& axis, std::int32_t first_day, std::uint32_t begin, std::uint32_t end,
                     ComponentSums& sums) {
  std::vector<std::size_t> slots;
  for (std::size_t at = 0; at < kComponents; ++at) {
    const auto component = static_cast<Component>(at);
    if (is_balance(component) && sums.has(component)) slots.push_back(sums.slot(component));
  }
  const std::size_t stride = sums.stride();
  for (std::uint32_t group = begin; group < end; ++group) {
    std::int64_t* const cells = sums.cell(group, 0);
    for (std::uint32_t position = 1; position < axis.positions(); ++position) {
      std::int64_t* const cell = cells + position * stride;
      for (const std::size_t slot : slots) add_wrapped(cell[slot], cell[slot - stride]);
    }
    settle_days(axis, first_day, Component::open_days, Component::debits, group, sums);
    settle_days(axis, first_day, Component::past_due_days, Component::past_due, group, sums);
    settle_days(axis, first_day, Component::unapplied_days, Component::unapplied, group, sums);
  }
}

std::int32_t first_day_of(const Documents& documents) noexcept {
  std::int32_t first = Date::max_days;
  for (std::size_t row = 0; row < documents.issue.size(); ++row) {
    first = std::min({first, documents.issue[row], documents.posting[row]});
    if (documents.due[row] != kNoDate) first = std::min(first, documents.due[row]);
  }
  return first;
}

}  // namespace openitem
