// Does what a person would at widgets, by their object names: for tests.
#include "desktop.h"
#include "scene.h"
#include "window.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QMouseEvent>
#include <QPointer>
#include <QPointingDevice>
#include <QTimer>
#include <QTouchEvent>
#include <QTreeWidget>
#include <QUrl>

#include <algorithm>
#include <cstring>

namespace {

QWidget* findWidget(const QString& name) {
    // A dialog's parts come before those of the window; what closes does not count.
    for (QWidget* top : QApplication::topLevelWidgets()) {
        if (top == Window::instance() || !top->isVisible()) continue;
        if (top->objectName() == name) return top;
        if (auto* found = top->findChild<QWidget*>(name)) return found;
    }
    if (Window::instance()->objectName() == name) return Window::instance();
    return Window::instance()->findChild<QWidget*>(name);
}

QAction* findAction(const QString& name) {
    for (QWidget* top : QApplication::topLevelWidgets())
        if (auto* found = top->findChild<QAction*>(name)) return found;
    return nullptr;
}

void mouse(QWidget* widget, QEvent::Type type, QPointF at, Qt::MouseButton button,
           Qt::MouseButtons buttons, Qt::KeyboardModifiers modifiers) {
    QMouseEvent event(type, at, widget->mapToGlobal(at), button, buttons, modifiers);
    QApplication::sendEvent(widget, &event);
}

void typeText(QWidget* widget, const QString& text) {
    for (const QChar character : text) {
        const int key = character == '\n' ? int(Qt::Key_Return) : character.toUpper().unicode();
        QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier, QString(character));
        QApplication::sendEvent(widget, &press);
        QKeyEvent release(QEvent::KeyRelease, key, Qt::NoModifier, QString(character));
        QApplication::sendEvent(widget, &release);
    }
}

QJsonObject missing(const QString& name) {
    return {{"error", "there is no widget or action \"" + name + "\""}};
}

QJsonObject click(const QString& name, const QJsonObject& message) {
    if (QAction* action = findAction(name)) {
        if (!action->isEnabled()) return {{"error", "the action \"" + name + "\" is disabled"}};
        action->trigger();
        return {};
    }
    QWidget* widget = findWidget(name);
    if (!widget) return missing(name);
    if (!widget->isEnabled()) return {{"error", "\"" + name + "\" is disabled"}};
    const QPointF center = QRectF(widget->rect()).center();
    const QPointF at(message["x"].toDouble(center.x()), message["y"].toDouble(center.y()));
    if (auto* button = qobject_cast<QAbstractButton*>(widget)) {
        button->click();
        return {};
    }
    mouse(widget, QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
    mouse(widget, QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton, Qt::NoModifier);
    return {};
}

QJsonObject drag(QWidget* widget, const QJsonObject& message) {
    const auto button = Qt::MouseButton(message["button"].toInt(Qt::LeftButton));
    const auto modifiers = Qt::KeyboardModifiers::fromInt(message["modifiers"].toInt());
    const QJsonArray path = message["path"].toArray();
    const auto at = [&](int i) {
        return QPointF(path[i].toArray()[0].toDouble(), path[i].toArray()[1].toDouble());
    };
    mouse(widget, QEvent::MouseMove, at(0), Qt::NoButton, Qt::NoButton, modifiers);
    mouse(widget, QEvent::MouseButtonPress, at(0), button, button, modifiers);
    for (int i = 1; i < path.size(); ++i)
        mouse(widget, QEvent::MouseMove, at(i), Qt::NoButton, button, modifiers);
    if (!message["hold"].toBool())
        mouse(widget, QEvent::MouseButtonRelease, at(int(path.size()) - 1), button, Qt::NoButton, modifiers);
    return {};
}

// Fingers that go from place to place, all at once: a list of places for each.
QJsonObject touch(QWidget* widget, const QJsonObject& message) {
    static QPointingDevice screen("test", 1, QInputDevice::DeviceType::TouchScreen,
                                  QPointingDevice::PointerType::Finger,
                                  QInputDevice::Capability::Position, 10, 0);
    const QJsonArray fingers = message["fingers"].toArray();
    const int steps = int(fingers[0].toArray().size());
    for (int step = 0; step <= steps; ++step) {
        const auto state = step == 0       ? QEventPoint::State::Pressed
                           : step == steps ? QEventPoint::State::Released
                                           : QEventPoint::State::Updated;
        QList<QEventPoint> points;
        for (int i = 0; i < fingers.size(); ++i) {
            const QJsonArray at = fingers[i].toArray()[std::min(step, steps - 1)].toArray();
            const QPointF place(at[0].toDouble(), at[1].toDouble());
            points << QEventPoint(i, state, place, widget->mapToGlobal(place));
        }
        const auto type = step == 0       ? QEvent::TouchBegin
                          : step == steps ? QEvent::TouchEnd
                                          : QEvent::TouchUpdate;
        QTouchEvent event(type, &screen, Qt::NoModifier, points);
        QApplication::sendEvent(widget, &event);
    }
    return {};
}

QJsonObject drop(QWidget* widget, const QJsonObject& message) {
    QMimeData data;
    QList<QUrl> urls;
    for (const auto& file : message["files"].toArray()) urls << QUrl::fromLocalFile(file.toString());
    if (!urls.isEmpty()) data.setUrls(urls);
    const QString id = message["class"].toString();
    if (!id.isEmpty()) data.setData("application/x-ivw-class", id.toUtf8());
    const QPointF at(message["x"].toDouble(), message["y"].toDouble());
    QDragEnterEvent enter(at.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(widget, &enter);
    QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(widget, &event);
    return {};
}

// Texts of an item view, two levels deep.
QJsonArray itemsOf(QWidget* widget) {
    QJsonArray items;
    if (auto* view = qobject_cast<QAbstractItemView*>(widget)) {
        const QAbstractItemModel* model = view->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            const QModelIndex index = model->index(row, 0);
            items.append(index.data().toString());
            for (int child = 0; child < model->rowCount(index); ++child)
                items.append(model->index(child, 0, index).data().toString());
        }
    }
    return items;
}

// Widgets that have no name for who can't see them.
QJsonArray namelessWidgets() {
    QJsonArray nameless;
    for (QWidget* widget : Window::instance()->findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(Window::instance())) continue;
        if (widget->objectName().startsWith("qt_")) continue;
        if (widget->accessibleName().isEmpty())
            nameless.append(QString("%1 \"%2\"").arg(widget->metaObject()->className(), widget->objectName()));
    }
    return nameless;
}

