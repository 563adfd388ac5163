#include "console.h"

#include "menu.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStringListModel>
#include <QVBoxLayout>

PythonConsole::PythonConsole(QWidget* parent) : QWidget(parent) {
    setObjectName("python-console");
    setAccessibleName(tr("Python console"));
    QFont font("DejaVu Sans Mono");
    font.setStyleHint(QFont::Monospace);
    font.setPointSizeF(9.5);
    m_output = new QPlainTextEdit(this);
    m_output->setObjectName("python-console-output");
    m_output->setAccessibleName(tr("Console output"));
    m_output->setReadOnly(true);
    m_output->setFont(font);
    m_output->setMaximumBlockCount(5000);
    m_input = new QLineEdit(this);
    m_input->setObjectName("python-console-input");
    m_input->setAccessibleName(tr("Console input"));
    m_input->setPlaceholderText(tr(">>> Python; Tab completes, Up repeats"));
    m_input->setFont(font);
    m_input->installEventFilter(this);
    m_completer = new QCompleter(this);
    m_completer->setWidget(m_input);
    m_completer->setModel(new QStringListModel(m_completer));
    m_completer->popup()->setObjectName("python-console-completions");
    m_completer->popup()->setAccessibleName(tr("Ways to go on"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addWidget(m_output, 1);
    layout->addWidget(m_input);
    connect(m_input, &QLineEdit::returnPressed, this, [this] {
        const QString text = m_input->text();
        if (text.isEmpty()) return;
        m_history.removeAll(text);
        m_history << text;
        m_place = int(m_history.size());
        m_input->clear();
        write(">>> " + text, {});
        PythonMenu::send({{"on", "console"}, {"text", text}});
    });
    connect(m_completer, QOverload<const QString&>::of(&QCompleter::activated), this,
            [this](const QString& item) {
                const QString text = m_input->text();
                int start = m_input->cursorPosition();
                while (start > 0 && (text[start - 1].isLetterOrNumber() || text[start - 1] == '_' ||
                                     text[start - 1] == '.'))
                    --start;
                m_input->setText(text.left(start) + item + text.mid(m_input->cursorPosition()));
            });
}

void PythonConsole::write(const QString& text, const QString& color) {
    if (text.isEmpty()) return;
    const QString shown = text.toHtmlEscaped().replace('\n', "<br>").replace("  ", "&nbsp;&nbsp;");
    m_output->appendHtml(color.isEmpty() ? shown : QString("<span style='color:%1'>%2</span>").arg(color, shown));
}

void PythonConsole::complete(const QStringList& items) {
    if (items.isEmpty()) return;
    static_cast<QStringListModel*>(m_completer->model())->setStringList(items);
    m_completer->setCompletionPrefix({});
    m_completer->complete();
}

bool PythonConsole::eventFilter(QObject* object, QEvent* event) {
    if (object == m_input && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Tab) {
            const QByteArray before = m_input->text().left(m_input->cursorPosition()).toUtf8();
            PythonMenu::send({{"on", "complete"}, {"text", m_input->text()}, {"position", before.size()}});
            return true;
        }
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            m_place = std::clamp(m_place + (key == Qt::Key_Up ? -1 : 1), 0, int(m_history.size()));
            m_input->setText(m_history.value(m_place));
            return true;
        }
    }
    return QWidget::eventFilter(object, event);
}
