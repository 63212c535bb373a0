#pragma once
/// \file
/// The wall between exceptions and C: every function that returns a status is one call of `guard`.

#include "openitem/openitem.h"

namespace openitem::c_abi {

/// Turns the exception in flight into a status and, unless `error` is NULL, into an error record.
/// Call it from inside a catch block only. Allocates nothing.
[[nodiscard]] oi_status report_exception(oi_error* error) noexcept;

#if defined(OPENITEM_GUARD_HOOK)
/// Only in the build of tests/guard, never in a library: what it throws is thrown inside every guard.
void guard_hook();
#endif

/// Runs `body`. `body` computes into locals and assigns the caller's outputs last, so that a failure leaves
/// them untouched.
template <class Body>
[[nodiscard]] oi_status guard(oi_error* error, const Body& body) noexcept {
  try {
#if defined(OPENITEM_GUARD_HOOK)
    guard_hook();
#endif
    body();
    return OI_OK;
  } catch (...) {
    return report_exception(error);
  }
}

}  // namespace openitem::c_abi
