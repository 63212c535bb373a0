// The ledger's daily totals: against sums over its rows, and as what a series is made from.

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "ledger/ledger_data.hpp"
#include "openitem/datasets.hpp"
#include "series_against_agings.hpp"

namespace openitem::daily_totals_test {
namespace {

using aging_test::text_table;
using aging_test::TextColumn;

// Many documents on few days: three days of posting, two terms, payments on four days; two currencies, credits before and
// after what they pay, part payments, over-payments, disputed documents and documents in two instalments.
class CrowdedBooks {
 public:
  explicit CrowdedBooks(std::uint32_t seed) : random_(seed) {}

  Ledger make(int invoices) {
    for (int invoice = 0; invoice < invoices; ++invoice) add_invoice(invoice);
    LedgerOptions options = aging_test::euros(RowPolicy::mark);
    return aging_test::build(
        {text_table("documents", {customers_, ids_, kinds_, issue_, due_, amounts_, currency_}),
         text_table("applications", {credits_, debits_, applied_, applied_on_}),
         text_table("instalments", {parts_of_, numbers_, part_due_, part_amounts_}),
         text_table("disputes", {disputed_, opened_})},
        options);
  }

 private:
  int below(int end) { return static_cast<int>(random_() % static_cast<std::uint32_t>(end)); }
  static std::string day(int at) { return add_days(Date("2024-03-25"), at).iso(); }

  void add_document(const std::string& id, int customer, const char* kind, int issued, int due, int amount,
                    bool is_dollar) {
    customers_.cells.push_back("C" + std::to_string(customer));
    ids_.cells.push_back(id);
    kinds_.cells.emplace_back(kind);
    issue_.cells.push_back(day(issued));
    due_.cells.push_back(day(due));
    amounts_.cells.push_back(std::to_string(amount) + ".25");
    currency_.cells.emplace_back(is_dollar ? "USD" : "EUR");
  }

  void add_invoice(int invoice) {
    const std::string id = "I" + std::to_string(invoice);
    const int customer = below(7), issued = 2 * below(3), due = issued + 5 * (1 + below(2)),
              amount = 10 + below(90);
    const bool is_dollar = below(4) == 0;
    add_document(id, customer, "invoice", issued, due, amount, is_dollar);
    if (below(60) == 0) {
      disputed_.cells.push_back(id);
      opened_.cells.push_back(day(issued + 1));
    } else if (below(60) == 0) {
      for (const int part : {1, 2}) {
        parts_of_.cells.push_back(id);
        numbers_.cells.push_back(std::to_string(part));
        part_due_.cells.push_back(day(due + 10 * part));
        part_amounts_.cells.push_back(std::to_string(part == 1 ? 5 : amount - 5) +
                                      (part == 1 ? ".00" : ".25"));
      }
    }
    for (int payment = below(3); payment > 0; --payment) {
      const std::string paid = id + "P" + std::to_string(payment);
      const int on = 4 * below(4), received = amount / (1 + below(3)) + below(2);
      add_document(paid, customer, "payment", on, on, -received, is_dollar);
      credits_.cells.push_back(paid);
      debits_.cells.push_back(id);
      applied_.cells.push_back(std::to_string(1 + below(received)) + ".25");
      applied_on_.cells.push_back(day(4 * below(4)));
    }
  }

