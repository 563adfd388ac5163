#include "scene.h"

#include "desktop.h"
#include "window.h"

#include <QDragEnterEvent>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTouchEvent>
#include <QUrl>
#include <QWheelEvent>

#include <cstring>

namespace {

QHash<QString, Scene*>& scenes() {
    static QHash<QString, Scene*> all;
    return all;
}

// Reads a list: one byte for what to draw, then numbers of 32 bits; colours are 0xAARRGGBB.
class Reader {
public:
    explicit Reader(const QByteArray& bytes) : m_bytes(bytes) {}

    bool has(int n) const { return m_at + n <= m_bytes.size(); }
    quint8 byte() { return has(1) ? quint8(m_bytes[m_at++]) : 0; }
    float number() { return read<float>(); }
    quint32 integer() { return read<quint32>(); }
    QColor color() { return QColor::fromRgba(integer()); }
    QPointF point() {
        const float x = number();
        return {x, number()};
    }
    QRectF rect() {
        const QPointF corner = point();
        const float width = number();
        return {corner, QSizeF(width, number())};
    }
    QString text() {
        const int n = int(integer());
        if (n < 0 || !has(n)) return {};
        const QString text = QString::fromUtf8(m_bytes.constData() + m_at, n);
        m_at += n;
        return text;
    }

private:
    template <typename T>
    T read() {
        T value{};
        if (has(sizeof(T))) {
            std::memcpy(&value, m_bytes.constData() + m_at, sizeof(T));
            m_at += sizeof(T);
        } else {
            m_at = int(m_bytes.size());
        }
        return value;
    }

    const QByteArray& m_bytes;
    int m_at = 0;
};

void setPen(QPainter& painter, const QColor& color, float width, int dashes = 0) {
    if (color.alpha() == 0 || width <= 0) {
        painter.setPen(Qt::NoPen);
        return;
    }
    QPen pen(color, width);
    pen.setCapStyle(Qt::RoundCap);
    pen.setJoinStyle(Qt::RoundJoin);
    if (dashes == 1) pen.setDashPattern({1.0, 2.5});
    if (dashes == 2) pen.setDashPattern({5.0, 3.0});
    painter.setPen(pen);
}

quint32 modifiersOf(Qt::KeyboardModifiers modifiers) {
    return (modifiers & Qt::ControlModifier ? 1 : 0) | (modifiers & Qt::ShiftModifier ? 2 : 0) |
           (modifiers & Qt::AltModifier ? 4 : 0) | (modifiers & Qt::MetaModifier ? 8 : 0);
}

void send(Scene* scene, const IvwInput& input) {
    const QByteArray name = scene->objectName().toUtf8();
    const IvwCallbacks& callbacks = Window::callbacks();
    callbacks.input(callbacks.context, name.constData(), size_t(name.size()), &input);
}

}  // namespace

Scene::Scene(const QString& name, const QString& title, QWidget* parent) : QWidget(parent) {
    setObjectName(name);
    setAccessibleName(title);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAcceptDrops(true);
    // What the right button does is decided where it is pressed, not in the widget around.
    setContextMenuPolicy(Qt::PreventContextMenu);
    // In a picture fingers mean more than a mouse can.
    if (name.startsWith("canvas:")) setAttribute(Qt::WA_AcceptTouchEvents);
    scenes().insert(name, this);
}

Scene::~Scene() {
    if (scenes().value(objectName()) == this) scenes().remove(objectName());
}

Scene* Scene::find(const QString& name) { return scenes().value(name); }

void Scene::setList(const QByteArray& list) {
    m_list = list;
    update();
}

void Scene::setImage(quint32 key, const QImage& image) {
    m_images[key] = image;
    update();
}

