"""Writes numbers to the job's topic: its task's share of them, flushed before it ends."""

import json
import os
import signal
import sys
import time

from confluent_kafka import Producer

TOTAL = int(os.environ.get("TOTAL", "10000"))
INDEX = int(os.environ.get("LONGSHORE_TASK_INDEX", "0"))
COUNT = int(os.environ.get("LONGSHORE_TASK_COUNT", "1"))
TOPIC = os.environ["TOPIC"]

stop_signal = None
undelivered = 0


def stop(number, _frame):
    """Only notes the signal: the loop below ends at a point where nothing is half done."""
    global stop_signal
    stop_signal = number


def delivered(error, _message):
    global undelivered
    if error is not None:
        undelivered += 1
        print(f"not delivered: {error}", file=sys.stderr)


def report(done, total):
    print("LONGSHORE_PROGRESS " + json.dumps({"done": done, "total": total, "unit": "numbers"}), flush=True)


def main():
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    producer = Producer({"bootstrap.servers": os.environ["KAFKA_BOOTSTRAP_SERVERS"], "enable.idempotence": True})
    share = range(INDEX, TOTAL, COUNT)
    done = 0
    reported_at = 0.0
    for number in share:
        if stop_signal is not None:
            break
        while True:
            try:
                # The same key and value in every try, so that a reader can tell a repetition from a new record.
                producer.produce(TOPIC, key=str(number), value=json.dumps({"number": number}), on_delivery=delivered)
                break
            except BufferError:
                producer.poll(0.1)
        producer.poll(0)
        done += 1
        if time.monotonic() - reported_at >= 0.5:
            reported_at = time.monotonic()
            report(done, len(share))
    if producer.flush(8) > 0 or undelivered > 0:
        print("some records were not acknowledged", file=sys.stderr)
        return 1
    report(done, len(share))
    return 0 if done == len(share) else 128 + stop_signal


sys.exit(main())
