"""Options that commands of several modules share."""

from __future__ import annotations

import click

store_option = click.option("--store", default=".kg", metavar="DIR", help="The store's folder.", show_default=True)
endpoint_option = click.option(
    "--endpoint", metavar="URL", envvar="KG_ENDPOINT", show_envvar=True, help="Ask this SPARQL endpoint, not the store."
)
allow_http_option = click.option(
    "--allow-http",
    is_flag=True,
    envvar="KG_ENDPOINT_ALLOW_HTTP",
    help="Permit http beyond this machine, not only https.",
)
output_option = click.option("-o", "--output", metavar="FILE", help="Write to this file, whole or not at all.")


def size(ctx: click.Context, param: click.Parameter, value: str) -> int:
    """A number of bytes, with k, M or G (powers of 1,000) after it or not."""
    text = value.strip().upper().removesuffix("B").strip()
    factor = {"K": 10**3, "M": 10**6, "G": 10**9}.get(text[-1:], 1)
    number = text.rstrip("KMG").strip()
    if not number.isascii() or not number.isdigit() or int(number) == 0:
        raise click.BadParameter(f'"{value}" is no size; examples: 500k, 10M')
    return int(number) * factor


def pairs(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """`name=value` options as a mapping; of one given again the last counts."""
    return dict(split_pairs(values))


def split_pairs(values: tuple[str, ...]) -> list[tuple[str, str]]:
    """Names and values of `name=value` options, in their order."""
    split = [value.partition("=") for value in values]
    for name, sign, _ in split:
        if not sign or not name:
            raise click.BadParameter(f'"{name}" has no value; write name=value')
    return [(name, value) for name, _, value in split]
