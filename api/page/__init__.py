"""Pages for browsers: server-rendered templates, and small JavaScript modules of our own that call ``/v1``.

How a page is added: a module here with an ``APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)`` whose GET route
declares exactly one right (``api/access/rights``), loads the ids of its path through ``api/access/scope`` or a service, makes a frozen
dataclass of ``api/page/views`` that is ready to draw, and answers ``pages.answer(request, principal, WebPage(…))``; its template in
``templates/``, its module and styles in ``static/``; its router in ``registry.py``; its example in ``tests/service/page/routes.py``.
Pages change nothing: modules post to ``/v1`` through ``static/service.js``, so that rights, audit and idempotency are those of the API.
"""
