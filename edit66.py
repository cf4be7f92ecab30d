a=open('scratch/66_baselines.predictors.py').read(); b=open('scratch/66b_baselines.rssm_predictor.py').read()
a=a[a.index("# %% [markdown]"):]
i=a.index("# %%\n#| export\nfrom __future__"); j=a.index("# %% [markdown]\n# ## What they share")
intro=a[:i]
head=intro+'''# %%
#| export
from __future__ import annotations
import torch
from torch import nn, Tensor
from comm_jepa.baselines.rssm import RSSM, hidden_layer, linear, straight_through
from comm_jepa.core import predictors
from comm_jepa.core.gridmap import gather_rows, known
from comm_jepa.core.model import CommJEPA
from comm_jepa.core.predictors import GridMap, WindowPredictor

# %%
#| hide
import torch.nn.functional as F
from fastcore.test import *
from tensordict import TensorDict
from torch.testing import assert_close
from comm_jepa.core.imagine import first_state, imagine
from comm_jepa.worlds.tiles import palette
from comm_jepa.worlds.world import GridWorld
torch.manual_seed(0);

# %% [markdown]
# ## What they share
#
# The gate is that of `WindowPredictor`, so that all predict positions alike and only the latents are compared. What is heard comes in as it was said, with
# the sender's pose as an embedding: aligning it is theirs to learn. Memory is not read.

# %%
#| export
class UnalignedPredictor(WindowPredictor):
    "A predictor that is given the window, the effective action, the mean message and the senders' poses, and nothing laid out in space."
    def __init__(self,
        latent_dim:int=8, # features of a cell, D
        hidden:int=32, # width of the gate's hidden layer
        view:str="around", # or "forward"
        window:int=7, # W, cells a side
        steps=None, # change of x and y for each action of view "around"
        width:int=16, # features of an action, and of a pose
        ):
        super().__init__(latent_dim, hidden, view, window, steps)
        self.act = nn.Embedding(self.geometry.num_actions, width)
        self.where = nn.Embedding(len(self.geometry.align) + 1, width)                 # one for each pose, one for "out of reach"

    def condition(self,
        step:Tensor, # int64 (n,)
        h:Tensor, # messages heard (n, K, W^2, D)
        spoke:Tensor, # int64 (n, K)
        )->tuple[Tensor, Tensor, Tensor]: # the action (n, width), what is heard (n, W^2, D), from where (n, width)
        "Means over those who are in reach."
        if spoke.shape[1] == 0:                                                        # silence
            nothing = torch.zeros_like(h).sum(1)
            return self.act(step), nothing, self.where.weight[-1].expand(len(step), -1)
        near = (self.geometry.align[spoke] < self.geometry.cells).any(-1)              # (n, K)
        share = near / near.sum(1, keepdim=True).clamp(min=1)
        pose = self.where(torch.where(near, spoke, len(self.geometry.align))).mean(1)
        return self.act(step), (share[..., None, None] * h).sum(1), pose

# %% [markdown]
# ## Three of them

# %%
#| export
class ResidualMLP(UnalignedPredictor):
    "`z + MLP([z, a, h, pose])` on flat vectors; `hidden` is an eighth of the layers' width."
    def __init__(self, latent_dim=8, hidden=32, view="around", window=7, steps=None): # as `WindowPredictor`
        super().__init__(latent_dim, hidden, view, window, steps)
        wide, flat = 8 * hidden, window**2 * latent_dim
        given = 2 * flat + 2 * self.act.embedding_dim
        self.net = nn.Sequential(nn.Linear(given, wide), nn.ReLU(), nn.Linear(wide, wide), nn.ReLU(), nn.Linear(wide, flat))

    def advance(self, z, step, h, spoke, stands, recalled): # as `WindowPredictor.advance`
        "One step."
        act, heard, pose = self.condition(step, h, spoke)
        return z + self.net(torch.cat([z.flatten(1), heard.flatten(1), act, pose], -1)).view_as(z)

class GRU(UnalignedPredictor):
    "A GRU cell whose state is the flat window."
    def __init__(self, latent_dim=8, hidden=32, view="around", window=7, steps=None): # as `WindowPredictor`
        super().__init__(latent_dim, hidden, view, window, steps)
        flat = window**2 * latent_dim
        self.squash = nn.Linear(flat, flat)
        self.spread = nn.Linear(flat, flat)
        self.cell = nn.GRUCell(flat + 2 * self.act.embedding_dim, flat)

    def advance(self, z, step, h, spoke, stands, recalled): # as `WindowPredictor.advance`
        "One step; the state lives between -1 and 1, so latents are mapped in and out."
        act, heard, pose = self.condition(step, h, spoke)
        state = self.cell(torch.cat([heard.flatten(1), act, pose], -1), self.squash(z.flatten(1)).tanh())
        return self.spread(state).view_as(z)

class Transformer(UnalignedPredictor):
    "Two layers of attention over the cells of the window, those heard, and the action; `hidden` is the width of a token."
    def __init__(self, latent_dim=8, hidden=32, view="around", window=7, steps=None): # as `WindowPredictor`
        super().__init__(latent_dim, hidden, view, window, steps, width=hidden)
        self.own = nn.Linear(latent_dim, hidden)
        self.told = nn.Linear(latent_dim, hidden)
        self.place = nn.Parameter(torch.randn(2, window**2, hidden) * 0.1)
        layer = nn.TransformerEncoderLayer(hidden, 4, 2*hidden, dropout=0., batch_first=True, norm_first=True)
        self.layers = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
        self.out = nn.Linear(hidden, latent_dim)

    def advance(self, z, step, h, spoke, stands, recalled): # as `WindowPredictor.advance`
        "One step."
        act, heard, pose = self.condition(step, h, spoke)
        own = self.own(z) + self.place[0]
        told = self.told(heard) + self.place[1] + pose[:, None]
        tokens = torch.cat([own, told, act[:, None]], 1)
        return z + self.out(self.layers(tokens)[:, :z.shape[1]])


'''
fi=b.index("# `CommJEPA` takes any predictor that answers"); fj=b.index("# | | |\n# |---|---|\n# | `RSSMPredictor`")
rssm='''# %% [markdown]
# ## An RSSM
#
'''+b[fi:fj].replace("`CommJEPA` takes any predictor that answers like `MoveThenCorrect`. This one is an RSSM","`RSSMPredictor` is an RSSM in the place of the predictor").replace("MoveThenCorrect","GridMap").rstrip().rstrip('#').rstrip()+'''
#
# The geometry, the hearing and the gate are those of `GridMap`: only what happens in a cell differs. The RSSM is the one of
# `baselines.rssm`, applied to all cells at once, with a cell's latent as its token; the state of a cell is so small that one block does.

# %%
#| export
DETER, STOCH, CLASSES = 24, 2, 8               # recurrent features, categorical latents and their classes, a cell
STATE = DETER + STOCH * CLASSES                # features of a cell's state
FLAGS = 5                                      # new, remembered, spoken of, a partner stood there, a partner stands there

class RSSMPredictor(WindowPredictor):
    "`f`: shift the map, lay the messages over it, and take a recurrent, stochastic step in every cell."
    def __init__(self, latent_dim=8 + STATE, hidden=32, view="around", window=7, steps=None): # as `WindowPredictor`; D holds the state, too
        super().__init__(latent_dim, hidden, view, window, steps)
        self.width = latent_dim - STATE
        if self.width < 1: raise ValueError(f"latent_dim must be more than the {STATE} features of the state, got {latent_dim}.")
        self.unheard = nn.Parameter(torch.randn(self.width) * 0.1)                       # messages carry no states
        self.gate = nn.Sequential(nn.Linear(latent_dim + self.width + 3, hidden), nn.ReLU(), nn.Linear(hidden, 1))
        self.rssm = RSSM(tokens=self.width, actions=self.width + FLAGS, deter=DETER, hidden=hidden, stoch=STOCH, classes=CLASSES, blocks=1)
        self.head = nn.Sequential(hidden_layer(STATE, hidden), linear(hidden, self.width))

    def overlay(self, h, pose, cell=None): # as `WindowPredictor.overlay`
        "Of the latents alone."
        return super().overlay(h[..., :self.width], pose, cell)

    def split(self,
        z:Tensor, # maps (..., D + S)
        )->tuple: # latents (..., D), recurrent states (..., DETER), categorical latents (..., STOCH, CLASSES)
        "The three parts of a cell."
        latent, deter, stoch = z.split([self.width, DETER, STOCH * CLASSES], -1)
        return latent, deter, stoch.unflatten(-1, (STOCH, CLASSES))

    def sample(self,
        logits:Tensor, # (..., STOCH, CLASSES)
        )->Tensor: # one-hot, of the same shape
        "A straight-through sample in training, from the global generator as dropout's are; the mode otherwise, so that a plan's cost is a function of the plan."
        if self.training: return straight_through(logits, self.rssm.mix)
        return torch.zeros_like(logits).scatter(-1, logits.argmax(-1, keepdim=True), 1.)

    def advance(self, z, step, h, spoke, stands, recalled): # as `WindowPredictor.advance`
        "Shift, remember, hear; then the RSSM's step from its prior."
        cells = self.geometry.cells
        shift = self.geometry.shift[step]
        shifted = gather_rows(z, shift.clamp(max=cells - 1))
        kept = (shift < cells)[..., None]
        if self.geometry.view == "forward": kept = kept & known(shifted)
        told = known(recalled)
        latent, deter, stoch = self.split(torch.where(kept, shifted, torch.where(told, recalled, self.unknown)))
        said, covered, stood = self.overlay(h, spoke)
        now = self.geometry.here[stands].any(1)
        flags = torch.stack([~kept[..., 0], ~kept[..., 0] & told[..., 0], covered, stood, now], -1)
        seen = self.sample(self.rssm.posterior(torch.cat([torch.zeros_like(deter), latent], -1)))
        stoch = torch.where(known(deter)[..., None], stoch, seen)                        # a cell that was only seen has no state yet
        deter = self.rssm.recur(deter, stoch, torch.cat([said, flags.to(z.dtype)], -1))
        stoch = self.sample(self.rssm.prior(deter)).flatten(-2)
        return torch.cat([self.head(torch.cat([deter, stoch], -1)), deter, stoch], -1)

PREDICTORS = predictors.PREDICTORS | dict(ResidualMLP=ResidualMLP, GRU=GRU, Transformer=Transformer, RSSMPredictor=RSSMPredictor)
# name in a configuration -> class: all that the library builds on loading


'''
t1=b[b.index("# %%\nf = RSSMPredictor()"):b.index("# %% [markdown]\n# ## In a trained model")]
import re
t1=re.sub(r"# %% \[markdown\]\n# In training the latents are samples.*?\n\n","",t1,flags=re.S)
t1=re.sub(r"# %%\n#\| export\n.*?(?=# %% \[markdown\])","",t1,flags=re.S)
t1=t1.replace("f(z, stay","f.advance(z, stay").replace("f.hear(h","f.overlay(h").replace("f(after, torch","f.advance(after, torch")
pi=a.index("class _Pooled(nn.Module)")
pm=a.rindex("# %% [markdown]",0,pi)
pooled_md=a[pm:a.index("# %%\n#| export",pm)]
pooled=pooled_md+'''# %%
#| export
class Pooled(nn.Module):
    "An encoder whose cells are mixed into one vector; it is folded to the shape of a window, but no cell of it is a place."
    def __init__(self,
        encoder:nn.Module, # an `ImageEncoder` or a `MessageEncoder`
        flat:int, # features of all cells
        width:int, # of the hidden layer
        ):
        super().__init__()
        self.encoder = encoder
        self.mix = nn.Sequential(nn.Flatten(-3), nn.Linear(flat, width), nn.ReLU(), nn.Linear(width, flat))

    def pooled(self,
        latent:Tensor, # (..., W, W, D)
        )->Tensor: # (..., W, W, D)
        "Mix all cells."
        return self.mix(latent).view_as(latent)

    def forward(self, x): # as the encoder's
        "Encode, then mix."
        return self.pooled(self.encoder(x))

    def look_up(self, tile, palette): # as the encoder's
        "The same from numbers of tiles."
        return self.pooled(self.encoder.look_up(tile, palette))

class PooledJEPA(CommJEPA):
    "A `CommJEPA` with one vector a window in place of one a cell, and a residual MLP as the predictor."
    def __init__(self,
        view:str="around", # or "forward"
        predictor:str|type=ResidualMLP, # of vectors
        latent_dim:int=8, # the vector has W^2 times as many
        hidden:int=32, # of the predictor
        image_hidden:int=128, # of the tile network
        bridge_hidden:int=64, # of the bridges
        projection_dim:int=64, # of the projections
        window:int=7, # W
        ):
        super().__init__(view, predictor, latent_dim, hidden, image_hidden, bridge_hidden, projection_dim, window)
        flat, wide = window**2 * latent_dim, 4 * bridge_hidden

        def mixed(features):
            layers = nn.Linear(flat, wide), nn.ReLU(), nn.Linear(wide, window**2 * features)
            return nn.Sequential(nn.Flatten(-3), *layers, nn.Unflatten(-1, (window, window, features)))
        self.observation_encoder = Pooled(self.observation_encoder, flat, 4 * projection_dim)
        self.message_encoder = Pooled(self.message_encoder, flat, 4 * projection_dim)
        self.to_observation = mixed(latent_dim)
        self.to_message = mixed(latent_dim)
        self.decoder = mixed(self.decoder.out_features)


'''
tests=a[a.index("# %% [markdown]\n# All of them train, and imagine."):]
tests=tests.replace('CommJEPA(predictor=f"comm_jepa.baselines.predictors:{name}")','CommJEPA(predictor=PREDICTORS[name])').replace("model(batch)[","model(batch, palette=palette())[")
tests=tests.replace('z, h = model.E.look_up(batch["tile"][:, 0]), model.M(batch["message"][:, 0])','z, h = model.observation_encoder.look_up(batch["tile"][:, 0], palette()), model.message_encoder(batch["message"][:, 0])')
tests=tests.replace('''    with torch.no_grad(): future = imagine(model, z[:, 0], h[:, 1:], plans, plans[:, :1], batch["position"][:, 0, 0], batch["position"][:, 0, 1:])
''','''    state = first_state(model, z[:, 0], batch["position"][:, 0, 0], h[:, 1:], batch["position"][:, 0, 1:])
    with torch.no_grad(): future = imagine(model, state, plans, plans[:, :1])
''')
tests=tests.replace("model.f.parameters()","model.predictor.parameters()").replace("dict(MoveThenCorrect=sum(p.numel() for p in MoveThenCorrect().parameters()))","dict(GridMap=sum(p.numel() for p in GridMap().parameters()))")
k=tests.index("# %% [markdown]\n# They can be probed like any other"); k2=tests.index("# %% [markdown]\n# They imagine in silence, too.")
probed=tests[k:k2]; tests=tests[:k]+tests[k2:]
tests=tests.replace('''with torch.no_grad(): alone = imagine(CommJEPA(predictor="comm_jepa.baselines.predictors:ResidualMLP"), z[:, 0], None, plans, None, batch["position"][:, 0, 0])
''','''alone = CommJEPA(predictor=ResidualMLP)
with torch.no_grad(): future = imagine(alone, first_state(alone, z[:, 0], batch["position"][:, 0, 0]), plans)
''').replace("test_eq(alone.z.isfinite()","test_eq(future.z.isfinite()")
tests=tests.replace("CELLS, 8)","49, 8)").replace("(f(z, step,","(f.advance(z, step,").replace("- f(z, step","- f.advance(z, step").replace(", f(z, step",", f.advance(z, step")
tests=tests.replace('change nothing; a name that does not exist is refused.','change nothing.').replace('test_fail(lambda: CommJEPA(predictor="comm_jepa.baselines.predictors:Perceptron"), contains="is not found")\n','')
tests+='''
# %% [markdown]
# All keep the contract: what is asked of `GridMap` in `core.predictors` is asked of them.

# %%
from comm_jepa.core.predictors import draw_state, swapped

for kind in PREDICTORS.values():
    torch.manual_seed(0)
    f = kind(view="around", window=5, latent_dim=8 + STATE) if kind is RSSMPredictor else kind(window=5)
    f.eval()
    state, action = draw_state(f, agents=3)
    after = f.step(state, action)
    for name in ("z", "h", "position"): test_eq((name, after[name].shape), (name, state[name].shape))
    for name in ("z", "position", "moved"): assert_close(f.step(swapped(state, [1, 2, 0]), action[:, [1, 2, 0]])[name], after[name][:, [1, 2, 0]], rtol=1e-4, atol=1e-4)
    assert_close(f.step(state[2:3], action[2:3])["z"], after["z"][2:3], rtol=1e-4, atol=1e-4)
'''
open('scratch/66_baselines.predictors.py','w').write(head+rssm+t1+pooled+tests)
# refit
imports='''# %% [markdown]
# # refit
# > Another predictor in a trained model: everything else is frozen, so that two models that differ in their predictor differ in nothing else
#
# | | |
# |---|---|
# | `with_predictor` | a trained `CommJEPA` with another predictor, everything else copied and frozen |
# | `fit_predictor` | trains a predictor alone, for a given time, on given trajectories |
# | `save_predictor`, `load_predictor` | the model in one file, with how it was trained: a row for `evaluate` |

# %%
#| default_exp experiments.refit

# %%
#| export
from __future__ import annotations
import math, time
from collections.abc import Callable
import torch
from tensordict import TensorDict
from torch import Tensor, nn
from comm_jepa.baselines.predictors import PREDICTORS, STATE, RSSMPredictor
from comm_jepa.baselines.rssm import balanced_kl
from comm_jepa.core.model import CommJEPA
from comm_jepa.core.objective import LossConfig, ground_loss, move_loss, unroll
from comm_jepa.data.datasets import sample_windows
from comm_jepa.files import load_module, save_module
from comm_jepa.worlds.message import UNSEEN
from comm_jepa.worlds.tiles import palette

# %%
#| hide
import json, os, tempfile
import matplotlib.pyplot as plt
from fastcore.test import *
from safetensors.torch import load_file, save_file
from torch.testing import assert_close
from comm_jepa.core.imagine import first_state, imagine
from comm_jepa.core.model import pretrained
from comm_jepa.data.behaviour import rollout
from comm_jepa.worlds.world import GridWorld
torch.manual_seed(0);

'''
r=b[b.index("# %% [markdown]\n# ## In a trained model"):]
wi=r.index("def with_predictor("); wj=r.index("# %%\nweights = load_file")
r=r[:wi]+'''def copied_into(
    to:Tensor, # a parameter of the wider model
    source:Tensor, # the same of the trained one
    cells:int, # that a projection reads at once; 1 elsewhere
    ):
    "Copy into the first features of each cell; the others become zero."
    to.zero_()
    if cells > 1 and to.ndim > 1: to, source = (t.view(len(t), cells, -1) for t in (to, source))
    to[tuple(slice(n) for n in source.shape)].copy_(source)

def with_predictor(
    weights:dict, # name -> tensor: the state dict of a trained `CommJEPA`; its predictor is not read
    predictor:type=RSSMPredictor, # class of the new predictor
    state:int=STATE, # features that the predictor adds to each cell; 0 = none
    **sizes, # others of `CommJEPA`
    )->CommJEPA: # all but the predictor frozen
    "A trained model with another, untrained predictor."
    D = weights["decoder.weight"].shape[1]
    model = CommJEPA(latent_dim=D + state, predictor=predictor, **sizes)
    for name, to in model.state_dict().items():
        if name.startswith("predictor."): continue
        if name not in weights: raise ValueError(f"weights must have {name!r}, got {', '.join(sorted(weights))[:80]} ...")
        copied_into(to, weights[name], model.geometry.cells if name.startswith("project") else 1)
    for name, part in model.named_children(): part.requires_grad_(name == "predictor")
    return model


'''+r[wj:]
pi=r.index("def predictor_loss("); pj=r.index("def rssm_losses(")
r=r[:pi]+'''def predictor_loss(
    model:CommJEPA, # its predictor is trained
    batch:TensorDict, # (B, T): tile, message, position, action (B, T, A, ...), mask (B, T), as `sample_windows` gives them
    config:LossConfig=LossConfig(), # weights and ways of unrolling
    generator:torch.Generator|None=None, # of the ways of unrolling
    )->dict: # "total_loss" and its parts
    "What a predictor is trained by when everything else is given."
    with torch.no_grad():
        z = model.observation_encoder.look_up(batch["tile"], palette(batch["tile"].device))
        h = model.message_encoder(batch["message"])
    later = batch["mask"][:, 1:, None].expand(*batch["action"][:, 1:].shape)
    B, _, A = batch["action"].shape
    chance = torch.rand(B, 2 + A, device=z.device, generator=generator)
    z_pred, gate = unroll(model, z, h, batch["position"], batch["action"], config, chance)
    truth, grid = z[:, 1:], batch["message"][:, 1:]
    count = (later[..., None, None] & (grid != UNSEEN))[..., None].to(z.dtype)
    D = getattr(model.predictor, "width", z.shape[-1])

    def error(guess): return ((guess - truth[..., :D]).square() * count).sum() / count.sum().clamp(min=1) / D
    tries = model.geometry.moves[:, 0, :2].any(-1)[batch["action"]]
    losses = dict(predict=error(z_pred[..., :D]), ground=ground_loss(model.decoder(z_pred), grid, later),
                  move=move_loss(gate, batch["position"], tries, later))
    total = config.inv * losses["predict"] + config.ground * losses["ground"] + config.move * losses["move"]
    if isinstance(model.predictor, RSSMPredictor):
        losses |= rssm_losses(model.predictor, z_pred, truth, error, later)
        total = total + config.inv * losses["posterior"] + losses["kl"]
    return losses | dict(total_loss=total)

'''+r[pj:]
r=r.replace('''    return dict(posterior=error(guess), kl=((dyn + .1 * rep) * mask).sum() / mask.sum().clamp(min=1) / CELLS)''','''    kl = ((dyn + REP_WEIGHT * rep) * mask).sum() / mask.sum().clamp(min=1) / f.geometry.cells
    return dict(posterior=error(guess), kl=kl)''').replace("def rssm_losses(","REP_WEIGHT = .1 # of the part of the KL that trains the posterior\n\ndef rssm_losses(")
