#pragma once
/// \file
/// What a fuzzer feeds and the ordinary tests replay: functions of some bytes that throw when openitem breaks a promise.

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>

namespace openitem::fuzz {

using Bytes = std::span<const std::uint8_t>;

/// A broken promise.
struct Broken : std::logic_error {
  using std::logic_error::logic_error;
};

inline void require(bool kept, const char* promise) {
  if (!kept) throw Broken(promise);
}

void arrow_import(Bytes bytes);
void flat_form(Bytes bytes);
void item_columns(Bytes bytes);
void money(Bytes bytes);
void dates(Bytes bytes);
void terms(Bytes bytes);
void struct_reader(Bytes bytes);
void scorecard_json(Bytes bytes);
/// Breaks its promise on bytes that begin with "canary": shows that a broken promise is seen.
void canary(Bytes bytes);

}  // namespace openitem::fuzz
