#include "site/written.h"

#include <string.h>

#include "base/utf8.h"
#include "site/kana.h"

enum { SMALL_KA = 0x3095, SMALL_KE = 0x3096, KATAKANA_AHEAD = 0x60 };

/* ヶ stands for が or か, as in 旗ヶ岡. */
static bool is_written_otherwise(uint32_t point)
{
	return point == SMALL_KA || point == SMALL_KE || point == SMALL_KA + KATAKANA_AHEAD ||
	       point == SMALL_KE + KATAKANA_AHEAD;
}

static bool opens(uint32_t point)
{
	return point == '(' || point == 0xff08;
}

static bool closes(uint32_t point)
{
	return point == ')' || point == 0xff09;
}

/* The next run of kana in the name; what stands in brackets is often not read. */
static Str next_kana(Str *name)
{
	int depth = 0;
	while (name->len) {
		Str before = *name;
		uint32_t point = utf8_next(name);
		depth += opens(point) - (closes(point) && depth);
		if (depth || !point_is_kana(point) || is_written_otherwise(point))
			continue;
		for (Str rest = *name; rest.len; *name = rest) {
			point = utf8_next(&rest);
			if (!point_is_kana(point) || is_written_otherwise(point))
				break;
		}
		before.len -= name->len;
		return before;
	}
	return (Str){ 0 };
}

/* Voiced or not, small or large, ー or its vowel are alike; and は as わ, へ as え, を as お, づ as ず, ぢ as じ. */
static Str sounds(Str kana, Arena *a)
{
	static const char *const alike[] = { "はわ", "へえ", "をお", "つす", "ちし" };
	Str key = kana_key(kana, a);
	key.len = strnlen(key.ptr, key.len);
	char *made = arena_bytes(a, key.len);
	for (size_t i = 0; i < key.len; i++) {
		made[i] = key.ptr[i];
		for (size_t n = 0; n < sizeof(alike) / sizeof(*alike); n++) {
			Str pair = kana_key(str_from(alike[n]), a);
			made[i] = made[i] == pair.ptr[1] ? pair.ptr[0] : made[i];
		}
	}
	return (Str){ made, key.len };
}

bool written_reading(const Written *w, Str name, Str kana, Pos pos)
{
	Str read = sounds(kana, w->arena), part;
	while (kana.len && (part = next_kana(&name)).len) {
		Str sound = sounds(part, w->arena);
		size_t at = str_find(read, sound);
		if (at + sound.len > read.len) {
			diag_warning(w->diag, w->src, pos, "kana-differs", ARGS(part, kana),
			             _("the name has '{0}', and its reading has not"),
			             _("read both aloud: a reading is easily left over from another record"));
			return false;
		}
		read = str_skip(read, at + sound.len);
	}
	return true;
}
