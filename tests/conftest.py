import pytest

from atodds.cores import keep_to_one

keep_to_one()  # as the `atodds` command does


@pytest.fixture
def without_parser(monkeypatch):
    """Run the chain of fake_chain.py instead of the real one."""
    import fake_chain

    fake_chain.extracted.clear()
    monkeypatch.setattr("atodds.run._chain", fake_chain.chain)
    return fake_chain
