"""Options that commands of several modules share."""

from __future__ import annotations

import click

store_option = click.option("--store", default=".kg", metavar="DIR", help="The store's folder.", show_default=True)
output_option = click.option("-o", "--output", metavar="FILE", help="Write to this file, whole or not at all.")
