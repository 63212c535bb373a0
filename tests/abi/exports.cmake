# The shared library exports exactly the functions that the C headers declare.
# Needs -D NM, LIBRARY (the shared library) and HEADERS (the folder of the C headers).

execute_process(COMMAND ${NM} -D --defined-only --format=posix ${LIBRARY}
  OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^\n]+" lines "${symbols}")
set(exported)
foreach(line IN LISTS lines)
  string(REGEX REPLACE " .*" "" symbol "${line}")
  list(APPEND exported "${symbol}")
endforeach()

set(declared)
file(GLOB headers ${HEADERS}/*.h)
foreach(header IN LISTS headers)
  file(READ ${header} text)
  string(REGEX REPLACE "/\\*([^*]|\\*+[^*/])*\\*+/" "" text "${text}")
  # `OI_API type name(`: the exported function is the first oi_ name before a parenthesis.
  string(REGEX MATCHALL "OI_API[^;(]*[^a-z0-9_](oi_[a-z0-9_]+)[ \n]*\\(" declarations "${text}")
  foreach(declaration IN LISTS declarations)
    string(REGEX REPLACE ".*[^a-z0-9_](oi_[a-z0-9_]+)[ \n]*\\($" "\\1" name "${declaration}")
    list(APPEND declared ${name})
  endforeach()
endforeach()

list(LENGTH declared count)
if(count EQUAL 0)
  message(FATAL_ERROR "no declaration with OI_API found in ${HEADERS}")
endif()
set(missing ${declared})
list(REMOVE_ITEM missing ${exported})
set(undeclared ${exported})
list(REMOVE_ITEM undeclared ${declared})
if(missing OR undeclared)
  message(FATAL_ERROR "declared but not exported: [${missing}]; exported but not declared: [${undeclared}]")
endif()
message(STATUS "${count} functions declared and exported")
