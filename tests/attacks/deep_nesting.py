"""Tries to return lists so deep that a parser falls over.  Ends: error in your code.  Says: plain data|too deep|recursion."""


def find_attributions(text):
    deep = []
    for _ in range(100_000):
        deep = [deep]
    return deep
