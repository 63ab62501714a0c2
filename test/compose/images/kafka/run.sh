#!/bin/bash
# What the official image does at its start, with the official image's own class: environment → server.properties → format.
set -eu
classpath='/opt/kafka/libs/*'
if ! output=$(java -cp "$classpath" kafka.docker.KafkaDockerWrapper setup \
  --default-configs-dir /etc/kafka/docker --mounted-configs-dir /mnt/shared/config --final-configs-dir /opt/kafka/config 2>&1); then
  case $output in
    *'already formatted'*) ;;
    *) echo "$output" >&2; exit 1 ;;
  esac
fi
# shellcheck disable=SC2086 — several options
exec java -cp "$classpath" ${KAFKA_HEAP_OPTS:--Xmx512m} -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
  -Dlog4j2.configurationFile=/etc/kafka/docker/log4j2.yaml kafka.Kafka /opt/kafka/config/server.properties
