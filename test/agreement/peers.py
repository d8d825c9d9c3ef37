"""The same network, images and attacks in other people's code.

usage: python peers.py FOLDER

FOLDER holds `subject.json` (shapes, radii, the list of cases) and raw little-endian arrays beside it:
the weights of std-cnn in Cusp's layout (kernels [height, width, in, out], images [n, height, width,
channel]), images and labels. Writes `peers.json`: for each case and library, one prediction per image
and repeat, the mean loss of the perturbed inputs, and the seconds it took, on the clock and of CPU time.
"""

import inspect
import json
import sys
import time
from importlib import metadata
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

folder = Path(sys.argv[1])
subject = json.loads((folder / "subject.json").read_text())
torch.set_num_threads(subject["threads"])


def array(name):
    entry = subject["arrays"][name]
    values = np.fromfile(folder / f"{name}.bin", dtype=entry["dtype"]).reshape(entry["shape"])
    return torch.from_numpy(values.copy())


class StdCnn(nn.Module):
    """conv 4x4-16 stride 2, conv 4x4-32 stride 2, dense 100, dense classes; flattened channels last."""

    def __init__(self):
        super().__init__()
        conv = lambda name: nn.Parameter(array(f"{name}-kernel").permute(3, 2, 0, 1).contiguous())
        dense = lambda name: nn.Parameter(array(f"{name}-kernel").T.contiguous())
        bias = lambda name: nn.Parameter(array(f"{name}-bias"))
        self.k1, self.b1, self.k2, self.b2 = conv("conv1"), bias("conv1"), conv("conv2"), bias("conv2")
        self.k3, self.b3, self.k4, self.b4 = dense("dense1"), bias("dense1"), dense("dense2"), bias("dense2")

    def forward(self, images):
        hidden = F.relu(F.conv2d(images, self.k1, self.b1, stride=2, padding=1))
        hidden = F.relu(F.conv2d(hidden, self.k2, self.b2, stride=2, padding=1))
        flat = hidden.permute(0, 2, 3, 1).reshape(len(images), -1)
        return F.linear(F.relu(F.linear(flat, self.k3, self.b3)), self.k4, self.b4)


model = StdCnn().eval()
images = array("images").permute(0, 3, 1, 2).contiguous()
labels = array("labels").long()
count, classes = len(images), subject["classes"]


def verdict(perturbed):
    with torch.no_grad():
        logits = model(perturbed.float())
        loss = F.cross_entropy(logits, labels).item()
    length = {
        "linf": (perturbed - images).abs().flatten(1).max(1).values,
        "l2": (perturbed - images).flatten(1).norm(dim=1),
    }
    return {
        "prediction": logits.argmax(1).tolist(),
        "loss": loss,
        "length": {norm: values.tolist() for norm, values in length.items()},
    }


def torchattacks_case(name, settings, seed):
    import torchattacks

    torch.manual_seed(seed)
    made = autoattack_standard if name == "AutoAttack standard" else getattr(torchattacks, name)
    # Those that draw set torch's seed to one of their own, 0 unless told: all repeats would be one.
    own = {"seed": seed} if "seed" in inspect.signature(made).parameters else {}
    return made(model, **settings, **own)(images, labels)


def autoattack_standard(network, norm, eps, n_classes):
    """AutoAttack standard from torchattacks' parts, with the 100 steps of the original.

    Its own `AutoAttack` leaves APGD, APGD-T and FAB-T at their default of 10.
    """
    from torchattacks import APGD, APGDT, FAB, MultiAttack, Square

    ball = {"norm": norm, "eps": eps, "n_restarts": 1}
    return MultiAttack(
        [
            APGD(network, steps=100, loss="ce", **ball),
            APGDT(network, steps=100, n_classes=n_classes, **ball),
            FAB(network, steps=100, multi_targeted=True, n_classes=n_classes, **ball),
            Square(network, n_queries=5000, resc_schedule=False, **ball),
        ]
    )


def foolbox_case(name, settings, seed):
    import foolbox

    torch.manual_seed(seed)
    np.random.seed(seed)
    settings = dict(settings)
    epsilon = settings.pop("epsilon")
    wrapped = foolbox.PyTorchModel(model, bounds=(0, 1), device="cpu")
    attack = getattr(foolbox.attacks, name)(**settings)
    found, _, _ = attack(wrapped, images, labels, epsilons=[epsilon])
    return found[0]


def art_case(name, settings, seed):
    from art.attacks import evasion
    from art.estimators.classification import PyTorchClassifier

    torch.manual_seed(seed)
    np.random.seed(seed)
    estimator = PyTorchClassifier(
        model, nn.CrossEntropyLoss(), tuple(images.shape[1:]), classes, clip_values=(0, 1), device_type="cpu"
    )
    settings = {key: np.inf if value == "inf" else value for key, value in settings.items()}
    attack = getattr(evasion, name)(estimator, verbose=False, batch_size=count, **settings)
    return torch.from_numpy(attack.generate(images.numpy(), F.one_hot(labels, classes).numpy()))


def torchvision_case(name, settings, _seed):
    """Every transform of a grid through torchvision's affine; per image the worst by error, then loss."""
    from torchvision.transforms.functional import InterpolationMode, affine

    worst, key = images.clone(), torch.full((count,), -1.0)
    with torch.no_grad():
        for angle, dx, dy in settings["transforms"]:
            moved = affine(
                images, -angle, [dx, dy], 1.0, [0.0, 0.0], interpolation=InterpolationMode.BILINEAR
            )
            logits = model(moved)
            loss = F.cross_entropy(logits, labels, reduction="none")
            found = (logits.argmax(1) != labels) * 1e6 + loss
            better = found > key
            worst[better], key[better] = moved[better], found[better]
    return worst


