#include "render/search.h"

#include <assert.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "format/json.h"
#include "render/view.h"
#include "render/words.h"
#include "site/fold.h"
#include "site/say.h"
#include "site/state.h"

enum { TEXT_FILE_IDS = 256, TEXT_FILES_MOST = 4096, WORDS_MOST = 200, WORDS_ROOM = 16 << 10 };
enum { PAIR_FILES_LEAST = 4, PAIR_FILES_MOST = 1024, PARTS_A_PAIR_FILE = 2 };
enum { SEARCH_SAMPLE = 1, SEARCH_STALE = 2 };

/* Lists. */

/* A comma, but for the first of a list. */
static void next_item(Buf *b)
{
	char last = b->len ? b->ptr[b->len - 1] : '[';
	if (last != '[' && last != '\n')
		buf_char(b, ',');
}

static void add_text(Buf *b, Str text)
{
	next_item(b);
	json_text(b, text);
}

static void add_number(Buf *b, size_t number)
{
	next_item(b);
	buf_number(b, (long)number);
}

static void begin_list(Buf *b)
{
	next_item(b);
	buf_char(b, '[');
}

static void end_list(Buf *b)
{
	buf_char(b, ']');
}

static void add_set(Buf *b, TermSet set)
{
	begin_list(b);
	for (size_t i = 0; i < TERMS_MAX && set >> i; i++)
		if (set & term_bit(i))
			add_number(b, i);
	end_list(b);
}

/* What is only searched: several texts, folded, none running into the next. */
typedef struct Folded {
	Buf words;
	Arena *scratch;
	bool plain;                            /* not folded: only to know whether it is what it was */
} Folded;

static void fold_more(Folded *f, Str text)
{
	if (!text.len)
		return;
	if (f->words.len)
		buf_char(&f->words, f->plain ? '\n' : ' ');
	if (f->plain)
		buf_str(&f->words, text);
	else
		fold_add(&f->words, text, f->scratch);
}

static void add_folded(Buf *b, Folded *f, size_t most)
{
	add_text(b, utf8_prefix(buf_text(&f->words), most));
	f->words.len = 0;
}

/* The city's words. */

static void add_name(Buf *b, const char *name)
{
	buf_format(b, ",\n\"%s\":", name);
}

static void add_terms(Buf *b, const char *name, const Terms *terms, Folded *f)
{
	add_name(b, name);
	buf_char(b, '[');
	for (size_t i = 0; i < terms->count; i++) {
		const Term *term = &terms->items[i];
		begin_list(b);
		add_text(b, term->label);
		fold_more(f, term->label);
		for (size_t n = 0; n < term->aliases.count; n++)
			fold_more(f, term->aliases.items[n]);
		add_folded(b, f, SIZE_MAX);
		end_list(b);
	}
	end_list(b);
}

static void add_kinds(Buf *b)
{
	add_name(b, "kinds");
	buf_char(b, '[');
	for (int k = 0; k < KINDS; k++) {
		begin_list(b);
		add_text(b, str_from(KIND_INFO[k].folder));
		add_text(b, str_from(KIND_INFO[k].ja));
		end_list(b);
	}
	end_list(b);
}

static void add_areas(Buf *b, const Press *press, Folded *f)
{
	add_name(b, "areas");
	buf_char(b, '[');
	for (size_t i = 0; i < press->site->area_count; i++) {
		const Area *area = press->site->areas[i];
		begin_list(b);
		add_text(b, area->path);
		add_text(b, area->name);
		add_text(b, area->short_name);
		fold_more(f, area->name);
		fold_more(f, area->name_kana);
		fold_more(f, press->areas[i].holds);
		add_folded(b, f, SIZE_MAX);
		end_list(b);
	}
	end_list(b);
}

static void add_synonyms(Buf *b, const Synonyms *all, Arena *scratch)
{
	add_name(b, "same");
	buf_char(b, '[');
	for (size_t i = 0; i < all->count; i++) {
		begin_list(b);
		for (size_t n = 0; n < all->items[i].words.count; n++)
			add_text(b, fold_text(all->items[i].words.items[n], scratch));
		end_list(b);
	}
	end_list(b);
}

/* Records. */

static void fold_place(Folded *f, const PlaceRef *place)
{
	if (place->ask)
		return;
	fold_more(f, place_called(place));
	fold_more(f, place->address);
	fold_more(f, place->landmark);
}

/* Where it is from some day on. */
static void fold_lasting(Folded *f, const Event *e)
{
	for (size_t i = 0; i < e->changes.count; i++)
		if (e->changes.items[i].from)
			fold_place(f, &e->changes.items[i].place);
}

