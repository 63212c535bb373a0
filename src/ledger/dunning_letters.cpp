#include "ledger/dunning_letters.hpp"

#include <algorithm>
#include <tuple>

namespace openitem {

DunningLetters::DunningLetters(const LedgerData& ledger, std::optional<std::int32_t> known_at)
    : documents_(ledger.documents) {
  const DunningHistory& history = ledger.dunning;
  for (std::size_t at = 0; at < history.level.size(); ++at) {
    if (known_at && history.recorded_on[at] > *known_at) continue;
    const bool is_account = history.document_identity[at] == kNoRow;
    const std::uint32_t about = is_account ? history.customer[at] : history.document_identity[at];
    // Rows are kept in their order in the source.
    (is_account ? of_accounts_ : of_documents_)
        .push_back({about, history.sent_on[at], static_cast<std::uint32_t>(at), history.level[at]});
  }
  for (std::vector<Letter>* const letters : {&of_documents_, &of_accounts_}) {
    std::sort(letters->begin(), letters->end(), [](const Letter& a, const Letter& b) {
      return std::tie(a.about, a.sent_on, a.row) < std::tie(b.about, b.sent_on, b.row);
    });
  }
}

template <typename Covers>
void DunningLetters::look_for_later(const std::vector<Letter>& letters, std::uint32_t about, std::int32_t day,
                                    Covers&& covers, const Letter*& last) {
  auto at = std::upper_bound(
      letters.begin(), letters.end(), std::tie(about, day),
      [](const auto& key, const Letter& letter) { return key < std::tie(letter.about, letter.sent_on); });
  while (at != letters.begin()) {
    --at;
    if (at->about != about) return;
    if (last != nullptr && std::tie(at->sent_on, at->row) < std::tie(last->sent_on, last->row)) return;
    if (!covers(*at)) continue;
    last = &*at;
    return;
  }
}

std::int32_t DunningLetters::level_on(std::int32_t day, std::uint32_t document, std::int32_t due) const {
  const Letter* last = nullptr;
  look_for_later(
      of_documents_, documents_.identity[document], day, [](const Letter&) { return true; }, last);
  const std::int32_t posted = documents_.posting[document];
  look_for_later(
      of_accounts_, documents_.customer[document], day,
      [&](const Letter& letter) { return posted <= letter.sent_on && due < letter.sent_on; }, last);
  return last == nullptr ? kNoLevel : last->level;
}

}  // namespace openitem
