"""Bit flips: what is found, and whether it is found at its place."""

from collections.abc import Iterable, Mapping

from plumbline.ledger import verify_files


def flipped(data: bytes, byte: int, bit: int) -> bytes:
    return data[:byte] + bytes([data[byte] ^ 1 << bit]) + data[byte + 1 :]


def missed(
    files: Mapping[str, bytes], flips: Iterable[tuple[str, int, int]], **asked: object
) -> list[tuple[str, int, int]]:
    """Flips (path, byte, bit) that the verifier does not find, or does not find in their file.

    In a tile of entries or leaf hashes the right entry must be named too.
    """
    missing = []
    for path, byte, bit in flips:
        report = verify_files({**files, path: flipped(files[path], byte, bit)}, **asked)
        here = [problem for problem in report.problems if problem.path == path]
        if report.ok or not here or not _names_entry(files[path], path, byte, here):
            missing.append((path, byte, bit))
    return missing


def _names_entry(data: bytes, path: str, byte: int, problems: list) -> bool:
    if not path.startswith(("tile/entries/", "tile/0/")):
        return True
    first = 256 * int(path.split("/")[2].split(".")[0])
    if path.startswith("tile/0/"):
        seq = first + byte // 32
    else:
        seq, at = first, 0
        while byte >= (end := at + 2 + int.from_bytes(data[at : at + 2], "big")):
            seq, at = seq + 1, end
    return seq in {problem.seq for problem in problems}
