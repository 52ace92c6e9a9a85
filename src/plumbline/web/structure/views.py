"""The chart of the command structure, the list of policies, and a policy as it is printed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from plumbline import policy as ruler
from plumbline.store.reading.policies import sealed_files, sealed_text
from plumbline.store.reading.projects import all_projects
from plumbline.terms import Text
from plumbline.web.accounts import Actor
from plumbline.web.bulletins.tasks import offered_to
from plumbline.web.parts import PrintHead
from plumbline.web.structure.chart import chart
from plumbline.web.structure.shown import chapters, tree, usual_end
from plumbline.web.wallchart.guard import insider


@require_safe
@insider
def structure(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Units, posts, holders and terms, as they hold today."""
    name = actor.office.description["name"]
    head = PrintHead(
        name=Text("指挥体系图", "Command structure"),
        office=Text(name["zh"], name["en"]).in_language(get_language() or "zh-hans"),
        on=actor.today,
        invented=bool(actor.office.description.get("demonstration")),
    )
    units = tree(actor.office, actor.today)
    context = {
        "units": units,
        "chart": chart(units, get_language() or "zh-hans"),
        "usual_end": usual_end(actor.office),
        "answerable": offered_to(actor),
        "today": actor.today,
        "print_head": head,
    }
    return render(request, "structure/structure.html", context)


@require_safe
@insider
def policies(request: HttpRequest, _actor: Actor) -> HttpResponse:
    """Every sealed policy with its files, newest first, and the projects that it computes."""
    used: dict[str, list[Text]] = {}
    for project in all_projects():
        used.setdefault(project.policy, []).append(Text(project.name_zh, project.name_en))
    rows = [
        {
            "id": id,
            "files": files,
            "title": ruler.parse_policy(sealed_text(files[0].number), id).title,
            "projects": used.get(id, []),
        }
        for id, files in sealed_files().items()
    ]
    return render(request, "structure/policies.html", {"rows": rows})


@require_safe
@insider
def policy(request: HttpRequest, _actor: Actor, policy: str) -> HttpResponse:
    """A policy as one of its versions has it: `?version=`, the newest without."""
    files = sealed_files().get(policy)
    if not files:
        raise Http404
    read = ruler.parse_policy(sealed_text(files[0].number), policy)
    names = [version.name for version in read.versions]
    version = request.GET.get("version", names[-1])
    if version not in names:
        raise Http404
    before, inside = chapters(ruler.render_articles(read, version))
    context = {
        "id": policy,
        "title": read.title,
        "files": files,
        "version": version,
        "names": names,
        "versions": [block for block in before if block.kind == "version"],
        "chapters": inside,
    }
    return render(request, "structure/policy.html", context)
