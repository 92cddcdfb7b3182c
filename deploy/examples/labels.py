#!/usr/bin/env python3
"""Prints each label once: labels.py HOST:PORT [--seconds N]. Needs confluent-kafka (Debian: python3-confluent-kafka).

At-least-once delivery may repeat a label, so repeats are dropped by pipeline and frame, as the contract says.
"""

import argparse
import collections
import json
import time

from confluent_kafka import OFFSET_BEGINNING, Consumer, TopicPartition

REMEMBERED = 100_000


def consumer(servers):
    # It is assigned all partitions and commits nothing, so the group is only a name.
    reader = Consumer({"bootstrap.servers": servers, "group.id": "labels.py", "enable.auto.commit": False})
    partitions = reader.list_topics("labels", timeout=10).topics["labels"].partitions
    reader.assign([TopicPartition("labels", partition, OFFSET_BEGINNING) for partition in partitions])
    return reader


def once(records):
    seen = collections.OrderedDict()
    for record in records:
        label = json.loads(record.value())
        frame = label["frame"]
        identity = (label["pipeline"], frame["topic"], frame["partition"], frame["offset"])
        if identity not in seen:
            seen[identity] = True
            if len(seen) > REMEMBERED:
                seen.popitem(last=False)
            yield label


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("servers")
    arguments.add_argument("--seconds", type=float, default=float("inf"))
    options = arguments.parse_args()
    end = time.monotonic() + options.seconds
    reader = consumer(options.servers)

    def records():
        while time.monotonic() < end:
            record = reader.poll(0.5)
            if record is not None:
                if record.error():
                    raise SystemExit("labels.py: %s" % record.error())
                yield record

    for label in once(records()):
        best = label.get("labels", [])[:1] + label.get("detections", [])
        names = ", ".join("%s %.2f" % (found["name"], found["score"]) for found in best)
        print(label["camera"], label["capturedAt"], names, "%.0f ms" % label["latencyMillis"]["total"], sep="\t", flush=True)


if __name__ == "__main__":
    main()
