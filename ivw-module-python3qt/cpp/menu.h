// The menu "Python" of the main window, with its panels.
#pragma once

#include <QJsonObject>
#include <QObject>

class PythonConsole;
class PythonEditor;
class QDockWidget;
class QMainWindow;

class PythonMenu : public QObject {
    Q_OBJECT
public:
    explicit PythonMenu(QMainWindow* window);

    void tell(const QJsonObject& message);
    static void send(const QJsonObject& event);

private:
    void askName();
    void showFolders(const QJsonObject& message);
    // Says something to those who decide about the window.
    void toWindow(const QJsonObject& event);
    QDockWidget* dock(const QString& name, const QString& title, QWidget* content);

    QMainWindow* m_window;
    PythonEditor* m_editor;
    PythonConsole* m_console;
    QDockWidget *m_editorDock, *m_consoleDock;
};
