#include "aging/merged_keys.hpp"

#include <algorithm>
#include <utility>

#include "core/message.hpp"

namespace openitem {

MergedKeys::MergedKeys(const KeyDictionary& left, const KeyDictionary& right, std::string_view what)
    : left_(&left),
      right_(&right),
      is_integer_(left.size() == 0 && right.size() > 0 ? right.is_integer() : left.is_integer()),
      left_codes_(left.size()),
      right_codes_(right.size()) {
  if (left.size() > 0 && right.size() > 0 && left.is_integer() != right.is_integer()) {
    throw Error(Status::wrong_type, Message()
                                        .append(what)
                                        .append(" holds ")
                                        .append(right.is_integer() ? "numbers" : "text")
                                        .append(", the ledger's keys are ")
                                        .append(left.is_integer() ? "numbers" : "text")
                                        .append("; give both the same type"))
        .at(-1, what);
  }
  std::uint32_t l = 0;
  std::uint32_t r = 0;
  while (l < left.size() || r < right.size()) {
    const int order = r == right.size() ? -1 : l == left.size() ? 1 : compare(l, r);
    const std::uint32_t merged = size();
    sources_.push_back(order <= 0 ? Source{true, l} : Source{false, r});
    if (order <= 0) left_codes_[l++] = merged;
    if (order >= 0) right_codes_[r++] = merged;
  }
}

int MergedKeys::compare(std::uint32_t left, std::uint32_t right) const noexcept {
  if (is_integer_) {
    const std::int64_t a = left_->integer_of(left);
    const std::int64_t b = right_->integer_of(right);
    return a < b ? -1 : a > b ? 1 : 0;
  }
  return left_->view_of(left).compare(right_->view_of(right));
}

Column MergedKeys::column(std::string name, std::span<const std::uint32_t> codes) const {
  std::vector<std::uint8_t> valid(codes.size());
  for (std::size_t i = 0; i < codes.size(); ++i) valid[i] = codes[i] != kNoKey ? 1 : 0;
  const bool has_missing = std::find(valid.begin(), valid.end(), std::uint8_t{0}) != valid.end();
  const auto finish = [&](Column column) {
    return has_missing ? std::move(column).with_validity(valid) : std::move(column);
  };
  const auto dictionary_of = [this](const Source& source) { return source.is_left ? left_ : right_; };
  if (is_integer_) {
    std::vector<std::int64_t> values(codes.size(), 0);
    for (std::size_t i = 0; i < codes.size(); ++i) {
      if (valid[i] != 0) values[i] = dictionary_of(sources_[codes[i]])->integer_of(sources_[codes[i]].code);
    }
    return finish(Column::int64(std::move(name), std::move(values)));
  }
  std::vector<std::string_view> values(codes.size());
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (valid[i] != 0) values[i] = dictionary_of(sources_[codes[i]])->view_of(sources_[codes[i]].code);
  }
  return finish(Column::text(std::move(name), values));
}

}  // namespace openitem