// Drags the middle button through a scene, a frame for each step of the loop, and times each from the
// event to the end of its drawing.
class Panning : public QObject {
public:
    Panning(Scene* scene, int steps) : QObject(scene), m_scene(scene), m_left(steps) {
        setObjectName("panning");
        QTimer::singleShot(0, this, [this] { step(); });
    }
    QJsonArray times;
    bool isDone() const { return m_left == 0; }

private:
    void step() {
        QElapsedTimer timer;
        timer.start();
        m_at += QPointF(m_left % 40 < 20 ? 7 : -7, m_left % 20 < 10 ? 3 : -3);
        const bool isFirst = times.isEmpty();
        mouse(m_scene, isFirst ? QEvent::MouseButtonPress : QEvent::MouseMove, m_at,
              isFirst ? Qt::MiddleButton : Qt::NoButton, Qt::MiddleButton, Qt::NoModifier);
        m_scene->repaint();
        times.append(double(timer.nsecsElapsed()) / 1e6);
        if (--m_left > 0) {
            QTimer::singleShot(0, this, [this] { step(); });
        } else {
            mouse(m_scene, QEvent::MouseButtonRelease, m_at, Qt::MiddleButton, Qt::NoButton, Qt::NoModifier);
        }
    }

    Scene* m_scene;
    int m_left;
    QPointF m_at{300, 300};
};

// How long the window is ever busy: a frame is asked for every 5 ms, and the longest wait is kept.
class Watch : public QTimer {
public:
    explicit Watch(QWidget* window) : QTimer(window) {
        setTimerType(Qt::PreciseTimer);
        setInterval(5);
        connect(this, &QTimer::timeout, this, [this] {
            longest = std::max(longest, double(m_clock.nsecsElapsed()) / 1e6);
            ++frames;
            m_clock.restart();
            if (auto* scene = Scene::find("network")) scene->repaint();
        });
        m_clock.start();
        start();
    }
    double longest = 0;
    int frames = 0;

private:
    QElapsedTimer m_clock;
};

