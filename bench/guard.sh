#!/usr/bin/env bash
# Runs the crawler under its production address policy, among sites whose public addresses exist in a network
# namespace only (see docs/reliability.md). Needs root, iproute2, and the jars of `mvn -DskipTests package`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
if [ "${1:-}" != inside ]; then
  exec unshare --net --mount "$0" inside
fi
ip link set lo up
for i in 1 2 3 4 5 6 7 8; do ip address add "93.184.216.$i/32" dev lo; done
ip address add 169.254.169.254/32 dev lo
ip address add 10.9.9.9/32 dev lo
# The mount namespace is ours alone, so the machine's own resolver stays as it is.
resolver=$(mktemp)
echo "nameserver 127.0.0.1" > "$resolver"
mount --bind "$resolver" /etc/resolv.conf
JAVA_HOME=$(./xenlix --jdk)
exec "$JAVA_HOME/bin/java" -Xmx512m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED "-Dxenlix.root=$PWD" \
  -cp "local/target/local-0.1.0.jar:$(cat local/target/dependencies.classpath)" com.xenlixai.scan.bench.guard.GuardMain
