// A text editor for Python: line numbers, colours, indentation.
#pragma once

#include <QPlainTextEdit>
#include <QSyntaxHighlighter>
#include <QTextCharFormat>

class QCompleter;

class PythonHighlighter : public QSyntaxHighlighter {
    Q_OBJECT
public:
    explicit PythonHighlighter(QTextDocument* document, const QPalette& palette);

protected:
    void highlightBlock(const QString& text) override;

private:
    QTextCharFormat m_keyword, m_string, m_comment, m_number, m_name, m_decorator;
};

class CodeEdit : public QPlainTextEdit {
    Q_OBJECT
    // The line of the cursor, from 1 on.
    Q_PROPERTY(int line READ line)
public:
    explicit CodeEdit(QWidget* parent);

    // Puts the cursor to a line, from 1 on, and marks it; 0 marks none.
    void markLine(int line);
    void paintNumbers(QPaintEvent* event);
    int numbersWidth() const;
    int line() const { return textCursor().blockNumber() + 1; }
    // Offers ways to go on with what is before the cursor.
    void complete(const QStringList& items);

signals:
    // Ways to go on are wanted, for a place in bytes.
    void completionWanted(const QString& text, int position);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    // The path that is before the cursor, such as `ivw.Proc`.
    QString stem() const;

    QWidget* m_numbers;
    QCompleter* m_completer;
    int m_marked = 0;
};
