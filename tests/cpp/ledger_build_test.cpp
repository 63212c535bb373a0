// Roles, kinds, the flat form, versions and duplicates: docs/methods/ledger.md, sections 2 and 3.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cpp/ledger_fixture.hpp"
#include "ledger/rules.hpp"

namespace openitem::ledger_test::ledger_build_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Table one_document(std::vector<TextColumn> more = {}) {
  std::vector<TextColumn> columns = {
      {"customer", {"C1"}}, {"issue_date", {"2024-01-10"}}, {"amount", {"10.00"}}};
  for (TextColumn& column : more) columns.push_back(std::move(column));
  return text_table("documents", columns);
}

LedgerOptions mapped(std::vector<ColumnMapping> map) {
  LedgerOptions options = euros();
  options.map = std::move(map);
  return options;
}

std::int64_t count_of(const Ledger& ledger, Rule rule) {
  std::int64_t count = 0;
  for (const Finding& finding : ledger.data().findings) {
    count += finding.rule == static_cast<std::uint16_t>(rule) ? finding.count : 0;
  }
  return count;
}

void expect_error(const std::vector<Table>& tables, const LedgerOptions& options, Status status,
                  const char* says, const char* column = nullptr) {
  const std::optional<Error> error = error_of_build(tables, options);
  ASSERT_TRUE(error.has_value()) << says;
  EXPECT_EQ(error->status(), status) << error->what();
  EXPECT_THAT(error->what(), HasSubstr(says));
  if (column != nullptr) {
    EXPECT_EQ(error->column(), column);
  }
}

TEST(LedgerRoles, MappingPutsAColumnInARole) {
  const Table table = text_table(
      "documents", {{"cust", {"C1"}}, {"doc_date", {"2024-01-10"}}, {"amount", {"10.00"}}, {"memo", {"x"}}});
  const Ledger ledger =
      build({table}, mapped({{"documents", "customer", "cust"}, {"documents", "issue_date", "doc_date"}}));
  EXPECT_EQ(ledger.document_count(), 1);
  const Result check = check_ledger(ledger);
  const Table& columns = check.table("columns");
  ASSERT_EQ(columns.rows(), 4);
  EXPECT_EQ(columns.text_at("role", 0), "customer");
  EXPECT_EQ(columns.text_at("role", 1), "issue_date");
  EXPECT_EQ(columns.text_at("role", 2), "amount");
  EXPECT_EQ(columns.text_at("role", 3), "not read");
}

TEST(LedgerRoles, AMappedRoleLeavesItsNamesakeUnread) {
  const Table table = one_document({{"payer", {"C7"}}});
  const Ledger ledger = build({table}, mapped({{"documents", "customer", "payer"}}));
  EXPECT_EQ(ledger.data().customers.text_of(ledger.data().documents.customer[0]), "C7");
}

TEST(LedgerRoles, UnknownNamesAreErrorsThatListWhatThereIs) {
  expect_error({one_document()}, mapped({{"invoices", "customer", "x"}}), Status::unknown_name,
               "tables are documents, applications");
  expect_error({one_document()}, mapped({{"documents", "client", "customer"}}), Status::unknown_name,
               "roles are customer, id, kind");
  expect_error({one_document()}, mapped({{"documents", "customer", "x"}}), Status::unknown_name,
               "columns are customer, issue_date, amount", "documents.x");
  expect_error({one_document()}, mapped({{"disputes", "amount", "x"}}), Status::unknown_name, "not given");
  expect_error({one_document(), text_table("invoices", {{"a", {"1"}}})}, euros(), Status::unknown_name,
               "'invoices'");
}

TEST(LedgerRoles, ASingleRoleTakesOneColumn) {
  const Table table = one_document({{"a", {"x"}}, {"b", {"y"}}});
  expect_error({table}, mapped({{"documents", "entity", "a"}, {"documents", "entity", "b"}}),
               Status::invalid_argument, "twice");
  const Ledger ledger =
      build({table}, mapped({{"documents", "dimension", "b"}, {"documents", "dimension", "a"}}));
  ASSERT_EQ(ledger.data().documents.dimensions.size(), 2U);
  EXPECT_EQ(ledger.data().documents.dimensions[0].name, "b");
}

