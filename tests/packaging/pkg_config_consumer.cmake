# Builds SOURCE with the flags that pkg-config gives for MODULE, and runs it on
# ARGUMENTS; what it prints must match EXPECTED, if that is given.
set(ENV{PKG_CONFIG_PATH} ${PC_DIR})
execute_process(COMMAND ${PKG_CONFIG} --cflags --libs ${MODULE} OUTPUT_VARIABLE flags COMMAND_ERROR_IS_FATAL ANY)
separate_arguments(flags UNIX_COMMAND "${flags}")
execute_process(COMMAND ${COMPILER} -std=${STANDARD} ${SOURCE} -o ${PROGRAM} ${flags} COMMAND_ERROR_IS_FATAL ANY)
set(ENV{LD_LIBRARY_PATH} ${LIB_DIR})
separate_arguments(arguments UNIX_COMMAND "${ARGUMENTS}")
execute_process(COMMAND ${PROGRAM} ${arguments} OUTPUT_VARIABLE printed COMMAND_ERROR_IS_FATAL ANY)
message(STATUS "${printed}")
if(NOT printed MATCHES "${EXPECTED}")
  message(FATAL_ERROR "The output doesn't match ${EXPECTED}")
endif()
