// The dialog of property links: two lists of properties, and the pairs that are linked.
#pragma once

#include <QDialog>
#include <QJsonObject>

class QLabel;
class QListWidget;
class QPushButton;

class LinkDialog : public QDialog {
    Q_OBJECT
public:
    // Shows the dialog as a message says, or closes it.
    static void tell(QWidget* parent, const QJsonObject& message);

private:
    explicit LinkDialog(QWidget* parent);
    ~LinkDialog() override;
    void show(const QJsonObject& message);

    QLabel* m_names[2];
    QListWidget* m_sides[2];
    QListWidget* m_links;
    QPushButton *m_both, *m_right, *m_left, *m_remove, *m_clear;
    bool m_isShowing = false;
};
