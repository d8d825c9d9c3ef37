"""The benchmark's networks in PyTorch, as a PyTorch user writes them.

Modules are named as Cusp names its arrays (`stage1/block1/conv1/kernel`), so that `load` can give a
network Cusp's weights. Sources are those of src-main/engine/model/architecture.
"""

from collections import OrderedDict

import torch
import torch.nn.functional as F
from torch import nn


def chain(*parts):
    """A Sequential of (name, module) pairs; modules without a name are numbered."""
    named = [part if isinstance(part, tuple) else (f"_{i}", part) for i, part in enumerate(parts)]
    return nn.Sequential(OrderedDict(named))


def madry_cnn():
    return chain(
        ("conv1", nn.Conv2d(1, 32, 5, padding=2)),
        *(nn.ReLU(), nn.MaxPool2d(2)),
        ("conv2", nn.Conv2d(32, 64, 5, padding=2)),
        *(nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()),
        ("dense1", nn.Linear(3136, 1024)),
        nn.ReLU(),
        ("dense2", nn.Linear(1024, 10)),
    )


def vgg16_bn():
    stages = [(64, 64), (128, 128), (256, 256, 256), (512, 512, 512), (512, 512, 512)]
    parts, channels = [], 3
    for stage, widths in enumerate(stages):
        for position, width in enumerate(widths):
            name = f"{stage + 1}_{position + 1}"
            parts.append((f"conv{name}", nn.Conv2d(channels, width, 3, padding=1)))
            parts += [(f"norm{name}", nn.BatchNorm2d(width)), nn.ReLU(inplace=True)]
            channels = width
        parts.append(nn.MaxPool2d(2))
    return chain(*parts, nn.AdaptiveAvgPool2d(1), nn.Flatten(), ("dense", nn.Linear(512, 10)))


class BasicBlock(nn.Module):
    def __init__(self, inputs, width, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, width, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(width)
        self.shortcut = nn.Sequential()
        if stride != 1 or inputs != width:
            conv = nn.Conv2d(inputs, width, 1, stride, bias=False)
            self.shortcut = chain(("conv", conv), ("norm", nn.BatchNorm2d(width)))

    def forward(self, x):
        hidden = F.relu(self.norm1(self.conv1(x)))
        return F.relu(self.norm2(self.conv2(hidden)) + self.shortcut(x))


def resnet_18():
    stem = chain(("conv", nn.Conv2d(3, 64, 3, padding=1, bias=False)), ("norm", nn.BatchNorm2d(64)))
    parts, channels = [("stem", stem), nn.ReLU()], 64
    for stage, width in enumerate((64, 128, 256, 512)):
        for block in (1, 2):
            stride = 2 if stage > 0 and block == 1 else 1
            parts.append((f"stage{stage + 1}/block{block}", BasicBlock(channels, width, stride)))
            channels = width
    return chain(*parts, nn.AdaptiveAvgPool2d(1), nn.Flatten(), ("dense", nn.Linear(512, 10)))


class P4Conv(nn.Module):
    """A P4 convolution (Cohen and Welling 2016): the filter in four turns, stacked into one conv2d.

    Maps are [batch, channel * 4, height, width], turns innermost. As escnn does, the stacked filter
    is made once in evaluation mode, and at every pass in training.
    """

    def __init__(self, inputs, outputs, size, from_plane):
        super().__init__()
        self.turns = 1 if from_plane else 4
        # Turns innermost; of rank 4, for PyTorch refuses others when it lays a network out.
        self.weight = nn.Parameter(torch.empty(outputs, inputs * self.turns, size, size))
        self.bias = nn.Parameter(torch.empty(outputs))
        self.made = None

    def stacked(self):
        outputs, inputs, size, _ = self.weight.shape
        kernel = self.weight.reshape(outputs, inputs // self.turns, self.turns, size, size)
        turned = [
            torch.rot90(kernel if self.turns == 1 else torch.roll(kernel, turn, 2), turn, (3, 4))
            for turn in range(4)
        ]
        stacked = torch.stack(turned, 1).reshape(outputs * 4, inputs, size, size)
        return stacked.contiguous(memory_format=torch.channels_last), self.bias.repeat_interleave(4)

    def train(self, mode=True):
        super().train(mode)
        with torch.no_grad():
            self.made = None if mode else self.stacked()
        return self

    def forward(self, x):
        return F.conv2d(x, *(self.made or self.stacked()))


class P4Norm(nn.Module):
    """Batch norm with one statistic for the four turns of a channel, as GrouPy's users write it."""

    def __init__(self, channels):
        super().__init__()
        self.norm = nn.BatchNorm3d(channels)

    def forward(self, x):
        batch, channels, height, width = x.shape
        return self.norm(x.reshape(batch, channels // 4, 4, height, width)).reshape(x.shape)


class GlobalMax(nn.Module):
    """The maximum over plane and turns."""

    def forward(self, x):
        return x.amax((2, 3))


def p4_cnn():
    parts = []
    for n in range(1, 7):
        parts.append((f"conv{n}", P4Conv(1 if n == 1 else 10, 10, 3, n == 1)))
        parts += [(f"norm{n}", P4Norm(10)), nn.ReLU()]
        if n == 2:
            parts.append(nn.MaxPool2d(2))
    return chain(*parts, ("top", P4Conv(10, 10, 4, False)), OrbitMax(), GlobalMax())


class OrbitMax(nn.Module):
    def forward(self, x):
        batch, channels, height, width = x.shape
        return x.reshape(batch, channels // 4, 4, height, width).amax(2)


networks = {"madry-cnn": madry_cnn, "vgg16-bn": vgg16_bn, "resnet-18": resnet_18, "p4-cnn": p4_cnn}


def load(model, arrays):
    """Gives a network Cusp's arrays: kernels [height, width, in, out], dense ones [in, out]."""
    with torch.no_grad():
        for path, module in model.named_modules():
            name = path.replace(".", "/")
            if isinstance(module, nn.Conv2d):
                module.weight.copy_(arrays[f"{name}/kernel"].permute(3, 2, 0, 1))
            elif isinstance(module, nn.Linear):
                module.weight.copy_(rows_of(arrays[f"{name}/kernel"], arrays).T)
            elif isinstance(module, P4Conv):
                kernel = arrays[f"{name}/kernel"]
                size, _, _, outputs = kernel.shape
                apart = kernel.reshape(size, size, module.turns, -1, outputs)
                module.weight.copy_(apart.permute(4, 3, 2, 0, 1).reshape(module.weight.shape))
            elif isinstance(module, (nn.BatchNorm2d, nn.BatchNorm3d)):
                name = name.removesuffix("/norm") if isinstance(module, nn.BatchNorm3d) else name
                module.weight.copy_(arrays[f"{name}/scale"])
                module.bias.copy_(arrays[f"{name}/offset"])
                module.running_mean.copy_(arrays[f"{name}/mean"])
                module.running_var.copy_(arrays[f"{name}/variance"])
                continue
            else:
                continue
            if module.bias is not None:
                module.bias.copy_(arrays[f"{name}/bias"])


def rows_of(kernel, arrays):
    """A dense kernel whose rows follow a channels-first flattening; Cusp flattens channels last."""
    inputs, outputs = kernel.shape
    if "conv2/kernel" not in arrays or inputs != 3136:
        return kernel
    return kernel.reshape(7, 7, 64, outputs).permute(2, 0, 1, 3).reshape(inputs, outputs)
