#pragma once
/// \file
/// What became of an account or an invoice in a window (docs/methods/outcome.md, 2 to 4).

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "outcome/past_due_timeline.hpp"

namespace openitem::outcome {

struct WriteOff {
  std::int32_t day;
  std::int64_t amount;  ///< above 0 = written off; below 0 = taken back
};

enum class Trigger : std::uint8_t { none, days_past_due, written_off };

struct Verdict {
  bool was_past_due = false;  ///< on the day before the window
  bool had_exposure = false;  ///< something was open on that day or in the window
  Trigger trigger = Trigger::none;
  std::int32_t bad_on = 0;                   ///< with a trigger
  std::int64_t past_due = 0, threshold = 0;  ///< on that day
  std::int32_t worst_days = 0;
  std::int64_t written_off = 0;
};

/// Scratch memory is kept from account to account.
class Judge {
 public:
  /// Refers to both, which are by day. `materiality`: what write-offs must exceed; nothing = they make nobody bad.
  void start(std::span<const PastDueDay> days, std::span<const WriteOff> write_offs,
             std::optional<std::int64_t> materiality);
  /// The days t with as_of < t <= end. Neither goes back from call to call.
  [[nodiscard]] Verdict judge(std::int32_t as_of, std::int32_t end);

 private:
  /// Number of entries up to the end of the day.
  [[nodiscard]] std::size_t count_until(std::int32_t day) const noexcept;
  [[nodiscard]] std::optional<std::int32_t> first_past_due(std::int32_t as_of, std::int32_t end) const;
  [[nodiscard]] std::int32_t worst_days(std::size_t first, std::size_t last, std::int32_t end);
  [[nodiscard]] std::int32_t most_days(std::size_t at) const noexcept;
  [[nodiscard]] std::optional<std::int32_t> add_write_offs(std::int32_t as_of, std::int32_t end,
                                                           Verdict& verdict) const;

  std::span<const PastDueDay> days_;
  std::span<const WriteOff> write_offs_;
  std::optional<std::int64_t> materiality_;
  // By position: the first one from there on that is past due, or has something open; days_.size() = none.
  std::vector<std::uint32_t> next_past_due_, next_open_;
  // Positions of full spells of the window whose most days no later one reaches, ascending.
  std::vector<std::uint32_t> peaks_;
  std::size_t first_peak_ = 0, peaks_until_ = 0;
};

}  // namespace openitem::outcome
