/* Reads the policy that it is given, and sees an empty one refused. */
#include <giaingan.h>
#include <stdio.h>

int main(int argc, char** argv) {
  static char document[1 << 20];
  giaingan_policy* policy = NULL;
  giaingan_error* error = NULL;
  FILE* file;
  size_t size;
  int32_t year;

  if (argc != 2) return 2;
  if (giaingan_abi_version() < GIAINGAN_ABI_VERSION) return 1;
  if (giaingan_policy_from_json("{}", 2, "empty", &policy, &error) == GIAINGAN_OK || policy != NULL) return 1;
  if (error == NULL || giaingan_error_diagnostic_count(error) < 1) return 1;
  giaingan_error_release(error);

  file = fopen(argv[1], "rb");
  if (file == NULL) return 1;
  size = fread(document, 1, sizeof document, file);
  fclose(file);
  if (giaingan_policy_from_json(document, (int64_t)size, argv[1], &policy, NULL) != GIAINGAN_OK) return 1;
  year = giaingan_policy_year(policy);
  printf("giaingan C %s: year %d\n", giaingan_version(), (int)year);
  giaingan_policy_release(policy);
  return year == 2024 ? 0 : 1;
}
