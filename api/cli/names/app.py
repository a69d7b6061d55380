"""The group ``afterbell names``."""

from __future__ import annotations

import typer

from api.cli.names import files, service

app = typer.Typer(help="姓名表：加密、打开、换密钥、交给服务 Name lists: seal, open, replace keys, submit.", no_args_is_help=True)
app.command()(files.key)
app.command("seal")(files.seal_table)
app.command("open")(files.open_list)
app.command()(files.show)
app.command()(files.join)
app.command()(files.rotate)
app.command()(service.put)
app.command()(service.state)
app.command()(service.renew)
app.command()(service.delete)
app.command("renew-host")(service.renew_host)