TEST(LedgerRoles, RequiredColumnsAndCurrencyAreMissedByName) {
  expect_error({text_table("documents", {{"customer", {"C1"}}, {"amount", {"1.00"}}})}, euros(),
               Status::missing_column, "documents.issue_date is required", "documents.issue_date");
  expect_error({one_document()}, LedgerOptions{}, Status::missing_column, "currency", "documents.currency");
  expect_error({text_table("customers", {{"customer", {"C1"}}})}, euros(), Status::missing_column,
               "documents");
  expect_error({one_document({{"base_amount", {"1.00"}}})}, euros(), Status::not_set, "base currency",
               "documents.base_amount");
}

TEST(LedgerRoles, TablesThatPointAtDocumentsNeedAnId) {
  const Table disputes = text_table("disputes", {{"document_id", {"A"}}, {"opened", {"2024-01-11"}}});
  expect_error({one_document(), disputes}, euros(), Status::missing_column, "the documents have no id",
               "documents.id");
  LedgerOptions options = mapped({{"documents", "id", "year"}, {"documents", "id", "number"}});
  expect_error({one_document({{"year", {"2024"}}, {"number", {"1"}}}), disputes}, options,
               Status::invalid_argument, "has 1 columns, the id of the documents has 2",
               "disputes.document_id");
}

TEST(LedgerRoles, OptionsAreChecked) {
  LedgerOptions options = euros();
  options.currency = "EURO";
  expect_error({one_document()}, options, Status::unknown_name, "EURO");
  options = euros();
  options.row_policy = static_cast<RowPolicy>(2);
  expect_error({one_document()}, options, Status::out_of_bounds, "row_policy");
  options = euros();
  options.threads = 257;
  expect_error({one_document()}, options, Status::out_of_bounds, "threads");
}

TEST(LedgerDocuments, AnEmptyLedgerIsALedger) {
  const Ledger ledger = build(
      {text_table("documents", {{"customer", {}}, {"issue_date", {}}, {"amount", {}}, {"id", {}}}),
       text_table("applications", {{"credit_id", {}}, {"debit_id", {}}, {"amount", {}}, {"applied_on", {}}}),
       text_table("instalments", {{"document_id", {}}, {"number", {}}, {"due_date", {}}, {"amount", {}}}),
       text_table("disputes", {{"document_id", {}}, {"opened", {}}}),
       text_table("promises", {{"customer", {}}, {"promised_on", {}}, {"due_date", {}}}),
       text_table("contacts", {{"customer", {}}, {"contacted_on", {}}}),
       text_table("dunning", {{"customer", {}}, {"sent_on", {}}, {"level", {}}}),
       text_table("customers", {{"customer", {}}})});
  EXPECT_EQ(ledger.document_count(), 0);
  EXPECT_EQ(ledger.customer_count(), 0);
  EXPECT_EQ(ledger.finding_count(), 0);
  EXPECT_TRUE(open_items(ledger, "2024-01-01").items.open.empty());
  EXPECT_EQ(check_ledger(ledger).table("summary").rows(), 8);
}

TEST(LedgerDocuments, AOneRowLedgerIsALedger) {
  const Ledger ledger = build_ledger(one_document(), euros());
  EXPECT_EQ(ledger.document_count(), 1);
  EXPECT_EQ(ledger.customer_count(), 1);
  const OpenItemSet set = open_items(ledger, "2024-01-10");
  EXPECT_THAT(items_of(ledger, set), ElementsAre(Item{0, false, whole, false, 1000, 0}));
  EXPECT_TRUE(open_items(ledger, "2024-01-09").items.open.empty());
}

