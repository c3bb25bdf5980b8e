#include "site/written_inner.h"

#include <string.h>

#include "base/utf8.h"
#include "site/facts.h"

enum { QUOTED = 40 }; /* characters of a text that a message repeats */

Str scan_quote(const Value *v)
{
	return v->kind == VALUE_TEXT ? utf8_prefix(str_trim(v->as.text), QUOTED) : (Str){ 0 };
}

bool scan_open(Scan *s, const Written *w, const Value *v, const char *hint)
{
	*s = (Scan){ .w = w, .v = v };
	if (v->kind == VALUE_LIST || v->kind == VALUE_MAP) {
		diag_error(w->diag, w->src, v->pos, "short-text-form", NO_ARGS,
		           _("one short text belongs here, not a list or a group of keys"),
		           _(hint));
		return false;
	}
	Str text = v->kind == VALUE_TEXT ? str_trim(v->as.text) : (Str){ 0 };
	if (!text.len) {
		diag_error(w->diag, w->src, v->pos, "short-text-empty", NO_ARGS,
		           _("nothing is written here"), _(hint));
		return false;
	}
	if (text.len > SCAN_TEXT_MAX) {
		diag_error(w->diag, w->src, v->pos, "short-text-long", ARGS(scan_quote(v)),
		           _("the text beginning '{0}' is too long to be read here"), _(hint));
		return false;
	}
	s->text = s->rest = utf8_fold_code(text, w->arena);
	return true;
}

/*
 * Folding may change how many characters there are (㈫, ﾊﾞ); then, and in a
 * text of many lines or with escapes, the place is that of the whole value.
 */
Pos scan_pos(const Scan *s, Str part)
{
	Pos pos = s->v->pos;
	size_t count = utf8_count(s->text);
	bool inside = part.ptr >= s->text.ptr && part.ptr <= s->text.ptr + s->text.len;
	if (!inside || !pos.line || count != utf8_count(s->v->as.text))
		return pos;
	size_t quotes = pos.length - count;
	if (quotes != 0 && quotes != 2)
		return pos;
	size_t before = utf8_count(str_sub(s->text, 0, (size_t)(part.ptr - s->text.ptr)));
	size_t length = utf8_count(part);
	pos.column = (uint16_t)(pos.column + before + quotes / 2);
	pos.length = (uint16_t)length;
	return pos;
}

bool scan_refuse(const Scan *s, Str part, const char *code, const Str *args, size_t count,
                 const char *message, const char *hint)
{
	diag_error(s->w->diag, s->w->src, scan_pos(s, part), code, args, count, message, hint);
	return false;
}

