"""``python -m models.fit gather|fit|backs|edges|hands|confounders|guard|plot``: what each is for stands in models/."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Final


def main() -> None:
    """Read the command line and run one step."""
    args = _parser().parse_args()
    STEPS[args.step](args)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.fit", description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    gathering = steps.add_parser("gather", help="render random people and keep their landmarks")
    gathering.add_argument("--seed", type=int, default=1, help="another seed gives other people; run several at once")
    gathering.add_argument("--people", type=int, default=60, help="how many; each is filmed more than once")
    gathering.add_argument("--front", type=float, default=0.0, help="share of the views from the front or from behind")
    instead = gathering.add_mutually_exclusive_group()
    instead.add_argument(
        "--backs", action="store_true", help="bent backs from the side instead of anything from anywhere"
    )
    instead.add_argument("--hands", action="store_true", help="hands anywhere on or beside the legs, moving, instead")
    instead.add_argument(
        "--edges", action="store_true", help="short films with things before the person instead: whose is the edge?"
    )
    fitting = steps.add_parser("fit", help="train on what was gathered, write the weights")
    fitting.add_argument("--out", type=Path, default=Path("models/angles.npz"))
    backs = steps.add_parser("backs", help="train the lower back on what was gathered with --backs, write the weights")
    backs.add_argument("--out", type=Path, default=Path("models/back.npz"))
    backs.add_argument(
        "--angles", type=Path, default=Path("models/angles.npz"), help="the angle correction, fitted before"
    )
    backs.add_argument("--ablation", action="store_true", help="instead: which inputs bring what; writes nothing")
    contacts = steps.add_parser("hands", help="train the contacts on what was gathered with --hands, write the weights")
    contacts.add_argument("--out", type=Path, default=Path("models/hands.npz"))
    contacts.add_argument("--ablation", action="store_true", help="instead: which inputs bring what; writes nothing")
    edges = steps.add_parser("edges", help="train whose the mask's edge is on what was gathered with --edges")
    edges.add_argument("--out", type=Path, default=Path("models/back.npz"))
    steps.add_parser("confounders", help="what misleads the lower back, one thing at a time, on the test people")
    guarding = steps.add_parser("guard", help="what real clips read before and after; writes nothing")
    guarding.add_argument("clips", nargs="+", type=Path)
    plotting = steps.add_parser("plot", help="draw truth against estimate for rendered clips")
    plotting.add_argument("clips", nargs="+", type=Path)
    plotting.add_argument("--out", type=Path, default=Path("docs/truth_and_estimate.png"))
    for step in (fitting, backs):
        step.add_argument(
            "--clips", type=Path, default=Path("tests/clips"), help="rendered clips; the fit people's are used"
        )
    for step in (gathering, fitting, backs, contacts, edges):
        step.add_argument("--data", type=Path, default=Path("build/fit"), help="folder of the gathered landmarks")
    return parser


def _gather(args: argparse.Namespace) -> None:
    if args.hands:
        from models.fit.hand_gather import gather_hands

        print(gather_hands(args.seed, args.people, args.data), "pictures")
    elif args.edges:
        from models.fit.edge_gather import gather_edges

        print(gather_edges(args.seed, args.people, args.data), "pictures")
    else:
        from models.fit.gather import Plan, gather

        print(gather(args.seed, args.people, Plan(args.front, args.backs), args.data), "pictures")


def _fit(args: argparse.Namespace) -> None:
    from models.fit.network import fit
    from models.fit.shard import Shard

    print(fit(Shard.load(args.data), args.clips, args.out))


def _backs(args: argparse.Namespace) -> None:
    from models.fit.back_examples import back_examples
    from models.fit.shard import Shard

    every = back_examples(Shard.load(args.data, "back_*.npz"), Shard.load(args.data, "shard_*.npz"))
    if args.ablation:
        from models.fit.ablation import ablation

        print(ablation(every))
    else:
        from models.fit.backs import fit_backs

        print(fit_backs(every, args.clips, args.angles, args.out))


def _hands(args: argparse.Namespace) -> None:
    from models.fit.hand_gather import HandShard
    from models.fit.hands import fit_hands, hand_ablation, hand_examples

    examples = hand_examples(HandShard.load(args.data))
    print(hand_ablation(examples) if args.ablation else fit_hands(examples, args.out))


def _edges(args: argparse.Namespace) -> None:
    from models.fit.edge_gather import EdgeShard
    from models.fit.edges import fit_edges

    print(fit_edges(EdgeShard.load(args.data), args.out))


def _confounders(_args: argparse.Namespace) -> None:
    from models.fit.confounders import confounders

    print(confounders())


def _guard(args: argparse.Namespace) -> None:
    from models.fit.guard import before_and_after, table

    print(table([(clip.name, *before_and_after(clip)) for clip in args.clips]))


def _plot(args: argparse.Namespace) -> None:
    from models.fit.plot import plot

    plot(args.clips, args.out)


#: Each imports what it needs when it runs: fitting needs torch, gathering a renderer.
STEPS: Final[dict[str, Callable[[argparse.Namespace], None]]] = {
    "gather": _gather,
    "fit": _fit,
    "backs": _backs,
    "edges": _edges,
    "hands": _hands,
    "confounders": _confounders,
    "guard": _guard,
    "plot": _plot,
}


if __name__ == "__main__":
    main()
