#include "form.h"

#include "fields.h"
#include "window.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

Form::Form(QWidget* parent) : QWidget(parent) {
    setObjectName("properties");
    setAccessibleName(tr("Properties"));
    m_title = new QLabel(this);
    m_title->setObjectName("properties-title");
    m_title->setTextFormat(Qt::RichText);
    m_title->setWordWrap(true);
    m_search = new QLineEdit(this);
    m_search->setObjectName("property-search");
    m_search->setAccessibleName(tr("Search properties"));
    m_search->setPlaceholderText(tr("Search properties"));
    m_search->setClearButtonEnabled(true);
    m_area = new QScrollArea(this);
    m_area->setObjectName("properties-area");
    m_area->setAccessibleName(tr("Properties"));
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addWidget(m_title);
    layout->addWidget(m_search);
    layout->addWidget(m_area, 1);
    setMinimumWidth(300);
    connect(m_search, &QLineEdit::textChanged, this,
            [](const QString& text) { Window::send({{"on", "property-search"}, {"text", text}}); });
}

// What decides which widgets there are.
QString Form::shapeOf(const QJsonArray& rows) {
    QString shape;
    for (const auto& value : rows) {
        const QJsonObject row = value.toObject();
        shape += row["id"].toString() + ' ' + row["kind"].toString() + ' ' +
                 QString::number(row["columns"].toInt()) + ' ' + row["name"].toString() + '\n';
    }
    return shape;
}

void Form::setRows(const QJsonObject& message) {
    m_title->setText(message["title"].toString());
    const QJsonArray rows = message["rows"].toArray();
    const QString shape = shapeOf(rows);
    if (shape != m_shape) {
        m_shape = shape;
        build(rows);
    }
    for (const auto& value : rows) {
        const QJsonObject row = value.toObject();
        const QString id = row["id"].toString();
        if (Field* field = m_fields.value(id)) {
            field->show(row);
            // Bounds are part of it.
            const QString tip = row["tip"].toString();
            if (field->toolTip() != tip) {
                field->setToolTip(tip);
                for (auto* part : field->findChildren<QWidget*>())
                    if (!part->toolTip().isEmpty()) part->setToolTip(tip);
            }
        }
        if (QLabel* label = m_labels.value(id)) {
            label->setText(row["label"].toString());
            QFont font = label->font();
            font.setBold(row["modified"].toBool());
            label->setFont(font);
        }
    }
}

void Form::build(const QJsonArray& rows) {
    const int scrolled = m_area->verticalScrollBar()->value();
    m_fields.clear();
    m_labels.clear();
    auto* content = new QWidget;
    content->setObjectName("property-rows");
    auto* grid = new QGridLayout(content);
    grid->setContentsMargins(0, 4, 8, 4);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(1, 1);
    int line = 0;
    for (const auto& value : rows) {
        const QJsonObject row = value.toObject();
        const QString id = row["id"].toString();
        Field* field = Field::make(row, content);
        field->setObjectName(row["name"].toString());
        field->setAccessibleName(row["label"].toString());
        field->setToolTip(row["tip"].toString());
        field->setContextMenuPolicy(Qt::CustomContextMenu);
        const auto menu = [id] { Window::send({{"on", "property-menu"}, {"id", id}}); };
        connect(field, &QWidget::customContextMenuRequested, this, menu);
        m_fields[id] = field;
        const int indent = row["depth"].toInt() * 12;
        if (field->isWide()) {
            field->setContentsMargins(indent, 0, 0, 0);
            grid->addWidget(field, line++, 0, 1, 2);
            continue;
        }
        auto* label = new QLabel(row["label"].toString(), content);
        label->setObjectName("label-" + row["name"].toString());
        label->setIndent(indent);
        label->setToolTip(row["tip"].toString());
        label->setMinimumWidth(90);
        // In line with the first line of its field.
        label->setMinimumHeight(std::min(field->sizeHint().height(), 28));
        label->setMaximumWidth(130);
        label->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(label, &QWidget::customContextMenuRequested, this, menu);
        m_labels[id] = label;
        grid->addWidget(label, line, 0, Qt::AlignTop | Qt::AlignLeft);
        grid->addWidget(field, line++, 1);
    }
    grid->setRowStretch(line, 1);
    // Whatever had the focus is gone: it can't be edited half.
    m_area->setWidget(content);
    m_area->verticalScrollBar()->setValue(scrolled);
}
