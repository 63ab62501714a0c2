#!/usr/bin/env bash
# Runs in the bare root as its first process: clones, runs the demo, and looks at what it left.
# usage: inside.sh <folder of the git repository>
set -euo pipefail

say() { printf '\n== %s\n' "$*"; }
fail() { printf '\n== not as it should be: %s\n' "$*"; exit 1; }

# timed NAME COMMAND...: leaves the seconds that it took in the variable NAME.
timed() {
  local before=$SECONDS
  "${@:2}"
  printf -v "$1" '%s' "$((SECONDS - before))"
}

say "this machine: $(. /etc/os-release && echo "$PRETTY_NAME"), $(dpkg --list | grep -c '^ii') packages"
for program in node npm java mvn curl docker dockerd ip; do
  if command -v "$program" > /dev/null; then fail "$program is there already"; fi
  echo "$program is not there"
done

say 'git clone'
git -c safe.directory='*' clone --quiet "file://$1" "$HOME/longshore"
cd /
longshore=$HOME/longshore/longshore

say './longshore demo'
timed demo_took "$longshore" demo
node_program=$(ls -d /var/cache/longshore/node-*/bin/node)

say './longshore status'
"$longshore" status

say 'the job, as ./longshore job list --json has it'
read -r topic state < <("$longshore" job list --json | "$node_program" --eval '
  const text = require("node:fs").readFileSync(0, "utf8");
  const find = (name) => new RegExp(`"${name}":\\s*"([^"]+)"`).exec(text)?.[1] ?? "none";
  console.log(find("topic"), find("state"));')
echo "topic $topic, state $state"
[ "$state" = SUCCEEDED ] || fail "the job is $state"

say 'who is let in: nobody without a key, its owner by a link, and that once'
pages=http://127.0.0.1:3000
asked() {
  "$node_program" --eval '
    const [address, token] = process.argv.slice(1);
    const sent = token && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ token }) };
    fetch(address, sent || {}).then(({ status }) => console.log(status));' "$@"
}
link=$("$longshore" open)
seen="$(asked "$pages/api/v1/jobs") $(asked "$pages/api/v1/session/link" "${link#*#}") $(asked "$pages/api/v1/session/link" "${link#*#}")"
echo "without a key $(cut -d ' ' -f 1 <<< "$seen"); by the link $(cut -d ' ' -f 2 <<< "$seen"), again $(cut -d ' ' -f 3 <<< "$seen")"
[ "$seen" = '401 200 401' ] || fail 'signing in is not as it should be'

say 'the registry, asked by itself'
registry=$("$longshore" status --json | sed -n 's/.*"address": "\(http:[^"]*ccompat[^"]*\)".*/\1/p')
subjects=$("$node_program" --eval 'fetch(process.argv[1] + "/subjects").then((answer) => answer.text()).then(console.log)' "$registry")
echo "$subjects"
for subject in Agent_Status Job_Handling Job_Logs Job_Status Kitchen_Status Order_Handling Order_Status; do
  [[ $subjects == *"\"$subject-value\""* ]] || fail "$subject-value is not registered"
done

say 'the topic, read by kcat'
DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 -qq install --yes --no-install-recommends kcat > /dev/null 2>&1
kcat -b 127.0.0.1:9092 -C -t "$topic" -o beginning -e -q -f '%k\n' > /tmp/keys
records=$(wc -l < /tmp/keys)
distinct=$(sort -u /tmp/keys | wc -l)
echo "$records records, $distinct distinct keys"
[ "$distinct" = 10000 ] || fail "kcat reads $distinct distinct keys"

say './longshore up again, down, up'
timed again_took "$longshore" up
timed down_took "$longshore" down
timed warm_took "$longshore" up
"$longshore" status > /dev/null || fail 'the stack is not up after down and up'
"$longshore" down

say 'seen'
echo "demo on a machine with nothing: $demo_took s, ended with 0"
echo "job $state; kcat reads $distinct of 10000 distinct records; the registry lists the 4 management schemas"
echo "up while up: $again_took s; down: $down_took s; up after it: $warm_took s"
