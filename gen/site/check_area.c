#include "site/check_area.h"

#include "base/nearest.h"
#include "base/utf8.h"
#include "site/doubt.h"
#include "site/find.h"
#include "site/first_contact.h"
#include "site/singletons.h"
#include "site/state.h"

/* The last part of a path, and the one before it. */
static Str name_in(Str path, Str *folder)
{
	*folder = (Str){ 0 };
	for (size_t at; (at = str_find_byte(path, '/')) < path.len; path = str_skip(path, at + 1))
		*folder = str_sub(path, 0, at);
	return path;
}

static const Withdrawn *withdrawn_find(const Site *site, Str id)
{
	for (size_t i = 0; i < site->withdrawn.count; i++)
		if (str_equal(site->withdrawn.items[i].id, id))
			return &site->withdrawn.items[i];
	return NULL;
}

static bool is_one_word(Str id)
{
	for (size_t i = 0; i < id.len; i++)
		if (id.ptr[i] <= ' ' || id.ptr[i] == ',' || id.ptr[i] == '#' || id.ptr[i] & 0x80)
			return false;
	return true;
}

/* Ids of records that were never published: one of them may be a published record under another name. */
static Texts unpublished(const Site *site, Arena *a)
{
	Map published = { .arena = a };
	Str *ids = NEW_ARRAY(a, Str, site->record_count + 1);
	size_t count = 0;
	for (size_t i = 0; i < site->published_ids.count; i++)
		map_put(&published, site->published_ids.items[i], (void *)site);
	for (size_t i = 0; i < site->record_count; i++)
		if (!map_find(&published, site->records[i]->id))
			ids[count++] = site->records[i]->id;
	return (Texts){ ids, count };
}

/* The one that looks like it: its id holds the old one, or is near it. */
static Str renamed_from(Texts new, Str id)
{
	for (size_t i = 0; i < new.count; i++)
		if (str_contains(new.items[i], id) || str_contains(id, new.items[i]))
			return new.items[i];
	return str_nearest(id, new.items, new.count);
}

/* A file of that name, wherever it lies and whatever its ending is: it is not read, and that is told. */
static bool has_file_named(const Files *content, Str id)
{
	for (size_t i = 0; i < content->count; i++) {
		Str folder, name = name_in(content->items[i].source.path, &folder);
		if (str_take(&name, id) && str_starts(name, STR(".")))
			return true;
	}
	return false;
}

/* A record that could not be read is not gone: its own error says so. One with a mistake may name another id. */
static bool is_excused(const Site *site, const Files *content, const Unsound *withdrawn, Str id)
{
	bool excused = map_find(&site->unsound, id) || unsound_may_be(withdrawn, id) || has_file_named(content, id);
	for (size_t i = 0; !excused && i < site->doubtful_count; i++)
		excused = str_contains(site->doubtful[i]->src->bytes, id);
	return excused;
}

static void check_vanished(const Site *site, const Files *content, const File *file, const Unsound *withdrawn,
                           Arena *scratch, Diag *d)
{
	uint32_t line = 0;
	const Texts new = unpublished(site, scratch);
	for (Str rest = file->source.bytes; rest.len;) {
		Str id = str_trim(str_cut(rest, '\n', &rest));
		line++;
		if (!id.len || map_find(&site->by_id, id) || withdrawn_find(site, id) ||
		    is_excused(site, content, withdrawn, id))
			continue;
		Str renamed = renamed_from(new, id);
		const Pos at = { line, 1, (uint16_t)utf8_count(id) };
		if (!is_one_word(id))
			diag_error(d, &file->source, at, "ids-form", ARGS(str_sub(id, 0, str_find_byte(id, ' '))),
			           _("a line of ids.txt is one id and nothing else"), _("keep only '{0}'"));
		else
			diag_error(d, &file->source, at, "id-vanished", ARGS(id, renamed),
			           _("the published record '{0}' is gone, but paper still carries its id"),
			           renamed.len
			                   ? _("rename '{1}' back to '{0}': a file keeps its name for ever")
			                   : _("add {id: {0}, date: …, reason: …} to withdrawn.yaml, or "
			                       "bring the record back"));
	}
}

