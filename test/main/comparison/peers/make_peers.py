import importlib.metadata
import json
import pathlib

import moocore
import numpy as np
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

draw = np.random.default_rng(20261129)


def wilson():
    for n in (1, 2, 10, 64, 512, 2_000, 100_000):
        for k in sorted({0, 1, n // 3, n - 1, n}):
            low, high = proportion_confint(k, n, alpha=0.05, method="wilson")
            yield {"k": k, "n": n, "interval": [float(low), float(high)]}


def exact_mcnemar():
    for b, c in [(0, 0), (0, 5), (1, 7), (6, 16), (10, 10), (74, 131), (300, 380), (900, 1000), (2, 900)]:
        table = [[0, b], [c, 0]]
        yield {"b": b, "c": c, "p": float(mcnemar(table, exact=True).pvalue)}


def spread():
    for n in (2, 3, 5, 20, 200):
        values = draw.normal(0.8, 0.05, n).round(6)
        interval = stats.t.interval(0.95, n - 1, values.mean(), stats.sem(values))
        yield {
            "values": values.tolist(),
            "mean": float(values.mean()),
            "sd": float(values.std(ddof=1)),
            "stderr": float(stats.sem(values)),
            "ci": [float(interval[0]), float(interval[1])],
        }


def volume():
    for count, axes in [(1, 2), (5, 2), (40, 2), (8, 3), (30, 3), (12, 4)]:
        points = draw.random((count, axes)).round(4)
        reference = [0.1] * axes
        size = moocore.hypervolume(points, ref=reference, maximise=True)
        front = moocore.is_nondominated(points, maximise=True)
        yield {
            "points": points.tolist(),
            "reference": reference,
            "hypervolume": float(size),
            "front": [int(i) for i in np.flatnonzero(front)],
        }


versions = {name: importlib.metadata.version(name) for name in ("numpy", "scipy", "statsmodels", "moocore")}
found = {
    "versions": versions,
    "wilson": list(wilson()),
    "mcnemar": list(exact_mcnemar()),
    "spread": list(spread()),
    "hypervolume": list(volume()),
}
path = pathlib.Path("test/main/comparison/peers/peers.json")
path.write_text(json.dumps(found, indent=1) + "\n")
