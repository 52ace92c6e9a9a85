#!/usr/bin/env python3
"""Seeded generator of expropriation-campaign planning problems (JSON, format "plumbline-campaign/1"; see README.md).

    generate_campaign.py --households 2000 --projects 3 --seed 7 > campaign.json
    generate_campaign.py --preset tiny|infeasible|three-projects > campaign.json

Standard library and numpy only. The same arguments give the same bytes. Statutory periods below are the generator's own
illustration of the two regimes; in the product they come from domain/procedure.yaml and never from a plan file.
"""

import argparse
import datetime
import json
import math
import sys

import numpy as np

SLOTS = 8  # a team-day has 8 slots; efforts are 1, 2, 4 or 8 slots, so that whole tasks always pack into team-days

C, W = "calendar", "working"


def lag(n, unit=C):
    return {"n": n, "unit": unit}


# Household stages in order. A stage may start on day d when the stage before it was done on day e and d >= e + n (calendar) or
# d > the n-th working day after e (working), and the same for every gate (project step). resource null = no capacity.
REGIMES = {
    "state": {
        "name": "国有土地上房屋征收",
        "steps": [
            {
                "id": "freeze",
                "name": "征收范围公布、暂停办理",
                "after": [],
                "lag": lag(0),
                "law": "国务院令590号第16条",
            },
            {
                "id": "draft",
                "name": "补偿方案论证并公布",
                "after": ["freeze"],
                "lag": lag(5),
                "law": "第10条",
            },
            {
                "id": "comment",
                "name": "征求意见期满",
                "after": ["draft"],
                "lag": lag(31),
                "law": "第10条：不少于30日",
            },
            {"id": "risk", "name": "社会稳定风险评估", "after": ["draft"], "lag": lag(10), "law": "第12条"},
            {"id": "funds", "name": "补偿费用足额到位", "after": ["draft"], "lag": lag(7), "law": "第12条"},
            {
                "id": "decision",
                "name": "征收决定及公告",
                "after": ["comment", "risk", "funds"],
                "lag": lag(2),
                "law": "第8、13条",
            },
        ],
        "stages": [
            {
                "id": "survey",
                "name": "入户调查",
                "resource": "survey",
                "lag": lag(0),
                "gates": {"freeze": lag(1)},
                "law": "第15条",
            },
            {
                "id": "survey_notice",
                "name": "调查结果公布期满",
                "resource": None,
                "lag": lag(8),
                "gates": {},
                "law": "第15条：公布",
            },
            {
                "id": "appraise",
                "name": "入户评估",
                "resource": "appraise",
                "lag": lag(0),
                "gates": {"decision": lag(1)},
                "law": "第19条",
            },
            {
                "id": "appraise_notice",
                "name": "初步评估结果公示期满",
                "resource": None,
                "lag": lag(6),
                "gates": {},
                "law": "建房〔2011〕77号第16条",
            },
            {
                "id": "sign",
                "name": "签订补偿协议",
                "resource": "sign",
                "lag": lag(1),
                "gates": {"decision": lag(1)},
                "law": "第25条",
            },
            {
                "id": "pay",
                "name": "支付补偿",
                "resource": "pay",
                "lag": lag(1),
                "gates": {"funds": lag(0)},
                "law": "第27条：先补偿、后搬迁",
            },
            {
                "id": "vacate",
                "name": "搬迁腾空",
                "resource": None,
                "lag": lag(5),
                "gates": {},
                "law": "第27条",
            },
            {
                "id": "handover",
                "name": "验收交房",
                "resource": "handover",
                "lag": lag(0),
                "gates": {},
                "law": "",
            },
        ],
        "demolish": {"resource": "demolish", "lag": lag(1), "law": "整栋全部腾空后方可拆除"},
    },
    "collective": {
        "name": "集体土地征收",
        "steps": [
            {
                "id": "prenotice",
                "name": "征收土地预公告期满",
                "after": [],
                "lag": lag(10, W),
                "law": "土地管理法实施条例第26条：不少于10个工作日",
            },
            {
                "id": "risk",
                "name": "社会稳定风险评估",
                "after": ["prenotice"],
                "lag": lag(7),
                "law": "第26条",
            },
            {
                "id": "plan_notice",
                "name": "补偿安置方案公告期满",
                "after": ["risk"],
                "lag": lag(31),
                "law": "第27条：不少于30日",
            },
            {
                "id": "approval",
                "name": "征地批准",
                "after": ["plan_notice"],
                "lag": lag(15),
                "law": "土地管理法第46条",
            },
            {
                "id": "announce",
                "name": "征收土地公告期满",
                "after": ["approval"],
                "lag": lag(10, W),
                "law": "第31条：公告（天数为示例）",
            },
        ],
        "stages": [
            {
                "id": "survey",
                "name": "土地现状调查",
                "resource": "survey",
                "lag": lag(0),
                "gates": {"prenotice": lag(0)},
                "law": "第26条",
            },
            {
                "id": "survey_notice",
                "name": "调查结果公示期满",
                "resource": None,
                "lag": lag(8),
                "gates": {},
                "law": "",
            },
            {
                "id": "appraise",
                "name": "房屋评估",
                "resource": "appraise",
                "lag": lag(0),
                "gates": {},
                "law": "",
            },
            {
                "id": "appraise_notice",
                "name": "评估结果公示期满",
                "resource": None,
                "lag": lag(6),
                "gates": {},
                "law": "",
            },
            {
                "id": "sign",
                "name": "签订补偿安置协议",
                "resource": "sign",
                "lag": lag(1),
                "gates": {"plan_notice": lag(1)},
                "law": "第29条",
            },
            {
                "id": "pay",
                "name": "支付补偿安置费用",
                "resource": "pay",
                "lag": lag(1),
                "gates": {"announce": lag(1)},
                "law": "第32条",
            },
            {"id": "vacate", "name": "搬迁腾空", "resource": None, "lag": lag(7), "gates": {}, "law": ""},
            {
                "id": "handover",
                "name": "验收交房",
                "resource": "handover",
                "lag": lag(0),
                "gates": {},
                "law": "",
            },
        ],
        "demolish": {"resource": "demolish", "lag": lag(1), "law": "整栋全部腾空后方可拆除"},
    },
}
# effort in slots per resource stage; share = frequency; extra_lag = further calendar days before a stage (e.g. a tenant to rehouse)
TYPES = [
    {
        "id": "flat",
        "name": "成套住宅",
        "share": 0.58,
        "effort": {"survey": 1, "appraise": 1, "sign": 2, "pay": 1, "handover": 1},
        "extra_lag": {},
    },
    {
        "id": "house",
        "name": "自建房",
        "share": 0.27,
        "effort": {"survey": 2, "appraise": 2, "sign": 2, "pay": 1, "handover": 1},
        "extra_lag": {},
    },
    {
        "id": "shop",
        "name": "商铺及经营用房",
        "share": 0.11,
        "effort": {"survey": 4, "appraise": 4, "sign": 4, "pay": 1, "handover": 2},
        "extra_lag": {"vacate": 4},
    },
    {
        "id": "plant",
        "name": "厂房企业",
        "share": 0.04,
        "effort": {"survey": 8, "appraise": 8, "sign": 8, "pay": 2, "handover": 4},
        "extra_lag": {"vacate": 10},
    },
]
WINDOW = {
    "survey": 11,
    "appraise": 10,
    "sign": 11,
    "pay": 13,
    "handover": 13,
    "demolish": 12,
}  # days each kind of team would need


