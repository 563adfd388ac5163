// The list of processors, and the log.
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QTextBrowser;
class QTreeWidget;

class ProcessorPanel : public QWidget {
    Q_OBJECT
public:
    explicit ProcessorPanel(QWidget* parent);
    void setClasses(const QJsonArray& classes, bool expand);
    void setHelp(const QString& html);

private:
    QLineEdit* m_search;
    QTreeWidget* m_tree;
    QTextBrowser* m_help;
};

class LogPanel : public QWidget {
    Q_OBJECT
public:
    explicit LogPanel(QWidget* parent);
    void append(const QJsonObject& message);

private:
    void changed();

    QComboBox* m_level;
    QLineEdit* m_search;
    QTextBrowser* m_text;
};