TEST(LedgerDocuments, AreSortedByCustomerIssueDateAndSourceRow) {
  const Table table = text_table(
      "documents", {{"customer", {"B", "A", "B", "A", "a"}},
                    {"issue_date", {"2024-01-02", "2024-01-03", "2024-01-01", "2024-01-03", "2024-01-01"}},
                    {"amount", {"1.00", "2.00", "3.00", "4.00", "5.00"}}});
  const Ledger ledger = build({table});
  EXPECT_THAT(ledger.data().documents.source_row, ElementsAre(1, 3, 2, 0, 4));
}

TEST(LedgerDocuments, KindsAndSigns) {
  Table table = text_table(
      "documents", {{"customer", {"A", "A", "A", "A", "A"}},
                    {"issue_date", {"2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04", "2024-01-05"}},
                    {"kind", {"invoice", "payment", "adjustment", "", ""}},
                    {"amount", {"1.00", "2.00", "-3.00", "-4.00", "0.00"}},
                    {"tax_amount", {"0.19", "0.38", "-0.57", "-0.76", ""}},
                    {"base_amount", {"0.90", "1.80", "-2.70", "-3.60", ""}}});
  LedgerOptions options = euros();
  options.sign = AmountSign::by_kind;
  options.base_currency = "USD";
  const Ledger ledger = build({table}, options);
  const Documents& documents = ledger.data().documents;
  EXPECT_THAT(documents.amount, ElementsAre(100, -200, -300, -400, 0));
  EXPECT_THAT(documents.tax_amount, ElementsAre(19, -38, -57, -76, 0));
  EXPECT_THAT(documents.base_amount, ElementsAre(90, -180, -270, -360, 0));
  EXPECT_EQ(documents.kind[1], static_cast<std::uint8_t>(DocumentKind::payment));
  EXPECT_EQ(documents.kind[3], static_cast<std::uint8_t>(DocumentKind::unclassified_credit));
  EXPECT_EQ(documents.kind[4], static_cast<std::uint8_t>(DocumentKind::invoice));
}

TEST(LedgerDocuments, MoneyHasTheDecimalsOfItsRow) {
  const Table table =
      text_table("documents", {{"customer", {"A", "A", "A", "A"}},
                               {"issue_date", {"2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04"}},
                               {"amount", {"10", "10", "10.125", "7.50"}},
                               {"currency", {"EUR", "JPY", "KWD", ""}}});
  const Ledger ledger = build({table});
  EXPECT_THAT(ledger.data().documents.amount, ElementsAre(1000, 10, 10125, 750));
}

TEST(LedgerFlatForm, APaidRowIsInvoicePaymentAndApplication) {
  // Full, part, over and not paid; a credit note paid out.
  const Table table =
      text_table("documents", {{"customer", {"A", "A", "A", "A", "A"}},
                               {"issue_date", std::vector<std::string>(5, "2024-01-10")},
                               {"amount", {"100.00", "100.00", "100.00", "100.00", "-50.00"}},
                               {"paid_date", {"2024-02-01", "2024-02-01", "2024-02-01", "", "2024-02-01"}},
                               {"paid_amount", {"", "30.00", "120.00", "", "-50.00"}}});
  const Ledger ledger = build({table});
  EXPECT_EQ(ledger.document_count(), 9);
  EXPECT_EQ(ledger.application_count(), 4);
  const OpenItemSet before = open_items(ledger, "2024-01-31");
  EXPECT_THAT(items_of(ledger, before),
              ElementsAre(Item{0, false, whole, false, 10000, 0}, Item{1, false, whole, false, 10000, 0},
                          Item{2, false, whole, false, 10000, 0}, Item{3, false, whole, false, 10000, 0},
                          Item{4, false, whole, false, -5000, 0}));
  const OpenItemSet after = open_items(ledger, "2024-02-01");
  EXPECT_THAT(items_of(ledger, after),
              ElementsAre(Item{1, false, whole, false, 7000, 0}, Item{2, true, whole, false, -2000, 0},
                          Item{3, false, whole, false, 10000, 0}));
  EXPECT_EQ(amount_of(after.totals.control), 15000);
  EXPECT_EQ(amount_of(after.totals.open), 15000);
}

