#!/usr/bin/env bash
# Runs in the bare root as its first and only process: clones, runs the demo, and looks at what it left.
# usage: inside.sh <folder of the git repository>
set -euo pipefail

say() { printf '\n== %s\n' "$*"; }
timed() {
  local title=$1 before=$SECONDS
  shift
  "$@"
  printf '== %s: %s s\n' "$title" "$((SECONDS - before))"
}

say "this machine: $(. /etc/os-release && echo "$PRETTY_NAME"), $(dpkg --list | grep -c '^ii') packages"
for program in node npm java mvn curl docker dockerd ip; do
  if command -v "$program" > /dev/null; then echo "$program is there"; else echo "$program is not there"; fi
done

say 'git clone'
git -c safe.directory='*' clone --quiet "file://$1" "$HOME/longshore"
cd /
longshore=$HOME/longshore/longshore

say './longshore demo'
timed 'demo, first time' "$longshore" demo | tee /tmp/demo.out

say './longshore status'
"$longshore" status

say 'what is in the registry'
registered=$("$HOME"/longshore/longshore status --json | sed -n 's/.*"address": "\(http:[^"]*ccompat[^"]*\)".*/\1/p')
node_program=$(ls -d /var/cache/longshore/node-*/bin/node)
"$node_program" --eval 'fetch(process.argv[1] + "/subjects").then((answer) => answer.text()).then(console.log)' "$registered"

say 'what kcat reads from the topic'
topic=$("$longshore" job list --json | "$node_program" --eval '
  const jobs = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
  const text = JSON.stringify(jobs);
  console.log(/"topic":\s*"([^"]+)"/.exec(text)?.[1] ?? "");')
DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends kcat > /dev/null 2>&1
kcat -b 127.0.0.1:9092 -C -t "$topic" -e -q -f '%k\n' > /tmp/keys
printf 'topic %s: %s records, %s distinct keys\n' "$topic" "$(wc -l < /tmp/keys)" "$(sort -u /tmp/keys | wc -l)"
[ "$(sort -u /tmp/keys | wc -l)" = 10000 ]

say './longshore up again, and down'
timed 'up while up' "$longshore" up
timed 'down' "$longshore" down
timed 'up, warm' "$longshore" up
timed 'down' "$longshore" down
say 'all of it as it should be'
