// A C++ program that was given the installed headers and library, and nothing else of openitem: it ages two
// invoices of one customer and wants 2.50 in the bucket of 1 to 30 days.
#include <cstdio>

#include <openitem/openitem.hpp>

int main() {
  using openitem::Column;
  openitem::Table documents("documents");
  documents.add(Column::text("customer", {"Acme", "Acme"}))
      .add(Column::dates("issue_date", {"2024-06-10", "2024-06-10"}))
      .add(Column::dates("due_date", {"2024-06-10", "2024-08-19"}))
      .add(Column::text("amount", {"2.50", "100.00"}));
  const openitem::Ledger ledger = openitem::build_ledger(documents, {.currency = "EUR"});
  const openitem::Aging aging = openitem::compute_aging(ledger, openitem::Date("2024-06-30"));
  const std::int64_t cents = aging.table("rows").int64s("d1_30")[0];
  if (cents != 250) return 1;

  // An exception of the library is caught by its own type.
  const openitem::Currency euro("EUR");
  try {
    (void)openitem::parse_money("ten", euro);
    return 2;
  } catch (const openitem::Error& error) {
    if (error.status() != openitem::Status::invalid_data) return 3;
  }
  std::printf("openitem %s from C++, %s\n", openitem::version(), openitem::format_money(cents, euro).c_str());
  return 0;
}
