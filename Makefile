# Landfall's front door. `make help` lists what there is.
.DEFAULT_GOAL := help
.PHONY: help demo test build fmt lint bench simulate images dist clean

MAVEN := build/maven
SOURCES := $(shell find . -path ./target -prune -o \( -name '*.java' -path '*/src/main/*' -o -path '*/src/main/resources/*' -type f -o -name pom.xml \) -print 2>/dev/null)

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{ printf "make %-10s %s\n", $$1, $$2 }'

demo: cli/target/.built ## the whole story on this machine, with a transcript and a summary
	./landfall demo

build: cli/target/.built ## compile, package, and train the start-up cache: what ./landfall runs

cli/target/.built: $(SOURCES)
	@echo "== building Landfall with the JDK in $$(build/find-jdk) (the first time also fetches libraries)"
	@$(MAVEN) -q -Dmaven.test.skip=true package -pl cli -am
	@build/aot
	@touch $@

test: ## everything that CI runs: format, build with all checks, all tests
	@build/test

fmt: ## format the Java sources
	$(MAVEN) -q spotless:apply

lint: ## check the format of the Java sources
	$(MAVEN) -q spotless:check

bench: cli/target/.built ## measure, beside baselines, into target/bench.json (15 minutes)
	build/bench

simulate: ## more seeds of the simulator: make simulate SEEDS=10000 FROM=1
	build/simulate "$(or $(SEEDS),1000)" "$(or $(FROM),1)"

images: ## build the runner's container image and run jobs in it (root, a container engine, two minutes)
	build/images

dist: cli/target/.built ## target/landfall-<version>.tar.gz for any JDK of release 21 or newer, packages of the runner, the functions' zips
	@$(MAVEN) -q -Dmaven.test.skip=true package -pl functions-aws,functions-azure -am
	@$(MAVEN) -q -Dmaven.test.skip=true package org.cyclonedx:cyclonedx-maven-plugin:makeBom -pl cli -am
	@build/aot
	build/dist
	@[ "$$(uname -s)" != Linux ] || build/packages

clean: ## remove everything that was built
	rm -rf target */target
