#include "source/listing.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/parallel.h"
#include "base/utf8.h"
#include "source/fault.h"
#include "source/name.h"

enum { FIRST_ROOM = 1024 };

typedef struct Name {
	Str text; /* in NFC */
	Str raw;  /* terminated */
	EntryKind kind;
	EntryId id;
} Name;

typedef struct Names {
	Str shown; /* of their folder */
	Name *items;
	size_t count, room;
	bool may_clash; /* one has a capital, or is not NFC */
} Names;

struct Listing {
	Sources sources; /* first: what others see of it */
	Origin origin;
	size_t users;
	Str shown;
	Diag *diag;
	Arena home;    /* this struct, paths, raw names that are not NFC */
	Arena scratch; /* names of the folders being listed */
	Arena lists;   /* entries, outgrown ones too */
	Names *now;    /* of the folder whose names are being added */
	Entry *entries;
	size_t count, room, seen;
	atomic_uint_fast64_t total; /* bytes of what is read */
	Str missing;                /* the first path without an object */
	int missing_count;
};

static void tell(Listing *l, Str path, int fault)
{
	if (fault == FAULT_OVERFLOW)
		l->seen = FILES_ENTRIES_MAX + 1;
	else if (fault != FAULT_MISSING)
		fault_tell(l->diag, path, fault);
	else if (l->missing_count++ == 0)
		l->missing = str_copy(path, &l->home);
}

/* Names. */

static bool is_left_alone(Str name)
{
	return *name.ptr == '.' || str_ends(name, STR("~"));
}

static Name *room_for_name(Listing *l, Names *n)
{
	if (n->count == n->room) {
		size_t room = n->room ? n->room * 2 : 64;
		Name *grown = NEW_ARRAY(&l->scratch, Name, room);
		if (n->count)
			memcpy(grown, n->items, n->count * sizeof(*grown));
		n->items = grown;
		n->room = room;
	}
	return &n->items[n->count++];
}

static bool has_capital(Str name)
{
	for (size_t i = 0; i < name.len; i++)
		if (name.ptr[i] >= 'A' && name.ptr[i] <= 'Z')
			return true;
	return false;
}

bool listing_add(Listing *l, Str name, EntryKind kind, EntryId id)
{
	Names *n = l->now;
	if (l->seen++ >= FILES_ENTRIES_MAX)
		return false;
	if (l->origin.may_be_forged && !name_is_real(name, n->shown, l->diag))
		return true;
	if (is_left_alone(name) || !name_check(name, n->shown, l->diag))
		return true;
	Str raw = { str_terminated(name, &l->scratch), name.len };
	Str text = utf8_nfc(raw, &l->scratch);
	*room_for_name(l, n) = (Name){ text, raw, kind, id };
	n->may_clash |= has_capital(name) || text.ptr != raw.ptr;
	return true;
}

/* A folder sorts as its name with '/' behind it: going down in this order gives sorted paths. */
static int by_path(const void *left, const void *right)
{
	const Name *a = left, *b = right;
	size_t common = a->text.len < b->text.len ? a->text.len : b->text.len;
	int order = memcmp(a->text.ptr, b->text.ptr, common);
	if (order)
		return order;
	int x = a->text.len > common      ? (unsigned char)a->text.ptr[common]
	        : a->kind == ENTRY_FOLDER ? '/'
	                                  : 0;
	int y = b->text.len > common      ? (unsigned char)b->text.ptr[common]
	        : b->kind == ENTRY_FOLDER ? '/'
	                                  : 0;
	return x != y ? x - y : str_compare(a->raw, b->raw);
}

static int compare_folded(Str a, Str b)
{
	size_t common = a.len < b.len ? a.len : b.len;
	int order = strncasecmp(a.ptr, b.ptr, common);
	return order ? order : (a.len > b.len) - (a.len < b.len);
}

static int by_folded(const void *left, const void *right)
{
	const Name *a = *(Name *const *)left, *b = *(Name *const *)right;
	int order = compare_folded(a->text, b->text);
	if (!order)
		order = str_compare(a->raw, b->raw);
	return order ? order : (a > b) - (a < b);
}

