// Whether the calling thread runs without Python's lock, that is, inside a kernel. Python is looked up at run time, so
// that nothing here needs its headers.

#include <dlfcn.h>

extern "C" __attribute__((visibility("default"))) int python_lock_is_free(void) {
  using Check = int (*)();
  static const auto is_held = reinterpret_cast<Check>(dlsym(RTLD_DEFAULT, "PyGILState_Check"));
  return is_held != nullptr && is_held() == 0 ? 1 : 0;
}