QJsonObject drive(const QJsonObject& message) {
    const QString what = message["do"].toString(), name = message["name"].toString();
    if (what == "click") return click(name, message);
    if (what == "dismiss") {
        // Menus are deleted as they close.
        for (QWidget* top : QApplication::topLevelWidgets())
            if (auto* menu = qobject_cast<QMenu*>(top); menu && menu->objectName() == "popup") delete menu;
        return {};
    }
    if (what == "clipboard") {
        const QImage image = QApplication::clipboard()->image();
        return {{"value", QApplication::clipboard()->text()},
                {"image", QJsonArray{image.width(), image.height()}}};
    }
    if (what == "nameless") return {{"value", namelessWidgets()}};
    if (what == "actions") {
        QJsonArray names;
        for (QWidget* top : QApplication::topLevelWidgets())
            for (QAction* action : top->findChildren<QAction*>()) names.append(action->objectName());
        return {{"value", names}};
    }
    if (what == "exists") return {{"value", findWidget(name) || findAction(name)}};
    if (what == "watch") {
        static QPointer<Watch> watch;
        QJsonObject seen;
        if (watch) seen = {{"longest", watch->longest}, {"frames", watch->frames}};
        delete watch;
        if (message["on"].toBool()) watch = new Watch(Window::instance());
        return {{"value", seen}};
    }
    if (what == "close") {
        Window::instance()->close();
        return {};
    }
    QWidget* widget = findWidget(name);
    if (what == "get" && !widget) {
        QAction* action = findAction(name);
        if (!action) return missing(name);
        return {{"value", QJsonValue::fromVariant(
                              action->property(message["property"].toString().toUtf8().constData()))}};
    }
    if (!widget) return missing(name);
    if (what == "get") {
        const QByteArray property = message["property"].toString().toUtf8();
        if (property == "items") return {{"value", itemsOf(widget)}};
        return {{"value", QJsonValue::fromVariant(widget->property(property.constData()))}};
    }
    if (what == "set") {
        // As when a person empties the field and writes.
        widget->setFocus();
        if (auto* line = qobject_cast<QLineEdit*>(widget)) {
            line->selectAll();
        } else {
            QMetaObject::invokeMethod(widget, "selectAll");
        }
        typeText(widget, message["text"].toString());
        QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, "\r");
        if (!message["open"].toBool()) QApplication::sendEvent(widget, &enter);
        return {};
    }
    if (what == "type") {
        widget->setFocus();
        typeText(widget, message["text"].toString());
        return {};
    }
    if (what == "key") {
        QKeyEvent press(QEvent::KeyPress, message["key"].toInt(),
                        Qt::KeyboardModifiers::fromInt(message["modifiers"].toInt()));
        QApplication::sendEvent(widget, &press);
        return {};
    }
    if (what == "choose") {
        auto* box = qobject_cast<QComboBox*>(widget);
        if (!box) return {{"error", "\"" + name + "\" has no options"}};
        box->setCurrentText(message["text"].toString());
        return {};
    }
    if (what == "activate") {
        if (auto* tree = qobject_cast<QTreeWidget*>(widget)) {
            const auto found = tree->findItems(message["text"].toString(),
                                               Qt::MatchExactly | Qt::MatchRecursive);
            if (found.isEmpty()) return {{"error", "no item is called so"}};
            tree->setCurrentItem(found.first());
            emit tree->itemActivated(found.first(), 0);
            return {};
        }
        if (auto* list = qobject_cast<QListWidget*>(widget)) {
            const auto found = list->findItems(message["text"].toString(), Qt::MatchContains);
            if (found.isEmpty()) return {{"error", "no item is called so"}};
            list->setCurrentItem(found.first());
            if (message["open"].toBool()) emit list->itemActivated(found.first());
            return {};
        }
        return {{"error", "\"" + name + "\" is no tree or list"}};
    }
    if (what == "menu") {
        // As the right button asks for the menu of what is under it.
        emit widget->customContextMenuRequested(widget->rect().center());
        return {};
    }
    if (what == "pan") {
        auto* scene = qobject_cast<Scene*>(widget);
        if (!scene) return {{"error", "\"" + name + "\" is no scene"}};
        delete scene->findChild<QObject*>("panning");
        new Panning(scene, message["steps"].toInt(100));
        return {};
    }
    if (what == "panned") {
        const auto* panning = static_cast<Panning*>(widget->findChild<QObject*>("panning"));
        if (!panning || !panning->isDone()) return {{"value", QJsonValue()}};
        return {{"value", panning->times}};
    }
    if (what == "double-click") {
        const QPointF at(message["x"].toDouble(), message["y"].toDouble());
        mouse(widget, QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
        mouse(widget, QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton, Qt::NoModifier);
        mouse(widget, QEvent::MouseButtonDblClick, at, Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
        mouse(widget, QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton, Qt::NoModifier);
        return {};
    }
    if (what == "touch") return touch(widget, message);
    if (what == "drag") return drag(widget, message);
    if (what == "drop") return drop(widget, message);
    if (what == "grab") return {{"value", widget->grab().save(message["file"].toString())}};
    if (what == "paint") {
        auto* scene = qobject_cast<Scene*>(widget);
        if (!scene) return {{"error", "\"" + name + "\" is no scene"}};
        scene->repaint();
        return {{"value", double(scene->paintTime()) / 1e6}};
    }
    return {{"error", "nobody knows how to \"" + what + "\""}};
}

}  // namespace

size_t ivw_drive(const char* json, size_t len, char* answer, size_t size) {
    const QJsonObject done = drive(QJsonDocument::fromJson(QByteArray(json, int(len))).object());
    const QByteArray text = QJsonDocument(done).toJson(QJsonDocument::Compact);
    const size_t n = std::min(size, size_t(text.size()));
    std::memcpy(answer, text.constData(), n);
    return n;
}
