// Invariants of the ledger on random small ledgers with fixed seeds, and an independent reckoning of open amounts.

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <tuple>

#include <gtest/gtest.h>

#include "cpp/ledger_fixture.hpp"

namespace openitem::ledger_test::ledger_property_test {
namespace {

constexpr int kLedgers = 300;
constexpr const char* kCurrencies[] = {"EUR", "USD"};

struct DocumentRow {
  int customer = 0;
  std::string id;  // "" = none
  std::int32_t issue = 0, posting = 0, due = kNoDate, recorded_on = kNoDate;
  std::int64_t amount = 0;
  int currency = 0;
};
struct ApplicationRow {
  std::string credit, debit;
  std::int32_t instalment = kNoInstalment;
  std::int64_t amount = 0, credit_amount = 0;
  std::int32_t applied_on = 0, recorded_on = kNoDate;
};
struct InstalmentRow {
  std::string document;
  std::int32_t number = 0, due = 0;
  std::int64_t amount = 0;
};
struct DisputeRow {
  std::string document;
  std::int64_t amount = 0;  // 0 = the whole document
  std::int32_t opened = 0, closed = kNoDate, recorded_on = kNoDate;
};

struct Rows {
  std::vector<DocumentRow> documents;
  std::vector<ApplicationRow> applications;
  std::vector<InstalmentRow> instalments;
  std::vector<DisputeRow> disputes;
};

template <typename Row, typename Get>
Column dates_of(const char* name, const std::vector<Row>& rows, Get get) {
  std::vector<std::int32_t> days;
  std::vector<std::uint8_t> valid;
  for (const Row& row : rows) {
    valid.push_back(get(row) == kNoDate ? 0 : 1);
    days.push_back(valid.back() != 0 ? get(row) : 0);
  }
  return Column::date(name, std::move(days)).with_validity(valid);
}

template <typename Row, typename Get>
Column numbers_of(const char* name, const std::vector<Row>& rows, Get get) {
  std::vector<std::int64_t> numbers;
  for (const Row& row : rows) numbers.push_back(get(row));
  return Column::int64(name, std::move(numbers));
}

template <typename Row, typename Get>
Column texts_of(const char* name, const std::vector<Row>& rows, Get get) {
  std::vector<std::string_view> texts;
  for (const Row& row : rows) texts.push_back(get(row));
  return Column::text(name, texts);
}

Table table_of(const std::vector<DocumentRow>& rows) {
  Table table("documents");
  table.add(numbers_of("customer", rows, [](const auto& row) { return row.customer; }));
  table.add(texts_of("id", rows, [](const auto& row) { return std::string_view(row.id); }));
  table.add(dates_of("issue_date", rows, [](const auto& row) { return row.issue; }));
  table.add(dates_of("posting_date", rows, [](const auto& row) { return row.posting; }));
  table.add(dates_of("due_date", rows, [](const auto& row) { return row.due; }));
  table.add(dates_of("recorded_on", rows, [](const auto& row) { return row.recorded_on; }));
  table.add(numbers_of("amount", rows, [](const auto& row) { return row.amount; }));
  table.add(texts_of("currency", rows,
                     [](const auto& row) { return std::string_view(kCurrencies[row.currency]); }));
  return table;
}

Table table_of(const std::vector<ApplicationRow>& rows) {
  Table table("applications");
  table.add(texts_of("credit_id", rows, [](const auto& row) { return std::string_view(row.credit); }));
  table.add(texts_of("debit_id", rows, [](const auto& row) { return std::string_view(row.debit); }));
  std::vector<std::int64_t> numbers;
  std::vector<std::uint8_t> valid;
  for (const ApplicationRow& row : rows) {
    numbers.push_back(row.instalment);
    valid.push_back(row.instalment == kNoInstalment ? 0 : 1);
  }
  table.add(Column::int64("instalment", std::move(numbers)).with_validity(valid));
  table.add(numbers_of("amount", rows, [](const auto& row) { return row.amount; }));
  table.add(numbers_of("credit_amount", rows, [](const auto& row) { return row.credit_amount; }));
  table.add(dates_of("applied_on", rows, [](const auto& row) { return row.applied_on; }));
  table.add(dates_of("recorded_on", rows, [](const auto& row) { return row.recorded_on; }));
  return table;
}

Table table_of(const std::vector<InstalmentRow>& rows) {
  Table table("instalments");
  table.add(texts_of("document_id", rows, [](const auto& row) { return std::string_view(row.document); }));
  table.add(numbers_of("number", rows, [](const auto& row) { return row.number; }));
  table.add(dates_of("due_date", rows, [](const auto& row) { return row.due; }));
  table.add(numbers_of("amount", rows, [](const auto& row) { return row.amount; }));
  return table;
}

Table table_of(const std::vector<DisputeRow>& rows) {
  Table table("disputes");
  table.add(texts_of("document_id", rows, [](const auto& row) { return std::string_view(row.document); }));
  std::vector<std::int64_t> numbers;
  std::vector<std::uint8_t> valid;
  for (const DisputeRow& row : rows) {
    numbers.push_back(row.amount);
    valid.push_back(row.amount == 0 ? 0 : 1);
  }
  table.add(Column::int64("amount", std::move(numbers)).with_validity(valid));
  table.add(dates_of("opened", rows, [](const auto& row) { return row.opened; }));
  table.add(dates_of("closed", rows, [](const auto& row) { return row.closed; }));
  table.add(dates_of("recorded_on", rows, [](const auto& row) { return row.recorded_on; }));
  return table;
}

std::vector<Table> tables_of(const Rows& rows) {
  return {table_of(rows.documents), table_of(rows.applications), table_of(rows.instalments),
          table_of(rows.disputes)};
}

LedgerOptions cents(RowPolicy policy = RowPolicy::mark, std::int32_t threads = 1) {
  LedgerOptions options;
  options.money = MoneyForm::minor;
  options.row_policy = policy;
  options.threads = threads;
  return options;
}

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  // low .. high, by a rule of our own: distributions of the standard library differ between implementations.
  std::int32_t roll(std::int32_t low, std::int32_t high) {
    return low + static_cast<std::int32_t>(engine_() % static_cast<std::uint64_t>(high - low + 1));
  }
  bool once_in(std::int32_t times) { return roll(1, times) == 1; }
  template <typename Value>
  void shuffle(std::vector<Value>& values) {
    for (std::size_t at = values.size(); at > 1; --at) {
      std::swap(values[at - 1], values[static_cast<std::size_t>(roll(0, static_cast<std::int32_t>(at) - 1))]);
    }
  }

