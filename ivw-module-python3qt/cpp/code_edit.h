// A text editor for Python: line numbers, colours, indentation.
#pragma once

#include <QPlainTextEdit>
#include <QSyntaxHighlighter>
#include <QTextCharFormat>

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
public:
    explicit CodeEdit(QWidget* parent);

    // Puts the cursor to a line, from 1 on, and marks it; 0 marks none.
    void markLine(int line);
    void paintNumbers(QPaintEvent* event);
    int numbersWidth() const;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* m_numbers;
    int m_marked = 0;
};