static void tell_clash(const Listing *l, Str shown, const Name *a, const Name *b)
{
	Arena *w = &l->diag->arena;
	Str first = name_spelled(a->raw, w), second = name_spelled(b->raw, w);
	const Source place = { .path = STR_CONCAT(w, shown, STR("/"), second) };
	if (str_equal(a->raw, b->raw))
		diag_error(
			l->diag, &place, (Pos){ 0 }, "name-repeated", ARGS(first),
			_("the name '{0}' is in this folder twice, which git itself never writes"),
			_("somebody made it by hand: look at the commit that brought it, and see "
		          "what 'git fsck' says"));
	else
		diag_error(l->diag, &place, (Pos){ 0 }, "name-twice", ARGS(first, second),
		           _("'{0}' and '{1}' are the same name on Windows and macOS"),
		           _("rename or delete one of them"));
}

/* Of names that are one on other computers the first stays: a path occurs once. */
static void refuse_clashes(Listing *l, Names *n)
{
	Name **sorted = NEW_ARRAY(&l->scratch, Name *, n->count);
	for (size_t i = 0; i < n->count; i++)
		sorted[i] = &n->items[i];
	qsort(sorted, n->count, sizeof(Name *), by_folded);
	for (size_t i = 1, first = 0; i < n->count; i++) {
		if (compare_folded(sorted[first]->text, sorted[i]->text) != 0) {
			first = i;
			continue;
		}
		tell_clash(l, n->shown, sorted[first], sorted[i]);
		sorted[i]->text = (Str){ 0 };
	}
	size_t left = 0;
	for (size_t i = 0; i < n->count; i++)
		if (n->items[i].text.len)
			n->items[left++] = n->items[i];
	n->count = left;
}

/* Listing. */

static Str joined(Arena *a, Str folder, Str name)
{
	Str parts[] = { folder, STR("/"), name, STR("\0") };
	size_t from = folder.len ? 0 : 2;
	Str path = str_join(a, parts + from, 4 - from, (Str){ 0 });
	return (Str){ path.ptr, path.len - 1 };
}

/* Pictures come from cameras, which like capitals. */
static bool is_known(Str name)
{
	static const struct {
		Str ending;
		bool any_case;
	} endings[] = {
		{ STR_INIT(".md") },        { STR_INIT(".yaml") },      { STR_INIT(".txt") },
		{ STR_INIT(".mustache") },  { STR_INIT(".css") },       { STR_INIT(".js") },
		{ STR_INIT(".svg") },       { STR_INIT(".jpg"), true }, { STR_INIT(".jpeg"), true },
		{ STR_INIT(".png"), true }, { STR_INIT(".geojson") }, { STR_INIT(".csv") },
	};
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		Str ending = endings[i].ending;
		if (name.len <= ending.len)
			continue;
		Str end = str_skip(name, name.len - ending.len);
		if (str_equal(end, ending) ||
		    (endings[i].any_case && compare_folded(end, ending) == 0))
			return true;
	}
	return false;
}

static void add_entry(Listing *l, const Folder *in, const Name *name)
{
	if (l->count == l->room) {
		size_t room = l->room ? l->room * 2 : FIRST_ROOM;
		Entry *grown = NEW_ARRAY(&l->lists, Entry, room);
		if (l->count)
			memcpy(grown, l->entries, l->count * sizeof(*grown));
		l->entries = grown;
		l->room = room;
	}
	Str path = joined(&l->home, in->shown, name->text);
	size_t beneath = name->raw.len + (in->raw.len ? in->raw.len + 1 : 0);
	const char *tail = path.len >= beneath ? path.ptr + path.len - beneath : NULL;
	Str raw = joined(&l->scratch, in->raw, name->raw);
	if (!tail || memcmp(tail, raw.ptr, raw.len) != 0)
		tail = str_terminated(raw, &l->home);
	l->entries[l->count++] = (Entry){ path, tail, name->id };
}

static bool is_office_file(Str name)
{
	static const char *const endings[] = { ".docx", ".doc", ".xlsx", ".xls", ".rtf", ".odt", ".jtd", ".pptx" };
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (name.len >= strlen(endings[i]) &&
		    !strncasecmp(name.ptr + name.len - strlen(endings[i]), endings[i], strlen(endings[i])))
			return true;
	return false;
}

static void take_file(Listing *l, const Folder *in, const Name *name)
{
	if (is_known(name->text)) {
		add_entry(l, in, name);
		return;
	}
	const Source place = { .path = joined(&l->scratch, in->shown, name->text) };
	if (is_office_file(name->text))
		diag_warning(l->diag, &place, (Pos){ 0 }, "file-office", ARGS(name->text),
		             _("'{0}' is of a word processor or a spreadsheet, and is not read"),
		             _("copy its words into a text file (.md), and take this one away"));
	else
		diag_warning(l->diag, &place, (Pos){ 0 }, "file-ending", ARGS(name->text),
	             _("files like '{0}' are not read"),
	             _("known endings are .md .yaml .txt .mustache .css .js .svg .jpg .png; rename "
	               "it or delete it"));
}

