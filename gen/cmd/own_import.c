#include "cmd/own.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "cmd/new_id.h"
#include "cmd/new_text.h"
#include "format/yaml.h"
#include "site/front.h"

enum { FIELDS_LEAST = 2, SHOWN_MOST = 40, PHONE_LEAST = 6 };

/* The header. */

/* A name of ours in a header: without what spreadsheets and people add. */
static Str bare(Str name, Arena *a)
{
	Str text = str_trim(name);
	static const Str marks[] = { STR_INIT("★"), STR_INIT("*"), STR_INIT("（必須）"), STR_INIT("(必須)") };
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (str_ends(text, marks[i]))
			text = str_trim(str_sub(text, 0, text.len - marks[i].len));
	return utf8_nfc(text, a);
}

static bool is_area_name(Str name)
{
	return str_equal(name, STR("地域")) || str_equal(name, STR("area"));
}

/* A column that only the national tables have. */
static bool is_standard(Import *m, const Str *name)
{
	ImportTable probe = { .press = m->table.press, .site = m->table.site, .dataset = m->table.dataset,
		              .src = m->table.src, .shown = m->table.shown, .diag = m->table.diag };
	return probe.dataset != DATASETS && import_header(&probe, name, 1, &m->arena) > 0;
}

bool own_begin(Own *own, Import *m, Kind kind, const CsvRow *row)
{
	size_t fields = 0;
	*own = (Own){ .import = m, .kind = kind, .id = SIZE_MAX };
	for (size_t i = 0; i < row->count && i < CSV_CELLS_MAX; i++) {
		OwnColumn *c = &own->columns[own->count++];
		Str name = bare(row->cells[i], &m->arena);
		c->name = name;
		c->field = new_field(kind, name);
		c->is_area = is_area_name(name);
		if (c->field && strcmp(c->field->key, "id") == 0)
			own->id = i;
		else if (c->field)
			fields++;
		else if (!c->is_area && name.len && is_standard(m, &name))
			return false;
	}
	return own->id != SIZE_MAX && fields >= FIELDS_LEAST;
}

/* Telling, at the row and column of a spreadsheet. */

static void tell(const Own *own, uint32_t row, size_t column, DiagLevel level, const char *code, Str arg,
                 const char *message, const char *hint)
{
	Diag *d = own->import->table.diag;
	const Source *src = &own->import->table.shown;
	const Pos at = { row, (uint16_t)(column + 1), 0 };
	if (level == DIAG_ERROR)
		diag_error(d, src, at, code, ARGS(arg, own->columns[column].name), message, hint);
	else
		diag_warning(d, src, at, code, ARGS(arg, own->columns[column].name), message, hint);
}

static void tell_problems(const Own *own, uint32_t row, size_t column, const Diag *d, Arena *a)
{
	for (size_t i = 0; i < d->count; i++) {
		Problem p = d->problems[i];
		if (!problem_is_error(&p))
			continue;
		p.path = own->import->table.shown.path;
		p.pos = (Pos){ row, (uint16_t)(column + 1), 0 };
		p.line = (Str){ 0 };
		p.message = STR_CONCAT(a, own->columns[column].name, STR(": "), p.message);
		diag_again(own->import->table.diag, &p);
	}
}

/* Cells. */

static Str next_word(Str *rest)
{
	static const Str between[] = { STR_INIT("\n"), STR_INIT("、"), STR_INIT("，"), STR_INIT(";"),
		                       STR_INIT("；"), STR_INIT(",") };
	size_t end = rest->len, skip = 0;
	for (size_t i = 0; i < sizeof(between) / sizeof(*between); i++) {
		size_t at = str_find(*rest, between[i]);
		if (at < end) {
			end = at;
			skip = between[i].len;
		}
	}
	Str word = str_trim(str_sub(*rest, 0, end));
	*rest = str_skip(*rest, end + skip);
	return word;
}

