"""Addresses of the public portal: its public pages, the resident's file, and the notices that open it."""

from django.urls import path

from plumbline.web.portal.views import area, entering, mine, notices, public, served, verifying

urlpatterns = [
    path("", public.home, name="portal"),
    path("policy/<slug:policy>", public.policy, name="public-policy"),
    path("policy/<slug:policy>/<int:number>.yaml", public.policy_file, name="policy-file"),
    path("procedure", public.procedure, name="procedure"),
    path("log-book", public.log_book, name="log-book"),
    path("log/<path:path>", served.log_file, name="log-file"),
    path("verify/<str:on>/<str:digest>", verifying.verify, name="verify"),
    path("mine", mine.file, name="mine"),
    path("mine/enter", entering.enter, name="enter"),
    path("mine/leave", entering.leave, name="leave"),
    path("mine/proofs.zip", mine.archive, name="my-proofs"),
    path("mine/area", area.rows, name="my-area"),
    path("mine/area/sheet", area.sheet, name="area-sheet"),
    path("notices/<str:household>", notices.notice, name="notice"),
    path("notices/area/<slug:project>", area.board, name="board-sheet"),
]
