#!/usr/bin/env bash
# Runs one step of the gate and prints how long it took; --total sums up.
set -euo pipefail
times="${TMPDIR:-/tmp}/ilbo-check-$(id -u).times"
if [ "$1" = --total ]; then
	awk -F '\t' '{ printf "%6d s  %s\n", $2, $1; sum += $2 } END { printf "%6d s  in all\n", sum }' "$times"
	rm -f "$times"
	exit
fi
name=$1
shift
[ "$name" = tools ] && rm -f "$times"
printf '== %s\n' "$name"
begin=$(date +%s)
"$@"
printf '%s\t%d\n' "$name" $(($(date +%s) - begin)) >>"$times"