void scan_warn(const Scan *s, Str part, const char *code, const Str *args, size_t count,
               const char *message, const char *hint)
{
	diag_warning(s->w->diag, s->w->src, scan_pos(s, part), code, args, count, message, hint);
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Unlike str_skip, still points behind the text at its end. */
void scan_skip(Scan *s, size_t bytes)
{
	s->rest = (Str){ s->rest.ptr + bytes, s->rest.len - bytes };
}

void scan_space(Scan *s)
{
	while (s->rest.len && is_space(s->rest.ptr[0]))
		scan_skip(s, 1);
}

bool scan_at_end(Scan *s)
{
	scan_space(s);
	return !s->rest.len;
}

bool scan_sees(Scan *s, Str word)
{
	scan_space(s);
	return str_starts(s->rest, word);
}

bool scan_take(Scan *s, Str word)
{
	scan_space(s);
	if (!str_starts(s->rest, word))
		return false;
	scan_skip(s, word.len);
	return true;
}

bool scan_sees_digit(Scan *s)
{
	scan_space(s);
	return s->rest.len && s->rest.ptr[0] >= '0' && s->rest.ptr[0] <= '9';
}

int scan_take_one(Scan *s, const Str *words, size_t count)
{
	scan_space(s);
	for (size_t i = 0; i < count; i++)
		if (scan_take(s, words[i]))
			return (int)i;
	return -1;
}

bool scan_number(Scan *s, int *number, int *digits)
{
	const int most = 999999999;
	int n = 0, seen = 0;
	scan_space(s);
	for (; seen < (int)s->rest.len && s->rest.ptr[seen] >= '0' && s->rest.ptr[seen] <= '9';
	     seen++) {
		int digit = s->rest.ptr[seen] - '0';
		n = n > (most - digit) / 10 ? most : n * 10 + digit;
	}
	if (!seen)
		return false;
	scan_skip(s, (size_t)seen);
	*number = n;
	if (digits)
		*digits = seen;
	return true;
}

Str scan_since(const Scan *s, Str from)
{
	return str_trim((Str){ from.ptr, (size_t)(s->rest.ptr - from.ptr) });
}

static const Str weekday_letters[] = {
	STR_INIT("月"), STR_INIT("火"), STR_INIT("水"), STR_INIT("木"),
	STR_INIT("金"), STR_INIT("土"), STR_INIT("日"),
};

int scan_weekday(Scan *s)
{
	int weekday = scan_take_one(s, weekday_letters, 7);
	if (weekday < 0 || !scan_take(s, STR("曜")))
		return weekday;
	/* 水曜日曜 is Wednesday and Sunday. */
	if (!scan_sees(s, STR("日曜")))
		scan_take(s, STR("日"));
	return weekday;
}

enum { DAYS_A_WEEK = 7 };

static uint8_t weekday_run(int from, int until)
{
	uint8_t bits = 0;
	for (int day = from;; day = (day + 1) % DAYS_A_WEEK) {
		bits |= (uint8_t)(1u << day);
		if (day == until)
			return bits;
	}
}

/* 月, or 月-金, or (with `holidays`) 平日, 毎日, 祝日. Takes nothing when none stands here. */
static uint8_t weekday_group(Scan *s, bool holidays)
{
	static const Str names[] = { STR_INIT("平日"), STR_INIT("毎日"), STR_INIT("祝日"),
		                     STR_INIT("祝") };
	static const uint8_t bits[] = { WEEKDAYS_WORK, WEEKDAYS_ALL, WEEKDAY_HOLIDAY,
		                        WEEKDAY_HOLIDAY };
	static const Str dashes[] = { STR_INIT("-"), STR_INIT("~"), STR_INIT("から") };

	int name = holidays ? scan_take_one(s, names, 4) : -1;
	if (name >= 0)
		return bits[name];
	int from = scan_weekday(s);
	if (from < 0)
		return 0;
	Str after = s->rest;
	int until = scan_take_one(s, dashes, 3) >= 0 ? scan_weekday(s) : -1;
	if (until < 0) {
		s->rest = after;
		return (uint8_t)(1u << from);
	}
	scan_take(s, STR("まで"));
	return weekday_run(from, until);
}

static bool weekday_groups(Scan *s, bool holidays, uint8_t *bits)
{
	static const Str between[] = { STR_INIT("・"), STR_INIT("、"), STR_INIT(","),
		                       STR_INIT("と"), STR_INIT("/") };
	uint8_t all = weekday_group(s, holidays);
	if (!all)
		return false;
	for (;;) {
		Str before = s->rest;
		scan_take_one(s, between, 5);
		uint8_t more = weekday_group(s, holidays);
		if (!more) {
			s->rest = before;
			*bits = all;
			return true;
		}
		all |= more;
	}
}

bool scan_weekdays(Scan *s, uint8_t *bits)
{
	return weekday_groups(s, false, bits);
}

bool scan_open_days(Scan *s, uint8_t *bits)
{
	return weekday_groups(s, true, bits);
}

static Str key_names(const Written *w, const ScanKey *keys, size_t count)
{
	Str names[SCAN_KEYS_MAX];
	for (size_t i = 0; i < count; i++)
		names[i] = str_format(w->arena, "%s (%s)", keys[i].key, keys[i].ja);
	return str_join(w->arena, names, count, STR(", "));
}

static size_t key_number(const ScanKey *keys, size_t count, Str name)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(name, str_from(keys[i].key)) || str_equal(name, str_from(keys[i].ja)))
			return i;
	return count;
}

bool scan_keys(const Written *w, const Value *map, const ScanKey *keys, size_t count,
               const Value **values)
{
	bool sound = true;
	memset(values, 0, count * sizeof(*values));
	for (size_t i = 0; i < map->count; i++) {
		const Member *m = &map->as.members[i];
		size_t n = key_number(keys, count, m->key);
		if (n == count) {
			diag_error(w->diag, w->src, m->key_pos, "key-unknown",
			           ARGS(m->key, key_names(w, keys, count)), _("unknown key '{0}'"),
			           _("the keys here are {1}"));
			sound = false;
		} else if (values[n]) {
			diag_error(w->diag, w->src, m->key_pos, "key-twice",
			           ARGS(str_from(keys[n].key), str_from(keys[n].ja)),
			           _("'{0}' and '{1}' are the same field, given twice"),
			           _("keep one of the two lines"));
			sound = false;
		} else if (m->value.kind != VALUE_NONE) {
			values[n] = &m->value;
		}
	}
	return sound;
}
