/*
 * Any bytes are walked within the bounds, and what is sound has one spelling.
 * Beside a sound list of the same entries they are judged no differently.
 */
#include <stdlib.h>

#include "publish/manifest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static Str sound_part(Str text, uint32_t files, Arena *a)
{
	Buf out = { .arena = a };
	ManifestWriter w = { .out = &out };
	ManifestEntry entry;
	ManifestReader r = manifest_open(text);
	ManifestHead head = r.head;
	head.files = files;
	manifest_head(&w, &head);
	while (files-- && manifest_next(&r, &entry))
		manifest_entry(&w, &entry);
	manifest_end(&w);
	return buf_text(&out);
}

static void read_beside(Str text, uint32_t files, bool sound, Arena *a)
{
	ManifestReader r = manifest_open(text), known = manifest_open(sound_part(text, files, a));
	ManifestEntry entry;
	uint32_t number, steps = 0;
	for (;;) {
		if (manifest_pass(&r, &known, &number)) {
			if (number != steps)
				abort();
		} else if (!manifest_next(&r, &entry)) {
			break;
		}
		steps++;
	}
	if (steps != files || r.sound != sound)
		abort();
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
	read_beside(text, files, r.sound, &a);
	arena_free(&a);
	return 0;
}
