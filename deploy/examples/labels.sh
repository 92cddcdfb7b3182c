#!/usr/bin/env bash
# Cameras and what was seen in each frame, with kcat: labels.sh HOST:PORT [kcat's other options]
set -euo pipefail
kcat -C -q -u -b "$1" -t labels -f '%k\t%s\n' "${@:2}"
