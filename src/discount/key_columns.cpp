#include "discount/key_columns.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace openitem::discount {

Column offer_key_column(std::string name, const KeyDictionary& dictionary,
                        std::span<const std::uint32_t> codes) {
  std::vector<std::uint8_t> is_there;
  is_there.reserve(codes.size());
  for (const std::uint32_t code : codes) is_there.push_back(code != kNoKey ? 1 : 0);
  if (dictionary.is_integer()) {
    std::vector<std::int64_t> numbers;
    numbers.reserve(codes.size());
    for (const std::uint32_t code : codes)
      numbers.push_back(code != kNoKey ? dictionary.integer_of(code) : 0);
    return Column::int64(std::move(name), std::move(numbers)).with_validity(is_there);
  }
  std::vector<std::string_view> texts;
  texts.reserve(codes.size());
  for (const std::uint32_t code : codes)
    texts.push_back(code != kNoKey ? dictionary.view_of(code) : std::string_view());
  return Column::text(std::move(name), texts).with_validity(is_there);
}

}  // namespace openitem::discount