fi=r.index("def fit_predictor("); fj=r.index("# %% [markdown]\n# The dyn part of the KL")
r=r[:fi]+'''def fit_predictor(
    model:CommJEPA, # its predictor is trained, in place
    trajectories:TensorDict, # (E, L), as `load_trajectories` and `rollout` give them
    minutes:float=3., # of processor time
    batch_size:int=64, # sequences an update
    length:int=10, # observations of a sequence
    lr:float=3e-3, # of AdamW at its peak; it falls to 0 along a cosine
    seed:int=0, # of windows and ways of unrolling
    updates:int|None=None, # as many instead, however long they take; then the same seeds give the same weights
    progress:Callable=lambda update, loss: None, # called after each update
    )->list: # losses of every 20th update, as floats, with `update` and `minutes`
    "Train a predictor alone, for a given time; `model.trained` says how. An RSSM draws its latents from the global generator."
    warmup, log_every, seconds_a_minute = 50, 20, 60
    params = [p for p in model.predictor.parameters() if p.requires_grad]
    generator = torch.Generator().manual_seed(seed)
    optimiser = torch.optim.AdamW(params, lr, weight_decay=1e-5)
    history = []
    update = frames = 0
    start, used = time.process_time(), 0.
    model.predictor.train()
    while update != updates and (updates or used < minutes):
        done = update / updates if updates else used / minutes
        for group in optimiser.param_groups: group["lr"] = lr * min(1, (update + 1) / warmup) * .5 * (1 + math.cos(math.pi * done))
        batch = sample_windows(trajectories, batch_size, length, generator, image=False)
        losses = predictor_loss(model, batch, LossConfig(), generator)
        optimiser.zero_grad()
        losses["total_loss"].backward()
        nn.utils.clip_grad_norm_(params, 2.)
        optimiser.step()
        update += 1
        used = (time.process_time() - start) / seconds_a_minute
        frames = frames + batch["mask"].sum()
        progress(update, losses["total_loss"])
        if update % log_every == 0:
            history.append({name: value.item() for name, value in losses.items()} | dict(update=update, minutes=used))
    model.predictor.eval()
    A = trajectories["action"].shape[-1]
    model.trained = dict(method="predictor fitted", agents=A, frames=int(frames) * A, minutes=round(used, 2))
    return history


'''+r[fj:]
r=r.replace('''        model = CommJEPA(**about["config"])
''','''        config = about["config"]
        if config.get("predictor") not in PREDICTORS:
            raise ValueError(f"predictor: {config.get('predictor')!r:.80}; expected one of {', '.join(PREDICTORS)}")
        model = CommJEPA(**config | dict(predictor=PREDICTORS[config["predictor"]]))
''')
r=r.replace("z, h = model.E(obs[\"image\"]), model.M(obs[\"message\"])","z, h = model.observation_encoder(obs[\"image\"]), model.message_encoder(obs[\"message\"])").replace("model.O(h)","model.to_observation(h)").replace("model.P(","model.to_message(").replace("model.project_z(","model.project_observation(")
r=r.replace('name.startswith("f.")','name.startswith("predictor.")').replace('f"f.{name}"','f"predictor.{name}"').replace("model.f.","model.predictor.")
r=r.replace('''    future = imagine(model, z[:, 0], h[:, 1:], torch.randint(0, 5, (4, 3, 5)), torch.randint(0, 5, (4, 1, 5)), obs["position"][:, 0], obs["position"][:, 1:])
''','''    state = first_state(model, z[:, 0], obs["position"][:, 0], h[:, 1:], obs["position"][:, 1:])
    future = imagine(model, state, torch.randint(0, 5, (4, 3, 5)), torch.randint(0, 5, (4, 1, 5)))
''')
r=r.replace('''    again = CommJEPA.from_pretrained(folder)
    test_eq(json.loads(open(folder + "/config.json").read())["predictor"], "comm_jepa.baselines.rssm_predictor:RSSMPredictor")
''','''    test_eq(json.loads(open(folder + "/config.json").read())["predictor"], "RSSMPredictor")
    test_fail(lambda: CommJEPA.from_pretrained(folder), contains="expected one of GridMap, or a class of your own")
    again = CommJEPA.from_pretrained(folder, predictor=RSSMPredictor)
''')
r=r.replace('with_predictor(weights, "MoveThenCorrect", state=0)','with_predictor(weights, GridMap, state=0)').replace("# %% [markdown]\n# Trained whole, by `comm-jepa train --values model.predictor=comm_jepa.baselines.rssm_predictor:RSSMPredictor","# %% [markdown]\n# Trained whole, by `comm-jepa train --values model.predictor=comm_jepa.baselines.predictors:RSSMPredictor")
r=r.replace('CommJEPA(latent_dim=48, predictor="comm_jepa.baselines.rssm_predictor:RSSMPredictor")','CommJEPA(latent_dim=48, predictor=RSSMPredictor)').replace("generator=torch.Generator().manual_seed(update))[","generator=torch.Generator().manual_seed(update))[")
r=r.replace("losses = whole(sample_windows(trajectories, 16, 4, torch.Generator().manual_seed(update)), generator=torch.Generator().manual_seed(update))","losses = whole(sample_windows(trajectories, 16, 4, torch.Generator().manual_seed(update)), generator=torch.Generator().manual_seed(update), palette=palette())")
r=r.replace('("MoveThenCorrect", "refitted_first")','("GridMap", "refitted_first")').replace("from comm_jepa.agents.episode import play","from comm_jepa.experiments.play import play")
r=r.replace("from comm_jepa.core.model import pretrained\n","")
s=imports.replace("from comm_jepa.core.model import pretrained\n","from comm_jepa.core.model import pretrained\nfrom comm_jepa.core.predictors import GridMap\n")+r
for x in ("`f` is trained",): s=s.replace(x,"predictor is trained")
import re
s=re.sub(r'\n\)->',r'\n    )->',s)
open('scratch/76_experiments.refit.py','w').write(s)
