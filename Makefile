# keijiban — content/ becomes a site in out/.
#
#   make site       installs what is missing, compiles, builds out/ from content/
#   make check      the same, and runs every test
#
#   make            only compiles build/keijiban
#   make serve      a preview on this machine: build/keijiban serve
#   make install    into PREFIX (/usr/local), beneath DESTDIR
#   make clean      removes all that was compiled; out/ stays
#
# For those who work on the program:
#
#   make unit cases rules spec replay reproduce history news calendars hooks new schema preview serving imports naughty incremental faults flyers web     one part of check
#   make accessibility-report      the web tests; what they found becomes content/accessibility.yaml
#   make reference       writes the field and name references into the manuals, and schemas into .vscode/
#   make bless CASE=name      takes what the program says now as that case's expectation
#   make asan       the native tests under AddressSanitizer and UBSan
#   make cover      the native tests with coverage: build/cover/report.txt
#   make fuzz       every fuzz target for FUZZ_TIME=60 seconds (FUZZ=name: only that one)
#   make torture    the tests that break things, as often as promised
#   make lighthouse Lighthouse on four pages, as on a phone
#   make picture    README.png, of the site as it is
#   make bench      speed against a floor, as ratios; FULL=1 adds 100,000 records
#   make lint       clang, clang-tidy, shellcheck;  make format  clang-format on changed lines
#   make pot        build/keijiban.pot, the messages to translate in po/
#   make compile_commands.json                             for editors
#
# Everything compiled is under B=build; a variant is a folder, B=build/asan.
# CI=true makes warnings errors.

B       ?= build
PREFIX  ?= /usr/local
CC      := $(if $(filter default,$(origin CC)),gcc,$(CC))
OPT     ?= -O2 -g
LIBS    := libcmark yaml-0.1 libqrencode libutf8proc libxxhash zlib
# Only their headers: opened when they are needed (gen/base/library.h).
OPENED  := libgit2 libical pangocairo pangoft2 fontconfig

STRICT  := -std=c17 -D_GNU_SOURCE -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
           -Wno-sign-conversion -Wstrict-prototypes -Wmissing-prototypes \
           -Wwrite-strings -Wvla -Wformat=2 -Wimplicit-fallthrough \
           -Wno-missing-field-initializers
BRANCH-x86_64  := -fcf-protection
BRANCH-aarch64 := -mbranch-protection=standard
HARDEN  ?= -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fPIE \
           $(BRANCH-$(shell uname -m))
HARD_LD ?= -pie -Wl,-z,relro,-z,now
WERROR  := $(if $(filter-out 0 false no,$(CI)),-Werror)

CFLAGS  += $(STRICT) $(WERROR) $(OPT) $(HARDEN)
INCLUDE  = -Igen $(LIB_CFLAGS)
COMPILE  = $(CC) $(CFLAGS) $(INCLUDE) -MMD -MP
LINK     = $(CC) $(CFLAGS) $(HARD_LD) $(LDFLAGS)
WITH     = $(shell pkg-config --libs $(1))

SANITIZE := OPT='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all' \
            HARDEN= HARD_LD=
COVERAGE := OPT='-O0 -g --coverage -fprofile-update=atomic' HARDEN= HARD_LD=
FUZZING  := CC=clang OPT='-O1 -g -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all' \
            HARDEN= HARD_LD=