void check_ids(const Site *site, const Files *content, Diag *d)
{
	const File *ids = file_at(content, STR("content/ids.txt"));
	Arena scratch = { 0 };
	Entries withdrawn = entries_with(&site->doubts, &WITHDRAWN_TABLE, 0, "id", site->withdrawn.items,
	                                 site->withdrawn.count, &scratch);
	for (size_t i = 0; i < withdrawn.count; i++) {
		const Record *r = map_find(&site->by_id, ((const Withdrawn *)withdrawn.items[i])->id);
		if (r)
			diag_error(d, r->src, r->pos, "id-withdrawn", ARGS(r->id),
			           _("the id '{0}' was withdrawn and does not return"),
			           _("give this record a new id, or take the entry out of withdrawn.yaml"));
	}
	Unsound excused = { 0 };
	if (ids && !site->records_unread && !site->areas_unread && site->area_count) {
		unsound_note(&excused, &site->doubts, &WITHDRAWN_TABLE, "id");
		check_vanished(site, content, ids, &excused, &scratch, d);
	}
	arena_free(&scratch);
}

static bool reachable_without_voice(const Site *site, const Record *window)
{
	const Terms *channels = &site->vocabulary.lists[CHANNELS];
	for (size_t i = 0; i < channels->count; i++)
		if ((window->as.consultation.channels & term_bit(i)) && !channels->items[i].voice)
			return true;
	return false;
}

/* Whoever comes first must be reachable: by phone, without a voice, at known hours and after them. */
static void check_window(const Site *site, const Record *window, Diag *d)
{
	bool phone = false, after = false;
	for (size_t i = 0; i < window->contacts.count; i++) {
		const Contact *c = &window->contacts.items[i];
		phone |= c->phone.len && phone_kind(c->phone) != PHONE_PENDING;
		after |= c->after_hours.len > 0;
	}
	Pos at = record_place(window, "contacts");
	if (!phone)
		diag_error(d, window->src, at, "first-contact-phone", ARGS(window->name),
		           _("'{0}' is a first contact, but has no phone number"),
		           _("add an office with a phone to its contacts"));
	if (!reachable_without_voice(site, window))
		diag_error(d, window->src, record_place(window, "channels"), "first-contact-voice", ARGS(window->name),
		           _("'{0}' is a first contact, but only by voice"),
		           _("add a way for those who do not phone: 窓口, FAX, メール"));
	if (!after)
		diag_error(d, window->src, at, "first-contact-after", ARGS(window->name),
		           _("'{0}' is a first contact, but does not say what to do after hours"),
		           _("add after_hours to its office"));
}

static const Record *first_of(const Site *site, const Area *area)
{
	return site_first_contact(site, area, NULL, NULL);
}

static bool has_doubtful_division(const Site *site, const Area *area)
{
	const Unsound *divisions = &site->divisions_doubted;
	return site->unsound.count || divisions->others || divisions->names.count || area->towns_doubted;
}

/* Whom this area asks first may be told where there is a mistake: in a record, in an area.yaml, in a layer. */
static bool asks_unread(const Site *site, const Area *area)
{
	bool unread = site->records_unread;
	for (const Area *from = area; from && !unread; from = from->parent) {
		unread = from->asks_doubted;
		for (size_t i = 0; !unread && i < from->first_contact.count; i++) {
			const FirstContact *rule = &from->first_contact.items[i];
			unread = rule->layer.len ? has_doubtful_division(site, area)
			                         : map_find(&site->unsound, rule->consultation.id) != NULL;
		}
	}
	return unread;
}

static bool has_doubtful_office(const Site *site, const Record *window)
{
	bool doubtful = false;
	for (size_t i = 0; !doubtful && i < window->contacts.count; i++) {
		Str id = window->contacts.items[i].id;
		doubtful = id.len && unsound_may_be(&site->offices_doubted, id);
	}
	return doubtful;
}

/* An area without one is told once, not again for each area inside it. */
static void check_first_contacts(const Site *site, Diag *d)
{
	for (size_t i = 0; i < site->area_count; i++) {
		const Area *area = site->areas[i];
		const Record *window = first_of(site, area);
		bool excused = asks_unread(site, area) || (area->parent && !first_of(site, area->parent));
		if (!window && !excused)
			diag_error(d, area->src, (Pos){ 0 }, "first-contact-none", ARGS(area->name),
			           _("nobody is named whom to ask first in '{0}'"),
			           _("add first_contact: [{consultation: ID}] here or in the area around it"));
		bool inherited = area->parent && window == first_of(site, area->parent);
		if (window && !inherited && !has_doubtful_office(site, window))
			check_window(site, window, d);
	}
}

