#include "dialogs.h"

#include "window.h"

#include <QAbstractSpinBox>
#include <QColorDialog>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QIcon>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace {

void answer(const QJsonObject& message, const QJsonValue& value) {
    Window::send({{"on", "dialog"}, {"id", message["id"]}, {"value", value}});
}

QDialog* prepare(QDialog* dialog, const QJsonObject& message) {
    dialog->setObjectName("dialog");
    dialog->setAccessibleName(message["title"].toString());
    dialog->setWindowTitle(message["title"].toString());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    return dialog;
}

// A line of text to be written, such as a name.
void openText(QWidget* parent, const QJsonObject& message) {
    auto* dialog = prepare(new QDialog(parent), message);
    auto* layout = new QVBoxLayout(dialog);
    auto* label = new QLabel(message["text"].toString(), dialog);
    label->setWordWrap(true);
    auto* line = new QLineEdit(message["value"].toString(), dialog);
    line->setObjectName("dialog-text");
    line->setAccessibleName(message["title"].toString());
    line->selectAll();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, dialog);
    buttons->button(QDialogButtonBox::Ok)->setObjectName("dialog-ok");
    buttons->button(QDialogButtonBox::Cancel)->setObjectName("dialog-cancel");
    layout->addWidget(label);
    layout->addWidget(line);
    layout->addWidget(buttons);
    dialog->setMinimumWidth(380);
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    QObject::connect(dialog, &QDialog::accepted, line,
                     [message, line] { answer(message, line->text()); });
    dialog->open();
    line->setFocus();
}

// A question with buttons; the answer is the button's name, nothing if it was closed.
void openQuestion(QWidget* parent, const QJsonObject& message) {
    auto* dialog = prepare(new QDialog(parent), message);
    auto* layout = new QVBoxLayout(dialog);
    auto* label = new QLabel(message["text"].toString(), dialog);
    label->setObjectName("dialog-message");
    label->setAccessibleName(message["text"].toString());
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(label);
    const QString detail = message["detail"].toString();
    if (!detail.isEmpty()) {
        auto* text = new QPlainTextEdit(detail, dialog);
        text->setObjectName("dialog-detail");
        text->setAccessibleName(QObject::tr("Details"));
        text->setReadOnly(true);
        text->setLineWrapMode(QPlainTextEdit::NoWrap);
        text->setFont(QFont("monospace"));
        text->setMinimumHeight(180);
        layout->addWidget(text);
    }
    auto* buttons = new QDialogButtonBox(dialog);
    for (const auto& value : message["buttons"].toArray()) {
        const QJsonObject described = value.toObject();
        const QString id = described["id"].toString();
        auto* button = buttons->addButton(described["text"].toString(),
                                          id.isEmpty() ? QDialogButtonBox::RejectRole
                                                       : QDialogButtonBox::ActionRole);
        button->setObjectName(id.isEmpty() ? "dialog-cancel" : "dialog-" + id);
        if (described["default"].toBool()) button->setDefault(true);
        QObject::connect(button, &QPushButton::clicked, dialog, [dialog, message, id] {
            dialog->close();
            if (!id.isEmpty()) answer(message, id);
        });
    }
    layout->addWidget(buttons);
    dialog->setMinimumWidth(detail.isEmpty() ? 420 : 640);
    dialog->open();
}

void openFile(QWidget* parent, const QJsonObject& message) {
    auto* dialog = new QFileDialog(parent, message["title"].toString(), message["folder"].toString());
    prepare(dialog, message);
    const QString kind = message["kind"].toString();
    QStringList filters;
    for (const auto& filter : message["filters"].toArray()) filters << filter.toString();
    if (!filters.isEmpty()) dialog->setNameFilters(filters);
    dialog->setFileMode(kind == "folder"  ? QFileDialog::Directory
                        : kind == "save"  ? QFileDialog::AnyFile
                        : kind == "files" ? QFileDialog::ExistingFiles
                                          : QFileDialog::ExistingFile);
    if (kind == "save") dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(message["suffix"].toString());
    // The same everywhere, and what tests can write into.
    dialog->setOption(QFileDialog::DontUseNativeDialog, message["plain"].toBool());
    if (auto* line = dialog->findChild<QLineEdit*>()) line->setObjectName("dialog-text");
    QObject::connect(dialog, &QFileDialog::filesSelected, dialog, [message](const QStringList& files) {
        answer(message, message["kind"] == "files" ? files.join('\n') : files.value(0));
    });
    dialog->open();
}

