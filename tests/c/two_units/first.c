/* With second.c: all C headers in two units of one program, no symbol twice. */
#include <openitem/aging.h>
#include <openitem/datasets.h>
#include <openitem/ledger.h>
#include <openitem/money.h>
#include <openitem/openitem.h>
#include <openitem/time.h>

int64_t sum_of_allocation(int64_t minor);

int main(void) {
  const oi_aging_options options = OI_AGING_OPTIONS_INIT;
  return options.struct_size == (int64_t)sizeof options && sum_of_allocation(100) == 100 ? 0 : 1;
}
