# FormCheck in a container: the app, and batches of clips. Nothing is fetched when it runs.
#   docker build -t formcheck .
#   docker run --rm --network none -v "$PWD/clips:/clips" formcheck batch /clips --out /clips/results
#   docker run --rm -p 127.0.0.1:8501:8501 formcheck          (the app, at http://127.0.0.1:8501)
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
RUN useradd --create-home formcheck
USER formcheck
WORKDIR /clips
# the app answers to this name only; whoever puts it behind a proxy names that as well
ENV FORMCHECK_HOSTS=127.0.0.1,localhost
EXPOSE 8501
HEALTHCHECK CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8501/_stcore/health')"]
ENTRYPOINT ["formcheck"]
CMD ["app", "--host", "0.0.0.0", "--port", "8501"]
