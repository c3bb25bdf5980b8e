#include "site/singletons.h"

#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "base/utf8.h"
#include "format/yaml.h"
#include "site/doubt.h"

#define OF(type, member) offsetof(type, member)

static const Field town_part_fields[] = {
	{ "town", "町名", &FIELD_LINE, OF(TownPart, name), FIELD_REQUIRED, .help = N_("name of the town, as in towns.yaml") },
	{ "chome", "丁目", &FIELD_TEXTS, OF(TownPart, chome), .help = N_("numbers of its chome; leave it out for all") },
	{ "lots", "番", &FIELD_LOTS, OF(TownPart, lots), .help = N_("only where two districts share a chome: 1-5, 13-17") },
};
static const Table TOWN_PART = TABLE("town-part", TownPart, town_part_fields, NULL, OF(TownPart, pos));

static const Field first_contact_fields[] = {
	{ "ages", "対象年齢", &FIELD_TERMS, OF(FirstContact, ages), .list = AGES, .help = N_("for these ages") },
	{ "troubles", "困りごと", &FIELD_TERMS, OF(FirstContact, troubles), .list = TROUBLES, .help = N_("for these troubles") },
	{ "consultation", "相談窓口", &FIELD_REF, OF(FirstContact, consultation), .help = N_("id of the window") },
	{ "layer", "区分", &FIELD_ID, OF(FirstContact, layer), .help = N_("or: the window of the division that covers the area") },
};
static const Table FIRST_CONTACT =
	TABLE("first-contact", FirstContact, first_contact_fields, NULL, OF(FirstContact, pos));

#define IN_REPORT(member) (OF(Area, report_to.member) - OF(Area, report_to))
static const Field report_fields[] = {
	{ "consultation", "相談窓口", &FIELD_REF, IN_REPORT(consultation) },
	{ "text", "本文", &FIELD_LINE, IN_REPORT(text) },
};
static const Table REPORT = { "report-to",       sizeof(((Area *)0)->report_to),
	                      report_fields,     2,
	                      &report_fields[1], NO_POS };

static const Field area_fields[] = {
	{ "name", "名称", &FIELD_LINE, OF(Area, name), FIELD_REQUIRED },
	{ "name_kana", "よみ", &FIELD_KANA, OF(Area, name_kana), FIELD_REQUIRED },
	{ "short", "短い名称", &FIELD_LINE, OF(Area, short_name) },
	{ "tier", "圏域", &FIELD_TERM, OF(Area, tier), FIELD_REQUIRED, .list = TIERS },
	{ "summary", "概要", &FIELD_LINE, OF(Area, summary) },
	{ "towns", "町", &FIELD_MAPS, OF(Area, towns), .table = &TOWN_PART },
	{ "old_school", "旧小学校区", &FIELD_LINE, OF(Area, old_school) },
	{ "lat", "緯度", &FIELD_DEGREES, OF(Area, lat) },
	{ "lon", "経度", &FIELD_DEGREES, OF(Area, lon) },
	{ "note", "補足", &FIELD_LINE, OF(Area, note), .limit = 400 },
	{ "source", "出典", &FIELD_TEXTS, OF(Area, source) },
	{ "first_contact", "最初の相談先", &FIELD_MAPS, OF(Area, first_contact), .table = &FIRST_CONTACT },
	{ "report_to", "地域の課題の連絡先", &FIELD_MAP, OF(Area, report_to), .table = &REPORT },
	{ "order", "順番", &FIELD_INT, OF(Area, order) },
};
const Table AREA_TABLE = TABLE("area", Area, area_fields, NULL, NO_POS);

static const Field division_fields[] = {
	{ "id", "ID", &FIELD_ID, OF(Division, id), FIELD_REQUIRED },
	{ "name", "名称", &FIELD_LINE, OF(Division, name), FIELD_REQUIRED },
	{ "consultation", "相談窓口", &FIELD_REF, OF(Division, consultation) },
	{ "towns", "町", &FIELD_MAPS, OF(Division, towns), .table = &TOWN_PART },
	{ "note", "補足", &FIELD_LINE, OF(Division, note) },
	{ "sample", "見本", &FIELD_BOOL, OF(Division, sample) },
};
static const Table DIVISION = TABLE("division", Division, division_fields, NULL, OF(Division, pos));