TEST(LedgerFlatForm, PaymentBeforeTheInvoiceIsUnappliedUntilItPosts) {
  const Table table = one_document({{"paid_date", {"2024-01-05"}}});
  const Ledger ledger = build({table});
  EXPECT_EQ(count_of(ledger, Rule::payment_before_invoice), 1);
  EXPECT_THAT(items_of(ledger, open_items(ledger, "2024-01-09")),
              ElementsAre(Item{0, true, whole, false, -1000, 0}));
  EXPECT_TRUE(open_items(ledger, "2024-01-10").items.open.empty());
}

TEST(LedgerFlatForm, AZeroAmountIsSettledByNothingAndNothingPaidIsNoFault) {
  const Table table = text_table("documents", {{"customer", {"A", "A"}},
                                               {"issue_date", {"2024-01-10", "2024-01-10"}},
                                               {"amount", {"0.00", "5.00"}},
                                               {"paid_date", {"2024-02-01", ""}},
                                               {"paid_amount", {"", "0.00"}}});
  const Ledger ledger = build({table});
  EXPECT_EQ(ledger.document_count(), 2);
  EXPECT_EQ(ledger.application_count(), 0);
  expect_error({one_document({{"paid_date", {"2024-02-01"}}, {"paid_amount", {"-3.00"}}})}, euros(),
               Status::inconsistent_data, "sign");
  const Table zero = text_table("documents", {{"customer", {"A"}},
                                              {"issue_date", {"2024-01-10"}},
                                              {"amount", {"0.00"}},
                                              {"paid_date", {"2024-02-01"}},
                                              {"paid_amount", {"3.00"}}});
  expect_error({zero}, euros(), Status::inconsistent_data, "sign", "documents.paid_amount");
}

TEST(LedgerFlatForm, ASettlementHasTheRowsGroupsButNoIdAndNoFurtherDates) {
  LedgerOptions options = euros();
  options.map = {{"documents", "dimension", "region"}, {"documents", "date", "reaged"}};
  const Table table = one_document({{"id", {"7"}},
                                    {"entity", {"E"}},
                                    {"region", {"N"}},
                                    {"reaged", {"2024-03-01"}},
                                    {"due_date", {"2024-02-10"}},
                                    {"paid_date", {"2024-02-01"}}});
  const Ledger ledger = build({table}, options);
  const Documents& documents = ledger.data().documents;
  ASSERT_EQ(documents.rows(), 2);
  EXPECT_EQ(documents.origin[1], Origin::flat_settlement);
  EXPECT_EQ(documents.id[0].codes[1], kNoKey);
  EXPECT_EQ(documents.entity.codes[1], documents.entity.codes[0]);
  EXPECT_EQ(documents.dimensions[0].codes[1], documents.dimensions[0].codes[0]);
  EXPECT_EQ(documents.dates[0].days[1], kNoDate);
  EXPECT_EQ(documents.due[1], kNoDate);
  EXPECT_EQ(documents.issue[1], day("2024-02-01"));
  EXPECT_EQ(documents.kind[1], static_cast<std::uint8_t>(DocumentKind::payment));
}

TEST(LedgerFlatForm, ADuplicateIsSettledByItsOwnPayment) {
  const Table table = text_table("documents", {{"customer", {"A", "A"}},
                                               {"id", {"7", "7"}},
                                               {"issue_date", {"2024-01-10", "2024-01-10"}},
                                               {"amount", {"10.00", "10.00"}},
                                               {"paid_date", {"2024-02-01", "2024-02-01"}}});
  const Ledger ledger = build({table});
  EXPECT_EQ(count_of(ledger, Rule::duplicate_id), 1);
  EXPECT_TRUE(open_items(ledger, "2024-02-01").items.open.empty());
}

