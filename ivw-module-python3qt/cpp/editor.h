// The Python editor: a file, what it does when it runs, and where it fails.
#pragma once

#include <QJsonObject>
#include <QWidget>

class CodeEdit;
class QLabel;
class QPushButton;

class PythonEditor : public QWidget {
    Q_OBJECT
public:
    explicit PythonEditor(QWidget* parent);
    // Shows a file.
    void show(const QString& path, const QString& text);
    // Shows why something failed, and where; nothing for an empty text.
    void showError(const QString& text, const QString& detail, int line);
    void saved();
    void complete(const QStringList& items);

private:
    void send(QJsonObject event);

    CodeEdit* m_code;
    QLabel* m_path;
    QPushButton* m_error;
    QString m_file, m_detail;
    int m_line = 0;
};
