#!/usr/bin/env bash
# Asks Lighthouse anew about the pages of LighthouseAgreementTest. Needs node 20, npm and Chromium (CHROME_PATH).
# The verdicts replace stage-analyze/src/test/resources/lighthouse/verdicts.tsv. Afterwards explain what differs in
# differences.tsv beside it and write docs/lighthouse.md with:
#   mvn -pl stage-analyze -am test -Dtest=LighthouseAgreementTest -Dxenlix.write-docs=true -Dsurefire.failIfNoSpecifiedTests=false
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$root/bench/target/lighthouse
mkdir -p "$work"
[ -d "$work/node_modules/lighthouse" ] || npm install --prefix "$work" --no-audit --no-fund lighthouse@12.8.2
(cd "$root" && mvn -q -pl stage-analyze -am test -Dtest=LighthouseAgreementTest#thePages* -Dsurefire.failIfNoSpecifiedTests=false \
  -Dxenlix.lighthouse.pages="$work/pages.jsonl")
LIGHTHOUSE_MODULES=$work/node_modules node "$root/bench/lighthouse/run.mjs" "$work/pages.jsonl" "$work/verdicts.tsv"
mv "$work/verdicts.tsv" "$root/stage-analyze/src/test/resources/lighthouse/verdicts.tsv"
