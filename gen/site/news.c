#include "site/news.h"

#include <stdlib.h>

#include "site/select.h"
#include "site/singletons.h"
#include "site/state.h"

enum { MANY_LEAST = 10 }; /* fewer new ones are told by name, even of a small site */

/* A record at one time: as it was read, not to be read, or not there. */
typedef struct Version {
	const Record *record;
	bool unknown;
} Version;

/* What became of one record on a day; its versions in the run of files at hand, then over all runs. */
typedef struct Story {
	Str id;
	const Area *area; /* whose folder it was last seen in */
	Version run_before, run_after, before, after;
	bool in_run;
	size_t runs;
	uint64_t fields; /* that some run changed */
} Story;

/* One worker's place. */
typedef struct Teller {
	Arena kept, day, tree; /* for the result, for one day, for one file */
	Diag unheard;
} Teller;

typedef struct DayNews {
	NewsItem *items;
	size_t count;
} DayNews;

typedef struct Making {
	const Site *site;
	const Past *past;
	Teller tellers[JOBS_MAX];
	DayNews *days;
} Making;

typedef struct Telling {
	const Making *making;
	Teller *teller;
	Speech speech;
	const PastDay *past;
	Map stories;
	Offices offices_before, offices_after;
	NewsItem *items;
	size_t count;
} Telling;

/* Reading. */

static Story *story_of(Telling *t, Str id)
{
	Story *s = map_find(&t->stories, id);
	if (!s) {
		s = NEW(&t->teller->day, Story);
		s->id = id;
		map_put(&t->stories, id, s);
	}
	return s;
}

/* In one run a record may leave one file and be found in another. */
static void note(Telling *t, Str id, const Area *area, Version v, bool after)
{
	Story *s = story_of(t, id);
	Version *at = after ? &s->run_after : &s->run_before;
	s->in_run = true;
	if (after || !s->area)
		s->area = area;
	if (v.record)
		*at = v;
	else if (!at->record)
		at->unknown = true;
}

static void note_list(Telling *t, const RecordList *list, const Area *area, bool after)
{
	for (size_t i = 0; i < list->count; i++)
		note(t, list->items[i]->id, area, (Version){ .record = list->items[i] }, after);
	for (size_t i = 0; !list->unread && i < list->unsound.count; i++)
		note(t, list->unsound.items[i], area, (Version){ .unknown = true }, after);
}

/* Of a file that could not be read on one side, nothing is known there of those on the other. */
static void note_unread(Telling *t, const RecordList *other, const Area *area, bool after)
{
	for (size_t i = 0; i < other->count; i++)
		note(t, other->items[i]->id, area, (Version){ .unknown = true }, after);
}

static Reader reader_of(Telling *t, Str path, Str bytes)
{
	Source *src = NEW(&t->teller->day, Source);
	*src = (Source){ path, bytes };
	return site_reader(t->making->site, src, &t->teller->day, &t->teller->tree,
	                   &t->teller->unheard);
}

static RecordList read_records(Telling *t, Str path, Str bytes, Kind kind, const Area *area)
{
	RecordList list = { 0 };
	if (!bytes.len)
		return list;
	Reader r = reader_of(t, path, bytes);
	records_decode(&r, kind, area, &list);
	diag_free(&t->teller->unheard);
	return list;
}

static bool read_offices(Telling *t, Str path, Str bytes, Offices *offices)
{
	if (!bytes.ptr)
		return false;
	Reader r = reader_of(t, path, bytes);
	bool sound = offices_read(&r, offices);
	diag_free(&t->teller->unheard);
	return sound;
}

/* The offices before the first change of the day, and after the last. */
static void note_offices(Telling *t, const PastFile *f)
{
	Offices before = { 0 }, after = { 0 };
	bool sound = read_offices(t, f->path, f->before, &before) &&
	             read_offices(t, f->path, f->after, &after);
	if (!sound)
		return;
	if (!t->offices_before.count)
		t->offices_before = before;
	t->offices_after = after;
}

/* Lists of records. Only what lies between the first and the last record that differ is read. */

static bool begins_record(Str text, size_t at)
{
	return (at == 0 || text.ptr[at - 1] == '\n') && str_starts(str_skip(text, at), STR("- "));
}

/* Where the first record begins, behind nothing but comments; or the end of the text. */
static size_t first_record(Str text)
{
	size_t at = 0;
	while (at < text.len && (text.ptr[at] == '#' || text.ptr[at] == '\n'))
		at += str_find_byte(str_skip(text, at), '\n') + 1;
	return at < text.len && begins_record(text, at) ? at : text.len;
}

