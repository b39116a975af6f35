"""A PostgreSQL server of the run's own: started by the first test that needs one, gone at the end.

It listens on a socket in its own folder only, so it disturbs no other server, needs no port and no
password. As root it runs as the user postgres, because PostgreSQL refuses to run as root.
"""

import glob
import os
import pwd
import shutil
import subprocess
from pathlib import Path

import psycopg
from psycopg import sql

MISSING = (
    "These tests need the programs of PostgreSQL 15 or newer. "
    "On Debian and Ubuntu: sudo apt-get install postgresql"
)

#: Nothing here has to survive a power cut.
CONFIGURATION = """
listen_addresses = ''
unix_socket_directories = '{folder}'
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
dynamic_shared_memory_type = mmap
shared_buffers = 64MB
max_wal_size = 2GB
"""


def programs() -> Path:
    """Where PostgreSQL's programs lie, the newest if there are several."""
    found = glob.glob("/usr/lib/postgresql/*/bin/initdb")
    found.sort(key=lambda path: int(Path(path).parts[-3]))
    initdb = found[-1] if found else shutil.which("initdb")
    if not initdb:
        raise RuntimeError(MISSING)
    return Path(initdb).parent


class Server:
    """The server in `folder`; several processes may hold one, `start` is for one of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._admin: psycopg.Connection | None = None

    @property
    def running(self) -> bool:
        return (self.data / "postmaster.pid").exists()

    def start(self) -> None:
        """Make a cluster and start it. Its words are sorted as in Spanish, its codes are not."""
        self.folder.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(self.folder, *_postgres())
        owner = ("-U", "coop", "-A", "trust")
        words = ("-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=es")
        self._run("initdb", "-D", self.data, "--no-sync", *owner, *words)
        with (self.data / "postgresql.conf").open("a") as file:
            file.write(CONFIGURATION.format(folder=self.folder))
        self._run("pg_ctl", "-D", self.data, "-l", self.folder / "log", "-w", "start")

    def stop(self) -> None:
        """Stop at once: nothing in it is kept."""
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "stop")

    def url(self, database: str) -> str:
        """The address of one database, as the program's configuration takes it."""
        return f"postgresql+psycopg://coop@/{database}?host={self.folder}"

    def databases(self) -> set[str]:
        """The names of all there are."""
        return {name for (name,) in self.admin.execute("SELECT datname FROM pg_database")}

    def create(self, database: str, template: str = "template0") -> None:
        """A new database, the copy of another one that nobody has open."""
        self._command("CREATE DATABASE {} TEMPLATE {}", database, template)

    def rename(self, database: str, name: str) -> None:
        """Call a database otherwise."""
        self._command("ALTER DATABASE {} RENAME TO {}", database, name)

    def drop(self, database: str) -> None:
        """Throw a database away, whoever still has it open."""
        self._command("DROP DATABASE IF EXISTS {} WITH (FORCE)", database)

    def connect(self, database: str) -> psycopg.Connection:
        """A connection of its own to one database."""
        return psycopg.connect(host=str(self.folder), user="coop", dbname=database)

    @property
    def admin(self) -> psycopg.Connection:
        """This process's own connection for making and dropping databases."""
        if self._admin is None:
            folder = str(self.folder)
            self._admin = psycopg.connect(
                host=folder, user="coop", dbname="postgres", autocommit=True
            )
        return self._admin

    def _command(self, statement: str, *names: str) -> None:
        self.admin.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _run(self, program: str, *words: object) -> None:
        command = [str(programs() / program), *map(str, words)]
        owner = dict(zip(("user", "group"), _postgres(), strict=True)) if os.geteuid() == 0 else {}
        with (self.folder / "output").open("ab") as output:
            done = subprocess.run(
                command,
                check=False,
                cwd=self.folder,
                env={"PATH": os.defpath, "LC_ALL": "C"},
                stdout=output,  # a pipe would stay open for as long as the server lives
                stderr=output,
                **owner,
            )
        if done.returncode:
            said = (self.folder / "output").read_text(errors="replace")
            raise RuntimeError(f"{' '.join(command)} failed:\n{said}")


def _postgres() -> tuple[int, int]:
    try:
        user = pwd.getpwnam("postgres")
    except KeyError:
        raise RuntimeError(MISSING) from None
    return user.pw_uid, user.pw_gid
