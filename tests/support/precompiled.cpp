// Nothing: its precompiled headers are what the tests read (GIAINGAN_PRECOMPILE_TESTS).
int main() {}