static void check_part(const Site *site, const Area *area, const TownPart *part, Diag *d)
{
	(void)site;
	for (size_t i = 0; part->town && i < part->chome.count; i++) {
		bool known = false, partly;
		const TownPart one = { .town = part->town, .chome = { &part->chome.items[i], 1 } };
		for (size_t n = 0; n < part->town->chome.count; n++)
			known |= town_part_covers(&one, part->town, part->town->chome.items[n].n, &partly);
		if (!known)
			diag_error(d, area->src,
			           pos_of_word(area->src->bytes, part->pos, part->chome.items[i]),
			           "chome-unknown", ARGS(part->name, part->chome.items[i]),
			           _("'{0}' has no chome {1}"),
			           _("check the number against towns.yaml"));
	}
}

/* How many of the smallest areas hold this chome, and whether lots tell them apart. */
static size_t holders(const Site *site, const Town *town, int n, bool *told_apart)
{
	size_t count = 0;
	*told_apart = true;
	for (size_t i = 0; i < site->area_count; i++) {
		const Area *area = site->areas[i];
		for (size_t p = 0; !area->child_count && p < area->towns.count; p++) {
			bool partly;
			if (!town_part_covers(&area->towns.items[p], town, n, &partly))
				continue;
			count++;
			*told_apart &= partly;
		}
	}
	return count;
}

static void check_point(const Site *site, const File *towns, const Town *town, const Chome *chome, Str number, Diag *d)
{
	if (site->outline.count && chome_has_point(chome) && !outline_holds(&site->outline, chome->lat, chome->lon))
		diag_warning(d, &towns->source, town->pos, "chome-outside", ARGS(town->name, number),
		             _("the middle of '{0}' {1} lies outside the outline of the city"),
		             _("check its lat and lon, and outline.geojson"));
}

static void check_chome(const Site *site, const File *towns, Diag *d)
{
	for (size_t t = 0; towns && t < site->towns.count; t++) {
		const Town *town = &site->towns.items[t];
		for (size_t n = 0; n < town->chome.count; n++) {
			bool told_apart;
			Str number = str_format((Arena *)&site->arenas[0], "%d", town->chome.items[n].n);
			size_t count = holders(site, town, town->chome.items[n].n, &told_apart);
			check_point(site, towns, town, &town->chome.items[n], number, d);
			if (!count && !unsound_may_be(&site->parts_doubted, town->name))
				diag_warning(d, &towns->source, town->pos, "chome-uncovered", ARGS(town->name, number),
				             _("'{0}' {1} belongs to no district"),
				             _("add it to the towns of the district's area.yaml"));
			else if (count > 1 && !told_apart)
				diag_warning(d, &towns->source, town->pos, "chome-shared", ARGS(town->name, number),
				             _("'{0}' {1} belongs to several districts, and no lots tell them apart"),
				             _("add lots: [1-5] to each, or keep it in one"));
		}
	}
}

static bool is_chome(const Site *site, Str chome)
{
	for (size_t t = 0; t < site->towns.count; t++) {
		const Town *town = &site->towns.items[t];
		Str rest = chome;
		int n;
		bool named = str_take(&rest, town->name) && str_number(rest, &n);
		for (size_t i = 0; named && i < town->chome.count; i++)
			if (town->chome.items[i].n == n)
				return true;
	}
	return false;
}

/* Its district may be missing for a mistake that has been told. */
static bool is_chome_doubted(const Site *site, Str chome)
{
	const Map *doubted = &site->towns_doubted.names;
	bool excused = site->towns_doubted.others || site->parts_doubted.others;
	for (size_t i = 0; !excused && i < doubted->count; i++)
		excused = str_starts(chome, doubted->entries[i].key);
	for (size_t i = 0; !excused && i < site->towns.count; i++)
		excused = str_starts(chome, site->towns.items[i].name) &&
		          unsound_may_be(&site->parts_doubted, site->towns.items[i].name);
	return excused;
}

