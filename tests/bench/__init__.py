"""The benchmark: the numbers the README promises, measured on the real server over loopback.

`python3 -m tests.bench [THEME…] [--runs N]` measures the themes named, or all of them.
A theme is a module of this folder with a function `rows()` that yields its `Row`s as it finds them;
whoever adds a module has added a theme. What themes share stands in `tools`.
"""
