/* Checks for test programs in C: every failure is printed, the program ends with the number of them. */
#ifndef OPENITEM_TESTS_CHECK_H
#define OPENITEM_TESTS_CHECK_H

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static int check_count;
static int check_failures;

#define CHECK(condition)                                                      \
  do {                                                                        \
    ++check_count;                                                            \
    if (!(condition)) {                                                       \
      ++check_failures;                                                       \
      fprintf(stderr, "%s:%d: failed: %s\n", __FILE__, __LINE__, #condition); \
    }                                                                         \
  } while (0)

#define CHECK_INT(actual, expected) \
  check_int((int64_t)(actual), (int64_t)(expected), #actual, __FILE__, __LINE__)
#define CHECK_TEXT(actual, expected) check_text((actual), (expected), #actual, __FILE__, __LINE__)

static inline void check_int(int64_t actual, int64_t expected, const char* what, const char* file, int line) {
  ++check_count;
  if (actual == expected) return;
  ++check_failures;
  fprintf(stderr, "%s:%d: %s is %" PRId64 ", expected %" PRId64 "\n", file, line, what, actual, expected);
}

static inline void check_text(const char* actual, const char* expected, const char* what, const char* file,
                              int line) {
  ++check_count;
  if (actual != NULL && strcmp(actual, expected) == 0) return;
  ++check_failures;
  fprintf(stderr, "%s:%d: %s is \"%s\", expected \"%s\"\n", file, line, what,
          actual == NULL ? "(NULL)" : actual, expected);
}

static inline int check_end(void) {
  printf("%d checks, %d failures\n", check_count, check_failures);
  return check_count == 0 || check_failures != 0;
}

#endif
