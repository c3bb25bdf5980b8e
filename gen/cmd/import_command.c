#include "cmd/import.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/amend.h"
#include "cmd/commands.h"
#include "cmd/own.h"
#include "cmd/report.h"
#include "cmd/walk.h"
#include "format/charset.h"
#include "format/csv.h"
#include "publish/folder.h"
#include "site/singletons.h"

enum {
	FILE_MOST = 64 << 20,
	HEADER_ROWS = 10,
	HEADER_LEAST = 3,
	FIELDS_MOST = 32,
	ID_MOST = 60
};

/* The file. */

static bool refuse(Import *m, const char *code, const char *message, const char *hint)
{
	const Source src = { .path = m->options->words[1] };
	diag_error(&m->diag, &src, (Pos){ 0 }, code, NO_ARGS, message, hint);
	return false;
}

static bool read_table(Import *m, Source *src)
{
	Str path = m->options->words[1], bytes;
	int error =
		file_read(AT_FDCWD, str_terminated(path, &m->arena), FILE_MOST, &m->arena, &bytes);
	*src = (Source){ .path = path };
	if (error == ENOENT) {
		diag_world(&m->diag, path, "import-none", NO_ARGS, _("there is no such file"),
		           _("check its name, and the folder you are in"));
		return false;
	}
	if (error) {
		const char *name = strerrorname_np(error);
		diag_world(&m->diag, path, "import-read", ARGS(str_from(name ? name : "?")),
		           _("the table cannot be read ({0})"),
		           _("check its name, and that it is under 64 MB"));
		return false;
	}
	switch (charset_read(bytes, &m->arena, &src->bytes)) {
	case CHARSET_DONE: return true;
	case CHARSET_WORKBOOK:
		return refuse(m, "import-workbook", _("this is a workbook, not a CSV file"),
		              _("in the spreadsheet: save as, and there choose CSV UTF-8 (comma "
		                "delimited)"));
	case CHARSET_UNKNOWN: break;
	}
	return refuse(
		m, "import-charset", _("the letters of this file are in no encoding we know"),
		_("in the spreadsheet: save as, and there choose CSV UTF-8 (comma delimited)"));
}

/* event, イベント一覧, 12, or the kind whose records it makes. */
static DatasetId dataset_wanted(Str word)
{
	static const DatasetId of_kind[KINDS] = {
		[KIND_EVENT] = DATASET_EVENT,     [KIND_PLACE] = DATASET_PUBLIC_FACILITY,
		[KIND_SERVICE] = DATASET_SUPPORT, [KIND_CONSULTATION] = DATASETS,
		[KIND_GROUP] = DATASETS,          [KIND_SCHEME] = DATASETS,
		[KIND_NOTICE] = DATASETS,
	};
	for (int i = 0; i < DATASETS; i++)
		if (str_equal(word, DATASET_INFO[i].id) || str_equal(word, DATASET_INFO[i].name) ||
		    str_equal(word, DATASET_INFO[i].number))
			return (DatasetId)i;
	Kind kind = kind_called(word);
	return kind != KINDS ? of_kind[kind] : DATASETS;
}

static Kind kind_of(DatasetId id)
{
	return id == DATASET_EVENT ? KIND_EVENT : id == DATASET_SUPPORT ? KIND_SERVICE : KIND_PLACE;
}

/* Ends of lines: the first is that of the row before, each further one an empty row. */
static uint32_t take_line_ends(Str *rest)
{
	uint32_t count = 0;
	while (str_take(rest, STR("\r\n")) || str_take(rest, STR("\n")) ||
	       str_take(rest, STR("\r")))
		count++;
	return count;
}

/* The first rows, `count` of them, stand above the header. */
static void tell_above(Import *m, Str rest, uint32_t number, int count)
{
	CsvRow row;
	for (int i = 0; i < count && csv_take_row(&rest, &m->arena, &row); i++) {
		import_tell_above(m, &row, number);
		number += take_line_ends(&rest);
	}
}

