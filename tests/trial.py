"""What the tests in Python share: each is tried, its failure told, and all are counted.

    from trial import ensure, test, tell
    test('name', function)      what it raises is a failure
    tell()                      ends the program with the line `N passed, N failed`
"""
import sys

counts = {'passed': 0, 'failed': 0}


def test(name, body):
    try:
        body()
        counts['passed'] += 1
    except Exception as problem:
        counts['failed'] += 1
        print(f'not ok: {name}\n  ' + str(problem)[:3000].replace('\n', '\n  '))


def ensure(truth, what):
    if not truth:
        raise AssertionError(what)


def tell():
    print(f'{counts["passed"]} passed, {counts["failed"]} failed')
    sys.exit(1 if counts['failed'] else 0)
