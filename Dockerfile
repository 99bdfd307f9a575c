# syntax=docker/dockerfile:1

# The Debian releases of both stages must agree: the program is linked with the C library of the first.
FROM rust:1.95-bookworm AS build
WORKDIR /src
COPY . .
# Caches outlive a build, layers do not take them in: so the program is copied out in the same step.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    --mount=type=cache,target=/src/target-front \
    cargo xtask front \
    && cargo build --release --locked --package server \
    && install -D --mode=0755 target/release/holdpoint /out/holdpoint

FROM debian:bookworm-slim
LABEL org.opencontainers.image.title="Holdpoint" \
      org.opencontainers.image.description="Is it ready, ready for what, and what blocks it?" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN groupadd --system --gid 10001 holdpoint \
    && useradd --system --uid 10001 --gid holdpoint --home-dir /data --shell /usr/sbin/nologin holdpoint \
    && install --directory --owner=holdpoint --group=holdpoint --mode=0750 /data
COPY --from=build /out/holdpoint /usr/local/bin/holdpoint
COPY LICENSE /usr/share/doc/holdpoint/LICENSE
COPY service/paper/fonts/README.md service/paper/fonts/LICENSE* /usr/share/doc/holdpoint/fonts/
# By number: a cluster that forbids root cannot tell from a name who that is.
USER 10001:10001
WORKDIR /data
VOLUME /data
# The three keys of an installation have no default: HOLDPOINT_SESSION_KEY_FILE and the others name files that are mounted (docs/secrets.md).
ENV HOLDPOINT_LISTEN=0.0.0.0:3000 \
    HOLDPOINT_DATA_DIR=/data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=6s --start-period=30s --retries=3 CMD ["holdpoint", "healthcheck"]
ENTRYPOINT ["holdpoint"]
CMD ["serve"]
