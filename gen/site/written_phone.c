#include "site/written.h"

#include <string.h>

#include "base/utf8.h"
#include "site/written_inner.h"

#define PHONE_HINT N_("write a number: 042-464-1311, or 確認中")

enum { GROUPS_MAX = 4, DIGITS_MAX = 15, FIXED_DIGITS = 10, LONG_DIGITS = 11 };

/* Digits as they are grouped by hyphens, brackets or spaces. */
typedef struct Number {
	char digits[DIGITS_MAX + 1];
	size_t count;
	size_t groups[GROUPS_MAX];
	size_t group_count;
} Number;

/*
 * The Ministry of Internal Affairs' numbering plan, as far as we need it:
 * how many digits a number has by its beginning, and how they are grouped
 * when nobody wrote hyphens. Areas are those round the city; elsewhere the
 * hyphens must be written, since the length of an area code varies.
 */
static const struct Prefix {
	const char *digits;
	size_t total, groups[3];
	bool free_grouping; /* 0120-9109-77 is as good as 0120-910-977 */
	PhoneKind kind;
} prefixes[] = {
	{ "0120", 10, { 4, 3, 3 }, true, PHONE_FIXED },
	{ "0570", 10, { 4, 3, 3 }, true, PHONE_FIXED },
	{ "0800", 11, { 4, 3, 4 }, true, PHONE_FIXED },
	{ "0990", 10, { 4, 3, 3 }, true, PHONE_FIXED },
	{ "020", 11, { 3, 4, 4 }, false, PHONE_FIXED },
	{ "050", 11, { 3, 4, 4 }, false, PHONE_FIXED },
	{ "060", 11, { 3, 4, 4 }, false, PHONE_MOBILE },
	{ "070", 11, { 3, 4, 4 }, false, PHONE_MOBILE },
	{ "080", 11, { 3, 4, 4 }, false, PHONE_MOBILE },
	{ "090", 11, { 3, 4, 4 }, false, PHONE_MOBILE },
	{ "0422", 10, { 4, 2, 4 }, false, PHONE_FIXED },
	{ "0428", 10, { 4, 2, 4 }, false, PHONE_FIXED },
	{ "042", 10, { 3, 3, 4 }, false, PHONE_FIXED },
	{ "03", 10, { 2, 4, 4 }, false, PHONE_FIXED },
	{ "06", 10, { 2, 4, 4 }, false, PHONE_FIXED },
};

static const Str short_numbers[] = {
	STR_INIT("110"), STR_INIT("118"), STR_INIT("119"),
	STR_INIT("171"), STR_INIT("188"), STR_INIT("189"),
};

static const struct Prefix *prefix_of(const Number *n)
{
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++)
		if (strncmp(n->digits, prefixes[i].digits, strlen(prefixes[i].digits)) == 0)
			return &prefixes[i];
	return NULL;
}

static bool take_digits(Scan *s, Number *n)
{
	size_t group = 0;
	scan_space(s);
	for (; s->rest.len && s->rest.ptr[0] >= '0' && s->rest.ptr[0] <= '9'; group++) {
		if (n->count == DIGITS_MAX)
			return false;
		n->digits[n->count++] = s->rest.ptr[0];
		scan_skip(s, 1);
	}
	if (!group || n->group_count == GROUPS_MAX)
		return false;
	n->groups[n->group_count++] = group;
	return true;
}

/* One of 042-464-1311, (042)464-1311, 042(464)1311, 042 464 1311, 0424641311. */
static bool take_number(Scan *s, Number *n)
{
	bool open = scan_take(s, STR("("));
	do {
		if (!take_digits(s, n))
			return false;
		if (open && scan_take(s, STR(")"))) {
			open = false;
			scan_take(s, STR("-"));
		} else if (!open && n->group_count == 1 && scan_take(s, STR("("))) {
			open = true;
		} else if (!scan_take(s, STR("-")) && !scan_sees_digit(s)) {
			return !open;
		}
	} while (true);
}

/* +81-42-464-1311 and +81 (0)42-… from a business card. */
static void take_country(Scan *s, Number *n)
{
	if (!scan_take(s, STR("+81")))
		return;
	scan_take(s, STR("-"));
	scan_take(s, STR("(0)"));
	n->digits[n->count++] = '0';
}

static Str grouped(const Number *n, const size_t *groups, size_t count, Arena *a)
{
	Buf b = { .arena = a };
	size_t at = 0;
	for (size_t i = 0; i < count; at += groups[i++]) {
		if (i)
			buf_char(&b, '-');
		buf_str(&b, (Str){ n->digits + at, groups[i] });
	}
	return buf_done(&b);
}

