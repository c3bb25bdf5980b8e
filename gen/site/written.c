#include "site/written.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "site/written_inner.h"

static const struct YesWord {
	Str word;
	bool yes;
} yes_words[] = {
	{ STR_INIT("yes"), true },    { STR_INIT("no"), false },
	{ STR_INIT("はい"), true },   { STR_INIT("いいえ"), false },
	{ STR_INIT("true"), true },   { STR_INIT("false"), false },
	{ STR_INIT("する"), true },   { STR_INIT("しない"), false },
	{ STR_INIT("あり"), true },   { STR_INIT("なし"), false },
	{ STR_INIT("有"), true },     { STR_INIT("無"), false },
	{ STR_INIT("有り"), true },   { STR_INIT("無し"), false },
	{ STR_INIT("可"), true },     { STR_INIT("不可"), false },
	{ STR_INIT("できる"), true }, { STR_INIT("できない"), false },
	{ STR_INIT("必要"), true },   { STR_INIT("不要"), false },
	{ STR_INIT("○"), true },      { STR_INIT("×"), false },
	{ STR_INIT("〇"), true },     { STR_INIT("✕"), false },
	{ STR_INIT("on"), true },     { STR_INIT("off"), false },
	{ STR_INIT("y"), true },      { STR_INIT("n"), false },
};

static bool equal_in_any_case(Str a, Str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++) {
		char c = a.ptr[i];
		if ((c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c) != b.ptr[i])
			return false;
	}
	return true;
}

bool written_bool(const Written *w, const Value *v, bool *yes)
{
	Scan s;
	*yes = false;
	if (!scan_open(&s, w, v, N_("write yes or no, はい or いいえ")))
		return false;
	for (size_t i = 0; i < sizeof(yes_words) / sizeof(*yes_words); i++) {
		if (!equal_in_any_case(s.text, yes_words[i].word))
			continue;
		*yes = yes_words[i].yes;
		return true;
	}
	return scan_refuse(&s, s.text, "bool-unknown", ARGS(scan_quote(v)),
	                   _("'{0}' is neither yes nor no"), _("write yes or no, はい or いいえ"));
}

bool written_int(const Written *w, const Value *v, int *number)
{
	static const Str counted[] = {
		STR_INIT("歳"), STR_INIT("才"), STR_INIT("枚"), STR_INIT("日"),
		STR_INIT("番"), STR_INIT("人"), STR_INIT("回"),
	};
	Scan s;
	int n;
	*number = -1;
	if (!scan_open(&s, w, v, N_("write a number: 3")))
		return false;
	if (scan_number(&s, &n, NULL)) {
		scan_take_one(&s, counted, sizeof(counted) / sizeof(*counted));
		if (n > INT_HIGHEST)
			return scan_refuse(&s, s.text, "number-large", ARGS(scan_quote(v)),
			                   _("'{0}' is too large a number"),
			                   _("write at most 100000"));
		if (scan_at_end(&s)) {
			*number = n;
			return true;
		}
	}
	Scan digits = { .w = w, .v = v, .text = s.text, .rest = s.text };
	while (digits.rest.len && !scan_sees_digit(&digits))
		scan_skip(&digits, 1);
	n = 3;
	scan_number(&digits, &n, NULL);
	return scan_refuse(&s, s.text, "number-unknown", ARGS(scan_quote(v), str_format(w->arena, "%d", n)),
	                   _("'{0}' is not a whole number"), _("write digits alone: {1}"));
}

/* Lots as they are collected, each with its place. */
typedef struct FoundLot {
	LotRange range;
	Pos pos;
} FoundLot;

typedef struct CollectedLots {
	const Written *w;
	FoundLot items[LOTS_MAX];
	size_t count;
} CollectedLots;

