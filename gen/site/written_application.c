#include "site/written.h"

#include "base/nearest.h"
#include "base/utf8.h"
#include "site/written_inner.h"
#include "site/vocabulary.h"

enum { DAYS_BEFORE_HIGHEST = 365, CHANNELS_MAX = 16 };

static const struct StateWord {
	Str word;
	ApplicationState state;
} state_words[] = {
	{ STR_INIT("open"), APPLICATION_OPEN },
	{ STR_INIT("受付中"), APPLICATION_OPEN },
	{ STR_INIT("必要"), APPLICATION_OPEN },
	{ STR_INIT("要"), APPLICATION_OPEN },
	{ STR_INIT("要申込"), APPLICATION_OPEN },
	{ STR_INIT("要予約"), APPLICATION_OPEN },
	{ STR_INIT("予約制"), APPLICATION_OPEN },
	{ STR_INIT("事前申込"), APPLICATION_OPEN },
	{ STR_INIT("事前予約"), APPLICATION_OPEN },
	{ STR_INIT("募集中"), APPLICATION_OPEN },
	{ STR_INIT("あり"), APPLICATION_OPEN },
	{ STR_INIT("full"), APPLICATION_FULL },
	{ STR_INIT("満員"), APPLICATION_FULL },
	{ STR_INIT("closed"), APPLICATION_CLOSED },
	{ STR_INIT("締切"), APPLICATION_CLOSED },
	{ STR_INIT("締め切り"), APPLICATION_CLOSED },
	{ STR_INIT("受付終了"), APPLICATION_CLOSED },
	{ STR_INIT("none"), APPLICATION_NOT_NEEDED },
	{ STR_INIT("不要"), APPLICATION_NOT_NEEDED },
	{ STR_INIT("申込不要"), APPLICATION_NOT_NEEDED },
	{ STR_INIT("予約不要"), APPLICATION_NOT_NEEDED },
	{ STR_INIT("不要です"), APPLICATION_NOT_NEEDED },
	{ STR_INIT("なし"), APPLICATION_NOT_NEEDED },
	{ STR_INIT("いりません"), APPLICATION_NOT_NEEDED },
};
enum { STATE_WORDS = sizeof(state_words) / sizeof(*state_words) };

static bool state_of(const Written *w, const Value *v, ApplicationState *state)
{
	Scan s;
	if (!scan_open(&s, w, v, N_("write 不要, 受付中, 満員 or 締切")))
		return false;
	Str words[STATE_WORDS];
	for (size_t i = 0; i < STATE_WORDS; i++) {
		words[i] = state_words[i].word;
		if (!str_equal(s.text, words[i]))
			continue;
		*state = state_words[i].state;
		return true;
	}
	Str nearest = str_nearest(s.text, words, STATE_WORDS);
	if (nearest.len)
		return scan_refuse(&s, s.text, "application-state", ARGS(scan_quote(v), nearest),
		                   _("an application cannot be '{0}'"), _("did you mean '{1}'?"));
	return scan_refuse(
		&s, s.text, "application-state", ARGS(scan_quote(v)),
		_("an application cannot be '{0}'"),
		_("write 不要, 受付中, 満員 or 締切; how and until when: {state: 受付中, by: [電話], until: 2026-12-01}"));
}

/* Ways to apply as they are collected, in the words of the vocabulary. */
typedef struct Ways {
	const Written *w;
	Str words[CHANNELS_MAX];
	size_t count, by_qr;
} Ways;

/* A QR code is no channel of the vocabulary. The words are as folding leaves them. */
static bool is_qr(const Written *w, Str word)
{
	static const Str words[] = {
		STR_INIT("QR"),         STR_INIT("QRコ-ド"), STR_INIT("二次元コ-ド"),
		STR_INIT("2次元コ-ド"), STR_INIT("qr"),
	};
	Str folded = utf8_fold_code(word, w->arena);
	for (size_t i = 0; i < 5; i++)
		if (str_equal(folded, words[i]))
			return true;
	return false;
}

static bool refuse_way(const Written *w, const Value *v, Str word)
{
	Str labels[TERMS_MAX];
	size_t count = w->channels->count;
	for (size_t i = 0; i < count; i++)
		labels[i] = w->channels->items[i].label;
	Str nearest = str_nearest(word, labels, count),
	    all = str_join(w->arena, labels, count, STR(", "));
	diag_error(w->diag, w->src, v->pos, "application-by",
	           ARGS(word, nearest.len ? nearest : all), _("'{0}' is no way to apply"),
	           nearest.len ? _("did you mean '{1}'?") : _("write one of: {1}"));
	return false;
}

/* The vocabulary's word for it; empty when there is none. */
static Str way_label(const Written *w, Str word)
{
	if (is_qr(w, word))
		return STR("QRコード");
	if (!w->channels)
		return word;
	const Term *term = term_find(w->channels, word);
	return term ? term->label : (Str){ 0 };
}

static bool add_way(Ways *ways, const Value *v, Str word)
{
	const Written *w = ways->w;
	Str label = way_label(w, word);
	if (!label.len)
		return refuse_way(w, v, word);
	if (ways->count == CHANNELS_MAX) {
		diag_error(w->diag, w->src, v->pos, "application-by-many", NO_ARGS,
		           _("there are more than 16 ways to apply"),
		           _("write the usual ones: [電話, 窓口]"));
		return false;
	}
	for (size_t i = 0; i < ways->count; i++)
		if (str_equal(ways->words[i], label))
			return true;
	ways->by_qr += is_qr(w, word);
	ways->words[ways->count++] = label;
	return true;
}