static void check_boards(const Site *site, const File *boards, Diag *d)
{
	Arena scratch = { 0 };
	Entries all = entries_with(&site->doubts, &BOARD_TABLE, 0, "chome", site->boards.items, site->boards.count,
	                           &scratch);
	for (size_t i = 0; boards && i < all.count; i++) {
		const Board *board = all.items[i];
		if (!board_area(site, board->chome) && !is_chome_doubted(site, board->chome))
			diag_error(d, &boards->source,
			           pos_of_word(boards->source.bytes, board->pos, board->chome),
			           "board-chome", ARGS(board->name, board->chome),
			           _("the board '{0}' stands in '{1}', which is in no district"),
			           is_chome(site, board->chome)
			                   ? _("add it to the towns of the district's area.yaml")
			                   : _("write town and number together: chome: 芝久保町3"));
	}
	arena_free(&scratch);
}

static void check_waymarks(const Site *site, const File *waymarks, Diag *d)
{
	Arena scratch = { 0 };
	Map known = { .arena = &scratch };
	Entries named = entries_with(&site->doubts, &WAYMARK_TABLE, 0, "name", site->waymarks.items,
	                             site->waymarks.count, &scratch);
	Entries placed = entries_with(&site->doubts, &WAYMARK_TABLE, 0, "name lat lon", site->waymarks.items,
	                              site->waymarks.count, &scratch);
	for (size_t i = 0; waymarks && i < named.count; i++) {
		const Waymark *w = named.items[i];
		if (w->name.len && !map_put(&known, w->name, (void *)w))
			diag_error(d, &waymarks->source, pos_of_word(waymarks->source.bytes, w->pos, w->name),
			           "waymark-twice", ARGS(w->name),
			           _("'{0}' is written twice"), _("keep the line whose place is right"));
	}
	for (size_t i = 0; waymarks && i < placed.count; i++) {
		const Waymark *w = placed.items[i];
		Pos at = pos_of_word(waymarks->source.bytes, w->pos, w->name);
		if (w->lat != 0 && w->lon != 0 && degrees_are_far(w->lat, w->lon))
			diag_error(d, &waymarks->source, at, "degrees-far", NO_ARGS, _("this place is not in Japan"),
			           _("lat is about 35.7, lon about 139.5; are they exchanged?"));
	}
	arena_free(&scratch);
}

static bool is_dataset(Str path)
{
	return str_take(&path, STR("content/datasets/")) && str_ends(path, STR(".csv")) &&
	       dataset_named(str_sub(path, 0, path.len - strlen(".csv"))) != DATASETS;
}

/* What may lie in content/ besides records, areas and the files named in singletons.h. */
static bool is_expected(Str path)
{
	static const char *const names[] = {
		"content/site.yaml", "content/vocabulary.yaml", "content/offices.yaml", "content/calendars.yaml",
		"content/readings.yaml", "content/boards.yaml", "content/towns.yaml", "content/ids.txt",
		"content/addresses.txt", "content/waymarks.yaml",
		"content/withdrawn.yaml", "content/outline.geojson", "content/synonyms.yaml",
		"content/accessibility.yaml",
	};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_equal(path, str_from(names[i])))
			return true;
	return str_ends(path, STR("/area.yaml")) || str_ends(path, STR("/README.md")) ||
	       str_starts(path, STR("content/layers/")) || str_starts(path, STR("content/languages/")) ||
	       is_dataset(path) ||
	       str_ends(path, STR(".jpg")) ||
	       str_ends(path, STR(".jpeg")) || str_ends(path, STR(".png"));
}

/* ocha.md.txt, as Windows makes it, which does not show the second ending. */
static bool has_two_endings(Str name, Str *without)
{
	*without = name;
	if (!str_ends(name, STR(".txt")))
		return false;
	without->len -= STR(".txt").len;
	return str_ends(*without, STR(".md")) || str_ends(*without, STR(".yaml"));
}

/* event/, 行事/: the folder of records that was meant. */
static Str folder_meant(Str folder)
{
	Kind kind = kind_called(folder);
	Str names[KINDS];
	for (int k = 0; k < KINDS; k++)
		names[k] = str_from(KIND_INFO[k].folder);
	return kind != KINDS ? str_from(KIND_INFO[kind].folder) : str_nearest(folder, names, KINDS);
}