SOURCES := $(wildcard gen/*/*.c)
HEADERS := $(wildcard gen/*/*.h)
MAIN    := $(wildcard gen/main.c)
OBJECTS := $(SOURCES:%.c=$(B)/%.o)
ARCHIVE := $(B)/libkeijiban.a
PROGRAM := $(if $(MAIN),$(B)/keijiban)
UNITS   := $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/test_*.c))
SPECS   := $(patsubst tests/%_spec.c,$(B)/%-spec,$(wildcard tests/*_spec.c))
TARGETS := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
REPLAYS := $(TARGETS:%=$(B)/replay/%)
FUZZERS := $(TARGETS:%=$(B)/bin/%)
DATES   := $(B)/recur-dates $(B)/history-dates $(B)/calendar-dates
FAULTS  := $(B)/faults/stage_driver $(B)/faults/torture $(B)/faults/inject.so
BENCH   := $(patsubst tests/bench/%.c,$(B)/bench/%,$(wildcard tests/bench/*.c))
LOCALES := $(patsubst po/%.po,$(B)/locale/%/LC_MESSAGES/keijiban.mo,$(wildcard po/*.po))
SCRIPTS := setup/install .ci/run $(shell grep -lE '^\#!/bin/(ba)?sh' -r tests --include='*' \
             --exclude-dir=node_modules --exclude-dir=in --exclude-dir=corpus 2>/dev/null)

all: program locales
program: $(PROGRAM)
locales: $(LOCALES)

# The commands everyone types.

help:
	@sed -n '/^#/!q; s/^# \{0,1\}//p' Makefile

site: all
	$(B)/keijiban build

serve: all
	$(B)/keijiban serve

check: setup-check
	@$(if $(MAIN),$(MAKE) --no-print-directory site,:)
	@$(MAKE) --no-print-directory native headers bench-programs node-modules
	@$(MAKE) --no-print-directory B=$(B)/asan $(SANITIZE) replays
	@tests/check $(B) web rules unit cases flyers incremental reproduce news new preview naughty spec replay history calendars hooks schema serving imports faults

unit cases rules spec replay reproduce history news calendars hooks new schema preview serving imports naughty incremental faults flyers web: setup-check
	@$(MAKE) --no-print-directory native headers $(if $(filter web preview schema naughty,$@),node-modules) \
	  $(if $(filter calendars incremental web,$@),bench-programs)
	@$(if $(filter replay,$@),$(MAKE) --no-print-directory B=$(B)/asan $(SANITIZE) replays,:)
	@tests/check $(B) $@

# What the site's own page about accessibility tells of the last tests: only ever written by them.
accessibility-report: setup-check
	@$(MAKE) --no-print-directory native node-modules
	@REPORT=$(CURDIR)/content/accessibility.yaml tests/check $(B) web

# The parts of the manuals that the program prints itself.
reference: all
	@setup/reference $(B)

bless: all
	@tests/cases/run --bless $(B)/keijiban $(or $(CASE),$(error say which: make bless CASE=name))

# What only the program's authors type.

asan: setup-check
	@$(MAKE) --no-print-directory B=build/asan $(SANITIZE) native replays
	@LSAN_OPTIONS=suppressions=$(CURDIR)/tests/leaks.supp:print_suppressions=0 tests/check build/asan unit spec cases replay history news

cover: setup-check setup-dev
	@find build/cover -name '*.gcda' -delete 2>/dev/null || :
	@$(MAKE) --no-print-directory B=build/cover $(COVERAGE) native replays
	@tests/check build/cover unit spec cases replay
	@gcovr --root . --filter 'gen/' --object-directory build/cover --print-summary \
	       --output build/cover/report.txt build/cover && cut -c1-66 build/cover/report.txt

fuzz: setup-check setup-dev
	@$(MAKE) --no-print-directory B=build/fuzz $(FUZZING) fuzzers
	@tests/fuzz/run build/fuzz $(or $(FUZZ_TIME),60) $(FUZZ)

torture: setup-check
	@$(MAKE) --no-print-directory native bench-programs node-modules
	@$(MAKE) --no-print-directory B=$(B)/asan $(SANITIZE) replays
	@FULL=1 tests/check $(B) replay reproduce history hooks new schema preview serving imports naughty incremental faults flyers web

# Nobody but this target needs it, so it is installed here alone.
LIGHTHOUSE := 12.8.2
lighthouse: setup-check all node-modules
	@[ -d $(B)/lighthouse/node_modules/lighthouse ] || \
	  npm install --silent --no-audit --no-fund --ignore-scripts --prefix $(B)/lighthouse lighthouse@$(LIGHTHOUSE)
	@$(B)/keijiban build --today 2026-11-23 --out $(B)/site >/dev/null 2>&1
	@node tests/web/lighthouse.mjs $(B)/lighthouse/node_modules $(B)/site

picture: setup-check all node-modules
	@$(B)/keijiban build --today 2026-11-23 --out $(B)/site >/dev/null 2>&1
	@node tests/web/picture.mjs $(B)/site README.png

bench: setup-check all bench-programs $(DATES)
	@FULL=$(FULL) tests/bench/bench.sh $(B)

lint: setup-check setup-dev headers compile_commands.json $(B)/codes.inc $(B)/preview.inc
	@echo "clang: $(words $(SOURCES)) files" && printf '%s\n' $(SOURCES) $(MAIN) | \
	  xargs -P$(JOBS) -n4 clang $(STRICT) -Werror -fsyntax-only $(INCLUDE) -I$(B)
	@echo "shellcheck: $(words $(SCRIPTS)) scripts" && shellcheck -x $(SCRIPTS)
	@echo "clang-tidy: $(words $(SOURCES)) files" && printf '%s\n' $(SOURCES) $(MAIN) | \
	  xargs -P$(JOBS) -n4 clang-tidy --quiet --warnings-as-errors='*' 2>$(B)/tidy.log

# The lines that were changed and are not committed, in .c files. Headers are laid out by hand, in columns that teach,
# and so are many tables: what stands is left as it is, and what comes out is looked at before it is committed.
format: setup-dev
	git diff -U0 --no-color HEAD -- '*.c' | clang-format-diff -p1 -i

install: all
	install -D -m 755 $(B)/keijiban $(DESTDIR)$(PREFIX)/bin/keijiban
	for mo in $(LOCALES); do \
	  install -D -m 644 $$mo $(DESTDIR)$(PREFIX)/share/$${mo#$(B)/} || exit 1; done
	$(B)/keijiban completion bash | install -D -m 644 /dev/stdin $(DESTDIR)$(PREFIX)/share/bash-completion/completions/keijiban
	$(B)/keijiban completion zsh | install -D -m 644 /dev/stdin $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_keijiban
	[ ! -f keijiban.1 ] || install -D -m 644 keijiban.1 $(DESTDIR)$(PREFIX)/share/man/man1/keijiban.1

clean:
	rm -rf build compile_commands.json

# Set-up. Nothing missing: nothing is done. $(B)/libs.mk is the stamp of the
# build group: make remakes a file it includes before anything else.

JOBS := $(shell nproc 2>/dev/null || echo 2)
ifeq ($(MAKELEVEL)$(filter -j%,$(MAKEFLAGS)),0)
MAKEFLAGS += -j$(JOBS)
endif

ifneq ($(filter-out help clean,$(or $(MAKECMDGOALS),all)),)
include $(B)/libs.mk
endif

$(B)/libs.mk: setup/packages.txt setup/install Makefile
	@setup/install build
	@mkdir -p $(@D)
	@{ echo "LIB_CFLAGS := $$(pkg-config --cflags $(LIBS) $(OPENED) | sed 's/-I/-isystem /g')"; \
	   echo "LIB_LIBS := $$(pkg-config --libs $(LIBS)) -lpthread -lm"; } > $@.new && mv $@.new $@

setup-check setup-dev: setup-%:
	@setup/install $*

node-modules: tests/web/node_modules/.package-lock.json
tests/web/node_modules/.package-lock.json: tests/web/package-lock.json
	cd tests/web && npm ci --no-audit --no-fund --loglevel=error && touch node_modules/.package-lock.json

# Compiling. $(B)/flags changes when the compiler or its flags do.

native: all units specs faults-programs $(DATES)
units: $(UNITS)
specs: $(SPECS)
replays: $(REPLAYS)
fuzzers: $(FUZZERS)
faults-programs: $(FAULTS)
bench-programs: $(BENCH)

$(B)/flags: FORCE
	@mkdir -p $(@D); echo '$(subst ','\'',$(COMPILE) $(LINK) $(LIB_LIBS))' | cmp -s - $@ || \
	  echo '$(subst ','\'',$(COMPILE) $(LINK) $(LIB_LIBS))' > $@

$(B)/%.o: %.c $(B)/flags
	@mkdir -p $(@D)
	@echo "CC $@"; $(COMPILE) -c $< -o $@

# What `keijiban explain CODE` says is read from the sources, and its examples from the cases.
$(B)/codes.inc: gen/cmd/codes.pl $(SOURCES) $(wildcard tests/cases/*/expect.diag tests/cases/*/expect.en.diag)
	@mkdir -p $(@D); perl $< tests/cases $(SOURCES) > $@.new && { cmp -s $@.new $@ && touch $@ || mv $@.new $@; }
$(B)/gen/cmd/explain.o: INCLUDE += -I$(B)
$(B)/gen/cmd/explain.o: $(B)/codes.inc

# What the preview adds to a page, as bytes of the program.
$(B)/preview.inc: gen/cmd/bytes.pl gen/cmd/preview.css gen/cmd/preview.js
	@mkdir -p $(@D); perl $^ > $@.new && mv $@.new $@
$(B)/gen/cmd/preview_answer.o: INCLUDE += -I$(B)
$(B)/gen/cmd/preview_answer.o: $(B)/preview.inc

$(ARCHIVE): $(OBJECTS)
	@rm -f $@; ar rcsD $@ $^

$(B)/keijiban: $(B)/gen/main.o $(ARCHIVE)
	@echo "LINK $@"; $(LINK) $^ $(LIB_LIBS) -o $@

$(UNITS): $(B)/unit/%: $(B)/tests/unit/%.o $(ARCHIVE)
	@mkdir -p $(@D); echo "LINK $@"; $(LINK) $^ $(LIB_LIBS) $(call WITH,cmocka libgit2 libical) -o $@

$(SPECS): $(B)/%-spec: $(B)/tests/%_spec.o $(ARCHIVE)
	@echo "LINK $@"; $(LINK) $^ $(LIB_LIBS) $(call WITH,jansson) -o $@

$(DATES): $(B)/%-dates: $(B)/tests/%_dates.o $(ARCHIVE)
	@echo "LINK $@"; $(LINK) $^ $(LIB_LIBS) -o $@

$(REPLAYS): $(B)/replay/%: $(B)/tests/fuzz/%.o $(B)/tests/fuzz/replay.o $(ARCHIVE)
	@mkdir -p $(@D); echo "LINK $@"; $(LINK) $^ $(LIB_LIBS) -o $@

$(FUZZERS): $(B)/bin/%: $(B)/tests/fuzz/%.o $(ARCHIVE)
	@mkdir -p $(@D); echo "LINK $@"; $(LINK) -fsanitize=fuzzer $^ $(LIB_LIBS) -o $@

$(B)/faults/stage_driver $(B)/faults/torture: $(B)/faults/%: $(B)/tests/faults/%.o $(B)/tests/faults/generated.o $(ARCHIVE)
	@mkdir -p $(@D); echo "LINK $@"; $(LINK) $^ $(LIB_LIBS) -o $@

# Preloaded into a program that is tested: never instrumented itself.
$(B)/faults/inject.so: tests/faults/inject.c
	@mkdir -p $(@D); echo "LINK $@"; $(CC) $(STRICT) $(WERROR) -O1 -g -shared -fPIC $< -ldl -o $@

$(BENCH): $(B)/bench/%: $(B)/tests/bench/%.o
	@mkdir -p $(@D); echo "LINK $@"; $(LINK) $^ $(LIB_LIBS) -o $@

# Each header compiles alone.
headers: $(HEADERS:%=$(B)/%.ok)
$(B)/%.h.ok: %.h $(HEADERS) $(B)/flags
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) -Werror $(INCLUDE) -fsyntax-only -x c -include $< /dev/null && touch $@

# Messages.
$(B)/locale/%/LC_MESSAGES/keijiban.mo: po/%.po
	@mkdir -p $(@D)
	@echo "MO $@"; msgfmt --check -o $@ $<

pot: $(B)/keijiban.pot
$(B)/keijiban.pot: $(SOURCES) $(MAIN) $(HEADERS)
	@mkdir -p $(@D)
	@xgettext --from-code=UTF-8 --keyword=_ --keyword=N_ --sort-by-file --no-wrap --add-comments=TRANSLATORS \
	  --package-name=keijiban --copyright-holder='keijiban contributors' --language=C -o $@ $(sort $^)

compile_commands.json: Makefile $(B)/flags
	@{ sep='['; for f in $(SOURCES) $(MAIN) $(wildcard tests/*.c tests/*/*.c); do \
	   printf '%s\n{"directory": "%s", "file": "%s", "command": "cc %s -c %s"}' \
	     "$$sep" "$(CURDIR)" $$f '$(subst ",\",$(STRICT) $(INCLUDE) -I$(B))' $$f; sep=,; done; echo ']'; } > $@

-include $(shell find $(B)/gen $(B)/tests -name '*.d' 2>/dev/null)

FORCE:
.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all program locales help site serve accessibility-report lighthouse picture check unit cases rules spec replay reproduce history news calendars hooks new schema preview serving imports naughty incremental faults flyers web \
        bless reference asan cover fuzz torture bench lint format install clean setup-check setup-dev \
        node-modules native units specs replays fuzzers faults-programs bench-programs headers pot FORCE
