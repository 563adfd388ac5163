// Properties as rows of widgets, as a message describes them.
#pragma once

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QWidget>

class Field;
class QGridLayout;
class QLabel;
class QLineEdit;
class QScrollArea;

class Form : public QWidget {
    Q_OBJECT
public:
    explicit Form(QWidget* parent);
    void setRows(const QJsonObject& message);

private:
    void build(const QJsonArray& rows);
    static QString shapeOf(const QJsonArray& rows);

    QLabel* m_title;
    QLineEdit* m_search;
    QScrollArea* m_area;
    QString m_shape;
    QHash<QString, Field*> m_fields;
    QHash<QString, QLabel*> m_labels;
};
