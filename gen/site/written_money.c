#include "site/written.h"

#include "base/utf8.h"
#include "site/written_inner.h"

#define COST_HINT N_("write 無料, 300円, 実費, or [{who: 大人, yen: 300}]")

#define CAPACITY_ALONE N_("write {1} alone; 先着順 and the like go under condition (参加の条件) or into the text")

enum { COST_TEXT_MAX = 80, UNIT_DIGITS = 6, CAPACITY_HIGHEST = 100000 };

/* 1,000: digits, with commas only where they belong. False when no number stands here. */
static bool take_amount(Scan *s, int *yen)
{
	int digits, n;
	scan_take(s, STR("¥"));
	if (!scan_number(s, &n, &digits))
		return false;
	while (digits <= 3 && n <= YEN_MAX && s->rest.len > 3 && s->rest.ptr[0] == ',') {
		int group, length;
		Scan after = *s;
		scan_skip(&after, 1);
		if (!scan_number(&after, &group, &length) || length != 3)
			return false;
		n = n * 1000 + group;
		s->rest = after.rest;
	}
	scan_take(s, STR("円"));
	*yen = n;
	return true;
}

static bool take_free(Scan *s)
{
	static const Str words[] = { STR_INIT("無料"), STR_INIT("ただ"), STR_INIT("タダ"),
		                     STR_INIT("無償") };
	return scan_take_one(s, words, 4) >= 0;
}

/* （保険代） behind an amount, up to the end. */
static bool take_remark(Scan *s, Str *note)
{
	if (!scan_take(s, STR("(")) || !str_ends(s->rest, STR(")")))
		return false;
	*note = str_trim(str_sub(s->rest, 0, s->rest.len - 1));
	scan_skip(s, s->rest.len);
	return true;
}

static bool refuse_large(const Scan *s)
{
	return scan_refuse(s, s->text, "cost-large", ARGS(scan_quote(s->v)),
	                   _("'{0}' is more than a million yen"), _("check the number: 300円"));
}

static bool refuse_minus(const Scan *s)
{
	return scan_refuse(s, s->text, "cost-minus", ARGS(scan_quote(s->v)),
	                   _("'{0}' is less than nothing"), _(COST_HINT));
}

/* 無料 and 300円 become numbers; other words stand as they are: 実費, 年1,000円. */
static bool cost_of_text(const Written *w, const Value *v, CostLine *line)
{
	Scan s;
	if (!scan_open(&s, w, v, COST_HINT))
		return false;
	if (scan_sees(&s, STR("-")))
		return refuse_minus(&s);
	bool number = take_free(&s) || take_amount(&s, &line->yen);
	if (number && line->yen > YEN_MAX)
		return refuse_large(&s);
	if (number && (scan_at_end(&s) || take_remark(&s, &line->note)))
		return true;
	*line = (CostLine){ .who = line->who, .yen = -1, .note = str_trim(v->as.text) };
	if (utf8_count(line->note) <= COST_TEXT_MAX)
		return true;
	return scan_refuse(&s, s.text, "cost-long", ARGS(scan_quote(v)),
	                   _("the cost beginning '{0}' has more than 80 characters"),
	                   _("write the amount here: 300円; explain it in the body"));
}

static bool yen_of(const Written *w, const Value *v, int *yen)
{
	Scan s;
	if (!scan_open(&s, w, v, N_("write the yen: 300, or 0 for 無料")))
		return false;
	if (scan_sees(&s, STR("-")))
		return refuse_minus(&s);
	*yen = 0;
	if ((!take_free(&s) && !take_amount(&s, yen)) || !scan_at_end(&s))
		return scan_refuse(&s, s.text, "cost-amount", ARGS(scan_quote(v)),
		                   _("'{0}' is not a number of yen"),
		                   _("write yen: 300, and words under note: 実費"));
	return *yen <= YEN_MAX || refuse_large(&s);
}

static bool words_of(const Written *w, const Value *v, const char *hint, Str *words)
{
	Scan s;
	if (!scan_open(&s, w, v, hint))
		return false;
	*words = str_trim(v->as.text);
	return true;
}

static bool cost_of_map(const Written *w, const Value *map, CostLine *line)
{
	static const ScanKey keys[] = { { "who", "対象" }, { "yen", "金額" }, { "note", "補足" } };
	const Value *values[3];
	bool sound = scan_keys(w, map, keys, 3, values);
	line->yen = -1;
	/* An unknown key was meant for what is missing. */
	if (!sound)
		return false;
	if (!values[1] && !values[2]) {
		diag_error(w->diag, w->src, map->pos, "cost-empty", NO_ARGS,
		           _("this cost names no amount"), _("add yen: 300, or note: 実費"));
		return false;
	}
	sound &= !values[0] || words_of(w, values[0], N_("write for whom: 小学生"), &line->who);
	sound &= !values[1] || yen_of(w, values[1], &line->yen);
	return sound & (!values[2] ||
	                words_of(w, values[2], N_("write a short remark: 保険代"), &line->note));
}

bool written_cost(const Written *w, const Value *v, Cost *cost)
{
	*cost = (Cost){ 0 };
	const Value *items = v->kind == VALUE_LIST ? v->as.items : v;
	size_t count = v->kind == VALUE_LIST ? v->count : 1;
	bool sound = true;
	if (count > COST_LINES_MAX) {
		diag_error(w->diag, w->src, v->pos, "cost-many", NO_ARGS,
		           _("there are more than 20 costs here"),
		           _("put those with equal amounts on one line"));
		return false;
	}
	CostLine *lines = NEW_ARRAY(w->arena, CostLine, count);
	for (size_t i = 0; i < count; i++)
		sound &= items[i].kind == VALUE_MAP ? cost_of_map(w, &items[i], &lines[i])
		                                    : cost_of_text(w, &items[i], &lines[i]);
	if (sound)
		*cost = (Cost){ lines, count };
	return sound;
}

