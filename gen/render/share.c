#include "render/share.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "render/address.h"
#include "render/plan.h"
#include "render/view.h"
#include "render/words.h"
#include "site/say.h"
#include "site/state.h"

enum {
	WEIGHT_MOST = 2 * SHARE_MOST,
	ADDRESS_LEAST = 23,
	LINES_MOST = 8,
	WORDINGS = 2,
	RANKS = 6,
	RANKS_BRIEF = 3,
	ALTERED_MOST = 3,
};

bool record_has_share(const Record *r)
{
	return (r->kind == KIND_EVENT || r->kind == KIND_NOTICE) && state_is_listed(r->state);
}

static bool is_half(uint32_t point)
{
	return point <= 0x10ff || (point >= 0x2000 && point <= 0x200d) ||
	       (point >= 0x2010 && point <= 0x201f) || (point >= 0x2032 && point <= 0x2037);
}

size_t share_weight(Str text)
{
	size_t weight = 0;
	while (text.len) {
		unsigned char c = (unsigned char)text.ptr[0];
		if (c < 0x80) {
			weight++;
			text = str_skip(text, 1);
		} else if (c >= 0xe3 && c <= 0xec && text.len > 2) {
			/* From U+3000 on, three bytes each: kana, kanji. */
			weight += 2;
			text = str_skip(text, 3);
		} else {
			weight += is_half(utf8_next(&text)) ? 1 : 2;
		}
	}
	return weight;
}

/* The beginning that weighs no more, with 「…」 for what is cut off. */
static Str cut_to(Str text, size_t most, Arena *a)
{
	const size_t dots = 2;
	Str rest = text;
	size_t weight = 0, kept = 0;
	if (share_weight(text) <= most)
		return text;
	while (rest.len) {
		weight += is_half(utf8_next(&rest)) ? 1 : 2;
		if (weight + dots > most)
			break;
		kept = text.len - rest.len;
	}
	return STR_CONCAT(a, str_sub(text, 0, kept), STR("…"));
}

/* Lines, in the order they are read. */

typedef struct Line {
	int rank;                              /* the lower, the sooner it is put in */
	Str wordings[WORDINGS];                /* the longer one first; the other may be empty */
	size_t weights[WORDINGS];              /* with the line's end; 0: not asked for yet */
	int chosen;                            /* of the wordings; -1: none */
} Line;

typedef struct Lines {
	Line items[LINES_MOST];
	size_t count;
} Lines;

static void add(Lines *l, int rank, Str full, Str brief)
{
	if (full.len && l->count < LINES_MOST)
		l->items[l->count++] = (Line){ .rank = rank, .wordings = { full, brief }, .chosen = -1 };
}

static Str sentence(Str words, Arena *a)
{
	return words.len && !str_ends(words, STR("。")) ? STR_CONCAT(a, words, STR("。")) : words;
}

static Str labelled(Str label, Str words, Arena *a)
{
	return words.len ? STR_CONCAT(a, label, words) : words;
}

/* The next days that are not as planned, with their reasons where there is room. */
static void add_altered(Lines *l, const Press *press, const Record *r, Arena *a)
{
	const Occurrences *all = &r->as.event.occurrences;
	for (size_t i = 0; i < all->count && l->count < ALTERED_MOST; i++) {
		const Occurrence *o = &all->items[i];
		if (o->until < press->site->today || o->state == OCCURRENCE_PLANNED)
			continue;
		Str words = sentence(words_of_altered_day(press, r, o, a), a);
		add(l, 0, STR_CONCAT(a, words, sentence(occurrence_reason(o), a)), words);
	}
}

static bool has_later_days(const Press *press, const Record *r)
{
	const Occurrences *all = &r->as.event.occurrences;
	size_t count = 0;
	for (size_t i = 0; i < all->count; i++)
		count += all->items[i].until >= press->site->today;
	return count > 1;
}

static void add_when(Lines *l, const Press *press, const Record *r, Arena *a)
{
	const Event *e = &r->as.event;
	Str rule = e->repeat.words, next = words_next(press, e, a), label = STR("とき：");
	Str times = words_times(e->times, a);
	if (r->state == STATE_SUSPENDED || !next.len) {
		add(l, 1, labelled(label, STR_CONCAT(a, rule, rule.len ? STR(" ") : (Str){ 0 }, times), a),
		    labelled(label, rule, a));
		return;
	}
	Str soonest = has_later_days(press, r) ? STR_CONCAT(a, STR("次は"), next) : next;
	add(l, 1, rule.len ? STR_CONCAT(a, label, rule, STR("、"), soonest) : labelled(label, soonest, a),
	    labelled(label, soonest, a));
}

/* Of the next day, which may differ from all others. */
static void add_where(Lines *l, const Press *press, const Record *r, Arena *a)
{
	const Occurrence *next = next_occurrence(press, &r->as.event);
	const PlaceRef *place = next && next->place ? next->place : &r->as.event.place;
	Str label = STR("ところ：");
	add(l, 2, labelled(label, words_place(place, a), a), labelled(label, place_called(place), a));
}

