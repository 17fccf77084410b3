# FormCheck in a container: the app, and batches of clips. Nothing is fetched when it runs.
#   docker build -t formcheck .
#   docker run --rm --network none --user "$(id -u):$(id -g)" -v "$PWD/clips:/clips" formcheck batch /clips --out /clips/results
#   docker run --rm -p 127.0.0.1:8501:8501 -v formcheck:/data formcheck          (the app, at http://127.0.0.1:8501)
# --user: results belong to you, and your folder need not be open to others. The volume keeps diary, plans and settings.
FROM python:3.11-slim AS build
WORKDIR /src
COPY . .
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.11-slim
# OpenCV needs libGL and GLib, MediaPipe EGL and GLES; CJK letters are for pictures in Chinese
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libgl1 libegl1 libgles2 libglib2.0-0 fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/*
COPY constraints.txt /tmp/
COPY --from=build /wheels /wheels
RUN wheel=$(echo /wheels/formcheck-*.whl) \
    && pip install --no-cache-dir --constraint /tmp/constraints.txt "formcheck[app] @ file://$wheel" \
    && rm -rf /wheels /tmp/constraints.txt
# a home for whoever --user names, too: that user is not known here and would have none to write to
RUN useradd --home-dir /data formcheck && mkdir --mode=1777 /data
ENV HOME=/data
USER formcheck
WORKDIR /clips
# the app answers to this name only; whoever puts it behind a proxy names that as well
ENV FORMCHECK_HOSTS=127.0.0.1,localhost
EXPOSE 8501
# only the app can be asked; a batch is well as long as it runs
HEALTHCHECK CMD ["python", "-c", "from urllib.request import urlopen; 'app' in open('/proc/1/cmdline').read().split(chr(0)) and urlopen('http://127.0.0.1:8501/_stcore/health')"]
ENTRYPOINT ["formcheck"]
CMD ["app", "--host", "0.0.0.0", "--port", "8501"]
