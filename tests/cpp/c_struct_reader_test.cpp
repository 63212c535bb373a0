// Options structs of three versions meet a library of the second.

#include "c/struct_reader.hpp"

#include <gtest/gtest.h>

#include <cstdint>

#include "openitem/core.hpp"

namespace openitem::c_abi::c_struct_reader_test {
namespace {

struct First {
  std::int64_t struct_size = sizeof(First);
  std::int32_t threads = 0;
  std::int32_t mode = 0;
};

struct Second {  // the library's
  std::int64_t struct_size = sizeof(Second);
  std::int32_t threads = 0;
  std::int32_t mode = 0;
  std::int64_t limit = 0;
};

struct Third {
  std::int64_t struct_size = sizeof(Third);
  std::int32_t threads = 0;
  std::int32_t mode = 0;
  std::int64_t limit = 0;
  std::int64_t novelty = 0;
};

Second defaults() {
  Second options;
  options.limit = 5;  // a default that is not zero shows who wrote it
  return options;
}

template <class Struct>
Second read(const Struct& given) {
  return read_options(reinterpret_cast<const Second*>(&given), defaults(),
                      {.type = "oi_test_options", .argument = 2, .first_size = sizeof(First)});
}

template <class Struct>
void expect_refused(const Struct& given) {
  try {
    read(given);
    FAIL() << "accepted";
  } catch (const Error& error) {
    EXPECT_EQ(error.status(), Status::unsupported_version);
    EXPECT_EQ(error.record().argument, 2);
  }
}

TEST(StructReader, NoOptionsAreTheDefaults) {
  const Second options = read_options<Second>(nullptr, defaults(), {});
  EXPECT_EQ(options.limit, 5);
}

TEST(StructReader, OlderCallersKeepTheDefaultsTheyDoNotKnow) {
  First given;
  given.threads = 3;
  given.mode = 1;
  const Second options = read(given);
  EXPECT_EQ(options.threads, 3);
  EXPECT_EQ(options.mode, 1);
  EXPECT_EQ(options.limit, 5);
}

TEST(StructReader, TheSameVersionIsTakenAsItIs) {
  Second given;
  given.limit = 9;
  EXPECT_EQ(read(given).limit, 9);
}

TEST(StructReader, NewerCallersMayNotAskForWhatIsNotThere) {
  Third given;
  given.limit = 9;
  EXPECT_EQ(read(given).limit, 9);
  given.novelty = 1;
  expect_refused(given);
}

TEST(StructReader, SizesNobodyHas) {
  Third given;
  for (const std::int64_t size :
       {std::int64_t{0}, std::int64_t{8}, std::int64_t{15}, std::int64_t{17}, std::int64_t{20},
        std::int64_t{4104}, std::int64_t{-16}, INT64_MIN, INT64_MAX}) {
    SCOPED_TRACE(size);
    given.struct_size = size;
    expect_refused(given);
  }
}

}  // namespace
}  // namespace openitem::c_abi::c_struct_reader_test
