/*
 * Any bytes are walked within the bounds, and what is sound has one spelling.
 * A text that is whole is searched without reading beyond it, whatever its
 * lines are; and beside another it ends.
 */
#include <stdlib.h>

#include "publish/manifest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The bytes as lines, with what else makes a text whole: what only a wrong sum would hide. */
static Str made_whole(Str lines, Arena *a)
{
	Buf out = { .arena = a };
	ManifestWriter w = { .out = &out };
	manifest_head(&w, &(ManifestHead){ .files = 1 });
	buf_str(&out, lines);
	manifest_end(&w);
	return buf_text(&out);
}

static void search(const Manifest *m, size_t most)
{
	ManifestEntry entry;
	Str rest = m->lines, line;
	for (size_t steps = 0; rest.len; rest = manifest_behind(rest, line)) {
		line = manifest_line(rest);
		Str found = manifest_find(m, manifest_path(line));
		if (found.len && manifest_parse(found, &entry) && !path_is_publishable(entry.path))
			abort();
		if (++steps > most)
			abort();
	}
}

static void compare(Str one, Str other, size_t most)
{
	ManifestPair p = { .one_rest = one, .other_rest = other };
	for (size_t steps = 0; manifest_differ(&p);)
		if (++steps > most)
			abort();
}

static void read_as_whole(Str bytes, bool sound)
{
	Arena a = { 0 };
	Manifest m, forged;
	bool whole = manifest_take(bytes, &m);
	if ((sound && !whole) || !manifest_take(made_whole(bytes, &a), &forged))
		abort();
	search(&m, bytes.len + 1);
	search(&forged, bytes.len + 1);
	compare(forged.lines, str_skip(forged.lines, forged.lines.len / 2), 2 * bytes.len + 2);
	compare(m.lines, forged.lines, 2 * bytes.len + 2);
	arena_free(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena a = { 0 };
	Buf again = { .arena = &a };
	ManifestWriter w = { .out = &again };
	ManifestEntry entry;
	Str text = { (const char *)data, size };
	ManifestReader r = manifest_open(text);
	uint32_t files = 0;

	manifest_head(&w, &r.head);
	while (manifest_next(&r, &entry)) {
		if (++files > r.head.files || !path_is_publishable(entry.path))
			abort();
		manifest_entry(&w, &entry);
	}
	manifest_end(&w);
	if (r.sound && !str_equal(buf_text(&again), text))
		abort();
	read_as_whole(text, r.sound);
	arena_free(&a);
	return 0;
}
