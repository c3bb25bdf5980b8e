#include "site/site_load.h"

#include <string.h>

#include "site/check.h"
#include "site/join.h"
#include "site/kana.h"
#include "site/select.h"
#include "site/singletons.h"
#include "site/state.h"

/* One file that holds records, and what came of it. */
typedef struct RecordFile {
	const File *file;
	Kind kind;
	const Area *area;
	RecordList records;
	bool damaged;
} RecordFile;

typedef struct Loading {
	Site *site;
	const Files *content;
	Diag *diag;
	Diag workers[JOBS_MAX];
	RuleCache rules[JOBS_MAX];
	Arena scratch[JOBS_MAX];
	Arena packs[JOBS_MAX];                 /* packed fields of one file; then keys, until all is sorted */
	Arena *temporary;                      /* until all is loaded */
	RecordFile *files;
	size_t file_count;
	int jobs;
	Day shown_until;
} Loading;

static Arena *worker_arena(Loading *l, int worker)
{
	return &l->site->arenas[worker + 1];
}

static void find_records(Loading *l)
{
	Str content = STR("content/");
	const Area *area = NULL;
	l->files = NEW_ARRAY(l->temporary, RecordFile, l->content->count);
	for (size_t i = 0; i < l->content->count; i++) {
		const File *file = &l->content->items[i];
		Str area_path, path = str_skip(file->source.path, content.len);
		Kind kind = records_at(path, &area_path);
		if (kind == KINDS)
			continue;
		if (!area || !str_equal(area->path, area_path))
			area = area_at(l->site, area_path);
		if (!area) {
			diag_error(l->diag, &file->source, (Pos){ 0 }, "area-missing", ARGS(area_path),
			           _("the folder '{0}' is no area: it has no sound area.yaml"),
			           _("move this file below an area, or add '{0}/area.yaml'"));
			continue;
		}
		l->files[l->file_count++] = (RecordFile){ .file = file, .kind = kind, .area = area };
	}
}

/* Of a file that had nothing to tell, the front matter is worth keeping. */
static void decode_and_keep(Loading *l, Reader *r, Arena *packs, RecordFile *f)
{
	const Keeping *keeping = &l->site->keeping;
	Buf packed = { .arena = packs };
	size_t problems = r->written.diag->count;
	r->packed = &packed;
	records_decode(r, f->kind, f->area, &f->records);
	if (packed.len && r->written.diag->count == problems)
		keeping->keep(keeping->context, f->file, buf_text(&packed));
	r->packed = NULL;
	arena_reset(packs, (ArenaMark){ 0 });
}

static void decode_file(void *context, int worker, size_t item)
{
	Loading *l = context;
	RecordFile *f = &l->files[item];
	Reader r = site_reader(l->site, &f->file->source, worker_arena(l, worker), &l->scratch[worker],
	                       &l->workers[worker]);
	if (f->file->packed.len)
		f->damaged = !records_decode_packed(&r, f->kind, f->area, f->file->packed, &f->records);
	else if (l->site->keeping.keep)
		decode_and_keep(l, &r, &l->packs[worker], f);
	else
		records_decode(&r, f->kind, f->area, &f->records);
	for (size_t i = 0; i < f->records.count; i++)
		f->records.items[i]->changed = f->file->changed;
}

static void merge_diags(Loading *l)
{
	for (int i = 0; i < l->jobs; i++)
		diag_merge(l->diag, &l->workers[i]);
}

static void gather_doubtful(Loading *l)
{
	Site *site = l->site;
	size_t room = 0;
	for (size_t i = 0; i < l->file_count; i++)
		room += l->files[i].records.doubtful_count;
	Record **records = NEW_ARRAY(&site->arenas[0], Record *, room);
	for (size_t i = 0; i < l->file_count; i++)
		for (size_t n = 0; n < l->files[i].records.doubtful_count; n++)
			records[site->doubtful_count++] = l->files[i].records.doubtful[n];
	site->doubtful = records;
}

