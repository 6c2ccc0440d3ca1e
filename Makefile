# Ilbo's one task runner. `make` prints what there is.

GO       ?= go
# The same pictures on every machine: never the system's own libwebp.
export GOFLAGS := $(GOFLAGS) -tags=nodynamic
PACKAGES := ./...
STEP     := @bash scripts/step.sh

.PHONY: help demo build check tools format vet staticcheck islands test generate bench bench-archive bench-engines screenshots fonts

help: ## print this
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | column -ts "$$(printf '\t')"

demo: ## make the sample newspaper and serve it
	$(GO) run ./cmd/ilbo demo

build: ## build ./ilbo, a static binary
	CGO_ENABLED=0 $(GO) build -trimpath -o ilbo ./cmd/ilbo

check: ## install what the tests need, then run everything: the gate
	$(STEP) tools $(MAKE) --no-print-directory tools
	$(STEP) format $(MAKE) --no-print-directory format
	$(STEP) vet $(MAKE) --no-print-directory vet
	$(STEP) staticcheck $(MAKE) --no-print-directory staticcheck
	$(STEP) islands $(MAKE) --no-print-directory islands
	$(STEP) test $(MAKE) --no-print-directory test
	@bash scripts/step.sh --total

tools: ## install Chromium, nginx, Varnish, PostgreSQL, an S3 store, a mail server, stripe-mock, fonts, validators of pages and PDF (Debian packages, npm, Go)
	@bash scripts/tools.sh

