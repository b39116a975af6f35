"""Where a request comes from: what is counted of strangers, so that none closes a door for another.

The address is that of the connection. Where proxies stand in front (COOPSHOP_PROXIES) it is what
the outermost of them saw; with none, whatever a visitor says of himself is not looked at.
"""

import hashlib
import hmac
from ipaddress import IPv4Address, IPv6Network, ip_address

from flask import Flask, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix

#: Whoever has one address of IPv6 has a whole net of them, and may have 65 536 such nets.
NET = 48


def place(door: str) -> str:
    """What stands for the visitor's connection at a door; nobody finds the address from it."""
    ours = str(current_app.config["SECRET_KEY"]).encode()
    said = f"{door} {net_of(request.remote_addr or '')}"
    return hmac.new(ours, said.encode(), hashlib.sha256).hexdigest()


def net_of(address: str) -> str:
    """An address as far as it tells one visitor from another.

    >>> net_of("192.0.2.1"), net_of("::ffff:192.0.2.1")
    ('192.0.2.1', '192.0.2.1')
    >>> net_of("2001:db8:5:1::1"), net_of("2001:db8:5:ffff::2"), net_of("fe80::1%eth0")
    ('2001:db8:5::/48', '2001:db8:5::/48', 'fe80::/48')
    >>> net_of("unix:")
    'nowhere'
    """
    try:
        known = ip_address(address)
    except ValueError:
        return "nowhere"
    if isinstance(known, IPv4Address):
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(IPv6Network((int(known), NET), strict=False))


def believe(app: Flask, proxies: int) -> None:
    """Take address and scheme from so many proxies in front; from none, if there are none."""
    if proxies > 0:
        behind = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)
        app.wsgi_app = behind  # type: ignore[method-assign]
