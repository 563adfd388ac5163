// Dialogs: shown with open(), answered with an event.
#pragma once

#include <QJsonObject>

class QWidget;

void openDialog(QWidget* parent, const QJsonObject& message);
