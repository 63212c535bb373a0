// A C++ program that was given the installed headers and library, and nothing else of openitem.
#include <array>
#include <cstdio>

#include <openitem/core.hpp>
#include <openitem/money.hpp>

int main() {
  const openitem::Currency euro("EUR");
  const auto amount = openitem::parse_money("100.00", euro);
  const std::array<std::int64_t, 3> weights{1, 1, 1};
  std::int64_t sum = 0;
  for (const auto part : openitem::allocate(amount, weights)) sum += part;
  if (sum != amount) return 1;

  // An exception of the library is caught by its own type.
  try {
    (void)openitem::parse_money("ten", euro);
    return 2;
  } catch (const openitem::Error& error) {
    if (error.status() != openitem::Status::invalid_data) return 3;
  }
  std::printf("openitem %s from C++, %s\n", openitem::version(), openitem::format_money(sum, euro).c_str());
  return 0;
}
