"""The package has what the contract promises."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "contract"))
import contract  # noqa: E402


class Contract(unittest.TestCase):
    def test_nothing_of_the_contract_is_lost(self):
        lost, _ = contract.compare()
        self.assertEqual(lost, [], "bind it, or say in not_bound.txt why not")

    def test_only_what_is_not_bound_is_explained_as_such(self):
        _, stale = contract.compare()
        self.assertEqual(stale, [], "take it out of not_bound.txt")

    def test_what_has_no_effect_is_at_least_there(self):
        for path in contract.reasons("no_effect.txt"):
            contract.live(path)

    def test_a_loss_is_noticed(self):
        gone = contract.Name("inviwopy.Processor.vanished", "inviwopy.Processor")
        self.assertEqual(contract.complaint(gone), "it is missing")
        other = contract.Name("inviwopy.LogLevel.Warn", "inviwopy.LogLevel", number=7)
        self.assertEqual(contract.complaint(other), "it is 1 instead of 7")
        keyword = contract.Name("inviwopy.log", "inviwopy", parameters=["loudness"])
        self.assertEqual(contract.complaint(keyword), "it has no argument loudness")

    def test_the_table_is_up_to_date(self):
        is_up_to_date = contract.TABLE.read_text() == contract.table()
        self.assertTrue(is_up_to_date, "run `cargo xtask docs --stubs`")


if __name__ == "__main__":
    unittest.main()
