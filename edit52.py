import re
s=open('scratch/52_agents.partners.py').read()
s=s[s.index("# %% [markdown]"):]
def sub(a,b):
    global s
    assert a in s,a
    s=s.replace(a,b)
sub("from comm_jepa.agents.channel import STAY\nfrom comm_jepa.core.gridmap import DIRECTIONS","")
sub("from comm_jepa.worlds.message import OBSTACLE, WINDOW\n","from comm_jepa.core.gridmap import DIRECTIONS, VIEWS\nfrom comm_jepa.worlds.message import OBSTACLE, WINDOW\n")
i=s.index("# %%\n#| export\nCONTEXTS"); j=s.index("# %%\nwindow = torch.zeros(1, 7, 7")
s=s[:i]+'''# %%
#| export
NUM_ACTIONS, STAY = VIEWS["around"]
CONTEXTS = (16, 9) # blocked neighbours x directions to me

def features(
    window:Tensor, # uint8 (B, 7, 7): the own window
    cell:Tensor, # int64 (B, N, 2): where in it the partner stands, or is imagined to stand; may lie outside
    )->tuple[Tensor, Tensor]: # int64 (B, N) each: blocked neighbours, direction to me
    "What a partner's policy depends on; cells out of sight count as free."
    beside = cell[:, :, None] + DIRECTIONS[:STAY].to(cell.device)                   # (B, N, 4, 2)
    inside = ((beside >= 0) & (beside < WINDOW)).all(-1)
    index = (beside[..., 0] * WINDOW + beside[..., 1]).where(inside, 0)
    wall = (window.flatten(1) == OBSTACLE).gather(1, index.flatten(1)).view(index.shape) & inside
    blocked = (wall * 2**torch.arange(STAY, device=cell.device)).sum(-1)
    way = (WINDOW // 2 - cell).sign() + 1
    return blocked, 3 * way[..., 0] + way[..., 1]


'''+s[j:]
i=s.index("# %% [markdown]\n# ## Habits"); j=s.index("# %%\ntables = habits()")
s=s[:i]+'''# %% [markdown]
# ## Policies

# %%
#| export
def hand_written_policies()->dict[str, Tensor]: # each (16, 9, 5): probabilities of the five actions
    "`stay`, `greedy` and `random`; each but `stay` does only what is not blocked, and stays if nothing is left."
    blocked, way = torch.arange(CONTEXTS[0])[:, None], torch.arange(CONTEXTS[1])
    free = (blocked >> torch.arange(STAY)) & 1 == 0                                 # (16, 4)
    sign = torch.stack([way // 3 - 1, way % 3 - 1], -1)                             # (9, 2)
    nearer = (DIRECTIONS[:STAY] * sign[:, None]).sum(-1) > 0                        # (9, 4)

    def table(wanted):
        weight = torch.cat([wanted.float(), (~wanted.any(-1, keepdim=True)).float()], -1)
        return weight / weight.sum(-1, keepdim=True)

    stay = torch.zeros(*CONTEXTS, NUM_ACTIONS)
    stay[..., STAY] = 1
    return dict(stay=stay, greedy=table(free[:, None] & nearer), random=table(free[:, None].expand(*CONTEXTS, STAY)))

def fit_policy(
    blocked:Tensor, # int64 (n,): features of what occurred
    way:Tensor, # int64 (n,)
    action:Tensor, # int64 (n,): what was done in each
    prior:float=1., # weight of `random`, in observations
    )->Tensor: # (16, 9, 5)
    "The policy that explains what partners did: counts, with a little of `random` where there are few."
    index = (blocked * CONTEXTS[1] + way) * NUM_ACTIONS + action
    count = torch.bincount(index, minlength=CONTEXTS[0] * CONTEXTS[1] * NUM_ACTIONS).float().view(*CONTEXTS, NUM_ACTIONS)
    count = count + prior * hand_written_policies()["random"]
    return count / count.sum(-1, keepdim=True)


'''+s[j:]
i=s.index("# %%\n#| export\ndef foresee("); j=s.index("# %%\nwindow = torch.zeros(1, 7, 7, dtype=torch.uint8)\nwindow[0, 6, 3] = AGENT")
s=s[:i]+'''# %%
#| export
def sample_plans(
    policy:Tensor, # (16, 9, 5)
    window:Tensor, # uint8 (B, 7, 7): the own window now
    cell:Tensor, # int64 (B, 2): where in it the partner stands
    uniform:Tensor, # numbers in [0, 1) (B, N, H): one draw a candidate and step
    )->Tensor: # int64 actions (B, N, H)
    "Plans of a partner that acts by a policy; who wants to enter an obstacle, or the middle where I stand, stays."
    policy, directions = policy.to(cell.device), DIRECTIONS.to(cell.device)
    actions = []
    cell = cell[:, None].expand(-1, uniform.shape[1], -1)
    for chance in uniform.unbind(-1):
        blocked, way = features(window, cell)
        edges = policy[blocked, way].cumsum(-1)[..., :-1]
        action = (chance[..., None] >= edges).sum(-1)
        into_wall = ((blocked >> action.clamp(max=STAY - 1)) & 1).bool()
        into_me = (cell + directions[action] == WINDOW // 2).all(-1)
        action = torch.where(into_wall | into_me, STAY, action)
        cell = cell + directions[action]
        actions.append(action)
    return torch.stack(actions, -1)


'''+s[j:]
for a,b in (("situation(","features("),("habits()","hand_written_policies()"),("learned(seen","fit_policy(seen"),("foresee(","sample_plans("),("## Situations","## Features"),("A situation has two numbers","What a policy depends on are two numbers"),("# # partner\n","# # partners\n"),("The habit is rolled forward","The policy is rolled forward"),("habit","policy")): s=s.replace(a,b)
open('scratch/52_agents.partners.py','w').write(s)
