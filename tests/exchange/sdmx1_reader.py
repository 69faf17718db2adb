"""Runs in an environment of its own: reads a table with sdmx1 and says each observation as JSON."""

import csv
import json
import sys
from pathlib import Path

import sdmx
from sdmx.model import common, v30


def structure(head):
    """Build the structure our dataflow has, from the columns of the table."""
    measure, agency = head.index("OBS_VALUE"), common.Agency(id="TDMG")
    ours = v30.DataStructureDefinition(id="DSD_GCM_TM", maintainer=agency, version="1.0.0")
    for name in head[3:measure]:
        ours.dimensions.getdefault(id=name)
    ours.measures.getdefault(id="OBS_VALUE")
    for name in head[measure + 1 :]:
        ours.attributes.getdefault(id=name)
    return v30.Dataflow(id="DF_GCM_TM", maintainer=agency, version="1.0.0", structure=ours)


def main(path):
    """Read the table."""
    with path.open(encoding="utf-8", newline="") as file:
        head = next(csv.reader(file))
    message = sdmx.read_sdmx(path, structure=structure(head))
    found = []
    for one in message.data[0].obs:
        parts = {name: key.value for name, key in one.dimension.values.items()}
        parts |= {name: attribute.value for name, attribute in one.attached_attribute.items()}
        found.append({name: str(text or "") for name, text in parts.items()} | {"OBS_VALUE": str(one.value)})
    json.dump(found, sys.stdout)


main(Path(sys.argv[1]))
