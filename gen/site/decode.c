#include "site/record.h"

#include <string.h>

#include "format/pack.h"
#include "format/yaml.h"
#include "format/yaml_bytes.h"
#include "site/links.h"

/*
 * One file, one record or many: text → Value → Record, by the kind's table.
 */

enum { BODY_LIMIT = 64 << 10 };

static const Str ASK_BY_PHONE = STR_INIT("電話でお知らせ");

static Str last_part(Str path, Str *before)
{
	size_t at = path.len;
	while (at && path.ptr[at - 1] != '/')
		at--;
	*before = str_sub(path, 0, at ? at - 1 : 0);
	return str_skip(path, at);
}

Kind records_at(Str path, Str *area_path)
{
	Str folder, name = last_part(path, &folder);
	bool yaml = str_ends(name, STR(".yaml")), markdown = str_ends(name, STR(".md"));
	if ((!yaml && !markdown) || str_equal(name, STR("README.md")))
		return KINDS;
	Kind kind = yaml ? kind_of_folder(str_sub(name, 0, name.len - STR(".yaml").len)) : KINDS;
	if (kind != KINDS) {
		*area_path = folder;
		return kind;
	}
	return kind_of_folder(last_part(folder, area_path));
}

/* hana.md → hana */
static Str stem(Str path)
{
	for (size_t at; (at = str_find_byte(path, '/')) < path.len;)
		path = str_skip(path, at + 1);
	return str_sub(path, 0, str_find_byte(path, '.'));
}

static bool is_id(Str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
			return false;
	}
	return text.len > 0;
}

/* A place written as one plain text is the id of its record, or a name, or "told by phone". */
static void place_settle(PlaceRef *place)
{
	if (place->address.len || place->landmark.len)
		return;
	if (str_equal(place->name, ASK_BY_PHONE)) {
		place->ask = true;
	} else if (is_id(place->name)) {
		place->ref.id = place->name;
		place->name = (Str){ 0 };
	}
}

/* Likewise a contact written as one plain text, which the table put where an id goes. */
static void contact_settle(Contact *c)
{
	if (!is_id(c->id)) {
		c->name = c->id.len ? c->id : c->name;
		c->id = (Str){ 0 };
	}
}

static void settle(Record *r)
{
	for (size_t i = 0; i < r->contacts.count; i++)
		contact_settle(&r->contacts.items[i]);
	switch (r->kind) {
	case KIND_EVENT:
		place_settle(&r->as.event.place);
		for (size_t i = 0; i < r->as.event.changes.count; i++)
			place_settle(&r->as.event.changes.items[i].place);
		contact_settle(&r->as.event.organizer);
		break;
	case KIND_PLACE:
		contact_settle(&r->as.place.operator_);
		break;
	case KIND_SERVICE:
		contact_settle(&r->as.service.provider);
		break;
	case KIND_CONSULTATION:
		place_settle(&r->as.consultation.place);
		contact_settle(&r->as.consultation.provider);
		break;
	case KIND_GROUP:
		place_settle(&r->as.group.place);
		break;
	case KIND_SCHEME:
		contact_settle(&r->as.scheme.run_by);
		break;
	case KIND_NOTICE:
	case KINDS:
		break;
	}
}

/* The body of a record in YAML: under `body:` or 本文. */
static void body_of_value(const Value *v, Record *r)
{
	const Value *body = value_find(v, STR("body"));
	if (!body)
		body = value_find(v, STR("本文"));
	if (body && body->kind == VALUE_TEXT) {
		r->body = body->as.text;
		r->body_line = body->pos.line + 1;
	}
}

static const Value *id_value(const Value *item)
{
	const Value *id = value_find(item, STR("id"));
	return id ? id : value_find(item, STR("ID"));
}

static bool has_id(const Value *item)
{
	const Value *id = id_value(item);
	return id && id->kind != VALUE_NONE && (id->kind != VALUE_TEXT || str_trim(id->as.text).len);
}

static Str id_of(const Value *item, Arena *a)
{
	const Value *id = id_value(item);
	return id && id->kind == VALUE_TEXT ? str_copy(str_trim(id->as.text), a) : (Str){ 0 };
}

/* Its id was in a line that could not be read, or may have been. */
static bool is_id_torn(const Value *item)
{
	const Value *id = id_value(item);
	bool torn = item->kind == VALUE_TORN || (id && id->kind == VALUE_TORN);
	for (size_t i = 0; !id && item->kind == VALUE_MAP && i < item->count; i++)
		torn |= item->as.members[i].value.kind == VALUE_TORN;
	return torn;
}

