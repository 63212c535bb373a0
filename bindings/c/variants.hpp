#pragma once
/// \file
/// Choices without a default on the way from C to the facade.

#include <cstdint>

#include "arguments.hpp"
#include "core/message.hpp"

namespace openitem::c_abi {

/// The facade's enumerator for a variant, which has no default. \throws Error not_set (0), invalid_argument.
template <class Variant>
[[nodiscard]] Variant read_variant(std::int32_t value, Variant last, const char* name, const char* constants,
                                   std::int32_t argument) {
  if (value == 0) {
    throw Error(Status::not_set, Message()
                                     .append("argument ")
                                     .append(argument)
                                     .append(": ")
                                     .append(name)
                                     .append(" is not set: the field knows several meanings, choose one of ")
                                     .append(constants))
        .of_argument(argument);
  }
  return read_choice(value, last, name, constants, argument);
}

}  // namespace openitem::c_abi
