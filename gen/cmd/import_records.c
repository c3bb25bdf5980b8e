#include "cmd/import.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "format/csv.h"
#include "site/front.h"

enum { FIELDS_MOST = 32, ID_MOST = 60 };

static const Field *field_of(Kind kind, const char *key)
{
	const Table *table = KIND_INFO[kind].table;
	for (size_t i = 0; i < table->count; i++)
		if (str_equal(str_from(table->fields[i].key), str_from(key)))
			return &table->fields[i];
	return NULL;
}

Str import_id(Import *m, const ImportRow *row)
{
	Str cell = row->cells[MEANS_ID], code = utf8_fold_code(cell, &m->arena);
	Buf b = { .arena = &m->arena };
	bool letter = false;
	if (cell.len && map_find(&m->walk.site->by_id, cell))
		return str_copy(cell, &m->arena);
	for (size_t i = 0; i < code.len && b.len < ID_MOST; i++) {
		char c = code.ptr[i] >= 'A' && code.ptr[i] <= 'Z' ? (char)(code.ptr[i] - 'A' + 'a')
		                                                  : code.ptr[i];
		bool small = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
		letter |= small;
		if (small || digit)
			buf_char(&b, c);
		else if (b.len && b.ptr[b.len - 1] != '-')
			buf_char(&b, '-');
	}
	Str id = buf_text(&b), dataset = DATASET_INFO[m->table.dataset].id;
	while (str_ends(id, STR("-")))
		id.len--;
	Buf prefix = { .arena = &m->arena };
	for (size_t i = 0; i < dataset.len; i++)
		buf_char(&prefix, dataset.ptr[i] == '_' ? '-' : dataset.ptr[i]);
	if (!id.len)
		id = str_format(&m->arena, "%08x",
		                (unsigned)hash_text(STR_CONCAT(&m->arena, row->cells[MEANS_NAME],
		                                               row->cells[MEANS_ADDRESS])));
	return letter ? id : STR_CONCAT(&m->arena, buf_text(&prefix), STR("-"), id);
}

void import_add(Import *m, FileChange change)
{
	if (m->change_count == m->change_room) {
		m->change_room = m->change_room ? m->change_room * 2 : 256;
		FileChange *grown = NEW_ARRAY(&m->arena, FileChange, m->change_room);
		if (m->change_count)
			memcpy(grown, m->changes, m->change_count * sizeof(*grown));
		m->changes = grown;
	}
	change.row = m->row;
	m->changes[m->change_count++] = change;
}

/* A problem of the file that a row would make, told where the cell is. */
static void tell_at_row(const ImportRow *row, const Problem *problem, Meaning of)
{
	const ImportTable *t = row->table;
	uint16_t number = row->columns[of];
	Str column = number ? t->columns[number - 1].name : (Str){ 0 };
	Problem p = *problem;
	p.path = t->shown.path;
	p.pos = (Pos){ row->number, number ? number : 1, 0 };
	p.line = (Str){ 0 };
	if (column.len)
		p.message = STR_CONCAT(row->arena, column, STR(": "), row->cells[of], STR(": "),
		                       p.message);
	diag_again(t->diag, &p);
}

static Meaning first_meaning(const ImportRow *row, uint64_t from)
{
	for (int i = 1; i < MEANINGS; i++)
		if (from & (uint64_t)1 << i && row->cells[i].len)
			return (Meaning)i;
	return MEANS_NOTHING;
}

bool import_decode(const Import *m, Str path, Str bytes, Kind kind, const Area *area, Arena *a, Diag *d)
{
	Source src = { STR_CONCAT(a, STR("content/"), path), bytes };
	Arena scratch = { 0 };
	RecordList list = { 0 };
	Reader r = site_reader(m->walk.site, &src, a, &scratch, d);
	bool sound = records_decode(&r, kind, area, &list) && list.count == 1 && !d->errors;
	arena_free(&scratch);
	return sound;
}

/* The lines of a new file's front matter: which field stands on which. */
typedef struct Lines {
	const ImportField *fields[FIELDS_MOST];
	Str values[FIELDS_MOST];
	size_t count;
} Lines;

static void put_left_over(Buf *b, Str name, Str text)
{
	buf_str(b, STR("\n- "));
	import_plain(b, name);
	buf_str(b, STR("："));
	import_plain(b, text);
	buf_char(b, '\n');
}

static Str column_name(const ImportRow *row, Meaning of)
{
	return row->columns[of] ? row->table->columns[row->columns[of] - 1].name : (Str){ 0 };
}

