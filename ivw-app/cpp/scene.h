// A widget that draws what it is told, and tells what mouse and keyboard do.
#pragma once

#include <QByteArray>
#include <QHash>
#include <QImage>
#include <QWidget>

class QTouchEvent;

class Scene : public QWidget {
    Q_OBJECT
public:
    Scene(const QString& name, const QString& title, QWidget* parent);
    ~Scene() override;

    void setList(const QByteArray& list);
    void setImage(quint32 key, const QImage& image);
    QImage image(quint32 key) const { return m_images.value(key); }
    // The scene of a name, if there is one.
    static Scene* find(const QString& name);
    // Nanoseconds that the last drawing took.
    qint64 paintTime() const { return m_paintTime; }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void touch(QTouchEvent* event);
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void mouse(quint32 kind, QMouseEvent* event);
    void key(quint32 kind, QKeyEvent* event);

    QByteArray m_list;
    QHash<quint32, QImage> m_images;
    qint64 m_paintTime = 0;
};
