#!/usr/bin/env bash
# Compares the checks with Lighthouse: has it judge the fixtures that are new or changed (--all: every one), then runs the
# test that holds its verdicts against ours. Needs npm, Chromium (CHROME_PATH, or `chromium` on the PATH) and about two
# seconds a page. Lighthouse is put into a folder for temporary files, never into the working copy.
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd -P)
modules=${LIGHTHOUSE_MODULES:-${TMPDIR:-/tmp}/xenlix-lighthouse/node_modules}
if [ ! -d "$modules/lighthouse" ]; then
  mkdir -p "$modules"
  npm install --silent --no-audit --no-fund --prefix "$(dirname "$modules")" lighthouse@12.8.2 axe-core@4.14.1
fi
CHROME_PATH=${CHROME_PATH:-$(command -v chromium || command -v google-chrome)} LIGHTHOUSE_MODULES=$modules \
  node "$here/bench/lighthouse/verdicts.mjs" "$@"
cd "$here"
JAVA_HOME=$(./xenlix --jdk) mvn -q -pl stage-analyze -am test -Dtest=LighthouseAgreementTest -Dsurefire.failIfNoSpecifiedTests=false
