"""Write the pages of docs/law from the tables: one for each regime with its drawing, and the matrix.

python tools/write_law.py            # write
python tools/write_law.py --check    # 1 when a page is not current
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs/law"
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from plumbline.law import Procedure, Step, act_in_words, load_procedure  # noqa: E402
from plumbline.law.compiled import Rules, rules_of  # noqa: E402
from plumbline.law.grounds import of_prohibition, of_step  # noqa: E402
from plumbline.law.procedure import Publication  # noqa: E402
from plumbline.terms import Regime, Text  # noqa: E402
from tools.law_diagram import drawing  # noqa: E402
from tools.law_matrix import matrix  # noqa: E402
from tools.law_words import in_words, nature_in_words, period_in_words  # noqa: E402

_NOTE = Text(
    "本页由 `tools/write_law.py` 从程序所用的表生成，不手写。文字为本项目自行转述，以官方文本为准；不是法律意见。",
    "Generated from the tables that judge every act; never written by hand. Paraphrases are our own and the official "
    "text prevails; this is not legal advice.",
)


def pages() -> dict[str, str]:
    """Every generated file of docs/law by its name."""
    procedure = load_procedure()
    found = {"matrix.md": matrix(procedure)}
    for regime in Regime:
        rules = rules_of(procedure, regime)
        found[f"{regime}.md"] = _page(rules)
        title = f"{rules.regime_rules.text.zh}：一户的进程"
        found[f"{regime}.svg"] = drawing(rules.regime_rules.lifecycle, title)
    return found


def _page(rules: Rules) -> str:
    named = rules.regime_rules
    parts = [
        f"# {named.text.zh} · {named.text.en}\n\n{_NOTE.zh}\n{_NOTE.en}\n\n",
        f"适用 · applies when: {named.applies_when}.\n\n",
        "[条文与入口对照 · every row against every way in](matrix.md) · [怎样审查 · how a gate is judged](README.md)\n\n",
        _heading("项目的步骤", "Steps of the project"),
        *(_step(rules, step) for step in rules.procedure.steps_of(rules.regime, household=False)),
        _heading("每一户的步骤", "Steps of a household"),
        *(_step(rules, step) for step in rules.procedure.steps_of(rules.regime, household=True)),
        _heading("禁止", "Prohibitions"),
        _prohibitions(rules),
        _heading("权利", "Rights"),
        _rights(rules),
        _heading("地方参数", "Local parameters"),
        _parameters(rules),
        _heading("一户的进程", "The course of a household"),
        f"![{named.text.zh}：一户的进程]({rules.regime}.svg)\n\n",
        "实线是由人办的步骤，虚线是条件具备时自动推进；向前在右，退回在左。\n"
        "Solid lines are acts, dashed ones follow by themselves; onwards on the right, back on the left.\n\n",
        _transitions(rules),
        _heading("并行的状态", "Tracks beside the main state"),
        *_tracks(rules),
        _heading("最短的链", "Shortest chains"),
        _chains(rules),
        _heading("出处", "Sources"),
        _sources(rules.procedure),
    ]
    return "".join(parts).rstrip() + "\n"


def _heading(zh: str, en: str) -> str:
    return f"\n## {zh} · {en}\n\n"


def _step(rules: Rules, step: Step) -> str:
    nature = nature_in_words(step.nature)
    lines = [
        f"### {step.name.zh} · {step.name.en}\n\n",
        f"`{step.id}` · {of_step(step).rule} · {nature.zh} {nature.en}\n\n",
    ]
    for zh, en in _needs(rules, step):
        lines.append(f"- {zh}\n  {en}\n")
    for cited in step.citations:
        lines.append(f"- 依据 {cited.source} {cited.article}：{cited.text.zh}\n  {cited.text.en}\n")
    return "".join(lines) + "\n"


def _needs(rules: Rules, step: Step) -> Iterator[tuple[str, str]]:
    """What a step needs and sets going, line by line in both languages."""
    names = rules.procedure.steps
    if step.when is not None:
        yield _line("限于", "Exists only where", in_words(rules, step.when))
    for id in step.requires:
        yield _line("先办", "After", names[id].name)
    for group in step.requires_any:
        yield _line("先办其一", "After one of", _listed([names[id].name for id in group]))
    for also in step.requires_if:
        when, then = in_words(rules, also.when), _listed([names[id].name for id in also.ids])
        yield f"{when.zh}的，先办：{then.zh}", f"Where {when.en}: after {then.en}"
    for expr in step.forbidden_until:
        yield _line("须具备", "Not until", in_words(rules, expr))
    for expr in step.forbidden_until_local:
        yield _line("须具备（地方规定）", "Not until (local rule)", in_words(rules, expr))
    if step.minimum_period is not None:
        yield _line("最短期限", "Minimum period", period_in_words(rules, step.minimum_period))
    for deadline in [step.deadline, step.deadline.variant if step.deadline else None]:
        if deadline is not None:
            whose = (
                Text("当事人", "resident") if deadline.binds == "resident" else Text("行政机关", "authority")
            )
            last = period_in_words(rules, deadline)
            yield f"期限（约束{whose.zh}）：{last.zh}", f"Deadline, binds the {whose.en}: {last.en}"
    if step.maximum_period is not None:
        yield _line("届满自动失效", "Lapses after", period_in_words(rules, step.maximum_period))
    for named in step.dates:
        yield _line("另记日期", "Also dated", named.text)
    documents = rules.procedure.documents
    if step.evidence:
        yield _line("材料", "Documents", _listed([documents[id].name for id in step.evidence]))
    for group in step.evidence_any:
        yield _line("材料之一", "One of the documents", _listed([documents[id].name for id in group]))
    for also in step.evidence_if:
        when, then = in_words(rules, also.when), _listed([documents[id].name for id in also.ids])
        yield f"{when.zh}的，另附：{then.zh}", f"Where {when.en}: also {then.en}"
    if step.publish is not None:
        yield _publication(rules, step.publish)
    for id in step.starts_clocks:
        yield _line("自此起算", "Starts the clock of", rules.regime_rules.rights[id].text)


def _publication(rules: Rules, row: Publication) -> tuple[str, str]:
    where = _listed([rules.procedure.channels[id] for id in row.where])
    duty = Text(
        "应当公布" if row.required else "可依申请公开", "Published" if row.required else "Open on request"
    )
    least = "" if row.least is None else f"，不少于 {row.least} {row.unit}"
    by = None if row.by is None else period_in_words(rules, row.by)
    return (
        f"{duty.zh}：{where.zh}{least}{'，' + by.zh + '内' if by else ''}",
        f"{duty.en}: {where.en}{least.replace('，不少于', ', at least')}{', within ' + by.en if by else ''}",
    )


def _prohibitions(rules: Rules) -> str:
    rows = []
    for row in rules.regime_rules.prohibitions.values():
        steps = _listed([rules.procedure.steps[id].name for id in row.steps])
        named = [act_in_words(act) for act in row.acts]
        acts = Text("；".join(act.zh for act in named), "; ".join(act.en for act in named))
        until = Text("永不准许", "never") if row.until is None else in_words(rules, row.until)
        what = Text(steps.zh or acts.zh, steps.en or acts.en)
        rows.append(
            (f"`{row.id}`", of_prohibition(row).rule, row.text.zh, row.text.en, what.zh, until.zh, until.en)
        )
    return _table(("编号 id", "依据", "禁止", "forbidden", "所禁 blocks", "解除", "until"), rows)


def _rights(rules: Rules) -> str:
    rows = []
    for row in rules.regime_rules.rights.values():
        clock = row.clock
        periods = [] if clock is None else [clock.period, clock.after_reconsideration, *clock.others]
        words = [period_in_words(rules, period) for period in periods if period is not None]
        zh, en = "；".join(word.zh for word in words), "; ".join(word.en for word in words)
        rows.append(
            (f"`{row.id}`", f"{row.source} {row.article}", row.text.zh, row.text.en, zh or "-", en or "-")
        )
    return _table(("编号 id", "依据", "权利", "right", "期限", "time"), rows)


def _parameters(rules: Rules) -> str:
    rows = []
    for row in rules.regime_rules.local_parameters.values():
        own = "-" if row.product_default is None else str(row.product_default)
        least = "-" if row.product_minimum is None else str(row.product_minimum)
        examples = "；".join(f"{e['source']} {e['article']}：{e['value']}" for e in row.examples) or "-"
        value = "未设定 unset" if row.value is None else str(row.value)
        rows.append((f"`{row.id}`", row.name.zh, value, own, least, examples))
    heading = (
        "编号 id",
        "名称",
        "值 value",
        "自设默认 our default",
        "自设下限 our minimum",
        "他省示例 examples elsewhere",
    )
    return _table(heading, rows)


def _transitions(rules: Rules) -> str:
    life, rows = rules.regime_rules.lifecycle, []
    for row in life.transitions:
        source = _listed([life.states[state].text for state in row.sources])
        step = None if row.step is None else rules.procedure.steps[row.step].name
        by = Text("自动", "by itself") if step is None else step
        guards = [in_words(rules, guard) for guard in row.guard]
        rows.append(
            (
                source.zh,
                life.states[row.target].text.zh,
                by.zh,
                "；".join(guard.zh for guard in guards) or "-",
                f"{source.en} → {life.states[row.target].text.en}, {by.en}",
                row.article,
            )
        )
    return _table(("从", "到", "由", "须具备", "in English", "依据 article"), rows)


def _tracks(rules: Rules) -> Iterator[str]:
    for row in rules.regime_rules.lifecycle.tracks.values():
        yield f"### {row.text.zh} · {row.text.en}\n\n"
        if not row.derive:
            yield f"记录的事实 · a recorded fact: {', '.join(row.states)}\n\n"
            continue
        for state, when in row.derive:
            words = Text("其余", "otherwise") if when is None else in_words(rules, when)
            yield f"- `{state}`：{words.zh}\n  {words.en}\n"
        yield "\n"


def _chains(rules: Rules) -> str:
    rows = [
        (f"`{id}`", str(row["zh"]), str(row.get("floor", row.get("ceiling", "-"))))
        for id, row in rules.regime_rules.minimum_chains.items()
    ]
    return _table(("编号 id", "自何时至何时", "at least (at most)"), rows)


def _sources(procedure: Procedure) -> str:
    rows = [
        (
            row.id,
            row.name.zh,
            row.name.en,
            str(row.in_force or "-"),
            "已读 read" if row.verified else "未读 not read",
        )
        for row in procedure.sources.values()
    ]
    return _table(("代号", "名称", "name", "施行 in force", "正文 text"), rows)


def _line(zh: str, en: str, text: Text) -> tuple[str, str]:
    return f"{zh}：{text.zh}", f"{en}: {text.en}"


def _listed(texts: list[Text]) -> Text:
    return Text("、".join(text.zh for text in texts), ", ".join(text.en for text in texts))


def _table(heading: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heading, tuple("---" for _ in heading), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '／') for cell in line)} |\n" for line in lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write the pages; with --check say which are not current."""
    stale = [
        name
        for name, text in pages().items()
        if not (FOLDER / name).is_file() or (FOLDER / name).read_text("utf-8") != text
    ]
    if "--check" in arguments:
        for name in stale:
            print(f"docs/law/{name} is not current: python tools/write_law.py", file=sys.stderr)  # noqa: T201
        return 1 if stale else 0
    for name, text in pages().items():
        (FOLDER / name).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