static bool take_lot(Scan *s, int *lot)
{
	scan_space(s);
	Str from = s->rest;
	if (!scan_number(s, lot, NULL)) {
		Str part = str_trim(from);
		return scan_refuse(s, part, "lot-unknown", ARGS(utf8_prefix(part, 40)),
		                   _("'{0}' is not a lot number"),
		                   _("write one lot or a run of them: 13 or 1-5"));
	}
	if (!scan_take(s, STR("番地")))
		scan_take(s, STR("番"));
	if (*lot >= 1 && *lot <= LOT_HIGHEST)
		return true;
	Str part = scan_since(s, from);
	return scan_refuse(s, part, "lot-number", ARGS(part), _("there is no lot '{0}'"),
	                   _("write lots from 1 to 9999: 1-5"));
}

static bool take_lots(Scan *s, LotRange *range)
{
	static const Str dashes[] = { STR_INIT("-"), STR_INIT("~"), STR_INIT("から") };
	if (!take_lot(s, &range->from))
		return false;
	range->until = range->from;
	if (scan_take_one(s, dashes, 3) < 0)
		return true;
	if (!take_lot(s, &range->until))
		return false;
	scan_take(s, STR("まで"));
	if (range->until >= range->from)
		return true;
	Str from = str_format(s->w->arena, "%d", range->from),
	    until = str_format(s->w->arena, "%d", range->until);
	return scan_refuse(s, s->text, "lot-backwards", ARGS(from, until),
	                   _("the last lot, '{1}', is before the first, '{0}'"),
	                   _("write {1}-{0}"));
}

static bool collect_lots(CollectedLots *c, const Value *v)
{
	static const Str between[] = { STR_INIT("、"), STR_INIT(","), STR_INIT("・") };
	Scan s;
	LotRange range;
	if (!scan_open(&s, c->w, v, N_("write lots: 1-5, or [1-5, 13]")))
		return false;
	do {
		scan_space(&s);
		Str from = s.rest;
		if (!take_lots(&s, &range))
			return false;
		if (c->count == LOTS_MAX)
			return scan_refuse(&s, s.text, "lot-many", NO_ARGS,
			                   _("there are more than 100 runs of lots here"),
			                   _("join neighbours: 1-20"));
		c->items[c->count++] = (FoundLot){ range, scan_pos(&s, scan_since(&s, from)) };
	} while (scan_take_one(&s, between, 3) >= 0);
	Str extra = str_trim(s.rest);
	return scan_at_end(&s) ||
	       scan_refuse(&s, extra, "lot-unknown", ARGS(utf8_prefix(extra, 40)),
	                   _("'{0}' is not a lot number"),
	                   _("write one lot or a run of them: 13 or 1-5"));
}

static int by_first_lot(const void *left, const void *right)
{
	const FoundLot *a = left, *b = right;
	if (a->range.from != b->range.from)
		return a->range.from < b->range.from ? -1 : 1;
	if (a->pos.line != b->pos.line)
		return a->pos.line < b->pos.line ? -1 : 1;
	return (a->pos.column > b->pos.column) - (a->pos.column < b->pos.column);
}

static bool lots_finished(CollectedLots *c, Lots *lots)
{
	const Written *w = c->w;
	qsort(c->items, c->count, sizeof(*c->items), by_first_lot);
	for (size_t i = 1; i < c->count; i++) {
		if (c->items[i].range.from > c->items[i - 1].range.until)
			continue;
		diag_error(w->diag, w->src, c->items[i].pos, "lot-overlap",
		           ARGS(str_format(w->arena, "%d", c->items[i].range.from)),
		           _("the lot '{0}' is given twice"), _("write each lot once: [1-5, 13]"));
		return false;
	}
	LotRange *items = NEW_ARRAY(w->arena, LotRange, c->count);
	for (size_t i = 0; i < c->count; i++)
		items[i] = c->items[i].range;
	*lots = (Lots){ items, c->count };
	return true;
}

bool written_lots(const Written *w, const Value *v, Lots *lots)
{
	CollectedLots c;
	bool sound = true;
	c.w = w;
	c.count = 0;
	*lots = (Lots){ 0 };
	if (v->kind != VALUE_LIST)
		return collect_lots(&c, v) && lots_finished(&c, lots);
	for (size_t i = 0; i < v->count; i++)
		sound &= collect_lots(&c, &v->as.items[i]);
	return sound && lots_finished(&c, lots);
}
