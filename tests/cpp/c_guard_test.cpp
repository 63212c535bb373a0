// Whatever is thrown behind the C ABI becomes a status and a record; nothing passes.

#include "c/guard.hpp"

#include <gtest/gtest.h>

#include <new>
#include <stdexcept>
#include <string>
#include <vector>

#include "openitem/core.hpp"

namespace openitem::c_abi::c_guard_test {
namespace {

template <class Exception>
oi_error after_throwing(const Exception& exception) {
  oi_error error = {};
  const oi_status status = guard(&error, [&] { throw exception; });
  EXPECT_EQ(status, error.status);
  EXPECT_EQ(guard(nullptr, [&] { throw exception; }), status);
  return error;
}

TEST(Guard, SuccessWritesNothing) {
  oi_error error = {};
  error.status = 77;
  EXPECT_EQ(guard(&error, [] {}), OI_OK);
  EXPECT_EQ(error.status, 77);
}

TEST(Guard, OurErrorsArriveWhole) {
  const oi_error error = after_throwing(
      Error(Status::invalid_data, "no amount").at(12, "documents.amount").affecting(3).of_argument(1));
  EXPECT_EQ(error.status, OI_INVALID_DATA);
  EXPECT_EQ(error.argument, 1);
  EXPECT_EQ(error.row, 12);
  EXPECT_EQ(error.rows_affected, 3);
  EXPECT_STREQ(error.column, "documents.amount");
  EXPECT_STREQ(error.message, "no amount");
}

TEST(Guard, MemoryThatRanOut) {
  EXPECT_EQ(after_throwing(std::bad_alloc()).status, OI_OUT_OF_MEMORY);
  EXPECT_EQ(after_throwing(std::length_error("vector::reserve")).status, OI_OUT_OF_MEMORY);
  const oi_error error = after_throwing(std::bad_array_new_length());
  EXPECT_EQ(error.status, OI_OUT_OF_MEMORY);
  EXPECT_EQ(error.argument, -1);
  EXPECT_EQ(error.row, -1);
}

TEST(Guard, EverythingElseIsABugOfOurs) {
  const oi_error error = after_throwing(std::logic_error("index 7"));
  EXPECT_EQ(error.status, OI_INTERNAL);
  EXPECT_NE(std::string(error.message).find("index 7"), std::string::npos);
  EXPECT_EQ(after_throwing(42).status, OI_INTERNAL);
  EXPECT_EQ(after_throwing(Error(Status::ok, "no error at all")).status, OI_INTERNAL);
}

}  // namespace
}  // namespace openitem::c_abi::c_guard_test