static void fold_contact(Folded *f, const Contact *c)
{
	fold_more(f, c->name);
	fold_more(f, c->phone);
}

/* Where and by whom: what people remember of a thing besides its name. */
static void fold_facts(Folded *f, const Record *r)
{
	switch (r->kind) {
	case KIND_EVENT:
		fold_place(f, &r->as.event.place);
		fold_lasting(f, &r->as.event);
		fold_contact(f, &r->as.event.organizer);
		break;
	case KIND_PLACE:
		fold_more(f, r->as.place.type ? r->as.place.type->label : (Str){ 0 });
		fold_more(f, r->as.place.address);
		fold_more(f, r->as.place.landmark);
		break;
	case KIND_SERVICE:
		fold_contact(f, &r->as.service.provider);
		break;
	case KIND_CONSULTATION:
		fold_place(f, &r->as.consultation.place);
		fold_contact(f, &r->as.consultation.provider);
		break;
	case KIND_GROUP:
		fold_place(f, &r->as.group.place);
		break;
	case KIND_SCHEME:
	case KIND_NOTICE:
	case KINDS:
		break;
	}
	for (size_t i = 0; i < r->contacts.count; i++)
		fold_contact(f, &r->contacts.items[i]);
}

/* Its own; then those it serves besides, and where an event takes place. */
static void add_record_areas(Buf *b, const Record *r)
{
	const Record *place = r->kind == KIND_EVENT ? r->as.event.place.ref.record : NULL;
	begin_list(b);
	add_number(b, r->area->number);
	for (size_t i = 0; r->areas && r->areas[i]; i++)
		add_number(b, r->areas[i]->number);
	if (place && place->area != r->area)
		add_number(b, place->area->number);
	end_list(b);
}

/* Marks what the records of a part serve, by number of area. */
static void mark_served(const Press *press, const SearchPart *part, bool *served)
{
	for (size_t i = part->from; i < part->until; i++) {
		const Record *r = press->by_area[i];
		const Record *place = r->kind == KIND_EVENT ? r->as.event.place.ref.record : NULL;
		served[r->area->number] = true;
		if (place)
			served[place->area->number] = true;
		for (size_t n = 0; r->areas && r->areas[n]; n++)
			served[r->areas[n]->number] = true;
	}
}

static void add_record(Buf *b, const Record *r, Folded *f)
{
	begin_list(b);
	add_text(b, r->id);
	add_text(b, r->name);
	add_text(b, r->name_kana);
	add_text(b, r->summary);
	add_number(b, (size_t)r->kind);
	add_record_areas(b, r);
	add_set(b, r->ages);
	add_set(b, r->purposes);
	add_set(b, r->troubles);
	add_set(b, r->accessibility);
	add_text(b, words_of_state(r->state));
	add_number(b, (r->sample ? SEARCH_SAMPLE : 0) | (r->stale ? SEARCH_STALE : 0));
	fold_more(f, r->name_en);
	fold_facts(f, r);
	add_folded(b, f, WORDS_MOST);
	if (r->name_en.len)
		add_text(b, r->name_en);
	end_list(b);
}

static void add_records(Buf *b, const Record *const *records, size_t count, Folded *f)
{
	add_name(b, "records");
	buf_char(b, '[');
	for (size_t i = 0; i < count; i++) {
		add_record(b, records[i], f);
		buf_str(b, i + 1 < count ? STR(",\n") : (Str){ 0 });
	}
	buf_str(b, STR("]}\n"));
}

/* Of each part the areas its records serve: whoever asks for one area need not read the others. */
static void add_parts(Buf *b, const Press *press, Arena *scratch)
{
	size_t areas = press->site->area_count;
	add_name(b, "parts");
	buf_char(b, '[');
	for (size_t i = 0; i < press->part_count; i++) {
		bool *served = NEW_ARRAY(scratch, bool, areas);
		mark_served(press, &press->parts[i], served);
		begin_list(b);
		for (size_t n = 0; n < areas; n++)
			if (served[n])
				add_number(b, n);
		end_list(b);
	}
	end_list(b);
	buf_format(b, ",\n\"pairs\":%zu}\n", search_pair_files(press));
}

Str render_search_data(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	const Terms *lists = press->site->vocabulary.lists;
	Folded f = { .words = { .arena = &desk->page }, .scratch = &desk->group };
	Buf b = { .arena = &desk->page };
	(void)out;
	buf_reserve(&f.words, WORDS_ROOM);
	buf_format(&b, "{\"texts\":%zu", search_text_files(press->site));
	add_kinds(&b);
	add_areas(&b, press, &f);
	add_terms(&b, "ages", &lists[AGES], &f);
	add_terms(&b, "purposes", &lists[PURPOSES], &f);
	add_terms(&b, "troubles", &lists[TROUBLES], &f);
	add_terms(&b, "access", &lists[ACCESSIBILITY], &f);
	add_synonyms(&b, &press->site->synonyms, &desk->group);
	if (press->part_count)
		add_parts(&b, press, &desk->group);
	else
		add_records(&b, press->by_kana, press->by_kana_count, &f);
	return buf_text(&b);
}

