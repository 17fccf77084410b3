"""Fits the network that tells the person's own edge with torch, on people of the fit split only."""

from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from formcheck.motion.own_edge import PREFIX, edge_inputs, edge_share
from models.fit.edge_gather import EdgeShard
from models.fit.training import held_out

EPOCHS: Final = 20
BATCH: Final = 128
LEARNING_RATE: Final = 4e-3
NOT_OWN_WEIGHT: Final = 3.0  # chosen: a thing taken for the back is worse than a back not judged
DROPPED: Final = 0.2


class Net(nn.Module):
    """As in `formcheck.motion.own_edge`; logits (B, 25)."""

    def __init__(self) -> None:
        super().__init__()
        self.planes = nn.ModuleList(
            [
                nn.Conv2d(6, 12, 3, padding=1),
                nn.Conv2d(12, 16, 3, stride=(1, 2), padding=1),
                nn.Conv2d(16, 20, 3, stride=(1, 2), padding=1),
            ]
        )
        self.rows = nn.ModuleList([nn.Conv1d(41, 32, 5, padding=2), nn.Conv1d(64, 32, 5, padding=2)])
        self.last = nn.Conv1d(32, 1, 1)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, state: Any, share: Any) -> Any:
        for plane in self.planes:
            state = functional.silu(plane(state))
        places = torch.cat([state.mean(3), state.amax(3), share[:, None]], 1)
        places = functional.silu(self.rows[0](self.drop(places)))
        whole = places.mean(2, keepdim=True).expand_as(places)
        places = functional.silu(self.rows[1](torch.cat([places, whole], 1)))
        return self.last(self.drop(places))[:, 0]


def fit_edges(every: EdgeShard, out: Path) -> str:
    """Train, put the weights into the file of the lower back, return what people held out show."""
    held = held_out(every.person)
    torch.manual_seed(0)
    net = Net()
    rows = np.flatnonzero(~held)
    batches = max(len(rows) // BATCH, 1)
    optimiser = torch.optim.AdamW(net.parameters(), LEARNING_RATE, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, LEARNING_RATE, total_steps=EPOCHS * batches + 1)
    rng, drawn = np.random.default_rng(0), torch.Generator().manual_seed(1)
    for _ in range(EPOCHS):
        for batch in np.array_split(rng.permutation(rows), batches):
            state, share = _given(every.strips[batch])
            loss = _loss(net(_recoloured(state, drawn), share), torch.from_numpy(every.own[batch]).float())
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    net.eval()
    _store(net, out)
    return _table(net, every, held)


def _given(strips: NDArray[np.uint8]) -> tuple[Any, Any]:
    seen: NDArray[np.float32] = (strips / np.float32(255)).astype(np.float32)
    return torch.from_numpy(edge_inputs(seen)), torch.from_numpy(edge_share(seen))


def _loss(logits: Any, own: Any) -> Any:
    known = (own >= 0).float()
    weight = known * torch.where(own == 0, NOT_OWN_WEIGHT, 1.0)
    losses = functional.binary_cross_entropy_with_logits(logits, own.clamp(min=0), reduction="none")
    return (losses * weight).sum() / known.sum().clamp(min=1)


def _recoloured(state: Any, drawn: torch.Generator) -> Any:
    """Other colours, contrasts and noise: what counts is where the picture changes, not what colour it has."""
    count = len(state)
    order = torch.stack([torch.randperm(3, generator=drawn) for _ in range(count)])
    colour = torch.gather(state[:, 1:4], 1, order[:, :, None, None].expand(-1, -1, *state.shape[2:]))
    turned = torch.sign(torch.rand(count, 1, 1, 1, generator=drawn) - 0.3)
    gain = torch.exp(torch.randn(count, 1, 1, 1, generator=drawn) * 0.35)
    colour = colour * turned * gain * torch.exp(torch.randn(count, 3, 1, 1, generator=drawn) * 0.1)
    grey = torch.rand(count, 1, 1, 1, generator=drawn) < 0.15
    colour = torch.where(grey, colour.mean(1, keepdim=True).expand_as(colour), colour)
    noise = torch.rand(count, 1, 1, 1, generator=drawn) * 0.15
    colour = colour + torch.randn(colour.shape, generator=drawn) * noise
    return torch.cat([state[:, :1], colour, state[:, 4:]], 1)


def _store(net: Net, out: Path) -> None:
    with np.load(out, allow_pickle=False) as stored:
        arrays = {name: array for name, array in stored.items() if not name.startswith(PREFIX)}
    layers = {f"plane{i}": layer for i, layer in enumerate(net.planes)}
    layers |= {f"row{i}": layer for i, layer in enumerate(net.rows)} | {"last": net.last}
    for name, layer in layers.items():
        arrays[f"{PREFIX}{name}_matrix"] = layer.weight.detach().numpy()
        arrays[f"{PREFIX}{name}_bias"] = layer.bias.detach().numpy()
    np.savez_compressed(out, **arrays)


def _table(net: Net, every: EdgeShard, held: NDArray[np.bool_]) -> str:
    with torch.no_grad():
        batches = np.array_split(np.flatnonzero(held), max(held.sum() // 1024, 1))
        likely = [torch.sigmoid(net(*_given(every.strips[batch]))).numpy() for batch in batches]
    own, known = np.concatenate(likely) >= 0.5, every.own[held]
    kept, taken = own[known == 1].mean(), own[known == 0].mean()
    who = len(np.unique(every.person[held]))
    return (
        f"{who} people held out: own edges taken for own {kept:.1%} of {(known == 1).sum()}, "
        f"others taken for own {taken:.1%} of {(known == 0).sum()}"
    )