/* Titles and dates may stand above the header; it is the first row most of whose columns we know. */
static bool find_header(Import *m, Str *rest, uint32_t *number, CsvRow *header)
{
	ImportTable *t = &m->table;
	CsvRow row;
	const Str first = *rest;
	const uint32_t at = *number;
	for (int i = 0; i < HEADER_ROWS && csv_take_row(rest, &m->arena, &row); i++) {
		size_t known = import_header(t, row.cells, row.count, &m->arena);
		bool named = false;
		for (size_t c = 0; c < t->count; c++)
			named |= t->columns[c].meaning == MEANS_NAME;
		*number += take_line_ends(rest);
		*header = row;
		if (named && known >= HEADER_LEAST) {
			tell_above(m, first, at, i);
			return true;
		}
	}
	diag_error(&m->diag, &t->shown, (Pos){ 1, 1, 0 }, "import-header", NO_ARGS,
	           _("no row with the names of the columns was found"),
	           _("put the names of the standard table into the first row: ID, 名称, 概要 …"));
	return false;
}

/* A column that nobody knows is told once, where it first says something. */
static void tell_unknown_columns(Import *m, const CsvRow *cells, uint32_t number)
{
	ImportTable *t = &m->table;
	for (size_t i = 0; i < cells->count && i < t->count; i++) {
		ImportColumn *c = &t->columns[i];
		if (c->meaning != MEANS_NOTHING || c->told || !c->name.len ||
		    !str_trim(cells->cells[i]).len)
			continue;
		c->told = true;
		diag_warning(&m->diag, &t->shown, (Pos){ number, (uint16_t)(i + 1), 0 },
		             "import-column", ARGS(c->name),
		             _("the column '{0}' is not known: what it says goes into the texts of "
		               "new records"),
		             NULL);
	}
}

static void take_row(Import *m, const CsvRow *cells, uint32_t number, Arena *a)
{
	ImportRow row;
	if (!import_row(&m->table, cells->cells, cells->count, number, &row, a))
		return;
	tell_unknown_columns(m, cells, number);
	if (!row.cells[MEANS_NAME].len) {
		import_tell(&row, MEANS_NOTHING, DIAG_ERROR, "import-nameless", (Str){ 0 },
		            _("this row has no name: nothing was made of it"),
		            _("write its name, or take the row out"));
		return;
	}
	Str id = import_id(m, &row);
	const Record *r = map_find(&m->walk.site->by_id, id);
	if (!map_put(&m->ids, id, (void *)m->table.src)) {
		import_tell(&row, MEANS_ID, DIAG_ERROR, "import-twice", row.cells[MEANS_ID],
		            _("an earlier row has the same id '{0}': this one was passed over"),
		            _("give each row an id of its own in the column ID"));
		return;
	}
	if (r && dataset_of(r) != m->table.dataset)
		import_tell(&row, MEANS_ID, DIAG_ERROR, "import-other", row.cells[MEANS_ID],
		            _("'{0}' is already the id of another sort of record"),
		            _("give the row another id"));
	else if (r)
		import_change(m, &row, r);
	else
		import_make(m, &row, id, cells);
}

/* Whether the record came from this table before. */
static bool is_ours(const Import *m, const Record *r)
{
	for (size_t i = 0; i < r->source.count; i++)
		if (str_equal(r->source.items[i], m->source))
			return dataset_of(r) == m->table.dataset;
	return false;
}

/* Records that came from this table before, and are in it no more. */
static void tell_missing(const Import *m)
{
	const Site *site = m->walk.site;
	for (size_t i = 0; i < site->record_count; i++) {
		const Record *r = site->records[i];
		if (is_ours(m, r) && !map_find(&m->ids, r->id))
			diag_warning(
				(Diag *)&m->diag, r->src, r->pos, "import-missing",
				ARGS(r->name, m->source),
				_("'{0}' is not in '{1}' any more: the record was left as it is"),
				_("when it has ended: status: 終了; to take it back, see "
			          "withdrawn.yaml"));
	}
}

