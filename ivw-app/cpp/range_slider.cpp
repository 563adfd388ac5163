#include "range_slider.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

static const double MARGIN = 7;

double RangeSlider::at(double x) const {
    return std::clamp((x - MARGIN) / std::max(1.0, width() - 2 * MARGIN), 0.0, 1.0);
}

void RangeSlider::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double y = height() / 2.0, length = width() - 2 * MARGIN;
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Mid));
    painter.drawRoundedRect(QRectF(MARGIN, y - 2, length, 4), 2, 2);
    painter.setBrush(palette().color(isEnabled() ? QPalette::Highlight : QPalette::Mid));
    const double from = MARGIN + m_values[0] * length, to = MARGIN + m_values[1] * length;
    painter.drawRoundedRect(QRectF(from, y - 2, to - from, 4), 2, 2);
    painter.setBrush(palette().color(QPalette::Light));
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1.5));
    for (const double x : {from, to}) painter.drawEllipse(QPointF(x, y), 6, 6);
}

void RangeSlider::mousePressEvent(QMouseEvent* event) {
    const double value = at(event->position().x());
    const double below = std::abs(value - m_values[0]), above = std::abs(value - m_values[1]);
    m_grabbed = below < above || (below == above && value < m_values[0]) ? 0 : 1;
    mouseMoveEvent(event);
}

void RangeSlider::mouseMoveEvent(QMouseEvent* event) {
    if (m_grabbed < 0) return;
    m_values[m_grabbed] = at(event->position().x());
    if (m_values[0] > m_values[1]) {
        std::swap(m_values[0], m_values[1]);
        m_grabbed = 1 - m_grabbed;
    }
    update();
    emit moved(m_values[0], m_values[1], false);
}

void RangeSlider::mouseReleaseEvent(QMouseEvent*) {
    if (m_grabbed < 0) return;
    m_grabbed = -1;
    emit moved(m_values[0], m_values[1], true);
}