static void add_until(Lines *l, const Press *press, const Record *r, Arena *a)
{
	const Notice *n = &r->as.notice;
	add(l, 1, STR_CONCAT(a, words_day(press->site, n->date, a), STR("のお知らせ（"),
	                     words_day(press->site, n->expires, a), STR("まで）")),
	    STR_CONCAT(a, words_day(press->site, n->date, a), STR("のお知らせ")));
}

static void gather(Lines *l, const Press *press, const Record *r, Arena *a)
{
	bool alerts = r->alert->text.len && (!r->alert->until || press->site->today <= r->alert->until);
	if (r->kind == KIND_EVENT && r->state == STATE_ACTIVE)
		add_altered(l, press, r, a);
	if (alerts)
		add(l, 3, sentence(r->alert->text, a), STR("大事なお知らせがあります。"));
	if (r->kind == KIND_NOTICE)
		add(l, 0, sentence(r->summary, a), (Str){ 0 });
	if (r->kind == KIND_NOTICE)
		add_until(l, press, r, a);
	if (r->kind == KIND_EVENT) {
		add_when(l, press, r, a);
		add_where(l, press, r, a);
		add(l, 5, sentence(r->summary, a), (Str){ 0 });
		add(l, 4, labelled(STR("対象："), words_who(press->site, r, true, a), a), (Str){ 0 });
	}
}

/* 中止, 満員; of a notice how urgent it is. */
static Str mark_of(const Press *press, const Record *r)
{
	Str state = words_of_state(r->state);
	if (state.len || r->kind == KIND_EVENT)
		return state.len || !occurrence_unlike_plan(press, r) ? state : STR("変更あり");
	return r->as.notice.level == NOTICE_EMERGENCY   ? STR("緊急")
	       : r->as.notice.level == NOTICE_IMPORTANT ? STR("重要")
	                                                : (Str){ 0 };
}

static int briefest(const Line *line)
{
	return line->wordings[1].len ? 1 : 0;
}

static size_t weight_of(Line *line, int wording)
{
	if (wording >= 0 && !line->weights[wording])
		line->weights[wording] = share_weight(line->wordings[wording]) + 1;
	return wording < 0 ? 0 : line->weights[wording];
}

/* Puts a wording in where there is room for it instead of the one chosen before. */
static void put(Line *line, int wording, size_t *room)
{
	size_t paid = weight_of(line, line->chosen), weight = weight_of(line, wording);
	if (weight > *room + paid)
		return;
	*room = *room + paid - weight;
	line->chosen = wording;
}

/* The lines of a rank in their shorter wording; then those that stand already in full. */
static void put_rank(Lines *l, int rank, bool full, size_t *room)
{
	for (size_t i = 0; i < l->count; i++) {
		Line *line = &l->items[i];
		if (line->rank == rank && (!full || line->chosen >= 0))
			put(line, full ? 0 : briefest(line), room);
	}
}

/* What everybody must know in short, then in full; then the rest, each line as full as there is room. */
static void choose(Lines *l, size_t room)
{
	for (int rank = 0; rank < RANKS_BRIEF; rank++)
		put_rank(l, rank, false, &room);
	for (int rank = 0; rank < RANKS_BRIEF; rank++)
		put_rank(l, rank, true, &room);
	for (int rank = RANKS_BRIEF; rank < RANKS; rank++) {
		put_rank(l, rank, false, &room);
		put_rank(l, rank, true, &room);
	}
}

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

Str view_share(const Press *press, const Record *r, Arena *a)
{
	Lines lines = { 0 };
	Buf b = { .arena = a };
	Str address = full_address_of(press->site, short_folder(r->id, a), a), mark = mark_of(press, r);
	Str before = mark.len ? STR_CONCAT(a, STR("【"), mark, STR("】")) : (Str){ 0 };
	Str behind = r->sample ? STR("（見本）") : (Str){ 0 };
	size_t fixed = share_weight(before) + share_weight(behind) + 1 + larger(share_weight(address), ADDRESS_LEAST);
	size_t room = fixed < WEIGHT_MOST ? WEIGHT_MOST - fixed : 0;
	Str name = cut_to(r->name, room, a);
	gather(&lines, press, r, a);
	choose(&lines, room - share_weight(name));
	buf_str(&b, before);
	buf_str(&b, name);
	buf_str(&b, behind);
	for (size_t i = 0; i < lines.count; i++) {
		const Line *line = &lines.items[i];
		if (line->chosen < 0)
			continue;
		buf_char(&b, '\n');
		buf_str(&b, line->wordings[line->chosen]);
	}
	buf_char(&b, '\n');
	buf_str(&b, address);
	return buf_text(&b);
}

/* As on the record's page, where that was made just before. */
Str render_share(Desk *desk, const Output *out)
{
	const Record *r = out->of.record;
	Str text = desk->record == r ? desk->record_frame.as.frame.slots[SLOT_RECORD_SHARE].as.text
	                             : view_share(desk->press, r, &desk->page);
	return STR_CONCAT(&desk->page, text, STR("\n"));
}