format: ## fail where gofmt would change something
	@unformatted=$$(gofmt -l $$(git ls-files -co --exclude-standard '*.go')); \
	if [ -n "$$unformatted" ]; then echo "gofmt would change:"; echo "$$unformatted"; exit 1; fi
	@bash -n scripts/*.sh .ci/run

vet: ## go vet
	$(GO) vet $(PACKAGES)
	cd internal/bench/engines && $(GO) vet ./...

staticcheck: ## staticcheck, pinned in go.mod
	$(GO) tool staticcheck $(PACKAGES)

islands: ## check the types of the islands; a test checks that their bundles are fresh
	.tools/node_modules/.bin/tsc -p internal/web/tsconfig.json
	.tools/node_modules/.bin/tsc -p internal/web/site/worker/tsconfig.json

test: ## every test, with the race detector, on both databases, in real browsers and with real validators
	ILBO_TEST_ALL=1 $(GO) test $(RACE) -vet=off -parallel 4 -timeout 40m $(PACKAGES) # what is tested is vetted before

# The detector watches everything but what only computes, on memory of its own, and
# would take ten times as long: SQLite, which is C translated to Go, codecs, Argon2, the
# sample's pictures as they are drawn, and the press, whose prints are made side by
# side by the picture desk, which is watched. None of them may use
# generic types or functions of sync or sync/atomic: the linker would keep that one
# copy of their code, unwatched, for everybody.
UNWATCHED = ilbo.press/internal/imaging/draw ilbo.press/internal/press ilbo.press/internal/typeset github.com/go-text/typesetting/... github.com/ncruces/go-sqlite3-wasm/v6/... github.com/andybalholm/brotli golang.org/x/crypto/argon2 golang.org/x/image/... image/color image/draw image/jpeg image/png compress/flate
RACE = -race $(foreach p,$(UNWATCHED),-gcflags='$(p)=-race=false')

generate: ## bundle the islands
	$(GO) generate ./...

bench: ## measure, and write docs/performance.md
	$(GO) run ./internal/bench

bench-archive: ## measure papers of the SIZES that a CORPUS folder has stories for, in files or on a PostgreSQL SERVER
	$(GO) run ./internal/bench -only size -corpus $(CORPUS) -sizes $(SIZES) -mixed $(MIXED) -papers "$(PAPERS)" -server "$(SERVER)"

bench-engines: ## compare what could hold the search index, over a CORPUS folder
	cd internal/bench/engines && $(GO) test -count=1 -v -timeout 3h -run TestCompare . -corpus $(abspath $(CORPUS))

CORPUS ?= ../corpus
SIZES  ?= 10000,1000000
MIXED  ?= 1h
PAPERS ?=
SERVER ?=

screenshots: ## make the screenshots that README shows, and those to look at
	ILBO_TEST_ALL=1 ILBO_SCREENSHOTS=$(CURDIR)/docs/screenshots $(GO) test -count=1 -run 'TestScreenshots' ./cmd/ilbo ./internal/press

# Subsets of open fonts: for the share cards (TrueType) and for pages (WOFF2).
LATIN := U+20-7E,U+A0-17F,U+2010-2027,U+2030-203A,U+20A9,U+20AC,U+2190-2193
WEB   := U+20-7E,U+A0-FF,U+152-153,U+160-161,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+2030,U+2039-203A,U+20A9,U+20AC,U+2122,U+2190-2193,U+2212
CARD_FONTS := internal/imaging/fonts
WEB_FONTS  := internal/web/ui/fonts
# For the press (TrueType): body, small caps and figures; headlines; Korean, the
# syllables of KS X 1001.
PRESS_FONTS := internal/typeset/faces
PRESS  := U+20-7E,U+A0-17F,U+192,U+2BB-2BC,U+2C6-2DD,U+2010-2027,U+202F,U+2030-203A,U+2044,U+20A9,U+20AC,U+2116,U+2122,U+2190-2193,U+2212,U+25A0-25A1,U+25B2,U+25BC,U+25CF,U+FB00-FB04
HANGUL := U+20,U+2013-2014,U+3131-318E
IPA    := U+20-7E,U+A0-FF,U+127,U+14B,U+153,U+250-2AF,U+2B0-2FF,U+300-36F,U+1D43-1D64,U+2016,U+203F,U+2191,U+2193,U+3B2,U+3B8,U+3C7

fonts: ## make the subsets of fonts again (needs Debian's fonttools and python3-brotli)
	d=$$(mktemp -d) && \
	for p in noto-sans-kr@0.4.3 newsreader@0.4.1; do npm pack --silent --pack-destination $$d @expo-google-fonts/$$p && mkdir $$d/$${p%@*} && tar xzf $$d/expo-google-fonts-$${p%@*}-*.tgz -C $$d/$${p%@*}; done && \
	pyftsubset $$d/noto-sans-kr/package/700Bold/NotoSansKR_700Bold.ttf --text-file=$(CARD_FONTS)/hanja.txt --unicodes=$(LATIN),U+3000-3015,U+3131-318E,U+AC00-D7A3,U+FF01-FF5E --no-hinting --layout-features=kern --drop-tables+=vhea,vmtx,VORG,GSUB,BASE --name-IDs=0,1,2,13,14 --output-file=$(CARD_FONTS)/noto-sans-kr-bold.ttf && \
	pyftsubset $$d/newsreader/package/700Bold/Newsreader_700Bold.ttf --unicodes=$(LATIN) --no-hinting --layout-features=kern --name-IDs=0,1,2,13,14 --output-file=$(CARD_FONTS)/newsreader-bold.ttf && \
	for p in noto-sans-kr newsreader; do cp $$d/$$p/package/LICENSE_FONT $(CARD_FONTS)/$$p.OFL.txt; done && gzip -9nf $(CARD_FONTS)/*.ttf && \
	for p in source-serif-4@0.4.1 noto-serif-kr@0.4.3; do npm pack --silent --pack-destination $$d @expo-google-fonts/$$p && mkdir $$d/$${p%@*} && tar xzf $$d/expo-google-fonts-$${p%@*}-*.tgz -C $$d/$${p%@*}; done && \
	press() { pyftsubset $$d/$$1 --unicodes=$(PRESS) --no-hinting --notdef-outline --layout-features=kern,mark,mkmk,liga,ccmp,locl,smcp,c2sc,onum,pnum,lnum,tnum,sups,frac,numr,dnom,case --name-IDs=0,1,2,4,6,13,14 --output-file=$(PRESS_FONTS)/$$2.ttf; } && \
	press source-serif-4/package/400Regular/SourceSerif4_400Regular.ttf source-serif-regular && press source-serif-4/package/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf source-serif-italic && press source-serif-4/package/600SemiBold/SourceSerif4_600SemiBold.ttf source-serif-semibold && \
	python3 -c 'print("".join(bytes([a, b]).decode("euc-kr", "ignore") for a in (0xA1, 0xA2, 0xA3, 0xA7, 0xA8, 0xA9, *range(0xB0, 0xC9)) for b in range(0xA1, 0xFF)))' >$$d/ksx1001.txt && cat $(CARD_FONTS)/hanja.txt >>$$d/ksx1001.txt && echo 乾更渠船醫院 >>$$d/ksx1001.txt && \
	pyftsubset $$d/noto-serif-kr/package/400Regular/NotoSerifKR_400Regular.ttf --text-file=$$d/ksx1001.txt --unicodes=$(HANGUL) --no-hinting --notdef-outline --layout-features=kern --drop-tables+=vhea,vmtx,VORG,BASE,GSUB --name-IDs=0,1,2,4,6,13,14 --output-file=$(PRESS_FONTS)/noto-serif-kr-regular.ttf && \
	npm pack --silent --pack-destination $$d @expo-google-fonts/noto-serif@0.4.2 && mkdir $$d/noto-serif && tar xzf $$d/expo-google-fonts-noto-serif-0*.tgz -C $$d/noto-serif && \
	pyftsubset $$d/noto-serif/package/400Regular/NotoSerif_400Regular.ttf --unicodes=$(IPA) --no-hinting --notdef-outline --layout-features=kern,mark,mkmk,ccmp --name-IDs=0,1,2,4,6,13,14 --output-file=$(PRESS_FONTS)/noto-serif-phonetic.ttf && \
	for p in source-serif-4 noto-serif-kr noto-serif; do cp $$d/$$p/package/LICENSE_FONT $(PRESS_FONTS)/$$p.OFL.txt; done && \
	npm pack --silent --pack-destination $$d @fontsource-variable/newsreader@5.3.0 && mkdir $$d/web && tar xzf $$d/fontsource-variable-newsreader-*.tgz -C $$d/web && \
	cut() { fonttools varLib.instancer -q $$d/web/package/files/newsreader-latin-opsz-$$2.woff2 opsz=$$3 wght=$$4 -o $$d/$$1.ttf && pyftsubset $$d/$$1.ttf --unicodes=$(WEB) --flavor=woff2 --layout-features=kern,liga,ccmp,lnum,onum,tnum --no-hinting --desubroutinize --output-file=$(WEB_FONTS)/newsreader-$$1.woff2; } && \
	cut display normal 60 400:700 && cut text normal 16 400:700 && cut italic italic 16 400 && cp $$d/web/package/LICENSE $(WEB_FONTS)/OFL.txt && \
	head() { fonttools varLib.instancer -q $$d/web/package/files/newsreader-latin-opsz-normal.woff2 opsz=$$2 wght=$$3 -o $$d/$$1.ttf && pyftsubset $$d/$$1.ttf --unicodes=$(PRESS) --flavor= --no-hinting --notdef-outline --layout-features=kern,liga,ccmp,lnum,pnum,case --name-IDs=0,1,2,4,6,13,14 --output-file=$(PRESS_FONTS)/newsreader-$$1.ttf; } && \
	head display-medium 60 500 && head display-bold 60 700 && cp $$d/web/package/LICENSE $(PRESS_FONTS)/newsreader.OFL.txt && gzip -9nf $(PRESS_FONTS)/*.ttf && rm -r $$d
