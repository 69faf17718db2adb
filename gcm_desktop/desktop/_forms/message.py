# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'message.ui'
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
    QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

class Ui_MessageForm(object):
    def setupUi(self, MessageForm):
        if not MessageForm.objectName():
            MessageForm.setObjectName(u"MessageForm")
        MessageForm.resize(480, 200)
        self.page = QVBoxLayout(MessageForm)
        self.page.setSpacing(8)
        self.page.setObjectName(u"page")
        self.page.setContentsMargins(24, 20, 24, 20)
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        self.row.setObjectName(u"row")
        self.picture = QLabel(MessageForm)
        self.picture.setObjectName(u"picture")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignTop)

        self.row.addWidget(self.picture)

        self.text = QLabel(MessageForm)
        self.text.setObjectName(u"text")
        self.text.setText(u"What was found and what to do.")
        self.text.setWordWrap(True)

        self.row.addWidget(self.text)


        self.page.addLayout(self.row)

        self.code = QLabel(MessageForm)
        self.code.setObjectName(u"code")
        self.code.setText(u"E303")
        self.code.setProperty(u"role", u"code")

        self.page.addWidget(self.code)

        self.space = QSpacerItem(20, 12, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.page.addItem(self.space)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.room = QSpacerItem(40, 20, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.room)

        self.cancel = QPushButton(MessageForm)
        self.cancel.setObjectName(u"cancel")
        self.cancel.setText(u"Cancel")
        self.cancel.setAutoDefault(False)

        self.buttons.addWidget(self.cancel)

        self.confirm = QPushButton(MessageForm)
        self.confirm.setObjectName(u"confirm")
        self.confirm.setText(u"OK")
        self.confirm.setProperty(u"main", True)

        self.buttons.addWidget(self.confirm)


        self.page.addLayout(self.buttons)


        self.retranslateUi(MessageForm)

        self.confirm.setDefault(True)


        QMetaObject.connectSlotsByName(MessageForm)
    # setupUi

    def retranslateUi(self, MessageForm):
        pass
    # retranslateUi

