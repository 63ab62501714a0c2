# The control plane's programs in one image; the command chooses (docker-compose.yml): topics and schemas, migrations,
# dispatcher, web. Bundled and built outside (deploy/images/build-main.ts --all).
ARG BASE_IMAGE=node:24-slim
FROM ${BASE_IMAGE}
COPY app /app
USER 1000:1000
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 KAFKAJS_NO_PARTITIONER_WARNING=1 \
    LONGSHORE_PAGES_DIRECTORY=/app/web/control-plane
STOPSIGNAL SIGTERM
EXPOSE 3000 3001
CMD ["node", "/app/control-plane/src/web/main.mjs"]