static bool is_list(const Field *f)
{
	return f->type == &FIELD_TERMS || f->type == &FIELD_REFS || f->type == &FIELD_TEXTS || f->type == &FIELD_MAPS;
}

Str own_yaml(const Field *f, Str cell, Arena *a)
{
	Buf b = { .arena = a };
	if (str_starts(cell, STR("[")) || str_starts(cell, STR("{")))
		return cell;
	if (!is_list(f)) {
		front_text(&b, cell);
		return buf_text(&b);
	}
	buf_char(&b, '[');
	while (cell.len) {
		Str word = next_word(&cell);
		if (!word.len)
			continue;
		buf_str(&b, b.len > 1 ? STR(", ") : (Str){ 0 });
		front_text(&b, word);
	}
	buf_char(&b, ']');
	return buf_text(&b);
}

/* 社協 042-464-1311, 042-464-1311: the number behind the last space, if it is one. */
static Str phone_of(Str word, Str *name)
{
	size_t at = 0, digits = 0;
	for (size_t i = 0; i < word.len; i++)
		if (word.ptr[i] == ' ')
			at = i + 1;
	Str phone = str_skip(word, at);
	for (size_t i = 0; i < phone.len; i++) {
		digits += phone.ptr[i] >= '0' && phone.ptr[i] <= '9';
		if (!strchr("0123456789-()", phone.ptr[i]))
			return (Str){ 0 };
	}
	*name = str_trim(str_sub(word, 0, at));
	return digits >= PHONE_LEAST ? phone : (Str){ 0 };
}

/* Names with numbers as the parts of contacts; the cell as it is where no number stands in it. */
static Str with_phones(Str cell, Arena *a)
{
	Buf b = { .arena = a };
	bool any = false;
	buf_char(&b, '[');
	for (Str rest = cell; rest.len;) {
		Str word = next_word(&rest), name = { 0 };
		Str phone = phone_of(utf8_fold_code(word, a), &name);
		any |= phone.len > 0;
		buf_str(&b, b.len > 1 ? STR(", ") : (Str){ 0 });
		if (!phone.len) {
			front_text(&b, word);
			continue;
		}
		Buf part = { .arena = a };
		buf_char(&part, '{');
		front_member(&part, "name", name);
		front_member(&part, "phone", phone);
		buf_format(&b, "%.*s}", STR_ARG(buf_text(&part)));
	}
	buf_char(&b, ']');
	return any ? buf_text(&b) : cell;
}

/* What a spreadsheet made of it, or what stands as people write it, as the field takes it; told. */
static Str mended(const Own *own, uint32_t row, size_t column, Str cell, Arena *a)
{
	const Field *f = own->columns[column].field;
	Str after = cell;
	if (str_starts(cell, STR("[")) || str_starts(cell, STR("{")))
		return cell;
	if (f->type == &FIELD_DAY || f->type == &FIELD_DAYS)
		after = import_day(cell, a);
	else if (f->type == &FIELD_TIMES)
		after = import_time(cell, a);
	else if (f->type == &FIELD_MAPS && f->table == &CONTACT_TABLE)
		after = with_phones(cell, a);
	if (!str_equal(cell, after))
		tell(own, row, column, DIAG_WARNING, "import-repaired", cell,
		     _("'{0}' in the column '{1}' was mended"),
		     str_terminated(STR_CONCAT(a, str_from(_("it was taken as: ")), after), a));
	return after;
}

