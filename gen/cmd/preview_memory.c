#include "cmd/preview_memory.h"

#include <stdatomic.h>
#include <time.h>

#include "base/buf.h"
#include "base/map.h"
#include "source/sources.h"

/* A disk may tell the time of a change in steps of two seconds. */
enum { STEP_SECONDS = 2, WORN_BYTES = 64 << 20 };

/* One file as it was read. What is published of it to an older view does not change. */
struct Known {
	Stamp stamp;
	int64_t looked;                        /* seconds: when it was read */
	Hash hash, blob;
	Str bytes, packed;
	bool told;                             /* something was wrong in it */
};

typedef struct Kept {
	Known *newest;
} Kept;

/* Where much is worn, the next look begins another age; the one before lives as long as it is looked at. */
typedef struct Age {
	Arena arena;                           /* this lies in it, too */
	Map files;                             /* path → Kept */
	atomic_flag busy;                      /* the arena, for a moment, while records are decoded */
	size_t views, worn;                    /* worn: bytes of files that are no more */
} Age;

struct PreviewMemory {
	int jobs;
	Age *age;
	Day today;
	Hash common, world;                    /* of files that are no record's own; of what texts may name */
};

struct MemoryView {
	PreviewMemory *memory;
	Age *age;
	Arena arena;
	Sources *sources;
	Known **known;                         /* by number of file; NULL: it could not be read */
	bool *mended;                          /* likewise: its text is newer than its record */
	size_t count;
	Day today;
	Hash common;
	bool doubtful;
};

static Age *age_begin(void)
{
	Arena own = { 0 };
	Age *age = NEW(&own, Age);
	age->arena = own;
	age->files.arena = &age->arena;
	atomic_flag_clear(&age->busy);
	return age;
}

static void age_end(Age *age)
{
	Arena own = age->arena;
	arena_free(&own);
}

PreviewMemory *memory_open(int jobs, Arena *a)
{
	PreviewMemory *m = NEW(a, PreviewMemory);
	m->jobs = jobs;
	m->age = age_begin();
	return m;
}

void memory_forget(PreviewMemory *m)
{
	age_end(m->age);
	m->age = NULL;
}

static bool is_worn(const Age *age)
{
	return age->worn > WORN_BYTES;
}

MemoryView *memory_look(PreviewMemory *m, Day today)
{
	Arena own = { 0 };
	MemoryView *v = NEW(&own, MemoryView);
	if (is_worn(m->age)) {
		if (!m->age->views)
			age_end(m->age);
		m->age = age_begin();
	}
	v->arena = own;
	v->memory = m;
	v->age = m->age;
	v->today = today;
	v->age->views++;
	return v;
}

void memory_close(MemoryView *v)
{
	if (!--v->age->views && v->age != v->memory->age)
		age_end(v->age);
	Arena own = v->arena;
	arena_free(&own);
}

/* Reading. */

static bool is_own(Str path)
{
	Str area;
	return str_ends(path, STR(".md")) && records_at(str_skip(path, STR("content/").len), &area) != KINDS;
}

static Known *newest(const Age *age, Str path)
{
	const Kept *kept = map_find(&age->files, path);
	return kept ? kept->newest : NULL;
}

static bool looks_the_same(const Known *k, const Stamp *now)
{
	return k && (now->mark.high || now->mark.low) && hash_equal(k->stamp.mark, now->mark) &&
	       now->second + STEP_SECONDS < k->looked;
}

static void put(Age *age, Str path, Known *k)
{
	Kept *kept = map_find(&age->files, path);
	if (!kept) {
		kept = NEW(&age->arena, Kept);
		map_put(&age->files, str_copy(path, &age->arena), kept);
	} else {
		age->worn += kept->newest->bytes.len + kept->newest->packed.len;
	}
	kept->newest = k;
}

static void note_look(Known *k, const Stamp *stamp, int64_t looked)
{
	k->stamp = *stamp;
	k->looked = looked;
}

/* What the file is known as from now on. */
static Known *settle(Age *age, const File *f, const Stamp *stamp, int64_t looked)
{
	Known *k = newest(age, f->source.path);
	if (!k || !hash_equal(k->hash, f->hash)) {
		k = NEW(&age->arena, Known);
		k->hash = f->hash;
		k->bytes = str_copy(f->source.bytes, &age->arena);
		put(age, f->source.path, k);
	}
	note_look(k, stamp, looked);
	return k;
}