def generate(
    households=2000,
    projects=3,
    seed=1,
    deadline=40,
    tightness=1.0,
    homogeneous=False,
    dedicated=False,
    progress=0.0,
    late=0.02,
    decided=True,
    bottleneck="appraise",
    collective=None,
    block_mean=40,
    horizon=None,
    name=None,
    start="2022-06-01",
):
    rng = np.random.default_rng(seed)
    types = [dict(t) for t in TYPES]
    if homogeneous:
        types = [dict(types[0], share=1.0)]
    share = np.array([t["share"] for t in types])
    share /= share.sum()
    if collective is None:
        collective = 0 if homogeneous else projects // 3
    # sizes of projects and blocks
    frac = rng.dirichlet(np.full(projects, 6.0))
    psize = np.maximum(1, np.floor(frac * households).astype(int))
    psize[0] += households - psize.sum()
    project_rows, block_rows, rows, parcels = [], [], [], []
    work = {}
    hid = 0
    for p in range(projects):
        reg = "collective" if p >= projects - collective else "state"
        done = {}
        if (
            decided
        ):  # every project step was completed before the campaign, as at the launch of a 清零 campaign
            d = 0
            for s in reversed(REGIMES[reg]["steps"]):
                done[s["id"]] = d
                d -= {"comment": 33, "plan_notice": 45, "announce": 20}.get(s["id"], 8)
        pid = f"P{p + 1}"
        parcel = None
        if p % 2 == 0:
            parcel = f"{pid}-K"
            parcels.append({"id": parcel, "project": pid, "weight": 3, "wanted": max(1, deadline - 5)})
        sizes = []
        left = int(psize[p])
        while left > 0:
            k = int(
                np.clip(round(rng.lognormal(math.log(block_mean) - 0.18, 0.6)), min(6, left), 4 * block_mean)
            )
            sizes.append(min(k, left))
            left -= sizes[-1]
        tn = rng.choice(len(types), size=int(psize[p]), p=share)
        lateness = rng.random(int(psize[p])) < late
        lateday = rng.integers(2, 16, size=int(psize[p]))
        prog = rng.random(int(psize[p])) < progress
        stage_n = rng.integers(1, 6, size=int(psize[p]))
        j = 0
        for b, k in enumerate(sizes):
            bid = f"{pid}-B{b + 1:05d}"
            floor = float(rng.uniform(0.5, 1.6))
            cd = max(1, round(0.12 * k * floor))
            mc = 1 if cd <= 3 else 2
            block_rows.append([bid, pid, cd, mc, parcel if parcel and b % 5 == 0 else None])
            work["demolish"] = work.get("demolish", 0) + math.ceil(cd / mc) * mc
            for _ in range(k):
                t = types[tn[j]]
                dn, day = (int(stage_n[j]), -int(stage_n[j] % 3)) if prog[j] else (0, None)
                nb = int(lateday[j]) if lateness[j] and dn == 0 else None
                hid += 1
                rows.append([f"H{hid:07d}", bid, t["id"], dn, day, nb])
                stages = REGIMES[reg]["stages"]
                for s in stages[dn:]:
                    if s["resource"]:
                        work[s["resource"]] = work.get(s["resource"], 0) + t["effort"][s["resource"]]
                j += 1
        project_rows.append(
            {
                "id": pid,
                "name": f"项目{p + 1}",
                "regime": reg,
                "deadline": deadline,
                "weight": 1,
                "steps_done": done,
                "teams": {},
            }
        )
    res = []
    for kind in ["survey", "appraise", "sign", "pay", "handover", "demolish"]:
        slots = 1 if kind == "demolish" else SLOTS
        w = work.get(kind, 0) / slots
        need = w / (WINDOW[kind] * tightness * (1.25 if kind == bottleneck else 0.9))
        scopes = [None] if not dedicated else [p["id"] for p in project_rows]
        for sc in scopes:
            f = 1.0 if sc is None else psize[[p["id"] for p in project_rows].index(sc)] / households
            rid = kind if sc is None else f"{kind}@{sc}"
            res.append(
                {
                    "id": rid,
                    "kind": kind,
                    "teams": max(2 if kind == "demolish" else 1, math.ceil(need * f)),
                    "slots": slots,
                    "off": "nonworking" if kind == "pay" else "none",
                    "changes": [],
                }
            )
            if sc is not None:
                project_rows[[p["id"] for p in project_rows].index(sc)]["teams"][kind] = rid
    d0 = datetime.date.fromisoformat(start) - datetime.timedelta(days=1)  # day 1 = start
    hz = horizon or (deadline + (140 if decided else 260))
    non = [d for d in range(-120, hz + 1) if (d0 + datetime.timedelta(days=d)).weekday() >= 5]
    used = {p["regime"] for p in project_rows}
    return {
        "format": "plumbline-campaign/1",
        "name": name or f"campaign-{households}-{seed}",
        "generator": {
            "households": households,
            "projects": projects,
            "seed": seed,
            "tightness": tightness,
            "homogeneous": homogeneous,
            "dedicated": dedicated,
            "progress": progress,
            "late": late,
            "decided": decided,
            "bottleneck": bottleneck,
        },
        "calendar": {"start": start, "first_day": 1, "horizon": hz, "nonworking": non},
        "regimes": {k: v for k, v in REGIMES.items() if k in used},
        "types": [{k: v for k, v in t.items() if k != "share"} for t in types],
        "resources": res,
        "projects": project_rows,
        "parcels": parcels,
        "blocks": {"columns": ["id", "project", "crew_days", "max_crews", "parcel"], "rows": block_rows},
        "households": {
            "columns": ["id", "block", "type", "stages_done", "done_day", "not_before"],
            "rows": rows,
        },
    }