static bool refuse_length(const Scan *s, size_t wanted)
{
	return scan_refuse(s, s->text, "phone-length",
	                   ARGS(scan_quote(s->v), str_format(s->w->arena, "%zu", wanted)),
	                   _("'{0}' has not the {1} digits of a number"),
	                   _("check it; a number looks like 042-464-1311"));
}

static bool refuse_start(const Scan *s, const Number *n)
{
	Str written = grouped(n, n->groups, n->group_count, s->w->arena);
	bool local = n->count == 6 || n->count == 7 || n->count == 8;
	if (local)
		return scan_refuse(s, s->text, "phone-area", ARGS(scan_quote(s->v)),
		                   _("'{0}' has no area code"),
		                   _("write the area code too: 042-464-1311"));
	if (n->count == FIXED_DIGITS - 1)
		return scan_refuse(s, s->text, "phone-zero", ARGS(scan_quote(s->v), written),
		                   _("'{0}' lacks its first 0"), _("write 0{1}"));
	return refuse_length(s, FIXED_DIGITS);
}

static bool refuse_hyphens(const Scan *s)
{
	return scan_refuse(s, s->text, "phone-hyphens", ARGS(scan_quote(s->v)),
	                   _("it cannot be told where the area code of '{0}' ends"),
	                   _("write the hyphens: 042-464-1311"));
}

static bool refuse_groups(const Scan *s)
{
	return scan_refuse(s, s->text, "phone-groups", ARGS(scan_quote(s->v)),
	                   _("the hyphens in '{0}' are not where they belong"),
	                   _("write area code, exchange and number: 042-464-1311"));
}

/* Area code and exchange have six digits together, the number four. */
static bool groups_fit(const Number *n, const struct Prefix *p)
{
	if (n->group_count != 3)
		return false;
	if (p && p->free_grouping)
		return n->groups[0] == strlen(p->digits);
	if (p && p->total == LONG_DIGITS)
		return n->groups[0] == 3 && n->groups[1] == 4;
	return n->groups[0] >= 2 && n->groups[0] <= 5 && n->groups[0] + n->groups[1] == 6;
}

/* 000-0000-0000; examples that need a second number count up from there. */
static bool is_sample(const Number *n)
{
	return n->count == LONG_DIGITS && strspn(n->digits, "0") >= LONG_DIGITS - 4;
}

static bool number_finished(const Scan *s, const Number *n, Str *phone, PhoneKind *kind)
{
	static const size_t sample_groups[] = { 3, 4, 4 };
	const struct Prefix *p = prefix_of(n);
	size_t wanted = p ? p->total : FIXED_DIGITS;
	*kind = p ? p->kind : PHONE_FIXED;
	if (is_sample(n)) {
		*kind = PHONE_SAMPLE;
		*phone = grouped(n, sample_groups, 3, s->w->arena);
		return true;
	}
	if (n->digits[0] != '0')
		return refuse_start(s, n);
	if (n->digits[1] == '0' || n->count != wanted)
		return refuse_length(s, wanted);
	if (n->group_count == 1) {
		if (!p)
			return refuse_hyphens(s);
		*phone = grouped(n, p->groups, 3, s->w->arena);
		return true;
	}
	if (!groups_fit(n, p))
		return refuse_groups(s);
	*phone = grouped(n, n->groups, 3, s->w->arena);
	return true;
}

/* 110, 189, #8008. */
static bool is_short(Str text)
{
	int n;
	for (size_t i = 0; i < sizeof(short_numbers) / sizeof(*short_numbers); i++)
		if (str_equal(text, short_numbers[i]))
			return true;
	return text.len == 5 && text.ptr[0] == '#' && str_number(str_skip(text, 1), &n);
}

static bool refuse_extra(Scan *s)
{
	Str extra = str_trim(s->rest);
	return scan_refuse(s, extra, "phone-extra", ARGS(utf8_prefix(extra, 40)),
	                   _("'{0}' does not belong to a phone number"),
	                   _("write one number alone: 042-464-1311; an extension goes under note "
	                     "(補足): 内線1234"));
}

PhoneKind phone_kind(Str phone)
{
	Number n = { 0 };
	for (size_t i = 0; i < phone.len && n.count < DIGITS_MAX; i++)
		if (phone.ptr[i] >= '0' && phone.ptr[i] <= '9')
			n.digits[n.count++] = phone.ptr[i];
	if (!n.count)
		return PHONE_PENDING;
	if (is_short(phone))
		return PHONE_SHORT;
	if (is_sample(&n))
		return PHONE_SAMPLE;
	const struct Prefix *p = prefix_of(&n);
	return p ? p->kind : PHONE_FIXED;
}

