#include "cmd/own.h"

#include <string.h>

#include "cmd/report.h"
#include "format/yaml.h"
#include "site/front.h"

/* Cells. */

/* Several lines stay several lines, which front_text would make one. */
static void say_text(Buf *b, Str text)
{
	if (!str_has_byte(text, '\n')) {
		front_text(b, text);
		return;
	}
	buf_char(b, '"');
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\n')
			buf_str(b, STR("\\n"));
		else if (text.ptr[i] == '"' || text.ptr[i] == '\\')
			buf_format(b, "\\%c", text.ptr[i]);
		else
			buf_char(b, text.ptr[i]);
	}
	buf_char(b, '"');
}

static void say_flow(Buf *b, const Value *v)
{
	bool map = v->kind == VALUE_MAP;
	if (v->kind == VALUE_TEXT)
		say_text(b, v->as.text);
	if (!map && v->kind != VALUE_LIST)
		return;
	buf_char(b, map ? '{' : '[');
	for (size_t i = 0; i < v->count; i++) {
		buf_str(b, i ? STR(", ") : (Str){ 0 });
		if (map)
			buf_format(b, "%.*s: ", STR_ARG(v->as.members[i].key));
		say_flow(b, map ? &v->as.members[i].value : &v->as.items[i]);
	}
	buf_char(b, map ? '}' : ']');
}

/* Whether the cell would be read as this value again. */
static bool comes_back(const Field *f, Str cell, const Value *v, Arena *a)
{
	Diag ignored = { 0 };
	Value read;
	const Source src = { .bytes = STR_CONCAT(a, STR("k: "), own_yaml(f, cell, a), STR("\n")) };
	bool same = yaml_parse(&src, src.bytes, 1, a, &ignored, &read) && read.kind == VALUE_MAP && read.count == 1 &&
	            own_is_same(&read.as.members[0].value, v);
	diag_free(&ignored);
	return same;
}

static Str words_of(const Value *v, Arena *a)
{
	Buf b = { .arena = a };
	for (size_t i = 0; v->kind == VALUE_LIST && i < v->count; i++) {
		if (v->as.items[i].kind != VALUE_TEXT)
			return (Str){ 0 };
		buf_str(&b, i ? STR("、") : (Str){ 0 });
		buf_str(&b, v->as.items[i].as.text);
	}
	return v->kind == VALUE_TEXT ? str_trim(v->as.text) : buf_text(&b);
}

Str own_cell(const Field *f, const Value *v, Arena *a)
{
	Str words = words_of(v, a);
	Buf b = { .arena = a };
	if (words.len && comes_back(f, words, v, a))
		return words;
	bool bare = v->kind == VALUE_TEXT;
	buf_str(&b, bare ? STR("[") : (Str){ 0 });
	say_flow(&b, v);
	buf_str(&b, bare ? STR("]") : (Str){ 0 });
	return buf_text(&b);
}

/* Files. */

const Value *own_fields(const Record *r, Arena *a, Diag *d, Str *body)
{
	const Source *src = r->src;
	Value *v = NEW(a, Value);
	Str front = src->bytes;
	uint32_t line = 1, body_line;
	bool markdown = str_ends(src->path, STR(".md"));
	*body = r->body;
	if ((markdown && !yaml_split(src, d, &front, &line, body, &body_line)) ||
	    !yaml_parse(src, front, line, a, d, v))
		return NULL;
	for (size_t i = 0; v->kind == VALUE_LIST && i < v->count; i++) {
		const Value *id = value_find(&v->as.items[i], STR("id"));
		id = id ? id : value_find(&v->as.items[i], STR("ID"));
		if (id && id->kind == VALUE_TEXT && str_equal(str_trim(id->as.text), r->id))
			return &v->as.items[i];
	}
	return v->kind == VALUE_MAP ? v : NULL;
}

const Value *own_value(const Value *fields, const Field *f)
{
	const Value *v = value_find(fields, str_from(f->key));
	return v ? v : value_find(fields, str_from(f->ja));
}

/* The table. */

typedef struct Sheet {
	const Table *table;
	bool used[FIELDS_MAX];
	Buf out;
} Sheet;

static bool is_body(const Field *f)
{
	return strcmp(f->key, "body") == 0;
}

static bool is_column(const Sheet *s, size_t row)
{
	const Field *f = &s->table->fields[row];
	return strcmp(f->key, "id") != 0 && (s->used[row] || f->use == FIELD_REQUIRED);
}

static void note_used(Sheet *s, const Value *fields, Str body)
{
	for (size_t i = 0; i < s->table->count; i++)
		s->used[i] |= is_body(&s->table->fields[i]) ? str_trim(body).len > 0
		                                            : own_value(fields, &s->table->fields[i]) != NULL;
}

static void put_header(Sheet *s)
{
	csv_begin(&s->out);
	csv_cell(&s->out, STR("ID"));
	csv_cell(&s->out, STR("地域"));
	for (size_t i = 0; i < s->table->count; i++)
		if (is_column(s, i))
			csv_cell(&s->out, str_from(s->table->fields[i].ja));
	csv_end_row(&s->out);
}

static void put_record(Sheet *s, const Record *r, const Value *fields, Str body, Arena *a)
{
	csv_cell(&s->out, r->id);
	csv_cell(&s->out, r->area->path);
	for (size_t i = 0; i < s->table->count; i++) {
		const Field *f = &s->table->fields[i];
		const Value *v = own_value(fields, f);
		if (is_column(s, i))
			csv_cell(&s->out, is_body(f) ? str_trim(body) : v ? own_cell(f, v, a) : (Str){ 0 });
	}
	csv_end_row(&s->out);
}

static void put_all(Sheet *s, const Site *site, Kind kind, Diag *d)
{
	Arena scratch = { 0 };
	for (int pass = 0; pass < 2; pass++) {
		if (pass)
			put_header(s);
		for (size_t i = 0; i < site->record_count; i++) {
			Str body;
			const Record *r = site->records[i];
			const Value *fields = r->kind == kind ? own_fields(r, &scratch, d, &body) : NULL;
			if (fields && pass)
				put_record(s, r, fields, body, &scratch);
			else if (fields)
				note_used(s, fields, body);
			arena_reset(&scratch, (ArenaMark){ 0 });
		}
	}
	arena_free(&scratch);
}

int own_export(const Options *o, Kind kind)
{
	Arena a = { 0 };
	Diag d = { 0 };
	Walk w;
	Sheet s = { .table = KIND_INFO[kind].table, .out = { .arena = &a } };
	bool loaded = walk_open(&w, o, &d) && walk_load(&w, &d);
	if (loaded) {
		put_all(&s, w.site, kind, &d);
		fwrite(s.out.ptr, 1, s.out.len, stdout);
	}
	if (d.errors || d.world)
		report_print(&d, FORMAT_TEXT, stderr);
	int status = report_status(&d, false);
	walk_drop(&w);
	diag_free(&d);
	arena_free(&a);
	return status;
}
