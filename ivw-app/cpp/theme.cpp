#include "theme.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>

void applyTheme(const QJsonObject& message) {
    static const QHash<QString, QPalette::ColorRole> roles = {
        {"window", QPalette::Window},       {"windowText", QPalette::WindowText},
        {"base", QPalette::Base},           {"alternate", QPalette::AlternateBase},
        {"text", QPalette::Text},           {"button", QPalette::Button},
        {"buttonText", QPalette::ButtonText}, {"highlight", QPalette::Highlight},
        {"highlighted", QPalette::HighlightedText}, {"tip", QPalette::ToolTipBase},
        {"tipText", QPalette::ToolTipText}, {"link", QPalette::Link},
        {"placeholder", QPalette::PlaceholderText}, {"mid", QPalette::Mid},
        {"light", QPalette::Light},         {"dark", QPalette::Dark},
    };
    QApplication::setStyle(QStyleFactory::create("Fusion"));
    QPalette palette;
    const QJsonObject colors = message["colors"].toObject();
    for (auto it = colors.begin(); it != colors.end(); ++it) {
        const auto role = roles.constFind(it.key());
        if (role != roles.constEnd()) palette.setColor(*role, QColor(it.value().toString()));
    }
    const QColor faint(colors["disabled"].toString());
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faint);
    QApplication::setPalette(palette);
    qApp->setStyleSheet(message["style"].toString());
}