static void list_folder(Listing *l, const Folder *f);

static void take_folder(Listing *l, const Folder *in, const Name *name)
{
	const Folder f = { joined(&l->scratch, in->shown, name->text),
		           joined(&l->scratch, in->raw, name->raw), name->id, in->depth + 1 };
	if (f.depth > FILES_DEPTH_MAX)
		tell(l, f.shown, FAULT_DEPTH);
	else
		list_folder(l, &f);
}

static void take_name(Listing *l, const Folder *in, const Name *name)
{
	static const int faults[] = {
		[ENTRY_LINK] = ELOOP,
		[ENTRY_MODULE] = FAULT_MODULE,
		[ENTRY_OTHER] = FAULT_KIND,
	};
	switch (name->kind) {
	case ENTRY_FILE: take_file(l, in, name); break;
	case ENTRY_FOLDER: take_folder(l, in, name); break;
	case ENTRY_LINK:
	case ENTRY_MODULE:
	case ENTRY_OTHER: tell(l, joined(&l->scratch, in->shown, name->text), faults[name->kind]);
	}
}

static void list_folder(Listing *l, const Folder *f)
{
	if (l->seen > FILES_ENTRIES_MAX)
		return;
	ArenaMark mark = arena_mark(&l->scratch);
	Names n = { .shown = f->shown };
	l->now = &n;
	int fault = l->origin.names(l->origin.context, f, l);
	if (fault)
		tell(l, f->shown, fault);
	if (n.count && (n.may_clash || l->origin.may_be_forged))
		refuse_clashes(l, &n);
	if (n.count)
		qsort(n.items, n.count, sizeof(*n.items), by_path);
	for (size_t i = 0; i < n.count; i++)
		take_name(l, f, &n.items[i]);
	arena_reset(&l->scratch, mark);
}

/* Paths and entries side by side; what the listing needed besides is forgotten. */
static void settle(Listing *l)
{
	Entry *entries = NEW_ARRAY(&l->home, Entry, l->count);
	Str *paths = NEW_ARRAY(&l->home, Str, l->count);
	if (l->count)
		memcpy(entries, l->entries, l->count * sizeof(*entries));
	for (size_t i = 0; i < l->count; i++)
		paths[i] = entries[i].path;
	l->entries = entries;
	l->sources = (Sources){ .count = l->count, .paths = paths };
	arena_free(&l->scratch);
	arena_free(&l->lists);
}

Sources *listing_open(const Origin *origin, EntryId root, Str shown, Diag *d)
{
	Arena home = { 0 };
	Listing *l = NEW(&home, Listing);
	l->home = home;
	l->origin = *origin;
	l->users = 1;
	l->shown = shown;
	l->diag = d;
	list_folder(l, &(Folder){ .shown = shown, .id = root });
	if (l->seen > FILES_ENTRIES_MAX) {
		l->count = 0;
		diag_world(d, shown, "folder-full", NO_ARGS, _("there are more than 200,000 files here"),
		           _("check that this is the folder of the site"));
	}
	settle(l);
	return &l->sources;
}

static Listing *listing_of(const Sources *s)
{
	return (Listing *)s;
}

Str sources_raw(const Sources *s, size_t number)
{
	return str_from(listing_of(s)->entries[number].raw);
}

static Str below(const Listing *l, Str path)
{
	return l->shown.len ? str_skip(path, l->shown.len + 1) : path;
}

bool sources_find(const Sources *s, Str raw, size_t *number)
{
	const Listing *l = listing_of(s);
	size_t low = 0, high = l->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_compare(below(l, s->paths[middle]), raw) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*number = low;
	return low < l->count && str_equal(sources_raw(s, low), raw);
}

Sources *sources_share(Sources *s)
{
	if (s)
		listing_of(s)->users++;
	return s;
}

void sources_drop(Sources *s)
{
	if (!s || --listing_of(s)->users)
		return;
	Listing *l = listing_of(s);
	Arena home = l->home;
	if (l->origin.close)
		l->origin.close(l->origin.context);
	arena_free(&home);
}

