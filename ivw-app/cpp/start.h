// What is seen before there is a network: ways to begin, over the network editor.
#pragma once

#include <QJsonObject>
#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

class StartPage : public QWidget {
    Q_OBJECT
public:
    // Covers its parent.
    explicit StartPage(QWidget* parent);

    // Shows examples and recent workspaces, or goes.
    void tell(const QJsonObject& message);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QListWidget* list(const QString& name, const QString& title);

    QListWidget* m_examples;
    QListWidget* m_recent;
    QLabel* m_noRecent;
    QPushButton* m_python;
};