void Scene::paintEvent(QPaintEvent*) {
    QElapsedTimer timer;
    timer.start();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    Reader list(m_list);
    QFont font = this->font();
    bool any = false;
    while (list.has(1)) {
        switch (list.byte()) {
            case 1: {  // Fill: colour
                painter.fillRect(rect(), list.color());
                any = true;
                break;
            }
            case 2: {  // View: scale, x, y
                const float scale = list.number();
                const QPointF shift = list.point();
                painter.setTransform(QTransform(scale, 0, 0, scale, shift.x(), shift.y()));
                break;
            }
            case 3: {  // Box: rect, radius, fill, stroke, width
                const QRectF box = list.rect();
                const float radius = list.number();
                painter.setBrush(list.color());
                const QColor stroke = list.color();
                setPen(painter, stroke, list.number());
                if (radius > 0) {
                    painter.drawRoundedRect(box, radius, radius);
                } else {
                    painter.drawRect(box);
                }
                break;
            }
            case 4: {  // Curve: four points, colour, width, dashes
                QPointF points[4];
                for (auto& point : points) point = list.point();
                const QColor color = list.color();
                const float width = list.number();
                const int dashes = int(list.integer());
                if (!painter.testRenderHint(QPainter::Antialiasing)) {
                    // Far away: a line of one pixel, with corners that nobody sees.
                    painter.setPen(QPen(color, 0));
                    painter.drawPolyline(points, 4);
                    break;
                }
                QPainterPath path(points[0]);
                path.cubicTo(points[1], points[2], points[3]);
                setPen(painter, color, width, dashes);
                painter.setBrush(Qt::NoBrush);
                painter.drawPath(path);
                break;
            }
            case 5: {  // Text: rect, alignment, size, bold, colour, text
                const QRectF box = list.rect();
                const int alignment = int(list.integer());
                font.setPointSizeF(list.number());
                font.setBold(list.integer() != 0);
                painter.setFont(font);
                painter.setPen(list.color());
                const QString text = list.text();
                const QString fitting =
                    QFontMetricsF(font, this).elidedText(text, Qt::ElideRight, box.width());
                painter.drawText(box, alignment | Qt::TextSingleLine, fitting);
                break;
            }
            case 6: {  // Polygon: n, points, fill, stroke, width, closed
                QPolygonF polygon;
                const int n = int(list.integer());
                for (int i = 0; i < n && list.has(8); ++i) polygon << list.point();
                painter.setBrush(list.color());
                const QColor stroke = list.color();
                setPen(painter, stroke, list.number());
                if (list.integer() != 0) {
                    painter.drawPolygon(polygon);
                } else {
                    painter.drawPolyline(polygon);
                }
                break;
            }
            case 7: {  // Picture: key, rect
                const quint32 key = list.integer();
                const QRectF box = list.rect();
                const auto image = m_images.constFind(key);
                painter.setRenderHint(QPainter::SmoothPixmapTransform);
                if (image != m_images.constEnd()) painter.drawImage(box, *image);
                break;
            }
            case 8: {  // Dots: spacing, radius, colour
                const float spacing = list.number(), radius = list.number();
                const QColor color = list.color();
                const QRectF seen = painter.transform().inverted().mapRect(QRectF(rect()));
                // There are thousands: pixels, as rounded points take longer than all the rest.
                QList<QRect> dots;
                const QTransform view = painter.transform();
                const int size = std::max(1, int(std::lround(radius * 2 * view.m11())));
                for (float y = std::floor(seen.top() / spacing) * spacing; y < seen.bottom(); y += spacing)
                    for (float x = std::floor(seen.left() / spacing) * spacing; x < seen.right(); x += spacing)
                        dots << QRect(view.map(QPointF(x, y)).toPoint(), QSize(size, size));
                painter.resetTransform();
                painter.setPen(Qt::NoPen);
                painter.setBrush(color);
                painter.setRenderHint(QPainter::Antialiasing, false);
                painter.drawRects(dots);
                painter.setRenderHint(QPainter::Antialiasing);
                painter.setTransform(view);
                break;
            }
            case 9: {  // Checks: rect, size
                const QRectF box = list.rect();
                const float size = list.number();
                const QColor light = list.color(), dark = list.color();
                painter.setPen(Qt::NoPen);
                painter.fillRect(box, light);
                for (int y = 0; y * size < box.height(); ++y)
                    for (int x = y % 2; x * size < box.width(); x += 2)
                        painter.fillRect(QRectF(box.left() + x * size, box.top() + y * size, size, size)
                                             .intersected(box), dark);
                break;
            }
            case 10: {  // Gradient: rect, n, positions with colours
                const QRectF box = list.rect();
                QLinearGradient gradient(box.topLeft(), box.topRight());
                const int n = int(list.integer());
                for (int i = 0; i < n && list.has(8); ++i) {
                    const float at = list.number();
                    gradient.setColorAt(std::min(std::max(at, 0.0f), 1.0f), list.color());
                }
                painter.setPen(Qt::NoPen);
                painter.fillRect(box, gradient);
                break;
            }
            case 11: {  // Smooth: whether edges are
                painter.setRenderHint(QPainter::Antialiasing, list.integer() != 0);
                break;
            }
            default:
                return;
        }
    }
    if (!any && m_list.isEmpty()) painter.fillRect(rect(), palette().color(QPalette::Base));
    m_paintTime = timer.nsecsElapsed();
}

void Scene::resizeEvent(QResizeEvent*) {
    Window::send({{"on", "resize"},
                  {"scene", objectName()},
                  {"width", width()},
                  {"height", height()},
                  {"ratio", devicePixelRatioF()}});
}