 private:
  std::mt19937_64 engine_;
};

constexpr std::int32_t kFirst = 19'700;  // December 2023
std::int32_t any_day(Dice& dice) { return kFirst + dice.roll(0, 20); }

// Anything goes: duplicate ids, versions, missing ids, unknown documents, over-application, wrong instalments.
Rows wild_rows(Dice& dice) {
  Rows rows;
  const auto id = [&dice] { return "D" + std::to_string(dice.roll(1, 8)); };
  for (int count = dice.roll(0, 14); count > 0; --count) {
    DocumentRow row{dice.roll(1, 3), dice.once_in(6) ? "" : id(), any_day(dice), any_day(dice)};
    if (dice.once_in(2)) row.due = any_day(dice);
    if (dice.once_in(2)) row.recorded_on = any_day(dice);
    row.amount = dice.roll(-60, 60);
    row.currency = dice.once_in(5) ? 1 : 0;
    rows.documents.push_back(row);
  }
  for (int count = dice.roll(0, 20); count > 0; --count) {
    ApplicationRow row{id(), id()};
    row.amount = dice.roll(-15, 30);
    row.credit_amount = dice.once_in(5) ? dice.roll(-15, 30) : row.amount;
    row.applied_on = any_day(dice);
    if (dice.once_in(3)) row.recorded_on = any_day(dice);
    if (dice.once_in(4)) row.instalment = dice.roll(1, 3);
    rows.applications.push_back(row);
  }
  for (const DocumentRow& document : rows.documents) {
    if (document.id.empty() || dice.once_in(2)) continue;
    const std::int64_t first = document.amount / 3;
    rows.instalments.push_back({document.id, 1, any_day(dice), first});
    rows.instalments.push_back({document.id, 2, any_day(dice), document.amount - first});
  }
  for (int count = dice.roll(0, 4); count > 0; --count) {
    rows.disputes.push_back({id(), dice.roll(-2, 20), any_day(dice),
                             dice.once_in(2) ? any_day(dice) : kNoDate,
                             dice.once_in(2) ? any_day(dice) : kNoDate});
  }
  return rows;
}

// What may be applied to each document: the least of its versions.
std::map<std::string, std::int64_t> capacity_of(const std::vector<DocumentRow>& documents) {
  std::map<std::string, std::int64_t> capacity;
  for (const DocumentRow& row : documents) {
    const std::int64_t amount = row.amount < 0 ? -row.amount : row.amount;
    const auto [known, is_new] = capacity.try_emplace(row.id, amount);
    if (!is_new) known->second = std::min(known->second, amount);
  }
  return capacity;
}

// Nothing impossible: distinct ids (with versions, where asked), applications within the amounts.
Rows sound_rows(Dice& dice, bool with_versions) {
  Rows rows;
  for (int number = 1, count = dice.roll(1, 12); number <= count; ++number) {
    DocumentRow row{dice.roll(1, 3), "D" + std::to_string(number), any_day(dice), any_day(dice)};
    if (dice.once_in(2)) row.due = any_day(dice);
    const int sign = dice.once_in(2) ? 1 : -1;
    row.amount = sign * dice.roll(1, 60);
    if (with_versions && dice.once_in(2)) row.recorded_on = kFirst + dice.roll(0, 8);
    rows.documents.push_back(row);
    if (!with_versions || !dice.once_in(3)) continue;
    row.amount = sign * dice.roll(1, 60);
    row.recorded_on = kFirst + dice.roll(9, 20);
    rows.documents.push_back(row);
  }
  std::map<std::string, std::int64_t> capacity = capacity_of(rows.documents);
  for (int count = dice.roll(0, 25); count > 0; --count) {
    const auto any = [&] {
      return rows
          .documents[static_cast<std::size_t>(dice.roll(0, static_cast<int>(rows.documents.size()) - 1))];
    };
    const DocumentRow debit = any(), credit = any();
    const std::int64_t most = std::min(capacity[debit.id], capacity[credit.id]);
    if (debit.amount < 0 || credit.amount > 0 || most == 0) continue;
    const std::int64_t amount = dice.roll(1, static_cast<std::int32_t>(most));
    capacity[debit.id] -= amount;
    capacity[credit.id] -= amount;
    ApplicationRow row{credit.id, debit.id, kNoInstalment, amount, amount, any_day(dice)};
    if (with_versions && dice.once_in(2)) row.recorded_on = any_day(dice);
    rows.applications.push_back(row);
  }
  for (const DocumentRow& document : rows.documents) {
    if (dice.once_in(2)) continue;
    const bool has_versions =
        std::count_if(rows.documents.begin(), rows.documents.end(),
                      [&document](const DocumentRow& other) { return other.id == document.id; }) > 1;
    if (has_versions) continue;
    const std::int64_t first = document.amount / 3;
    rows.instalments.push_back({document.id, 1, any_day(dice), first});
    rows.instalments.push_back({document.id, 2, any_day(dice), document.amount - first});
  }
  for (const DocumentRow& document : rows.documents) {
    if (document.amount < 0 || !dice.once_in(3)) continue;
    rows.disputes.push_back({document.id, dice.roll(0, 20), any_day(dice), kNoDate,
                             with_versions && dice.once_in(2) ? any_day(dice) : kNoDate});
  }
  return rows;
}

std::map<std::uint16_t, std::int64_t> amounts_of(const std::vector<OpenItemTotals::Line>& lines) {
  std::map<std::uint16_t, std::int64_t> amounts;
  for (const OpenItemTotals::Line& line : lines) amounts[line.currency] += line.amount;
  return amounts;
}

// What the books hold on a day, as a value that can be compared.
std::vector<Item> items_on(const Ledger& ledger, std::int32_t as_of,
                           std::optional<std::int32_t> known_at = {},
                           ApplicationClock clock = ApplicationClock::latest, std::int32_t threads = 1) {
  OpenItemQuery query;
  query.as_of = as_of;
  query.known_at = known_at;
  query.clock = clock;
  query.threads = threads;
  return items_of(ledger, find_open_items(ledger.data(), query));
}

TEST(LedgerProperty, OpenItemsSumToTheControlTotalAndItsTwoLines) {
  for (std::uint64_t seed = 1; seed <= kLedgers; ++seed) {
    Dice dice(seed);
    const Ledger ledger = build(tables_of(wild_rows(dice)), cents());
    for (int clock = 0; clock < 4; ++clock) {
      OpenItemQuery query;
      query.as_of = any_day(dice);
      query.clock = static_cast<ApplicationClock>(clock);
      if (dice.once_in(2)) query.known_at = any_day(dice);
      query.with_closed = dice.once_in(2);
      const OpenItemSet set = find_open_items(ledger.data(), query);
      std::map<std::uint16_t, std::int64_t> items, lines = amounts_of(set.totals.control);
      for (const auto& [currency, amount] : lines) items[currency] = 0;
      for (std::size_t at = 0; at < set.items.open.size(); ++at) {
        items[ledger.data().documents.currency[set.items.document[at]]] += set.items.open[at];
        EXPECT_GE(set.items.disputed[at], 0);
        EXPECT_LE(set.items.disputed[at], std::max<std::int64_t>(set.items.open[at], 0));
      }
      for (const auto& [currency, amount] : amounts_of(set.totals.cross_currency)) lines[currency] += amount;
      for (const auto& [currency, amount] : amounts_of(set.totals.applied_before_posting))
        lines[currency] += amount;
      EXPECT_EQ(items, lines) << "seed " << seed << " clock " << clock;
      EXPECT_EQ(items, amounts_of(set.totals.open)) << "seed " << seed << " clock " << clock;
    }
  }
}

TEST(LedgerProperty, EveryDocumentReadIsOnOneLineOfTheBridge) {
  for (std::uint64_t seed = 1; seed <= kLedgers; ++seed) {
    Dice dice(seed);
    const Rows rows = wild_rows(dice);
    const Ledger ledger = build(tables_of(rows), cents());
    OpenItemQuery query;
    query.as_of = any_day(dice);
    query.known_at = any_day(dice);
    const OpenItemTotals totals = find_open_items(ledger.data(), query).totals;
    std::map<std::uint16_t, std::int64_t> read, lines;
    for (const DocumentRow& row : rows.documents) {
      read[Currency(kCurrencies[row.currency]).index()] += row.amount;
      lines[Currency(kCurrencies[row.currency]).index()] += 0;
    }
    std::int64_t count = 0;
    for (const auto* part : {&totals.superseded, &totals.not_known, &totals.posted_later, &totals.control}) {
      for (const OpenItemTotals::Line& line : *part) {
        lines[line.currency] += line.amount;
        count += line.count;
      }
    }
    EXPECT_EQ(read, lines) << "seed " << seed;
    EXPECT_EQ(count, static_cast<std::int64_t>(rows.documents.size()));
  }
}

// Every rejected application leaves its documents within their amounts, on every day.
TEST(LedgerProperty, NothingIsEverOverAppliedUnderTheLatestClock) {
  for (std::uint64_t seed = 1; seed <= kLedgers; ++seed) {
    Dice dice(seed);
    const Ledger ledger = build(tables_of(wild_rows(dice)), cents());
    for (std::int32_t as_of = kFirst - 1; as_of <= kFirst + 21; ++as_of) {
      for (const Item& item : items_on(ledger, as_of))
        EXPECT_FALSE(item.is_excess) << "seed " << seed << " day " << as_of;
    }
  }
}

std::int32_t posting_of(const Rows& rows, const std::string& id) {
  for (const DocumentRow& row : rows.documents) {
    if (row.id == id) return row.posting;
  }
  return kNoDate;
}

// Documents open on a day, reckoned row by row without any index.
std::map<std::string, std::int64_t> reckon(const Rows& rows, std::int32_t as_of) {
  std::map<std::string, std::int64_t> open;
  for (const DocumentRow& row : rows.documents) {
    if (row.posting <= as_of) open[row.id] = row.amount;
  }
  for (const ApplicationRow& row : rows.applications) {
    const std::int32_t counts =
        std::max({row.applied_on, posting_of(rows, row.debit), posting_of(rows, row.credit)});
    if (counts > as_of) continue;
    open[row.debit] -= row.amount;
    open[row.credit] += row.amount;
  }
  std::erase_if(open, [](const auto& entry) { return entry.second == 0; });
  return open;
}

TEST(LedgerProperty, OpenAmountsEqualAnIndependentReckoning) {
  for (std::uint64_t seed = 1; seed <= kLedgers; ++seed) {
    Dice dice(seed);
    const Rows rows = sound_rows(dice, false);
    const Ledger ledger = build(tables_of(rows), cents(RowPolicy::strict));
    for (std::int32_t as_of = kFirst - 1; as_of <= kFirst + 21; ++as_of) {
      std::map<std::string, std::int64_t> open;
      for (const Item& item : items_on(ledger, as_of)) {
        open[rows.documents[static_cast<std::size_t>(item.source_row)].id] += item.open;
      }
      EXPECT_EQ(open, reckon(rows, as_of)) << "seed " << seed << " day " << as_of;
    }
  }
}

TEST(LedgerProperty, TheOrderOfRowsDoesNotMatter) {
  for (std::uint64_t seed = 1; seed <= kLedgers; ++seed) {
    Dice dice(seed);
    const Rows rows = sound_rows(dice, true);
    std::vector<std::int64_t> place(rows.documents.size());
    std::iota(place.begin(), place.end(), 0);
    dice.shuffle(place);
    Rows shuffled = rows;
    for (std::size_t at = 0; at < place.size(); ++at)
      shuffled.documents[at] = rows.documents[static_cast<std::size_t>(place[at])];
    dice.shuffle(shuffled.applications);
    dice.shuffle(shuffled.instalments);
    dice.shuffle(shuffled.disputes);
    const Ledger first = build(tables_of(rows), cents());
    const Ledger second = build(tables_of(shuffled), cents());
    for (int query = 0; query < 6; ++query) {
      const std::int32_t as_of = any_day(dice), known_at = any_day(dice);
      std::vector<Item> expected = items_on(first, as_of, known_at);
      std::vector<Item> found = items_on(second, as_of, known_at);
      for (Item& item : found) item.source_row = place[static_cast<std::size_t>(item.source_row)];
      std::sort(found.begin(), found.end());
      EXPECT_EQ(expected, found) << "seed " << seed;
    }
  }
}

template <typename Row>
void add_cut(const std::vector<Row>& rows, Dice& dice, std::vector<Table>& tables) {
  std::size_t begin = 0;
  while (begin < rows.size()) {
    const auto end =
        static_cast<std::size_t>(dice.roll(static_cast<int>(begin), static_cast<int>(rows.size())));
    tables.push_back(table_of(std::vector<Row>(rows.begin() + static_cast<std::ptrdiff_t>(begin),
                                               rows.begin() + static_cast<std::ptrdiff_t>(end))));
    begin = end;
  }
  tables.push_back(table_of(std::vector<Row>()));
}

std::vector<std::tuple<int, int, std::int64_t, std::int64_t, std::string>> findings_of(const Ledger& ledger) {
  std::vector<std::tuple<int, int, std::int64_t, std::int64_t, std::string>> findings;
  for (const Finding& finding : ledger.data().findings) {
    findings.emplace_back(static_cast<int>(finding.table), finding.rule, finding.row, finding.amount,
                          finding.column);
  }
  return findings;
}

TEST(LedgerProperty, ChunksMayBeCutAnywhere) {
  for (std::uint64_t seed = 1; seed <= kLedgers; ++seed) {
    Dice dice(seed);
    const Rows rows = wild_rows(dice);
    std::vector<Table> cut;
    add_cut(rows.documents, dice, cut);
    add_cut(rows.applications, dice, cut);
    add_cut(rows.instalments, dice, cut);
    add_cut(rows.disputes, dice, cut);
    const Ledger one = build(tables_of(rows), cents());
    const Ledger many = build(cut, cents());
    EXPECT_EQ(findings_of(one), findings_of(many)) << "seed " << seed;
    const std::int32_t as_of = any_day(dice), known_at = any_day(dice);
    EXPECT_EQ(items_on(one, as_of, known_at), items_on(many, as_of, known_at)) << "seed " << seed;
    EXPECT_EQ(items_on(one, as_of), items_on(many, as_of)) << "seed " << seed;
  }
}

TEST(LedgerProperty, UnapplyingEverythingRestores) {
  for (std::uint64_t seed = 1; seed <= kLedgers; ++seed) {
    Dice dice(seed);
    Rows rows = sound_rows(dice, false);
    Rows bare = rows;
    bare.applications.clear();
    const std::size_t applied = rows.applications.size();
    for (std::size_t at = 0; at < applied; ++at) {
      ApplicationRow reversal = rows.applications[at];
      reversal.amount = -reversal.amount;
      reversal.credit_amount = -reversal.credit_amount;
      reversal.applied_on = kFirst + 30;
      rows.applications.push_back(reversal);
    }
    const Ledger ledger = build(tables_of(rows), cents(RowPolicy::strict));
    EXPECT_EQ(items_on(ledger, kFirst + 30), items_on(build(tables_of(bare), cents()), kFirst + 30))
        << "seed " << seed;
  }
}

TEST(LedgerProperty, KnownAtIsTheLedgerOfTheRowsRecordedByThen) {
  for (std::uint64_t seed = 1; seed <= kLedgers; ++seed) {
    Dice dice(seed);
    const Rows rows = sound_rows(dice, true);
    const Ledger ledger = build(tables_of(rows), cents());
    const std::int32_t known_at = any_day(dice), as_of = any_day(dice);
    const auto is_late = [known_at](const auto& row) { return row.recorded_on > known_at; };
    Rows then = rows;
    std::erase_if(then.applications, is_late);
    std::erase_if(then.disputes, is_late);
    std::vector<std::int64_t> source;
    then.documents.clear();
    for (std::size_t at = 0; at < rows.documents.size(); ++at) {
      if (is_late(rows.documents[at])) continue;
      then.documents.push_back(rows.documents[at]);
      source.push_back(static_cast<std::int64_t>(at));
    }
    std::vector<Item> expected = items_on(build(tables_of(then), cents()), as_of);
    for (Item& item : expected) item.source_row = source[static_cast<std::size_t>(item.source_row)];
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(items_on(ledger, as_of, known_at), expected) << "seed " << seed;
  }
}

// Larger than a chunk, so that threads have something to share.
Rows many_rows(Dice& dice) {
  Rows rows;
  constexpr int documents = 90'000;
  for (int number = 0; number < documents; ++number) {
    DocumentRow row{dice.roll(1, 500), "D" + std::to_string(number), any_day(dice), any_day(dice),
                    any_day(dice)};
    row.amount = number % 2 == 0 ? dice.roll(1, 60) : -dice.roll(1, 60);
    rows.documents.push_back(row);
    if (number % 50 == 0) rows.instalments.push_back({row.id, 1, row.due, row.amount});
    if (number % 20 != 1) continue;
    rows.documents.push_back(row);  // a duplicate
  }
  for (int number = 0; number < documents; number += 2) {
    // Some of them apply too much.
    const std::int64_t amount = dice.roll(-5, 40);
    rows.applications.push_back({"D" + std::to_string(number + 1), "D" + std::to_string(number),
                                 kNoInstalment, amount, amount, any_day(dice)});
  }
  return rows;
}

TEST(LedgerProperty, TheNumberOfThreadsDoesNotMatter) {
  Dice dice(7);
  const std::vector<Table> tables = tables_of(many_rows(dice));
  const Ledger one = build(tables, cents(RowPolicy::mark, 1));
  const std::vector<Item> items = items_on(one, kFirst + 12);
  EXPECT_GT(items.size(), 10'000U);
  for (const std::int32_t threads : {2, 3}) {
    const Ledger other = build(tables, cents(RowPolicy::mark, threads));
    EXPECT_EQ(findings_of(one), findings_of(other));
    EXPECT_EQ(one.data().documents.source_row, other.data().documents.source_row);
    EXPECT_EQ(one.data().applications.source_row, other.data().applications.source_row);
    EXPECT_EQ(items, items_on(other, kFirst + 12, std::nullopt, ApplicationClock::latest, threads));
  }
  LedgerOptions strict = cents(RowPolicy::strict, 1);
  const std::optional<Error> first = error_of_build(tables, strict);
  strict.threads = 3;
  const std::optional<Error> second = error_of_build(tables, strict);
  ASSERT_TRUE(first.has_value() && second.has_value());
  EXPECT_EQ(first->row(), second->row());
  EXPECT_STREQ(first->what(), second->what());
}

}  // namespace
}  // namespace openitem::ledger_test::ledger_property_test
