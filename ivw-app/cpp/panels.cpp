#include "panels.h"

#include "window.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QTextBrowser>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace {

// A tree whose items are dragged as classes of processors.
class ClassTree : public QTreeWidget {
public:
    using QTreeWidget::QTreeWidget;

protected:
    QMimeData* mimeData(const QList<QTreeWidgetItem*>& items) const override {
        auto* data = new QMimeData;
        if (!items.isEmpty())
            data->setData("application/x-ivw-class",
                          items.first()->data(0, Qt::UserRole).toString().toUtf8());
        return data;
    }
};

}  // namespace

ProcessorPanel::ProcessorPanel(QWidget* parent) : QWidget(parent) {
    setObjectName("processors");
    setAccessibleName(tr("Processors"));
    m_search = new QLineEdit(this);
    m_search->setObjectName("processor-search");
    m_search->setAccessibleName(tr("Search processors"));
    m_search->setPlaceholderText(tr("Search name, category, tags, help"));
    m_search->setClearButtonEnabled(true);
    m_tree = new ClassTree(this);
    m_tree->setObjectName("processor-list");
    m_tree->setAccessibleName(tr("List of processors"));
    m_tree->setHeaderHidden(true);
    m_tree->setDragEnabled(true);
    m_tree->setIndentation(14);
    m_tree->setUniformRowHeights(true);
    m_help = new QTextBrowser(this);
    m_help->setObjectName("processor-help");
    m_help->setAccessibleName(tr("Help"));
    m_help->setOpenLinks(false);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_tree);
    splitter->addWidget(m_help);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addWidget(m_search);
    layout->addWidget(splitter, 1);
    setMinimumWidth(230);
    connect(m_search, &QLineEdit::textChanged, this,
            [](const QString& text) { Window::send({{"on", "search"}, {"text", text}}); });
    connect(m_search, &QLineEdit::returnPressed, this,
            [] { Window::send({{"on", "add-first"}}); });
    connect(m_tree, &QTreeWidget::currentItemChanged, this, [](QTreeWidgetItem* item) {
        if (item) Window::send({{"on", "help"}, {"class", item->data(0, Qt::UserRole).toString()}});
    });
    connect(m_tree, &QTreeWidget::itemActivated, this, [](QTreeWidgetItem* item) {
        const QString id = item->data(0, Qt::UserRole).toString();
        if (!id.isEmpty()) Window::send({{"on", "add"}, {"class", id}});
    });
}

void ProcessorPanel::setClasses(const QJsonArray& classes, bool expand) {
    m_tree->setUpdatesEnabled(false);
    m_tree->clear();
    QTreeWidgetItem* category = nullptr;
    for (const auto& value : classes) {
        const QJsonObject item = value.toObject();
        const QString name = item["category"].toString();
        if (!category || category->text(0) != name) {
            category = new QTreeWidgetItem(m_tree, {name});
            category->setFlags(Qt::ItemIsEnabled);
            QFont bold = font();
            bold.setBold(true);
            category->setFont(0, bold);
        }
        auto* row = new QTreeWidgetItem(category, {item["name"].toString()});
        row->setData(0, Qt::UserRole, item["id"].toString());
        row->setToolTip(0, item["tip"].toString());
        row->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled);
    }
    if (expand) m_tree->expandAll();
    m_tree->setUpdatesEnabled(true);
}

void ProcessorPanel::setHelp(const QString& html) { m_help->setHtml(html); }

LogPanel::LogPanel(QWidget* parent) : QWidget(parent) {
    setObjectName("log-panel");
    setAccessibleName(tr("Log"));
    m_level = new QComboBox(this);
    m_level->setObjectName("log-level");
    m_level->setAccessibleName(tr("Least level"));
    m_level->addItems({tr("Everything"), tr("Info"), tr("Warnings"), tr("Errors")});
    m_level->setCurrentIndex(1);
    m_search = new QLineEdit(this);
    m_search->setObjectName("log-search");
    m_search->setAccessibleName(tr("Search the log"));
    m_search->setPlaceholderText(tr("Filter"));
    m_search->setClearButtonEnabled(true);
    auto* clear = new QPushButton(tr("Clear"), this);
    clear->setObjectName("log-clear");
    clear->setAccessibleName(tr("Clear the log"));
    m_text = new QTextBrowser(this);
    m_text->setObjectName("log");
    m_text->setAccessibleName(tr("Log"));
    m_text->setOpenLinks(false);
    m_text->document()->setMaximumBlockCount(5000);
    auto* top = new QHBoxLayout;
    top->addWidget(m_level);
    top->addWidget(m_search, 1);
    top->addWidget(clear);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addLayout(top);
    layout->addWidget(m_text, 1);
    connect(m_level, &QComboBox::currentIndexChanged, this, &LogPanel::changed);
    connect(m_search, &QLineEdit::textChanged, this, &LogPanel::changed);
    connect(clear, &QPushButton::clicked, this, [] { Window::send({{"on", "log-clear"}}); });
    connect(m_text, &QTextBrowser::anchorClicked, this, [](const QUrl& url) {
        Window::send({{"on", "log-link"}, {"to", url.toString(QUrl::FullyDecoded)}});
    });
}

void LogPanel::changed() {
    Window::send({{"on", "log-filter"}, {"level", m_level->currentIndex()}, {"text", m_search->text()}});
}

void LogPanel::append(const QJsonObject& message) {
    auto* bar = m_text->verticalScrollBar();
    const bool follows = bar->value() >= bar->maximum() - 4;
    if (message["clear"].toBool()) m_text->clear();
    for (const auto& line : message["lines"].toArray()) m_text->append(line.toString());
    if (follows) bar->setValue(bar->maximum());
}
