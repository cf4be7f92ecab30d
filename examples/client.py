"""A client's script: what a type checker and a reader of another project see of ten public names. Run, and checked by pyright."""
from pathlib import Path
from typing import Callable

import torch
from gymnasium.spaces import Box, Discrete
from torch import Tensor, nn

from comm_jepa.config import ConfigBase
from comm_jepa.core.losses import SIGReg, lejepa_loss, vicreg_loss
from comm_jepa.core.spaces import encoder_for, log_prob
from comm_jepa.files import write_json
from comm_jepa.planning.continuous import GaussianCEM, GaussianPlan
from comm_jepa.planning.planners import DiscreteCEM, Plan, shift


def away_from(place: Tensor) -> Callable[[Tensor], Tensor]:
    "A cost: squared distance of the actions to `place`"
    def cost(actions: Tensor) -> Tensor: return (actions - place).square().sum(-1)
    return cost


def plan_twice() -> Tensor:
    planner, generator = DiscreteCEM(num_actions=5, horizon=3), torch.Generator().manual_seed(0)
    plan: Plan = planner.plan(away_from(torch.tensor([1, 2, 3])), batch_size=2, generator=generator)
    again: Plan = planner.plan(away_from(plan.actions[0]), batch_size=2, init=shift(plan.probs))
    return again.actions


def plan_vectors() -> Tensor:
    found: GaussianPlan = GaussianCEM(dim=2, horizon=3).plan(lambda actions: actions.square().sum((-2, -1)), batch_size=1)
    return found.mean


def losses() -> dict[str, Tensor]:
    embed: nn.Module = encoder_for(Box(-1, 1, (3,)), 8)
    one, two = embed(torch.rand(16, 3)), embed(torch.rand(16, 3))
    return lejepa_loss(one, two, lam=0.1, sigreg=SIGReg(num_slices=16)) | vicreg_loss(one, two)


if __name__ == "__main__":
    assert plan_twice().shape == (2, 3) and plan_vectors().shape == (1, 3, 2)
    assert losses()["total_loss"].isfinite() and callable(log_prob) and callable(write_json) and Discrete and Path and ConfigBase
