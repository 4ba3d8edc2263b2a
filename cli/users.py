"""Who may write: users add, list, password, role, remove."""

import getpass
import sys
from typing import Annotated

import typer
from rich.table import Table

from cli.console import out, tell, words
from cli.options import DEFAULT_DATA, DataFolder
from graph.office.users import Role, Users
from ontology.errors import ParameterError

UserName = Annotated[str, typer.Argument(help=words("option.user-name"), metavar="NAME")]
RoleOption = Annotated[Role, typer.Option("--role", help=words("option.role"))]
Outside = Annotated[bool, typer.Option("--outside", help=words("option.outside"))]
FromInput = Annotated[bool, typer.Option("--password-stdin", help=words("option.password-stdin"))]


def register(app: typer.Typer) -> None:
    """Adds these commands to the application."""
    users = typer.Typer(help=words("command.users"), no_args_is_help=True)
    users.command(help=words("command.users.add"))(add)
    users.command("list", help=words("command.users.list"))(list_users)
    users.command(help=words("command.users.password"))(password)
    users.command(help=words("command.users.role"))(role)
    users.command(help=words("command.users.remove"))(remove)
    app.add_typer(users, name="users")


def add(
    name: UserName,
    role: RoleOption = Role.EDITOR,
    from_input: FromInput = False,
    outside: Outside = False,
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Add a user."""
    password = None if outside else _password(from_input)
    user = Users(data).add(name, role, password, getpass.getuser())
    tell("said.user-added", name=user.name, role=user.role)


def list_users(data: DataFolder = DEFAULT_DATA) -> None:
    """List the users."""
    users = Users(data).all()
    if not users:
        tell("said.no-users")
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("name", "role", "added", "by"):
        table.add_column(words(f"column.{heading}"))
    for user in users.values():
        table.add_row(user.name, words(f"role.{user.role}"), user.at[:10], user.by)
    out.print(table)


def password(name: UserName, from_input: FromInput = False, data: DataFolder = DEFAULT_DATA) -> None:
    """Give a user another password."""
    user = Users(data).change(name, getpass.getuser(), password=_password(from_input))
    tell("said.user-changed", name=user.name, role=user.role)


def role(
    name: UserName,
    role: Annotated[Role, typer.Argument(help=words("option.role"))],
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Give a user another role."""
    user = Users(data).change(name, getpass.getuser(), role=role)
    tell("said.user-changed", name=user.name, role=user.role)


def remove(name: UserName, data: DataFolder = DEFAULT_DATA) -> None:
    """Remove a user."""
    Users(data).remove(name, getpass.getuser())
    tell("said.user-removed", name=name)


def _password(from_input: bool) -> str:
    """The password that is typed twice, or the first line of standard input."""
    if from_input or not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    typed = getpass.getpass(f"{words('said.ask-password')}: ")
    if getpass.getpass(f"{words('said.ask-again')}: ") != typed:
        raise ParameterError("passwords-differ")
    return typed
