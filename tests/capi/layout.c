/* Prints every constant and the layout of every struct of giaingan.h, to be compared with the frozen dump. */
#include <stddef.h>
#include <stdio.h>

#include "giaingan.h"

#define CONSTANT(name) printf("constant %s %ld\n", #name, (long)(name))
#define TYPE(type) printf("type %s size %lu\n", #type, (unsigned long)sizeof(type))
#define MEMBER(type, member)                                                                          \
  printf("member %s.%s offset %lu size %lu\n", #type, #member, (unsigned long)offsetof(type, member), \
         (unsigned long)sizeof(((type*)0)->member))

int main(void) {
  CONSTANT(GIAINGAN_ABI_VERSION);
  CONSTANT(GIAINGAN_OK);
  CONSTANT(GIAINGAN_INVALID_INPUT);
  CONSTANT(GIAINGAN_INVALID_ARGUMENT);
  CONSTANT(GIAINGAN_OUT_OF_MEMORY);
  CONSTANT(GIAINGAN_INTERNAL_ERROR);
  CONSTANT(GIAINGAN_CANCELLED);
  CONSTANT(GIAINGAN_INT64);
  CONSTANT(GIAINGAN_FLOAT64);
  CONSTANT(GIAINGAN_INT32);
  CONSTANT(GIAINGAN_DATE);
  CONSTANT(GIAINGAN_UTF8);
  CONSTANT(GIAINGAN_BOOL);
  CONSTANT(GIAINGAN_INT16);
  CONSTANT(GIAINGAN_INT8);
  CONSTANT(GIAINGAN_RANK_STANDARD);
  CONSTANT(GIAINGAN_RANK_DENSE);
  CONSTANT(GIAINGAN_GAP_BREAKS);
  CONSTANT(GIAINGAN_GAP_SKIPPED);
  CONSTANT(GIAINGAN_SUBJECT_COLLECTIVE);
  CONSTANT(GIAINGAN_SUBJECT_HEAD);
  CONSTANT(GIAINGAN_BAND_MISSING_ZERO);
  CONSTANT(GIAINGAN_BAND_MISSING_SKIPPED);
  CONSTANT(GIAINGAN_BAND_MISSING_ERROR);
  CONSTANT(GIAINGAN_BAND_IN_PROPORTION);
  CONSTANT(GIAINGAN_BAND_NONE);
  TYPE(giaingan_status);
  TYPE(giaingan_type);
  TYPE(giaingan_rank_ties);
  TYPE(giaingan_gap);
  TYPE(giaingan_subject);
  TYPE(giaingan_column);
  MEMBER(giaingan_column, name);
  MEMBER(giaingan_column, data);
  MEMBER(giaingan_column, offsets);
  MEMBER(giaingan_column, valid);
  MEMBER(giaingan_column, length);
  MEMBER(giaingan_column, stride);
  MEMBER(giaingan_column, type);
  TYPE(giaingan_diagnostic);
  MEMBER(giaingan_diagnostic, code);
  MEMBER(giaingan_diagnostic, file);
  MEMBER(giaingan_diagnostic, column);
  MEMBER(giaingan_diagnostic, pointer);
  MEMBER(giaingan_diagnostic, message);
  MEMBER(giaingan_diagnostic, expected);
  MEMBER(giaingan_diagnostic, remedy);
  MEMBER(giaingan_diagnostic, row);
  return 0;
}