static size_t equal_at_start(Str a, Str b)
{
	size_t n = 0;
	while (n < a.len && n < b.len && a.ptr[n] == b.ptr[n])
		n++;
	return n;
}

static size_t equal_at_end(Str a, Str b, size_t start)
{
	size_t n = 0, most = (a.len < b.len ? a.len : b.len) - start;
	while (n < most && a.ptr[a.len - 1 - n] == b.ptr[b.len - 1 - n])
		n++;
	return n;
}

static void narrow(Str *before, Str *after)
{
	size_t first = first_record(*before), other = first_record(*after);
	if (first == before->len || other == after->len)
		return;
	size_t start = equal_at_start(*before, *after);
	while (start > first && !(begins_record(*before, start) && begins_record(*after, start)))
		start--;
	if (start < first || start < other)
		return;
	size_t end = equal_at_end(*before, *after, start);
	while (end && !(begins_record(*before, before->len - end) &&
	                begins_record(*after, after->len - end)))
		end--;
	*before = str_sub(*before, start, before->len - end);
	*after = str_sub(*after, start, after->len - end);
}

static void note_records(Telling *t, const PastFile *f, Kind kind, const Area *area)
{
	Str before = f->before, after = f->after;
	narrow(&before, &after);
	RecordList was = read_records(t, f->path, before, kind, area);
	RecordList is = read_records(t, f->path, after, kind, area);
	note_list(t, &was, area, false);
	note_list(t, &is, area, true);
	if (was.unread)
		note_unread(t, &is, area, false);
	if (is.unread)
		note_unread(t, &was, area, true);
}

static void read_file(Telling *t, const PastFile *f)
{
	const Str content = STR("content/");
	Str area_path,
		path = str_starts(f->path, content) ? str_skip(f->path, content.len) : (Str){ 0 };
	Kind kind = records_at(path, &area_path);
	if (kind != KINDS)
		note_records(t, f, kind, area_at(t->making->site, area_path));
	else if (str_equal(path, STR("offices.yaml")))
		note_offices(t, f);
}

/* Runs. */

static uint64_t difference(const Telling *t, Version before, Version after)
{
	bool both = before.record && after.record;
	return both ? told_difference(&t->speech, before.record, after.record) : 0;
}

/* What lies between two runs is not told: only what a run itself changed. */
static void end_run_of(Telling *t, Story *s)
{
	if (!s->in_run)
		return;
	if (s->runs == 1)
		s->fields = difference(t, s->before, s->after);
	if (s->runs)
		s->fields |= difference(t, s->run_before, s->run_after);
	else
		s->fields = ~(uint64_t)0;
	if (!s->runs || s->before.unknown)
		s->before = s->run_before;
	s->after = s->run_after;
	s->run_before = s->run_after = (Version){ 0 };
	s->in_run = false;
	s->runs++;
}

static void end_run(Telling *t)
{
	for (size_t i = 0; i < t->stories.count; i++)
		end_run_of(t, t->stories.entries[i].value);
}

/* A run tells its files in order: a path that goes back begins the next. */
static void read_day(Telling *t)
{
	for (size_t i = 0; i < t->past->count; i++) {
		if (i && str_compare(t->past->files[i].path, t->past->files[i - 1].path) <= 0)
			end_run(t);
		read_file(t, &t->past->files[i]);
	}
	end_run(t);
}

/* Telling. */

static bool is_seen(Version v, Day day)
{
	return v.record && v.record->publish_from <= day;
}

static NewsItem *add_item(Telling *t, NewsKind kind, Str id, Str name, const Area *area)
{
	NewsItem *item = &t->items[t->count++];
	*item = (NewsItem){
		.day = t->past->day, .kind = kind, .id = id, .name = name, .area = area
	};
	return item;
}

static NewsItem *add_record(Telling *t, NewsKind kind, const Record *r)
{
	NewsItem *item = add_item(t, kind, r->id, r->name, r->area);
	item->record = r;
	item->sample = r->sample;
	return item;
}

