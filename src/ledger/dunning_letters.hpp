#pragma once
/// \file
/// Which dunning level an item has on a day: that of the last letter about it (docs/methods/kpis.md, 3).

#include <cstdint>
#include <optional>
#include <vector>

#include "ledger/ledger_data.hpp"

namespace openitem {

inline constexpr std::int32_t kNoLevel = -1;

class DunningLetters {
 public:
  /// Those that are known; refers to the ledger. O(n log n) in them.
  DunningLetters(const LedgerData& ledger, std::optional<std::int32_t> known_at);

  /// Of an item of the document that falls due on `due`. O(letters of the document and of its customer).
  [[nodiscard]] std::int32_t level_on(std::int32_t day, std::uint32_t document, std::int32_t due) const;

 private:
  struct Letter {
    std::uint32_t about;  // identity of a document, or customer
    std::int32_t sent_on;
    std::uint32_t row;
    std::int32_t level;
  };
  template <typename Covers>
  static void look_for_later(const std::vector<Letter>& letters, std::uint32_t about, std::int32_t day,
                             Covers&& covers, const Letter*& last);

  const Documents& documents_;
  std::vector<Letter> of_documents_, of_accounts_;  // by what they are about, day, row
};

}  // namespace openitem
