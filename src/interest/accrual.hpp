#pragma once
/// \file
/// The statement of one item: pieces of its balance, cut into lines, rounded and bounded
/// (docs/methods/late_interest.md, 3 to 8).

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "interest/days_in_time.hpp"
#include "interest/exact_interest.hpp"
#include "interest/late_period.hpp"
#include "interest/rate_timeline.hpp"
#include "openitem/interest.hpp"

namespace openitem {

/// What is open from a day on, until the next step. Magnitudes.
struct BalanceStep {
  std::int32_t first_day;
  std::int64_t balance;
  std::int32_t paid_on;  ///< the day of the payment; kNoDate of the first step
};
/// What of it bears no interest from a day on.
struct SuspensionStep {
  std::int32_t first_day;
  std::int64_t suspended;         ///< as it stands now
  std::int64_t suspended_before;  ///< when interest was last charged; looked at up to that day only
};

/// Days of an item that were charged before, both included; `from` kNoDate = from the first day on.
struct ChargedPeriod {
  std::int32_t from, to;
};
/// Whether a day was charged before, and until when that stays so.
struct ChargedRun {
  bool is_charged;
  std::int32_t until;
};
/// `periods` ascend and do not overlap.
[[nodiscard]] ChargedRun charged_run(std::span<const ChargedPeriod> periods, std::int32_t day) noexcept;

/// One item as its statement is made of. Borrows its steps and periods, which ascend; `balances` begins with the whole amount, before every
/// other day.
struct InterestItem {
  std::int64_t amount = 0;          ///< signed
  std::int64_t document = 0;        ///< magnitude of what `tax` is in
  std::int64_t tax = 0;             ///< magnitude
  std::int32_t due = 0;             ///< as stated; kNoDate = none
  DaysInTime in_time;               ///< of `due`
  std::int64_t charged_before = 0;  ///< signed, what the charged periods came to
  std::optional<std::int64_t> rate;
  std::uint16_t currency = 0;
  bool is_charge = false;  ///< a document of kind interest or fee that bears none
  std::span<const BalanceStep> balances;
  std::span<const SuspensionStep> suspensions;
  std::span<const ChargedPeriod> charged;
};

enum class LineKind : std::uint8_t { interest, retroactive, minimum, maximum, compensation };
[[nodiscard]] const char* line_kind_name(LineKind kind) noexcept;

/// Why nothing is charged.
enum class NoCharge : std::uint8_t {
  none,
  no_amount,
  credit,
  charge_document,
  no_due_date,
  not_due,
  paid_in_time,
  within_grace,
  charged_before,
  suspended,
  below_minimum,
  no_interest,
};
inline constexpr std::size_t kNoChargeReasons = static_cast<std::size_t>(NoCharge::no_interest) + 1;
/// "" for none.
[[nodiscard]] const char* no_charge_name(NoCharge reason) noexcept;

struct InterestLine {
  std::uint32_t item = 0;
  LineKind kind = LineKind::interest;
  std::int32_t from = 0, to = 0;
  std::int64_t balance = 0, suspended = 0, capitalised = 0,
               base = 0;  ///< magnitudes while it is made, then signed
  std::int64_t rate = 0;
  std::optional<std::int64_t> reference;
  YearFraction years{0, 1};
  std::int64_t amount = 0;
  std::int64_t residue = 0;

  [[nodiscard]] bool bears_days() const noexcept { return kind <= LineKind::retroactive; }
};

struct ItemStatement {
  std::int32_t first_day = 0, last_day = 0;  ///< kNoDate where there is none
  std::int64_t open = 0;                     ///< signed, as of the end of the as-of date
  std::int64_t accrued = 0;                  ///< before minimum and maximum
  std::int64_t interest = 0, compensation = 0, residue = 0, charged_before = 0;
  NoCharge reason = NoCharge::none;
};

/// By currency index; what no row says is not bounded.
struct InterestLimits {
  struct Bounds {
    std::optional<std::int64_t> minimum, maximum;
  };
  std::vector<std::optional<Bounds>> of_currency;  ///< empty = no table
};
struct CompensationBands {
  struct Bands {
    std::vector<std::int64_t> from_amounts, compensations;
  };
  std::vector<Bands> of_currency;  ///< empty = no table
};

/// What holds for every item of a call. Borrows the options.
struct InterestTerms {
  const InterestOptions& options;
  std::int32_t as_of;
  LatePeriods periods;
  std::optional<RateTimeline> reference;
  InterestLimits limits;
  CompensationBands compensation;
};

/// Makes statements, one item after the other. Scratch vectors are kept between items.
class ItemAccrual {
 public:
  explicit ItemAccrual(const InterestTerms& terms);

  /// Appends the lines of the item, numbered `item`. \throws Error as compute_interest.
  ItemStatement state(const InterestItem& item, std::uint32_t number, std::vector<InterestLine>& lines);

 private:
  // A part [low, high) of the balance over some days.
  struct Piece {
    std::int32_t from, to;
    std::int64_t low, high;
    std::int32_t rate_day;  // kNoDate: the rate of each day
  };
  struct LineRate {
    std::int64_t rate;
    std::optional<std::int64_t> reference;
    std::int32_t until;
  };

  [[nodiscard]] NoCharge why_nothing_runs(const InterestItem& item);
  [[nodiscard]] bool is_open_between(std::int32_t from, std::int32_t to) const noexcept;
  [[nodiscard]] std::int64_t balance_on(std::int32_t day) const noexcept;
  void find_running_pieces();
  void find_paid_pieces();
  void accrue(const Piece& piece, std::vector<InterestLine>& lines);
  void accrue_days(const Piece& piece, std::int32_t from, std::int32_t to, const SuspensionStep& suspension,
                   std::vector<InterestLine>& lines);
  [[nodiscard]] std::int64_t base_of(std::int64_t bearing) const;
  [[nodiscard]] LineRate rate_on(std::int32_t day, std::int32_t rate_day) const;
  void compound_before(std::int32_t day);
  [[nodiscard]] std::int32_t compounded_on() const noexcept;
  void append(InterestLine line, std::vector<InterestLine>& lines);
  void close(InterestLine& line);
  void finish(std::size_t first_line, std::vector<InterestLine>& lines, ItemStatement& statement);
  void bound(std::size_t first_line, std::vector<InterestLine>& lines, ItemStatement& statement) const;
  void compensate(std::vector<InterestLine>& lines, ItemStatement& statement) const;
  [[nodiscard]] InterestLine extra_line(LineKind kind, std::int64_t amount) const;

  const InterestTerms& terms_;
  const InterestScale scale_;
  const InterestItem* item_ = nullptr;
  std::uint32_t number_ = 0;
  std::int32_t sign_ = 1;
  std::int32_t first_day_ = 0;
  std::vector<Piece> pieces_;
  std::vector<Piece> levels_;
  // Of the item so far.
  ExactInterest exact_, exact_before_;             // with the last line, and without it
  std::int64_t charged_ = 0, charged_before_ = 0;  // signed
  std::int64_t capitalised_ = 0;                   // magnitude
  std::int32_t compoundings_ = 0;
  bool is_suspended_ = false, was_charged_ = false;
  bool is_line_open_ = false;  // the last line may still grow
};

}  // namespace openitem