static void keep_places(const Reader *r, Record *record, const FieldsFound *found, size_t rows)
{
	size_t given = 0;
	for (size_t row = 0; row < rows; row++)
		given += found->places[row].line || found->spoilt[row];
	FieldPlace *kept = NEW_ARRAY(r->written.arena, FieldPlace, given);
	record->places = kept;
	record->vague = found->vague;
	for (size_t row = 0; row < rows; row++) {
		Pos at = found->places[row].line ? found->places[row] : record->pos;
		if (found->places[row].line || found->spoilt[row])
			kept[record->place_count++] = field_place(row, at, found->spoilt[row]);
	}
}

/* As long as its kind needs, with nothing in what lies apart from it. */
static Record *record_make(const Reader *r, Kind kind, const Area *area)
{
	static const Alert no_alert;
	static const Easy not_easy;
	static const Flyer plain_flyer;
	Record *record = arena_alloc(r->written.arena, 1, KIND_INFO[kind].table->size);
	record->kind = kind;
	record->src = r->written.src;
	record->area = area;
	record->alert = &no_alert;
	record->easy = &not_easy;
	record->flyer = &plain_flyer;
	return record;
}

/* The record, and whether all of it could be read. */
static Record *decode_one(const Reader *r, Kind kind, const Area *area, const Value *v, Str id, bool *sound)
{
	const Table *t = KIND_INFO[kind].table;
	FieldsFound found = { 0 };
	Record *record = record_make(r, kind, area);
	*sound = table_read(r, t, v, record, &found);
	keep_places(r, record, &found, t->count);
	if (id.len && record->id.len && !str_equal(id, record->id)) {
		diag_error(r->written.diag, r->written.src, found.places[0], "id-file", ARGS(record->id, id),
		           _("the id '{0}' is not the name of the file, '{1}'"),
		           _("take the id line away, or rename the file to '{0}.md'"));
		*sound = false;
	}
	if (id.len)
		record->id = id;
	settle(record);
	return record;
}

static bool id_fits_path(const Reader *r, Str id)
{
	Written w = r->written;
	Field f = { .key = "id", .ja = "ID" };
	Value v = value_text(id);
	Str checked;
	Reader naming = { .written = w };
	return FIELD_ID.read(&naming, &f, &v, &checked);
}

/* Most files have no mistake: room for those is made when one is met. */
static void put_record(RecordList *records, size_t room, Record *record, bool sound, Arena *a)
{
	if (sound) {
		if (!records->items)
			records->items = NEW_ARRAY(a, Record *, room);
		records->items[records->count++] = record;
		return;
	}
	if (!records->doubtful)
		records->doubtful = NEW_ARRAY(a, Record *, room);
	if (!records->unsound.items)
		records->unsound.items = NEW_ARRAY(a, Str, room);
	records->doubtful[records->doubtful_count++] = record;
	((Str *)records->unsound.items)[records->unsound.count++] = record->id;
}

static bool decode_single(const Reader *r, Kind kind, const Area *area, const Value *v,
                          Str body, uint32_t body_line, RecordList *records)
{
	const Written *w = &r->written;
	Str id = stem(w->src->path);
	if (v->kind == VALUE_TORN)
		return false;
	if (v->kind != VALUE_MAP) {
		diag_error(w->diag, w->src, (Pos){ 1, 1, 0 }, "record-empty", NO_ARGS,
		           _("there are no fields here"),
		           _("begin with a line '---', then 'name: …', and close with '---'"));
		return false;
	}
	if (!id_fits_path(r, id))
		return false;
	bool sound;
	Record *record = decode_one(r, kind, area, v, id, &sound);
	if (body_line) {
		record->body = body;
		record->body_line = body_line;
	} else {
		body_of_value(v, record);
	}
	record->links = links_of(record->body, w->arena);
	put_record(records, 1, record, sound, w->arena);
	return sound;
}

static bool decode_many(const Reader *r, Kind kind, const Area *area, const Value *list, RecordList *records)
{
	const Written *w = &r->written;
	bool sound = true;
	if (list->kind == VALUE_TORN)
		return false;
	if (list->kind != VALUE_LIST) {
		diag_error(w->diag, w->src, list->pos.line ? list->pos : (Pos){ 1, 1, 0 }, "records-list",
		           ARGS(str_from(KIND_INFO[kind].folder)),
		           _("a file of several records is a list"), _("begin each record with '- id: …'"));
		return false;
	}
	/* The list was read, even if nothing in it could be. */
	records->unsound.items = NEW_ARRAY(w->arena, Str, list->count);
	for (size_t i = 0; i < list->count; i++) {
		const Value *item = &list->as.items[i];
		bool torn = is_id_torn(item);
		records->unread |= torn;
		sound &= !torn;
		if (item->kind == VALUE_TORN)
			continue;
		if (!torn && (item->kind != VALUE_MAP || !has_id(item))) {
			diag_error(w->diag, w->src, item->pos, "id-missing", NO_ARGS,
			           _("this record has no id"), _("begin it with '- id: …'"));
			sound = false;
			continue;
		}
		bool whole;
		Record *record = decode_one(r, kind, area, item, (Str){ 0 }, &whole);
		if (!whole)
			record->id = id_of(item, w->arena);
		body_of_value(item, record);
		record->links = links_of(record->body, w->arena);
		put_record(records, list->count, record, whole, w->arena);
		sound &= whole;
	}
	return sound;
}

