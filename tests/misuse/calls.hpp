#pragma once
/// \file
/// A valid call of every export, which the tests then spoil one argument at a time.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "openitem/openitem.h"

namespace openitem::misuse {

/// What is done to the arguments of a valid call, by index.
struct Spoiled {
  std::set<std::size_t> nulls = {};
  std::map<std::size_t, std::int64_t> numbers = {};
  std::map<std::size_t, const void*> pointers = {};
};

struct Outcome {
  oi_status status = OI_OK;   ///< OI_OK for functions that return none
  std::int64_t returned = 0;  ///< of functions that return a number; pointers: 0 = NULL, 1 = not NULL
  bool outputs_untouched = true;
  bool streams_consumed = true;  ///< false also where the call was not told how many there are
  oi_error error = {};
};

struct Call {
  std::string name;
  std::size_t arity = 0;
  std::function<Outcome(const Spoiled&)> run;
  friend std::ostream& operator<<(std::ostream& out, const Call& call) { return out << call.name; }
};

/// One row per export.
[[nodiscard]] const std::vector<Call>& calls();

}  // namespace openitem::misuse