/* What staff put where there is no number. */
static bool is_none(Str text)
{
	static const Str none[] = { STR_INIT("なし"), STR_INIT("無し"), STR_INIT("無"), STR_INIT("ない"),
		                    STR_INIT("-"), STR_INIT("未定"), STR_INIT("不明") };
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		if (str_equal(text, none[i]))
			return true;
	return false;
}

bool written_phone(const Written *w, const Value *v, Str *phone, PhoneKind *kind)
{
	Scan s;
	Number n = { 0 };
	PhoneKind ignored;
	kind = kind ? kind : &ignored;
	*phone = (Str){ 0 };
	*kind = PHONE_PENDING;
	if (!scan_open(&s, w, v, PHONE_HINT))
		return false;
	if (str_equal(s.text, STR("確認中"))) {
		*phone = STR("確認中");
		return true;
	}
	if (is_short(s.text)) {
		*phone = s.text;
		*kind = PHONE_SHORT;
		return true;
	}
	take_country(&s, &n);
	size_t country = n.count;
	bool whole = take_number(&s, &n);
	if (n.count > DIGITS_MAX - 1)
		return refuse_length(&s, FIXED_DIGITS);
	if (is_none(s.text))
		return scan_refuse(&s, s.text, "phone-none", ARGS(scan_quote(v)),
		                   _("'{0}' is not a phone number"),
		                   _("when there is none take this item away; when it is not known write 確認中"));
	if (!n.group_count)
		return scan_refuse(&s, s.text, "phone-unknown", ARGS(scan_quote(v)),
		                   _("'{0}' is not a phone number"), _(PHONE_HINT));
	n.groups[0] += country;
	if (whole && !scan_take(&s, STR("(代表)")))
		scan_take(&s, STR("(代)"));
	if (!scan_at_end(&s))
		return scan_sees_digit(&s) ? refuse_length(&s, FIXED_DIGITS) : refuse_extra(&s);
	return whole ? number_finished(&s, &n, phone, kind) : refuse_groups(&s);
}

/* 060, 070, 080, 090, where no digit or hyphen stands before it. */
static bool own_phone_begins(Str text, size_t at)
{
	static const Str wide = STR_INIT("０");
	Str here = str_skip(text, at), before = str_sub(text, 0, at);
	if (at && (strchr("0123456789-", text.ptr[at - 1]) || str_ends(before, wide)))
		return false;
	if (str_take(&here, wide))
		return str_starts(here, STR("６０")) || str_starts(here, STR("７０")) || str_starts(here, STR("８０")) ||
		       str_starts(here, STR("９０"));
	return here.len > 2 && here.ptr[1] >= '6' && here.ptr[1] <= '9' && here.ptr[2] == '0';
}

/* The next 0 or ０ from `at` on. */
static size_t next_zero(Str text, size_t at)
{
	Str rest = str_skip(text, at);
	size_t half = str_find_byte(rest, '0'), wide = str_find(str_sub(rest, 0, half), STR("０"));
	return at + (wide < half ? wide : half);
}

/* A mobile number that the text begins with: its length in characters, or 0. */
static size_t own_phone_at(Str text, Number *n, const struct Prefix **p, Arena *a)
{
	enum { LONGEST = 24 };
	Str folded = utf8_fold_code(utf8_prefix(text, LONGEST), a);
	Scan s = { .rest = folded };
	*n = (Number){ 0 };
	bool whole = take_number(&s, n);
	*p = whole && n->count == LONG_DIGITS ? prefix_of(n) : NULL;
	return *p && (*p)->kind == PHONE_MOBILE ? utf8_count(str_trim(str_sub(folded, 0, folded.len - s.rest.len))) : 0;
}

bool written_own_phone(Str *text, Str *part, Str *number, Arena *a)
{
	const struct Prefix *p;
	Number n;
	for (size_t at = 0; (at = next_zero(*text, at)) < text->len; at++) {
		if (!own_phone_begins(*text, at))
			continue;
		Str here = str_skip(*text, at), before = str_sub(*text, 0, at);
		size_t length = own_phone_at(here, &n, &p, a);
		if (!length && (str_ends(before, STR("(")) || str_ends(before, STR("（")))) {
			here = str_skip(*text, at - (str_ends(before, STR("(")) ? 1 : STR("（").len));
			length = own_phone_at(here, &n, &p, a);
		}
		if (!length)
			continue;
		*part = utf8_prefix(here, length);
		*number = grouped(&n, p->groups, 3, a);
		*text = str_skip(here, part->len);
		return true;
	}
	return false;
}
