/*
 * Somebody saves files under a preview, again and again: what it knows and
 * says afterwards is what a load of the same files from nothing says, and
 * records that are shown ahead of that are as they then are.
 *
 * The input is a row of saves: which file, from where on how many bytes go,
 * and what comes in their place. The city is tests/cases/_base, with some
 * records more; it lies in a folder of memory while the program runs.
 */
#include <fcntl.h>
#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/preview_memory.h"
#include "publish/folder.h"
#include "site/ahead.h"
#include "site/check_record.h"
#include "site/site_load.h"
#include "source/tree.h"

#define REQUIRE(claim)           \
	do {                     \
		if (!(claim))    \
			abort(); \
	} while (0)

#define BASE "tests/cases/_base/content"

enum { FILES_MOST = 64, SAVES_MOST = 6, FILE_MOST = 1 << 20, FDS = 8 };

/* Small files first: most saves are of these. */
static const char *const more[][2] = {
	{ "seibu/shibakubo/events/ocha.md",
	  "---\nname: お茶の会\nname_kana: おちゃのかい\nsummary: お茶を飲みます。\npurposes: [gather]\n"
	  "date: 2026-12-08\nplace: hiroba\norganizer: kyogikai\ncontacts: [madoguchi]\nassured_date: 2026-11-20\n"
	  "sample: yes\n---\nお茶です。[広場](record:hiroba)\n" },
	{ "seibu/shibakubo/groups/kai.md",
	  "---\nname: 見本の会\nname_kana: みほんのかい\nsummary: 会です。\npurposes: [gather]\nassured_date: 2026-11-20\n"
	  "sample: yes\n---\n12月8日（火）に **集まり** ます。\n" },
};

typedef struct Base {
	Str path, bytes;
} Base;

static Arena base_arena;
static Base bases[FILES_MOST];
static size_t base_count;
static char root[4096];

/* The city. */

static void add(Str path, Str bytes)
{
	REQUIRE(base_count < FILES_MOST);
	bases[base_count++] = (Base){ str_copy(path, &base_arena), str_copy(bytes, &base_arena) };
}

static int add_file(const char *path, const struct stat *state, int kind, struct FTW *at)
{
	Str bytes;
	(void)state, (void)at;
	if (kind != FTW_F)
		return 0;
	REQUIRE(!file_read(AT_FDCWD, path, FILE_MOST, &base_arena, &bytes));
	add(str_skip(str_from(path), strlen(BASE "/")), bytes);
	return 0;
}

static int remove_one(const char *path, const struct stat *state, int kind, struct FTW *at)
{
	(void)state, (void)kind, (void)at;
	return remove(path);
}

static void clear(void)
{
	nftw(root, remove_one, FDS, FTW_DEPTH | FTW_PHYS);
	arena_free(&base_arena);
}

static void save(Str path, Str bytes)
{
	Arena a = { 0 };
	const char *full = str_format(&a, "%s/%.*s%c", root, STR_ARG(path), 0).ptr;
	REQUIRE(!folder_make(AT_FDCWD, folder_of(str_from(full)), false));
	FILE *file = fopen(full, "wb");
	REQUIRE(file && fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len && !fclose(file));
	arena_free(&a);
}

/* In memory where there is room for files; else where others lie that go. */
static void make_root(void)
{
	const char *folder = getenv("TMPDIR");
	if (!folder || !*folder)
		folder = access("/dev/shm", W_OK) ? "/tmp" : "/dev/shm";
	REQUIRE((size_t)snprintf(root, sizeof(root), "%s/keijiban-mend.XXXXXX", folder) < sizeof(root));
	REQUIRE(mkdtemp(root));
}

static void lay_out(void)
{
	if (!base_count) {
		for (size_t i = 0; i < sizeof(more) / sizeof(*more); i++)
			add(str_from(more[i][0]), str_from(more[i][1]));
		REQUIRE(!nftw(BASE, add_file, FDS, FTW_PHYS));
		make_root();
		atexit(clear);
	}
	for (size_t i = 0; i < base_count; i++)
		save(bases[i].path, bases[i].bytes);
}

/* What was loaded. */

