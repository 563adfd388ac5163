// The narrow interface between the desktop's decisions (Rust) and its widgets (Qt).
//
// Everything happens on the GUI thread but ivw_wake, which any thread may call.
// Texts are UTF-8 with a length and without an end; whoever is called copies what it keeps.
// Messages are JSON objects: "op" says what the widgets are to do, "on" what a person did.
// Nothing thrown crosses: callbacks catch panics, these functions throw nothing.
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// What happened to mouse or keyboard in a scene.
enum IvwInputKind {
    IVW_PRESS = 1,
    IVW_MOVE = 2,
    IVW_RELEASE = 3,
    IVW_DOUBLE_CLICK = 4,
    IVW_WHEEL = 5,
    IVW_KEY_PRESS = 6,
    IVW_KEY_RELEASE = 7,
    IVW_LEAVE = 8,
    IVW_PINCH = 9,
};

typedef struct IvwInput {
    uint32_t kind;
    // Place in the widget, in pixels from its upper left corner.
    double x, y;
    // What the wheel turned, in notches, or by which factor fingers spread.
    double dx, dy;
    // 1 left, 2 right, 4 middle.
    uint32_t button, buttons;
    // 1 control, 2 shift, 4 alt, 8 super.
    uint32_t modifiers;
    // Qt's number of the key.
    int32_t key;
    const char* text;
    size_t text_len;
} IvwInput;

// Called on the GUI thread; `context` belongs to Rust and outlives ivw_run.
typedef struct IvwCallbacks {
    void* context;
    // After ivw_wake.
    void (*woken)(void* context);
    // A person did something at a widget: a message with "on".
    void (*event)(void* context, const char* json, size_t len);
    // Mouse or keyboard in a scene of a name.
    void (*input)(void* context, const char* scene, size_t len, const IvwInput* input);
} IvwCallbacks;

// Opens the window and runs until it closes; gives the exit status.
// `started` in the callbacks' event tells when widgets may be told things.
int ivw_run(const IvwCallbacks* callbacks, const char* config, size_t len);
// Calls `woken` on the GUI thread, soon and at most once for many calls. Any thread.
void ivw_wake(void);
// Tells the widgets what to do: a message with "op".
void ivw_tell(const char* json, size_t len);
// Gives a scene other things to draw, see scene.cpp for their layout.
void ivw_scene(const char* name, size_t name_len, const uint8_t* list, size_t len);
// Gives a scene a picture with a key: RGBA, premultiplied, rows from top to bottom.
void ivw_image(const char* name, size_t name_len, uint32_t key, const uint8_t* rgba,
               uint32_t width, uint32_t height);
// Does what a person would, for tests; the answer is JSON in `answer`, cut at its size.
size_t ivw_drive(const char* json, size_t len, char* answer, size_t size);

#ifdef __cplusplus
}
#endif
