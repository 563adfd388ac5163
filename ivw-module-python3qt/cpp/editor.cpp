#include "editor.h"

#include "code_edit.h"
#include "menu.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTextBlock>
#include <QVBoxLayout>

PythonEditor::PythonEditor(QWidget* parent) : QWidget(parent) {
    setObjectName("python-editor-panel");
    setAccessibleName(tr("Python editor"));
    m_code = new CodeEdit(this);
    m_code->setObjectName("python-editor");
    m_code->setAccessibleName(tr("Python code"));
    m_code->setPlaceholderText(tr("# Write Python here, or open a file"));
    m_path = new QLabel(tr("untitled"), this);
    m_path->setObjectName("python-editor-path");
    m_error = new QPushButton(this);
    m_error->setObjectName("python-editor-error");
    m_error->setAccessibleName(tr("Error"));
    m_error->setStyleSheet("text-align:left;color:#e55353");
    m_error->hide();
    auto* buttons = new QHBoxLayout;
    const auto button = [this, buttons](const QString& name, const QString& text, const QString& keys,
                                        auto action) {
        auto* button = new QPushButton(text, this);
        button->setObjectName("python-editor-" + name);
        button->setAccessibleName(text);
        if (!keys.isEmpty()) {
            button->setShortcut(QKeySequence(keys));
            button->setToolTip(text + " (" + keys + ")");
        }
        connect(button, &QPushButton::clicked, this, action);
        buttons->addWidget(button);
    };
    button("open", tr("Open…"), {}, [this] {
        auto* dialog = new QFileDialog(this, tr("Open Python file"), {}, tr("Python (*.py)"));
        dialog->setObjectName("python-dialog");
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QFileDialog::fileSelected, this,
                [this](const QString& path) { send({{"on", "open"}, {"path", path}}); });
        dialog->open();
    });
    button("save", tr("Save"), {}, [this] {
        if (!m_file.isEmpty()) return send({{"on", "save"}});
        auto* dialog = new QFileDialog(this, tr("Save Python file"), {}, tr("Python (*.py)"));
        dialog->setObjectName("python-dialog");
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix("py");
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
            m_file = path;
            send({{"on", "save"}});
        });
        dialog->open();
    });
    button("run", tr("Run"), "Ctrl+Return", [this] { send({{"on", "run"}, {"line", 1}}); });
    button("run-selection", tr("Run Selection"), "Shift+Return", [this] {
        const QTextCursor cursor = m_code->textCursor();
        QString text = cursor.selectedText();
        text.replace(QChar::ParagraphSeparator, '\n');
        const int first = m_code->document()->findBlock(cursor.selectionStart()).blockNumber() + 1;
        send({{"on", "run"}, {"line", first}, {"text", text}});
    });
    button("stop", tr("Stop"), {}, [this] { send({{"on", "stop"}}); });
    buttons->addStretch(1);
    buttons->addWidget(m_path);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addLayout(buttons);
    layout->addWidget(m_code, 1);
    layout->addWidget(m_error);
    connect(m_code, &CodeEdit::completionWanted, this, [](const QString& text, int position) {
        PythonMenu::send({{"on", "complete"}, {"text", text}, {"position", position}, {"for", "editor"}});
    });
    connect(m_error, &QPushButton::clicked, this, [this] { m_code->markLine(m_line); });
    connect(m_code->document(), &QTextDocument::modificationChanged, this, [this](bool modified) {
        m_path->setText((m_file.isEmpty() ? tr("untitled") : m_file) + (modified ? " *" : ""));
    });
}

void PythonEditor::send(QJsonObject event) {
    if (!event.contains("path")) event["path"] = m_file;
    if (!event.contains("text")) event["text"] = m_code->toPlainText();
    PythonMenu::send(event);
}

void PythonEditor::show(const QString& path, const QString& text) {
    m_file = path;
    m_code->setPlainText(text);
    m_code->document()->setModified(false);
    m_path->setText(path);
    showError({}, {}, 0);
}

void PythonEditor::complete(const QStringList& items) { m_code->complete(items); }

void PythonEditor::saved() {
    m_code->document()->setModified(false);
    m_path->setText(m_file);
}

void PythonEditor::showError(const QString& text, const QString& detail, int line) {
    m_line = line;
    m_detail = detail;
    m_error->setVisible(!text.isEmpty());
    m_error->setText(line > 0 ? tr("line %1: %2").arg(line).arg(text) : text);
    m_error->setToolTip("<pre>" + detail.toHtmlEscaped() + "</pre>");
    m_code->markLine(line);
}
