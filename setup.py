"""Package metadata, read from settings.ini; the comments of arguments go into the docstrings of what is built."""
import ast
import io
import shlex
import tokenize
from configparser import ConfigParser
from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py


def section(title, parts, comments):
    "The lines of a docstring that say what each part (name, last line) is, by the comment that ends its line"
    told = [f"    {name}: {comments[line]}" for name, line in parts if line in comments]
    return [title, *told, ""] if told else []


def about(node, comments):
    "What comments say of a class's fields, or of a function's arguments and result"
    if isinstance(node, ast.ClassDef):
        fields = [(n.target.id, n.end_lineno) for n in node.body if isinstance(n, ast.AnnAssign)]
        return section("Fields:", fields, comments)
    arguments = [*node.args.posonlyargs, *node.args.args, node.args.vararg, *node.args.kwonlyargs, node.args.kwarg]
    lines = section("Arguments:", [(a.arg, a.lineno) for a in arguments if a and a.arg != "self"], comments)
    end = max(n.end_lineno for n in (node.args, node.returns) if hasattr(n, "end_lineno")) if node.returns else 0
    return lines + ([f"Returns: {comments[end]}", ""] if end in comments else [])


def documented(source):
    "`source` with the comments of arguments and fields in its docstrings, for `help` and for editors"
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    comments = {t.start[0]: t.string.strip("# ") for t in tokens if t.type == tokenize.COMMENT}
    lines = source.splitlines()
    nodes = [n for n in ast.walk(ast.parse(source)) if isinstance(n, (ast.FunctionDef, ast.ClassDef))]
    for node in sorted(nodes, key=lambda n: -n.lineno):
        first, told = node.body[0], about(node, comments)
        if not told or first.lineno == node.lineno: continue
        doc, indent = ast.get_docstring(node), " " * first.col_offset
        text = [*([doc, ""] if doc else []), *told[:-1]]
        literal = repr("\n".join(text)).replace("\\n", "\n" + indent)
        quoted = indent + literal[0] * 2 + literal + literal[0] * 2
        lines[first.lineno - 1:first.end_lineno if doc else first.lineno - 1] = quoted.splitlines()
    return "\n".join(lines) + "\n"


class DocumentedBuild(build_py):
    "A wheel's modules; an editable install reads the comments in the source."
    def run(self):
        super().run()
        if self.editable_mode: return
        for path in map(Path, self.get_outputs(include_bytecode=False)):
            if path.suffix == ".py": path.write_text(documented(path.read_text(encoding="utf-8")), encoding="utf-8")


config = ConfigParser(delimiters=["="], interpolation=None)
config.read(Path(__file__).with_name("settings.ini"), encoding="utf-8")
cfg = config["DEFAULT"]

extras = {name.removesuffix("_requirements"): shlex.split(cfg[name])
          for name in cfg if name.endswith("_requirements") and cfg[name].strip()}

setup(
    name=cfg["lib_name"],
    version=cfg["version"],
    description=cfg["description"],
    long_description=Path(__file__).with_name("README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    keywords=cfg["keywords"].split(),
    author=cfg["author"],
    author_email=cfg["author_email"],
    url=cfg["git_url"],
    license="Apache-2.0",
    classifiers=["Development Status :: 3 - Alpha", "Intended Audience :: Science/Research",
                 "Topic :: Scientific/Engineering :: Artificial Intelligence"]
                + [f"Programming Language :: Python :: 3.{minor}" for minor in range(11, 14)],
    packages=find_packages(include=[cfg["lib_path"], cfg["lib_path"] + ".*"]),
    include_package_data=True,
    install_requires=shlex.split(cfg["requirements"]),
    extras_require=extras,
    python_requires=">=" + cfg["min_python"],
    entry_points={"console_scripts": shlex.split(cfg["console_scripts"]),
                  "nbdev": [f'{cfg["lib_name"]}={cfg["lib_path"]}._modidx:d']},
    cmdclass={"build_py": DocumentedBuild},
    zip_safe=False,
)
