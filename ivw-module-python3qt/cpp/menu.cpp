#include "menu.h"

#include "console.h"
#include "editor.h"
#include "python3qt.h"

#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace {

IvwPythonEvent theEvent = nullptr;
PythonMenu* theMenu = nullptr;

QString toText(const QJsonObject& json) {
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

}  // namespace

void PythonMenu::send(const QJsonObject& event) {
    const QByteArray json = QJsonDocument(event).toJson(QJsonDocument::Compact);
    if (theEvent) theEvent(json.constData(), size_t(json.size()));
}

void PythonMenu::toWindow(const QJsonObject& event) {
    // The window's class belongs to another library: reached by name.
    QMetaObject::invokeMethod(m_window, "sendText", Q_ARG(QString, toText(event)));
}

PythonMenu::PythonMenu(QMainWindow* window) : QObject(window), m_window(window) {
    auto* menu = new QMenu(tr("&Python"), window);
    menu->setObjectName("menu-python");
    menu->setAccessibleName(tr("Python"));
    auto* help = window->menuBar()->findChild<QMenu*>("menu-help");
    help ? static_cast<void>(window->menuBar()->insertMenu(help->menuAction(), menu))
         : static_cast<void>(window->menuBar()->addMenu(menu));
    m_editor = new PythonEditor(window);
    m_console = new PythonConsole(window);
    m_editorDock = dock("dock-python-editor", tr("Python Editor"), m_editor);
    m_consoleDock = dock("dock-python-console", tr("Python Console"), m_console);
    if (auto* log = window->findChild<QDockWidget*>("dock-log")) {
        window->tabifyDockWidget(log, m_editorDock);
        window->tabifyDockWidget(m_editorDock, m_consoleDock);
        log->raise();
    }
    const auto action = [menu](const QString& name, const QString& text, const QString& keys,
                               const QString& tip, auto what) {
        auto* action = menu->addAction(text);
        action->setObjectName("action-python-" + name);
        action->setShortcut(QKeySequence(keys));
        action->setToolTip(tip);
        QObject::connect(action, &QAction::triggered, menu, what);
    };
    action("new", tr("&New Python Processor…"), "Ctrl+Alt+N", tr("A processor of your own"),
           [this] { askName(); });
    action("editor", tr("Python &Editor"), "Ctrl+Alt+E", tr("Write and run Python"), [this] {
        m_editorDock->show();
        m_editorDock->raise();
    });
    action("console", tr("&Console"), "Ctrl+Alt+C", tr("Python, line by line"), [this] {
        m_consoleDock->show();
        m_consoleDock->raise();
        m_console->findChild<QLineEdit*>("python-console-input")->setFocus();
    });
    menu->addSeparator();
    action("reload", tr("&Reload Processors"), "Ctrl+R", tr("Take over changed files"),
           [] { send({{"on", "reload"}}); });
    action("interpreter", tr("Choose &Interpreter…"), {}, tr("Which Python runs"),
           [] { send({{"on", "about"}}); });
    action("folders", tr("Processor &Folders…"), {}, tr("Where processors are looked for"),
           [] { send({{"on", "folders"}}); });
}

QDockWidget* PythonMenu::dock(const QString& name, const QString& title, QWidget* content) {
    auto* dock = new QDockWidget(title, m_window);
    dock->setObjectName(name);
    dock->setAccessibleName(title);
    dock->setWidget(content);
    m_window->addDockWidget(Qt::BottomDockWidgetArea, dock);
    return dock;
}

void PythonMenu::askName() {
    auto* dialog = new QDialog(m_window);
    dialog->setObjectName("python-dialog");
    dialog->setAccessibleName(tr("New Python Processor"));
    dialog->setWindowTitle(tr("New Python Processor"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    auto* label = new QLabel(tr("Name of the class and of the file in .inviwo/python_processors:"), dialog);
    auto* line = new QLineEdit("MyProcessor", dialog);
    line->setObjectName("python-name");
    line->setAccessibleName(tr("Name"));
    line->selectAll();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, dialog);
    buttons->button(QDialogButtonBox::Ok)->setObjectName("python-ok");
    auto* layout = new QVBoxLayout(dialog);
    layout->addWidget(label);
    layout->addWidget(line);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(dialog, &QDialog::accepted, line, [line] { send({{"on", "new"}, {"name", line->text()}}); });
    dialog->open();
    line->setFocus();
}

void PythonMenu::showFolders(const QJsonObject& message) {
    auto* dialog = new QDialog(m_window);
    dialog->setObjectName("python-dialog");
    dialog->setAccessibleName(tr("Processor Folders"));
    dialog->setWindowTitle(tr("Processor Folders"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    auto* list = new QListWidget(dialog);
    list->setObjectName("python-folders");
    list->setAccessibleName(tr("Folders"));
    for (const auto& folder : message["folders"].toArray()) list->addItem(folder.toString());
    auto* add = new QPushButton(tr("Add Folder…"), dialog);
    add->setObjectName("python-folder-add");
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    buttons->addButton(add, QDialogButtonBox::ActionRole);
    auto* layout = new QVBoxLayout(dialog);
    layout->addWidget(list);
    layout->addWidget(buttons);
    dialog->resize(520, 260);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(add, &QPushButton::clicked, dialog, [dialog, list] {
        auto* files = new QFileDialog(dialog, tr("Folder with processors in Python"));
        files->setFileMode(QFileDialog::Directory);
        files->setAttribute(Qt::WA_DeleteOnClose);
        connect(files, &QFileDialog::fileSelected, list, [list](const QString& path) {
            list->addItem(path);
            send({{"on", "add-folder"}, {"path", path}});
        });
        files->open();
    });
    dialog->open();
}

void PythonMenu::tell(const QJsonObject& message) {
    const QString op = message["op"].toString(), text = message["text"].toString();
    if (op == "open") {
        m_editor->show(message["path"].toString(), text);
        m_editorDock->show();
        m_editorDock->raise();
    } else if (op == "saved") {
        m_editor->saved();
    } else if (op == "error") {
        m_editor->showError(text, message["detail"].toString(), message["line"].toInt());
    } else if (op == "write") {
        m_console->write(text, message["color"].toString());
    } else if (op == "completions") {
        QStringList items;
        for (const auto& item : message["items"].toArray()) items << item.toString();
        message["for"] == "editor" ? m_editor->complete(items) : m_console->complete(items);
    } else if (op == "folders") {
        showFolders(message);
    } else if (op == "interpreter") {
        auto* dialog = new QFileDialog(m_window, tr("Choose interpreter; now %1").arg(text));
        dialog->setObjectName("python-dialog");
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->selectFile(message["path"].toString());
        connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
            toWindow({{"on", "set-python"}, {"path", path}});
        });
        dialog->open();
    } else if (op == "window") {
        toWindow(message["event"].toObject());
    }
}

void ivw_python_install(IvwPythonEvent event) {
    if (!qobject_cast<QApplication*>(QCoreApplication::instance())) return;
    theEvent = event;
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [] {
            for (QWidget* widget : QApplication::topLevelWidgets()) {
                auto* window = qobject_cast<QMainWindow*>(widget);
                if (window && window->objectName() == "ivw-main-window" && !theMenu)
                    theMenu = new PythonMenu(window);
            }
        },
        Qt::QueuedConnection);
}

void ivw_python_tell(const char* json, size_t len) {
    if (!QCoreApplication::instance()) return;
    const QJsonObject message = QJsonDocument::fromJson(QByteArray(json, int(len))).object();
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [message] {
            if (theMenu) theMenu->tell(message);
        },
        Qt::QueuedConnection);
}
