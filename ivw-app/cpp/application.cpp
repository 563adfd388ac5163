// Starts and ends the application; the C interface.
#include "desktop.h"
#include "scene.h"
#include "window.h"

#include <QApplication>
#include <QJsonDocument>
#include <QTimer>

#include <atomic>

namespace {

std::atomic<bool> isWoken{false};

QJsonObject parse(const char* json, size_t len) {
    return QJsonDocument::fromJson(QByteArray(json, int(len))).object();
}

}  // namespace

int ivw_run(const IvwCallbacks* callbacks, const char* config, size_t len) {
    static int argc = 1;
    static char name[] = "ivw";
    static char* argv[] = {name, nullptr};
    Window::setCallbacks(*callbacks);
    QApplication application(argc, argv);
    QApplication::setApplicationName("ivw");
    QApplication::setApplicationDisplayName("ivw");
    QApplication::setDesktopFileName("ivw");
    auto window = std::make_unique<Window>(parse(config, len));
    Window::send({{"on", "started"}});
    window->show();
    const int status = QApplication::exec();
    window.reset();
    return status;
}

void ivw_wake() {
    if (!QCoreApplication::instance() || isWoken.exchange(true)) return;
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [] {
            isWoken = false;
            const IvwCallbacks& callbacks = Window::callbacks();
            callbacks.woken(callbacks.context);
        },
        Qt::QueuedConnection);
}

void ivw_tell(const char* json, size_t len) {
    if (Window* window = Window::instance()) window->tell(parse(json, len));
}

void ivw_scene(const char* name, size_t name_len, const uint8_t* list, size_t len) {
    if (Scene* scene = Scene::find(QString::fromUtf8(name, int(name_len))))
        scene->setList(QByteArray(reinterpret_cast<const char*>(list), int(len)));
}

void ivw_image(const char* name, size_t name_len, uint32_t key, const uint8_t* rgba, uint32_t width,
               uint32_t height) {
    if (Scene* scene = Scene::find(QString::fromUtf8(name, int(name_len)))) {
        const QImage image(rgba, int(width), int(height), int(width) * 4,
                           QImage::Format_RGBA8888_Premultiplied);
        // What is drawn fastest; a copy, as the pixels stay Rust's.
        scene->setImage(key, image.convertToFormat(QImage::Format_ARGB32_Premultiplied));
    }
}
