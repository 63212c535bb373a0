// Prints the hashes of one way through the scenario: openitem_determinism documents threads chunk_rows order parts seed.
// It adopts the locale of its environment and then a hostile one, so that a number printed by the locale's rules shows.

#include <clocale>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <locale>
#include <string>

#include "scenario.hpp"

namespace {

/// Decimal comma, digits grouped by two with apostrophes.
struct Hostile : std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '\''; }
  std::string do_grouping() const override { return "\2"; }
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 7) {
    std::fputs("usage: openitem_determinism documents threads chunk_rows order parts seed\n", stderr);
    return 2;
  }
  const auto number = [&](int at) { return std::strtoll(arguments[at], nullptr, 10); };
  (void)std::setlocale(LC_ALL, "");
  std::locale::global(std::locale(std::locale::classic(), new Hostile));
  const openitem::determinism::Way way = {.documents = number(1),
                                          .threads = static_cast<std::int32_t>(number(2)),
                                          .chunk_rows = number(3),
                                          .order = static_cast<std::uint64_t>(number(4)),
                                          .parts = static_cast<std::int32_t>(number(5)),
                                          .partition = static_cast<std::uint64_t>(number(6))};
  const std::uint64_t canonical = openitem::determinism::hash_of(way);
  // Rows keep their order under everything but another order of the input and a partition.
  const bool is_whole = way.parts == 1 && way.order == 0;
  const std::uint64_t in_order = is_whole ? openitem::determinism::hash_in_order(way) : 0;
  std::printf("%016llx %016llx\n", static_cast<unsigned long long>(canonical),
              static_cast<unsigned long long>(in_order));
  return 0;
}
