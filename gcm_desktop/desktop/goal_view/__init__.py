"""One goal's page: rows as on the paper, worked from the keyboard."""

from gcm_desktop.desktop.goal_view.model import Column, GoalModel
from gcm_desktop.desktop.goal_view.view import GoalGrid

__all__ = ["Column", "GoalGrid", "GoalModel"]