Str search_part_path(size_t part, Arena *a)
{
	return str_format(a, "search/part-%zu.json", part);
}

Str render_search_part(Desk *desk, const Output *out)
{
	const SearchPart *part = &desk->press->parts[out->list];
	Folded f = { .words = { .arena = &desk->page }, .scratch = &desk->group };
	Buf b = { .arena = &desk->page };
	buf_reserve(&f.words, WORDS_ROOM);
	buf_format(&b, "{\"part\":%d", out->list);
	add_records(&b, desk->press->by_area + part->from, part->until - part->from, &f);
	return buf_text(&b);
}

/* Pairs of characters. */

/* Two characters that stand side by side in what is searched; the second is 0 where a text ends. */
typedef struct Pair {
	uint32_t first, second;
	uint32_t next;                         /* number + 1 of one in the same slot */
	uint32_t *parts;                       /* where it stands, in order */
	uint32_t count, room;
} Pair;

enum { PAIR_SLOTS = 1 << 16, PARTS_FIRST = 4 };

struct SearchPairs {
	Pair *items;
	uint32_t count, room;
	uint32_t *slots;
};

size_t search_pair_files(const Press *press)
{
	size_t files = PAIR_FILES_LEAST;
	while (files * PARTS_A_PAIR_FILE < press->part_count && files < PAIR_FILES_MOST)
		files *= 2;
	return press->part_count ? files : 0;
}

Str search_pair_path(size_t file, Arena *a)
{
	return str_format(a, "search/pairs-%zu.json", file);
}

static Pair *find_pair(SearchPairs *all, uint32_t first, uint32_t second, Arena *a)
{
	uint32_t *slot = &all->slots[(first * 0x9e3779b1u ^ second * 0x85ebca6bu) >> 16 & (PAIR_SLOTS - 1)];
	for (uint32_t n = *slot; n; n = all->items[n - 1].next)
		if (all->items[n - 1].first == first && all->items[n - 1].second == second)
			return &all->items[n - 1];
	if (all->count == all->room) {
		uint32_t room = all->room ? all->room * 2 : PAIR_SLOTS / 4;
		Pair *items = NEW_ARRAY(a, Pair, room);
		if (all->count)
			memcpy(items, all->items, all->count * sizeof(*items));
		all->items = items;
		all->room = room;
	}
	all->items[all->count] = (Pair){ first, second, *slot, NULL, 0, 0 };
	*slot = ++all->count;
	return &all->items[all->count - 1];
}

static void note_pair(SearchPairs *all, uint32_t first, uint32_t second, size_t part, Arena *a)
{
	Pair *pair = find_pair(all, first, second, a);
	if (pair->count && pair->parts[pair->count - 1] == part)
		return;
	if (pair->count == pair->room) {
		uint32_t room = pair->room ? pair->room * 2 : PARTS_FIRST;
		uint32_t *parts = NEW_ARRAY(a, uint32_t, room);
		if (pair->count)
			memcpy(parts, pair->parts, pair->count * sizeof(*parts));
		pair->parts = parts;
		pair->room = room;
	}
	pair->parts[pair->count++] = (uint32_t)part;
}

static void note_text(SearchPairs *all, Str folded, size_t part, Arena *a)
{
	uint32_t first = 0;
	while (folded.len) {
		uint32_t second = utf8_next(&folded);
		if (first && first != ' ')
			note_pair(all, first, second == ' ' ? 0 : second, part, a);
		first = second;
	}
	if (first && first != ' ')
		note_pair(all, first, 0, part, a);
}

/* A space is between texts, as it is between their words. */
static void fold_record(Folded *f, const Record *r)
{
	f->words.len = 0;
	fold_more(f, r->name_en);
	fold_facts(f, r);
	if (!f->plain)
		f->words.len = utf8_prefix(buf_text(&f->words), WORDS_MOST).len;
	fold_more(f, r->name);
	fold_more(f, r->name_kana);
	fold_more(f, r->summary);
}

static SearchPairs *pairs_make(Desk *desk)
{
	const Press *press = desk->press;
	Arena *a = &desk->group;
	SearchPairs *all = NEW(a, SearchPairs);
	Folded f = { .words = { .arena = a }, .scratch = &desk->page };
	all->slots = NEW_ARRAY(a, uint32_t, PAIR_SLOTS);
	for (size_t part = 0; part < press->part_count; part++)
		for (size_t i = press->parts[part].from; i < press->parts[part].until; i++) {
			fold_record(&f, press->by_area[i]);
			note_text(all, buf_text(&f.words), part, a);
		}
	return all;
}