static void tell_stray(const Source *src, Diag *d)
{
	Str folder, without, name = name_in(src->path, &folder), meant = folder_meant(folder);
	bool record = str_ends(name, STR(".md")) || str_ends(name, STR(".yaml"));
	if (has_two_endings(name, &without))
		diag_error(d, src, (Pos){ 0 }, "file-two-endings", ARGS(without),
		           _("the name of this file has two endings, so it is not read"),
		           _("rename it to '{0}'; Windows hides endings until 'file name extensions' is "
		             "ticked in 'View'"));
	else if (record && meant.len)
		diag_error(d, src, (Pos){ 0 }, "folder-misspelt", ARGS(folder, meant),
		           _("there are no records in a folder '{0}'"), _("rename the folder to '{1}'"));
	else
		diag_warning(d, src, (Pos){ 0 }, "file-stray", NO_ARGS, _("this file is not used"),
		             _("move it into a folder of records: events, places, services …"));
}

static void check_stray(const Files *content, Diag *d)
{
	for (size_t i = 0; i < content->count; i++) {
		const Source *src = &content->items[i].source;
		Str area, path = str_skip(src->path, STR("content/").len);
		if (is_expected(src->path) || records_at(path, &area) != KINDS)
			continue;
		tell_stray(src, d);
	}
}

/* Easy Japanese that is the same on many pages: its own file, and the labels of the vocabulary. */

static void check_easy_text(const Site *site, const Source *src, Str text, Arena *scratch, Diag *d)
{
	const Written w = { .src = src, .arena = scratch, .diag = d, .today = site->today };
	if (text.len && str_contains(src->bytes, text))
		written_easy(&w, site->ruby, text, pos_of_word(src->bytes, (Pos){ 1, 1, 0 }, text).line);
}

static void check_easy(const Site *site, const File *vocabulary, Diag *d)
{
	const Language *easy = site->lint ? languages_easy(&site->languages) : NULL;
	Arena scratch = { 0 };
	for (size_t i = 0; easy && i < easy->texts.count; i++)
		check_easy_text(site, easy->src, *(const Str *)easy->texts.entries[i].value, &scratch, d);
	for (size_t i = 0; easy && i < easy->pattern_count; i++)
		check_easy_text(site, easy->src, easy->patterns[i].text, &scratch, d);
	for (int list = 0; easy && vocabulary && list < VOCABULARY_LISTS; list++) {
		const Terms *terms = &site->vocabulary.lists[list];
		for (size_t i = 0; i < terms->count; i++)
			check_easy_text(site, &vocabulary->source, terms->items[i].easy, &scratch, d);
	}
	arena_free(&scratch);
}

/* Texts that are shown as they are written, in the files there is one of. */
static void check_markup(const Site *site, const Files *content, Diag *d)
{
	Arena scratch = { 0 };
	const File *offices = file_at(content, STR("content/offices.yaml"));
	const File *boards = file_at(content, STR("content/boards.yaml"));
	Written w = { .arena = &scratch, .diag = d, .today = site->today };
	for (size_t i = 0; i < site->area_count; i++) {
		w.src = site->areas[i]->src;
		written_markup(&w, &AREA_TABLE, site->areas[i], (Pos){ 1, 1, 0 });
	}
	for (size_t i = 0; offices && i < site->offices.count; i++) {
		w.src = &offices->source;
		written_markup(&w, &OFFICE_TABLE, &site->offices.items[i], site->offices.items[i].pos);
	}
	for (size_t i = 0; boards && i < site->boards.count; i++) {
		w.src = &boards->source;
		written_markup(&w, &BOARD_TABLE, &site->boards.items[i], site->boards.items[i].pos);
	}
	arena_free(&scratch);
}

void check_areas(const Site *site, const Files *content, Diag *d)
{
	check_first_contacts(site, d);
	for (size_t i = 0; i < site->area_count; i++)
		for (size_t p = 0; p < site->areas[i]->towns.count; p++)
			check_part(site, site->areas[i], &site->areas[i]->towns.items[p], d);
	check_chome(site, file_at(content, STR("content/towns.yaml")), d);
	check_boards(site, file_at(content, STR("content/boards.yaml")), d);
	check_waymarks(site, file_at(content, STR("content/waymarks.yaml")), d);
	check_stray(content, d);
	if (site->lint)
		check_markup(site, content, d);
	check_easy(site, file_at(content, STR("content/vocabulary.yaml")), d);
}
