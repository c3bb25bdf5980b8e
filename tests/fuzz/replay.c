/*
 * Runs a fuzz target without a fuzzer: every seed as it is, then seeded
 * mutations of it. Compiled with ASan and UBSan, so a mistake ends it.
 *
 *   build/asan/replay/fuzz_yaml MUTATIONS FOLDER|FILE…
 *
 * Deterministic: the same seeds, the same mutations. The input that was
 * running when the program died is left beside it, in NAME-died.bin.
 */
#include <dirent.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	SEED_MAX    = 1 << 20,                 /* bytes of a seed that are read */
	INPUT_MAX   = SEED_MAX + 4096,
	SECONDS_MAX = 10,                      /* for one input: a hang is a failure */
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char died[4096];
static uint8_t input[INPUT_MAX];
static volatile size_t input_size;
static uint64_t state = 0x9e3779b97f4a7c15u;

static uint32_t chance(uint32_t below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)(state >> 32) % below;
}

static void keep_input(void)
{
	FILE *file = fopen(died, "wb");
	if (file) {
		fwrite(input, 1, input_size, file);
		fclose(file);
		fprintf(stderr, "the input is in %s\n", died);
	}
}

static void on_alarm(int number)
{
	(void)number;
	fprintf(stderr, "one input took more than %d seconds\n", SECONDS_MAX);
	abort();
}

static void on_abort(int number)
{
	(void)number;
	keep_input();
}

/* AddressSanitizer calls this before it ends the program; UBSan aborts through it too. */
void __asan_on_error(void);
void __asan_on_error(void)
{
	keep_input();
}

static void run(void)
{
	/* A copy of the exact size, so that a read past the end is seen. */
	size_t size = input_size;
	uint8_t *copy = malloc(size ? size : 1);
	if (!copy)
		abort();
	memcpy(copy, input, size);
	alarm(SECONDS_MAX);
	LLVMFuzzerTestOneInput(copy, size);
	alarm(0);
	free(copy);
}

static const char *const pieces[] = {
	"\n", "\t", "---\n", ": ", "- ", "[", "]", "{", "}", "{{", "}}", "{{{", "{{#", "{{/", "<<", "&a ", "*a",
	"\"", "'", "\\", "\r\n", "\xef\xbb\xbf", "\xe3\x80\x80", "\xef\xbc\x91", "\xe6\x9c\x88", "\xe6\x97\xa5",
	"\xff", "\xf4\x90\x80\x80", "\xed\xa0\x80", "**", "![", "](", "<!--", "2026-02-30", "24:00", "99999999999",
	"-1", "FREQ=", ";", "\xe7\xac\xac", "\xe6\xaf\x8e\xe9\x80\xb1", "/../", "%00",
};

static void insert(size_t at, const void *bytes, size_t count)
{
	if (input_size + count > INPUT_MAX)
		return;
	memmove(input + at + count, input + at, input_size - at);
	memcpy(input + at, bytes, count);
	input_size += count;
}

static void cut(size_t at, size_t count)
{
	if (count > input_size - at)
		count = input_size - at;
	memmove(input + at, input + at + count, input_size - at - count);
	input_size -= count;
}

static void repeat_span(size_t at)
{
	uint8_t span[64];
	size_t count = 1 + chance(sizeof(span));
	if (count > input_size - at)
		count = input_size - at;
	memcpy(span, input + at, count);
	for (uint32_t times = 1 + chance(16); times--;)
		insert(at, span, count);
}

static void mutate(void)
{
	size_t at = chance((uint32_t)input_size + 1);
	const char *piece = pieces[chance(sizeof(pieces) / sizeof(*pieces))];
	switch (chance(6)) {
	case 0: insert(at, piece, strlen(piece)); break;
	case 1: cut(at, 1 + chance(8)); break;
	case 2: cut(at, 1 + chance(256)); break;
	case 3: repeat_span(at); break;
	case 4: input_size = at; break;
	case 5:
		if (at < input_size)
			input[at] ^= (uint8_t)(1u << chance(8));
		break;
	}
}

static bool load(const char *path)
{
	FILE *file = fopen(path, "rb");
	if (!file)
		return false;
	input_size = fread(input, 1, SEED_MAX, file);
	fclose(file);
	return true;
}

static size_t replay_file(const char *path, int mutations)
{
	if (!load(path))
		return 0;
	run();
	for (int i = 0; i < mutations; i++) {
		if (!load(path))
			return 0;
		for (uint32_t changes = 1 + chance(6); changes--;)
			mutate();
		run();
	}
	return 1;
}

static size_t replay(const char *path, int mutations)
{
	struct dirent **names;
	struct stat facts;
	if (stat(path, &facts) != 0 || !S_ISDIR(facts.st_mode))
		return replay_file(path, mutations);
	size_t seeds = 0;
	int count = scandir(path, &names, NULL, alphasort);
	for (int i = 0; i < count; i++) {
		char inner[4096];
		int length = snprintf(inner, sizeof(inner), "%s/%s", path, names[i]->d_name);
		if (names[i]->d_name[0] != '.' && length < (int)sizeof(inner))
			seeds += replay_file(inner, mutations);
		free(names[i]);
	}
	if (count >= 0)
		free(names);
	return seeds;
}

int main(int argc, char **argv)
{
	if (argc < 3) {
		fprintf(stderr, "usage: %s MUTATIONS FOLDER|FILE…\n", argv[0]);
		return 2;
	}
	snprintf(died, sizeof(died), "%s-died.bin", argv[0]);
	signal(SIGALRM, on_alarm);
	signal(SIGABRT, on_abort);
	input_size = 0;
	run();
	size_t seeds = 0;
	for (int i = 2; i < argc; i++)
		seeds += replay(argv[i], atoi(argv[1]));
	if (!seeds)
		fprintf(stderr, "%s: no seeds in %s\n", argv[0], argv[2]);
	printf("%zu passed, %d failed\n", seeds, seeds ? 0 : 1);
	return seeds ? 0 : 1;
}
