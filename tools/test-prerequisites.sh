#!/bin/sh
# Installs, on Debian and Ubuntu, the programs that only tests need: a browser, an office, an RDF server.
set -eu

wanted=""
need() {  # need COMMAND PACKAGE…
    command -v "$1" >/dev/null 2>&1 || { shift; wanted="$wanted $*"; }
}
need chromium chromium fonts-dejavu-core
need soffice libreoffice-writer-nogui
need virtuoso-t virtuoso-opensource-7-bin
need javac default-jdk-headless
need haproxy haproxy
need Rscript r-base-core r-cran-sparql
library() {  # library JAR PACKAGE
    [ -e "/usr/share/java/$1" ] || wanted="$wanted $2"
}
library jena-tdb2.jar libapache-jena-java
library rdf4j-queryparser-sparql.jar librdf4j-java
[ -z "$wanted" ] && exit 0

if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then
    echo "Tests need these programs:$wanted. On Debian or Ubuntu: sudo apt-get install$wanted" >&2
    exit 1
fi
echo "Installing for tests:$wanted" >&2
log=$(mktemp)
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086
if ! { apt-get update && apt-get install -y --no-install-recommends $wanted; } >"$log" 2>&1; then
    tail -20 "$log" >&2
    exit 1
fi
rm -f "$log"
