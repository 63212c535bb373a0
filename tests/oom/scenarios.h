/* Whole jobs through the C ABI, as a C program does them: six of them, over one made-up ledger. */
#ifndef OPENITEM_TESTS_SCENARIOS_H
#define OPENITEM_TESTS_SCENARIOS_H

#include "openitem/openitem.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What the jobs read; made before any allocation fails. */
typedef struct scenario_inputs scenario_inputs;

/* NULL on failure, with the reason in `error`. */
scenario_inputs* make_scenario_inputs(oi_error* error);
void free_scenario_inputs(scenario_inputs* inputs);

/* A job gives back every handle it got, however far it came. */
typedef struct scenario {
  const char* name;
  oi_status (*run)(const scenario_inputs* inputs, oi_error* error);
} scenario;

enum { SCENARIOS = 6 };
extern const scenario scenarios[SCENARIOS];

#ifdef __cplusplus
}
#endif
#endif