static bool body_fits(const Reader *r, Str body, uint32_t line)
{
	const Written *w = &r->written;
	if (body.len <= BODY_LIMIT)
		return true;
	diag_error(w->diag, w->src, (Pos){ line, 1, 0 }, "body-long", NO_ARGS,
	           _("the text is longer than 64 KiB"), _("shorten it, or split it over several records"));
	return false;
}

/* What records_decode_packed reads: where the text begins, where it leads, and the fields. */
static void pack_front(const Value *v, uint32_t body_line, Texts links, Buf *packed)
{
	pack_number(packed, body_line);
	pack_number(packed, links.count);
	for (size_t i = 0; i < links.count; i++)
		pack_text(packed, links.items[i]);
	pack_value(packed, v);
}

bool record_pack(const Source *src, Arena *scratch, Buf *packed)
{
	Str front, body;
	uint32_t front_line, body_line;
	Value v;
	Diag said = { 0 };
	bool sound = yaml_split(src, &said, &front, &front_line, &body, &body_line) && body_line &&
	             body.len <= BODY_LIMIT && yaml_check_body(src, body, &said) &&
	             yaml_parse(src, front, front_line, scratch, &said, &v) && !said.count;
	if (sound)
		pack_front(&v, body_line, links_of(body, scratch), packed);
	diag_free(&said);
	return sound;
}

static Texts unpack_links(Unpack *u, Arena *a)
{
	size_t count = (size_t)unpack_number(u, u->rest.len);
	Str *links = NEW_ARRAY(a, Str, count);
	for (size_t i = 0; i < count && !u->failed; i++)
		links[i] = unpack_text(u);
	return (Texts){ links, u->failed ? 0 : count };
}

static bool decode_file(const Reader *r, Kind kind, const Area *area, RecordList *records)
{
	const Written *w = &r->written;
	const Source *src = w->src;
	Str front = src->bytes, body = { 0 };
	uint32_t front_line = 1, body_line = 0;
	Value v = { 0 };
	bool markdown = str_ends(src->path, STR(".md"));
	bool many = !markdown && str_equal(stem(src->path), str_from(KIND_INFO[kind].folder));

	bool sound = !markdown || yaml_split(src, w->diag, &front, &front_line, &body, &body_line);
	if (!front_line)
		return false;
	if (!yaml_check_body(src, body, w->diag) || !body_fits(r, body, body_line)) {
		sound = false;
		body = (Str){ 0 };
	}
	sound &= yaml_parse_apart(src, front, front_line, r->scratch, w->arena, w->diag, &v);
	sound &= many ? decode_many(r, kind, area, &v, records)
	              : decode_single(r, kind, area, &v, body, body_line, records);
	if (sound && !many && r->packed && body_line)
		pack_front(&v, body_line, records->items[0]->links, r->packed);
	return sound;
}

/* Nothing was read: of a record's own file the name is its id, those in a list are not known. */
static void note_unread(const Reader *r, Kind kind, RecordList *records)
{
	Str *id = NEW(r->written.arena, Str);
	*id = stem(r->written.src->path);
	records->unread = str_equal(*id, str_from(KIND_INFO[kind].folder));
	records->unsound = (Texts){ id, 1 };
}

bool record_body_of(const Source *src, Diag *d, Str *body)
{
	Str front;
	uint32_t front_line, body_line;
	return yaml_split(src, d, &front, &front_line, body, &body_line) && yaml_check_body(src, *body, d);
}

bool records_decode_packed(const Reader *r, Kind kind, const Area *area, Str packed, RecordList *records)
{
	ArenaMark mark = arena_mark(r->scratch);
	Unpack u = { .rest = packed };
	*records = (RecordList){ 0 };
	uint32_t line = (uint32_t)unpack_number(&u, UINT32_MAX);
	Texts links = unpack_links(&u, r->written.arena);
	Value v = unpack_value(&u, r->scratch);
	bool sound = !u.failed && !u.rest.len && decode_single(r, kind, area, &v, (Str){ 0 }, line, records);
	if (sound) {
		records->items[0]->body_unread = true;
		records->items[0]->links = links;
	}
	arena_reset(r->scratch, mark);
	return sound;
}

bool records_decode(const Reader *r, Kind kind, const Area *area, RecordList *records)
{
	ArenaMark mark = arena_mark(r->scratch);
	*records = (RecordList){ 0 };
	bool sound = decode_file(r, kind, area, records);
	arena_reset(r->scratch, mark);
	if (!sound && !records->unsound.items)
		note_unread(r, kind, records);
	return sound;
}
