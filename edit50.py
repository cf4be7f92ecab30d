s=open('scratch/50_agents.channel.py').read()
cells=s.split("\n# %%")
def find(sub):
    r=[i for i,c in enumerate(cells) if sub in c]; assert len(r)>=1,sub; return r[0]
ip=find("## Protocols")
packets="\n# %%".join(cells[:ip]); proto="\n# %%".join([""]+cells[ip:])
packets=packets[packets.index("# %% [markdown]\n# # channel"):]
packets=packets.replace("# # channel\n# > What agents say to each other: packets of bytes, the protocols, and the channel that counts, loses and delays them","# # packets\n# > What agents say to each other, as bytes: windows, programs, plans, positions")
packets=packets.replace("default_exp agents.channel","default_exp agents.packets")
packets=packets.replace("| a plan: `H` actions as one base-5 integer |","| a plan: `H` actions as one integer, its base their number |")
i=packets.index("# %%\n#| export\nfrom __future__"); j=packets.index("# %%\n#| hide")
packets=packets[:i]+'''# %%
#| export
from __future__ import annotations
from typing import NamedTuple
import torch
from torch import Tensor
from comm_jepa.worlds import message
from comm_jepa.worlds import program as programs
from comm_jepa.worlds.program import Program

'''+packets[j:]
i=packets.index("NUM_ACTIONS, STAY = 5, 4"); j=packets.index("# %%",i)
packets=packets[:i]+'''NUM_ACTIONS = 5 # right, down, left, up, stay
HAS_WINDOW, HAS_PLAN, HAS_POSITION, HAS_PROBS, HAS_PROGRAM, HAS_TARGET = 1, 2, 4, 8, 16, 32
ALL_KINDS = 63
LEVELS = 15 # a probability is told in this many parts, half a byte
FARTHEST = 256 # coordinates that are told are below it: a byte

class Packet(NamedTuple):
    "What one agent says to the others at once; None where it says nothing of a kind."
    window: Tensor|None = None # uint8 (W, W)
    plan: Tensor|None = None # int64 (H,)
    position: Tensor|None = None # int64 (3,)
    probs: Tensor|None = None # (H, actions), each step sums to 1
    program: Program|None = None # statements that are true of the window
    target: Tensor|None = None # int64 (2,): where the sender wants to go

def plan_bytes(
    horizon:int, # actions in a plan
    num_actions:int=NUM_ACTIONS,
    )->int: # bytes
    "Size of a plan on the wire: the smallest whole number of bytes that holds num_actions^horizon values."
    return ((num_actions**horizon - 1).bit_length() + 7) // 8

def probs_bytes(
    horizon:int, # actions in a plan
    num_actions:int=NUM_ACTIONS,
    )->int: # bytes
    "Size of a distribution over plans on the wire: half a byte for every action of every step."
    return (num_actions * horizon + 1) // 2


'''+packets[j:]
i=packets.index("def _pack_probs("); j=packets.index("# %%",i)
packets=packets[:i]+'''def pack_probs(
    probs:Tensor, # (H, actions)
    )->bytes: # half a byte each
    "Each probability in parts of the step's largest."
    level = (probs / probs.amax(-1, keepdim=True) * LEVELS).round().long().flatten().tolist()
    level += [0] * (len(level) % 2)
    return bytes((LEVELS + 1) * a + b for a, b in zip(level[::2], level[1::2]))

def unpack_probs(
    data:bytes, # from `pack_probs`
    horizon:int, # H
    num_actions:int=NUM_ACTIONS,
    )->Tensor: # (H, actions), each step sums to 1
    "The distribution behind the bytes; ValueError if a step has none."
    halves = [half for byte in data for half in divmod(byte, LEVELS + 1)]
    rest = halves[num_actions * horizon:]
    level = torch.tensor(halves[:num_actions * horizon]).view(horizon, num_actions)
    if (level.amax(-1) != LEVELS).any() or any(rest):
        raise ValueError(f"packet: probabilities {bytes(data)!r}; expected {horizon} steps whose most probable action has {LEVELS} parts")
    return level / level.sum(-1, keepdim=True)


'''+packets[j:]
packets=packets.replace("_pack_probs(","pack_probs(").replace("unpack_probs(","unpack_probs(").replace("un_pack","unpack").replace("_unpack_probs","unpack_probs")
i=packets.index("def write_packet("); j=packets.index("# %%",i)
packets=packets[:i]+'''def write_packet(
    window:Tensor|None=None, # uint8 (W, W)
    plan:Tensor|None=None, # int64 (H,)
    position:Tensor|None=None, # int64 (3,)
    probs:Tensor|None=None, # (H, actions)
    program:Program|None=None, # statements
    target:Tensor|None=None, # int64 (2,)
    num_actions:int=NUM_ACTIONS, # that a plan chooses from
    )->bytes: # the packet
    "Pack what is given."
    for name, place in dict(position=position, target=target).items():
        if place is not None and not all(0 <= value < FARTHEST for value in place[:2].tolist()):
            raise ValueError(f"packet: {name} {place[:2].tolist()}; expected x and y from 0 to {FARTHEST - 1}")
    kinds = {HAS_WINDOW: window, HAS_PLAN: plan, HAS_POSITION: position, HAS_PROBS: probs, HAS_PROGRAM: program, HAS_TARGET: target}
    body = b""
    if plan is not None:
        number = sum(a * num_actions**t for t, a in enumerate(plan.tolist()))
        body += number.to_bytes(plan_bytes(len(plan), num_actions), "little")
    if probs is not None: body += pack_probs(probs)
    if position is not None: body += bytes(position[:2].tolist())
    if target is not None: body += bytes(target.tolist())
    if window is not None: body += message.pack(window)
    if program is not None: body += programs.pack(program)
    return bytes([sum(kind for kind, value in kinds.items() if value is not None)]) + body


'''+packets[j:]
i=packets.index("def read_packet("); j=packets.index("# %%",i)
packets=packets[:i]+'''def read_plan(
    data:bytes, # of a plan
    horizon:int, # H
    num_actions:int=NUM_ACTIONS,
    )->Tensor: # int64 (H,)
    "The plan behind the bytes; ValueError if there is none."
    number = int.from_bytes(data, "little")
    if number >= num_actions**horizon: raise ValueError(f"packet: plan {data!r}; expected {horizon} actions of {num_actions}")
    return torch.tensor([number // num_actions**t % num_actions for t in range(horizon)])

def check_header(
    packet:bytes, # as it arrived
    )->int: # its kinds
    "Refuse, in a sentence, what is no packet."
    if not isinstance(packet, bytes): raise ValueError(f"packet: {type(packet).__name__}; expected bytes")
    if not packet or not 0 < packet[0] <= ALL_KINDS:
        raise ValueError(f"packet: header {packet[:1]!r}; expected a byte from 1 to {ALL_KINDS}")
    if packet[0] & HAS_WINDOW and packet[0] & HAS_PROGRAM:
        raise ValueError(f"packet: header {packet[0]}; expected a window or a program, not both")
    return packet[0]

def read_packet(
    packet:bytes, # as it arrived
    horizon:int, # actions in a plan
    statements:int=10, # a program has at most so many
    num_actions:int=NUM_ACTIONS, # that a plan chooses from
    )->Packet: # what it says
    "Unpack and validate; ValueError says what is wrong."
    kind = check_header(packet)
    body = packet[1:]
    said = {}

    def take(size, what):
        nonlocal body
        head, body = body[:size], body[size:]
        if len(head) < size: raise ValueError(f"packet: {what} {head!r}; expected {size} bytes")
        return head

    if kind & HAS_PLAN:
        said["plan"] = read_plan(take(plan_bytes(horizon, num_actions), f"plan of {horizon} actions"), horizon, num_actions)
    if kind & HAS_PROBS:
        said["probs"] = unpack_probs(take(probs_bytes(horizon, num_actions), "probabilities"), horizon, num_actions)
    if kind & HAS_POSITION: said["position"] = torch.tensor([*take(2, "position"), 0])
    if kind & HAS_TARGET: said["target"] = torch.tensor([*take(2, "target")])
    if kind & HAS_WINDOW: said["window"], body = message.unpack(body), b""
    if kind & HAS_PROGRAM: said["program"], body = programs.unpack(body, statements), b""
    if body: raise ValueError(f"packet: {len(body)} bytes too many")
    return Packet(**said)


'''+packets[j:]
packets=packets.replace("says = program.describe(","says = programs.describe(")
open('scratch/50_agents.packets.py','w').write(packets)
# protocols
head='''# %% [markdown]
# # protocols
# > Who says what, when; and the channel that carries it, counts it, loses and delays it
#
# | protocol | message | plans | |
# |---|---|---|---|
# | `silent` | never | never | the model predicts what it can of others |
# | `silent_stay`, `_greedy`, `_random`, `_learned` | never | never | a partner in sight is taken to act by a policy (`agents.partners`), and to see what I see around it |
# | `plans` | never | when they change | where the partner is, is known only while it is in sight |
# | `first` | at t = 0 | when they change | the project's own |
# | `first_simultaneous` | at t = 0 | when they change | all plan at once, each on the others' plans of the step before |
# | `first_probs` | at t = 0 | as distributions | candidates meet partners that are drawn from what was announced |
# | `every`, `every-K` | at every (K-th) step | when they change | |
# | `program-K` | at t = 0 | when they change | at most K true statements in place of the 49 symbols |
# | `shuffled` | at t = 0 | when they change | everything comes from the agents of another episode: the causality check |
# | `zeroed` | at t = 0 | when they change | the window's content is left out, its position is not: what the 49 symbols are worth |
# | `central`, `central_true` | | | one planner that holds all observations (`baselines.centralised`): the upper bounds |
#
# All that is known of a protocol stands here: its rules, and how it is named and drawn in a table.

# %%
#| default_exp agents.protocols

# %%
#| export
from __future__ import annotations
import re
from dataclasses import dataclass
import torch
from torch import Tensor
from comm_jepa.config import ConfigBase

# %%
#| hide
from fastcore.test import *
torch.manual_seed(0);

'''
i=proto.index("@dataclass(frozen=True)\nclass Protocol"); j=proto.index("# %% [markdown]\n# Two families")
prot='''# %% [markdown]
# ## Protocols

# %%
#| export
SILENCE, IMAGINED, TRUE, OTHERS = "#7a7a7a", "#e0802a", "#3b6fb6", "#c0392b" # colours of what is heard

@dataclass(frozen=True)
class Protocol:
    "Who says what, when."
    every: int|None = None # a message every so many steps; 0: at the start only; None: never
    content: str = "window" # of a message: the "window", or "zeroed", the window without its content
    statements: int|None = None # in place of the window a program of at most so many statements
    plans: str = "none" # what is announced of plans: "none", the "actions", or their distribution "probs"
    simultaneous: bool = False # does everybody plan at once, before anybody's new plan is heard
    shuffled: bool = False # does everything come from another episode
    central: str = "" # does one planner hold all observations, with the "model" or the true "world"
    assume: str = "nothing" # what a silent agent assumes of a partner in sight: "nothing", or how it acts
    text: str = "" # in a few words, for tables
    colour: str = "#6b7280" # for figures

    @property
    def needs_model(self)->bool:
        "Is a learned model asked?"
        return self.central != "world"

PROTOCOLS = dict(
    silent=Protocol(text="nothing is said", colour=SILENCE),
    silent_stay=Protocol(assume="stay", text="nothing is said; a partner in sight is taken to stay", colour=SILENCE),
    silent_greedy=Protocol(assume="greedy", text="nothing is said; a partner in sight is taken to come", colour=SILENCE),
    silent_random=Protocol(assume="random", text="nothing is said; a partner in sight is taken to do anything", colour=SILENCE),
    silent_learned=Protocol(assume="learned", colour=SILENCE,
                            text="nothing is said; a partner in sight is taken to do what partners did in training"),
    plans=Protocol(plans="actions", text="announced actions, no message", colour="#b0972c"),
    first=Protocol(0, plans="actions", text="one message at the start, then announced plans", colour=IMAGINED),
    first_simultaneous=Protocol(0, plans="actions", simultaneous=True, text="the same, all planning at once", colour=IMAGINED),
    first_probs=Protocol(0, plans="probs", text="the same, plans announced as distributions", colour=IMAGINED),
    every=Protocol(1, plans="actions", text="a message at every step", colour=TRUE),
    shuffled=Protocol(0, plans="actions", shuffled=True, text="messages of another episode: the control", colour=OTHERS),
    zeroed=Protocol(0, "zeroed", plans="actions", text="messages without content", colour="#c98fb0"),
    central=Protocol(central="model", text="one planner that sees what both see", colour="#3f9a63"),
    central_true=Protocol(central="world", text="one planner in the true world", colour="#2f8558"))

MOST_STATEMENTS = 10 # of a program


'''
proto=head+prot+proto[j:]
i=proto.index("def find_protocol("); j=proto.index("# %%",i)
proto=proto[:i]+'''def find_protocol(
    name:str, # a name in PROTOCOLS, "every-K" or "program-K"
    max_steps:int|None=None, # steps of an episode, if it is to be played
    )->Protocol: # its rules
    "The protocol behind a name; ValueError if there is none, or if episodes are too short for it."
    if name in PROTOCOLS: return PROTOCOLS[name]
    family = re.fullmatch(r"(every|program)-([1-9][0-9]?)", str(name))
    if not family:
        raise ValueError(f"protocol: {name!r}; expected one of {', '.join(PROTOCOLS)}, every-K, program-K or random")
    k = int(family[2])
    if family[1] == "program":
        if k > MOST_STATEMENTS: raise ValueError(f"protocol: {name!r}; expected at most {MOST_STATEMENTS} statements")
        return Protocol(0, statements=k, plans="actions", text="a few statements at the start, then announced plans", colour="#d0563f")
    if max_steps is not None and k >= max_steps:
        raise ValueError(f"protocol: {name!r} in episodes of {max_steps} steps; expected a shorter period, or first")
    return Protocol(k, plans="actions", text="a message at some steps", colour=TRUE)


'''+proto[j:]
proto=proto.replace('test_eq(find_protocol("first"), Protocol(0, plans="actions"))','test_eq((find_protocol("first").every, find_protocol("first").plans, find_protocol("silent").plans), (0, "actions", "none"))\ntest_eq([name for name, rules in PROTOCOLS.items() if not rules.needs_model], ["central_true"])')
i=proto.index("class Channel:")
proto=proto[:i]+'''@dataclass(frozen=True)
class ChannelConfig(ConfigBase):
    "What a channel does to packets."
    drop: float = 0. # share that never arrives
    delay: float = 0. # share that arrives a step late

    def __post_init__(self):
        for name, value in dict(drop=self.drop, delay=self.delay).items():
            if not 0 <= value <= 1: raise ValueError(f"channel: {name} = {value}; expected a probability from 0 to 1")

'''+proto[i:]
proto=proto.replace('''        for name, value in dict(drop=drop, delay=delay).items():
            if not 0 <= value <= 1: raise ValueError(f"channel: {name} = {value}; expected a probability from 0 to 1")
        self.bits, self.source, self.drop, self.delay = torch.zeros(num_envs, dtype=torch.int64), source, drop, delay
        self.generator, self.waiting = torch.Generator().manual_seed(seed), {}
''','''        ChannelConfig(drop, delay)                                        # says what is wrong
        self.bits = torch.zeros(num_envs, dtype=torch.int64)
        self.source = source
        self.drop = drop
        self.delay = delay
        self.generator = torch.Generator().manual_seed(seed)
        self.waiting = {}
''')
open('scratch/51_agents.protocols.py','w').write(proto)
