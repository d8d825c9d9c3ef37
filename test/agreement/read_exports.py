"""Reads exports of Cusp with the programs they are for; ends with an error where one differs."""

import json
import math
import struct
import sys
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet
from mlflow.tracking import MlflowClient
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

folder = Path(sys.argv[1])
truth = json.loads((folder / "truth.json").read_text())
run, points, summary = truth["id"], truth["points"], truth["summary"]
by_name = {}
for point in points:
    by_name.setdefault(point["name"], []).append((point["step"], point["value"]))


def same(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: {found} instead of {expected}")


def as_float32(value):
    return struct.unpack("f", struct.pack("f", value))[0]


small = pyarrow.parquet.read_table(folder / "small.parquet").to_pydict()
same("text", small["name"], ["plain", 'ε, "quoted"', ""])
same("integers", small["step"], [0, 2**40, 300])
same("numbers", small["value"][:2], [0.1, -1e-300])
same("missing", math.isnan(small["value"][2]), True)

for table in ["runs", f"{run}/metrics", f"{run}/evaluations"]:
    parquet = pyarrow.parquet.read_table(folder / "parquet" / f"{table}.parquet")
    csv = pyarrow.csv.read_csv(folder / "csv" / f"{table}.csv")
    same(f"columns of {table}", csv.column_names, parquet.column_names)
    same(f"rows of {table}", csv.num_rows, parquet.num_rows)
metrics = pyarrow.parquet.read_table(folder / "parquet" / run / "metrics.parquet").to_pydict()
rows = list(zip(metrics["metric"], metrics["step"], metrics["value"]))
same("points", sorted(rows), sorted((p["name"], p["step"], p["value"]) for p in points))

events = EventAccumulator(str(next((folder / "tensorboard").iterdir())))
events.Reload()
for name, expected in by_name.items():
    found = [(scalar.step, scalar.value) for scalar in events.Scalars(name)]
    same(f"TensorBoard's {name}", found, [(step, as_float32(value)) for step, value in expected])

client = MlflowClient(tracking_uri=str(folder / "mlflow" / "mlruns"))
(found,) = client.search_runs(["0"])
same("MLflow's run", (found.info.run_id, found.info.run_name), (run, summary["name"]))
same("MLflow's status", found.info.status, "FINISHED")
same("MLflow's architecture", found.data.params["model.architecture"], summary["architecture"])
for name, expected in by_name.items():
    history = client.get_metric_history(run, name)
    same(f"MLflow's {name}", [(each.step, each.value) for each in history], expected)
same("MLflow's clean", found.data.metrics["evaluation.clean"], summary["scores"]["clean"])
print("MLflow, TensorBoard and pyarrow read what was recorded.")