typedef struct Loaded {
	Sources *sources;
	MemoryView *view;
	Files files;
	const Site *site;
	const Ahead *ahead;                    /* of this site; or NULL */
	Diag diag;
} Loaded;

static const Day today = 20780;                /* 2026-11-23 */
static Chronicle nothing_known;

static Sources *look_at(Diag *d)
{
	Sources *s = sources_of_tree(str_from(root), STR("content"), d);
	REQUIRE(s);
	sources_look(s, 1);
	return s;
}

static void drop(Loaded *l)
{
	if (l->ahead)
		ahead_drop(l->ahead);
	if (l->site)
		site_drop(l->site);
	files_drop(&l->files);
	if (l->view)
		memory_close(l->view);
	sources_drop(l->sources);
	diag_free(&l->diag);
	*l = (Loaded){ 0 };
}

static void load_site(Loaded *l, Keeping keeping)
{
	const SiteOptions options = { .today = today, .jobs = 1, .keeping = keeping, .early = true, .lint = true };
	l->site = site_load(&l->files, &options, &l->diag);
}

/* From nothing. */
static Loaded fresh(void)
{
	Loaded l = { 0 };
	l.sources = look_at(&l.diag);
	l.files = sources_read(l.sources, NULL, 1, &l.diag);
	load_site(&l, (Keeping){ 0 });
	diag_sort(&l.diag);
	return l;
}

static void load_once(Loaded *l)
{
	l->files = memory_read(l->view, l->sources, &nothing_known, &l->diag);
	load_site(l, memory_keeping(l->view));
}

/* As a preview does after a save. */
static Loaded remembered(PreviewMemory *memory)
{
	Loaded l = { 0 };
	l.sources = look_at(&l.diag);
	l.view = memory_look(memory, today);
	load_once(&l);
	if (memory_falls_short(l.view, &l.files, &l.diag)) {
		site_drop(l.site);
		files_drop(&l.files);
		diag_free(&l.diag);
		l.diag = (Diag){ 0 };
		memory_doubt(l.view);
		load_once(&l);
	}
	memory_learn(l.view, &l.files, l.site, &l.diag);
	diag_sort(&l.diag);
	return l;
}

/* Comparing. */

static void same_problems(const Diag *a, const Diag *b)
{
	REQUIRE(a->count == b->count);
	for (size_t i = 0; i < a->count; i++) {
		const Problem *p = &a->problems[i], *q = &b->problems[i];
		REQUIRE(str_equal(p->path, q->path) && str_equal(p->code, q->code) && str_equal(p->message, q->message));
		REQUIRE(p->pos.line == q->pos.line && p->pos.column == q->pos.column);
	}
}

static void same_records(const Site *a, const Site *b)
{
	REQUIRE(a->record_count == b->record_count);
	for (size_t i = 0; i < a->record_count; i++) {
		const Record *r = a->records[i], *s = b->records[i];
		Arena scratch = { 0 };
		Diag said = { 0 };
		Str body, other;
		REQUIRE(str_equal(r->id, s->id) && str_equal(r->name, s->name) && str_equal(r->summary, s->summary));
		REQUIRE(record_body(a, r, &scratch, &said, &body) == record_body(b, s, &scratch, &said, &other));
		REQUIRE(str_equal(body, other));
		diag_free(&said);
		arena_free(&scratch);
	}
}

static void same_days(const Event *a, const Event *b)
{
	REQUIRE(a->next == b->next && a->occurrences.count == b->occurrences.count);
	for (size_t i = 0; i < a->occurrences.count; i++) {
		const Occurrence *o = &a->occurrences.items[i], *p = &b->occurrences.items[i];
		REQUIRE(o->day == p->day && o->until == p->until && o->state == p->state && o->to == p->to);
		REQUIRE(str_equal(o->place->name, p->place->name) && str_equal(*o->note, *p->note));
	}
}

static void same_contacts(const Record *a, const Record *b)
{
	REQUIRE(a->contacts.count == b->contacts.count);
	for (size_t i = 0; i < a->contacts.count; i++) {
		const Contact *c = &a->contacts.items[i], *d = &b->contacts.items[i];
		REQUIRE(str_equal(c->name, d->name) && str_equal(c->phone, d->phone) && str_equal(c->url, d->url));
	}
}

