"""PGD of the attack libraries on a PyTorch network: 10 signed steps from a random start."""


def attack_of(library, model, images, labels, subject):
    """(run(is_short), the distribution's name on PyPI)."""
    attack, classes = subject["attack"], subject["classes"]
    return {"torchattacks": by_torchattacks, "foolbox": by_foolbox, "art": by_art}[library](
        model, images, labels, classes, attack["epsilon"], attack["stepSize"], attack["steps"]
    )


def by_torchattacks(model, images, labels, _, epsilon, step_size, steps):
    import torchattacks

    of = {
        count: torchattacks.PGD(model, eps=epsilon, alpha=step_size, steps=count, random_start=True)
        for count in (1, steps)
    }
    return lambda is_short: of[1 if is_short else steps](images, labels), "torchattacks"


def by_foolbox(model, images, labels, _, epsilon, step_size, steps):
    import foolbox

    wrapped = foolbox.PyTorchModel(model, bounds=(0, 1), device="cpu")
    criterion = foolbox.Misclassification(labels)
    of = {
        count: foolbox.attacks.LinfPGD(abs_stepsize=step_size, steps=count, random_start=True)
        for count in (1, steps)
    }
    return lambda is_short: of[1 if is_short else steps].run(
        wrapped, images, criterion, epsilon=epsilon
    ), "foolbox"


def by_art(model, images, labels, classes, epsilon, step_size, steps):
    import numpy as np
    import torch.nn.functional as F
    from art.attacks.evasion import ProjectedGradientDescentPyTorch
    from art.estimators.classification import PyTorchClassifier
    from torch import nn

    shape = tuple(images.shape[1:])
    estimator = PyTorchClassifier(
        model, nn.CrossEntropyLoss(), shape, classes, clip_values=(0, 1), device_type="cpu"
    )
    of = {
        count: ProjectedGradientDescentPyTorch(
            estimator,
            norm=np.inf,
            eps=epsilon,
            eps_step=step_size,
            max_iter=count,
            num_random_init=1,
            batch_size=len(images),
            verbose=False,
        )
        for count in (1, steps)
    }
    pixels, rows = images.numpy(), F.one_hot(labels, classes).numpy()
    return lambda is_short: of[1 if is_short else steps].generate(
        pixels, rows
    ), "adversarial-robustness-toolbox"
