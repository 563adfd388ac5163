#include "links.h"

#include "window.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace {
LinkDialog* theDialog = nullptr;
}  // namespace

void LinkDialog::tell(QWidget* parent, const QJsonObject& message) {
    if (message["gone"].toBool()) {
        delete theDialog;
        return;
    }
    if (!theDialog) {
        theDialog = new LinkDialog(parent);
        theDialog->QDialog::show();
    }
    theDialog->show(message);
}

LinkDialog::LinkDialog(QWidget* parent) : QDialog(parent) {
    setObjectName("links");
    auto* grid = new QGridLayout(this);
    for (int side = 0; side < 2; ++side) {
        m_names[side] = new QLabel(this);
        m_sides[side] = new QListWidget(this);
        m_sides[side]->setObjectName(QString("links-side-%1").arg(side));
        grid->addWidget(m_names[side], 0, 2 * side);
        grid->addWidget(m_sides[side], 1, 2 * side);
        grid->setColumnStretch(2 * side, 1);
        connect(m_sides[side], &QListWidget::currentItemChanged, this,
                [this, side](QListWidgetItem* item) {
                    if (item && !m_isShowing)
                        Window::send({{"on", "links"}, {"do", "choose"}, {"side", side},
                                      {"id", item->data(Qt::UserRole).toString()}});
                });
    }
    auto* middle = new QVBoxLayout;
    const auto button = [this](const QString& name, const QString& text, const QString& tip,
                               QBoxLayout* layout, auto action) {
        auto* button = new QPushButton(text, this);
        button->setObjectName("links-" + name);
        button->setAccessibleName(tip);
        button->setToolTip(tip);
        button->setAutoDefault(false);
        layout->addWidget(button);
        connect(button, &QPushButton::clicked, this, action);
        return button;
    };
    const auto link = [](const char* direction) {
        return [direction] {
            Window::send({{"on", "links"}, {"do", "link"}, {"direction", direction}});
        };
    };
    middle->addStretch(1);
    m_both = button("both", "↔", tr("Both follow each other"), middle, link("both"));
    m_right = button("right", "→", tr("The right one follows the left one"), middle, link("right"));
    m_left = button("left", "←", tr("The left one follows the right one"), middle, link("left"));
    middle->addStretch(1);
    grid->addLayout(middle, 1, 1);
    auto* label = new QLabel(tr("Linked"), this);
    m_links = new QListWidget(this);
    m_links->setObjectName("links-pairs");
    m_links->setAccessibleName(tr("Linked properties"));
    m_links->setMaximumHeight(130);
    grid->addWidget(label, 2, 0, 1, 3);
    grid->addWidget(m_links, 3, 0, 1, 3);
    connect(m_links, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0 && !m_isShowing) Window::send({{"on", "links"}, {"do", "choose-pair"}, {"n", row}});
    });
    auto* bottom = new QHBoxLayout;
    m_remove = button("remove", tr("Remove"), tr("The two do not follow each other any more"), bottom,
                      [this] {
                          const int row = m_links->currentRow();
                          if (row >= 0) Window::send({{"on", "links"}, {"do", "remove"}, {"n", row}});
                      });
    m_clear = button("clear", tr("Remove All"), tr("No links between both processors"), bottom,
                     [] { Window::send({{"on", "links"}, {"do", "clear"}}); });
    bottom->addStretch(1);
    button("close", tr("Close"), tr("Close"), bottom, [this] { close(); });
    grid->addLayout(bottom, 4, 0, 1, 3);
    resize(680, 560);
    connect(this, &QDialog::finished, this, [this] {
        theDialog = nullptr;
        Window::send({{"on", "links"}, {"do", "closed"}});
        deleteLater();
    });
}

LinkDialog::~LinkDialog() {
    if (theDialog == this) theDialog = nullptr;
}

void LinkDialog::show(const QJsonObject& message) {
    m_isShowing = true;
    setWindowTitle(message["title"].toString());
    setAccessibleName(message["title"].toString());
    for (int side = 0; side < 2; ++side) {
        const QString name = message["names"].toArray()[side].toString();
        m_names[side]->setText("<b>" + name.toHtmlEscaped() + "</b>");
        auto* list = m_sides[side];
        list->setAccessibleName(tr("Properties of %1").arg(name));
        const QJsonArray rows = message["sides"].toArray()[side].toArray();
        while (list->count() > rows.size()) delete list->takeItem(list->count() - 1);
        int chosen = -1;
        for (int i = 0; i < rows.size(); ++i) {
            const QJsonObject row = rows[i].toObject();
            if (i >= list->count()) list->addItem(QString());
            auto* item = list->item(i);
            item->setText(row["text"].toString());
            item->setData(Qt::UserRole, row["id"].toString());
            item->setToolTip(row["tip"].toString());
            item->setForeground(palette().brush(
                row["fits"].toBool() ? QPalette::Active : QPalette::Disabled, QPalette::Text));
            if (row["chosen"].toBool()) chosen = i;
        }
        list->setCurrentRow(chosen);
    }
    const QJsonArray links = message["links"].toArray();
    while (m_links->count() > links.size()) delete m_links->takeItem(m_links->count() - 1);
    for (int i = 0; i < links.size(); ++i) {
        if (i >= m_links->count()) m_links->addItem(QString());
        m_links->item(i)->setText(links[i].toString());
    }
    m_links->setCurrentRow(message["pair"].toInt(-1));
    const QJsonObject can = message["can"].toObject();
    m_both->setEnabled(can["both"].toBool());
    m_right->setEnabled(can["right"].toBool());
    m_left->setEnabled(can["left"].toBool());
    m_remove->setEnabled(m_links->currentRow() >= 0);
    m_clear->setEnabled(!links.isEmpty());
    m_isShowing = false;
}