Table versions() {
  // Invoice 7: 100.00 recorded on 1 March, corrected to 80.00 on 1 April.
  return text_table("documents", {{"customer", {"A", "A", "A"}},
                                  {"id", {"7", "7", "P"}},
                                  {"issue_date", {"2024-02-01", "2024-02-01", "2024-03-05"}},
                                  {"amount", {"80.00", "100.00", "-90.00"}},
                                  {"recorded_on", {"2024-04-01", "2024-03-01", "2024-03-05"}}});
}

TEST(LedgerVersions, TheLaterOneSupersedesFromItsRecordedOn) {
  const Ledger ledger = build({versions()});
  EXPECT_EQ(count_of(ledger, Rule::duplicate_id), 0);
  EXPECT_EQ(amount_of(open_items(ledger, "2024-02-28").totals.control), 8000);
  EXPECT_EQ(amount_of(open_items(ledger, "2024-02-28").totals.superseded), 10000);
  EXPECT_EQ(amount_of(open_items(ledger, "2024-02-28", "2024-03-31").totals.control), 10000);
  EXPECT_EQ(amount_of(open_items(ledger, "2024-02-28", "2024-03-31").totals.not_known), 8000);
  EXPECT_EQ(amount_of(open_items(ledger, "2024-02-28", "2024-04-01").totals.control), 8000);
  EXPECT_EQ(amount_of(open_items(ledger, "2024-02-28", "2024-02-29").totals.control), 0);
}

TEST(LedgerVersions, ApplicationsAreMeasuredByTheCurrentVersion) {
  const auto apply = [](const char* amount) {
    return text_table("applications", {{"credit_id", {"P"}},
                                       {"debit_id", {"7"}},
                                       {"amount", {amount}},
                                       {"applied_on", {"2024-03-05"}},
                                       {"recorded_on", {"2024-03-05"}}});
  };
  expect_error({versions(), apply("80.01")}, euros(), Status::inconsistent_data, "80.01 EUR of 80.00 EUR");
  const Ledger ledger = build({versions(), apply("80.00")});
  EXPECT_THAT(items_of(ledger, open_items(ledger, "2024-03-31")),
              ElementsAre(Item{2, false, whole, false, -1000, 0}));
  EXPECT_THAT(items_of(ledger, open_items(ledger, "2024-03-31", "2024-03-31")),
              ElementsAre(Item{1, false, whole, false, 2000, 0}, Item{2, false, whole, false, -1000, 0}));
  // On 4 March the payment and its application are not known.
  EXPECT_THAT(items_of(ledger, open_items(ledger, "2024-03-31", "2024-03-04")),
              ElementsAre(Item{1, false, whole, false, 10000, 0}));
}

TEST(LedgerVersions, AMissingRecordedOnIsBeforeEveryDate) {
  const Table table = text_table("documents", {{"customer", {"A", "A", "A"}},
                                               {"id", {"7", "7", "7"}},
                                               {"issue_date", {"2024-02-01", "2024-02-01", "2024-02-01"}},
                                               {"amount", {"80.00", "100.00", "1.00"}},
                                               {"recorded_on", {"2024-04-01", "", ""}}});
  const Ledger ledger = build({table});
  EXPECT_EQ(count_of(ledger, Rule::duplicate_id), 1);
  EXPECT_EQ(amount_of(open_items(ledger, "2024-12-31").totals.control), 8000);
  EXPECT_EQ(amount_of(open_items(ledger, "2024-12-31", "2024-03-31").totals.control), 10100);
}