/* A header of our own fields within the first rows; *rest and *number go behind it only then. */
static Own *find_own(Import *m, Str *rest, uint32_t *number, CsvRow *header)
{
	Kind kind = kind_called(m->options->words[0]);
	Own *own = NEW(&m->arena, Own);
	Str behind = *rest;
	uint32_t at = *number;
	CsvRow row;
	for (int i = 0; kind != KINDS && i < HEADER_ROWS && csv_take_row(&behind, &m->arena, &row); i++) {
		at += take_line_ends(&behind);
		if (!own_begin(own, m, kind, &row))
			continue;
		tell_above(m, *rest, *number, i);
		*header = row;
		*rest = behind;
		*number = at;
		return own;
	}
	return NULL;
}

static bool tell_no_header(Import *m)
{
	diag_error(&m->diag, &m->table.shown, (Pos){ 1, 1, 0 }, "import-own-header", NO_ARGS,
	           _("no row with the names of the fields was found"),
	           _("put ID, 名称 and the names of other fields into the first row; 'keijiban export' with the kind "
	             "makes such a table"));
	return false;
}

static void tell_open_quote(Import *m, uint32_t number)
{
	diag_error(&m->diag, &m->table.shown, (Pos){ number, 1, 0 }, "import-quote", NO_ARGS,
	           _("a quote \" in this row is never closed, so the rows behind "
	             "it cannot be told apart"),
	           _("write the quote twice, or take it out"));
}

static void take_rows(Import *m)
{
	Str rest = csv_text(m->table.src->bytes);
	uint32_t number = 1 + take_line_ends(&rest);
	Arena a = { 0 };
	CsvRow cells;
	ImportRows rows = { 0 };
	Own *own = find_own(m, &rest, &number, &rows.header);
	if (!own && !(m->table.dataset == DATASETS ? tell_no_header(m) : find_header(m, &rest, &number, &rows.header)))
		return;
	for (Str before = rest; csv_take_row(&rest, &a, &cells); before = rest) {
		m->row = number;
		if (cells.open) {
			tell_open_quote(m, number);
			break;
		}
		if (!import_is_again(m, &rows, &cells, str_sub(before, 0, before.len - rest.len), number)) {
			cells = import_filled(m, &rows, &cells, number, &a);
			own ? own_row(own, &cells, number, &a) : take_row(m, &cells, number, &a);
		}
		number += take_line_ends(&rest);
		arena_reset(&a, (ArenaMark){ 0 });
	}
	arena_free(&a);
	arena_free(&rows.kept);
	if (!own)
		tell_missing(m);
}

/* Writing. */

static int by_id(const void *left, const void *right)
{
	return str_compare(*(const Str *)left, *(const Str *)right);
}

/* Ids take their places in ids.txt, in order: new ones, and those of a run that ended before it came to this. */
static void add_ids(Import *m)
{
	const File *file = file_at(&m->walk.content, STR("content/ids.txt"));
	size_t count = m->walk.site->published_ids.count;
	const Site *site = m->walk.site;
	size_t known = count;
	Str *ids = NEW_ARRAY(&m->arena, Str, count + m->change_count + site->record_count);
	if (count)
		memcpy(ids, m->walk.site->published_ids.items, count * sizeof(*ids));
	for (size_t i = 0; i < m->change_count; i++)
		if (m->changes[i].id.len)
			ids[count++] = m->changes[i].id;
	for (size_t i = 0; i < site->record_count; i++)
		if (is_ours(m, site->records[i]))
			ids[count++] = site->records[i]->id;
	if (!file || !file->source.bytes.len || count == known)
		return;
	qsort(ids, count, sizeof(*ids), by_id);
	Buf b = { .arena = &m->arena };
	for (size_t i = 0; i < count; i++)
		if (!i || !str_equal(ids[i], ids[i - 1])) {
			buf_str(&b, ids[i]);
			buf_char(&b, '\n');
		}
	if (!str_equal(file->source.bytes, buf_text(&b)))
		import_add(m, (FileChange){ .path = STR("ids.txt"),
		                            .before = file->source.bytes,
		                            .after = buf_text(&b) });
}