static NewsKind kind_of_change(const Story *s)
{
	static const NewsKind kinds[] = {
		[STATUS_ACTIVE] = NEWS_RESUMED,      [STATUS_CANCELLED] = NEWS_CANCELLED,
		[STATUS_POSTPONED] = NEWS_POSTPONED, [STATUS_SUSPENDED] = NEWS_SUSPENDED,
		[STATUS_FULL] = NEWS_FULL,           [STATUS_ENDED] = NEWS_ENDED,
	};
	int before = s->before.record->status, after = s->after.record->status;
	return s->fields & TOLD_STATUS && before != after ? kinds[after] : NEWS_CHANGED;
}

static void tell_changed(Telling *t, const Story *s, const Record *today)
{
	FieldNews news[TOLD_MOST];
	Arena *kept = &t->teller->kept;
	const Record *before = s->before.record, *after = s->after.record;
	NewsKind kind = kind_of_change(s);
	size_t count = told_fields(&t->speech, before, after, s->fields, news, kept);
	if (kind == NEWS_CHANGED && !count)
		return;
	NewsItem *item = add_record(t, kind, today);
	FieldNews *fields = NEW_ARRAY(kept, FieldNews, count);
	if (count)
		memcpy(fields, news, count * sizeof(*news));
	item->fields = fields;
	item->field_count = count;
	if (s->fields & TOLD_AREA && before->area != after->area)
		item->from = before->area;
}

static const Withdrawn *withdrawn_find(const Site *site, Str id)
{
	for (size_t i = 0; i < site->withdrawn.count; i++)
		if (str_equal(site->withdrawn.items[i].id, id))
			return &site->withdrawn.items[i];
	return NULL;
}

static void tell_withdrawn(Telling *t, const Story *s)
{
	const Withdrawn *w = withdrawn_find(t->making->site, s->id);
	bool was_seen = s->before.unknown || is_seen(s->before, t->past->day);
	bool is_gone = !s->after.record && !s->after.unknown;
	if (w && was_seen && is_gone && s->area)
		add_item(t, NEWS_WITHDRAWN, w->id, w->name, s->area);
}

static void tell_story(Telling *t, const Story *s)
{
	const Record *today = map_find(&t->making->site->by_id, s->id);
	if (!today) {
		tell_withdrawn(t, s);
		return;
	}
	if (today->state == STATE_HIDDEN || s->before.unknown || !is_seen(s->after, t->past->day))
		return;
	if (is_seen(s->before, t->past->day))
		tell_changed(t, s, today);
	else
		add_record(t, NEWS_NEW, today);
}

static const Office *office_in(const Offices *offices, Str id)
{
	for (size_t i = 0; i < offices->count; i++)
		if (str_equal(offices->items[i].id, id))
			return &offices->items[i];
	return NULL;
}

static void tell_offices(Telling *t)
{
	const Site *site = t->making->site;
	for (size_t i = 0; i < site->offices.count; i++) {
		const Office *today = &site->offices.items[i];
		const Office *before = office_in(&t->offices_before, today->id);
		const Office *after = office_in(&t->offices_after, today->id);
		if (!before || !after || !told_office(&t->speech, before, after, &t->teller->day))
			continue;
		NewsItem *item = add_item(t, NEWS_OFFICE, today->id, today->name, site->areas[0]);
		item->sample = today->sample;
	}
}

/* So many new records at once are not told one by one. */

static size_t count_inside(const Telling *t, const Area *area)
{
	size_t count = 0;
	for (size_t i = 0; i < t->count; i++)
		count += t->items[i].kind == NEWS_NEW && record_is_inside(t->items[i].record, area);
	return count;
}

static void tell_many(Telling *t, size_t room)
{
	const Site *site = t->making->site;
	size_t *counts = NEW_ARRAY(&t->teller->day, size_t, site->area_count);
	size_t fresh = count_inside(t, site->areas[0]), kept = 0;
	if (fresh < MANY_LEAST || fresh * 2 <= site->record_count)
		return;
	for (size_t i = 0; i < site->area_count; i++)
		counts[i] = count_inside(t, site->areas[i]);
	for (size_t i = 0; i < t->count; i++)
		if (t->items[i].kind != NEWS_NEW)
			t->items[kept++] = t->items[i];
	t->count = kept;
	for (size_t i = 0; i < site->area_count && t->count < room; i++)
		if (counts[i])
			add_item(t, NEWS_MANY, (Str){ 0 }, (Str){ 0 }, site->areas[i])->count =
				counts[i];
}

