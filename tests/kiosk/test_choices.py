"""What a kiosk is set to: at its start, and as it was kept."""

from dataclasses import replace

from formcheck.kiosk.choices import Given, KioskSettings, as_environment, from_environment, keep_settings


def test_what_the_start_says_comes_before_what_is_kept(monkeypatch, tmp_path):
    monkeypatch.setenv("FORMCHECK_DATA", str(tmp_path))
    monkeypatch.setenv("FORMCHECK_KIOSK", "{}")
    assert from_environment() == KioskSettings()
    kept = KioskSettings(camera="2", language="zh", level="gentle", voice=False, result_s=5)
    assert keep_settings(kept)
    assert from_environment() == kept, "a restart changes nothing"
    for name, value in as_environment(Given(camera="1", language="en")).items():
        monkeypatch.setenv(name, value)
    assert from_environment() == replace(kept, camera="1", language="en")


def test_settings_that_cannot_be_read_are_the_usual_ones_in_the_studios_language(monkeypatch, tmp_path):
    monkeypatch.setenv("FORMCHECK_DATA", str(tmp_path))
    (tmp_path / "kiosk.json").write_text("rubbish")
    (tmp_path / "studio.toml").write_text('name = "S"\nlanguage = "zh"\n')
    assert from_environment() == KioskSettings(language="zh")
