# The agent. Bundled outside (deploy/images/build-main.ts --all). It runs as root, without capabilities, since the
# engine's socket belongs to root: who may use that socket has the host anyway.
ARG BASE_IMAGE=node:24-slim
FROM ${BASE_IMAGE}
COPY app /app
WORKDIR /app
ENV NODE_ENV=production KAFKAJS_NO_PARTITIONER_WARNING=1
STOPSIGNAL SIGTERM
EXPOSE 3002
ENTRYPOINT ["node", "/app/agent.mjs"]