/* 電話, or 電話・メール; LINE・SNS is one word, so the whole is tried first. */
static bool add_ways(Ways *ways, const Value *v)
{
	static const Str between[] = { STR_INIT("、"), STR_INIT("・"), STR_INIT("，"),
		                       STR_INIT(",") };
	Scan s;
	if (!scan_open(&s, ways->w, v, N_("write how to apply: [電話, 窓口]")))
		return false;
	Str text = str_trim(v->as.text);
	if (way_label(ways->w, text).len && ways->w->channels)
		return add_way(ways, v, text);
	while (text.len) {
		size_t at = text.len, skip = 0;
		for (size_t i = 0; i < 4; i++) {
			size_t found = str_find(text, between[i]);
			if (found < at) {
				at = found;
				skip = between[i].len;
			}
		}
		Str word = str_trim(str_sub(text, 0, at));
		if (word.len && !add_way(ways, v, word))
			return false;
		text = str_skip(text, at + skip);
	}
	return true;
}

static bool by_of(const Written *w, const Value *v, Application *application)
{
	Ways ways = { .w = w };
	bool sound = true;
	if (v->kind != VALUE_LIST)
		sound = add_ways(&ways, v);
	else
		for (size_t i = 0; i < v->count; i++)
			sound &= add_ways(&ways, &v->as.items[i]);
	application->by = str_join(w->arena, ways.words, ways.count, STR("・"));
	application->by_qr_only = ways.count && ways.by_qr == ways.count;
	return sound;
}

/* 各回の3日前まで, 1週間前, 前日, 当日; -1 when it is none of them. */
static int days_before(Scan s)
{
	int n, days = -1;
	if (scan_take(&s, STR("各回")))
		scan_take(&s, STR("の"));
	if (scan_take(&s, STR("当日")))
		days = 0;
	else if (scan_take(&s, STR("前日")))
		days = 1;
	else if (scan_number(&s, &n, NULL) && n <= DAYS_BEFORE_HIGHEST) {
		int scale = scan_take(&s, STR("週間前")) ? 7 : scan_take(&s, STR("日前")) ? 1 : 0;
		days = scale ? n * scale : -1;
	}
	scan_take(&s, STR("まで"));
	return scan_at_end(&s) && days <= DAYS_BEFORE_HIGHEST ? days : -1;
}

static bool until_of(const Written *w, const Value *v, Application *application)
{
	Scan s;
	if (!scan_open(&s, w, v, N_("write the last day: 2026-12-01, or 各回の3日前")))
		return false;
	application->days_before = days_before(s);
	if (application->days_before >= 0)
		return true;
	if (str_contains(s.text, STR("前")) && !str_contains(s.text, STR("年")))
		return scan_refuse(&s, s.text, "application-until", ARGS(scan_quote(v)),
		                   _("'{0}' is no last day to apply"),
		                   _("write a day: 2026-12-01, or 各回の3日前, 前日, 当日"));
	Value day = *v;
	const Str until = STR("まで");
	day.as.text = str_trim(v->as.text);
	if (str_ends(day.as.text, until))
		day.as.text.len -= until.len;
	return written_day(w, &day, &application->until);
}

static bool how_of(const Written *w, const Value *v, Application *application)
{
	Scan s;
	if (!scan_open(&s, w, v, N_("write how to apply in a sentence")))
		return false;
	application->how = str_trim(v->as.text);
	return true;
}

/* A person's own number is told as a contact, with consent; here an office or a group is called. */
static bool phone_of(const Written *w, const Value *v, Application *application)
{
	PhoneKind kind;
	if (!written_phone(w, v, &application->phone, &kind))
		return false;
	if (kind != PHONE_MOBILE)
		return true;
	diag_error(w->diag, w->src, v->pos, "application-mobile", ARGS(application->phone),
	           _("'{0}' is a mobile phone, which needs consent"),
	           _("write it under contacts (問合せ) with consent (同意日): 2026-12-01"));
	return false;
}

static bool application_of_map(const Written *w, const Value *map, Application *application)
{
	static const ScanKey keys[] = {
		{ "state", "状態" }, { "by", "方法" },    { "until", "締切" },
		{ "how", "補足" },   { "phone", "電話" },
	};
	const Value *values[5];
	bool sound = scan_keys(w, map, keys, 5, values);
	application->state = APPLICATION_OPEN;
	sound &= !values[0] || state_of(w, values[0], &application->state);
	sound &= !values[1] || by_of(w, values[1], application);
	sound &= !values[2] || until_of(w, values[2], application);
	sound &= !values[3] || how_of(w, values[3], application);
	return sound & (!values[4] || phone_of(w, values[4], application));
}

bool written_application(const Written *w, const Value *v, Application *application)
{
	const Application empty = { .until = DAY_NONE, .days_before = -1 };
	Application found = empty;
	bool sound = v->kind == VALUE_MAP ? application_of_map(w, v, &found)
	                                  : state_of(w, v, &found.state);
	*application = sound ? found : empty;
	return sound;
}
