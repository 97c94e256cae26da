#!/usr/bin/env python3
"""Runs the commands of all runbooks once, as they stand there, and says how each went: for a pipeline
in trouble on which one may try. GATEWAY, STAGE, PROMETHEUS, ALERTMANAGER, XENLIX_KAFKA_BOOTSTRAP_SERVERS,
GROUP, TOPIC and SCAN_ID are taken from the environment. Commands whose tool is not installed are listed
as not run, and so are kubectl's without a cluster that answers, and those that change something, unless
--all is given.

    python3 deploy/checks/runbooks.py [--all] docs/runbooks

Ends with 1 when a command failed, that is, with an error of its own; a grep that finds nothing has not.
"""
import functools
import pathlib
import re
import shutil
import subprocess
import sys

BLOCK = re.compile(r"```(sh|promql)\n(.*?)```", re.S)
CHANGES = re.compile(r"--alter|silence add|replay|-X (POST|DELETE)|scale |rollout|delete|apply|set ")
SECONDS = 40


def commands(page):
    for language, text in BLOCK.findall(page.read_text()):
        text = re.sub(r"(?m)^ +", "", text).strip()
        if language == "promql":
            yield 'curl -sf --data-urlencode query=%s "$PROMETHEUS/api/v1/query"' % quoted(text)
        else:
            yield from text.split("\n")


def quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"


@functools.cache
def cluster_answers():
    return subprocess.run(["kubectl", "version", "--request-timeout=5s"], capture_output=True).returncode == 0


def run(command):
    tool = command.split()[0]
    if shutil.which(tool) is None:
        return "not run: no " + tool, ""
    if tool == "kubectl" and not cluster_answers():
        return "not run: no cluster", ""
    try:
        done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True,
                              timeout=SECONDS)
        out, code = done.stdout, done.returncode
        if code == 0 and out.strip():
            return "ok", out
        if code in (0, 1) and not done.stderr.strip():
            return "ok, nothing found", out
        return "FAILED with %d" % code, out + done.stderr
    except subprocess.TimeoutExpired as end:
        out = (end.stdout or b"").decode(errors="replace")
        return ("ok, goes on until it is stopped" if out.strip() else "FAILED: no output"), out


def main():
    arguments = sys.argv[1:]
    everything = "--all" in arguments
    folder = pathlib.Path([a for a in arguments if a != "--all"][0])
    seen, failed = {}, 0
    for page in sorted(folder.glob("*.md")):
        print("#", page.stem)
        for command in commands(page):
            if command not in seen:
                if CHANGES.search(command) and not everything:
                    seen[command] = ("not run: changes something", "")
                else:
                    seen[command] = run(command)
            verdict, output = seen[command]
            failed += verdict.startswith("FAILED")
            print("  %-28s %s" % (verdict, command[:150]))
            if verdict.startswith("FAILED"):
                print("    " + output[:600].replace("\n", "\n    "))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