/* What no field has: the long text, what was too long for a summary, and cells nobody asked for. */
static void put_body(Buf *b, const Import *m, const ImportRow *row, Str left_out,
                     const CsvRow *cells)
{
	static const Meaning others[] = { MEANS_PRICE_NOTE, MEANS_WHEN, MEANS_REMARK };
	Str text = row->cells[MEANS_TEXT], summary = row->cells[MEANS_SUMMARY];
	if (utf8_count(summary) > 70 && !str_equal(summary, text))
		import_plain(b, STR_CONCAT(row->arena, summary, STR("\n\n")));
	if (!str_equal(text, summary)) {
		import_plain(b, text);
		buf_str(b, STR("\n"));
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (row->cells[others[i]].len)
			put_left_over(b, column_name(row, others[i]), row->cells[others[i]]);
	if (m->table.kind != KIND_PLACE && row->cells[MEANS_HOURS_NOTE].len)
		put_left_over(b, column_name(row, MEANS_HOURS_NOTE), row->cells[MEANS_HOURS_NOTE]);
	for (size_t i = 0; i < cells->count && i < m->table.count; i++)
		if (m->table.columns[i].meaning == MEANS_NOTHING && str_trim(cells->cells[i]).len &&
		    m->table.columns[i].name.len)
			put_left_over(b, m->table.columns[i].name, str_trim(cells->cells[i]));
	buf_str(b, left_out);
}

static Str file_text(const Import *m, const Lines *lines, Str body, Arena *a)
{
	Buf b = { .arena = a };
	buf_str(&b, STR("---\n"));
	for (size_t i = 0; i < lines->count; i++) {
		buf_str(&b, str_from(lines->fields[i]->key));
		buf_str(&b, STR(": "));
		buf_str(&b, lines->values[i]);
		buf_char(&b, '\n');
	}
	buf_str(&b, STR("source: ["));
	front_text(&b, m->source);
	buf_str(&b, STR("]\n---\n"));
	buf_str(&b, body);
	return buf_text(&b);
}

static bool has_line(const Lines *lines, const char *key)
{
	for (size_t i = 0; i < lines->count; i++)
		if (strcmp(lines->fields[i]->key, key) == 0)
			return true;
	return false;
}

/* An event without any day is none. */
static bool is_only_day(const Import *m, const Lines *lines, const char *key)
{
	bool date = strcmp(key, "date") == 0, repeat = strcmp(key, "repeat") == 0;
	return m->table.kind == KIND_EVENT && (date || repeat) && !has_line(lines, date ? "repeat" : "date");
}

static bool cannot_lack(const Import *m, const Lines *lines, const ImportField *f)
{
	return field_of(m->table.kind, f->key)->use == FIELD_REQUIRED || is_only_day(m, lines, f->key);
}

/* Takes a line out that could not be read; `fatal`: the record cannot do without it. False: it is none of the lines. */
static bool leave_out(const Import *m, const ImportRow *row, Lines *lines, const Problem *p, Buf *left_out, bool *fatal)
{
	/* What is missing stands on no line, though it is told on the first. */
	bool missing = str_equal(p->code, STR("field-missing"));
	size_t at = p->pos.line >= 2 && !missing ? p->pos.line - 2 : lines->count;
	const ImportField *field = at < lines->count ? lines->fields[at] : NULL;
	Meaning of = field ? first_meaning(row, field->from) : MEANS_NOTHING;
	bool required = !field || cannot_lack(m, lines, field);
	Problem told = *p;
	if (!required)
		told.level = DIAG_WARNING;
	tell_at_row(row, &told, of);
	*fatal |= required;
	if (!field)
		return false;
	for (int i = 1; i < MEANINGS; i++)
		if (field->from & (uint64_t)1 << i && row->cells[i].len)
			put_left_over(left_out, column_name(row, (Meaning)i), row->cells[i]);
	memmove(&lines->fields[at], &lines->fields[at + 1],
	        (lines->count - at - 1) * sizeof(*lines->fields));
	memmove(&lines->values[at], &lines->values[at + 1],
	        (lines->count - at - 1) * sizeof(*lines->values));
	lines->count--;
	return true;
}

static Lines compose_lines(const ImportRow *row, Kind kind)
{
	Lines lines = { 0 };
	for (const ImportField *f = IMPORT_FIELDS[kind]; f->key; f++) {
		Str value = f->compose(row);
		if (value.len && lines.count < FIELDS_MOST) {
			lines.fields[lines.count] = f;
			lines.values[lines.count++] = value;
		}
	}
	return lines;
}

/* The column of the table that has it, empty in this row; else, as number 0, the one that tables have for it. */
static Str column_for(const ImportTable *t, const ImportField *f, uint16_t *number)
{
	uint64_t from = f->from | (strcmp(f->key, "summary") == 0 ? (uint64_t)1 << MEANS_TEXT : 0);
	for (uint16_t c = 0; c < t->count; c++)
		if (t->columns[c].meaning != MEANS_NOTHING && from & (uint64_t)1 << t->columns[c].meaning) {
			*number = (uint16_t)(c + 1);
			return t->columns[c].name;
		}
	*number = 0;
	for (int i = 1; i < MEANINGS; i++)
		if (f->from & (uint64_t)1 << i)
			return import_column((Meaning)i);
	return (Str){ 0 };
}

/* No column of the table has it: told once, not at each row. */
static void tell_lacking(Import *m, const ImportRow *row, size_t index, const Field *field, Str column)
{
	if (m->table.lacking & (uint64_t)1 << index)
		return;
	m->table.lacking |= (uint64_t)1 << index;
	diag_error(&m->diag, &m->table.shown, (Pos){ row->number, 1, 0 }, "import-lacking",
	           ARGS(str_from(field->ja), column),
	           _("no column of the table has the {0}: nothing is made of rows without it"),
	           _("add the column '{1}'"));
}

/* A record cannot be without it, and no cell of the row says it: told with the column where it belongs. */
static bool tell_missing(Import *m, const ImportRow *row, const Lines *lines)
{
	bool missing = false;
	for (const ImportField *f = IMPORT_FIELDS[m->table.kind]; f->key; f++) {
		const Field *field = field_of(m->table.kind, f->key);
		uint16_t number;
		if (field->use != FIELD_REQUIRED || has_line(lines, f->key))
			continue;
		Str column = column_for(&m->table, f, &number);
		missing = true;
		if (!number) {
			tell_lacking(m, row, (size_t)(f - IMPORT_FIELDS[m->table.kind]), field, column);
			continue;
		}
		diag_error(m->table.diag, &m->table.shown, (Pos){ row->number, number, 0 }, "import-missing",
		           ARGS(row->cells[MEANS_NAME], str_from(field->ja), column),
		           _("'{0}' has no {1}: nothing was made of this row"), _("write it in the column '{2}'"));
	}
	return missing;
}

/* What is missing was told already; else it is of a field that no column has. */
static const Problem *first_error(Diag *d, bool missing_told)
{
	diag_sort(d);
	for (size_t i = 0; i < d->count; i++)
		if (problem_is_error(&d->problems[i]) &&
		    !(missing_told && str_equal(d->problems[i].code, STR("field-missing"))))
			return &d->problems[i];
	return NULL;
}

/* The text of a file that can be read: what cannot is told, and left out. Empty: a record cannot do without it. */
static Str settled_text(Import *m, const ImportRow *row, Str path, const Area *area, Lines *lines,
                        const CsvRow *cells, Arena *run)
{
	bool fatal = tell_missing(m, row, lines);
	Buf left_out = { .arena = row->arena };
	for (;;) {
		Diag d = { 0 };
		Buf body = { .arena = row->arena };
		put_body(&body, m, row, buf_text(&left_out), cells);
		Str text = file_text(m, lines, buf_text(&body), run);
		bool sound = import_decode(m, path, text, m->table.kind, area, row->arena, &d);
		const Problem *p = sound ? NULL : first_error(&d, fatal);
		bool again = p && leave_out(m, row, lines, p, &left_out, &fatal);
		diag_free(&d);
		if (!again)
			return sound && !fatal ? text : (Str){ 0 };
	}
}

void import_make(Import *m, const ImportRow *row, Str id, const CsvRow *cells)
{
	Kind kind = m->table.kind;
	const char *how;
	const Area *area = import_area(row, &how);
	Str folder = area->path.len ? STR_CONCAT(row->arena, area->path, STR("/")) : (Str){ 0 };
	Str path = STR_CONCAT(&m->arena, folder, str_from(KIND_INFO[kind].folder), STR("/"), id, STR(".md"));
	Lines lines = compose_lines(row, kind);
	bool undated = kind == KIND_EVENT && !has_line(&lines, "date") && !has_line(&lines, "repeat");
	if (undated)
		import_tell(row, MEANS_FROM, DIAG_ERROR, "import-undated", row->cells[MEANS_NAME],
		            _("'{0}' has no day: nothing was made of this row"),
		            _("write its day in the column 開始日: 2026-12-08"));
	Str text = settled_text(m, row, path, area, &lines, cells, &m->arena);
	if (undated || !text.len)
		return;
	if (how)
		import_tell(row, MEANS_ADDRESS, DIAG_WARNING, "import-area", row->cells[MEANS_ADDRESS], how,
		            _("move the file into the folder of its district, or name it with --area"));
	Str said = str_format(&m->arena, _("new      content/%.*s  %.*s\n"), STR_ARG(path),
	                      STR_ARG(row->cells[MEANS_NAME]));
	import_add(m, (FileChange){ .path = path, .after = text, .id = id, .said = said });
	m->made++;
}

/* Which cells of a field say something else than the record does. */
static bool differs(const ImportRow *row, const ImportRow *now, const ImportField *f)
{
	bool other = false;
	if (f->from & (uint64_t)1 << MEANS_MARKS)
		return (row->marks & ~now->marks) != 0;
	for (int i = 1; i < MEANINGS; i++)
		if (f->from & (uint64_t)1 << i && row->cells[i].len)
			other |= !str_equal(row->cells[i], now->cells[i]);
	return other;
}

static void tell_emptied(const ImportRow *row, const ImportRow *now, const ImportField *f)
{
	for (int i = 1; i < MEANINGS; i++) {
		bool has_column = false;
		for (size_t c = 0; c < row->table->count; c++)
			has_column |= row->table->columns[c].meaning == (Meaning)i;
		if ((f->from & (uint64_t)1 << i) && has_column && !row->cells[i].len &&
		    now->cells[i].len)
			import_tell(row, (Meaning)i, DIAG_WARNING, "import-emptied", now->cells[i],
			            _("the table no longer says '{0}' in the column '{1}': the "
			              "record keeps it"),
			            _("take it out of the record by hand, if that is right"));
	}
}

/* contacts: [hibari]: what is said of an office or a place stands in its own file. */
static bool stands_elsewhere(Str written)
{
	return written.len && !str_contains(written, STR("{")) &&
	       !str_contains(written, STR("name:")) && !str_contains(written, STR("名称"));
}

static bool is_reference(const char *key)
{
	static const char *const keys[] = { "contacts", "organizer", "place", "provider",
		                            "operator" };
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (strcmp(keys[i], key) == 0)
			return true;
	return false;
}

static Str changed_field(const Import *m, const ImportRow *row, const ImportRow *now,
                         const Record *r, const ImportField *f, Str file, Buf *said)
{
	const Field *field = field_of(r->kind, f->key);
	Meaning of = first_meaning(row, f->from);
	Str value = f->compose(row), after;
	Diag d = { 0 };
	if (!value.len)
		return file;
	if (is_reference(f->key) && stands_elsewhere(front_get(file, field))) {
		import_tell(row, of, DIAG_WARNING, "import-elsewhere", row->cells[of],
		            _("'{0}' differs from the office or place that the record names: "
		              "nothing was changed"),
		            _("mend it in offices.yaml or in the place's own file, if the table is "
		              "right"));
		return file;
	}
	after = front_set(file, field, value, (Arena *)&m->arena);
	Str path = str_skip(r->src->path, strlen("content/"));
	if (!after.len || !import_decode(m, path, after, r->kind, r->area, row->arena, &d)) {
		for (size_t i = 0; i < d.count; i++)
			if (problem_is_error(&d.problems[i]))
				tell_at_row(row, &d.problems[i], of);
		after = file;
	} else if (!str_equal(after, file)) {
		buf_format(said, _("changed  %.*s  %s: %.*s → %.*s\n"), STR_ARG(r->src->path), field->ja,
		           STR_ARG(now->cells[of]), STR_ARG(row->cells[of]));
	}
	diag_free(&d);
	return after;
}

void import_change(Import *m, const ImportRow *row, const Record *r)
{
	const File *src = (const File *)r->src;
	bool own = str_ends(r->src->path, STR(".md"));
	Str before = src->source.bytes, after = before;
	ImportRow now;
	Buf said = { .arena = &m->arena };
	import_exported(&m->table, r, &now, &m->arena, row->arena);
	for (const ImportField *f = IMPORT_FIELDS[r->kind]; f && f->key; f++) {
		tell_emptied(row, &now, f);
		/* A repeat without a first day is exported with its next one. */
		bool open =
			r->kind == KIND_EVENT && r->as.event.repeat.rule.len && !r->as.event.from;
		if (!differs(row, &now, f) || (open && strcmp(f->key, "from") == 0))
			continue;
		if (own)
			after = changed_field(m, row, &now, r, f, after, &said);
		else
			import_tell(row, first_meaning(row, f->from), DIAG_WARNING, "import-list",
			            row->cells[first_meaning(row, f->from)],
			            _("'{0}' differs, but the record stands in a file of many: "
			              "nothing was changed"),
			            _("change it there by hand"));
	}
	if (str_equal(before, after)) {
		m->same++;
		return;
	}
	m->changed++;
	import_add(m, (FileChange){ .path = str_skip(r->src->path, strlen("content/")),
	                            .before = before,
	                            .after = after,
	                            .said = buf_text(&said) });
}
