# One image: the HTTP service, and `afterbell` for everything else.
FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1

WORKDIR /app
COPY requirements.lock ./
RUN python -m pip install --require-hashes -r requirements.lock

COPY pyproject.toml README.md LICENSE ./
COPY solver solver
COPY api api
COPY instances instances
RUN python -m pip install --no-deps --no-build-isolation . \
 && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin afterbell \
 && mkdir /data && chown afterbell /data

# Plans are written where the caller mounts a folder; the service itself stores nothing.
USER afterbell
WORKDIR /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["afterbell", "serve", "--host", "0.0.0.0", "--port", "8000"]
