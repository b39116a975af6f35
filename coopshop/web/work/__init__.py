"""Long work: done behind a page that tells how far it is and looks again by itself.

    def act() -> ResponseReturnValue:
        def run(progress: Progress) -> Made:
            pages = []
            for number, member in enumerate(members):
                progress(number, len(members), member.name)
                pages.append(drawn(member))
            return Made("estados.pdf", "application/pdf", bound(pages))

        return work.begin(_("Statements of June"), run, back=url_for("payouts.index"))

`begin` answers with the way to the work's page (303). `run` is called in a thread of its own, with
the application, the person and her language as in the request, but with a session of its own: what
was read before must be read again by its key, or be plain values. It gives

* `Made(name, mimetype, content)`: a file to take away (content None: it was written to
  `progress.path`), or
* `Done(location, said)`: where what was recorded is seen, and a sentence to say there.

A `Refused` is told on the work's page as on any other. What is recorded goes through one
`transaction()` as always: a stop in the middle leaves nothing half-recorded, and the page says that
the work was interrupted. `key=form.key.data` makes a form's work happen once: the same form again
leads to the same page.

Where it stands is kept in files of the instance folder, so that every process that serves pages can
tell; no book is locked by it. One work at a time is done by a process, the others wait their turn.
"""

from .doing import A_MINUTE, Progress, begin
from .kept import Made, Work, find, throw_old_away

__all__ = ["A_MINUTE", "Made", "Progress", "Work", "begin", "find", "throw_old_away"]
