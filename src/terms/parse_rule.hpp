#pragma once
/// \file
/// The part of a text that says when: "30", "EOM + 45 days", "10th prox", "COD".

#include "openitem/terms.hpp"
#include "terms/token_reader.hpp"

namespace openitem {

/// A rule as read, with what its text left open.
struct ReadRule {
  TermsRule rule;
  std::size_t place = 0;      ///< its first token
  bool is_bare = false;       ///< one number without a unit
  bool has_eom = false;       ///< the number stands beside EOM: "30 EOM"
  bool is_bare_prox = false;  ///< "10 prox" without an ordinal
};

enum class BareNumber : std::uint8_t { refused, days };

/// Whether a step of a rule stands next, a bare number aside.
[[nodiscard]] bool begins_rule(const TermsTokenReader& reader);
/// Steps, and "after discount", "after delivery". \throws Error invalid_data.
[[nodiscard]] ReadRule read_rule(TermsTokenReader& reader, BareNumber bare);
/// The same, and "net 30", "n/30", "due on receipt", "advance", "COD", "CIA", "CBS". \throws Error invalid_data.
[[nodiscard]] ReadRule read_due(TermsTokenReader& reader, BareNumber bare);
/// Whether `read_due` would find more than steps.
[[nodiscard]] bool begins_due(const TermsTokenReader& reader);

/// What stands for "30 EOM" under a reading.
[[nodiscard]] std::vector<TermsStep> with_end_of_month(std::int32_t days, TermsReading reading);

}  // namespace openitem
