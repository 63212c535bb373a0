// JSON texts of scorecards: whole, damaged, and damaged with a checksum that fits.

#include <cstdint>
#include <string>
#include <string_view>

#include "core/json_text.hpp"
#include "ledger_promises.hpp"
#include "openitem/scorecard.hpp"

namespace openitem::fuzz {
namespace {

void read_and_write(const std::string& json) {
  try {
    const credit::Scorecard card = credit::scorecard_of_json(json);
    const std::string written = credit::scorecard_to_json(card);
    require(credit::scorecard_to_json(credit::scorecard_of_json(written)) == written,
            "a card that was written reads as what it was");
    const Result described = credit::describe_scorecard(card);
    const TableViews views(described.tables());
    require(credit::scorecard_to_json(credit::read_scorecard(views.views())) == written,
            "the tables of a card are the card");
  } catch (const Error& error) {
    require_refusal(error);
  }
}

/// The digits that the text as it is would need: so that changes get past the checksum.
std::string with_fitting_checksum(std::string json) {
  constexpr std::string_view name = "\"checksum\":\"";
  constexpr std::size_t digits = 16;
  const std::size_t found = json.find(name);
  if (found == std::string::npos || json.size() - found - name.size() < digits) return json;
  const std::size_t at = found + name.size();
  std::uint64_t checksum = json_checksum(json, at, at + digits);
  for (std::size_t place = digits; place-- > 0; checksum /= 16)
    json[at + place] = "0123456789abcdef"[checksum % 16];
  return json;
}

}  // namespace

void scorecard_json(Bytes bytes) {
  const std::string json(bytes.begin(), bytes.end());
  read_and_write(json);
  read_and_write(with_fitting_checksum(json));
}

}  // namespace openitem::fuzz
