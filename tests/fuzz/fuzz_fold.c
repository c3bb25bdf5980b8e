/*
 * Any bytes as a text that is searched: what is left of it needs no escaping
 * anywhere and is well-formed where the text was, both ways of folding agree,
 * and a body gives no more characters than were asked for.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "site/fold.h"

#define REQUIRE(claim)           \
	do {                     \
		if (!(claim))    \
			abort(); \
	} while (0)

enum { POINTS = 20 };

static void check_harmless(Str folded)
{
	for (size_t i = 0; i < folded.len; i++) {
		unsigned char c = (unsigned char)folded.ptr[i];
		REQUIRE(c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena a = { 0 };
	Str text = { (const char *)data, size };
	Str folded = fold_text(text, &a);
	Buf body = { .arena = &a };
	check_harmless(folded);
	REQUIRE(!utf8_valid(text) || utf8_valid(folded));
	/* The dot folds to nothing, and sends the whole text the longer way. */
	REQUIRE(str_equal(folded, fold_text(STR_CONCAT(&a, text, STR("·")), &a)));
	fold_add_body(&body, text, POINTS, &a);
	check_harmless(buf_text(&body));
	REQUIRE(utf8_count(buf_text(&body)) <= POINTS);
	arena_free(&a);
	return 0;
}