Hash search_pairs_source(const Press *press, Arena *scratch)
{
	Buf hashes = { .arena = scratch };
	Folded f = { .words = { .arena = scratch }, .plain = true };
	buf_reserve(&hashes, (press->by_kana_count + press->part_count) * sizeof(uint64_t));
	for (size_t part = 0; part < press->part_count; part++) {
		uint64_t count = press->parts[part].until - press->parts[part].from;
		buf_str(&hashes, (Str){ (const char *)&count, sizeof(count) });
		for (size_t i = press->parts[part].from; i < press->parts[part].until; i++) {
			fold_record(&f, press->by_area[i]);
			uint64_t hash = hash_text(buf_text(&f.words));
			buf_str(&hashes, (Str){ (const char *)&hash, sizeof(hash) });
		}
	}
	return hash_bytes(buf_text(&hashes));
}

static void add_pair(Buf *b, const Pair *pair)
{
	char bytes[8];
	size_t len = utf8_encode(pair->first, bytes);
	if (pair->second)
		len += utf8_encode(pair->second, bytes + len);
	buf_str(b, b->len > 1 ? STR(",\n") : (Str){ 0 });
	json_text(b, (Str){ bytes, len });
	buf_str(b, STR(":["));
	for (uint32_t i = 0; i < pair->count; i++)
		add_number(b, pair->parts[i]);
	end_list(b);
}

Str render_search_pairs(Desk *desk, const Output *out)
{
	size_t files = search_pair_files(desk->press);
	assert(files);
	if (!desk->pairs)
		desk->pairs = pairs_make(desk);
	Buf b = { .arena = &desk->page };
	buf_char(&b, '{');
	for (uint32_t i = 0; i < desk->pairs->count; i++)
		if (desk->pairs->items[i].first % files == (size_t)out->list)
			add_pair(&b, &desk->pairs->items[i]);
	buf_str(&b, STR("}\n"));
	return buf_text(&b);
}

/* Texts. */

size_t search_text_files(const Site *site)
{
	size_t files = 1;
	while (site->published_ids.count > files * TEXT_FILE_IDS && files < TEXT_FILES_MOST)
		files *= 2;
	return files;
}

size_t search_text_file(const Site *site, Str id)
{
	return hash_text(id) % search_text_files(site);
}

Str search_text_path(size_t file, Arena *a)
{
	return str_format(a, "search/text-%zu.json", file);
}

static bool add_line(Buf *b, Desk *desk, const Record *r)
{
	ArenaMark mark = arena_mark(&desk->group);
	Str body;
	if (!record_body(desk->press->site, r, &desk->group, &desk->diag, &body))
		return false;
	json_text(b, r->id);
	buf_str(b, STR(":\""));
	fold_add_body(b, body, SEARCH_TEXT_POINTS, &desk->group);
	buf_char(b, '"');
	arena_reset(&desk->group, mark);
	return true;
}

Str render_search_text(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	Buf b = { .arena = &desk->page };
	buf_char(&b, '{');
	for (size_t i = 0; i < press->by_kana_count; i++) {
		const Record *r = press->by_kana[i];
		size_t from = b.len;
		if (press->by_kana_file[i] != out->list)
			continue;
		buf_str(&b, b.len > 1 ? STR(",\n") : STR("\n"));
		if (!add_line(&b, desk, r))
			b.len = from;
	}
	buf_str(&b, STR("\n}\n"));
	return buf_text(&b);
}

static const Record *named_in(const Record *const *records, size_t count, Str line)
{
	for (size_t i = 0; i < count; i++) {
		Str id = records[i]->id, rest = line;
		if (str_take(&rest, STR("\"")) && str_take(&rest, id) && str_starts(rest, STR("\":")))
			return records[i];
	}
	return NULL;
}

bool search_text_again(Desk *desk, const Record *const *records, size_t count, Str published, Buf *out)
{
	size_t listed = 0, found = 0;
	for (size_t i = 0; i < count; i++)
		listed += state_is_listed(records[i]->state);
	while (published.len) {
		Str line = str_cut(published, '\n', &published);
		const Record *r = named_in(records, count, line);
		if (r && !add_line(out, desk, r))
			return false;
		buf_str(out, r ? (str_ends(line, STR(",")) ? STR(",") : (Str){ 0 }) : line);
		buf_char(out, '\n');
		found += r != NULL;
	}
	return found == listed;
}
