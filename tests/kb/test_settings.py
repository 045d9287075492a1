"""Every setting is read from its variable; what cannot be right is an error that names it."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from kb.errors import SettingError
from kb.settings import EngineName, MailSecurity, Settings

SECRET = "s" * 32

VALUES: dict[str, tuple[str, Any]] = {
    "database_url": ("postgresql+psycopg://kb@db/kb", "postgresql+psycopg://kb@db/kb"),
    "index_dir": ("/srv/index", Path("/srv/index")),
    "acts_dir": ("/srv/тексты", Path("/srv/тексты")),
    "search_engine": ("whoosh", EngineName.WHOOSH),
    "secret_key": (SECRET, SECRET),
    "base_url": ("https://acts.example", "https://acts.example"),
    "trusted_hosts": ("acts.example, www.acts.example,", ("acts.example", "www.acts.example")),
    "https": ("1", True),
    "proxies": ("2", 2),
    "bind": ("0.0.0.0:80", "0.0.0.0:80"),
    "workers": ("8", 8),
    "threads": ("16", 16),
    "session_hours": ("1", 1),
    "session_days": ("30", 30),
    "time_zone": ("UTC", "UTC"),
    "git_remote": ("git@git.example:acts.git", "git@git.example:acts.git"),
    "git_branch": ("тексты/main", "тексты/main"),
    "git_dir": ("/srv/copy.git", Path("/srv/copy.git")),
    "clone_url": ("acts@git.example:texts.git", "acts@git.example:texts.git"),
    "webhook_secret": (SECRET, SECRET),
    "smtp_host": ("mail.example", "mail.example"),
    "smtp_port": ("465", 465),
    "smtp_user": ("acts", "acts"),
    "smtp_password": (SECRET, SECRET),
    "smtp_tls": ("tls", MailSecurity.TLS),
    "mail_from": ("acts@example.org", "acts@example.org"),
}


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_a_setting_is_read_from_its_variable(name):
    text, value = VALUES[name]

    assert getattr(Settings.from_env({f"KB_{name.upper()}": text}), name) == value


def test_without_variables_everything_has_its_default():
    assert Settings.from_env({}) == Settings()


def test_variables_of_others_and_of_tests_are_no_settings():
    environment = {"PATH": "/bin", "KBX": "1", "KB_TEST_CORPUS": "x", "KB_BENCH_SIZE": "9"}

    assert Settings.from_env(environment) == Settings()


@pytest.mark.parametrize("name", ["KB_DATABSE_URL", "KB_", "KB_database_url", "KB_TESTING"])
def test_an_unknown_variable_is_an_error_that_lists_the_settings(name):
    with pytest.raises(SettingError) as told:
        Settings.from_env({name: "x"})

    assert str(told.value).startswith(f"{name}: there is no such setting.")
    assert "KB_ACTS_DIR, KB_BASE_URL, KB_BIND" in str(told.value)


@pytest.mark.parametrize(
    ("variable", "text", "problem"),
    [
        ("KB_WORKERS", "many", "“many” is not a whole number."),
        ("KB_WORKERS", "", "“” is not a whole number."),
        ("KB_WORKERS", "0", "This is not a number from 1 up."),
        ("KB_THREADS", "-1", "This is not a number from 1 up."),
        ("KB_SESSION_HOURS", "0", "This is not a number from 1 up."),
        ("KB_SESSION_DAYS", "-7", "This is not a number from 1 up."),
        ("KB_PROXIES", "-1", "This is not a number from 0 up."),
        ("KB_HTTPS", "on", "“on” is not one of 1, 0, true, false, yes, no."),
        ("KB_SEARCH_ENGINE", "sphinx", "“sphinx” is not one of whoosh."),
        ("KB_TIME_ZONE", "Asia/Alatau", "This is not a time zone such as Asia/Almaty."),
        ("KB_TIME_ZONE", "Asia", "This is not a time zone such as Asia/Almaty."),
        ("KB_BASE_URL", "acts.example", "This is not an address such as https://acts.example."),
        ("KB_BASE_URL", "https://", "This is not an address such as https://acts.example."),
        ("KB_SECRET_KEY", "hush", "This is not a secret of at least 32 characters."),
        ("KB_WEBHOOK_SECRET", "hush", "This is not a secret of at least 32 characters."),
        ("KB_SMTP_PORT", "0", "This is not a port from 1 to 65535."),
        ("KB_SMTP_USER", "қол", "This is not plain ASCII."),
        ("KB_SMTP_PASSWORD", "тау\n", "This is not plain ASCII."),
        ("KB_SMTP_TLS", "ssl", "“ssl” is not one of starttls, tls, none."),
        ("KB_MAIL_FROM", "acts", "This is not an e-mail address such as acts@example.org."),
        ("KB_GIT_BRANCH", "--all", "This is not the name of a branch."),
        ("KB_GIT_BRANCH", "a..b", "This is not the name of a branch."),
    ],
)
def test_a_malformed_value_is_an_error_that_names_the_variable(variable, text, problem):
    with pytest.raises(SettingError) as told:
        Settings.from_env({variable: text})

    assert str(told.value) == f"{variable}: {problem} Correct it."


@pytest.mark.parametrize(
    ("place", "is_one"),
    [
        ("", True),
        ("https://git.example/acts.git", True),
        ("ssh://git@git.example/acts", True),
        ("git@git.example:acts.git", True),
        ("/srv/acts.git", True),
        ("../acts.git", True),
        ("http://git.example/acts.git", False),
        ("--upload-pack=touch /tmp/x", False),
        ("ext::sh -c id", False),
        ("https://-option", False),
        ("git@-host:acts", False),
    ],
)
def test_git_fetches_from_addresses_and_paths_and_runs_nothing(place, is_one):
    if is_one:
        assert Settings.from_env({"KB_GIT_REMOTE": place}).git_remote == place
        return
    with pytest.raises(SettingError, match="KB_GIT_REMOTE: This is not https://"):
        Settings.from_env({"KB_GIT_REMOTE": place})


@pytest.mark.parametrize(
    "place",
    ["/srv/acts.git", "file:///srv/acts.git", "https://bot:x@git.example/a", "ssh://a:x@b/c"],
)
def test_drafters_clone_from_no_place_on_the_server_and_with_no_ones_password(place):
    with pytest.raises(SettingError, match="KB_CLONE_URL: This is not https://"):
        Settings.from_env({"KB_CLONE_URL": place})


@pytest.mark.parametrize("text", ["1", "true", "TRUE", "Yes"])
def test_yes_is_said_in_several_ways(text):
    assert Settings.from_env({"KB_HTTPS": text}).https


@pytest.mark.parametrize("text", ["0", "false", "No"])
def test_no_is_said_in_several_ways(text):
    assert not Settings.from_env({"KB_HTTPS": text}).https


def test_no_trusted_hosts_are_any():
    assert Settings.from_env({"KB_TRUSTED_HOSTS": " , "}).trusted_hosts == ()


@pytest.mark.parametrize("name", ["", "-x", "a..b", "a.lock", "a b", "a:b", "a/", "@{x}"])
def test_what_can_be_no_branch_is_none(name):
    with pytest.raises(SettingError, match="KB_GIT_BRANCH"):
        Settings.from_env({"KB_GIT_BRANCH": name})


def test_settings_can_be_written_as_variables_again():
    given = {f"KB_{name.upper()}": text for name, (text, _) in VALUES.items()}
    settings = Settings.from_env(given)

    assert Settings.from_env(settings.environ()) == settings
    assert Settings().environ() == {}
