"""The machine that figures were taken on."""

import os
import platform
import sqlite3
from pathlib import Path


def named() -> str:
    """Return the machine in a line: its processor, how many of them, what runs on it, how busy it is."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"{_processor()}, {cores} cores, {_memory()}, {platform.system()}; "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}; load {load}"
    )


def resident(process: int) -> float:
    """Return the memory that a process holds, in MB: its own and what it shares."""
    return _kilobytes(Path(f"/proc/{process}/status"), "VmRSS") / 1024


def peak(process: int) -> float:
    """Return the most memory that a process has held, in MB; nothing of one that has ended."""
    try:
        return _kilobytes(Path(f"/proc/{process}/status"), "VmHWM") / 1024
    except (StopIteration, FileNotFoundError):
        return 0


def children(process: int) -> list[int]:
    """Return the processes that a process started."""
    return [
        int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()
    ]


def cpu_seconds(process: int) -> float:
    """Return the CPU time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    lines = described.read_text().splitlines() if described.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _memory() -> str:
    described = Path("/proc/meminfo")
    return f"{_kilobytes(described, 'MemTotal') / 2**20:.0f} GB" if described.exists() else "?"


def _kilobytes(path: Path, name: str) -> int:
    lines = path.read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))
