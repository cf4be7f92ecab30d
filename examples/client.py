"""A client's script: public names as another project and its type checker see them. It runs, and pyright passes.

Prints the plan, the score of what was drawn, and the losses."""
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import comm_jepa
import torch
from gymnasium.spaces import Box, Discrete
from torch import Tensor, nn

from comm_jepa.config import ConfigBase
from comm_jepa.core.losses import SIGReg, lejepa_loss, vicreg_loss
from comm_jepa.core.spaces import encoder_for, head_for, log_prob
from comm_jepa.files import machine
from comm_jepa.planning.continuous import GaussianCEM, GaussianPlan
from comm_jepa.planning.planners import DiscreteCEM, Plan, shift


@dataclass
class Settings(ConfigBase):
    horizon: int = 3 # steps of a plan
    lam: float = 0.1 # weight of the Gaussian


def away_from(place: Tensor) -> Callable[[Tensor], Tensor]:
    "A cost: squared distance of the actions to `place`"
    def cost(actions: Tensor) -> Tensor: return (actions - place).square().sum(-1)
    return cost


def plan_twice(horizon: int) -> Tensor:
    "The second plan starts from what the first one found"
    planner, generator = DiscreteCEM(num_actions=5, horizon=horizon), torch.Generator().manual_seed(0)
    place = torch.arange(horizon)
    plan: Plan = planner.plan(away_from(place), batch_size=2, generator=generator)
    again: Plan = planner.plan(away_from(place), batch_size=2, generator=generator, init=shift(plan.probs))
    return again.actions


def plan_vectors(horizon: int) -> Tensor:
    "A plan of real numbers"
    planner = GaussianCEM(dim=2, horizon=horizon)
    found: GaussianPlan = planner.plan(lambda actions: actions.square().sum((-2, -1)), batch_size=1)
    return found.mean


def score() -> Tensor:
    "Log-probability of an action, told from an observation"
    encoder: nn.Module = encoder_for(Box(-1, 1, (3,)), 8)
    head: nn.Module = head_for(Discrete(5), 8)
    return log_prob(head(encoder(torch.rand(4, 3))), torch.tensor([0, 1, 2, 3]))


def losses(lam: float) -> dict[str, Tensor]:
    "Two views of the same rows"
    one, two = torch.randn(2, 16, 8)
    return lejepa_loss(one, two, lam=lam, sigreg=SIGReg(num_slices=16)) | vicreg_loss(one, two)


def documented() -> bool:
    "Does `help` say what an argument is? In a wheel it does; in an editable install the source says it."
    texts = DiscreteCEM.__doc__ or "", DiscreteCEM.plan.__doc__ or ""
    return all(words in text for words, text in zip(("horizon: H, steps of a plan", "init: probabilities"), texts))


if __name__ == "__main__":
    package = Path(comm_jepa.__file__).parent
    assert (package / "py.typed").exists()
    assert documented() != (package.parent / "setup.py").exists()
    settings = Settings.parse_from_dict({"horizon": 4})
    assert plan_twice(settings.horizon).tolist() == 2 * [[0, 1, 2, 3]]
    assert plan_vectors(settings.horizon).shape == (1, 4, 2)
    print(plan_twice(settings.horizon), score(), losses(settings.lam), machine(), sep="\n")