static const Field layer_fields[] = {
	{ "name", "名称", &FIELD_LINE, OF(Layer, name), FIELD_REQUIRED },
	{ "kana", "よみ", &FIELD_KANA, OF(Layer, kana) },
	{ "note", "補足", &FIELD_LINE, OF(Layer, note), .limit = 400 },
	{ "source", "出典", &FIELD_TEXTS, OF(Layer, source) },
	{ "divisions", "区域", &FIELD_MAPS, OF(Layer, divisions), FIELD_REQUIRED, .table = &DIVISION },
};
static const Table LAYER = TABLE("layer", Layer, layer_fields, NULL, NO_POS);

typedef struct Loading {
	const Files *content;
	Site *site;
	Arena *arena;
	Diag *diag;
	Area **areas;
	size_t count;
} Loading;

/* False when nobody knows what it is: no group of keys, or none that can be read. */
static bool read_file(const Loading *l, const File *file, const Table *t, void *object, FieldsFound *found,
                      Doubts *doubts)
{
	Reader r = { .written = { .src = &file->source, .arena = l->arena, .diag = l->diag, .today = l->site->today },
		     .vocabulary = &l->site->vocabulary, .doubts = doubts };
	Value v;
	yaml_parse(&file->source, file->source.bytes, 1, l->arena, l->diag, &v);
	const Field whole = { .key = t->name, .ja = t->name, .type = &FIELD_MAP, .table = t };
	if (v.kind != VALUE_MAP)
		return FIELD_MAP.read(&r, &whole, &v, object);
	table_read(&r, t, &v, object, found);
	return true;
}

static bool knows(const Table *t, const FieldsFound *found, const char *key)
{
	const Doubt doubt = { .table = t, .object = (void *)found, .found = found };
	return doubt_knows(&doubt, t, key);
}

/* Which town may be missing in an area after that. */
static void doubt_part(const Loading *l, Str town)
{
	if (town.len)
		unsound_add(&l->site->parts_doubted, l->arena, town);
	else
		l->site->parts_doubted.others = true;
}

static void unknown_town(const Loading *l, const Source *src, const TownPart *part)
{
	if (unsound_may_be(&l->site->towns_doubted, part->name))
		return;
	const Towns *towns = &l->site->towns;
	Str *names = NEW_ARRAY(l->arena, Str, towns->count + 1);
	for (size_t i = 0; i < towns->count; i++)
		names[i] = towns->items[i].name;
	Str nearest = str_nearest(part->name, names, towns->count);
	doubt_part(l, nearest);
	diag_error(l->diag, src, pos_of_word(src->bytes, part->pos, part->name), "town-unknown",
	           ARGS(part->name, nearest), _("there is no town '{0}'"),
	           nearest.len ? _("did you mean '{1}'?") : _("write the name as in towns.yaml"));
}

static void join_part(const Loading *l, const Source *src, TownPart *part)
{
	for (size_t n = 0; n < part->chome.count; n++)
		((Str *)part->chome.items)[n] = utf8_fold_code(part->chome.items[n], l->arena);
	for (size_t t = 0; t < l->site->towns.count; t++)
		if (str_equal(l->site->towns.items[t].name, part->name))
			part->town = &l->site->towns.items[t];
	if (!part->town)
		unknown_town(l, src, part);
}

static void join_towns(const Loading *l, const Source *src, const TownParts *parts)
{
	for (size_t i = 0; i < parts->count; i++)
		join_part(l, src, (TownPart *)&parts->items[i]);
}

/* What else is wrong with the parts, and in divisions, that have a mistake. */
static void join_doubtful(const Loading *l, const Source *src, const Doubts *doubts)
{
	for (size_t i = 0; i < doubts->count; i++) {
		const Doubt *doubt = &doubts->items[i];
		if (doubt_knows(doubt, &TOWN_PART, "town") && !doubt_knows(doubt, &TOWN_PART, "town chome lots"))
			join_part(l, src, doubt->object);
		else if (doubt_knows(doubt, &DIVISION, ""))
			join_towns(l, src, &((const Division *)doubt->object)->towns);
	}
}

static void doubt_parts(const Loading *l, const Doubts *doubts, bool sound)
{
	Unsound *unsound = &l->site->parts_doubted;
	size_t names = unsound->names.count;
	unsound_note(unsound, doubts, &TOWN_PART, "town");
	unsound->others |= !sound && unsound->names.count == names;
}

