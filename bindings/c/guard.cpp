#include "guard.hpp"

#include <bit>
#include <exception>
#include <new>
#include <stdexcept>

#include "core/message.hpp"
#include "openitem/core.hpp"

namespace openitem::c_abi {
namespace {

oi_status report(oi_error* error, const Error& failure) noexcept {
  if (error != nullptr) *error = std::bit_cast<oi_error>(failure.record());
  return failure.record().status;
}

Error out_of_memory() noexcept {
  return {Status::out_of_memory, "memory ran out; nothing was changed, free some and call again"};
}

Error internal(const char* what) noexcept {
  return {Status::internal, Message().append("a bug in openitem, please report it: ").append(what)};
}

}  // namespace

oi_status report_exception(oi_error* error) noexcept {
  try {
    throw;
  } catch (const Error& failure) {
    if (failure.status() != Status::ok) return report(error, failure);
    return report(error, internal("an error without a status"));
  } catch (const std::bad_alloc&) {
    return report(error, out_of_memory());
  } catch (const std::length_error&) {
    // A container was asked for more than its address space holds.
    return report(error, out_of_memory());
  } catch (const std::exception& failure) {
    return report(error, internal(failure.what()));
  } catch (...) {
    return report(error, internal("an unknown exception"));
  }
}

}  // namespace openitem::c_abi
