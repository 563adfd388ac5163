"""Data frames out of two: side by side, one below the other, or by equal keys."""


def appendColumns(left, right, ignoreDuplicates=False, fillMissingRows=False):
    """The columns of `left`, then those of `right`.

    Raises ValueError if both have not as many rows, unless missing ones are to be filled (with NaN, 0
    or an empty name), or if a name is in both, unless the second one is to be left out.
    """
    n_left, n_right = left.rows, right.rows
    if n_left != n_right and not fillMissingRows:
        raise ValueError(
            f"the data frames have {n_left} and {n_right} rows: use fillMissingRows=True"
        )
    rows = max(n_left, n_right)
    result = left._taken(_filled(n_left, rows))
    names = {column.header for column in left}
    for column in list(right)[1:]:
        if column.header in names:
            if ignoreDuplicates:
                continue
            raise ValueError(
                f'both data frames have a column "{column.header}": use ignoreDuplicates=True'
            )
        result.addColumn(column._taken(_filled(n_right, rows)))
    return result


def appendRows(top, bottom, matchByName=False):
    """The rows of `top`, then those of `bottom`.

    Columns match by their place or, if asked for, by their name. Raises ValueError if columns are
    missing on one side or are of different types.
    """
    if top.cols != bottom.cols:
        raise ValueError(f"the data frames have {top.cols} and {bottom.cols} columns")
    result = top._taken(range(top.rows))
    for place, column in enumerate(list(result)[1:], 1):
        other = bottom.getColumn(column.header) if matchByName else bottom[place]
        if other is None:
            raise ValueError(f'the second data frame has no column "{column.header}"')
        if other.type != column.type:
            raise ValueError(
                f'column "{column.header}" is {column.type.name} in one data frame and '
                f"{other.type.name} in the other"
            )
        column.append(other)
    result.updateIndex()
    return result


def innerJoin(left, right, keyColumn="index", keyColumns=None):
    """The rows of both that have equal keys; each key is at most once in `right`.

    The key is a column by its name, or several of them as a list.
    """
    return _joined(left, right, keyColumns or keyColumn, keep_all=False)


def leftJoin(left, right, keyColumn="index", keyColumns=None):
    """All rows of `left`, with the columns of `right` where a row there has an equal key.

    Where there is none, numbers are NaN or 0 and names are empty.
    """
    return _joined(left, right, keyColumns or keyColumn, keep_all=True)


def _joined(left, right, keys, keep_all):
    keys = [keys] if isinstance(keys, str) else list(keys)
    places = {}
    for row, key in enumerate(_keys(right, keys)):
        if places.setdefault(key, row) != row:
            raise ValueError(f"the key {key} is in more than one row of the second data frame")
    pairs = [(row, places.get(key, -1)) for row, key in enumerate(_keys(left, keys))]
    if not keep_all:
        pairs = [pair for pair in pairs if pair[1] >= 0]
    result = left._taken([row for row, _ in pairs])
    names = {column.header for column in left}
    for column in list(right)[1:]:
        if column.header not in keys and column.header not in names:
            result.addColumn(column._taken([row for _, row in pairs]))
    return result


def _keys(frame, names):
    columns = []
    for name in names:
        column = frame.getColumn(name)
        if column is None:
            raise ValueError(f'there is no column "{name}" to join by')
        columns.append(list(column))
    return zip(*columns)


def _filled(n_rows, wanted):
    return list(range(n_rows)) + [-1] * (wanted - n_rows)
