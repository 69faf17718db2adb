# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'person.ui'
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
from PySide6.QtWidgets import (QApplication, QComboBox, QDialog, QHBoxLayout,
    QLabel, QLineEdit, QPushButton, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

class Ui_PersonForm(object):
    def setupUi(self, PersonForm):
        if not PersonForm.objectName():
            PersonForm.setObjectName(u"PersonForm")
        PersonForm.resize(480, 380)
        self.page = QVBoxLayout(PersonForm)
        self.page.setSpacing(8)
        self.page.setObjectName(u"page")
        self.page.setContentsMargins(24, 20, 24, 20)
        self.title = QLabel(PersonForm)
        self.title.setObjectName(u"title")
        self.title.setText(u"Who is at the keyboard?")
        self.title.setProperty(u"role", u"title")
        self.title.setWordWrap(True)

        self.page.addWidget(self.title)

        self.lead = QLabel(PersonForm)
        self.lead.setObjectName(u"lead")
        self.lead.setText(u"Your name stands beside what you enter and on what is printed.")
        self.lead.setProperty(u"role", u"side")
        self.lead.setWordWrap(True)

        self.page.addWidget(self.lead)

        self.known_label = QLabel(PersonForm)
        self.known_label.setObjectName(u"known_label")
        self.known_label.setText(u"Known on this computer")

        self.page.addWidget(self.known_label)

        self.known = QComboBox(PersonForm)
        self.known.setObjectName(u"known")

        self.page.addWidget(self.known)

        self.name_label = QLabel(PersonForm)
        self.name_label.setObjectName(u"name_label")
        self.name_label.setText(u"Surname and initials")

        self.page.addWidget(self.name_label)

        self.name = QLineEdit(PersonForm)
        self.name.setObjectName(u"name")
        self.name.setMaxLength(120)

        self.page.addWidget(self.name)

        self.position_label = QLabel(PersonForm)
        self.position_label.setObjectName(u"position_label")
        self.position_label.setText(u"Position")

        self.page.addWidget(self.position_label)

        self.position = QLineEdit(PersonForm)
        self.position.setObjectName(u"position")
        self.position.setMaxLength(120)

        self.page.addWidget(self.position)

        self.phone_label = QLabel(PersonForm)
        self.phone_label.setObjectName(u"phone_label")
        self.phone_label.setText(u"Phone")

        self.page.addWidget(self.phone_label)

        self.phone = QLineEdit(PersonForm)
        self.phone.setObjectName(u"phone")
        self.phone.setMaxLength(120)

        self.page.addWidget(self.phone)

        self.space = QSpacerItem(20, 12, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.page.addItem(self.space)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.cancel = QPushButton(PersonForm)
        self.cancel.setObjectName(u"cancel")
        self.cancel.setText(u"Cancel")
        self.cancel.setAutoDefault(False)

        self.buttons.addWidget(self.cancel)

        self.room = QSpacerItem(40, 20, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.room)

        self.confirm = QPushButton(PersonForm)
        self.confirm.setObjectName(u"confirm")
        self.confirm.setText(u"Continue")
        self.confirm.setProperty(u"main", True)

        self.buttons.addWidget(self.confirm)


        self.page.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.known_label.setBuddy(self.known)
        self.name_label.setBuddy(self.name)
        self.position_label.setBuddy(self.position)
        self.phone_label.setBuddy(self.phone)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(PersonForm)

        self.confirm.setDefault(True)


        QMetaObject.connectSlotsByName(PersonForm)
    # setupUi

    def retranslateUi(self, PersonForm):
        pass
    # retranslateUi

