"""The benchmark rows in PyTorch: reads `ROW MODE` lines, answers each with milliseconds per batch.

The model is Madry's MNIST CNN (mnist_challenge/model.py): conv 5x5-32, pool, conv 5x5-64, pool,
fc 1024, fc 10. The attack is PGD-10 of that repository: random start, sign steps, projection, clip.
"""

import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

EPSILON, STEP_SIZE, STEPS, BATCH = 0.3, 0.075, 10, 64
torch.set_num_threads(int(sys.argv[1]))
torch.manual_seed(0)


def madry_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 32, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(3136, 1024),
        nn.ReLU(),
        nn.Linear(1024, 10),
    )


class Contender:
    def __init__(self, mode):
        self.model = madry_cnn()
        self.images = torch.rand(BATCH, 1, 28, 28)
        self.labels = torch.randint(0, 10, (BATCH,))
        if mode != "eager":
            self.model = self.model.to(memory_format=torch.channels_last)
            self.images = self.images.to(memory_format=torch.channels_last)
        self.optimiser = torch.optim.SGD(self.model.parameters(), lr=1e-3, momentum=0.9)
        self.call = torch.compile(self.model) if mode == "compile" else self.model

    def input_gradient(self, images):
        images.requires_grad_(True)
        loss = F.cross_entropy(self.call(images), self.labels)
        return torch.autograd.grad(loss, images)[0]

    def attack(self):
        clean = self.images
        perturbed = (clean + torch.empty_like(clean).uniform_(-EPSILON, EPSILON)).clamp(0, 1)
        for _ in range(STEPS):
            step = STEP_SIZE * self.input_gradient(perturbed.detach()).sign()
            perturbed = perturbed.detach() + step
            perturbed = clean + (perturbed - clean).clamp(-EPSILON, EPSILON)
            perturbed = perturbed.clamp(0, 1)
        return perturbed.detach()

    def update(self, images):
        self.optimiser.zero_grad()
        F.cross_entropy(self.call(images), self.labels).backward()
        self.optimiser.step()

    def run(self, row):
        if row == "training-step":
            self.update(self.images)
        elif row == "pgd10-attack":
            self.attack()
        elif row == "pgd10-training-step":
            self.update(self.attack())
        else:
            raise ValueError(f"row is {row!r}: it must be one of the rows in test/bench/rows.ts")


contenders = {}
print("ready", torch.__version__, flush=True)
for line in sys.stdin:
    row, mode, repeats = line.split()
    contender = contenders.setdefault(mode, None) or Contender(mode)
    contenders[mode] = contender
    start = time.perf_counter()
    for _ in range(int(repeats)):
        contender.run(row)
    print((time.perf_counter() - start) * 1000 / int(repeats), flush=True)