static int by_kind(const void *left, const void *right)
{
	const NewsItem *a = left, *b = right;
	int order = (a->kind > b->kind) - (a->kind < b->kind);
	if (!order && a->record && b->record)
		order = (a->record->number > b->record->number) -
		        (a->record->number < b->record->number);
	if (!order)
		order = (a->area->number > b->area->number) - (a->area->number < b->area->number);
	return order ? order : str_compare(a->id, b->id);
}

static void tell_day(void *context, int worker, size_t item)
{
	Making *m = context;
	const PastDay *past = &m->past->days[item];
	Telling t = { .making = m,
		      .teller = &m->tellers[worker],
		      .speech = { m->site, past->day },
		      .past = past };
	t.stories.arena = &t.teller->day;
	read_day(&t);
	size_t room = t.stories.count + m->site->offices.count + m->site->area_count;
	t.items = NEW_ARRAY(&t.teller->kept, NewsItem, room);
	for (size_t i = 0; i < t.stories.count; i++)
		tell_story(&t, t.stories.entries[i].value);
	tell_offices(&t);
	tell_many(&t, room);
	if (t.count)
		qsort(t.items, t.count, sizeof(*t.items), by_kind);
	m->days[item] = (DayNews){ t.items, t.count };
	arena_reset(&t.teller->day, (ArenaMark){ 0 });
}

/* All days. */

static Day first_day(const Site *site, const Past *past)
{
	Day since = site->today - NEWS_DAYS + 1;
	return past->since > since ? past->since : since;
}

static void copy_item(NewsItem *to, const NewsItem *from, Arena *a)
{
	FieldNews *fields = NEW_ARRAY(a, FieldNews, from->field_count);
	*to = *from;
	to->fields = fields;
	for (size_t i = 0; i < from->field_count; i++) {
		fields[i] = from->fields[i];
		fields[i].before = str_copy(fields[i].before, a);
		fields[i].now = str_copy(fields[i].now, a);
	}
}

static void gather(const Making *m, News *news, Arena *a)
{
	size_t room = 0;
	for (size_t i = 0; i < m->past->count; i++)
		room += m->days[i].count;
	NewsItem *items = NEW_ARRAY(a, NewsItem, room);
	for (size_t i = 0; i < m->past->count; i++)
		for (size_t n = 0; n < m->days[i].count; n++)
			copy_item(&items[news->count++], &m->days[i].items[n], a);
	for (size_t i = news->count; i-- > 0;) {
		if (!items[i].record)
			continue;
		const NewsItem **latest = &news->latest[items[i].record->number];
		items[i].older = *latest;
		*latest = &items[i];
	}
	news->items = items;
}

static Day last_change(const Site *site)
{
	Day last = DAY_NONE;
	for (size_t i = 0; i < site->record_count; i++)
		if (site->records[i]->changed > last)
			last = site->records[i]->changed;
	return last;
}

/* The days that are told: not those of clocks that run ahead. */
static Past days_told(const Past *past, Day since, Day today)
{
	Past told = *past;
	while (told.count && told.days->day > today) {
		told.days++;
		told.count--;
	}
	while (told.count && told.days[told.count - 1].day < since)
		told.count--;
	return told;
}

const News *news_make(const Site *site, const Past *past, int jobs, Arena *a)
{
	Day changed = last_change(site);
	if (!site->area_count || past->since > site->today || (!past->count && !changed))
		return NULL;
	Arena scratch = { 0 };
	News *news = NEW(a, News);
	news->since = first_day(site, past);
	news->latest = NEW_ARRAY(a, const NewsItem *, site->record_count);
	Past told = days_told(past, news->since, site->today);
	Making *m = NEW(&scratch, Making);
	*m = (Making){ .site = site,
		       .past = &told,
		       .days = NEW_ARRAY(&scratch, DayNews, told.count) };
	parallel_each(jobs < JOBS_MAX ? jobs : JOBS_MAX, told.count, tell_day, m);
	gather(m, news, a);
	news->updated = news->count ? news->items[0].day : changed ? changed : site->today;
	for (int i = 0; i < JOBS_MAX; i++) {
		arena_free(&m->tellers[i].kept);
		arena_free(&m->tellers[i].day);
		arena_free(&m->tellers[i].tree);
	}
	arena_free(&scratch);
	return news;
}

bool news_is_of(const NewsItem *item, const Area *area)
{
	if (item->kind == NEWS_MANY)
		return item->area == area;
	if (item->from && area_contains(area, item->from))
		return true;
	return item->record ? record_is_inside(item->record, area)
	                    : area_contains(area, item->area);
}