/* "content/seibu/shibakubo/area.yaml" → "seibu/shibakubo" */
static Str folder_of(Str path)
{
	Str folder = str_skip(path, STR("content/").len);
	folder.len -= STR("area.yaml").len;
	if (folder.len)
		folder.len--;
	return folder;
}

static const char *const reserved[] = {
	"for", "all", "board", "r", "find", "consult", "schemes", "new", "search", "data", "about",
	"accessibility", "assets", "layers", "languages",
};

/* Paths of languages there are or may be some day. */
static const char *const tongues[] = { "easy", "en", "zh-hans", "ko", "ja" };

static bool is_among(Str slug, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(slug, str_from(words[i])))
			return true;
	return false;
}

bool folder_is_reserved(Str slug)
{
	return is_among(slug, reserved, sizeof(reserved) / sizeof(*reserved)) || kind_of_folder(slug) != KINDS;
}

static bool slug_is_free(Str slug)
{
	return !folder_is_reserved(slug) && !is_among(slug, tongues, sizeof(tongues) / sizeof(*tongues));
}

static bool slug_is_sound(const Loading *l, const Source *src, Str slug)
{
	bool sound = slug.len > 0 && slug.len <= 40;
	for (size_t i = 0; i < slug.len; i++)
		sound &= (slug.ptr[i] >= 'a' && slug.ptr[i] <= 'z') ||
		         (slug.ptr[i] >= '0' && slug.ptr[i] <= '9') || slug.ptr[i] == '-';
	if (!sound)
		diag_error(l->diag, src, (Pos){ 0 }, "area-slug", ARGS(slug),
		           _("the folder '{0}' cannot be an area's address"), _("rename it with a-z, 0-9 and '-'"));
	else if (!slug_is_free(slug))
		diag_error(l->diag, src, (Pos){ 0 }, "area-reserved", ARGS(slug),
		           _("the folder name '{0}' is used by the site itself"),
		           _("give the area's folder another name"));
	return sound && slug_is_free(slug);
}

static Str last_part(Str path)
{
	for (size_t at; (at = str_find_byte(path, '/')) < path.len;)
		path = str_skip(path, at + 1);
	return path;
}

static void load_area(Loading *l, const File *file)
{
	Area *area = NEW(l->arena, Area);
	area->src = &file->source;
	area->path = folder_of(file->source.path);
	area->slug = last_part(area->path);
	bool sound = !area->path.len || slug_is_sound(l, &file->source, area->slug);
	FieldsFound found = { 0 };
	Doubts doubts = { .arena = l->arena };
	/* An area with a mistake still holds its records. */
	found.vague |= !read_file(l, file, &AREA_TABLE, area, &found, &doubts);
	if (!area->short_name.len)
		area->short_name = area->name;
	area->towns_doubted = !knows(&AREA_TABLE, &found, "towns");
	area->asks_doubted = !knows(&AREA_TABLE, &found, "first_contact");
	const void *towns = area->towns.items;
	list_with(&doubts, &TOWN_PART, OF(Area, towns), "town chome lots", &towns, &area->towns.count);
	area->towns.items = towns;
	join_towns(l, &file->source, &area->towns);
	for (size_t i = 0; i < area->towns.count; i++)
		area->towns_doubted |= !area->towns.items[i].town;
	join_doubtful(l, &file->source, &doubts);
	doubt_parts(l, &doubts, knows(&AREA_TABLE, &found, "towns"));
	if (sound)
		l->areas[l->count++] = area;
	else
		l->site->areas_unread = l->site->parts_doubted.others = true;
}

static Area *loaded_at(const Loading *l, Str path)
{
	for (size_t i = 0; i < l->count; i++)
		if (str_equal(l->areas[i]->path, path))
			return l->areas[i];
	return NULL;
}

static Str parent_path(Str path)
{
	Str last = last_part(path);
	return str_sub(path, 0, path.len > last.len ? path.len - last.len - 1 : 0);
}

static int by_order(const void *left, const void *right)
{
	const Area *a = *(const Area *const *)left, *b = *(const Area *const *)right;
	int order = (a->order > b->order) - (a->order < b->order);
	if (!order)
		order = str_compare(a->name_kana, b->name_kana);
	return order ? order : str_compare(a->path, b->path);
}