/* The cell as the field's value in a file; false after it was told what is wrong with it. */
static bool read_cell(const Own *own, uint32_t row, size_t column, Str cell, Arena *a, Str *yaml, Value *value)
{
	const Field *f = own->columns[column].field;
	Arena scratch = { 0 };
	Diag d = { 0 };
	*yaml = own_yaml(f, mended(own, row, column, cell, a), a);
	Str line = STR_CONCAT(a, str_from(f->key), STR(": "), *yaml, STR("\n"));
	const Source src = { own->import->table.shown.path, line };
	Reader r = site_reader(own->import->walk.site, &src, a, &scratch, &d);
	Value v;
	void *object = arena_alloc(a, 1, KIND_INFO[own->kind].table->size);
	bool whole = yaml_parse(&src, line, 1, a, &d, &v) && v.kind == VALUE_MAP && v.count == 1;
	if (whole) {
		*value = v.as.members[0].value;
		f->type->read(&r, f, value, (char *)object + f->offset);
	}
	bool sound = whole && !d.errors;
	tell_problems(own, row, column, &d, a);
	diag_free(&d);
	arena_free(&scratch);
	return sound;
}

static bool are_same_members(const Value *a, const Value *b)
{
	for (size_t i = 0; i < a->count; i++)
		if (!str_equal(a->as.members[i].key, b->as.members[i].key) ||
		    !own_is_same(&a->as.members[i].value, &b->as.members[i].value))
			return false;
	return true;
}

bool own_is_same(const Value *a, const Value *b)
{
	if (a->kind == VALUE_LIST && a->count == 1 && b->kind != VALUE_LIST)
		return own_is_same(&a->as.items[0], b);
	if (b->kind == VALUE_LIST && b->count == 1 && a->kind != VALUE_LIST)
		return own_is_same(a, &b->as.items[0]);
	if (a->kind != b->kind || (a->kind != VALUE_TEXT && a->count != b->count))
		return false;
	if (a->kind == VALUE_TEXT)
		return str_equal(str_trim(a->as.text), str_trim(b->as.text));
	if (a->kind == VALUE_MAP)
		return are_same_members(a, b);
	for (size_t i = 0; a->kind == VALUE_LIST && i < a->count; i++)
		if (!own_is_same(&a->as.items[i], &b->as.items[i]))
			return false;
	return true;
}

/* Rows. */

typedef struct OwnRow {
	uint32_t number;
	const CsvRow *cells;
	Str id;
	Arena *arena;
} OwnRow;

static Str cell_at(const OwnRow *row, size_t column)
{
	return column < row->cells->count ? str_trim(row->cells->cells[column]) : (Str){ 0 };
}

static bool is_body(const Field *f)
{
	return strcmp(f->key, "body") == 0;
}

static bool is_id(const Field *f)
{
	return strcmp(f->key, "id") == 0;
}

/* As it would be read from the disk, with what is wrong in it told at the row. */
static bool is_sound(const Own *own, const OwnRow *row, Str path, Str text, const Area *area)
{
	Diag d = { 0 };
	bool sound = import_decode(own->import, path, text, own->kind, area, row->arena, &d);
	tell_problems(own, row->number, own->id, &d, row->arena);
	diag_free(&d);
	return sound;
}

static const Area *area_called(const Site *site, Str name)
{
	for (size_t i = 0; i < site->area_count; i++) {
		const Area *area = site->areas[i];
		if (str_equal(area->path, name) || str_equal(area->name, name) || str_equal(area->short_name, name))
			return area;
	}
	return NULL;
}

/* 芝久保 of 芝久保小地区, where it is the only one. */
static void tell_no_area(const Own *own, const OwnRow *row, size_t column, Str name)
{
	const Site *site = own->import->walk.site;
	const Area *meant = NULL;
	size_t count = 0;
	for (size_t i = 0; i < site->area_count; i++)
		if (utf8_count(name) > 1 && str_starts(site->areas[i]->name, name)) {
			meant = site->areas[i];
			count++;
		}
	diag_error(own->import->table.diag, &own->import->table.shown, (Pos){ row->number, (uint16_t)(column + 1), 0 },
	           "import-no-area", ARGS(name, count == 1 ? meant->name : (Str){ 0 }), _("there is no area '{0}'"),
	           count == 1 ? _("did you mean '{1}'?") : _("write its folders, as in seibu/shibakubo, or its name"));
}

