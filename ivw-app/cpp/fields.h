// Widgets for one property each.
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QWidget>

class Field : public QWidget {
    Q_OBJECT
public:
    // The field for a row of a kind.
    static Field* make(const QJsonObject& row, QWidget* parent);
    // Shows the row as it is now; a person who edits is not disturbed.
    virtual void show(const QJsonObject& row) = 0;
    // Whether it stands below its label, or has its own.
    virtual bool isWide() const { return false; }

protected:
    Field(const QJsonObject& row, QWidget* parent);
    // Tells what a person chose; `done` is false while something is dragged.
    void edited(const QJsonValue& value, bool done = true);
    // Gives a part of the field its names.
    template <typename W>
    W* part(W* widget, const QString& suffix = {}) {
        widget->setObjectName(m_name + suffix);
        widget->setAccessibleName(m_label + suffix);
        widget->setToolTip(m_tip);
        return widget;
    }

    QString m_id, m_name, m_label, m_tip;
    bool m_isShowing = false;
};
