// The narrow interface between the Python menu's decisions (Rust) and its widgets (Qt).
//
// Both functions may be called on any thread: they hand over to the GUI thread. Texts are UTF-8 with a
// length and without an end; whoever is called copies what it keeps. Nothing thrown crosses.
#pragma once

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// Called on the GUI thread with a JSON message: "on" says what a person did.
typedef void (*IvwPythonEvent)(const char* json, size_t len);

// Adds the menu and the panels to the window "ivw-main-window"; does nothing without one.
void ivw_python_install(IvwPythonEvent event);
// Tells the widgets what to do: a JSON message with "op".
void ivw_python_tell(const char* json, size_t len);

#ifdef __cplusplus
}
#endif
