// The main window: menus, docks, and the way of messages to all widgets.
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QMainWindow>

#include "desktop.h"

class QAction;
class QDockWidget;
class QLabel;
class Form;
class LogPanel;
class ProcessorPanel;
class StartPage;

// A text as it is: no "&" in it marks a key.
inline QString plain(QString text) { return text.replace("&", "&&"); }

class Window : public QMainWindow {
    Q_OBJECT
public:
    explicit Window(const QJsonObject& config);

    // Does what a message says.
    void tell(const QJsonObject& message);
    // Sends an event to whoever decides.
    static void send(const QJsonObject& event);
    static const IvwCallbacks& callbacks();
    static void setCallbacks(const IvwCallbacks& callbacks);
    static Window* instance();

public slots:
    // Sends what another library's widgets have to say: a JSON object.
    void sendText(const QString& json);

signals:
    // Tells other libraries' widgets what they asked to know: a JSON object.
    void told(const QString& json);

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void setMenus(const QJsonObject& message);
    void setActions(const QJsonObject& message);
    void setCanvas(const QJsonObject& message);
    void setFullScreen(const QString& id, bool on);
    void popup(const QJsonObject& message);
    QDockWidget* dock(const QString& name, const QString& title, QWidget* content,
                      Qt::DockWidgetArea area);

    QHash<QString, QAction*> m_actions;
    QHash<QString, QDockWidget*> m_canvases;
    ProcessorPanel* m_processors;
    Form* m_form;
    LogPanel* m_log;
    StartPage* m_start;
    QLabel* m_status;
    bool m_mayClose = false;
};