/* Nothing was said that the load of the whole says of its file as an error, and it is the same record. */
static void compare_ahead(const Ahead *ahead, const Loaded *l)
{
	for (size_t i = 0; i < ahead->count; i++) {
		const Record *r = ahead->records[i], *s = map_find(&l->site->by_id, r->id);
		for (size_t n = 0; n < l->diag.count; n++)
			REQUIRE(!problem_is_error(&l->diag.problems[n]) ||
			        !str_equal(l->diag.problems[n].path, r->src->path));
		REQUIRE(s && r->kind == s->kind && r->area == ahead->instead[i]->area);
		REQUIRE(str_equal(r->name, s->name) && str_equal(r->summary, s->summary) && str_equal(r->id, s->id));
		REQUIRE(r->state == s->state && r->early == s->early && r->stale == s->stale && r->ages == s->ages);
		same_contacts(r, s);
		if (r->kind == KIND_EVENT)
			same_days(&r->as.event, &s->as.event);
	}
}

static void compare(const Loaded *l)
{
	Loaded anew = fresh();
	same_problems(&l->diag, &anew.diag);
	if (!anew.diag.errors)
		same_records(l->site, anew.site);
	drop(&anew);
}

static void look_ahead(Loaded *l, const Mended *m)
{
	File files[MENDED_MOST];
	for (size_t i = 0; i < m->count; i++)
		files[i] = memory_file(l->view, &nothing_known, m->numbers[i]);
	l->ahead = ahead_make(l->site, &l->files, files, m->count);
}

/* Whether the site that was loaded is still that of the files, but for texts in which nothing is wrong. */
static bool is_mended(Loaded *l)
{
	Mended m;
	Diag said = { 0 };
	Sources *now = look_at(&said);
	bool mended = !l->diag.errors && !said.count && memory_mend(l->view, now, &nothing_known, &m);
	if (mended && m.fields) {
		look_ahead(l, &m);
		memory_unmend(l->view, &m);
		mended = false;
	}
	for (size_t i = 0; mended && i < l->site->record_count; i++) {
		const Record *r = l->site->records[i];
		uint32_t number = ((const File *)r->src)->number;
		const Source whole = { r->src->path, memory_bytes(l->view, number) };
		for (size_t n = 0; n < m.count; n++)
			if (m.numbers[n] == number)
				check_mended_text(l->site, r, &whole, &said);
	}
	if (mended && said.count) {
		memory_unmend(l->view, &m);
		mended = false;
	}
	diag_free(&said);
	sources_drop(now);
	return mended;
}

/* The saves. */

static unsigned take(const uint8_t **data, size_t *size)
{
	if (!*size)
		return 0;
	--*size;
	return *(*data)++;
}

static Str edited(Str bytes, const uint8_t **data, size_t *size, Arena *a)
{
	size_t at = take(data, size) | take(data, size) << 8, gone = take(data, size), new = take(data, size);
	at = bytes.len ? at % (bytes.len + 1) : 0;
	new = new < *size ? new : *size;
	Str in = str_copy((Str){ (const char *)*data, new }, a);
	*data += new;
	*size -= new;
	return STR_CONCAT(a, str_sub(bytes, 0, at), in, str_skip(bytes, at + gone < bytes.len ? at + gone : bytes.len));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena a = { 0 };
	Str now[FILES_MOST];
	lay_out();
	for (size_t i = 0; i < base_count; i++)
		now[i] = bases[i].bytes;
	PreviewMemory *memory = memory_open(1, &a);
	Loaded shown = remembered(memory);
	for (int i = 0; i < SAVES_MOST && size; i++) {
		unsigned which = take(&data, &size);
		/* Half of the saves are of the two records, one of a file that is no record's. */
		size_t file = which < 128 ? which % 2 : which % base_count;
		now[file] = edited(now[file], &data, &size, &a);
		save(bases[file].path, now[file]);
		if (!is_mended(&shown)) {
			Loaded next = remembered(memory);
			if (shown.ahead)
				compare_ahead(shown.ahead, &next);
			drop(&shown);
			shown = next;
		}
		compare(&shown);
	}
	drop(&shown);
	memory_forget(memory);
	arena_free(&a);
	return 0;
}
