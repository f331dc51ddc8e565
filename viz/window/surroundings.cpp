#include "viz/window/surroundings.hpp"

#include <dlfcn.h>

#include <cstdlib>

namespace outpost::viz {
namespace {

// Opens and closes a connection with the library that SFML will use; loaded by name, so that building needs no headers
// of X. Where it cannot be asked the answer is left to SFML.
bool can_connect() {
  void* library = dlopen("libX11.so.6", RTLD_LAZY);
  if (library == nullptr) return true;
  using Open = void* (*)(const char*);
  using Close = int (*)(void*);
  const auto open = reinterpret_cast<Open>(dlsym(library, "XOpenDisplay"));
  const auto close = reinterpret_cast<Close>(dlsym(library, "XCloseDisplay"));
  if (open == nullptr || close == nullptr) return true;
  void* display = open(nullptr);
  if (display == nullptr) return false;
  close(display);
  return true;
}

}  // namespace

std::optional<std::string> why_no_display() {
  const char* display = std::getenv("DISPLAY");
  const std::string advice =
      "start it on a desktop, log in with `ssh -X`, or put `xvfb-run -a` before the command; `outpost picture` draws "
      "the same map without a display";
  if (display == nullptr || *display == '\0') {
    return "no display: the environment variable DISPLAY is not set; " + advice;
  }
  if (!can_connect()) return std::string{"no display: nothing answers at DISPLAY="} + display + "; " + advice;
  return std::nullopt;
}

}  // namespace outpost::viz