/* Looking. */

static void look_at(void *context, int worker, size_t item)
{
	Listing *l = context;
	(void)worker;
	l->origin.stamp(l->origin.context, &l->entries[item], (Stamp *)&l->sources.stamps[item]);
}

void sources_look(Sources *s, int jobs)
{
	Listing *l = listing_of(s);
	l->sources.stamps = NEW_ARRAY(&l->home, Stamp, l->count);
	parallel_each(jobs, l->count, look_at, l);
}

bool sources_look_at(Sources *s, size_t number)
{
	Stamp *stamp = (Stamp *)&s->stamps[number], was = *stamp;
	*stamp = (Stamp){ 0 };
	look_at(listing_of(s), ANY_WORKER, number);
	return !hash_equal(stamp->mark, was.mark);
}

/* Reading. */

typedef struct Reading {
	Listing *listing;
	const bool *wanted;
	File *files;
	int *faults;
	Arena *arenas; /* of the workers */
} Reading;

int listing_admit(Listing *l, uint64_t size)
{
	if (size > FILES_BYTES_MAX)
		return FAULT_SIZE;
	return atomic_fetch_add(&l->total, size) + size > FILES_TOTAL_MAX ? FAULT_OVERFLOW : 0;
}

static void read_entry(void *context, int worker, size_t item)
{
	const Reading *r = context;
	const Listing *l = r->listing;
	const Entry *e = &l->entries[item];
	File *file = &r->files[item];
	*file = (File){ .source.path = e->path, .changed = DAY_NONE, .number = (uint32_t)item };
	if (r->wanted && !r->wanted[item])
		return;
	r->faults[item] = l->origin.bytes(l->origin.context, worker, e, r->listing, &r->arenas[worker],
	                                  &file->source.bytes);
	file->hash = hash_bytes(file->source.bytes);
}

/* In the order of the files, whoever read them. */
static size_t keep_sound(const Reading *r, size_t count)
{
	size_t sound = 0;
	for (size_t i = 0; i < count; i++) {
		if (r->faults[i])
			tell(r->listing, r->files[i].source.path, r->faults[i]);
		else
			r->files[sound++] = r->files[i];
	}
	return sound;
}

static void tell_weight(const Listing *l)
{
	diag_world(l->diag, l->shown, "folder-heavy", NO_ARGS,
	           _("the files here are larger than 1 GiB together"),
	           _("check that this is the folder of the site; save pictures smaller"));
}

Files sources_read(Sources *s, const bool *wanted, int jobs, Diag *d)
{
	Listing *l = listing_of(s);
	Arena own = { 0 }, scratch = { 0 };
	jobs = jobs < 1 ? 1 : jobs > JOBS_MAX ? JOBS_MAX : jobs;
	Arena *arenas = NEW_ARRAY(&own, Arena, (size_t)jobs + 2);   /* room for that of the paths */
	Reading r = {
		.listing = l,
		.wanted = wanted,
		.files = NEW_ARRAY(&own, File, l->count),
		.faults = NEW_ARRAY(&scratch, int, l->count),
		.arenas = arenas + 1,
	};
	l->diag = d;
	l->total = 0;
	parallel_each(jobs, l->count, read_entry, &r);
	/* Which ones were read before there were too many depends on the threads: none is told. */
	bool heavy = l->total > FILES_TOTAL_MAX;
	size_t count = heavy ? 0 : keep_sound(&r, l->count);
	if (heavy)
		tell_weight(l);
	if (l->missing_count)
		fault_tell_missing(d, l->missing, l->missing_count);
	arena_free(&scratch);
	arenas[0] = own;
	return (Files){ r.files, count, arenas, (size_t)jobs + 1 };
}

bool sources_read_one(Sources *s, size_t number, Arena *a, Diag *d, Str *bytes)
{
	Listing *l = listing_of(s);
	const Entry *e = &l->entries[number];
	int fault = l->origin.bytes(l->origin.context, ANY_WORKER, e, l, a, bytes);
	if (fault)
		fault_tell(d, e->path, fault);
	return !fault;
}

Files sources_take(Sources *s, int jobs, Diag *d)
{
	if (!s)
		return (Files){ 0 };
	Listing *l = listing_of(s);
	Files files = sources_read(s, NULL, jobs, d);
	if (l->origin.close)
		l->origin.close(l->origin.context);
	files.arenas[files.arena_count++] = l->home;
	return files;
}