/* --area, the column 地域, or the city; NULL after the column was found to be wrong. */
static const Area *area_of(const Own *own, const OwnRow *row)
{
	const Import *m = own->import;
	if (m->table.area)
		return m->table.area;
	for (size_t i = 0; i < own->count; i++) {
		Str name = own->columns[i].is_area ? cell_at(row, i) : (Str){ 0 };
		const Area *area = name.len ? area_called(m->walk.site, name) : NULL;
		if (area)
			return area;
		if (name.len) {
			tell_no_area(own, row, i, name);
			return NULL;
		}
	}
	return m->walk.site->areas[0];
}

static void make(Own *own, const OwnRow *row)
{
	Import *m = own->import;
	const Area *area = area_of(own, row);
	Buf front = { .arena = row->arena };
	Str body = { 0 };
	bool sound = area != NULL;
	for (size_t i = 0; i < own->count; i++) {
		const Field *f = own->columns[i].field;
		Str cell = cell_at(row, i), yaml;
		Value v;
		if (!f || !cell.len || is_id(f))
			continue;
		if (is_body(f))
			body = STR_CONCAT(row->arena, cell, STR("\n"));
		else if (read_cell(own, row->number, i, cell, row->arena, &yaml, &v))
			buf_format(&front, "%s: %.*s\n", f->key, STR_ARG(yaml));
		else
			sound = false;
	}
	if (!sound)
		return;
	Str folder = area->path.len ? STR_CONCAT(row->arena, area->path, STR("/")) : (Str){ 0 };
	Str path = STR_CONCAT(&m->arena, folder, str_from(KIND_INFO[own->kind].folder), STR("/"), row->id, STR(".md"));
	Str text = STR_CONCAT(&m->arena, STR("---\n"), buf_text(&front), STR("---\n"), body);
	if (!is_sound(own, row, path, text, area))
		return;
	Str said = str_format(&m->arena, _("new      content/%.*s  %.*s\n"), STR_ARG(path), STR_ARG(row->id));
	import_add(m, (FileChange){ .path = path, .after = text, .id = str_copy(row->id, &m->arena), .said = said });
	m->made++;
}

/* The file with another text below its fields. */
static Str with_body(Str file, Str before, Str after, Arena *a)
{
	size_t at = before.len ? (size_t)(before.ptr - file.ptr) : file.len;
	return STR_CONCAT(a, str_sub(file, 0, at), after, STR("\n"));
}

static Str change_cell(Own *own, const OwnRow *row, const Record *r, size_t column, const Value *fields, Str body,
                       Str file, Buf *said)
{
	const Field *f = own->columns[column].field;
	Str cell = cell_at(row, column), yaml;
	const Value *now = is_body(f) ? NULL : own_value(fields, f);
	Value v;
	if (is_body(f) && (!cell.len || str_equal(cell, str_trim(body))))
		return file;
	if (!cell.len && now)
		tell(own, row->number, column, DIAG_WARNING, "import-emptied",
		     utf8_prefix(own_cell(f, now, row->arena), SHOWN_MOST),
		     _("the table no longer says '{0}' in the column '{1}': the record keeps it"),
		     _("take it out of the record by hand, if that is right"));
	if (!cell.len || (!is_body(f) && (!read_cell(own, row->number, column, cell, row->arena, &yaml, &v) ||
	                                  (now && own_is_same(now, &v)))))
		return file;
	if (!str_ends(r->src->path, STR(".md"))) {
		tell(own, row->number, column, DIAG_WARNING, "import-list", cell,
		     _("'{0}' differs, but the record stands in a file of many: nothing was changed"),
		     _("change it there by hand"));
		return file;
	}
	buf_format(said, _("changed  %.*s  %s: %.*s\n"), STR_ARG(r->src->path), f->ja,
	           STR_ARG(str_sub(cell, 0, str_find_byte(cell, '\n'))));
	if (is_body(f))
		return with_body(file, body, cell, &own->import->arena);
	Str after = front_set(file, f, yaml, &own->import->arena);
	return after.len ? after : file;
}

