"""Runs in an environment of its own: gives the least and greatest value of each unknown, by HiGHS."""

import json
import sys

import numpy
from scipy.optimize import linprog
from scipy.sparse import lil_matrix


def bounds(task: dict) -> list[tuple[float, float | None]]:
    many = len(task["least"])
    sums = lil_matrix((len(task["rows"]), many))
    for place, row in enumerate(task["rows"]):
        for number, sign in row:
            sums[place, number] = sign
    limits = [(least, None) for least in task["least"]]

    def reach(number: int, way: int) -> float | None:
        goal = numpy.zeros(many)
        goal[number] = -way
        found = linprog(goal, A_eq=sums.tocsr(), b_eq=task["right"], bounds=limits, method="highs")
        return None if found.status == 3 else float(-way * found.fun)  # nothing: as great as you like

    return [(reach(number, -1), reach(number, 1)) for number in task["asked"]]


print(json.dumps([bounds(task) for task in json.load(sys.stdin)]))
