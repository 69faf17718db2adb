# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'reason.ui'
##
## Created by: Qt User Interface Compiler version 6.8.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QDialog, QHBoxLayout, QLabel,
    QLineEdit, QPushButton, QSizePolicy, QSpacerItem,
    QVBoxLayout, QWidget)

class Ui_ReasonForm(object):
    def setupUi(self, ReasonForm):
        if not ReasonForm.objectName():
            ReasonForm.setObjectName(u"ReasonForm")
        ReasonForm.resize(480, 260)
        self.page = QVBoxLayout(ReasonForm)
        self.page.setSpacing(8)
        self.page.setObjectName(u"page")
        self.page.setContentsMargins(24, 20, 24, 20)
        self.title = QLabel(ReasonForm)
        self.title.setObjectName(u"title")
        self.title.setText(u"Withdraw")
        self.title.setProperty(u"role", u"title")
        self.title.setWordWrap(True)

        self.page.addWidget(self.title)

        self.lead = QLabel(ReasonForm)
        self.lead.setObjectName(u"lead")
        self.lead.setText(u"What it does")
        self.lead.setProperty(u"role", u"side")
        self.lead.setWordWrap(True)

        self.page.addWidget(self.lead)

        self.reason_label = QLabel(ReasonForm)
        self.reason_label.setObjectName(u"reason_label")
        self.reason_label.setText(u"Reason")

        self.page.addWidget(self.reason_label)

        self.reason = QLineEdit(ReasonForm)
        self.reason.setObjectName(u"reason")
        self.reason.setMaxLength(120)

        self.page.addWidget(self.reason)

        self.space = QSpacerItem(20, 12, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.page.addItem(self.space)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.cancel = QPushButton(ReasonForm)
        self.cancel.setObjectName(u"cancel")
        self.cancel.setText(u"Cancel")
        self.cancel.setAutoDefault(False)

        self.buttons.addWidget(self.cancel)

        self.room = QSpacerItem(40, 20, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.room)

        self.confirm = QPushButton(ReasonForm)
        self.confirm.setObjectName(u"confirm")
        self.confirm.setText(u"Withdraw")
        self.confirm.setProperty(u"main", True)

        self.buttons.addWidget(self.confirm)


        self.page.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.reason_label.setBuddy(self.reason)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(ReasonForm)

        self.confirm.setDefault(True)


        QMetaObject.connectSlotsByName(ReasonForm)
    # setupUi

    def retranslateUi(self, ReasonForm):
        pass
    # retranslateUi