/* Every record once, by id. */
static void gather(Loading *l)
{
	Site *site = l->site;
	size_t room = 0;
	for (size_t i = 0; i < l->file_count; i++)
		room += l->files[i].records.count;
	Record **records = NEW_ARRAY(&site->arenas[0], Record *, room);
	site->by_id = site->unsound = (Map){ .arena = &site->arenas[0] };
	map_reserve(&site->by_id, room);
	for (size_t i = 0; i < l->file_count; i++) {
		const RecordList *list = &l->files[i].records;
		site->records_unread |= list->unread;
		site->packed_damaged |= l->files[i].damaged;
		for (size_t n = 0; n < list->unsound.count; n++)
			map_put(&site->unsound, list->unsound.items[n], site);
		for (size_t n = 0; n < l->files[i].records.count; n++) {
			Record *r = l->files[i].records.items[n];
			const Record *other = map_find(&site->by_id, r->id);
			if (other) {
				diag_error(l->diag, r->src, r->pos, "id-twice",
				           ARGS(r->id, str_format(&site->arenas[0], "%.*s:%u",
				                                  STR_ARG(other->src->path),
				                                  other->pos.line)),
				           _("the id '{0}' is already used in {1}"),
				           _("give this record an id of its own"));
				continue;
			}
			map_put(&site->by_id, r->id, r);
			records[site->record_count++] = r;
		}
	}
	site->records = records;
}

static void name_early_ones(Site *site)
{
	for (size_t i = 0; i < site->record_count; i++)
		record_name_early(site->records[i], &site->arenas[0]);
}

static void join_one(void *context, int worker, size_t item)
{
	Loading *l = context;
	Record *r = l->site->records[item];
	join_record(l->site, r, worker_arena(l, worker), &l->workers[worker]);
	r->sort_key = kana_key(r->name_kana, &l->packs[worker]);
	record_find_state(r, l->site->today, l->site->early);
	r->stale = record_is_stale(r, l->site->today, l->site->info.stale_days);
}

static void join_doubtful(void *context, int worker, size_t item)
{
	Loading *l = context;
	Record *r = l->site->doubtful[item];
	join_record(l->site, r, worker_arena(l, worker), &l->workers[worker]);
	record_find_state(r, l->site->today, l->site->early);
}

/* For what is said of changes that hit no day. */
static void expand_doubtful(void *context, int worker, size_t item)
{
	Loading *l = context;
	Record *r = l->site->doubtful[item];
	if (r->kind == KIND_EVENT && record_knows(r, "date repeat from until skip only on_holiday except also changes"))
		calendar_expand(&l->site->calendar, &l->rules[worker], r, worker_arena(l, worker), &l->workers[worker]);
}

static void expand_one(void *context, int worker, size_t item)
{
	Loading *l = context;
	Record *r = l->site->records[item];
	if (r->kind != KIND_EVENT)
		return;
	calendar_expand(&l->site->calendar, &l->rules[worker], r, worker_arena(l, worker), &l->workers[worker]);
	record_find_end(r);
}

/* What's on, and the board sheets of this month and the next. */
static int days_shown(const Site *site, Day until)
{
	Civil c = day_civil(site->today);
	int months = c.month + 1, shown = site->info.whats_on_days;
	Day end = day_of(c.year + months / 12, months % 12 + 1, 1) - 1;
	if (end - site->today > shown)
		shown = end - site->today;
	return until - site->today > shown ? until - site->today : shown;
}

static void expand_all(Loading *l)
{
	Site *site = l->site;
	site->calendar = (CalendarView){ &site->calendars, site->today, days_shown(site, l->shown_until),
		                         site_cancelling(site, &site->arenas[0]) };
	parallel_each(l->jobs, site->record_count, expand_one, l);
	parallel_each(l->jobs, site->doubtful_count, expand_doubtful, l);
	for (int i = 0; i < l->jobs; i++)
		arena_free(&l->rules[i].arena);
}

/* Everything is in its order now. */
static void forget_sort_keys(Loading *l)
{
	for (size_t i = 0; i < l->site->record_count; i++)
		l->site->records[i]->sort_key = (Str){ 0 };
	for (int i = 0; i < l->jobs; i++)
		arena_free(&l->packs[i]);
}

