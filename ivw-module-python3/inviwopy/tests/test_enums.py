"""Laws of the enumerations and sets of flags of `inviwopy`."""

import copy
import pickle
import unittest

import inviwopy
from inviwopy import LogLevel, PickingPressItem, PickingPressItems


class Enums(unittest.TestCase):
    def test_members_have_name_and_number(self):
        self.assertEqual((LogLevel.Warn.name, LogLevel.Warn.value), ("Warn", 1))
        self.assertEqual(repr(LogLevel.Info), "<LogLevel.Info: 0>")
        self.assertEqual(str(LogLevel.Info), "LogLevel.Info")
        self.assertEqual(int(LogLevel.Error), 2)
        self.assertEqual(["a", "b", "c"][LogLevel.Warn], "b")

    def test_members_can_be_listed(self):
        self.assertEqual(list(LogLevel.__members__), ["Info", "Warn", "Error"])
        for name, member in LogLevel.__members__.items():
            self.assertIs(getattr(LogLevel, name), member)
            self.assertEqual(member.name, name)
            self.assertIs(LogLevel(member.__int__()), member)
            self.assertIsInstance(member, LogLevel)

    def test_unknown_numbers_are_refused_with_the_valid_ones(self):
        with self.assertRaisesRegex(ValueError, r"0 \(Info\), 1 \(Warn\), 2 \(Error\)"):
            LogLevel(3)
        with self.assertRaises(TypeError):
            LogLevel("Info")

    def test_equality_is_that_of_numbers_within_one_enum(self):
        self.assertEqual(LogLevel.Warn, 1)
        self.assertNotEqual(LogLevel.Warn, LogLevel.Info)
        self.assertNotEqual(LogLevel.Warn, PickingPressItem.Primary)
        self.assertNotEqual(LogLevel.Warn, "Warn")
        self.assertEqual(hash(LogLevel.Warn), hash(1))
        self.assertEqual({LogLevel.Warn: "x"}[LogLevel(1)], "x")

    def test_every_member_exists_once(self):
        for duplicate in (
            pickle.loads(pickle.dumps(LogLevel.Warn)), copy.deepcopy(LogLevel.Warn)
        ):
            self.assertIs(duplicate, LogLevel.Warn)

    def test_negative_numbers_are_numbers_too(self):
        key = inviwopy.IvwKey(-1)
        self.assertEqual((key.name, int(key), hash(key)), ("Unknown", -1, hash(-1)))

    def test_only_enums_with_flags_have_operators(self):
        with self.assertRaises(TypeError):
            LogLevel.Info | LogLevel.Warn


class Flags(unittest.TestCase):
    def setUp(self):
        self.primary = PickingPressItem.Primary
        self.secondary = PickingPressItem.Secondary
        self.both = PickingPressItems(self.primary, self.secondary)

    def test_constructors_and_operators_agree(self):
        for same in [
            self.primary | self.secondary,
            PickingPressItems(self.primary) | self.secondary,
            self.primary | PickingPressItems(self.secondary),
            PickingPressItems(self.both),
            PickingPressItems(*self.both),
        ]:
            self.assertEqual(same, self.both)
            self.assertIs(type(same), PickingPressItems)
        self.assertEqual(self.both & self.primary, self.primary)
        self.assertEqual(self.both ^ self.primary, self.secondary)
        every = PickingPressItem.__members__.values()
        self.assertEqual(~PickingPressItems(), PickingPressItems(*every))
        self.assertEqual(~~self.both, self.both)
        self.assertTrue((self.primary & self.secondary).empty())

    def test_membership(self):
        self.assertIn(self.primary, self.both)
        self.assertNotIn(PickingPressItem.Tertiary, self.both)
        self.assertEqual(list(self.both), [self.primary, self.secondary])
        self.assertEqual((len(self.both), self.both.size()), (2, 2))
        self.assertEqual(self.both.count(self.primary), 1)
        self.assertTrue(self.both.contains(self.secondary))
        self.assertIn(PickingPressItem.NoItem, PickingPressItems())
        self.assertNotIn(PickingPressItem.NoItem, self.both)
        with self.assertRaises(TypeError):
            self.both.contains(1)

    def test_they_change_in_place(self):
        flags = alias = PickingPressItems()
        self.assertFalse(flags)
        self.assertTrue(flags.insert(self.primary)[1])
        self.assertFalse(flags.insert(self.primary)[1])
        flags |= self.secondary
        flags |= flags
        self.assertIs(flags, alias)
        self.assertEqual(flags, self.both)
        self.assertEqual((flags.erase(self.primary), flags.erase(self.primary)), (1, 0))
        flags ^= self.both
        self.assertEqual(flags, self.primary)
        flags.clear()
        self.assertTrue(flags.empty())

    def test_text(self):
        self.assertEqual(repr(PickingPressItems(self.primary)), "<PickingPressItems.Primary: 1>")
        self.assertEqual(repr(self.both), "<PickingPressItems.Primary|Secondary: 3>")
        self.assertEqual(str(self.both), "Primary+Secondary")

    def test_pickle_and_copy_are_identity(self):
        for duplicate in (pickle.loads(pickle.dumps(self.both)), copy.deepcopy(self.both)):
            self.assertEqual(duplicate, self.both)
        duplicate.clear()
        self.assertEqual(len(self.both), 2)
        with self.assertRaises(TypeError):
            hash(self.both)

    def test_other_types_are_refused(self):
        for other in (1, "Primary", LogLevel.Warn):
            with self.assertRaises(TypeError):
                PickingPressItems(other)
            with self.assertRaises(TypeError):
                self.both | other
            self.assertNotEqual(self.both, other)


if __name__ == "__main__":
    unittest.main()
