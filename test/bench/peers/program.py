"""A peer as a contender: `python program.py FOLDER ROW THREADS MODE`; see ../protocol.ts.

MODE is how PyTorch runs (eager, channels_last, compile), or the library whose PGD is timed on the
channels_last network (torchattacks, foolbox, art). FOLDER holds subject.json and arrays.bin.
"""

import json
import os
import re
import resource
import sys
import time
import warnings
from importlib import metadata
from pathlib import Path

# The protocol has stdout to itself: libraries print.
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
warnings.filterwarnings("ignore")

import numpy as np
import torch
import torch.nn.functional as F

from libraries import attack_of
from networks import load, networks

folder, row, threads, mode = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
torch.set_num_threads(threads)
torch.manual_seed(0)
subject = json.loads((folder / "subject.json").read_text())
epsilon, step_size, steps = (subject["attack"][key] for key in ("epsilon", "stepSize", "steps"))
is_frozen = row in ("forward", "input-gradient", "pgd-attack", "spatial-grid")


def read_arrays():
    stored = np.fromfile(folder / "arrays.bin", dtype="<f4")
    arrays, at = {}, 0
    for entry in subject["arrays"]:
        length = int(np.prod(entry["shape"]))
        arrays[entry["name"]] = torch.from_numpy(stored[at : at + length].reshape(entry["shape"]).copy())
        at += length
    return arrays


arrays = read_arrays()
images = arrays["images"].permute(0, 3, 1, 2).contiguous()
labels = arrays["labels"].long()
model = networks[subject["architecture"]]()
load(model, arrays)
if mode != "eager":
    model = model.to(memory_format=torch.channels_last)
    images = images.to(memory_format=torch.channels_last)


def freeze(frozen):
    """Between attack and update: no gradients in weights and running statistics, or both."""
    model.train(not frozen)
    for parameter in model.parameters():
        parameter.requires_grad_(not frozen)


freeze(True)
with torch.no_grad():
    logits = model(images)[: len(subject["logits"]) // subject["classes"]].flatten().tolist()
parameters = sum(parameter.numel() for parameter in model.parameters())
freeze(is_frozen)
if mode == "compile" and row in ("forward", "spatial-grid"):
    import torch._inductor.config

    # Weights become constants of the compiled program, as they are of ours.
    torch._inductor.config.freezing = True
call = torch.compile(model) if mode == "compile" else model
optimiser = torch.optim.SGD(
    model.parameters(), lr=1e-6, momentum=subject["momentum"], fused=mode != "eager"
)


def input_gradient(loss, perturbed):
    perturbed.requires_grad_(True)
    return torch.autograd.grad(loss(call(perturbed)), perturbed)[0]


def climb(loss, start, count):
    perturbed = start
    for _ in range(count):
        step = step_size * input_gradient(loss, perturbed.detach()).sign()
        perturbed = perturbed.detach() + step
        perturbed = images + (perturbed - images).clamp(-epsilon, epsilon)
        perturbed = perturbed.clamp(0, 1)
    return perturbed.detach()


def cross_entropy(found):
    return F.cross_entropy(found, labels)


def pgd(count):
    start = (images + torch.empty_like(images).uniform_(-epsilon, epsilon)).clamp(0, 1)
    return climb(cross_entropy, start, count)


def update(loss):
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()


def train_by_pgd(count):
    freeze(True)
    perturbed = pgd(count)
    freeze(False)
    update(cross_entropy(call(perturbed)))


def train_by_trades(count):
    """As yaodongyu/TRADES, but p(x), which stays, is not computed anew at each of the steps."""
    freeze(True)
    with torch.no_grad():
        calm = F.softmax(call(images), 1)
    divergence = lambda found: F.kl_div(F.log_softmax(found, 1), calm, reduction="sum")
    perturbed = climb(divergence, images + 0.001 * torch.randn_like(images), count)
    freeze(False)
    clean = call(images)
    robust = F.kl_div(F.log_softmax(call(perturbed), 1), F.softmax(clean, 1), reduction="batchmean")
    update(cross_entropy(clean) + subject["beta"] * robust)


def grid(angles):
    """Per image the worst of the rotations: an error first, then the higher loss."""
    worst, key = images.clone(), torch.full((len(images),), -1.0)
    with torch.no_grad():
        for angle in angles:
            turn = torch.tensor(angle).deg2rad()
            matrix = torch.tensor([[turn.cos(), -turn.sin(), 0], [turn.sin(), turn.cos(), 0]])
            where = F.affine_grid(matrix.expand(len(images), 2, 3), images.shape, align_corners=False)
            moved = F.grid_sample(images, where, align_corners=False)
            found = call(moved)
            errs = (found.argmax(1) != labels) * 1e6
            worse = errs + F.cross_entropy(found, labels, reduction="none")
            better = worse > key
            worst[better], key[better] = moved[better], worse[better]
    return worst


def forward():
    with torch.no_grad():
        return call(images)


rows = {
    "forward": lambda _: forward(),
    "input-gradient": lambda _: input_gradient(cross_entropy, images.detach()),
    "training-step": lambda _: update(cross_entropy(call(images))),
    "pgd-attack": lambda is_short: pgd(1 if is_short else steps),
    "pgd-training-step": lambda is_short: train_by_pgd(1 if is_short else steps),
    "trades-step": lambda is_short: train_by_trades(1 if is_short else steps),
    "spatial-grid": lambda is_short: grid(subject["angles"][:1] if is_short else subject["angles"]),
}
if mode in ("eager", "channels_last", "compile"):
    run, library = rows[row], "torch"
else:
    run, library = attack_of(mode, model, images, labels, subject)


def peak_bytes():
    if sys.platform == "linux":
        status = Path("/proc/self/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def say(answer):
    print(json.dumps(answer), file=answers, flush=True)


version = f"{library} {metadata.version(library)}"
say({"version": version, "parameters": parameters, "logits": logits})
for line in sys.stdin:
    question = json.loads(line)
    start, cpu_start = time.perf_counter(), time.process_time()
    for _ in range(question["repeats"]):
        run(question["isShort"])
    ms = (time.perf_counter() - start) * 1000 / question["repeats"]
    cpu_ms = (time.process_time() - cpu_start) * 1000 / question["repeats"]
    say({"ms": ms, "cpuMs": cpu_ms, "peakBytes": peak_bytes()})
