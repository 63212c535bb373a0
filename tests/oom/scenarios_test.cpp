// Whole jobs with the k-th allocation failing: as a C program does them (scenarios.c) and through the facade.

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <new>
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "c/arrow_structs.h"
#include "each_allocation.hpp"
#include "openitem/openitem.hpp"
#include "scenarios.h"

namespace openitem::oom::scenarios_test {
namespace {

// ---- C ---------------------------------------------------------------------------------------------------------------

class CScenarios : public testing::TestWithParam<scenario> {
 protected:
  void SetUp() override {
    oi_error error = {};
    inputs_ = make_scenario_inputs(&error);
    ASSERT_NE(inputs_, nullptr) << error.message;
  }
  void TearDown() override {
    if (inputs_ != nullptr) free_scenario_inputs(inputs_);
  }
  scenario_inputs* inputs_ = nullptr;
};

std::string c_name(const testing::TestParamInfo<scenario>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(Jobs, CScenarios, testing::ValuesIn(scenarios), c_name);

TEST_P(CScenarios, WithoutMemory) {
  oi_error error = {};
  ASSERT_EQ(GetParam().run(inputs_, &error), OI_OK) << error.column << ": " << error.message;
  const std::int64_t failures = each_allocation_fails([&] {
    error = {};
    const oi_status status = GetParam().run(inputs_, &error);
    return Told{.succeeded = status == OI_OK,
                .out_of_memory = status == OI_OUT_OF_MEMORY,
                .tidy = status == error.status};
  });
  EXPECT_GT(failures, 10) << "a job that hardly allocates proves little";
  EXPECT_EQ(GetParam().run(inputs_, &error), OI_OK) << "the handles are as good as before";
}

// ---- C++ -------------------------------------------------------------------------------------------------------------

const Date as_of("2024-06-30");

AgingOptions aging_options() {
  AgingOptions options;
  options.threads = 2;
  options.basis = AgingBasis::posting;
  options.credits = CreditMode::netted;
  options.disputes = DisputeMode::excluded;
  options.by = {"customer", "kind"};
  return options;
}

LedgerOptions ledger_options() {
  LedgerOptions options;
  options.threads = 2;
  options.row_policy = RowPolicy::mark;
  options.money = MoneyForm::minor;
  options.unreferenced_credits = UnreferencedCredits::oldest_due;
  return options;
}

/// What the jobs read; made before any allocation fails.
struct Inputs {
  Result sample = sample_ledger(100, 7, Date("2024-07-31"), {.threads = 2, .flat = 1, .faults = 500});
  TableViews views{sample.tables()};
  Ledger ledger = build_ledger(views.views(), ledger_options());
  Aging aging = compute_aging(ledger, as_of);
};

struct Job {
  const char* name;
  std::function<void(const Inputs&)> run;
  friend std::ostream& operator<<(std::ostream& out, const Job& job) { return out << job.name; }
};

void build(const Inputs& inputs) {
  const Ledger ledger = build_ledger(inputs.views.views(), ledger_options());
  (void)check_ledger(ledger);
}

void age(const Inputs& inputs) { (void)compute_aging(inputs.ledger, as_of, aging_options()); }

void drill_down(const Inputs& inputs) { (void)list_aging_items(inputs.ledger, as_of, aging_options()); }

void compare(const Inputs& inputs) {
  std::vector<ColumnView> columns;
  for (const char* const name : {"customer", "currency", "total"}) {
    columns.push_back(inputs.aging.table("rows").column(name).view());
  }
  columns.back().name = "balance";
  TableView balances = {};
  balances.name = "balances";
  balances.columns = columns.data();
  balances.column_count = 3;
  balances.rows = inputs.aging.table("rows").rows();
  (void)compare_balances(inputs.aging, std::span(&balances, 1), MoneyForm::minor);
}

/// Export, and import of what was exported: the importer consumes the stream whatever happens.
void exchange(const Inputs& inputs) {
  for (const Table& table : inputs.sample.tables()) {
    ArrowTables tables;
    ArrowArrayStream stream = {};
    export_arrow(table, MoneyOutput::minor, &stream);
    tables.add(table.name(), &stream);
    (void)build_ledger(tables.views(), ledger_options());
  }
}

void sample(const Inputs& /*inputs*/) {
  (void)sample_ledger(100, 8, Date("2024-07-31"), {.threads = 2, .months = 6});
}

class Jobs : public testing::TestWithParam<Job> {};

INSTANTIATE_TEST_SUITE_P(Facade, Jobs,
                         testing::Values(Job{"build_ledger", build}, Job{"age", age},
                                         Job{"drill_down", drill_down}, Job{"compare", compare},
                                         Job{"exchange", exchange}, Job{"sample_ledger", sample}),
                         [](const auto& row) { return row.param.name; });

/// Out of memory is std::bad_alloc or our own error that says so, never another one.
Told tell(const Job& job, const Inputs& inputs) {
  try {
    job.run(inputs);
    return {.succeeded = true};
  } catch (const std::bad_alloc&) {
    return {.out_of_memory = true};
  } catch (const Error& error) {
    return {.out_of_memory = error.status() == Status::out_of_memory};
  } catch (...) {
    return {};
  }
}

TEST_P(Jobs, WithoutMemory) {
  const Inputs inputs;
  GetParam().run(inputs);
  const std::int64_t failures = each_allocation_fails([&] { return tell(GetParam(), inputs); });
  EXPECT_GT(failures, 10) << "a job that hardly allocates proves little";
  GetParam().run(inputs);
}

}  // namespace
}  // namespace openitem::oom::scenarios_test
