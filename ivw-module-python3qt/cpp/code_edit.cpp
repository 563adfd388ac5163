#include "code_edit.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QStringListModel>
#include <QTextBlock>

namespace {

class Numbers : public QWidget {
public:
    explicit Numbers(CodeEdit* edit) : QWidget(edit), m_edit(edit) {}
    QSize sizeHint() const override { return {m_edit->numbersWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent* event) override { m_edit->paintNumbers(event); }

private:
    CodeEdit* m_edit;
};

}  // namespace

PythonHighlighter::PythonHighlighter(QTextDocument* document, const QPalette& palette)
    : QSyntaxHighlighter(document) {
    const bool isDark = palette.color(QPalette::Base).lightnessF() < 0.5;
    m_keyword.setForeground(QColor(isDark ? "#c792ea" : "#8e24aa"));
    m_keyword.setFontWeight(QFont::Bold);
    m_string.setForeground(QColor(isDark ? "#a5d6a0" : "#2e7d32"));
    m_comment.setForeground(QColor(isDark ? "#7f8aa0" : "#78839a"));
    m_number.setForeground(QColor(isDark ? "#f2b37c" : "#b35c00"));
    m_name.setForeground(QColor(isDark ? "#7fc1ff" : "#1565c0"));
    m_decorator.setForeground(QColor(isDark ? "#e6c06f" : "#8a6d00"));
}

void PythonHighlighter::highlightBlock(const QString& text) {
    static const QRegularExpression tokens(
        R"((?<comment>#.*)|(?<string>[rRbBfFuU]{0,2}("([^"\\]|\\.)*"|'([^'\\]|\\.)*'))|)"
        R"((?<decorator>^\s*@[\w.]+)|(?<name>(?<=def )\w+|(?<=class )\w+)|)"
        R"((?<keyword>\b(False|None|True|and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield|match|case|self)\b)|)"
        R"((?<number>\b\d[\d_.]*([eE][+-]?\d+)?\b))");
    // 1 and 2: inside of a text between three quotes of a kind.
    setCurrentBlockState(0);
    int from = 0;
    const QString quotes[3] = {{}, "\"\"\"", "'''"};
    int state = previousBlockState() > 0 ? previousBlockState() : 0;
    while (from <= text.size()) {
        if (state > 0) {
            const int end = int(text.indexOf(quotes[state], from));
            const int stop = end < 0 ? int(text.size()) : end + 3;
            setFormat(from, stop - from, m_string);
            if (end < 0) {
                setCurrentBlockState(state);
                return;
            }
            from = stop;
            state = 0;
        }
        const int a = int(text.indexOf(quotes[1], from)), b = int(text.indexOf(quotes[2], from));
        const int begin = a < 0 ? b : (b < 0 ? a : std::min(a, b));
        const int stop = begin < 0 ? int(text.size()) : begin;
        auto it = tokens.globalMatch(text.left(stop), from);
        bool isComment = false;
        while (it.hasNext()) {
            const auto match = it.next();
            const auto paint = [&](const char* name, const QTextCharFormat& format) {
                if (match.capturedLength(name) > 0)
                    setFormat(int(match.capturedStart(name)), int(match.capturedLength(name)), format);
            };
            paint("comment", m_comment);
            paint("string", m_string);
            paint("decorator", m_decorator);
            paint("name", m_name);
            paint("keyword", m_keyword);
            paint("number", m_number);
            isComment = isComment || match.capturedLength("comment") > 0;
        }
        if (begin < 0 || isComment) {
            if (isComment && begin >= 0) setFormat(begin, int(text.size()) - begin, m_comment);
            return;
        }
        setFormat(begin, 3, m_string);
        state = begin == a ? 1 : 2;
        from = begin + 3;
    }
}

CodeEdit::CodeEdit(QWidget* parent) : QPlainTextEdit(parent), m_numbers(new Numbers(this)) {
    QFont font("DejaVu Sans Mono");
    font.setStyleHint(QFont::Monospace);
    font.setPointSizeF(10);
    setFont(font);
    setLineWrapMode(NoWrap);
    setTabStopDistance(4 * fontMetrics().horizontalAdvance(' '));
    setViewportMargins(numbersWidth(), 0, 0, 0);
    new PythonHighlighter(document(), palette());
    m_completer = new QCompleter(this);
    m_completer->setWidget(this);
    m_completer->setModel(new QStringListModel(m_completer));
    m_completer->popup()->setObjectName("python-completions");
    m_completer->popup()->setAccessibleName(tr("Ways to go on"));
    connect(m_completer, QOverload<const QString&>::of(&QCompleter::activated), this,
            [this](const QString& item) {
                QTextCursor cursor = textCursor();
                cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, int(stem().size()));
                cursor.insertText(item);
                setTextCursor(cursor);
            });
    connect(this, &QPlainTextEdit::blockCountChanged, this,
            [this] { setViewportMargins(numbersWidth(), 0, 0, 0); });
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
        dy ? m_numbers->scroll(0, dy) : m_numbers->update(0, rect.y(), m_numbers->width(), rect.height());
    });
}

