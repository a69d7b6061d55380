"""Edge colouring of a bipartite multigraph (König 1916): lessons of classes and teachers spread over slots without a clash."""

from __future__ import annotations


def coloured(edges: list[tuple[str, str]], colours: int) -> list[int]:
    """A colour below ``colours`` for every edge, so that no vertex has two edges of one colour.

    edges: (class, teacher), parallel edges allowed; the degree of every vertex is at most ``colours``.
    """
    at: dict[tuple[str, str], dict[int, int]] = {}
    colour_of = [0] * len(edges)

    def free(vertex: tuple[str, str]) -> int:
        used = at.setdefault(vertex, {})
        return next(colour for colour in range(colours) if colour not in used)

    for index, (left, right) in enumerate(edges):
        one, two = ("class", left), ("teacher", right)
        first, second = free(one), free(two)
        if first != second and first in at[two]:
            # Flip the path from the teacher that alternates between both colours; it cannot end at the class.
            path, vertex, colour = [], two, first
            while colour in at[vertex]:
                edge = at[vertex][colour]
                path.append(edge)
                ends = (("class", edges[edge][0]), ("teacher", edges[edge][1]))
                vertex = ends[1] if ends[0] == vertex else ends[0]
                colour = first + second - colour
            for edge in path:
                for end in (("class", edges[edge][0]), ("teacher", edges[edge][1])):
                    if at[end].get(colour_of[edge]) == edge:
                        del at[end][colour_of[edge]]
            for edge in path:
                colour_of[edge] = first + second - colour_of[edge]
                for end in (("class", edges[edge][0]), ("teacher", edges[edge][1])):
                    at[end][colour_of[edge]] = edge
        colour_of[index] = first
        at[one][first] = index
        at[two][first] = index
    return colour_of
