"""One bit of a file of the served snapshot, again and again."""

from bench.campaign.run import Run
from graph.snapshots.snapshot import DataFolder


def attack(run: Run) -> None:
    """Every flipped bit is noticed."""
    rng, snapshot = run.random("damage"), DataFolder(run.data).current()
    files = [snapshot.path / name for name in snapshot.manifest["files"]]
    files = [file for file in files if file.stat().st_size]
    rounds = noticed = 0
    for number in run.each("bits", 200):
        file = files[number % len(files)]
        whole = file.read_bytes()
        at = rng.randrange(len(whole))
        file.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << rng.randrange(8))]) + whole[at + 1 :])
        noticed += file.relative_to(snapshot.path).as_posix() in snapshot.damage()
        file.write_bytes(whole)
        rounds += 1
    run.note(f"{rounds} bits flipped in {len(files)} files", f"{noticed} noticed")
    if noticed != rounds:
        run.fail("a damage went unnoticed")