PRESETS = {
    "tiny": {
        "households": 12,
        "projects": 1,
        "seed": 3,
        "deadline": 40,
        "block_mean": 6,
        "late": 0,
        "name": "tiny-feasible",
    },
    "infeasible": {
        "households": 60,
        "projects": 1,
        "seed": 4,
        "deadline": 40,
        "decided": False,
        "block_mean": 15,
        "name": "infeasible-40",
    },
    "three-projects": {
        "households": 2000,
        "projects": 3,
        "seed": 7,
        "deadline": 40,
        "tightness": 1.0,
        "progress": 0.1,
        "name": "three-projects-2000",
    },
}


def dump(c, f):
    """One record a line: small diffs, small files."""
    sep = (",", ":")
    f.write("{\n")
    keys = list(c)
    for i, k in enumerate(keys):
        v = c[k]
        if isinstance(v, dict) and "rows" in v:
            f.write(f' "{k}":{{"columns":{json.dumps(v["columns"])},"rows":[\n')
            f.write(",\n".join(json.dumps(r, ensure_ascii=False, separators=sep) for r in v["rows"]))
            f.write("\n]}")
        elif isinstance(v, list) and v and isinstance(v[0], dict):
            f.write(
                f' "{k}":[\n'
                + ",\n".join("  " + json.dumps(r, ensure_ascii=False, separators=sep) for r in v)
                + "\n ]"
            )
        else:
            f.write(f' "{k}":' + json.dumps(v, ensure_ascii=False, separators=sep))
        f.write(",\n" if i < len(keys) - 1 else "\n")
    f.write("}\n")


if __name__ == "__main__":
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--preset", choices=PRESETS)
    a.add_argument("--households", type=int, default=2000)
    a.add_argument("--projects", type=int, default=3)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--deadline", type=int, default=40)
    a.add_argument(
        "--tightness", type=float, default=1.0, help="more = fewer teams; 1 is about the limit for 40 days"
    )
    a.add_argument("--homogeneous", action="store_true")
    a.add_argument("--dedicated", action="store_true", help="teams belong to projects")
    a.add_argument("--progress", type=float, default=0.0)
    a.add_argument("--late", type=float, default=0.02)
    a.add_argument("--undecided", action="store_true", help="project-level steps still to be done")
    a.add_argument("--bottleneck", default="appraise")
    a.add_argument("--start", default="2022-06-01")
    a = a.parse_args()
    if a.preset:
        c = generate(**PRESETS[a.preset])
    else:
        c = generate(
            a.households,
            a.projects,
            a.seed,
            a.deadline,
            a.tightness,
            a.homogeneous,
            a.dedicated,
            a.progress,
            a.late,
            not a.undecided,
            a.bottleneck,
            start=a.start,
        )
    dump(c, sys.stdout)