TEST(LedgerVersions, ASettlementIsSupersededWithItsRow) {
  const Table table = text_table("documents", {{"customer", {"A", "A"}},
                                               {"id", {"7", "7"}},
                                               {"issue_date", {"2024-02-01", "2024-02-01"}},
                                               {"amount", {"100.00", "100.00"}},
                                               {"paid_date", {"2024-03-01", "2024-03-15"}},
                                               {"paid_amount", {"40.00", "100.00"}},
                                               {"recorded_on", {"2024-03-02", "2024-03-16"}}});
  const Ledger ledger = build({table});
  const OpenItemSet now = open_items(ledger, "2024-03-31");
  EXPECT_TRUE(now.items.open.empty());
  EXPECT_EQ(amount_of(now.totals.superseded), 6000);
  const OpenItemSet then = open_items(ledger, "2024-03-31", "2024-03-10");
  EXPECT_THAT(items_of(ledger, then), ElementsAre(Item{0, false, whole, false, 6000, 0}));
  EXPECT_EQ(amount_of(then.totals.open), 6000);
}

TEST(LedgerVersions, DuplicatesStayAndApplicationsBelongToTheFirst) {
  const Table table = text_table("documents", {{"customer", {"A", "A", "A"}},
                                               {"id", {"7", "7", "P"}},
                                               {"issue_date", {"2024-02-02", "2024-02-01", "2024-02-03"}},
                                               {"amount", {"10.00", "20.00", "-4.00"}}});
  const Table applied = text_table(
      "applications",
      {{"credit_id", {"P"}}, {"debit_id", {"7"}}, {"amount", {"4.00"}}, {"applied_on", {"2024-02-03"}}});
  const Ledger ledger = build({table, applied});
  EXPECT_THAT(items_of(ledger, open_items(ledger, "2024-02-03")),
              ElementsAre(Item{0, false, whole, false, 600, 0}, Item{1, false, whole, false, 2000, 0}));
}

TEST(LedgerIds, ATupleNamesOneDocument) {
  const Table table = text_table("documents", {{"customer", {"A", "A", "A"}},
                                               {"year", {"2023", "2024", "2024"}},
                                               {"number", {"1", "1", "2"}},
                                               {"issue_date", {"2023-02-02", "2024-02-01", "2024-02-03"}},
                                               {"amount", {"10.00", "20.00", "-4.00"}}});
  const Table applied = text_table("applications", {{"cy", {"2024"}},
                                                    {"cn", {"2"}},
                                                    {"dy", {"2023"}},
                                                    {"dn", {"1"}},
                                                    {"amount", {"4.00"}},
                                                    {"applied_on", {"2024-02-03"}}});
  const LedgerOptions options = mapped({{"documents", "id", "year"},
                                        {"documents", "id", "number"},
                                        {"applications", "credit_id", "cy"},
                                        {"applications", "credit_id", "cn"},
                                        {"applications", "debit_id", "dy"},
                                        {"applications", "debit_id", "dn"}});
  const Ledger ledger = build({table, applied}, options);
  EXPECT_EQ(count_of(ledger, Rule::duplicate_id), 0);
  EXPECT_THAT(items_of(ledger, open_items(ledger, "2024-02-03")),
              ElementsAre(Item{0, false, whole, false, 600, 0}, Item{1, false, whole, false, 2000, 0}));
  const Table wrong = text_table("applications", {{"cy", {"2023"}},
                                                  {"cn", {"2"}},
                                                  {"dy", {"2023"}},
                                                  {"dn", {"1"}},
                                                  {"amount", {"4.00"}},
                                                  {"applied_on", {"2024-02-03"}}});
  expect_error({table, wrong}, options, Status::unknown_reference, "'2023/2'", "applications.cy");
}

