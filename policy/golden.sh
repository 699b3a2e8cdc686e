#!/bin/sh
# Asks OPA the questions of policy/golden again and writes what it says beside them. Read every line that changes: it is what the policy now does.
# With --check nothing is written, and a difference is an error; --check bench does it over the data of the benches.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
opa=$("$here/find-opa")
cd "$here"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

wrong=0
data=${2:-data}
for file in golden/*.json; do
    "$opa" eval -f pretty -I -d tools -d keyward -d system -d "$data" --ignore '*_test.rego' data.tools.golden <"$file" >"$work/answers.json"
    if ! cmp -s "$work/answers.json" "$file"; then
        if [ "${1:-}" = --check ]; then
            diff "$file" "$work/answers.json" | head -40
            wrong=1
        else
            cp "$work/answers.json" "$file"
        fi
    fi
done
exit "$wrong"
