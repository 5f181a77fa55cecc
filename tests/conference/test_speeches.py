"""The contributed speeches: called one by one, deferred, taken from the reserve, never lost."""

from tests.conference.morning import Morning


def series(session: Morning) -> list[str]:
    """The speeches that would be called, in order."""
    called = [step.partition("speech-")[2] for step in session.steps("8") if "speech-" in step]
    return [speech for speech in called if speech in session.day.speeches.all]


def test_speeches_are_called_in_the_offices_order(session: Morning) -> None:
    """
    Approved speeches come by their order; the reserve waits.
    """
    assert ["S1", "S2", "S3"] == series(session)


def test_an_absent_speaker_is_passed_over(session: Morning) -> None:
    """
    Nobody is called who is not here.
    """
    session.go("C-003")

    assert ["S2", "S3"] == series(session)


def test_one_key_calls_the_next_speech(session: Morning) -> None:
    """
    The next speech is called without looking for it.
    """
    session.walk_to("8:open").go("C-003")

    session.ask("speech_next")

    assert ("8:speech-S2", "C-004") == (
        session.step,
        session.day.speeches.all["S2"].person,
    )
    assert {"order": 2, "of": 3, "title": "Tham luận S2"}.items() <= session.scene().items()


def test_after_the_last_speech_there_is_none(session: Morning) -> None:
    """
    The key leads through the speeches and not out of them.
    """
    session.walk_to("8:speech-S3")

    assert "no_more_speeches" == session.refusal("speech_next")


def test_elsewhere_there_are_no_speeches(session: Morning) -> None:
    """
    The key works while the series is on stage.
    """
    assert "no_speech_series" == session.refusal("speech_next")


def test_calling_a_speech_resumes_a_paused_series(session: Morning) -> None:
    """
    A series that was paused goes on with its next speech.
    """
    session.walk_to("8:open").ask("pause")

    session.ask("speech_next")

    assert "current" == session.state("8")


def test_a_deferred_speech_is_printed(session: Morning) -> None:
    """
    A speech left out goes into the proceedings, with the reason.
    """
    session.ask("speech_defer", speech="S2", reason="Trễ giờ")

    assert ["S1", "S3"] == series(session)
    assert {"S2": "Trễ giờ"} == session.day.speeches.deferred
    assert [] == session.ask("speech_defer", speech="S2", reason="Trễ giờ")


def test_a_speech_under_way_is_not_deferred(session: Morning) -> None:
    """
    What has been called is being held.
    """
    session.walk_to("8:speech-S2")

    assert {"speech_held"} == {
        session.refusal("speech_defer", speech="S1", reason="Trễ giờ"),
        session.refusal("speech_defer", speech="S2", reason="Trễ giờ"),
        session.refusal("speech_insert", speech="S2"),
    }


def test_a_reserve_speech_comes_next(session: Morning) -> None:
    """
    Taken from the reserve, a speech is called straight after the one on stage.
    """
    session.walk_to("8:speech-S1").ask("speech_insert", speech="R1")

    assert "8:speech-R1" == session.next()
    assert ["S1", "R1", "S2", "S3"] == series(session)


def test_a_speech_may_be_taken_after_another(session: Morning) -> None:
    """
    Two speeches change places by naming where one goes.
    """
    session.ask("speech_insert", speech="S1", after="S2")

    assert ["S2", "S1", "S3"] == series(session)
    assert [] == session.ask("speech_insert", speech="S1", after="S2")


def test_a_speech_behind_itself_stays(session: Morning) -> None:
    """
    Putting a speech behind itself does nothing.
    """
    assert [] == session.ask("speech_insert", speech="S2", after="S2")
    assert ["S1", "S2", "S3"] == series(session)


def test_the_past_is_no_place_for_a_speech(session: Morning) -> None:
    """
    A speech put before the one on stage would never be called.
    """
    session.walk_to("8:speech-S2")

    assert "place_is_past" == session.refusal("speech_insert", speech="R1", after="S1")


def test_a_deferred_speech_may_be_held_after_all(session: Morning) -> None:
    """
    Inserted again, a speech leaves the proceedings.
    """
    session.ask("speech_defer", speech="S2", reason="Trễ giờ")

    session.ask("speech_insert", speech="S2")

    assert ["S2", "S1", "S3"] == series(session)
    assert {} == session.day.speeches.deferred


def test_unknown_speeches_are_refused(session: Morning) -> None:
    """
    A speech nobody registered can be neither held nor deferred.
    """
    assert {"unknown_speech"} == {
        session.refusal("speech_defer", speech="S9", reason="Trễ giờ"),
        session.refusal("speech_insert", speech="S9"),
        session.refusal("speech_insert", speech="R1", after="S9"),
    }
