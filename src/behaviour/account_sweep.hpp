#pragma once
/// \file
/// An account from its first event on, day by day: open book, paid invoices, flows (docs/methods/behaviour.md, 2).

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "behaviour/account.hpp"
#include "behaviour/day_flows.hpp"
#include "behaviour/features.hpp"
#include "behaviour/open_book.hpp"
#include "behaviour/paid_windows.hpp"

namespace openitem::behaviour {

/// The time in which an invoice stands in the history of paid ones.
struct PaidSpan {
  PaidInvoice invoice;
  std::int32_t until;  ///< the day on which it was opened again; kNeverEffective = it was not
};

struct SweepOptions {
  bool exclude_disputed = false;
  bool keeps_spans = false;  ///< remembers every PaidSpan
};

class AccountSweep {
 public:
  AccountSweep(const KnownRows& known, const BehaviourPlan& plan, SweepOptions options);

  /// Before the first event of the account, which is loaded and must stay as it is.
  void start(const Account& account);
  /// To the end of the day; days asked for ascend. \throws Error overflow.
  void advance(std::int32_t day);

  [[nodiscard]] std::int32_t day() const noexcept { return day_; }
  /// The first posting; nothing before it.
  [[nodiscard]] std::optional<std::int32_t> first_posting() const noexcept { return first_posting_; }
  [[nodiscard]] std::optional<std::int32_t> last_payment() const noexcept { return last_payment_; }
  [[nodiscard]] OpenBook& book() noexcept { return book_; }
  [[nodiscard]] DayFlows& flows() noexcept { return flows_; }
  [[nodiscard]] std::span<const PaidInvoice> paid() const noexcept { return paid_; }
  [[nodiscard]] const PaidWindow& window(std::uint32_t at) const noexcept { return windows_[at]; }
  [[nodiscard]] std::int64_t disputes_open() const noexcept;
  /// Code of the segment's dimension, of the document posted last; `codes` by document row.
  [[nodiscard]] std::uint32_t segment(std::span<const std::uint32_t> codes) const noexcept;
  /// Every time an invoice stood among the paid ones, up to the day.
  [[nodiscard]] std::vector<PaidSpan> take_spans();

 private:
  struct DocumentNow {
    std::int64_t rest = 0;  // amount less what is applied
    bool is_posted = false;
    bool is_paid = false;  // stands among the paid invoices
    bool is_closed = false;
    bool is_touched = false;
  };
  void run_day(std::int32_t day);
  void take(const AccountEvent& event);
  void post(std::uint32_t slot, std::int32_t day);
  void look_again(std::uint32_t slot, std::int32_t day);
  [[nodiscard]] std::optional<PaidInvoice> paid_invoice(std::uint32_t slot, std::int32_t day);
  void reopen(std::uint32_t slot, std::int32_t day);
  void append_closed();
  void rebuild();

  const KnownRows& known_;
  SweepOptions options_;
  const Account* account_ = nullptr;
  std::size_t next_ = 0;  // event
  std::int32_t day_ = 0;
  std::vector<DocumentNow> documents_;
  std::vector<std::uint32_t> touched_;
  std::optional<std::int32_t> first_posting_, last_payment_;
  std::vector<std::uint32_t> posted_last_;  // slots of the documents of the last posting day
  std::int32_t last_posting_ = 0;
  OpenBook book_;
  DayFlows flows_;
  FlowSums flow_sums_;
  std::vector<PaidWindow> windows_;
  std::vector<PaidInvoice> paid_, closed_today_;
  std::vector<std::uint32_t> disputed_;  // slots of documents in the books with disputes
  std::vector<std::int32_t> payment_days_;
  std::vector<PaidSpan> spans_;
};

}  // namespace openitem::behaviour
