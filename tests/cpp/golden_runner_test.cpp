// Every golden case through the C++ facade, and the proof that the runner can fail.

#include "golden_runner.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <iostream>
#include <set>
#include <string>

namespace openitem::golden::golden_runner_test {
namespace {

/// Functions of the files in tests/golden that the facade cannot compute yet, with the reason.
const Pending& pending_functions() {
  static const Pending pending = {
      {"cox_ph", "Cox regression comes with the prediction of payments"},
      {"discrete_hazard", "discrete hazards come with the prediction of payments"}};
  return pending;
}

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, EveryCaseAgreesWithItsSource) {
  const Json cases = load(GetParam());
  const Outcome outcome = run_cases(cases, registered_adapters(), pending_functions());
  std::cout << GetParam() << ": " << outcome.ran << " of " << cases.size() << " cases ran, "
            << outcome.pending << " pending\n";
  EXPECT_FALSE(cases.empty());
  EXPECT_EQ(outcome.ran + outcome.pending, static_cast<int>(cases.size()));
  for (const std::string& failure : outcome.failures) ADD_FAILURE() << failure;
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param.substr(0, info.param.find('.'));
  for (char& letter : name) {
    if (std::isalnum(static_cast<unsigned char>(letter)) == 0) letter = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Files, Golden, testing::ValuesIn(case_files()), test_name);

TEST(GoldenRunner, EveryAdapterAndEveryPendingFunctionHasACase) {
  std::set<std::string> functions;
  for (const std::string& file : case_files()) {
    for (const Json& item : load(file)) functions.insert(item.at("function").get<std::string>());
  }
  for (const auto& [function, adapter] : registered_adapters())
    EXPECT_TRUE(functions.contains(function)) << function;
  for (const auto& [function, reason] : pending_functions())
    EXPECT_TRUE(functions.contains(function)) << function;
}

TEST(GoldenRunner, IdsAreUnique) {
  std::set<std::string> ids;
  for (const std::string& file : case_files()) {
    for (const Json& item : load(file)) {
      EXPECT_TRUE(ids.insert(item.at("id").get<std::string>()).second) << item.at("id");
    }
  }
}

Json one_case(const char* inputs, const char* expected, const char* tolerance = "0.0") {
  return Json::array({{{"id", "x-1"},
                       {"function", "f"},
                       {"inputs", Json::parse(inputs)},
                       {"expected", Json::parse(expected)},
                       {"tolerance", Json::parse(tolerance)}}});
}

Adapters answer_after_reading_a(const char* answer) {
  return {{"f", [answer](const Inputs& inputs) {
             (void)inputs.integer("a");
             return Json::parse(answer);
           }}};
}

TEST(GoldenRunner, AcceptsTheExpectedAnswer) {
  const Outcome outcome =
      run_cases(one_case(R"({"a": 1})", "\"2.00\""), answer_after_reading_a("\"2.00\""), {});
  EXPECT_EQ(outcome.ran, 1);
  EXPECT_TRUE(outcome.failures.empty());
}

TEST(GoldenRunner, FailsOnAnotherAnswer) {
  const auto fails = [](const char* expected, const char* answer, const char* tolerance) {
    return !run_cases(one_case(R"({"a": 1})", expected, tolerance), answer_after_reading_a(answer), {})
                .failures.empty();
  };
  EXPECT_TRUE(fails("\"2.00\"", "\"2.01\"", "0.0"));
  EXPECT_FALSE(fails("\"2.00\"", "\"2.01\"", "0.011"));
  EXPECT_TRUE(fails("\"978\"", "978", "0.0"));  // a text is not a number
  EXPECT_TRUE(fails("5", "6", "0.5"));
  EXPECT_FALSE(fails("5", "5.25", "0.5"));
  EXPECT_TRUE(fails("true", "1", "0.5"));
  EXPECT_TRUE(fails("[1, 2]", "[1, 2, 3]", "0.0"));
  EXPECT_TRUE(fails("[1, 2]", "[1, 3]", "0.0"));
  EXPECT_TRUE(fails(R"({"x": 1, "y": 2})", R"({"x": 1})", "0.0"));
  EXPECT_TRUE(fails(R"({"x": 1, "y": 2})", R"({"x": 1, "y": 2.1})", R"({"x": 0.5, "y": 0.05})"));
  EXPECT_FALSE(fails(R"({"x": 1, "y": 2})", R"({"x": 1.1, "y": 2})", R"({"x": 0.5, "y": 0.05})"));
  EXPECT_FALSE(fails(R"({"x": 1, "y": null})", R"({"x": 1})", "0.0"));  // the source does not say
}

TEST(GoldenRunner, FailsOnACaseNobodyClaims) {
  const Json cases = one_case(R"({"a": 1})", "1");
  EXPECT_EQ(run_cases(cases, {}, {}).failures.size(), 1U);
  EXPECT_TRUE(run_cases(cases, {}, {{"f", "needs a calendar"}}).failures.empty());
  EXPECT_EQ(run_cases(cases, {}, {{"f", "needs a calendar"}}).pending, 1);
}

TEST(GoldenRunner, FailsOnAPendingFunctionThatIsClaimed) {
  const Json cases = one_case(R"({"a": 1})", "1");
  EXPECT_EQ(run_cases(cases, answer_after_reading_a("1"), {{"f", "stale"}}).failures.size(), 1U);
}

TEST(GoldenRunner, FailsOnAnInputNobodyReads) {
  EXPECT_EQ(run_cases(one_case(R"({"a": 1, "b": 2})", "1"), answer_after_reading_a("1"), {}).failures.size(),
            1U);
  const Adapters shallow = {{"f", [](const Inputs& inputs) {
                               for (const Inputs& row : inputs.objects("rows")) (void)row.integer("a");
                               return Json(1);
                             }}};
  EXPECT_TRUE(run_cases(one_case(R"({"rows": [{"a": 1}, {"a": 2}]})", "1"), shallow, {}).failures.empty());
  EXPECT_EQ(
      run_cases(one_case(R"({"rows": [{"a": 1}, {"a": 2, "b": 3}]})", "1"), shallow, {}).failures.size(), 1U);
}

TEST(GoldenRunner, FailsWhenAnAdapterThrows) {
  const Outcome outcome = run_cases(one_case(R"({"b": 1})", "1"), answer_after_reading_a("1"), {});
  EXPECT_EQ(outcome.ran, 0);
  EXPECT_EQ(outcome.failures.size(), 1U);
}

}  // namespace
}  // namespace openitem::golden::golden_runner_test
