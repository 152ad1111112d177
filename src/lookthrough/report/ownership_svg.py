"""Draws the picture of owners as inline SVG: rows of boxes, a line a tie, in slices that a printer may part.

Nothing is told by colour alone: listed parties have a doubled frame and a diamond before their name, what is not known
is dashed and says so. Every text from outside is made printable and escaped, and cut to its box; the whole name is in
the box's title.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from markupsafe import Markup, escape

from lookthrough.report import wording
from lookthrough.report.charts import label_that_fits
from lookthrough.report.ownership_picture import Box, Panel, Picture, Tie

WIDTH = 1180
_GAP = 128
_DEEPEST_WIDE = 4
_NARROW, _WIDEST, _BESIDE = 330, 236, 210
_ONE_LINE, _LINE, _BETWEEN = 26, 16, 9
_CURVES_UP_TO = 60
_HEAD = 34
_FIRST_SLICE, _SLICE = 1_050, 1_450
_GLYPH, _BOLD, _SMALL = 7.0, 7.7, 5.8


@dataclass(frozen=True, slots=True)
class _Placed:
    """A box with its place: left, top, width; its name in one or two lines, and what stands below it."""

    box: Box
    x: float
    y: float
    width: float
    name: tuple[str, ...]
    below: str

    @property
    def height(self) -> float:
        return _ONE_LINE + _LINE * (len(self.name) - 1 + bool(self.below))

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(slots=True)
class _Layout:
    """Places of one panel's boxes.

    Attributes:
        wide: layers are columns of their own, and a box may share its row with the first behind it; else each box has
            a row, and layers are indents.
    """

    panel: Panel
    top: float
    wide: bool = True
    pitch: float = 0.0
    width: float = 0.0
    placed: dict[str, _Placed] = field(default_factory=dict)
    cuts: list[tuple[float, float, int]] = field(default_factory=list)
    breaks: list[float] = field(default_factory=list)
    bottom: float = 0.0

    def run(self) -> _Layout:
        """Place everything."""
        depth = max(self.panel.depth, 1)
        self.wide = depth <= _DEEPEST_WIDE
        if self.wide:
            self.width = min(_WIDEST, (WIDTH - 4 - _GAP * depth) / (depth + 1))
            self.pitch = self.width + _GAP
        else:
            self.width = _NARROW
            self.pitch = max(14.0, min(48.0, (WIDTH - 4 - _NARROW - _BESIDE) / depth))
        self.bottom = self.top
        # A chain may be deeper than Python's own stack: boxes are placed from a list of what is still to come.
        waiting: list[tuple[Box | None, Box, bool]] = [(None, self.panel.root, True)]
        while waiting:
            parent, box, first = waiting.pop()
            if box.cut < 0:
                self._cut(box)
                continue
            self._place(parent, box, first)
            if box.cut:
                waiting.append((box, Box(box.key, "", box.layer + 1, cut=-box.cut), False))
            waiting += [(box, each, number == 0) for number, each in reversed(list(enumerate(box.boxes)))]
        return self

    def _place(self, parent: Box | None, box: Box, first: bool) -> None:
        if self.wide and first and parent is not None:
            y = self.placed[parent.key].y
        else:
            y = self.bottom + _BETWEEN
            self.breaks.append(y - _BETWEEN / 2)
        glyph = _BOLD if box.listed or box.tie is None else _GLYPH
        name = _in_lines(("◆ " if box.listed else "") + wording.printable(box.name), self.width - 14, glyph)
        below = label_that_fits(wording.printable(_second(box)), self.width - 14, _SMALL)
        placed = _Placed(box, 2 + box.layer * self.pitch, y, self.width, name, below)
        self.placed[box.key] = placed
        self.bottom = max(self.bottom, y + placed.height)

    def _cut(self, box: Box) -> None:
        y = self.bottom + _BETWEEN
        self.breaks.append(y - _BETWEEN / 2)
        self.cuts.append((2 + box.layer * self.pitch, y, -box.cut))
        self.bottom = y + 16


def draw(picture: Picture, number: int = 1) -> Markup:
    """The picture as a figure for a page.

    Args:
        picture: what is drawn.
        number: tells several pictures of one page apart.

    Returns:
        One figure with one or more SVG elements, the first with title and description. Equal pictures give equal text.
    """
    parts, breaks, top = [], [0.0], 0.0
    for panel in picture.panels:
        layout = _Layout(panel, top + _HEAD).run()
        parts.append("".join(_panel(layout, top, picture)))
        breaks += [top, *layout.breaks]
        top = layout.bottom + 26
    drawn = f"owners-{number}"
    slices = list(pairwise(_slices(sorted(set(breaks)), top)))
    first = slices[0]
    svgs = [
        f'<svg class="owners" role="img" aria-labelledby="{drawn}-t {drawn}-d" viewBox="0 0 {WIDTH} {first[1]:g}" '
        f'overflow="hidden"><title id="{drawn}-t">{_safe(f"Owners of {picture.name}, as of {picture.as_of}")}</title>'
        f'<desc id="{drawn}-d">{_safe(picture.says)}</desc><g class="drawn" id="{drawn}">{"".join(parts)}</g></svg>'
    ]
    svgs += [
        f'<svg class="owners" aria-hidden="true" focusable="false" viewBox="0 {start:g} {WIDTH} {end - start:g}" '
        f'overflow="hidden"><use href="#{drawn}"></use></svg>'
        for start, end in slices[1:]
    ]
    return Markup(f'<figure class="owners">{"".join(svgs)}{_caption(picture)}</figure>')  # noqa: S704 - escaped above


def _slices(breaks: list[float], height: float) -> list[float]:
    """Where the drawing may be parted, so that each part fits a printed page and cuts no box."""
    found, last = [0.0], 0.0
    for place in [*breaks, height]:
        room = _SLICE if len(found) > 1 else _FIRST_SLICE
        if place - found[-1] > room and last > found[-1]:
            found.append(last)
        last = place
    return [*found, height]


def _caption(picture: Picture) -> str:
    said = [
        f"As of {picture.as_of}. Each column is one tie further from {picture.name}; arrows point from owner to owned."
    ]
    for panel in picture.panels:
        where = "above" if panel.side == "owners" else "below"
        if panel.cut:
            said.append(f"{wording.plural(panel.cut, 'party', 'parties')} further {where} not drawn.")
        if panel.beyond:
            said.append(f"{wording.plural(panel.beyond, 'known tie')} further {where} not followed.")
    said.append("◆ and a doubled frame: a list names the party. Dashed: not known, or not known to hold on the day.")
    return f"<figcaption>{_safe(' '.join(said))}</figcaption>"


def _panel(layout: _Layout, top: float, picture: Picture) -> Iterator[str]:
    title = "Who owns it" if layout.panel.side == "owners" else "Whom it owns"
    yield f'<text class="head" x="2" y="{top + 20:g}">{_safe(f"{title}, as of {picture.as_of}")}</text>'
    if layout.wide:
        for layer in range(1, layout.panel.depth + 1):
            yield f'<text class="layer" x="{2 + layer * layout.pitch:g}" y="{top + 20:g}">layer {layer}</text>'
    for placed in layout.placed.values():
        if placed.box.tie is not None:
            yield from _line(layout, placed, placed.box.tie)
    for placed in layout.placed.values() if len(layout.placed) <= _CURVES_UP_TO else ():
        for tie in placed.box.also:
            yield from _other_line(layout, placed, tie)
    for placed in layout.placed.values():
        yield from _box(placed)
    for x, y, count in layout.cuts:
        words = ("more owner", "") if layout.panel.side == "owners" else ("more company", "more companies")
        yield f'<text class="cut" x="{x:g}" y="{y + 12:g}">+ {wording.plural(count, *words)}, not drawn</text>'


def _line(layout: _Layout, far: _Placed, tie: Tie) -> Iterator[str]:
    """The line that places a box, its label above it and its dates below."""
    near = layout.placed[tie.near]
    start = near.x + near.width if layout.wide else near.x + 8
    from_y = near.y + _ONE_LINE / 2 if layout.wide else near.y + near.height
    trunk = start + 16 if layout.wide else start
    y = far.y + _ONE_LINE / 2
    dashed = "" if tie.certain else ' stroke-dasharray="5 4"'
    yield f'<g class="tie"><title>{_safe(tie.says)}</title><path d="M{start:g} {from_y:g}H{trunk:g}V{y:g}"></path>'
    yield f'<path d="M{trunk:g} {y:g}H{far.x:g}"{dashed}></path>'
    if layout.panel.side == "owners":
        yield _arrow(start, from_y, -1 if layout.wide else 0)
    else:
        yield _arrow(far.x, y, 1)
    yield from _said(layout, far, tie, trunk)
    yield "</g>"


def _said(layout: _Layout, far: _Placed, tie: Tie, trunk: float) -> Iterator[str]:
    """Share and dates of a tie: on its line where layers are columns, beside the box where they are indents."""
    y = far.y + _ONE_LINE / 2
    if not layout.wide:
        text = label_that_fits(" · ".join(filter(None, (tie.label, tie.dates))), WIDTH - far.x - far.width - 8, _GLYPH)
        yield f'<text class="share" x="{far.x + far.width + 8:g}" y="{y + 4:g}">{_safe(text)}</text>'
        return
    middle, room = (trunk + far.x) / 2 + 2, far.x - trunk - 4
    label = label_that_fits(wording.printable(tie.label), room, _GLYPH) or tie.label[:4]
    yield f'<text class="share" x="{middle:g}" y="{y - 4:g}" text-anchor="middle">{_safe(label)}</text>'
    if tie.dates:
        dates = label_that_fits(tie.dates, room, _SMALL)
        yield f'<text class="dates" x="{middle:g}" y="{y + 12:g}" text-anchor="middle">{_safe(dates)}</text>'


def _arrow(x: float, y: float, way: int) -> str:
    """An arrow head that ends at a place: to the left, upward, to the right."""
    if way == 0:
        return f'<path class="arrow" d="M{x:g} {y:g}l-4 7h8z"></path>'
    return f'<path class="arrow" d="M{x:g} {y:g}l{-7 * way} -4v8z"></path>'


def _other_line(layout: _Layout, far: _Placed, tie: Tie) -> Iterator[str]:
    """A further tie of a box: a thin curve; what it says is in the box."""
    near = layout.placed.get(tie.near)
    if near is None or near is far:
        return
    x1, y1, x2, y2 = near.x + near.width, near.middle, far.x, far.middle
    if abs(near.y - far.y) < _ONE_LINE:
        return  # it would run along the line that is there; the box tells it
    if not layout.wide or far.box.layer <= near.box.layer:
        x2 = far.x + far.width
        bend = max(x1, x2) + 26
        curve = f"M{x1:g} {y1:g}C{bend:g} {y1:g} {bend:g} {y2:g} {x2:g} {y2:g}"
    else:
        curve = f"M{x1:g} {y1:g}C{x1 + 60:g} {y1:g} {x2 - 60:g} {y2:g} {x2:g} {y2:g}"
    dashed = ' stroke-dasharray="5 4"' if not tie.certain else ""
    yield f'<g class="tie other"><title>{_safe(tie.says)}</title><path d="{curve}"{dashed}></path></g>'


def _second(box: Box) -> str:
    """The second line of a box: why it is listed, else its further ties; "" for none."""
    if box.listed:
        return box.listed
    if box.also:
        more = f" and {len(box.also) - 1:,} more" if len(box.also) > 1 else ""
        return f"also {box.also[0].label}{more}: {box.also[0].near_name}"  # of it, or by it, as the picture's side says
    return ""


def _box(placed: _Placed) -> Iterator[str]:
    box = placed.box
    kind = "asked" if box.tie is None else "listed" if box.listed else "party" if box.identified else "nobody"
    title = "; ".join(
        filter(None, (box.name, f"listed: {box.listed}" if box.listed else "", *(t.says for t in box.also)))
    )
    dashed = "" if box.identified else ' stroke-dasharray="5 4"'
    x, y, width, height = placed.x, placed.y, placed.width, placed.height
    yield f'<g class="{kind}"><title>{_safe(title)}</title>'
    yield f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="3"{dashed}></rect>'
    if box.listed:
        inner = f'x="{x + 3:g}" y="{y + 3:g}" width="{width - 6:g}" height="{height - 6:g}"'
        yield f'<rect class="inner" {inner} rx="2"></rect>'
    for number, line in enumerate(placed.name):
        text = f'<tspan unicode-bidi="isolate">{_safe(line)}</tspan>'
        yield f'<text x="{x + 8:g}" y="{y + 17 + _LINE * number:g}">{text}</text>'
    if placed.below:
        at = y + 17 + _LINE * len(placed.name)
        yield f'<text class="small" x="{x + 8:g}" y="{at:g}">{_safe(placed.below)}</text>'
    yield "</g>"


def _in_lines(name: str, width: float, glyph: float) -> tuple[str, ...]:
    """A name in one line where it fits, else broken at a space into two, the second cut with an ellipsis."""
    glyph *= 1.25 if name.isupper() else 1  # lists often print capitals, which are wider
    room = int(width / glyph)
    if wording.columns_wide(name) <= room:
        return (name,)
    first = ""
    for word in name.split(" "):
        if wording.columns_wide(f"{first} {word}") > room:
            break
        first = f"{first} {word}".strip()
    if not first or first == "◆":
        first = label_that_fits(name, width, glyph).removesuffix("…")
    return first, label_that_fits(name[len(first) :].strip(), width, glyph) or "…"


def _safe(text: str) -> str:
    return str(escape(wording.printable(wording.fold(text, 600)).encode("utf-8", "replace").decode()))
