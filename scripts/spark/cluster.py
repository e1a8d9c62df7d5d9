"""A standalone cluster of Spark on this machine: a master and workers, each a process."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import pyspark
from pyspark.sql import SparkSession

HOST = "127.0.0.1"
PATIENCE_S = 120


class Cluster:
    """Runs until it is left. Each worker has one core, and so one slot."""

    def __init__(self, folder: Path, workers: int = 2) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen] = []
        port, page = _free_port(), _free_port()
        self.url = f"spark://{HOST}:{port}"
        self.page = f"http://{HOST}:{page}/json/"
        os.environ.update(
            SPARK_HOME=str(Path(pyspark.__file__).parent),
            SPARK_LOCAL_IP=HOST,
            SPARK_DAEMON_MEMORY="256m",
            PYSPARK_PYTHON=sys.executable,
            PYSPARK_DRIVER_PYTHON=sys.executable,
        )
        self._start("master.Master", "--host", HOST, "--port", port, "--webui-port", page)
        self.workers = [
            self._start(
                "worker.Worker", self.url, "--host", HOST, "--cores", 1, "--memory", "1g",
                "--work-dir", folder / f"worker-{number}", "--webui-port", 0,
            )
            for number in range(workers)
        ]  # fmt: skip
        self._wait_for(workers)

    def _start(self, part: str, *arguments: object) -> subprocess.Popen:
        program = Path(os.environ["SPARK_HOME"]) / "bin/spark-class"
        command = [program, f"org.apache.spark.deploy.{part}", *map(str, arguments)]
        with (self.folder / f"{part}-{len(self.processes)}.log").open("wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log)
        self.processes.append(process)
        return process

    def _wait_for(self, workers: int) -> None:
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            with suppress(OSError), urllib.request.urlopen(self.page, timeout=5) as answer:
                if json.load(answer)["aliveworkers"] == workers:
                    return
            time.sleep(0.2)
        raise TimeoutError(f"no {workers} workers after {PATIENCE_S} s; see {self.folder}")

    def session(self, **settings: str) -> SparkSession:
        builder = SparkSession.builder.master(self.url).appName("hedgerow")
        fixed = {
            "spark.executor.memory": "512m",
            "spark.driver.memory": "512m",
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.sql.shuffle.partitions": "4",
            "spark.local.dir": str(self.folder / "local"),
        }
        for name, value in {**fixed, **settings}.items():
            builder = builder.config(name, value)
        spark = builder.getOrCreate()
        spark.sparkContext.setLogLevel("ERROR")
        return spark

    def lose(self, worker: subprocess.Popen) -> None:
        """Kills a worker with all that it started, as a machine's end would."""
        for pid in [worker.pid, *below(worker.pid)]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        worker.wait()

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        active = SparkSession.getActiveSession()
        if active is not None:
            active.stop()
        for process in self.processes:
            self.lose(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def below(pid: int) -> list[int]:
    """The processes that one started, and those that these started."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                # Behind the name, which may hold anything: state, parent, ...
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                parents.setdefault(parent, []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        children = parents.get(waiting.pop(), [])
        found += children
        waiting += children
    return found
