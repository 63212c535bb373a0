/* Memory that runs out when a test says so. Replaces operator new, the only way openitem takes memory. */
#ifndef OPENITEM_TESTS_ALLOCATIONS_H
#define OPENITEM_TESTS_ALLOCATIONS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef int32_t failing_allocations;
#define FAIL_ONCE 0     /* the k-th allocation fails, later ones succeed */
#define FAIL_FOR_EVER 1 /* the k-th allocation fails and every later one */

/* From now on, in every thread: the `first`-th allocation from here fails, counted from 1. */
__attribute__((visibility("default"))) void fail_allocations(int64_t first, failing_allocations how);
/* Memory is back. Returns how many allocations have failed since fail_allocations. */
__attribute__((visibility("default"))) int64_t stop_failing(void);
/* How many of those threw std::bad_alloc. The others returned NULL to a caller who had asked for that and does without, as
 * std::stable_sort does. */
__attribute__((visibility("default"))) int64_t allocations_thrown(void);
/* Allocations asked for since the program began, failed ones too. */
__attribute__((visibility("default"))) int64_t allocations_made(void);
/* Number, in the count of allocations_made, of the last allocation for which `is_inside` was not 0; 0 = none yet. NULL: stop
 * asking. Forgets what it knew. */
__attribute__((visibility("default"))) void watch_allocations(int (*is_inside)(void));
__attribute__((visibility("default"))) int64_t last_allocation_inside(void);
/* Allocations that have not been freed. */
__attribute__((visibility("default"))) int64_t allocations_alive(void);

#ifdef __cplusplus
}
#endif
#endif
