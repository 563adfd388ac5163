// A slider with a lower and an upper handle, from 0 to 1.
#pragma once

#include <QWidget>

class RangeSlider : public QWidget {
    Q_OBJECT
public:
    explicit RangeSlider(QWidget* parent) : QWidget(parent) {
        setMinimumHeight(20);
        setFocusPolicy(Qt::ClickFocus);
    }
    void setValues(double lower, double upper) {
        m_values[0] = lower;
        m_values[1] = upper;
        update();
    }

signals:
    void moved(double lower, double upper, bool done);

protected:
    void paintEvent(QPaintEvent*) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    double at(double x) const;

    double m_values[2] = {0, 1};
    int m_grabbed = -1;
};
