"""Data frames as scripts and processors use them: `ivwdataframe`."""

import unittest

import inviwopy as ivw
import ivwdataframe as df
import numpy as np
from inviwopy.data import Buffer, Unit


def trees():
    frame = df.DataFrame()
    frame.addColumnFromBuffer("height", Buffer(np.array([1.5, np.nan, -2], np.float32)), Unit("m"))
    frame.addCategoricalColumn("tree", ["oak", "fir", "oak"])
    frame.updateIndex()
    return frame


class Columns(unittest.TestCase):
    def test_the_class_is_that_of_the_numbers(self):
        column = trees().column(1)
        self.assertIs(type(column), df.FLOAT32Column)
        self.assertEqual((column.header, str(column.unit), column.size), ("height", "m", 3))
        self.assertEqual(column.type, df.ColumnType.Ordinal)

    def test_ranges_leave_out_what_is_no_number(self):
        column = trees()[1]
        self.assertEqual(list(column.dataRange), [-2, 1.5])
        column.customRange = ivw.glm.dvec2(0, 9)
        self.assertEqual(list(column.range), [0, 9])

    def test_rows_are_added_and_replaced(self):
        column = df.INT32Column("n")
        column.add(3)
        column.add(" 4 ")
        column.append(column)
        column[1] = 7
        self.assertEqual(list(column), [3, 7, 3, 4])
        with self.assertRaisesRegex(IndexError, "4 rows, none at 4"):
            column.get(4)

    def test_a_frame_makes_columns_of_numbers(self):
        frame = df.DataFrame()
        frame.addFloatColumn("energy", [1.5, 2])
        frame.addDoubleColumn("rate", np.arange(2) + np.ones(2))
        frame.addIntColumn("leaf", tuple(np.arange(2)))
        frame.addUIntColumn("zeros", 2)
        frame.addInt64Column("more zeros", size=2)
        frame.addSize_tColumn("n", [3, 4])
        frame.updateIndex()
        self.assertEqual((frame.rows, frame.cols), (2, 7))
        names = [type(frame[n]).__name__ for n in range(1, 7)]
        formats = ["FLOAT32", "FLOAT64", "INT32", "UINT32", "INT64", "UINT64"]
        self.assertEqual(names, [f"{name}Column" for name in formats])
        self.assertEqual([list(frame[n]) for n in (1, 2, 4, 6)], [[1.5, 2], [1, 2], [0, 0], [3, 4]])

    def test_categories_are_numbered_as_they_come(self):
        tree = trees()[2]
        self.assertEqual(tree.categories, ["oak", "fir"])
        self.assertEqual([tree.getId(row) for row in range(3)], [0, 1, 0])
        tree[2] = "elm"
        self.assertEqual((tree.get(2), tree.categories), ("elm", ["oak", "fir", "elm"]))
        with self.assertRaisesRegex(ValueError, "no category 5"):
            tree.set(0, 5)

    def test_a_column_has_one_number_in_a_row(self):
        with self.assertRaisesRegex(ValueError, "2 numbers in each row"):
            trees().addColumnFromBuffer("pairs", Buffer(np.zeros((3, 2), np.float32)))


class Frames(unittest.TestCase):
    def test_columns_are_found_and_dropped(self):
        frame = trees()
        self.assertEqual((frame.cols, frame.rows, len(list(frame))), (3, 3, 3))
        self.assertEqual(frame.getColumn("tree").header, "tree")
        self.assertIsNone(frame.getColumn("moss"))
        frame.dropColumn("height")
        self.assertEqual([column.header for column in frame], ["index", "tree"])
        with self.assertRaisesRegex(ValueError, "row numbers stays"):
            frame.dropColumn(0)

    def test_it_goes_through_a_port_and_keeps_its_numbers(self):
        frame = trees()
        frame[1].customRange = (0, 9)
        again = ivw.data._Published(frame).get()
        self.assertIsInstance(again, df.DataFrame)
        np.testing.assert_array_equal(again[1].buffer.data, frame[1].buffer.data)
        self.assertEqual(list(again.getColumn("tree")), ["oak", "fir", "oak"])
        self.assertEqual((str(again[1].unit), list(again[1].range)), ("m", [0, 9]))
        with self.assertRaises(ValueError):
            again[1][0] = 3

    def test_a_port_takes_only_whole_tables(self):
        frame = trees()
        frame.addColumnFromBuffer("short", np.zeros(1, np.float32))
        with self.assertRaisesRegex(ValueError, '"short" has 1 rows, the data frame has 3'):
            ivw.data._Published(frame)


class Two(unittest.TestCase):
    def names(self):
        right = df.DataFrame()
        right.addCategoricalColumn("tree", ["fir", "oak"])
        right.addColumnFromBuffer("age", np.array([80, 300], np.int32))
        right.updateIndex()
        return right

    def test_side_by_side(self):
        with self.assertRaisesRegex(ValueError, "3 and 2 rows"):
            df.appendColumns(trees(), self.names())
        with self.assertRaisesRegex(ValueError, '"tree"'):
            df.appendColumns(trees(), self.names(), fillMissingRows=True)
        both = df.appendColumns(trees(), self.names(), True, True)
        self.assertEqual([column.header for column in both], ["index", "height", "tree", "age"])
        self.assertEqual(list(both[3]), [80, 300, 0])

    def test_one_below_the_other(self):
        both = df.appendRows(trees(), trees(), matchByName=True)
        self.assertEqual((both.rows, list(both.indexcol())), (6, list(range(6))))
        self.assertEqual(list(both[2])[3:], ["oak", "fir", "oak"])

    def test_by_key(self):
        joined = df.leftJoin(trees(), self.names(), "tree")
        self.assertEqual(list(joined.getColumn("age")), [300, 80, 300])
        few = df.innerJoin(self.names(), trees(), "index")
        self.assertEqual((few.rows, few.getColumn("height")[0]), (2, 1.5))
        with self.assertRaisesRegex(ValueError, "more than one row"):
            df.innerJoin(self.names(), trees(), "tree")


if __name__ == "__main__":
    unittest.main()
