#include "start.h"

#include "window.h"

#include <QAction>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QIcon>
#include <QJsonArray>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace {

QLabel* heading(const QString& text, double size, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    QFont font = label->font();
    font.setPointSizeF(size);
    font.setBold(true);
    label->setFont(font);
    return label;
}

void fill(QListWidget* list, const QJsonArray& items) {
    list->clear();
    for (const auto& value : items) {
        const QJsonObject item = value.toObject();
        auto* row = new QListWidgetItem(item["text"].toString(), list);
        row->setData(Qt::UserRole, item["id"].toString());
        row->setToolTip(item["id"].toString());
        if (item.contains("picture")) row->setIcon(QIcon(item["picture"].toString()));
    }
}

}  // namespace

StartPage::StartPage(QWidget* parent) : QWidget(parent) {
    setObjectName("start");
    setAccessibleName(tr("Start"));
    setAutoFillBackground(true);
    m_examples = list("start-examples", tr("Examples"));
    m_examples->setViewMode(QListView::IconMode);
    m_examples->setIconSize({192, 128});
    m_examples->setGridSize({208, 162});
    m_examples->setResizeMode(QListView::Adjust);
    m_examples->setMovement(QListView::Static);
    m_examples->setWordWrap(true);
    m_recent = list("start-recent", tr("Recent workspaces"));
    m_noRecent = new QLabel(tr("No workspace was open yet."), this);
    m_noRecent->setEnabled(false);
    m_noRecent->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    const auto button = [&](const QString& name, const QString& text, const QString& action) {
        auto* button = new QPushButton(text, this);
        button->setObjectName("start-" + name);
        button->setAccessibleName(text);
        button->setMinimumHeight(32);
        connect(button, &QPushButton::clicked, this, [this, action] {
            if (auto* found = window()->findChild<QAction*>(action)) found->trigger();
        });
        buttons->addWidget(button);
        return button;
    };
    button("new", tr("New Network"), "action-new");
    button("open", tr("Open…"), "action-open");
    m_python = button("python", tr("New Python Processor…"), "action-python-new");
    buttons->addStretch(1);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->addWidget(heading(tr("Recent"), 11, this), 0, 0);
    grid->addWidget(heading(tr("Examples"), 11, this), 0, 1);
    grid->addWidget(m_recent, 1, 0);
    grid->addWidget(m_noRecent, 1, 0);
    grid->addWidget(m_examples, 1, 1);
    grid->setColumnStretch(0, 2);
    grid->setColumnStretch(1, 3);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(32, 28, 32, 24);
    layout->setSpacing(14);
    layout->addWidget(heading("ivw", 22, this));
    auto* hint = new QLabel(
        tr("Open a workspace, or drop a workspace, a volume or a picture here."), this);
    hint->setWordWrap(true);
    layout->addWidget(hint);
    layout->addLayout(buttons);
    layout->addSpacing(6);
    layout->addLayout(grid, 1);
    parent->installEventFilter(this);
    hide();
}

QListWidget* StartPage::list(const QString& name, const QString& title) {
    auto* list = new QListWidget(this);
    list->setObjectName(name);
    list->setAccessibleName(title);
    connect(list, &QListWidget::itemActivated, this, [](QListWidgetItem* item) {
        Window::send({{"on", "start-open"}, {"path", item->data(Qt::UserRole).toString()}});
    });
    // One click is enough, as there is nothing else to do with it.
    list->setStyleSheet("QListWidget{activate-on-singleclick:1}");
    return list;
}

void StartPage::tell(const QJsonObject& message) {
    const bool on = message["on"].toBool();
    if (on) {
        fill(m_examples, message["examples"].toArray());
        fill(m_recent, message["recent"].toArray());
        m_recent->setVisible(m_recent->count() > 0);
        m_noRecent->setVisible(m_recent->count() == 0);
        m_python->setVisible(window()->findChild<QAction*>("action-python-new") != nullptr);
        setGeometry(parentWidget()->rect());
        raise();
    }
    setVisible(on);
}

bool StartPage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}