libraries = {
    "torchattacks": torchattacks_case,
    "foolbox": foolbox_case,
    "art": art_case,
    "torchvision": torchvision_case,
}


def trades_inner(start, epsilon, step_size, steps):
    """The inner loop of TRADES from a given start: ascend KL(p(x) || p(x')), sign steps, project, clip."""
    with torch.no_grad():
        calm = F.softmax(model(images), dim=1)
    perturbed = start.clone()
    for _ in range(steps):
        perturbed.requires_grad_(True)
        divergence = F.kl_div(F.log_softmax(model(perturbed), dim=1), calm, reduction="sum")
        gradient = torch.autograd.grad(divergence, perturbed)[0]
        moved = perturbed.detach() + step_size * gradient.sign()
        perturbed = torch.clamp(images + (moved - images).clamp(-epsilon, epsilon), 0, 1)
    return perturbed.detach()


def objectives():
    """Each objective of given perturbed inputs: its value, and its gradient in all weights.

    TRADES and MART are written as in their authors' trades.py and mart.py.
    """
    perturbed = array("perturbed").permute(0, 3, 1, 2)
    calm, logits = model(images), model(perturbed)
    p, q = F.softmax(calm, dim=1), F.softmax(logits, dim=1)
    divergence = F.kl_div(F.log_softmax(logits, dim=1), p, reduction="sum") / count
    top = q.argsort(dim=1)[:, -2:]
    other = torch.where(top[:, -1] == labels, top[:, -2], top[:, -1])
    boosted = F.cross_entropy(logits, labels) + F.nll_loss(torch.log(1.0001 - q + 1e-12), other)
    each = F.kl_div(torch.log(q + 1e-12), p, reduction="none").sum(1)
    weight = 1.0000001 - p.gather(1, labels[:, None])[:, 0]
    values = {
        "cross-entropy": F.cross_entropy(logits, labels),
        "trades": F.cross_entropy(calm, labels) + subject["beta"] * divergence,
        "mart": boosted + subject["beta"] * (each * weight).mean(),
    }
    return {
        name: {"value": value.item(), "gradient": gradient_of(value)} for name, value in values.items()
    }


def gradient_of(value):
    """All weights' gradients one behind the other, in Cusp's order and layout."""
    kernels = {4: (2, 3, 1, 0), 2: (1, 0), 1: (0,)}
    weights = [model.k1, model.b1, model.k2, model.b2, model.k3, model.b3, model.k4, model.b4]
    found = torch.autograd.grad(value, weights, retain_graph=True)
    return torch.cat([each.permute(kernels[each.dim()]).flatten() for each in found]).tolist()


def slopes_in_transforms():
    """Gradients of each moved image's loss in its own angle (degrees) and shifts (px), by torch's sampler."""
    by = array("transforms").requires_grad_(True)
    angle, dx, dy = (by[:, i].reshape(-1, 1, 1) for i in range(3))
    cos, sin = torch.cos(torch.deg2rad(angle)), torch.sin(torch.deg2rad(angle))
    height, width = images.shape[2:]
    middle = torch.tensor([(width - 1) / 2, (height - 1) / 2])
    across = torch.arange(width).reshape(1, 1, -1) - middle[0] - dx
    along = torch.arange(height).reshape(1, -1, 1) - middle[1] - dy
    places = torch.stack([across * cos - along * sin, across * sin + along * cos], dim=-1) / middle
    moved = F.grid_sample(images, places, mode="bilinear", padding_mode="zeros", align_corners=True)
    loss = F.cross_entropy(model(moved), labels, reduction="sum")
    return torch.autograd.grad(loss, by)[0].T.tolist()


def divergence_of(perturbed):
    with torch.no_grad():
        calm = F.softmax(model(images), dim=1)
        return F.kl_div(F.log_softmax(model(perturbed), dim=1), calm, reduction="sum").item() / count


packages = ["torch", "torchvision", "torchattacks", "foolbox", "adversarial-robustness-toolbox"]
results = {"versions": {name: metadata.version(name) for name in packages}, "clean": verdict(images), "cases": []}
results["logits"] = model(images).detach().flatten().tolist()
results["objectives"] = objectives()
results["slopes"] = slopes_in_transforms()
trades = subject["trades"]
start = array("trades-start").permute(0, 3, 1, 2)
inner = trades_inner(start, trades["epsilon"], trades["stepSize"], trades["steps"])
results["divergence"] = divergence_of(inner)
for case in subject["cases"]:
    for peer in case["peers"]:
        found = []
        for seed in range(case["repeats"]):
            start, worked = time.perf_counter(), time.process_time()
            perturbed = libraries[peer["library"]](peer["attack"], peer["settings"], seed)
            seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - worked
            found.append({**verdict(perturbed), "seconds": seconds, "cpuSeconds": cpu_seconds})
        results["cases"].append({"case": case["name"], "library": peer["library"], "runs": found})
        print(case["name"], peer["library"], peer["attack"], file=sys.stderr, flush=True)
(folder / "peers.json").write_text(json.dumps(results))
