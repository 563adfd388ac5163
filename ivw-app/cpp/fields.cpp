#include "fields.h"

#include "range_slider.h"
#include "scene.h"
#include "window.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSlider>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <cmath>

Field::Field(const QJsonObject& row, QWidget* parent)
    : QWidget(parent),
      m_id(row["id"].toString()),
      m_name(row["name"].toString() + "/edit"),
      m_label(row["label"].toString()),
      m_tip(row["tip"].toString()) {}

void Field::edited(const QJsonValue& value, bool done) {
    if (m_isShowing) return;
    Window::send({{"on", "edit"}, {"id", m_id}, {"value", value}, {"done", done}});
}

namespace {

QHBoxLayout* line(QWidget* widget) {
    auto* layout = new QHBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    return layout;
}

// A number that the wheel changes only when it has the focus, written as short as it is exact.
class NumberBox : public QDoubleSpinBox {
public:
    explicit NumberBox(QWidget* parent) : QDoubleSpinBox(parent) {
        setDecimals(12);
        setKeyboardTracking(false);
        setButtonSymbols(NoButtons);
        setFocusPolicy(Qt::StrongFocus);
        setMinimumWidth(48);
        setRange(-1e300, 1e300);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        // What was written has been taken: from now on the box follows again.
        connect(this, &QAbstractSpinBox::editingFinished, this, [this] { lineEdit()->setModified(false); });
    }
    QString textFromValue(double value) const override { return QLocale::c().toString(value, 'g', m_digits); }
    double valueFromText(const QString& text) const override {
        QString number = text;
        number = number.remove(suffix()).trimmed();
        // Who only looks at a number keeps the digits that are not shown.
        return number == textFromValue(value()) ? value() : QLocale::c().toDouble(number);
    }
    QValidator::State validate(QString& text, int&) const override {
        bool ok = false;
        QString number = text;
        QLocale::c().toDouble(number.remove(suffix()).trimmed(), &ok);
        return ok ? QValidator::Acceptable : QValidator::Intermediate;
    }
    QSize sizeHint() const override { return {64, QDoubleSpinBox::sizeHint().height()}; }
    QSize minimumSizeHint() const override { return {44, QDoubleSpinBox::minimumSizeHint().height()}; }
    // Whether a person is writing.
    bool isBeingEdited() const { return hasFocus() && lineEdit()->isModified(); }
    void setIsInteger(bool on) { m_digits = on ? 17 : 6; }

protected:
    void wheelEvent(QWheelEvent* event) override {
        hasFocus() ? QDoubleSpinBox::wheelEvent(event) : event->ignore();
    }

private:
    int m_digits = 6;
};

class QuietSlider : public QSlider {
public:
    using QSlider::QSlider;

protected:
    void wheelEvent(QWheelEvent* event) override { event->ignore(); }
};

const int STEPS = 1000;

class BoolField : public Field {
public:
    BoolField(const QJsonObject& row, QWidget* parent) : Field(row, parent) {
        m_box = part(new QCheckBox(this));
        line(this)->addWidget(m_box);
        connect(m_box, &QCheckBox::toggled, this, [this](bool on) { edited(on); });
    }
    void show(const QJsonObject& row) override {
        m_isShowing = true;
        m_box->setChecked(row["value"].toBool());
        m_box->setEnabled(row["enabled"].toBool());
        m_isShowing = false;
    }

private:
    QCheckBox* m_box;
};

// A number with a slider, a vector or a matrix.
class NumberField : public Field {
public:
    NumberField(const QJsonObject& row, QWidget* parent) : Field(row, parent) {
        const int n = int(row["value"].toArray().size());
        const int columns = std::max(1, row["columns"].toInt());
        auto* grid = new QGridLayout(this);
        grid->setContentsMargins(0, 0, 0, 0);
        grid->setSpacing(3);
        if (n == 1 && row["slider"].toBool()) {
            m_slider = part(new QuietSlider(Qt::Horizontal, this), "/slider");
            m_slider->setRange(0, STEPS);
            grid->addWidget(m_slider, 0, 0);
            grid->setColumnStretch(0, 3);
            connect(m_slider, &QSlider::valueChanged, this, [this](int value) { slid(value); });
            connect(m_slider, &QSlider::sliderReleased, this, [this] { slid(m_slider->value()); });
        }
        for (int i = 0; i < n; ++i) {
            auto* box = part(new NumberBox(this), n == 1 ? QString() : QString("[%1]").arg(i));
            const int rows = n / columns;
            columns > 1 ? grid->addWidget(box, i % rows, i / rows) : grid->addWidget(box, 0, i + 1);
            grid->setColumnStretch(columns > 1 ? i / rows : i + 1, 2);
            m_boxes << box;
            connect(box, &QDoubleSpinBox::valueChanged, this, [this, i] { entered(i); });
        }
    }
    void show(const QJsonObject& row) override {
        m_isShowing = true;
        const QJsonArray value = row["value"].toArray(), step = row["step"].toArray();
        m_row = row;
        for (int i = 0; i < m_boxes.size(); ++i) {
            NumberBox* box = m_boxes[i];
            box->setIsInteger(row["integer"].toBool());
            box->setSingleStep(step[i].toDouble(0.1));
            box->setSuffix(row["unit"].toString().isEmpty() ? QString() : ' ' + row["unit"].toString());
            box->setEnabled(row["enabled"].toBool());
            const double number = value[i].isDouble() ? value[i].toDouble() : value[i].toString().toDouble();
            if (!box->isBeingEdited()) box->setValue(number);
        }
        if (m_slider && !m_slider->isSliderDown()) {
            m_slider->setEnabled(row["enabled"].toBool());
            const double low = row["min"].toArray()[0].toDouble(), high = row["max"].toArray()[0].toDouble();
            const double part = high > low ? (m_boxes[0]->value() - low) / (high - low) : 0;
            m_slider->setValue(int(std::lround(std::min(std::max(part, 0.0), 1.0) * STEPS)));
        }
        m_isShowing = false;
    }

private:
    using Box = NumberBox;

