# One image, two roles. `afterbell serve` is both on one machine, with SQLite under /data; with AFTERBELL_DATABASE_URL at
# PostgreSQL, `afterbell web` answers and any number of `afterbell worker` solve (compose.yaml, api/deploy/kubernetes.yaml).
FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    AFTERBELL_DATA_DIR=/data

WORKDIR /app
COPY requirements.lock ./
# The lock is complete: pip resolves nothing, so newer versions of the registry change nothing; `pip check` below proves it.
RUN python -m pip install --no-deps --require-hashes -r requirements.lock

COPY pyproject.toml README.md LICENSE ./
COPY solver solver
COPY api api
COPY instances instances
RUN python -m pip install --no-deps --no-build-isolation . \
 && python -m pip check \
 && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin afterbell \
 && mkdir /data && chown afterbell /data

USER afterbell
WORKDIR /data
VOLUME /data
EXPOSE 8000
# Searches are told to end and hand their jobs back, answers under way are finished: give it half a minute.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["afterbell", "serve", "--host", "0.0.0.0", "--port", "8000"]