void openColor(QWidget* parent, const QJsonObject& message) {
    auto* dialog = new QColorDialog(QColor(message["value"].toString()), parent);
    prepare(dialog, message);
    dialog->setOption(QColorDialog::DontUseNativeDialog);
    dialog->setOption(QColorDialog::ShowAlphaChannel, message["alpha"].toBool());
    dialog->setCurrentColor(QColor(message["value"].toString()));
    // The line for a name such as #ff8000; numbers have lines within their boxes.
    for (auto* line : dialog->findChildren<QLineEdit*>())
        if (!qobject_cast<QAbstractSpinBox*>(line->parent())) line->setObjectName("dialog-text");
    QObject::connect(dialog, &QColorDialog::colorSelected, dialog, [message](const QColor& color) {
        answer(message, color.name(QColor::HexArgb));
    });
    dialog->open();
}

// A list to search and choose from.
void openList(QWidget* parent, const QJsonObject& message) {
    auto* dialog = prepare(new QDialog(parent), message);
    auto* layout = new QVBoxLayout(dialog);
    const QString text = message["text"].toString();
    if (!text.isEmpty()) {
        auto* label = new QLabel(text, dialog);
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    auto* search = new QLineEdit(dialog);
    search->setObjectName("dialog-text");
    search->setAccessibleName(QObject::tr("Search"));
    search->setPlaceholderText(QObject::tr("Search"));
    auto* list = new QListWidget(dialog);
    list->setObjectName("dialog-list");
    list->setAccessibleName(message["title"].toString());
    for (const auto& value : message["items"].toArray()) {
        const QJsonObject item = value.toObject();
        auto* row = new QListWidgetItem(item["text"].toString(), list);
        row->setData(Qt::UserRole, item["id"].toString());
        row->setToolTip(item["tip"].toString());
        row->setSelected(item["selected"].toBool());
        if (item.contains("picture")) {
            row->setIcon(QIcon(item["picture"].toString()));
            list->setIconSize({180, 120});
        }
    }
    list->setCurrentRow(0);
    layout->addWidget(search);
    layout->addWidget(list);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, dialog);
    buttons->button(QDialogButtonBox::Ok)->setObjectName("dialog-ok");
    buttons->button(QDialogButtonBox::Cancel)->setObjectName("dialog-cancel");
    layout->addWidget(buttons);
    dialog->resize(420, 420);
    QObject::connect(search, &QLineEdit::textChanged, list, [list](const QString& text) {
        int first = -1;
        for (int row = 0; row < list->count(); ++row) {
            const bool fits = list->item(row)->text().contains(text, Qt::CaseInsensitive);
            list->item(row)->setHidden(!fits);
            if (fits && first < 0) first = row;
        }
        list->setCurrentRow(first);
    });
    QObject::connect(list, &QListWidget::itemActivated, dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    QObject::connect(dialog, &QDialog::accepted, list, [message, list] {
        if (auto* item = list->currentItem()) answer(message, item->data(Qt::UserRole).toString());
    });
    dialog->open();
    search->setFocus();
}

}  // namespace

void openDialog(QWidget* parent, const QJsonObject& message) {
    const QString kind = message["kind"].toString();
    if (kind == "text") {
        openText(parent, message);
    } else if (kind == "color") {
        openColor(parent, message);
    } else if (kind == "list") {
        openList(parent, message);
    } else if (kind == "open" || kind == "save" || kind == "folder" || kind == "files") {
        openFile(parent, message);
    } else {
        openQuestion(parent, message);
    }
}
