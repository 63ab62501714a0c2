#!/bin/sh
# Counts to 20, saying how far it is; task 2 of 3 greets a third of them. Nothing in it is of Longshore's making.
set -eu

total=20
index=${LONGSHORE_TASK_INDEX:-0}
count=${LONGSHORE_TASK_COUNT:-1}

stopping=no
trap 'stopping=yes' TERM INT

done=0
number=$index
while [ "$number" -lt "$total" ]; do
  if [ "$stopping" = yes ]; then
    echo "stopped after $done" >&2
    exit 143
  fi
  echo "hello, number $number"
  done=$((done + 1))
  number=$((number + count))
  echo "LONGSHORE_PROGRESS {\"done\":$done,\"total\":$(((total - index + count - 1) / count)),\"unit\":\"greetings\"}"
  sleep "${PAUSE_SECONDS:-1}" &
  wait $! || true
done
