// Colours of the widgets, as Rust says.
#pragma once

#include <QJsonObject>

void applyTheme(const QJsonObject& message);