static void change(Own *own, const OwnRow *row, const Record *r)
{
	Import *m = own->import;
	Diag ignored = { 0 };
	Buf said = { .arena = &m->arena };
	Str before = r->src->bytes, after = before, path = str_skip(r->src->path, strlen("content/")), body;
	const Value *fields = own_fields(r, row->arena, &ignored, &body);
	diag_free(&ignored);
	/* The body first: where it begins is known in the file as it was. */
	for (int text = 1; fields && text >= 0; text--)
		for (size_t i = 0; i < own->count; i++) {
			const Field *f = own->columns[i].field;
			if (f && !is_id(f) && is_body(f) == (text == 1))
				after = change_cell(own, row, r, i, fields, body, after, &said);
		}
	if (str_equal(before, after)) {
		m->same++;
	} else if (is_sound(own, row, path, after, r->area)) {
		m->changed++;
		import_add(m, (FileChange){ .path = path, .before = before, .after = after, .said = buf_text(&said) });
	}
}

static void tell_unknown(Own *own, const OwnRow *row)
{
	for (size_t i = 0; i < own->count; i++) {
		OwnColumn *c = &own->columns[i];
		if (c->field || c->is_area || c->told || !c->name.len || !cell_at(row, i).len)
			continue;
		c->told = true;
		tell(own, row->number, i, DIAG_WARNING, "import-no-field", c->name,
		     _("the column '{0}' is no field of this kind: it was passed over"),
		     _("'keijiban explain' with the kind lists the fields there are"));
	}
}

/* With one that is free, made of the reading, for whoever has none in mind. */
static void tell_no_id(const Own *own, const OwnRow *row)
{
	const Import *m = own->import;
	const Area *area = m->table.area ? m->table.area : m->walk.site->areas[0];
	Str kana = { 0 };
	for (size_t i = 0; i < own->count; i++) {
		const Field *f = own->columns[i].field;
		const Area *named = own->columns[i].is_area ? area_called(m->walk.site, cell_at(row, i)) : NULL;
		area = named && !m->table.area ? named : area;
		kana = f && strcmp(f->key, "name_kana") == 0 ? cell_at(row, i) : kana;
	}
	Str offered = id_offered(&m->walk.content, m->walk.site, area, kana, row->arena);
	offered = offered.len ? offered : STR("shibakubo-ocha");
	tell(own, row->number, own->id, DIAG_ERROR, "import-no-id", offered,
	     _("this row has no id: nothing was made of it"), _("write one in the column '{1}': {0}"));
}

void own_row(Own *own, const CsvRow *cells, uint32_t number, Arena *a)
{
	Import *m = own->import;
	OwnRow row = { number, cells, .arena = a };
	bool says = false;
	for (size_t i = 0; i < own->count; i++)
		says |= cell_at(&row, i).len > 0;
	if (!says)
		return;
	tell_unknown(own, &row);
	row.id = utf8_fold_code(cell_at(&row, own->id), a);
	Value id = value_text(row.id);
	Str yaml;
	if (!row.id.len || !read_cell(own, number, own->id, row.id, a, &yaml, &id)) {
		if (!row.id.len)
			tell_no_id(own, &row);
		return;
	}
	const Record *r = map_find(&m->walk.site->by_id, row.id);
	if (!map_put(&m->ids, str_copy(row.id, &m->arena), (void *)m->table.src))
		tell(own, number, own->id, DIAG_ERROR, "import-twice", row.id,
		     _("an earlier row has the same id '{0}': this one was passed over"),
		     _("give each row an id of its own in the column ID"));
	else if (r && r->kind != own->kind)
		tell(own, number, own->id, DIAG_ERROR, "import-other", row.id,
		     _("'{0}' is already the id of another sort of record"), _("give the row another id"));
	else if (r)
		change(own, &row, r);
	else
		make(own, &row);
}