void Scene::mouse(quint32 kind, QMouseEvent* event) {
    IvwInput input{};
    input.kind = kind;
    input.x = event->position().x();
    input.y = event->position().y();
    input.button = quint32(event->button());
    input.buttons = quint32(event->buttons());
    input.modifiers = modifiersOf(event->modifiers());
    send(this, input);
    event->accept();
}

void Scene::mousePressEvent(QMouseEvent* event) { mouse(IVW_PRESS, event); }
void Scene::mouseMoveEvent(QMouseEvent* event) { mouse(IVW_MOVE, event); }
void Scene::mouseReleaseEvent(QMouseEvent* event) { mouse(IVW_RELEASE, event); }
void Scene::mouseDoubleClickEvent(QMouseEvent* event) { mouse(IVW_DOUBLE_CLICK, event); }

void Scene::wheelEvent(QWheelEvent* event) {
    IvwInput input{};
    input.kind = IVW_WHEEL;
    input.x = event->position().x();
    input.y = event->position().y();
    input.dx = event->angleDelta().x() / 120.0;
    input.dy = event->angleDelta().y() / 120.0;
    input.buttons = quint32(event->buttons());
    input.modifiers = modifiersOf(event->modifiers());
    send(this, input);
    event->accept();
}

void Scene::key(quint32 kind, QKeyEvent* event) {
    const QByteArray text = event->text().toUtf8();
    IvwInput input{};
    input.kind = kind;
    input.key = event->key();
    input.modifiers = modifiersOf(event->modifiers());
    input.text = text.constData();
    input.text_len = size_t(text.size());
    send(this, input);
}

void Scene::keyPressEvent(QKeyEvent* event) { key(IVW_KEY_PRESS, event); }
void Scene::keyReleaseEvent(QKeyEvent* event) { key(IVW_KEY_RELEASE, event); }

void Scene::leaveEvent(QEvent*) {
    IvwInput input{};
    input.kind = IVW_LEAVE;
    send(this, input);
}

bool Scene::event(QEvent* event) {
    if (event->type() == QEvent::NativeGesture) {
        auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            IvwInput input{};
            input.kind = IVW_PINCH;
            input.x = gesture->position().x();
            input.y = gesture->position().y();
            input.dx = 1.0 + gesture->value();
            send(this, input);
            return true;
        }
    }
    switch (event->type()) {
        case QEvent::TouchBegin:
        case QEvent::TouchUpdate:
        case QEvent::TouchEnd:
        case QEvent::TouchCancel:
            if (!testAttribute(Qt::WA_AcceptTouchEvents)) break;
            touch(static_cast<QTouchEvent*>(event));
            return true;
        default:
            break;
    }
    return QWidget::event(event);
}

void Scene::touch(QTouchEvent* event) {
    const auto place = [this](const QPointF& global) {
        const QPointF at = mapFromGlobal(global);
        return QJsonArray{at.x(), at.y()};
    };
    QJsonArray fingers;
    for (const QEventPoint& point : event->points()) {
        const bool ends = event->type() == QEvent::TouchCancel || point.state() == QEventPoint::Released;
        const QString state = ends                                       ? "finished"
                              : point.state() == QEventPoint::Pressed    ? "started"
                              : point.state() == QEventPoint::Stationary ? "stationary"
                                                                         : "updated";
        fingers.append(QJsonObject{{"id", point.id()},
                                   {"state", state},
                                   {"at", place(point.globalPosition())},
                                   {"before", place(point.globalLastPosition())},
                                   {"first", place(point.globalPressPosition())},
                                   {"pressure", point.pressure()}});
    }
    Window::send({{"on", "touch"},
                  {"scene", objectName()},
                  {"fingers", fingers},
                  {"modifiers", int(modifiersOf(event->modifiers()))}});
    event->accept();
}

void Scene::dragEnterEvent(QDragEnterEvent* event) {
    const QMimeData* data = event->mimeData();
    if (data->hasUrls() || data->hasFormat("application/x-ivw-class")) event->acceptProposedAction();
}

void Scene::dragMoveEvent(QDragMoveEvent* event) { event->acceptProposedAction(); }

void Scene::dropEvent(QDropEvent* event) {
    const QMimeData* data = event->mimeData();
    QJsonArray files;
    for (const QUrl& url : data->urls()) files.append(url.toLocalFile());
    Window::send({{"on", "drop"},
                  {"scene", objectName()},
                  {"x", event->position().x()},
                  {"y", event->position().y()},
                  {"class", QString::fromUtf8(data->data("application/x-ivw-class"))},
                  {"files", files}});
    event->acceptProposedAction();
}