int CodeEdit::numbersWidth() const {
    const int digits = int(QString::number(std::max(1, blockCount())).size());
    return 14 + fontMetrics().horizontalAdvance('9') * std::max(2, digits);
}

void CodeEdit::paintNumbers(QPaintEvent* event) {
    QPainter painter(m_numbers);
    painter.fillRect(event->rect(), palette().color(QPalette::Window));
    painter.setFont(font());
    QTextBlock block = firstVisibleBlock();
    double top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= event->rect().bottom()) {
        const double height = blockBoundingRect(block).height();
        const bool isMarked = block.blockNumber() + 1 == m_marked;
        painter.setPen(isMarked ? QColor("#e55353") : palette().color(QPalette::PlaceholderText));
        if (block.isVisible())
            painter.drawText(QRectF(0, top, m_numbers->width() - 6, height), Qt::AlignRight,
                             QString::number(block.blockNumber() + 1));
        top += height;
        block = block.next();
    }
}

void CodeEdit::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    const QRect rect = contentsRect();
    m_numbers->setGeometry(rect.left(), rect.top(), numbersWidth(), rect.height());
}

QString CodeEdit::stem() const {
    const QString line = textCursor().block().text().left(textCursor().positionInBlock());
    int start = int(line.size());
    while (start > 0 && (line[start - 1].isLetterOrNumber() || line[start - 1] == '_' || line[start - 1] == '.'))
        --start;
    return line.mid(start);
}

void CodeEdit::complete(const QStringList& items) {
    // Some may be for what was there a moment ago.
    QStringList fitting;
    for (const QString& item : items)
        if (item.startsWith(stem())) fitting << item;
    static_cast<QStringListModel*>(m_completer->model())->setStringList(fitting);
    m_completer->setCompletionPrefix({});
    if (fitting.isEmpty() || !isVisible()) {
        m_completer->popup()->hide();
        return;
    }
    QRect place = cursorRect();
    place.translate(viewportMargins().left(), 0);
    place.setWidth(320);
    m_completer->complete(place);
}

void CodeEdit::keyPressEvent(QKeyEvent* event) {
    const bool isOffered = m_completer->popup()->isVisible();
    const bool isChoice = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
                          event->key() == Qt::Key_Tab || event->key() == Qt::Key_Escape;
    if (isOffered && isChoice) {
        // The list takes it.
        event->ignore();
        return;
    }
    if (event->key() == Qt::Key_Space && event->modifiers() & Qt::ControlModifier) {
        const QByteArray before = toPlainText().left(textCursor().position()).toUtf8();
        emit completionWanted(toPlainText(), int(before.size()));
        return;
    }
    if (event->key() == Qt::Key_Tab && !textCursor().hasSelection()) {
        insertPlainText("    ");
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        // The next line begins where this one does, deeper after a colon.
        const QString line = textCursor().block().text().left(textCursor().positionInBlock());
        int spaces = 0;
        while (spaces < line.size() && line[spaces].isSpace()) ++spaces;
        QString indent = line.left(spaces);
        if (line.trimmed().endsWith(':')) indent += "    ";
        insertPlainText("\n" + indent);
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
    // What was offered fits no more; a dot asks for what is in it.
    if (isOffered || event->text() == ".") {
        const QByteArray before = toPlainText().left(textCursor().position()).toUtf8();
        emit completionWanted(toPlainText(), int(before.size()));
    }
}

void CodeEdit::markLine(int line) {
    m_marked = line;
    QList<QTextEdit::ExtraSelection> selections;
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    if (line > 0 && block.isValid()) {
        QTextCursor cursor(block);
        setTextCursor(cursor);
        QTextEdit::ExtraSelection selection;
        selection.cursor = cursor;
        selection.format.setBackground(QColor(229, 83, 83, 60));
        selection.format.setProperty(QTextFormat::FullWidthSelection, true);
        selections << selection;
        centerCursor();
    }
    setExtraSelections(selections);
    m_numbers->update();
}