/* 名 is 人 in another word; one of them is enough for readers. */
static const struct Unit {
	Str written, unit;
} units[] = {
	{ STR_INIT("人"), STR_INIT("人") },     { STR_INIT("名"), STR_INIT("人") },
	{ STR_INIT("組"), STR_INIT("組") },     { STR_INIT("世帯"), STR_INIT("世帯") },
	{ STR_INIT("家族"), STR_INIT("家族") }, { STR_INIT("台"), STR_INIT("台") },
	{ STR_INIT("席"), STR_INIT("席") },     { STR_INIT("団体"), STR_INIT("団体") },
	{ STR_INIT("区画"), STR_INIT("区画") },
};

static bool take_unit(Scan *s, Str *unit)
{
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		if (!scan_take(s, units[i].written))
			continue;
		*unit = units[i].unit;
		return true;
	}
	return false;
}

static bool refuse_unit(const Scan *s, Str part)
{
	return scan_refuse(s, part, "capacity-unit", ARGS(part), _("'{0}' cannot be counted here"),
	                   _("write 人, 組, 世帯, 家族, 席, 台, 団体 or 区画: 20人"));
}

static bool capacity_in_range(const Scan *s, int n)
{
	return (n >= 1 && n <= CAPACITY_HIGHEST) ||
	       scan_refuse(s, s->text, "capacity-number", ARGS(scan_quote(s->v)),
	                   _("the capacity '{0}' cannot be right"),
	                   _("write how many fit: 20人; nothing when all may come"));
}

/* 先着20人, 親子10組: what is counted is there, among other words. */
static bool refuse_words(const Scan *s)
{
	Scan inner = *s;
	Str unit = STR("人");
	int n;
	while (inner.rest.len && !scan_sees_digit(&inner) && *inner.rest.ptr != '-')
		scan_skip(&inner, utf8_prefix(inner.rest, 1).len);
	if (!scan_number(&inner, &n, NULL) || !take_unit(&inner, &unit))
		return scan_refuse(s, s->text, "capacity-unknown", ARGS(scan_quote(s->v)),
		                   _("'{0}' is not a capacity"),
		                   _("write a number and what is counted: 20人, 15組"));
	return scan_refuse(s, s->text, "capacity-unknown",
	                   ARGS(scan_quote(s->v), str_format(s->w->arena, "%d%.*s", n, STR_ARG(unit))),
	                   _("'{0}' is not a capacity"), _(CAPACITY_ALONE));
}

/* 20人程度, 20人（先着順） */
static bool refuse_behind(const Scan *s, int n, Str unit)
{
	Str behind = str_trim(s->rest);
	return scan_refuse(s, behind, "capacity-extra",
	                   ARGS(behind, str_format(s->w->arena, "%d%.*s", n, STR_ARG(unit))),
	                   _("'{0}' does not belong behind a capacity"), _(CAPACITY_ALONE));
}

/* 20人, 定員15組, 40, なし. */
static bool capacity_of_text(const Written *w, const Value *v, Capacity *capacity)
{
	static const Str none[] = { STR_INIT("制限なし"), STR_INIT("定員なし"), STR_INIT("なし") };
	Scan s;
	int n;
	if (!scan_open(&s, w, v, N_("write a capacity: 20人")))
		return false;
	if (scan_take_one(&s, none, 3) >= 0 && scan_at_end(&s))
		return true;
	scan_take(&s, STR("定員"));
	if (!scan_number(&s, &n, NULL))
		return refuse_words(&s);
	Str unit = STR("人"), rest = s.rest;
	if (!scan_at_end(&s) && !take_unit(&s, &unit))
		return refuse_unit(&s, str_trim(rest));
	if (!scan_at_end(&s))
		return refuse_behind(&s, n, unit);
	if (!capacity_in_range(&s, n))
		return false;
	*capacity = (Capacity){ n, unit };
	return true;
}

static bool capacity_unit(const Written *w, const Value *v, Str *unit)
{
	Scan s;
	if (!scan_open(&s, w, v, N_("write what is counted: 人")))
		return false;
	return (take_unit(&s, unit) && scan_at_end(&s)) || refuse_unit(&s, s.text);
}

static bool capacity_of_map(const Written *w, const Value *map, Capacity *capacity)
{
	static const ScanKey keys[] = { { "n", "人数" }, { "unit", "単位" } };
	const Value *values[2];
	Capacity found = { 0 };
	bool sound = scan_keys(w, map, keys, 2, values);
	if (!sound)
		return false;
	if (!values[0]) {
		diag_error(w->diag, w->src, map->pos, "capacity-no-number", NO_ARGS,
		           _("this capacity has no number"), _("write {n: 20, unit: 人}"));
		return false;
	}
	sound &= capacity_of_text(w, values[0], &found);
	sound &= !values[1] || capacity_unit(w, values[1], &found.unit);
	if (sound)
		*capacity = found;
	return sound;
}

bool written_capacity(const Written *w, const Value *v, Capacity *capacity)
{
	*capacity = (Capacity){ 0 };
	return v->kind == VALUE_MAP ? capacity_of_map(w, v, capacity)
	                            : capacity_of_text(w, v, capacity);
}