  std::mt19937 random_;
  TextColumn customers_{"customer", {}}, ids_{"id", {}}, kinds_{"kind", {}}, issue_{"issue_date", {}},
      due_{"due_date", {}}, amounts_{"amount", {}}, currency_{"currency", {}};
  TextColumn credits_{"credit_id", {}}, debits_{"debit_id", {}}, applied_{"amount", {}},
      applied_on_{"applied_on", {}};
  TextColumn parts_of_{"document_id", {}}, numbers_{"number", {}}, part_due_{"due_date", {}},
      part_amounts_{"amount", {}};
  TextColumn disputed_{"document_id", {}}, opened_{"opened", {}};
};

using Key = std::tuple<std::uint16_t, std::int32_t, std::int32_t>;  // currency, day, due day
using Sums = std::array<std::int64_t, 4>;                           // amount, applied, opened, closed

std::map<Key, Sums> sums_over_rows(const LedgerData& ledger) {
  std::map<Key, Sums> sums;
  const Documents& documents = ledger.documents;
  for (std::size_t row = 0; row < documents.amount.size(); ++row) {
    const std::int32_t closed_on = ledger.plain.closed_on[row];
    if (closed_on == kNotPlain) continue;
    const std::int32_t due = documents.amount[row] < 0 ? kNoDate : documents.due[row];
    Sums& opened = sums[{documents.currency[row], documents.posting[row], due}];
    opened[0] += documents.amount[row];
    ++opened[2];
    if (closed_on != kNeverClosed) ++sums[{documents.currency[row], closed_on, due}][3];
  }
  const Applications& applications = ledger.applications;
  for (std::size_t row = 0; row < applications.debit_amount.size(); ++row) {
    const std::uint32_t debit = ledger.current_row[applications.debit_identity[row]];
    if (ledger.plain.closed_on[debit] == kNotPlain) continue;
    const Key key{documents.currency[debit], ledger.plain.counts_on[row], documents.due[debit]};
    sums[key][1] += applications.debit_amount[row];
  }
  return sums;
}

class DailyTotalsOfCrowdedBooks : public testing::TestWithParam<std::uint32_t> {};

TEST_P(DailyTotalsOfCrowdedBooks, AreSumsOverRows) {
  const Ledger ledger = CrowdedBooks(GetParam()).make(2'000);
  const DailyTotals& daily = ledger.data().plain.daily;
  ASSERT_TRUE(daily.is_kept);
  std::vector<std::pair<Key, Sums>> rows;
  for (std::size_t row = 0; row < daily.rows(); ++row) {
    rows.push_back({{daily.currency[row], daily.day[row], daily.due[row]},
                    {daily.amount[row], daily.applied[row], daily.opened[row], daily.closed[row]}});
  }
  const std::map<Key, Sums> expected = sums_over_rows(ledger.data());
  EXPECT_EQ(rows, (std::vector<std::pair<Key, Sums>>(expected.begin(), expected.end())));
}

TEST_P(DailyTotalsOfCrowdedBooks, MakeASeriesThatIsTheAgingOfEveryDate) {
  const Ledger ledger = CrowdedBooks(GetParam()).make(2'000);
  ASSERT_TRUE(ledger.data().plain.daily.is_kept);
  ASSERT_FALSE(ledger.data().plain.others.empty());
  ASSERT_FALSE(ledger.data().plain.one_sided.empty());
  const std::vector<const char*> dates = {"2024-03-24", "2024-03-25", "2024-03-27",
                                          "2024-03-31", "2024-04-01", "2024-04-06",
                                          "2024-04-10", "2024-04-30", "2024-12-31"};
  AgingOptions options;
  options.by = {};
  options.bounds = {0, 3, 10};
  // The other documents are looked at one by one.
  aging_test::expect_every_date_is_its_aging(ledger, dates, options, {});
  options.disputes = DisputeMode::own_column;
  options.forward_bounds = {4};
  aging_test::expect_every_date_is_its_aging(ledger, dates, options, {});
  const std::vector<const char*> one = {"2024-04-03"};
  aging_test::expect_every_date_is_its_aging(ledger, one, options, {});
}

INSTANTIATE_TEST_SUITE_P(Seeds, DailyTotalsOfCrowdedBooks, testing::Range(1U, 7U));

TEST(DailyTotals, OfPlainDocumentsAloneLeaveNothingToLookAt) {
  std::vector<TextColumn> columns = {{"customer", {}}, {"issue_date", {}}, {"due_date", {}}, {"amount", {}}};
  for (int row = 0; row < 64; ++row) {
    columns[0].cells.emplace_back("C");
    columns[1].cells.emplace_back(row % 2 == 0 ? "2024-01-05" : "2024-01-06");
    columns[2].cells.emplace_back("2024-02-05");
    columns[3].cells.emplace_back("1.00");
  }
  const Ledger ledger =
      aging_test::build({text_table("documents", columns)}, aging_test::euros(RowPolicy::strict));
  ASSERT_TRUE(ledger.data().plain.daily.is_kept);
  EXPECT_EQ(ledger.data().plain.daily.rows(), 2U);
  AgingOptions options;
  options.by = {};
  aging_test::expect_every_date_is_its_aging(ledger, {"2024-01-05", "2024-03-06"}, options, {}, "0");
}

TEST(DailyTotals, AreNotKeptWhereTheyAreNoShorterWay) {
  const Result tables = sample_ledger(3'000, 1, Date("2024-12-31"), {});
  LedgerOptions reading;
  reading.money = MoneyForm::minor;
  const TableViews views(tables.tables());
  const Ledger ledger = build_ledger(views.views(), reading);
  EXPECT_FALSE(ledger.data().plain.daily.is_kept);
  EXPECT_EQ(ledger.data().plain.daily.rows(), 0U);
}

// A day far from all others makes more places than are worth their memory.
TEST(DailyTotals, AreNotKeptOverManyDays) {
  std::vector<TextColumn> columns = {{"customer", {}}, {"issue_date", {}}, {"due_date", {}}, {"amount", {}}};
  for (int row = 0; row < 64; ++row) {
    columns[0].cells.emplace_back("C");
    columns[1].cells.emplace_back(row == 0 ? "1900-01-01" : "2024-01-06");
    columns[2].cells.emplace_back(row == 1 ? "2999-12-31" : "2024-02-05");
    columns[3].cells.emplace_back("1.00");
  }
  const Ledger ledger =
      aging_test::build({text_table("documents", columns)}, aging_test::euros(RowPolicy::strict));
  EXPECT_FALSE(ledger.data().plain.daily.is_kept);
  AgingOptions options;
  options.by = {};
  aging_test::expect_every_date_is_its_aging(ledger, {"1900-01-01", "2024-03-06"}, options, {});
}

}  // namespace
}  // namespace openitem::daily_totals_test
