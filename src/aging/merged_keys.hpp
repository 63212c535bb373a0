#pragma once
/// \file
/// Two dictionaries read as one: codes of both sides in one order.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "column/read.hpp"

namespace openitem {

/// Refers to both dictionaries, which must outlive it.
class MergedKeys {
 public:
  /// `what` names the right side in errors. \throws Error wrong_type when one side holds integers and the
  /// other texts.
  MergedKeys(const KeyDictionary& left, const KeyDictionary& right, std::string_view what);

  [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(sources_.size()); }
  /// kNoKey stays kNoKey.
  [[nodiscard]] std::uint32_t from_left(std::uint32_t code) const noexcept {
    return code == kNoKey ? kNoKey : left_codes_[code];
  }
  [[nodiscard]] std::uint32_t from_right(std::uint32_t code) const noexcept {
    return code == kNoKey ? kNoKey : right_codes_[code];
  }
  /// Keys of merged codes as an output column; kNoKey = null.
  [[nodiscard]] Column column(std::string name, std::span<const std::uint32_t> codes) const;

 private:
  struct Source {
    bool is_left;
    std::uint32_t code;
  };
  [[nodiscard]] int compare(std::uint32_t left, std::uint32_t right) const noexcept;

  const KeyDictionary* left_;
  const KeyDictionary* right_;
  bool is_integer_;
  std::vector<std::uint32_t> left_codes_, right_codes_;
  std::vector<Source> sources_;  // by merged code
};

}  // namespace openitem