/* What is read: readings.yaml, and where that says nothing what has its kana beside it. */

typedef struct NameList {
	ReadingName *items;
	size_t count, room;
	Arena *arena;
} NameList;

static void add_name(NameList *names, Str text, Str kana)
{
	if (names->count == names->room) {
		size_t room = names->room ? 2 * names->room : 256;
		ReadingName *grown = NEW_ARRAY(names->arena, ReadingName, room);
		if (names->count)
			memcpy(grown, names->items, names->count * sizeof(*grown));
		names->items = grown;
		names->room = room;
	}
	names->items[names->count++] = (ReadingName){ text, kana };
}

static void add_all_names(NameList *names, const Site *site)
{
	for (size_t i = 0; i < site->readings.count; i++)
		add_name(names, site->readings.entries[i].key, *(const Str *)site->readings.entries[i].value);
	for (size_t i = 0; i < site->area_count; i++)
		add_name(names, site->areas[i]->name, site->areas[i]->name_kana);
	for (size_t i = 0; i < site->towns.count; i++)
		add_name(names, site->towns.items[i].name, site->towns.items[i].kana);
	for (size_t i = 0; i < site->waymarks.count; i++)
		add_name(names, site->waymarks.items[i].name, site->waymarks.items[i].kana);
	for (size_t i = 0; i < site->offices.count; i++)
		add_name(names, site->offices.items[i].name, site->offices.items[i].name_kana);
	for (int list = 0; list < VOCABULARY_LISTS; list++)
		for (size_t i = 0; i < site->vocabulary.lists[list].count; i++)
			add_name(names, site->vocabulary.lists[list].items[i].label,
			         site->vocabulary.lists[list].items[i].kana);
}

static const Readings *readings_of(Site *site)
{
	Arena scratch = { 0 };
	NameList names = { .arena = &scratch };
	add_all_names(&names, site);
	const Readings *readings = readings_make(names.items, names.count, &site->arenas[0]);
	arena_free(&scratch);
	return readings;
}

/* A Site lives in the first of its own arenas. */
static Site *site_make(void)
{
	Arena home = { 0 };
	Site *site = NEW(&home, Site);
	site->arenas[0] = home;
	return site;
}

const Site *site_load(const Files *content, const SiteOptions *options, Diag *d)
{
	Arena scratch = { 0 };
	Loading *l = NEW(&scratch, Loading);
	Site *site = site_make();
	*l = (Loading){ .site = site, .content = content, .diag = d, .temporary = &scratch,
		        .jobs = options->jobs < 1 ? 1 : options->jobs > JOBS_MAX ? JOBS_MAX : options->jobs };
	l->shown_until = options->shown_until;
	site->today = options->today;
	site->keeping = options->keeping;
	site->early = options->early;
	site->lint = options->lint;
	site->workers = l->jobs;

	singletons_load(content, site, &site->arenas[0], d);
	areas_load(content, site, &site->arenas[0], d);
	languages_load(content, site, &site->arenas[0], d);
	site->ruby = readings_of(site);
	if (!options->part)
		outline_load(content, &site->outline, &site->arenas[0], d);
	if (site->area_count) {
		find_records(l);
		parallel_each(l->jobs, l->file_count, decode_file, l);
		for (int i = 0; i < l->jobs; i++)
			arena_free(&l->scratch[i]);
		gather(l);
		gather_doubtful(l);
		parallel_each(l->jobs, site->record_count, join_one, l);
		parallel_each(l->jobs, site->doubtful_count, join_doubtful, l);
		join_contacts(site);
		join_areas(site, d);
		expand_all(l);
		select_prepare(site, &site->arenas[0]);
		forget_sort_keys(l);
		join_related(site, &site->arenas[0]);
		merge_diags(l);
		if (!options->part)
			check_site(site, content, l->jobs, d);
		name_early_ones(site);
	}
	arena_free(&scratch);
	return site;
}
