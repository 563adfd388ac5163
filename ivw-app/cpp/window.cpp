#include "window.h"

#include "dialogs.h"
#include "form.h"
#include "links.h"
#include "panels.h"
#include "scene.h"
#include "start.h"
#include "theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QCursor>
#include <QDesktopServices>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QEventLoop>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QStatusBar>
#include <QTabBar>
#include <QTimer>
#include <QToolTip>
#include <QUrl>

namespace {
IvwCallbacks theCallbacks{};
Window* theWindow = nullptr;
}  // namespace

const IvwCallbacks& Window::callbacks() { return theCallbacks; }
void Window::setCallbacks(const IvwCallbacks& callbacks) { theCallbacks = callbacks; }
Window* Window::instance() { return theWindow; }

void Window::send(const QJsonObject& event) {
    const QByteArray json = QJsonDocument(event).toJson(QJsonDocument::Compact);
    theCallbacks.event(theCallbacks.context, json.constData(), size_t(json.size()));
}

void Window::sendText(const QString& json) {
    const QByteArray bytes = json.toUtf8();
    theCallbacks.event(theCallbacks.context, bytes.constData(), size_t(bytes.size()));
}

Window::Window(const QJsonObject& config) {
    theWindow = this;
    setObjectName("ivw-main-window");
    setAccessibleName(tr("ivw"));
    setAcceptDrops(true);
    setDockNestingEnabled(true);
    resize(config["width"].toInt(1440), config["height"].toInt(900));

    auto* network = new Scene("network", tr("Network editor"), this);
    setCentralWidget(network);
    m_start = new StartPage(network);
    m_processors = new ProcessorPanel(this);
    dock("dock-processors", tr("Processors"), m_processors, Qt::LeftDockWidgetArea);
    m_form = new Form(this);
    auto* properties = dock("dock-properties", tr("Properties"), m_form, Qt::RightDockWidgetArea);
    m_log = new LogPanel(this);
    auto* log = dock("dock-log", tr("Log"), m_log, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    resizeDocks({properties}, {360}, Qt::Horizontal);
    resizeDocks({log}, {150}, Qt::Vertical);

    m_status = new QLabel(this);
    m_status->setObjectName("status");
    m_status->setAccessibleName(tr("Status"));
    statusBar()->setObjectName("status-bar");
    statusBar()->addPermanentWidget(m_status, 1);
    menuBar()->setObjectName("menu-bar");
    menuBar()->setAccessibleName(tr("Menus"));
    menuBar()->setNativeMenuBar(false);
}

QDockWidget* Window::dock(const QString& name, const QString& title, QWidget* content,
                          Qt::DockWidgetArea area) {
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setAccessibleName(title);
    dock->setWidget(content);
    addDockWidget(area, dock);
    return dock;
}

void Window::tell(const QJsonObject& message) {
    const QString op = message["op"].toString();
    if (op == "menus") {
        setMenus(message);
    } else if (op == "actions") {
        setActions(message);
    } else if (op == "title") {
        setWindowTitle(message["text"].toString());
        setWindowModified(message["modified"].toBool());
        // Docks that share a place get tabs by themselves.
        for (auto* bar : findChildren<QTabBar*>()) bar->setAccessibleName(tr("Panels"));
    } else if (op == "status") {
        m_status->setText(message["text"].toString());
    } else if (op == "theme") {
        applyTheme(message);
    } else if (op == "processors") {
        m_processors->setClasses(message["classes"].toArray(), message["expand"].toBool());
    } else if (op == "help") {
        m_processors->setHelp(message["html"].toString());
    } else if (op == "form") {
        m_form->setRows(message);
    } else if (op == "log") {
        m_log->append(message);
    } else if (op == "canvas") {
        setCanvas(message);
    } else if (op == "dialog") {
        openDialog(this, message);
    } else if (op == "start") {
        m_start->tell(message);
    } else if (op == "links") {
        LinkDialog::tell(this, message);
    } else if (op == "popup") {
        popup(message);
    } else if (op == "cursor") {
        if (auto* scene = Scene::find(message["scene"].toString()))
            scene->setCursor(Qt::CursorShape(message["shape"].toInt()));
    } else if (op == "tip") {
        const QString text = message["text"].toString();
        if (text.isEmpty()) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(QCursor::pos(), text, this);
        }
    } else if (op == "copy") {
        QApplication::clipboard()->setText(message["text"].toString());
    } else if (op == "copy-image") {
        if (auto* scene = Scene::find(message["scene"].toString()))
            QApplication::clipboard()->setImage(scene->image(quint32(message["key"].toInt())));
    } else if (op == "canvas-full-screen") {
        setFullScreen(message["id"].toString(), message["on"].toBool());
    } else if (op == "paste") {
        send({{"on", "paste"}, {"text", QApplication::clipboard()->text()}});
    } else if (op == "open-url") {
        QDesktopServices::openUrl(QUrl::fromLocalFile(message["path"].toString()));
    } else if (op == "full-screen") {
        isFullScreen() ? showNormal() : showFullScreen();
    } else if (op == "show-dock") {
        if (auto* dock = findChild<QDockWidget*>(message["name"].toString())) {
            dock->show();
            dock->raise();
        }
    } else if (op == "grab") {
        const QString name = message["widget"].toString();
        QWidget* widget = name.isEmpty() ? this : findChild<QWidget*>(name);
        // What lies behind another panel has not been laid out.
        for (QWidget* parent = widget; parent; parent = parent->parentWidget())
            if (auto* dock = qobject_cast<QDockWidget*>(parent)) {
                dock->show();
                dock->raise();
            }
        QApplication::processEvents(QEventLoop::ExcludeUserInputEvents);
        const bool done = widget && widget->grab().save(message["file"].toString());
        send({{"on", "grabbed"}, {"file", message["file"]}, {"done", done}});
    } else if (op == "close") {
        m_mayClose = true;
        close();
    }
    emit told(QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
}

void Window::setMenus(const QJsonObject& message) {
    for (const auto& value : message["menus"].toArray()) {
        const QJsonObject described = value.toObject();
        const QString name = "menu-" + described["id"].toString();
        auto* menu = menuBar()->findChild<QMenu*>(name);
        if (!menu) {
            menu = menuBar()->addMenu(described["text"].toString());
            menu->setObjectName(name);
            menu->setAccessibleName(described["text"].toString().remove('&'));
        }
        menu->clear();
        for (const auto& entry : described["items"].toArray()) {
            const QJsonObject item = entry.toObject();
            if (item["id"].toString().isEmpty()) {
                menu->addSeparator();
                continue;
            }
            const QString id = item["id"].toString();
            auto* action = menu->addAction(item["text"].toString());
            action->setObjectName("action-" + id);
            action->setShortcut(QKeySequence(item["keys"].toString()));
            action->setShortcutContext(Qt::WindowShortcut);
            action->setToolTip(item["tip"].toString());
            action->setCheckable(item.contains("checked"));
            action->setChecked(item["checked"].toBool());
            action->setEnabled(item["enabled"].toBool(true));
            connect(action, &QAction::triggered, this,
                    [id] { send({{"on", "action"}, {"id", id}}); });
            m_actions[id] = action;
        }
        if (described["id"].toString() == "view") {
            menu->addSeparator();
            for (auto* dock : findChildren<QDockWidget*>()) menu->addAction(dock->toggleViewAction());
        }
    }
}

void Window::setActions(const QJsonObject& message) {
    for (const auto& value : message["actions"].toArray()) {
        const QJsonObject item = value.toObject();
        QAction* action = m_actions.value(item["id"].toString());
        if (!action) continue;
        if (item.contains("text")) action->setText(item["text"].toString());
        if (item.contains("enabled")) action->setEnabled(item["enabled"].toBool());
        if (item.contains("checked")) action->setChecked(item["checked"].toBool());
    }
}

void Window::setCanvas(const QJsonObject& message) {
    const QString id = message["id"].toString();
    const QString name = "canvas:" + id;
    if (message["gone"].toBool()) {
        auto* scene = Scene::find(name);
        if (scene && scene->isWindow()) delete scene;
        if (auto* dock = m_canvases.take(id)) delete dock;
        return;
    }
    if (auto* dock = m_canvases.value(id)) {
        dock->setWindowTitle(message["title"].toString());
        return;
    }
    auto* scene = new Scene(name, message["title"].toString(), this);
    scene->setMinimumSize(64, 64);
    auto* dock = this->dock("dock-" + name, message["title"].toString(), scene,
                            Qt::RightDockWidgetArea);
    auto* properties = findChild<QDockWidget*>("dock-properties");
    if (m_canvases.isEmpty()) {
        splitDockWidget(properties, dock, Qt::Horizontal);
        splitDockWidget(dock, properties, Qt::Horizontal);
        // Once it is laid out, it has a size to be changed.
        QTimer::singleShot(0, dock, [this, dock, properties] {
            resizeDocks({dock, properties}, {470, 330}, Qt::Horizontal);
        });
    } else {
        // A second one has a place of its own, more share it.
        QDockWidget* last = m_canvases.begin().value();
        m_canvases.size() < 2 ? splitDockWidget(last, dock, Qt::Vertical) : tabifyDockWidget(last, dock);
    }
    m_canvases[id] = dock;
}

// The canvas leaves its panel for a window of its own, and comes back.
void Window::setFullScreen(const QString& id, bool on) {
    QDockWidget* dock = m_canvases.value(id);
    auto* scene = Scene::find("canvas:" + id);
    if (!dock || !scene) return;
    if (on) {
        scene->setParent(nullptr);
        scene->setWindowTitle(dock->windowTitle());
        scene->showFullScreen();
        scene->setFocus();
    } else {
        dock->setWidget(scene);
        scene->showNormal();
        dock->show();
    }
}

void Window::popup(const QJsonObject& message) {
    auto* menu = new QMenu(this);
    menu->setObjectName("popup");
    menu->setAccessibleName(tr("Context menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    for (const auto& value : message["items"].toArray()) {
        const QJsonObject item = value.toObject();
        if (item["id"].toString().isEmpty()) {
            menu->addSeparator();
            continue;
        }
        const QString id = item["id"].toString();
        auto* action = menu->addAction(plain(item["text"].toString()));
        action->setObjectName("popup-" + id);
        action->setToolTip(item["tip"].toString());
        action->setEnabled(item["enabled"].toBool(true));
        connect(action, &QAction::triggered, this, [id] { send({{"on", "action"}, {"id", id}}); });
    }
    menu->popup(QCursor::pos());
}

void Window::closeEvent(QCloseEvent* event) {
    if (m_mayClose) {
        event->accept();
        return;
    }
    event->ignore();
    send({{"on", "close"}});
}

void Window::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void Window::dropEvent(QDropEvent* event) {
    QJsonArray files;
    for (const QUrl& url : event->mimeData()->urls()) files.append(url.toLocalFile());
    send({{"on", "drop"}, {"scene", ""}, {"files", files}});
    event->acceptProposedAction();
}
