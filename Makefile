# Ilbo's one task runner. `make` prints what there is.

GO       ?= go
# The same pictures on every machine: never the system's own libwebp.
export GOFLAGS := $(GOFLAGS) -tags=nodynamic
PACKAGES := ./...
STEP     := @bash scripts/step.sh

.PHONY: help demo build check tools format vet staticcheck test generate bench screenshots fonts

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
	$(STEP) test $(MAKE) --no-print-directory test
	@bash scripts/step.sh --total

tools: ## install Chromium, nginx, fonts, validators (Debian packages and npm)
	@bash scripts/tools.sh

format: ## fail where gofmt would change something
	@unformatted=$$(gofmt -l $$(git ls-files -co --exclude-standard '*.go')); \
	if [ -n "$$unformatted" ]; then echo "gofmt would change:"; echo "$$unformatted"; exit 1; fi
	@bash -n scripts/*.sh .ci/run

vet: ## go vet
	$(GO) vet $(PACKAGES)

staticcheck: ## staticcheck, pinned in go.mod
	$(GO) tool staticcheck $(PACKAGES)

test: ## every test, with the race detector, in real browsers and with real validators
	ILBO_TEST_ALL=1 $(GO) test -race -timeout 15m $(PACKAGES)

generate: ## bundle the islands
	$(GO) generate ./...

bench: ## measure, and write docs/performance.md
	$(GO) run ./internal/bench

screenshots: ## make the screenshots that README shows
	ILBO_TEST_ALL=1 ILBO_SCREENSHOTS=docs/screenshots $(GO) test -count=1 -run 'TestScreenshots' ./cmd/ilbo
