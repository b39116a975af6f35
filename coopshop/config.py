"""Every setting of the program: its name, its default, its meaning. Read once, at the start."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Config:
    """What the surroundings decide. All of it can be left alone on a first start."""

    #: COOPSHOP_INSTANCE: the folder for the database, the key and the logins.
    instance: Path
    #: COOPSHOP_DATABASE_URL: another database, e.g. postgresql+psycopg://user@host/name.
    database_url: str
    #: COOPSHOP_SECRET_KEY: signs cookies; made once and kept in the instance folder if left out.
    secret_key: str
    #: COOPSHOP_HOST and COOPSHOP_PORT: where the pages are served.
    host: str = "127.0.0.1"
    port: int = 8000
    #: COOPSHOP_PUBLIC_URL: the address buyers will see on paper, without a slash at its end.
    public_url: str = ""
    #: COOPSHOP_TRUSTED_HOSTS: names this server answers to, separated by commas; empty = any.
    trusted_hosts: tuple[str, ...] = ()
    #: COOPSHOP_HTTPS=1: cookies travel only over https.
    https: bool = False
    #: COOPSHOP_PROXIES: how many proxies stand in front and write X-Forwarded-For and -Proto. With
    #: fewer than there are, all visitors count as one; with more, each may pass for another.
    proxies: int = 0
    #: Set by the program, not by the surroundings: the books to practise on (`practice/`).
    practice: bool = False


def read(environment: dict[str, str] | None = None) -> Config:
    """The configuration that an environment asks for (the process's own, if none is given)."""
    env = os.environ if environment is None else environment
    instance = Path(env.get("COOPSHOP_INSTANCE") or "instance").resolve()
    instance.mkdir(parents=True, exist_ok=True)
    hosts = env.get("COOPSHOP_TRUSTED_HOSTS", "")
    return Config(
        instance=instance,
        database_url=_driver(env.get("COOPSHOP_DATABASE_URL"))
        or f"sqlite:///{instance / 'coopshop.sqlite3'}",
        secret_key=env.get("COOPSHOP_SECRET_KEY") or kept_key(instance / "secret-key"),
        host=env.get("COOPSHOP_HOST") or "127.0.0.1",
        port=int(env.get("COOPSHOP_PORT") or 8000),
        public_url=env.get("COOPSHOP_PUBLIC_URL", "").rstrip("/"),
        trusted_hosts=tuple(host.strip() for host in hosts.split(",") if host.strip()),
        https=env.get("COOPSHOP_HTTPS") == "1",
        proxies=int(env.get("COOPSHOP_PROXIES") or 0),
    )


def shipped(name: str) -> Path:
    """A folder that travels with the program: in the package once installed, beside it before."""
    inside = HERE / name
    return inside if inside.is_dir() else HERE.parent / name


def _driver(url: str | None) -> str | None:
    """PostgreSQL is reached through psycopg, however its address was written."""
    for short in ("postgres://", "postgresql://"):
        if url and url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    return url


def kept_key(path: Path) -> str:
    """The key in a file; made at the first asking."""
    if not path.exists():
        fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_hex(32))
        try:
            os.link(fresh, path)  # the first of several starting processes wins; nobody overwrites
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()
