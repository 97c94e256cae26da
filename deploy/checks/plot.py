#!/usr/bin/env python3
"""Draws what each dashboard panel would show, one sheet a dashboard, from the file that
ObservabilityIT leaves: python3 deploy/checks/plot.py local/target/panels.json FOLDER

Needs matplotlib. Where there is a Grafana, look there instead.
"""
import json
import math
import pathlib
import sys

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot

MOST_LINES = 12


def lines(series):
    for one in series[:MOST_LINES]:
        points = [(float(t), float(v)) for t, v in one["values"]]
        points = [(t, v) for t, v in points if math.isfinite(v)]
        label = ",".join(v for k, v in sorted(one["metric"].items()) if k != "__name__")
        yield points, label[:40]


def sheet(name, panels, folder):
    columns = 4
    rows = math.ceil(len(panels) / columns)
    figure, axes = pyplot.subplots(rows, columns, figsize=(22, 3.2 * rows), squeeze=False)
    for axis in axes.flat[len(panels):]:
        axis.axis("off")
    for axis, (title, series) in zip(axes.flat, panels.items()):
        axis.set_title(title + ("" if series else "  EMPTY"), fontsize=9, color="black" if series else "red")
        for points, label in lines(series):
            start = points[0][0] if points else 0
            axis.plot([t - start for t, _ in points], [v for _, v in points], label=label, linewidth=1)
        axis.tick_params(labelsize=7)
        if 0 < len(series) <= MOST_LINES:
            axis.legend(fontsize=5, loc="best")
    figure.suptitle(name)
    figure.tight_layout()
    figure.savefig(folder / (name + ".png"), dpi=60)


def main(file, folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    dashboards = {}
    for key, series in json.loads(pathlib.Path(file).read_text()).items():
        name, title, number = key.split(" / ", 2) if key.count(" / ") == 2 else split(key)
        dashboards.setdefault(name, {})[title + " #" + number] = series
    for name, panels in dashboards.items():
        sheet(name, panels, folder)


def split(key):
    name, rest = key.split(" / ", 1)
    title, number = rest.rsplit(" / ", 1)
    return name, title, number


if __name__ == "__main__":
    main(*sys.argv[1:])