TEST(LedgerSatellites, AreStoredWithTheirCurrency) {
  const Table documents = text_table("documents", {{"customer", {"A"}},
                                                   {"id", {"7"}},
                                                   {"issue_date", {"2024-02-02"}},
                                                   {"amount", {"10"}},
                                                   {"currency", {"JPY"}}});
  const std::vector<Table> tables = {
      documents,
      text_table("promises", {{"customer", {"A", "A", "A"}},
                              {"document_id", {"7", "", "7"}},
                              {"promised_on", {"2024-03-01", "2024-03-01", "2024-03-02"}},
                              {"due_date", {"2024-03-05", "2024-03-05", "2024-03-06"}},
                              {"amount", {"5", "5.00", ""}}}),
      text_table("dunning", {{"customer", {"A"}},
                             {"sent_on", {"2024-03-01"}},
                             {"level", {"2"}},
                             {"letter", {"L2"}},
                             {"fee", {"2.50"}},
                             {"currency", {"USD"}}}),
      text_table("contacts", {{"customer", {"A"}}, {"contacted_on", {"2024-03-01"}}, {"channel", {"phone"}}}),
      text_table(
          "customers",
          {{"customer", {"A"}}, {"parent", {"H"}}, {"credit_limit", {"1000.00"}}, {"hardship", {"yes"}}})};
  const Ledger built = build(tables);
  const LedgerData& ledger = built.data();
  EXPECT_THAT(ledger.promises.amount, ElementsAre(5, 500, 0));
  EXPECT_THAT(ledger.promises.amount_null, ElementsAre(0, 0, 1));
  EXPECT_THAT(ledger.promises.document_identity, ElementsAre(0U, kNoRow, 0U));
  EXPECT_EQ(ledger.promises.currency[0], Currency("JPY").index());
  EXPECT_EQ(ledger.promises.currency[1], Currency("EUR").index());
  EXPECT_THAT(ledger.dunning.fee, ElementsAre(250));
  EXPECT_EQ(ledger.dunning.currency[0], Currency("USD").index());
  EXPECT_THAT(ledger.contacts.channel, ElementsAre("phone"));
  EXPECT_EQ(ledger.customers.text_of(ledger.customer_master.parent[0]), "H");
  EXPECT_THAT(ledger.customer_master.credit_limit, ElementsAre(100000));
  EXPECT_THAT(ledger.customer_master.hardship, ElementsAre(1));
}

TEST(LedgerCheck, TablesSayWhatWasFound) {
  const Table table = text_table("documents", {{"customer", {"A", "A", "B"}},
                                               {"id", {"1", "2", "3"}},
                                               {"issue_date", {"2024-02-02", "2024-02-01", "2024-02-03"}},
                                               {"due_date", {"2024-03-02", "2024-01-01", "2024-03-03"}},
                                               {"kind", {"invoice", "invoice", "bill"}},
                                               {"amount", {"10.00", "20.00", "40.00"}}});
  const Ledger ledger = build({table}, euros(RowPolicy::mark));
  const Result check = check_ledger(ledger);
  const Table& summary = check.table("summary");
  EXPECT_EQ(summary.text_at("table", 0), "documents");
  EXPECT_EQ(summary.int64s("rows")[0], 3);
  EXPECT_EQ(summary.int64s("kept")[0], 2);
  EXPECT_EQ(summary.int64s("excluded")[0], 1);
  EXPECT_EQ(summary.int64s("suspicious")[0], 1);
  const Table& rules = check.table("rules");
  ASSERT_EQ(rules.rows(), 2);
  EXPECT_EQ(rules.text_at("rule", 0), "due_before_issue");
  EXPECT_EQ(rules.int64s("amount")[0], 2000);
  EXPECT_EQ(rules.text_at("rule", 1), "unknown_kind");
  EXPECT_EQ(rules.text_at("severity", 1), "impossible");
  EXPECT_EQ(rules.int64s("count")[1], 1);
  EXPECT_EQ(rules.int64s("amount")[1], 4000);
  const Table& findings = check.table("findings");
  ASSERT_EQ(findings.rows(), 2);
  EXPECT_EQ(findings.int64s("row")[1], 2);
  EXPECT_EQ(findings.text_at("value", 1), "bill");
  EXPECT_EQ(findings.text_at("currency", 1), "EUR");
  const Table& totals = check.table("totals");
  ASSERT_EQ(totals.rows(), 1);
  EXPECT_EQ(totals.text_at("kind", 0), "invoice");
  EXPECT_EQ(totals.int64s("count")[0], 2);
  EXPECT_EQ(totals.int64s("amount")[0], 3000);
}

}  // namespace
}  // namespace openitem::ledger_test::ledger_build_test
