#include "site/confirm.h"

#include "base/utf8.h"
#include "site/written.h"

/* Instead of the bytes from … until - 1. */
typedef struct Edit {
	size_t from, until;
	Str words;
} Edit;

static size_t line_start(Str bytes, uint32_t line)
{
	size_t at = 0;
	for (uint32_t n = 1; n < line && at < bytes.len; n++)
		at += str_find_byte(str_skip(bytes, at), '\n') + 1;
	return at < bytes.len ? at : bytes.len;
}

/* A mark of the byte order at the very beginning is no column. */
static size_t offset_of(Str bytes, uint32_t line, uint32_t column)
{
	size_t start = line_start(bytes, line);
	Str rest = str_skip(bytes, start);
	if (line == 1)
		str_take(&rest, STR("\xef\xbb\xbf"));
	Str before = utf8_prefix(rest, column - 1);
	return (size_t)(rest.ptr - bytes.ptr) + before.len;
}

/* The words there read as this day. */
static bool says(const Site *site, Str words, Day day)
{
	Diag ignored = { 0 };
	Arena scratch = { 0 };
	Source line = { 0 };
	Written w = { .src = &line, .arena = &scratch, .diag = &ignored, .today = site->today };
	Str text = str_trim(words);
	if (text.len > 1 && (*text.ptr == '"' || *text.ptr == '\''))
		text = str_sub(text, 1, text.len - 1);
	Value v = value_text(text);
	Day read = DAY_NONE;
	bool sound = written_day(&w, &v, &read) && read == day;
	diag_free(&ignored);
	arena_free(&scratch);
	return sound;
}

static bool replace_date(const Site *site, const Record *r, Str iso, Edit *edit)
{
	Str bytes = r->src->bytes;
	Pos pos = record_place(r, "assured_date");
	size_t from = offset_of(bytes, pos.line, pos.column);
	Str written = utf8_prefix(str_skip(bytes, from), pos.length);
	*edit = (Edit){ from, from + written.len, iso };
	return says(site, written, r->assured);
}

/* Above `name: …`, which must begin its line; in the language of its key. */
static bool add_line(const Record *r, Str iso, Arena *a, Edit *edit)
{
	Str bytes = r->src->bytes;
	Pos pos = record_place(r, "name");
	size_t start = line_start(bytes, pos.line), end = offset_of(bytes, pos.line, pos.column);
	Str line = str_sub(bytes, start, end), key = str_trim(line);
	size_t indent = str_find(line, key);
	bool english = str_take(&key, STR("name")), japanese = !english && str_take(&key, STR("名称"));
	if ((!english && !japanese) || !str_starts(str_trim(key), STR(":")) || indent == line.len)
		return false;
	*edit = (Edit){ start, start,
		        STR_CONCAT(a, str_sub(line, 0, indent), english ? STR("assured_date: ") : STR("確認日: "), iso,
		                   STR("\n")) };
	return true;
}

static Str apply(Str bytes, Edit *edits, size_t count, Arena *a)
{
	Buf b = { .arena = a };
	size_t at = 0;
	for (size_t n = 0; n < count; n++) {
		size_t next = 0;
		for (size_t i = 1; i < count; i++)
			if (edits[i].from < edits[next].from)
				next = i;
		buf_str(&b, str_sub(bytes, at, edits[next].from));
		buf_str(&b, edits[next].words);
		at = edits[next].until;
		edits[next].from = SIZE_MAX;
	}
	buf_str(&b, str_skip(bytes, at));
	return buf_text(&b);
}

static const Record *record_in(const RecordList *list, Str id)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_equal(list->items[i]->id, id))
			return list->items[i];
	return NULL;
}

/* Everything else stays: as many records as before, each of them sound. */
static bool reads_well(const Site *site, const Record *const *records, size_t count, Day day, Str bytes)
{
	Arena scratch = { 0 }, arena = { 0 };
	Diag d = { 0 };
	const Record *first = records[0];
	const Source src = { .path = first->src->path, .bytes = bytes };
	const Source old = { .path = first->src->path, .bytes = first->src->bytes };
	RecordList after, before;
	Reader reader = site_reader(site, &src, &arena, &scratch, &d);
	Reader was = site_reader(site, &old, &arena, &scratch, &d);
	bool well = records_decode(&was, first->kind, first->area, &before) &&
	            records_decode(&reader, first->kind, first->area, &after) && !d.errors &&
	            before.count == after.count;
	for (size_t i = 0; well && i < after.count; i++)
		well = str_equal(before.items[i]->id, after.items[i]->id);
	for (size_t i = 0; well && i < count; i++) {
		const Record *r = record_in(&after, records[i]->id);
		well = r && r->assured == day;
	}
	diag_free(&d);
	arena_free(&scratch);
	arena_free(&arena);
	return well;
}

ConfirmFault confirm_dates(const Site *site, const Record *const *records, size_t count, Day day, Arena *a, Str *after)
{
	Edit *edits = NEW_ARRAY(a, Edit, count);
	Str iso = day_iso(day, a);
	for (size_t i = 0; i < count; i++) {
		if (!records[i]->assured && !add_line(records[i], iso, a, &edits[i]))
			return CONFIRM_NO_LINE;
		if (records[i]->assured && !replace_date(site, records[i], iso, &edits[i]))
			return CONFIRM_UNSURE;
	}
	*after = apply(records[0]->src->bytes, edits, count, a);
	return reads_well(site, records, count, day, *after) ? CONFIRM_DONE : CONFIRM_UNSURE;
}
