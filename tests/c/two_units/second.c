/* The other half of first.c. */
#include <stddef.h>

#include <openitem/aging.h>
#include <openitem/datasets.h>
#include <openitem/ledger.h>
#include <openitem/money.h>
#include <openitem/openitem.h>
#include <openitem/time.h>

int64_t sum_of_allocation(int64_t minor);

int64_t sum_of_allocation(int64_t minor) {
  int64_t parts[3] = {0, 0, 0};
  if (oi_money_allocate_equal(minor, 3, OI_ALLOCATE_SYMMETRIC, parts, NULL) != OI_OK) return -1;
  return parts[0] + parts[1] + parts[2];
}
