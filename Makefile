# SPDX-License-Identifier: Apache-2.0
# make demo [ARGS=--stay]   the story: an application is protected, destroyed and brought back
# make stop                 ends what make demo ARGS=--stay left running
# make test                 unit tests and integration tests, the story among them
# make test-long            the same, and what takes too long for every change
# make bench-hold           how long a hold bars writers, beside a bare script; target/bench/hold.json
# make bench-engine         the repository engine beside restic, on real data; target/bench/engine.json; ARGS="--scale 0.125 --rounds 1" for a quick one
# make build                every module, without tests
# make format               formats the sources

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.PHONY: demo stop test test-long build format bench-hold bench-engine

ARGS ?=
jdk = JAVA_HOME=$$(scripts/jdk); export JAVA_HOME

story = "$$JAVA_HOME/bin/java" -Xmx192m -XX:+UseSerialGC -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 --sun-misc-unsafe-memory-access=allow \
  -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -Dorg.slf4j.simpleLogger.logFile=target/demo-story.log \
  -cp "deploy/sandbox/story/target/sandbox-story.jar:deploy/sandbox/story/target/lib/*" io.slackwater.sandbox.story.Demo

demo:
	@$(jdk)
	deploy/sandbox/install
	scripts/build
	exec $(story) $(ARGS)

stop:
	@$(jdk)
	[ -e deploy/sandbox/story/target/sandbox-story.jar ] || { echo "stop: nothing was built here, so nothing runs"; exit 0; }
	exec $(story) --stop

test:
	@$(jdk)
	deploy/sandbox/install
	./mvnw -B -ntp -T 3 verify
	scripts/test-report

test-long:
	@$(jdk)
	deploy/sandbox/install
	./mvnw -B -ntp -T 3 verify -Plong
	scripts/test-report

bench-hold:
	@$(jdk)
	deploy/sandbox/install
	./mvnw -B -ntp -q -pl snapshot-service -am verify -Dit.test=HoldBench -Dtest=none \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
	cat target/bench/hold.json

bench-engine:
	@$(jdk)
	deploy/sandbox/install
	./mvnw -B -ntp -q -pl repository -DskipTests package
	scripts/mover target/mover
	restic=$$(scripts/restic-newer 0.19) && fastest=--fastest || { restic=restic; fastest=; }
	exec "$$JAVA_HOME/bin/java" -Xmx512m --enable-native-access=ALL-UNNAMED \
	  -cp repository/target/test-classes:repository/target/slackwater-repository.jar \
	  io.slackwater.repository.bench.EngineBenchmark --restic "$$restic" $$fastest $(ARGS)

build:
	@$(jdk)
	scripts/build

format:
	@$(jdk)
	./mvnw -B -ntp -q spotless:apply