static Hash common_of(const MemoryView *v)
{
	Arena scratch = { 0 };
	Buf b = { .arena = &scratch };
	for (size_t i = 0; i < v->count; i++)
		if (v->known[i] && !is_own(v->sources->paths[i])) {
			buf_str(&b, v->sources->paths[i]);
			buf_str(&b, (Str){ (const char *)&v->known[i]->hash, sizeof(Hash) });
		}
	Hash all = hash_bytes(buf_text(&b));
	arena_free(&scratch);
	return all;
}

/* Bytes, or the packed fields of a file in which nothing was wrong. */
static void fill(const MemoryView *v, File *f, Chronicle *c)
{
	const PreviewMemory *m = v->memory;
	Known *k = v->known[f->number];
	bool packed = k->packed.len && !k->told && !v->doubtful && v->today == m->today &&
	              hash_equal(v->common, m->common);
	if (chronicle_compares(c) && !k->blob.high && !k->blob.low)
		k->blob = chronicle_mark(c, k->bytes);
	f->hash = k->hash;
	f->source.bytes = packed ? (Str){ 0 } : k->bytes;
	f->packed = packed ? k->packed : (Str){ 0 };
	f->changed = chronicle_date(c, f->number, k->blob);
}

Files memory_read(MemoryView *v, Sources *s, Chronicle *c, Diag *d)
{
	int jobs = v->memory->jobs;
	int64_t looked = (int64_t)time(NULL);
	bool *wanted = NEW_ARRAY(&v->arena, bool, s->count);
	if (!s->stamps)
		sources_look(s, jobs);
	for (size_t i = 0; i < s->count; i++)
		wanted[i] = !looks_the_same(newest(v->age, s->paths[i]), &s->stamps[i]);
	Files files = sources_read(s, wanted, jobs, d);
	v->sources = s;
	v->count = s->count;
	v->known = NEW_ARRAY(&v->arena, Known *, s->count);
	v->mended = NEW_ARRAY(&v->arena, bool, s->count);
	for (size_t i = 0; i < files.count; i++) {
		const File *f = &files.items[i];
		v->known[f->number] = wanted[f->number] ? settle(v->age, f, &s->stamps[f->number], looked)
		                                        : newest(v->age, f->source.path);
	}
	v->common = common_of(v);
	for (size_t i = 0; i < files.count; i++)
		fill(v, (File *)&files.items[i], c);
	return files;
}

static void keep_packed(void *context, const File *file, Str packed)
{
	const MemoryView *v = context;
	Age *age = v->age;
	Known *k = v->known[file->number];
	while (atomic_flag_test_and_set_explicit(&age->busy, memory_order_acquire))
		continue;
	if (!k->packed.len)
		k->packed = str_copy(packed, &age->arena);
	atomic_flag_clear_explicit(&age->busy, memory_order_release);
}

static bool read_known(void *context, const Source *src, Arena *a, Diag *d, Str *bytes)
{
	(void)a, (void)d;
	*bytes = memory_bytes(context, ((const File *)src)->number);
	return true;
}

static bool is_mended(void *context, const Source *src)
{
	const MemoryView *v = context;
	return v->mended[((const File *)src)->number];
}

Keeping memory_keeping(MemoryView *v)
{
	return (Keeping){ .context = v, .keep = keep_packed, .read = read_known, .mended = is_mended };
}

Str memory_bytes(const MemoryView *v, uint32_t number)
{
	return number < v->count && v->known[number] ? v->known[number]->bytes : (Str){ 0 };
}

/* Learning. */

bool memory_falls_short(const MemoryView *v, const Files *files, const Diag *d)
{
	Arena scratch = { 0 };
	Map told = { .arena = &scratch };
	bool short_of = false;
	for (size_t i = 0; i < d->count; i++)
		map_put(&told, d->problems[i].path, (void *)d);
	for (size_t i = 0; !v->doubtful && d->count && i < files->count; i++)
		short_of |= files->items[i].packed.len && map_find(&told, files->items[i].source.path);
	arena_free(&scratch);
	return short_of;
}

void memory_doubt(MemoryView *v)
{
	v->doubtful = true;
}

/* What a link in a text may lead to, and from when on. */
static Hash world_of(const Site *site)
{
	Arena scratch = { 0 };
	Buf b = { .arena = &scratch };
	for (size_t i = 0; i < site->record_count; i++) {
		const Record *r = site->records[i];
		const int32_t numbers[] = { (int32_t)r->state, (int32_t)r->publish_from };
		buf_str(&b, r->id);
		buf_char(&b, ' ');
		buf_str(&b, r->area->path);
		buf_str(&b, (Str){ (const char *)numbers, sizeof(numbers) });
		for (size_t n = 0; n < r->aliases.count; n++) {
			buf_str(&b, r->aliases.items[n]);
			buf_char(&b, ' ');
		}
		buf_char(&b, '\n');
	}
	Hash world = hash_bytes(buf_text(&b));
	arena_free(&scratch);
	return world;
}