/* The children of each area in order, found once: areas are sorted by parent first. */
static void adopt(Loading *l)
{
	for (size_t i = 0; i < l->count; i++) {
		Area *area = l->areas[i];
		Area *parent = area->path.len ? loaded_at(l, parent_path(area->path)) : NULL;
		if (area->path.len && !parent)
			diag_error(l->diag, area->src, (Pos){ 0 }, "area-orphan",
			           ARGS(parent_path(area->path)),
			           _("the folder '{0}' around this area has no area.yaml"),
			           _("add '{0}/area.yaml', or move this folder"));
		l->site->areas_unread |= area->path.len && !parent;
		area->parent = parent;
		if (parent)
			parent->child_count++;
	}
	for (size_t i = 0; i < l->count; i++) {
		l->areas[i]->children = NEW_ARRAY(l->arena, const Area *, l->areas[i]->child_count);
		l->areas[i]->child_count = 0;
	}
	for (size_t i = 0; i < l->count; i++) {
		Area *parent = (Area *)l->areas[i]->parent;
		if (parent)
			parent->children[parent->child_count++] = l->areas[i];
	}
	for (size_t i = 0; i < l->count; i++)
		qsort(l->areas[i]->children, l->areas[i]->child_count, sizeof(Area *), by_order);
}

static void number(Area *area, int depth, const Area **list, size_t *next)
{
	area->number = *next;
	area->depth = depth;
	list[(*next)++] = area;
	for (size_t i = 0; i < area->child_count; i++)
		number((Area *)area->children[i], depth + 1, list, next);
	area->end = *next;
}

static void doubt_divisions(const Loading *l, const Doubts *doubts, bool sound)
{
	Unsound *unsound = &l->site->divisions_doubted;
	size_t names = unsound->names.count;
	unsound_note(unsound, doubts, &DIVISION, "id");
	unsound->others |= !sound && unsound->names.count == names;
}

static void load_layers(Loading *l)
{
	Str folder = STR("content/layers/");
	size_t room = 0, count = 0;
	for (size_t i = 0; i < l->content->count; i++)
		room += str_starts(l->content->items[i].source.path, folder);
	Layer *layers = NEW_ARRAY(l->arena, Layer, room);
	for (size_t i = 0; i < l->content->count; i++) {
		const File *file = &l->content->items[i];
		Str id = str_skip(file->source.path, folder.len);
		if (!str_starts(file->source.path, folder) || !str_ends(id, STR(".yaml")))
			continue;
		Layer *layer = &layers[count];
		layer->src = &file->source;
		layer->id = str_sub(id, 0, id.len - STR(".yaml").len);
		FieldsFound found = { 0 };
		Doubts doubts = { .arena = l->arena };
		found.vague |= !read_file(l, file, &LAYER, layer, &found, &doubts);
		count++;
		doubt_divisions(l, &doubts, knows(&LAYER, &found, "divisions"));
		for (size_t n = 0; n < layer->divisions.count; n++)
			join_towns(l, &file->source, &layer->divisions.items[n].towns);
		join_doubtful(l, &file->source, &doubts);
	}
	l->site->layers.items = layers;
	l->site->layers.count = count;
}

static int by_path(const void *left, const void *right)
{
	return str_compare((*(const Area *const *)left)->path, (*(const Area *const *)right)->path);
}

void areas_load(const Files *content, Site *site, Arena *a, Diag *d)
{
	Loading l = { content, site, a, d, NEW_ARRAY(a, Area *, content->count + 1), 0 };
	for (size_t i = 0; i < content->count; i++) {
		Str path = content->items[i].source.path;
		if (str_ends(path, STR("/area.yaml")))
			load_area(&l, &content->items[i]);
	}
	if (l.count)
		qsort(l.areas, l.count, sizeof(*l.areas), by_path);
	Area *city = loaded_at(&l, (Str){ 0 });
	if (!city) {
		const Source place = { .path = STR("content/area.yaml") };
		if (!file_at(content, place.path))
			diag_error(d, &place, (Pos){ 0 }, "file-missing", ARGS(place.path),
			           _("'{0}' is missing"),
			           _("a site needs this file; copy it from the example content"));
		return;
	}
	adopt(&l);
	const Area **list = NEW_ARRAY(a, const Area *, l.count);
	number(city, 0, list, &site->area_count);
	site->areas = list;
	load_layers(&l);
}

const Area *area_at(const Site *site, Str path)
{
	for (size_t i = 0; i < site->area_count; i++)
		if (str_equal(site->areas[i]->path, path))
			return site->areas[i];
	return NULL;
}
