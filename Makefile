# The README's two commands are `make demo` and `make test`. Targets install what
# they need on Debian when run as root; otherwise they name it and stop.

# Pinned, so that a check says the same thing tomorrow.
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.9.0

FUZZTIME ?= 1m
ARGS     ?=

# A checkout whose history git will not read (another owner) still builds.
STAMP := $(shell git rev-parse HEAD >/dev/null 2>&1 && echo auto || echo false)

.PHONY: demo
demo: build ## bot, simulated WeChat and sample bureau on one page; make demo ARGS=--once plays a tour in the terminal
	@bin/minqing demo $(ARGS)

.PHONY: build
build: ## bin/minqing, one static file
	@.ci/need go
	CGO_ENABLED=0 go build -trimpath -buildvcs=$(STAMP) -o bin/minqing ./cmd/minqing

.PHONY: test
test: ## the whole suite with the race detector, against a real redis-server, Chromium and curl
	@.ci/need go gcc redis-server chromium curl
	CGO_ENABLED=1 go test -race -timeout 20m ./...

# Those of the tests' pictures that the README shows.
SCREENS := tour-answer-1280-light wire-1280-dark faults-1280-light tour-say-360-light complaint-360-light phones-360-dark phones-1920-light screen-1920-light report-light tour-desk-1280-light

.PHONY: screens
screens: ## docs/screens, the pictures of the pages, made by their tests
	@.ci/need go chromium pngquant
	rm -rf bin/screens
	CGO_ENABLED=0 go test -count=1 -run '^Test(Page|ScreenPage|ReportPage)$$' ./cmd/minqing -screens $(CURDIR)/bin/screens
	@mkdir -p docs/screens
	@for s in $(SCREENS); do pngquant --force --strip --speed 1 --output docs/screens/$$s.png bin/screens/$$s.png; done

.PHONY: bench
bench: ## messages a second beside a bare echo, two minutes; docs/benchmarks.md
	@.ci/need go redis-server
	CGO_ENABLED=0 go run ./cmd/bench $(ARGS)

.PHONY: bench-growth
bench-growth: ## a data file from 1,000 to 1,000,000 tickets, many minutes
	@.ci/need go
	CGO_ENABLED=0 go test -tags growth -run '^TestGrowth$$' -v -timeout 2h ./storage/boltstore $(ARGS)

.PHONY: fuzz
fuzz: ## every fuzz test for FUZZTIME (1m) each
	@.ci/need go redis-server
	@.ci/fuzz $(FUZZTIME)

.PHONY: lint vet gofmt staticcheck
lint: vet gofmt staticcheck ## vet, gofmt and staticcheck

vet:
	@.ci/need go
	go vet ./...
	go vet -tags growth ./storage/boltstore

gofmt:
	@.ci/need go
	@wrong=$$(gofmt -l bot cmd configs flows storage); \
	if [ -n "$$wrong" ]; then echo "not formatted: $$wrong"; exit 1; fi

staticcheck:
	@.ci/need go
	CGO_ENABLED=0 go run $(STATICCHECK) ./...

.PHONY: vulncheck
vulncheck: ## known vulnerabilities; asks vuln.go.dev, so it is no part of lint
	@.ci/need go
	go run $(GOVULNCHECK) ./...

.PHONY: help
help: ## this list
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16