bool memory_knows_texts(const MemoryView *v, const Site *site)
{
	return !v->doubtful && hash_equal(world_of(site), v->memory->world);
}

void memory_learn(MemoryView *v, const Files *files, const Site *site, const Diag *d)
{
	PreviewMemory *m = v->memory;
	Arena scratch = { 0 };
	Map told = { .arena = &scratch };
	for (size_t i = 0; i < d->count; i++)
		map_put(&told, d->problems[i].path, (void *)d);
	for (size_t i = 0; i < files->count; i++)
		v->known[files->items[i].number]->told = map_find(&told, files->items[i].source.path) != NULL;
	m->today = v->today;
	m->common = v->common;
	m->world = site && site->record_count ? world_of(site) : (Hash){ 0 };
	arena_free(&scratch);
}

/* Mending. */

static bool has_same_paths(const MemoryView *v, const Sources *now)
{
	bool same = v->count == now->count;
	for (size_t i = 0; i < v->count && same; i++)
		same = v->known[i] && str_equal(v->sources->paths[i], now->paths[i]);
	return same;
}

/* A file in which nothing was wrong, with the same fields, no more links than before, and of the day it was of. */
static bool is_same_but_for_its_text(const Known *k, const Source *src, Chronicle *c, uint32_t number, Hash blob)
{
	Arena scratch = { 0 };
	Buf packed = { .arena = &scratch };
	bool same = k->packed.len && !k->told && record_pack(src, &scratch, &packed) &&
	            str_equal(buf_text(&packed), k->packed) &&
	            chronicle_date(c, number, blob) == chronicle_date(c, number, k->blob);
	arena_free(&scratch);
	return same;
}

static void mend_one(MemoryView *v, uint32_t number, Str bytes, Hash blob, bool same_fields, Mended *m)
{
	Age *age = v->age;
	Known *before = v->known[number], *k = NEW(&age->arena, Known);
	*k = (Known){ .hash = hash_bytes(bytes), .blob = blob, .bytes = str_copy(bytes, &age->arena),
		      .packed = same_fields ? before->packed : (Str){ 0 } };
	put(age, v->sources->paths[number], k);
	v->known[number] = k;
	v->mended[number] = true;
	m->numbers[m->count] = number;
	m->before[m->count++] = before;
	m->fields |= !same_fields;
}

/* True where the file has the same bytes, too. */
static bool look_again(MemoryView *v, Sources *now, uint32_t number, Chronicle *c, Mended *m)
{
	Arena scratch = { 0 };
	Diag said = { 0 };
	const Known *k = v->known[number];
	Source src = { .path = now->paths[number] };
	bool sound = sources_read_one(now, number, &scratch, &said, &src.bytes);
	bool same = sound && hash_equal(hash_bytes(src.bytes), k->hash);
	bool mendable = sound && !same && is_own(src.path) && m->count < MENDED_MOST;
	Hash blob = mendable ? chronicle_mark(c, src.bytes) : (Hash){ 0 };
	if (mendable)
		mend_one(v, number, src.bytes, blob, is_same_but_for_its_text(k, &src, c, number, blob), m);
	else
		sound = same;
	diag_free(&said);
	arena_free(&scratch);
	return sound;
}

bool memory_mend(MemoryView *v, Sources *now, Chronicle *c, Mended *m)
{
	int64_t looked = (int64_t)time(NULL);
	bool sound = !v->doubtful && v->age == v->memory->age && !is_worn(v->age) && has_same_paths(v, now);
	*m = (Mended){ 0 };
	for (size_t i = 0; i < now->count && sound; i++) {
		if (looks_the_same(v->known[i], &now->stamps[i]))
			continue;
		sound = look_again(v, now, (uint32_t)i, c, m);
		if (sound)
			note_look(v->known[i], &now->stamps[i], looked);
	}
	if (!sound)
		memory_unmend(v, m);
	return sound;
}

File memory_file(const MemoryView *v, Chronicle *c, uint32_t number)
{
	const Known *k = v->known[number];
	return (File){ .source = { v->sources->paths[number], k->bytes }, .hash = k->hash, .number = number,
		       .changed = chronicle_date(c, number, k->blob) };
}

/* What is newest is not what is shown: its fields are no longer trusted, so its text is looked at. */
void memory_unmend(MemoryView *v, const Mended *m)
{
	for (size_t i = 0; i < m->count; i++) {
		v->known[m->numbers[i]]->packed = (Str){ 0 };
		v->known[m->numbers[i]] = m->before[i];
	}
}