    void slid(int place) {
        if (m_isShowing) return;
        const double low = m_row["min"].toArray()[0].toDouble(), high = m_row["max"].toArray()[0].toDouble();
        double value = low + (high - low) * place / STEPS;
        if (m_row["integer"].toBool()) value = std::round(value);
        m_isShowing = true;
        m_boxes[0]->setValue(value);
        m_isShowing = false;
        edited(QJsonArray{value}, !m_slider->isSliderDown());
    }
    // The others stay as they are, with digits that no box has.
    void entered(int i) {
        QJsonArray values = m_row["value"].toArray();
        values[i] = m_boxes[i]->value();
        if (!m_isShowing) m_row["value"] = values;
        edited(values);
    }

    QSlider* m_slider = nullptr;
    QList<Box*> m_boxes;
    QJsonObject m_row;
};

// The lower and the upper end of a range.
class RangeField : public Field {
public:
    RangeField(const QJsonObject& row, QWidget* parent) : Field(row, parent) {
        auto* layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(2);
        m_slider = part(new RangeSlider(this), "/slider");
        layout->addWidget(m_slider);
        auto* boxes = new QHBoxLayout;
        for (int i = 0; i < 2; ++i) {
            m_boxes[i] = part(new NumberBox(this), QString("[%1]").arg(i));
            boxes->addWidget(m_boxes[i]);
            connect(m_boxes[i], &QDoubleSpinBox::valueChanged, this, [this, i] {
                QJsonArray values = m_value;
                values[i] = m_boxes[i]->value();
                edited(values);
            });
        }
        layout->addLayout(boxes);
        connect(m_slider, &RangeSlider::moved, this, [this](double lower, double upper, bool done) {
            const double size = m_high - m_low;
            edited(QJsonArray{m_low + lower * size, m_low + upper * size}, done);
        });
    }
    void show(const QJsonObject& row) override {
        m_isShowing = true;
        m_low = row["min"].toArray()[0].toDouble();
        m_high = row["max"].toArray()[0].toDouble();
        m_value = row["value"].toArray();
        const double size = m_high > m_low ? m_high - m_low : 1;
        double parts[2];
        for (int i = 0; i < 2; ++i) {
            const double value = row["value"].toArray()[i].toDouble();
            m_boxes[i]->setIsInteger(row["integer"].toBool());
            m_boxes[i]->setSingleStep(row["step"].toArray()[0].toDouble(0.01));
            m_boxes[i]->setEnabled(row["enabled"].toBool());
            if (!m_boxes[i]->isBeingEdited()) m_boxes[i]->setValue(value);
            parts[i] = (value - m_low) / size;
        }
        m_slider->setEnabled(row["enabled"].toBool());
        m_slider->setValues(parts[0], parts[1]);
        m_isShowing = false;
    }

private:
    RangeSlider* m_slider;
    NumberBox* m_boxes[2];
    QJsonArray m_value;
    double m_low = 0, m_high = 1;
};

class ChoiceField : public Field {
public:
    ChoiceField(const QJsonObject& row, QWidget* parent) : Field(row, parent) {
        m_box = part(new QComboBox(this));
        m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_box->setMinimumContentsLength(6);
        m_box->setFocusPolicy(Qt::StrongFocus);
        line(this)->addWidget(m_box);
        connect(m_box, &QComboBox::currentIndexChanged, this, [this](int index) {
            if (index >= 0) edited(m_box->itemData(index).toString());
        });
    }
    void show(const QJsonObject& row) override {
        m_isShowing = true;
        const QJsonArray options = row["options"].toArray();
        if (options != m_options) {
            m_options = options;
            m_box->clear();
            for (const auto& value : options)
                m_box->addItem(value.toArray()[1].toString(), value.toArray()[0].toString());
        }
        m_box->setCurrentIndex(m_box->findData(row["value"].toString()));
        m_box->setEnabled(row["enabled"].toBool());
        m_isShowing = false;
    }

private:
    QComboBox* m_box;
    QJsonArray m_options;
};

// Text in one line or many, with a button for files and folders.
class TextField : public Field {
public:
    TextField(const QJsonObject& row, QWidget* parent) : Field(row, parent) {
        auto* layout = line(this);
        if (row["kind"].toString() == "lines") {
            m_lines = part(new QPlainTextEdit(this));
            m_lines->setMaximumHeight(110);
            m_lines->setTabChangesFocus(true);
            layout->addWidget(m_lines);
            // One step for what is written in one go, and nothing runs for half a word.
            m_pause.setSingleShot(true);
            m_pause.setInterval(400);
            connect(m_lines, &QPlainTextEdit::textChanged, this, [this] {
                if (!m_isShowing) m_pause.start();
            });
            connect(&m_pause, &QTimer::timeout, this, [this] {
                m_sent = m_lines->toPlainText();
                edited(m_sent);
            });
            return;
        }
        m_line = part(new QLineEdit(this));
        layout->addWidget(m_line, 1);
        connect(m_line, &QLineEdit::editingFinished, this, [this] {
            m_line->setModified(false);
            if (m_line->text() != m_shown) edited(m_line->text());
        });
        if (row["kind"].toString() == "file") {
            auto* browse = part(new QToolButton(this), "/browse");
            browse->setText("…");
            layout->addWidget(browse);
            connect(browse, &QToolButton::clicked, this,
                    [this] { Window::send({{"on", "browse"}, {"id", m_id}}); });
        }
    }
    void show(const QJsonObject& row) override {
        m_isShowing = true;
        m_shown = row["value"].toString();
        if (m_line) {
            m_line->setReadOnly(!row["enabled"].toBool());
            if (!(m_line->hasFocus() && m_line->isModified()) && m_line->text() != m_shown)
                m_line->setText(m_shown);
        } else {
            m_lines->setReadOnly(!row["enabled"].toBool());
            // What was written is on its way: what comes before its arrival is older.
            if (!m_sent.isNull() && m_sent == m_shown) m_sent = QString();
            const bool isWriting = m_pause.isActive() || (!m_sent.isNull() && m_lines->hasFocus());
            if (!isWriting && m_lines->toPlainText() != m_shown) m_lines->setPlainText(m_shown);
        }
        m_isShowing = false;
    }

private:
    QLineEdit* m_line = nullptr;
    QPlainTextEdit* m_lines = nullptr;
    QTimer m_pause;
    QString m_shown, m_sent;
};

// One or several buttons; the value is which one.
class ButtonField : public Field {
public:
    ButtonField(const QJsonObject& row, QWidget* parent) : Field(row, parent) {
        auto* grid = new QGridLayout(this);
        grid->setContentsMargins(0, 0, 0, 0);
        grid->setSpacing(3);
        const QJsonArray buttons = row["buttons"].toArray();
        m_isSingle = buttons.size() == 1;
        for (int i = 0; i < buttons.size(); ++i) {
            auto* button = part(new QPushButton(plain(buttons[i].toString()), this),
                                m_isSingle ? QString() : QString("[%1]").arg(i));
            button->setMinimumWidth(24);
            if (!m_isSingle) button->setStyleSheet("padding:3px 1px");
            grid->addWidget(button, i / 4, i % 4);
            const QString text = buttons[i].toString();
            button->setAccessibleName(text);
            connect(button, &QPushButton::clicked, this, [this, i] { edited(i); });
        }
    }
    void show(const QJsonObject& row) override { setEnabled(row["enabled"].toBool()); }

private:
    bool m_isSingle;
};

class ColorField : public Field {
public:
    ColorField(const QJsonObject& row, QWidget* parent) : Field(row, parent) {
        m_button = part(new QPushButton(this));
        m_button->setMinimumHeight(22);
        line(this)->addWidget(m_button);
        connect(m_button, &QPushButton::clicked, this,
                [this] { Window::send({{"on", "color"}, {"id", m_id}}); });
    }
    void show(const QJsonObject& row) override {
        const QColor color(row["color"].toString());
        m_button->setText(row["color"].toString());
        m_button->setEnabled(row["enabled"].toBool());
        m_button->setStyleSheet(
            QString("background:%1;color:%2;border:1px solid palette(mid);border-radius:4px")
                .arg(color.name(), color.lightnessF() > 0.55 ? "#111" : "#eee"));
    }

private:
    QPushButton* m_button;
};

// The head of properties that belong together: folds them away, switches them, adds to them.
class GroupField : public Field {
public:
    GroupField(const QJsonObject& row, QWidget* parent) : Field(row, parent) {
        auto* layout = line(this);
        m_arrow = part(new QToolButton(this), "/fold");
        m_arrow->setAutoRaise(true);
        m_arrow->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        QFont bold = m_arrow->font();
        bold.setBold(true);
        m_arrow->setFont(bold);
        layout->addWidget(m_arrow);
        layout->addStretch(1);
        if (row.contains("checked")) {
            m_check = part(new QCheckBox(this), "/check");
            layout->addWidget(m_check);
            connect(m_check, &QCheckBox::toggled, this, [this](bool on) {
                if (!m_isShowing) Window::send({{"on", "check"}, {"id", m_id}, {"value", on}});
            });
        }
        for (const QString& what : {QString("add"), QString("remove")}) {
            if (!row[what].toBool()) continue;
            auto* button = part(new QToolButton(this), "/" + what);
            button->setText(what == "add" ? "+" : "−");
            layout->addWidget(button);
            connect(button, &QToolButton::clicked, this,
                    [this, what] { Window::send({{"on", "list-" + what}, {"id", m_id}}); });
        }
        connect(m_arrow, &QToolButton::clicked, this,
                [this] { Window::send({{"on", "fold"}, {"id", m_id}}); });
    }
    bool isWide() const override { return true; }
    void show(const QJsonObject& row) override {
        m_isShowing = true;
        m_arrow->setText(plain(row["label"].toString()));
        m_arrow->setArrowType(row["collapsed"].toBool() ? Qt::RightArrow : Qt::DownArrow);
        if (m_check) m_check->setChecked(row["checked"].toBool());
        m_isShowing = false;
    }

private:
    QToolButton* m_arrow;
    QCheckBox* m_check = nullptr;
};

// Something that Rust draws, such as a transfer function.
class SceneField : public Field {
public:
    SceneField(const QJsonObject& row, QWidget* parent) : Field(row, parent) {
        auto* layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(2);
        auto* label = new QLabel(row["label"].toString(), this);
        QFont bold = label->font();
        bold.setBold(true);
        label->setFont(bold);
        layout->addWidget(label);
        auto* scene = new Scene(row["scene"].toString(), row["label"].toString(), this);
        scene->setToolTip(QString());
        scene->setFixedHeight(row["height"].toInt(150));
        layout->addWidget(scene);
    }
    bool isWide() const override { return true; }
    void show(const QJsonObject&) override {}
};

class NoteField : public Field {
public:
    NoteField(const QJsonObject& row, QWidget* parent) : Field(row, parent) {
        m_text = part(new QLabel(this));
        m_text->setWordWrap(true);
        m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        line(this)->addWidget(m_text);
    }
    bool isWide() const override { return true; }
    void show(const QJsonObject& row) override { m_text->setText(row["value"].toString()); }

private:
    QLabel* m_text;
};

}  // namespace

Field* Field::make(const QJsonObject& row, QWidget* parent) {
    const QString kind = row["kind"].toString();
    if (kind == "bool") return new BoolField(row, parent);
    if (kind == "number") return new NumberField(row, parent);
    if (kind == "range") return new RangeField(row, parent);
    if (kind == "choice") return new ChoiceField(row, parent);
    if (kind == "text" || kind == "lines" || kind == "file") return new TextField(row, parent);
    if (kind == "buttons") return new ButtonField(row, parent);
    if (kind == "color") return new ColorField(row, parent);
    if (kind == "group") return new GroupField(row, parent);
    if (kind == "scene") return new SceneField(row, parent);
    return new NoteField(row, parent);
}
