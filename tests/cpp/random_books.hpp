#pragma once
// Small ledgers with everything in them, made up from a seed.

#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "aging_fixture.hpp"

namespace openitem::aging_test {

// Versions that change date, amount, customer and currency, duplicates, late and
// negative applications, applications between customers and currencies, instalments, disputes, over-payment by clock.
class RandomBooks {
 public:
  explicit RandomBooks(std::uint32_t seed) : random_(seed) {}

  Ledger make() { return make(euros(RowPolicy::mark), {}); }

  // The same books, most documents with what they were booked at in another currency.
  Ledger make_booked() {
    LedgerOptions options = euros(RowPolicy::mark);
    options.base_currency = "USD";
    TextColumn booked{"base_amount", {}};
    fill();
    for (std::size_t row = 0; row < amounts_.cells.size(); ++row) {
      const int cents = 100 * std::stoi(amounts_.cells[row]) * 9 / 10 + static_cast<int>(row % 7);
      const std::string text = std::to_string(cents / 100) + "." + std::to_string(10 + std::abs(cents % 90));
      booked.cells.push_back(row % 11 == 3 ? "" : text);
    }
    return make(std::move(options), {booked});
  }

  // The same books without instalments; where a planned date is missing, `is_filled` puts the due date in its place.
  Ledger make_planned(bool is_filled) {
    fill();
    RandomBooks books = *this;
    for (TextColumn* const column :
         {&books.parts_of_, &books.numbers_, &books.part_due_, &books.part_amounts_})
      column->cells.clear();
    for (std::string& named : books.instalments_.cells) named.clear();
    for (std::size_t row = 0; row < books.planned_.cells.size(); ++row) {
      std::string& planned = books.planned_.cells[row];
      if (is_filled && planned.empty()) planned = books.due_.cells[row];
    }
    return books.make(euros(RowPolicy::mark), {});
  }

 private:
  void fill() {
    if (!ids_.cells.empty()) return;
    for (int document = 0; document < 60; ++document) add_document(document);
    for (int application = 0; application < 120; ++application) add_application();
    for (int dispute = 0; dispute < 25; ++dispute) add_dispute();
  }

  Ledger make(LedgerOptions options, const std::vector<TextColumn>& further) {
    fill();
    options.map = {{"documents", "dimension", "region"}, {"documents", "date", "planned"}};
    std::vector<TextColumn> documents = {customers_, ids_,      kinds_,    issue_,   posting_, due_,
                                         amounts_,   currency_, recorded_, regions_, planned_};
    documents.insert(documents.end(), further.begin(), further.end());
    return build(
        {text_table("documents", documents),
         text_table("applications", {credits_, debits_, instalments_, applied_, credit_applied_, applied_on_,
                                     applied_recorded_}),
         text_table("instalments", {parts_of_, numbers_, part_due_, part_amounts_}),
         text_table("disputes", {disputed_, disputed_amounts_, opened_, closed_, dispute_recorded_})},
        options);
  }

  int below(int end) { return static_cast<int>(random_() % static_cast<std::uint32_t>(end)); }
  std::string day() { return add_days(Date("2024-01-01"), below(90)).iso(); }
  std::string sometimes(const std::string& value) { return below(3) == 0 ? "" : value; }

  void add_version(int document, int amount, const std::string& recorded_on) {
    const bool is_credit = amount < 0;
    customers_.cells.push_back(std::string(1, static_cast<char>('A' + below(4))));
    ids_.cells.push_back(std::to_string(document));
    kinds_.cells.push_back(is_credit ? (below(4) == 0 ? "credit_note" : "payment") : "invoice");
    issue_.cells.push_back(day());
    posting_.cells.push_back(sometimes(day()));
    due_.cells.push_back(sometimes(day()));
    amounts_.cells.push_back(std::to_string(amount));
    currency_.cells.push_back(document % 10 == 9 ? "USD" : "EUR");
    recorded_.cells.push_back(recorded_on);
    regions_.cells.push_back(sometimes(std::string(1, static_cast<char>('N' + below(2)))));
    planned_.cells.push_back(sometimes(day()));
  }

  void add_document(int document) {
    const int amount = (document % 2 == 0 ? 1 : -1) * (20 + below(80));
    add_version(document, amount, sometimes(day()));
    if (below(4) == 0) add_version(document, below(2) == 0 ? amount : 2 * amount, day());
    if (below(12) == 0) add_version(document, amount, day());
    if (below(15) == 0) add_version(document, amount, recorded_.cells.back());
    if (document % 6 != 0) return;
    for (int number = 1; number <= 3; ++number) {
      parts_of_.cells.push_back(std::to_string(document));
      numbers_.cells.push_back(std::to_string(number));
      part_due_.cells.push_back(day());
      part_amounts_.cells.push_back(std::to_string(number < 3 ? amount / 3 : amount - 2 * (amount / 3)));
    }
  }

  void add_application() {
    const int debit = 2 * below(30);
    const int credit = 2 * below(30) + 1;
    const bool crosses = credit % 10 == 9;
    const int amount = (below(6) == 0 ? -1 : 1) * (1 + below(15));
    credits_.cells.push_back(std::to_string(credit));
    debits_.cells.push_back(std::to_string(debit));
    instalments_.cells.push_back(debit % 6 == 0 && below(2) == 0 ? std::to_string(1 + below(3)) : "");
    applied_.cells.push_back(std::to_string(amount));
    credit_applied_.cells.push_back(crosses ? std::to_string(2 * amount) : "");
    applied_on_.cells.push_back(day());
    applied_recorded_.cells.push_back(sometimes(day()));
  }

  void add_dispute() {
    const Date opened(day());
    disputed_.cells.push_back(std::to_string(2 * below(30)));
    disputed_amounts_.cells.push_back(sometimes(std::to_string(below(40))));
    opened_.cells.push_back(opened.iso());
    closed_.cells.push_back(sometimes(add_days(opened, below(30)).iso()));
    dispute_recorded_.cells.push_back(sometimes(day()));
  }

  std::mt19937 random_;
  TextColumn customers_{"customer", {}}, ids_{"id", {}}, kinds_{"kind", {}}, issue_{"issue_date", {}},
      posting_{"posting_date", {}}, due_{"due_date", {}}, amounts_{"amount", {}}, currency_{"currency", {}},
      recorded_{"recorded_on", {}}, regions_{"region", {}}, planned_{"planned", {}};
  TextColumn credits_{"credit_id", {}}, debits_{"debit_id", {}}, instalments_{"instalment", {}},
      applied_{"amount", {}}, credit_applied_{"credit_amount", {}}, applied_on_{"applied_on", {}},
      applied_recorded_{"recorded_on", {}};
  TextColumn parts_of_{"document_id", {}}, numbers_{"number", {}}, part_due_{"due_date", {}},
      part_amounts_{"amount", {}};
  TextColumn disputed_{"document_id", {}}, disputed_amounts_{"amount", {}}, opened_{"opened", {}},
      closed_{"closed", {}}, dispute_recorded_{"recorded_on", {}};
};

}  // namespace openitem::aging_test
