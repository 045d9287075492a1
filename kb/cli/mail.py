"""`kb mail`: the letters that the site writes."""

import click

from kb import mail as post_office
from kb.cli.environment import Environment
from kb.locking import locked
from kb.mail import MailError, Outgoing, Post, RefusedError
from kb.services import mailing, reminding
from kb.services.mailing import Mail, Office


@click.group()
def mail() -> None:
    """Send the letters that the site writes, and list them."""


@mail.command()
@click.pass_obj
def send(environment: Environment) -> None:
    """Send all letters that are due; for cron, every few minutes.

    Before that rounds of review are opened and closed by the clock, reminders made, and the letters
    written that tell of them; without a mail server they wait in the outbox.

    The site starts the same after each letter. Two at once take turns, so that no letter is sent
    twice; one that cannot be sent is tried again after ever longer pauses, for five days.
    """
    sent, waiting = drain(environment)
    if waiting:
        environment.console.print(f"{sent} of {waiting} letters sent.", highlight=False)
    if sent < waiting:
        raise SystemExit(1)


def drain(environment: Environment) -> tuple[int, int]:
    """Send what is due; return how many letters were sent, and how many were due."""
    settings = environment.settings
    with locked(settings.index_dir.parent / "mail.lock"):
        with environment.database.writing() as db:
            reminding.keep_up(db, Office.of(settings, environment.clock))
        post_office.require(settings)
        with environment.database.writing() as db:
            mailing.forget_old(db, environment.clock())
            waiting = mailing.due(db, environment.clock())
        return (_send(environment, waiting) if waiting else 0), len(waiting)


@mail.command("list")
@click.pass_obj
def list_(environment: Environment) -> None:
    """List the letters: those that wait, those given up, those sent."""
    with environment.database.reading() as db:
        for one in mailing.outbox(db):
            error = f" ({one.attempts} tries: {one.last_error})" if one.last_error else ""
            at = f"{one.created_at:%Y-%m-%d %H:%M}"
            click.echo(f"{one.state.value:<8} {at} {one.recipient:<32} {one.subject}{error}")


def _send(environment: Environment, waiting: list[Mail]) -> int:
    """Send letters in one connection; return how many the server took."""
    taken = 0
    try:
        with post_office.opened(environment.settings) as post:
            for letter in waiting:
                taken += _send_one(environment, post, letter)
    except MailError as error:
        _note_all(environment, waiting, error)
    return taken


def _send_one(environment: Environment, post: Post, letter: Mail) -> bool:
    """Send a letter and note it at once; tell whether it was taken."""
    outgoing = Outgoing(
        key=letter.key,
        recipient=letter.recipient,
        language=letter.language,
        subject=letter.subject,
        text=letter.text,
        created_at=letter.created_at,
    )
    try:
        post.send(outgoing)
    except RefusedError as error:
        _warn(environment, f"{letter.recipient}: {error}")
        with environment.database.writing() as db:
            now = environment.clock()
            mailing.failed(db, letter.id, str(error), now, for_good=error.for_good)
        return False
    with environment.database.writing() as db:
        mailing.sent(db, letter.id, environment.clock())
    return True


def _note_all(environment: Environment, waiting: list[Mail], error: MailError) -> None:
    """Note the failure of the server for all letters that still wait for it."""
    _warn(environment, str(error))
    with environment.database.writing() as db:
        still = {one.id for one in mailing.due(db, environment.clock())}
        for letter in waiting:
            if letter.id in still:
                mailing.failed(db, letter.id, str(error), environment.clock())


def _warn(environment: Environment, sentence: str) -> None:
    environment.console.print(sentence, highlight=False, markup=False)