static bool write_change(Import *m, const FileChange *c)
{
	AmendFault fault = c->before.len
	                           ? amend_file(m->options->content, c->path, c->before, c->after)
	                           : amend_create(m->options->content, c->path, c->after);
	const char *name = strerrorname_np(errno);
	if (fault == AMEND_DONE)
		return true;
	const Source src = { .path = STR_CONCAT(&m->arena, STR("content/"), c->path) };
	if (fault == AMEND_CHANGED)
		diag_error(&m->diag, &src, (Pos){ 0 }, "import-changed", NO_ARGS,
		           _("somebody changed this file meanwhile: it was left alone"),
		           _("import the table once more"));
	else
		diag_world(&m->diag, src.path, "import-write", ARGS(str_from(name ? name : "?")),
		           _("the file cannot be written ({0})"),
		           _("see to the permissions and the disk, then import again"));
	return false;
}

static void print_changes(const Import *m)
{
	for (size_t i = 0; i < m->change_count; i++)
		if (m->changes[i].said.len)
			fwrite(m->changes[i].said.ptr, 1, m->changes[i].said.len, stdout);
}

static void write_changes(Import *m)
{
	add_ids(m);
	for (size_t i = 0; i < m->change_count; i++)
		if (m->changes[i].path.len && !write_change(m, &m->changes[i]) && m->diag.world)
			break;
}

/* The command. */

static bool begin(Import *m, Source *src)
{
	const Options *o = m->options;
	m->table.dataset = dataset_wanted(o->words[0]);
	if (m->table.dataset == DATASETS && kind_called(o->words[0]) == KINDS) {
		fputs(_("keijiban import: name the table (event, public_facility, preschool, care_service, "
		        "support) or the kind of its records\n"),
		      stderr);
		return false;
	}
	if (!read_table(m, src) || !walk_open(&m->walk, o, &m->diag) ||
	    !walk_load(&m->walk, &m->diag))
		return false;
	const Site *site = m->walk.site;
	m->table.press = m->walk.press;
	m->table.site = site;
	m->table.kind = kind_of(m->table.dataset);
	m->table.src = src;
	m->table.shown.path = src->path;
	m->table.today = o->today;
	m->table.diag = &m->diag;
	for (size_t i = 0; i < site->area_count; i++)
		if (o->area.len && str_equal(site->areas[i]->path, o->area))
			m->table.area = site->areas[i];
	if (o->area.len && !m->table.area) {
		fprintf(stderr, _("keijiban import: there is no area '%.*s'\n"), STR_ARG(o->area));
		return false;
	}
	return true;
}

static Str last_part(Str path)
{
	while (str_has_byte(path, '/'))
		str_cut(path, '/', &path);
	return path;
}

int cmd_import(const Options *o)
{
	Import m = { .options = o };
	Source src;
	if (o->word_count != 2) {
		fputs(_("keijiban import: name a table and its file: keijiban import event "
		        "events.csv\n"),
		      stderr);
		return STATUS_USAGE;
	}
	m.ids.arena = &m.arena;
	m.source = last_part(o->words[1]);
	bool begun = begin(&m, &src);
	/* What is wrong in content/ was told by check; here only what comes of the table. */
	if (begun) {
		diag_free(&m.diag);
		take_rows(&m);
		import_try(&m);
		print_changes(&m);
		if (!o->dry_run)
			write_changes(&m);
	}
	report_print(&m.diag, FORMAT_TEXT, stderr);
	if (begun)
		fprintf(stderr,
		        o->dry_run ? _("%zu new, %zu changed, %zu the same; nothing was written\n")
		                   : _("%zu new, %zu changed, %zu the same\n"),
		        m.made, m.changed, m.same);
	int status = !begun && !m.diag.count ? STATUS_USAGE : report_status(&m.diag, false);
	diag_free(&m.diag);
	walk_drop(&m.walk);
	arena_free(&m.arena);
	return status;
}
