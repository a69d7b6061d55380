"""The command; see the package."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import mkdtemp

from benchmarks.kill.run import Plan, Ran, run


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kill", description="Kill processes of the service while it works.")
    parser.add_argument("--jobs", type=int, default=100, help="at least")
    parser.add_argument("--worker-kills", type=int, default=50)
    parser.add_argument("--web-kills", type=int, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, nargs=2, default=(2.0, 5.0), help="of a job, at least and at most")
    parser.add_argument("--pause", type=float, nargs=2, default=(1.0, 5.0), help="seconds between kills, at least and at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--url", default="", help="an empty database; a SQLite file in a new folder if not given")
    parser.add_argument("--folder", type=Path, default=None, help="for the log of the service")
    given = parser.parse_args()
    folder = given.folder or Path(mkdtemp(prefix="afterbell-kill-"))
    url = given.url or f"sqlite:///{folder / 'afterbell.db'}"
    plan = Plan(
        given.jobs, given.worker_kills, given.web_kills, given.workers, tuple(given.seconds), tuple(given.pause), given.seed
    )
    ran = run(url, folder, plan)
    tell(ran, url)
    print(f"log {folder / 'service.log'}")
    return 0 if ran.verdict.good else 1


def tell(ran: Ran, url: str) -> None:
    found = ran.verdict
    print(f"database          {url.partition(':')[0]}")
    print(f"jobs              {found.submitted} in {ran.seconds:.0f} s, each in one of " + ", ".join(_counts(found.states)))
    print(f"killed            {ran.killed[0]} workers, {ran.killed[1]} web processes")
    print(f"attempts per job  {', '.join(_counts(found.attempts))}; {found.deaths} died, {found.given_back} were given back")
    print(f"begun at a plan of an earlier attempt  {found.resumed}")
    print(f"plans             {found.plans}, all checked again")
    for what, ids in (
        ("lost", found.lost), ("twice", found.twice), ("wrong plans", found.wrong_plans), ("wrong starts", found.wrong_starts),
    ):  # fmt: skip
        print(f"{what:<18}{len(ids)} {' '.join(ids[:5])}".rstrip())


def _counts(counter: object) -> list[str]:
    return [f"{value}: {count}" for value, count in sorted(dict(counter).items())]  # type: ignore[call-overload]


if __name__ == "__main__":
    sys.exit(main())
