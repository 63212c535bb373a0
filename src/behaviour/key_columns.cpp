#include "behaviour/key_columns.hpp"

#include <string_view>
#include <utility>

#include "money/currency_table.hpp"

namespace openitem::behaviour {

Column keys_as_column(const std::string& name, const KeyDictionary& dictionary,
                      std::span<const std::uint32_t> codes) {
  std::vector<std::uint8_t> valid;
  std::vector<std::int64_t> numbers;
  std::vector<std::string_view> texts;
  for (const std::uint32_t code : codes) {
    valid.push_back(code != kNoKey ? 1 : 0);
    if (dictionary.is_integer()) {
      numbers.push_back(code == kNoKey ? 0 : dictionary.integer_of(code));
    } else {
      texts.push_back(code == kNoKey ? std::string_view() : dictionary.view_of(code));
    }
  }
  if (dictionary.is_integer()) return Column::int64(name, std::move(numbers)).with_validity(valid);
  return Column::text(name, texts).with_validity(valid);
}

Column currencies_as_column(std::span<const std::uint16_t> currencies) {
  std::vector<std::string_view> codes;
  codes.reserve(currencies.size());
  for (const std::uint16_t currency : currencies) codes.push_back(currency_table()[currency].code);
  return Column::text("currency", codes);
}

}  // namespace openitem::behaviour
