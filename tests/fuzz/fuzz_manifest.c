/* Any bytes are walked within the bounds, and what is sound has one spelling. */
#include <stdlib.h>

#include "publish/manifest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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
	arena_free(&a);
	return 0;
}
