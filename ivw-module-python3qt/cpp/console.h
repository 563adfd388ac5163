// The Python console: lines in, values and errors out.
#pragma once

#include <QStringList>
#include <QWidget>

class QCompleter;
class QLineEdit;
class QPlainTextEdit;

class PythonConsole : public QWidget {
    Q_OBJECT
public:
    explicit PythonConsole(QWidget* parent);
    void write(const QString& text, const QString& color);
    void complete(const QStringList& items);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    QPlainTextEdit* m_output;
    QLineEdit* m_input;
    QCompleter* m_completer;
    QStringList m_history;
    int m_place = 0;
};
