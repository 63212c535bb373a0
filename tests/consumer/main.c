/* A C program that was given the installed headers and library, and nothing else of openitem. */
#include <stdio.h>

#include <openitem/openitem.h>

int main(void) {
  printf("openitem %s from C\n", oi_version());
  return 0;
}
