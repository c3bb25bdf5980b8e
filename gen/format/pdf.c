#include "format/pdf.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "format/gzip.h"
#include "format/truetype.h"

enum { OBJECTS_MOST = 5000, PLACE_DIGITS = 10, ENTRY = 20, FONT_MOST = 4 << 20 };

typedef struct Object {
	Str whole;                             /* between "obj" and "endobj"; empty: it is no more */
	Str head, stream;                      /* of one with a stream: what is before and in it */
	size_t at;                             /* in the new file; of one that is packed, which of them it is */
} Object;

typedef struct Pdf {
	Object *objects;
	size_t count;
	Str trailer;                           /* between << and >> */
	Str language;
	Arena *scratch;
	Gzip *zlib;
} Pdf;

/* Reading. */

static bool take_number(Str *s, size_t *number)
{
	size_t digits = 0;
	*s = str_trim(*s);
	*number = 0;
	while (digits < s->len && digits < PLACE_DIGITS && s->ptr[digits] >= '0' && s->ptr[digits] <= '9')
		*number = *number * 10 + (size_t)(s->ptr[digits++] - '0');
	*s = str_skip(*s, digits);
	return digits > 0;
}

static bool take_word(Str *s, Str word)
{
	*s = str_trim(*s);
	return str_take(s, word);
}

/* Where the last `word` of the file begins, or its length. */
static size_t last_of(Str s, Str word)
{
	for (size_t at = s.len >= word.len ? s.len - word.len + 1 : 0; at-- > 0;)
		if (str_starts(str_skip(s, at), word))
			return at;
	return s.len;
}

/* The number behind /Length, or of the object that it names, which is then needed no more. */
static bool stream_length(Pdf *p, Str head, size_t *length, Str *behind)
{
	const Str key = STR("/Length ");
	size_t of, zero;
	*behind = str_skip(head, str_find(head, key) + key.len);
	if (!take_number(behind, length))
		return false;
	Str reference = *behind;
	of = *length;
	if (!take_number(&reference, &zero) || !take_word(&reference, STR("R")))
		return true;
	*behind = reference;
	if (of >= p->count || zero)
		return false;
	Str number = p->objects[of].whole;
	p->objects[of].at = SIZE_MAX;
	return take_number(&number, length);
}

/* Its length in place of where that is found. */
static bool split_stream(Pdf *p, Object *o, Str from)
{
	const Str word = STR("stream\n"), key = STR("/Length ");
	Str head = str_sub(from, 0, str_find(from, word)), behind;
	size_t length;
	if (!stream_length(p, head, &length, &behind) || length > from.len - head.len - word.len)
		return false;
	o->stream = str_sub(from, head.len + word.len, head.len + word.len + length);
	o->head = STR_CONCAT(p->scratch, str_sub(head, 0, str_find(head, key)), behind);
	return true;
}

static bool read_object(Pdf *p, Str pdf, size_t number, size_t at)
{
	Object *o = &p->objects[number];
	size_t named, zero;
	Str from = str_skip(pdf, at);
	if (!take_number(&from, &named) || named != number || !take_number(&from, &zero) ||
	    !take_word(&from, STR("obj\n")))
		return false;
	Str whole = str_sub(from, 0, str_find(from, STR("\nendobj")));
	o->whole = whole;
	return whole.len < from.len;
}

static bool has_stream(const Object *o)
{
	return str_find(o->whole, STR("stream\n")) < o->whole.len;
}

/* 0000000015 00000 n, a line for each object. */
static bool read_table(Pdf *p, Str pdf, Str table)
{
	size_t first, at;
	if (!take_word(&table, STR("xref")) || !take_number(&table, &first) || first ||
	    !take_number(&table, &p->count) ||
	    p->count < 2 || p->count > OBJECTS_MOST)
		return false;
	p->objects = NEW_ARRAY(p->scratch, Object, p->count + 2);
	table = str_trim(table);
	for (size_t i = 1; i < p->count; i++) {
		Str entry = str_sub(table, i * ENTRY, (i + 1) * ENTRY);
		if (!take_number(&entry, &at) || !read_object(p, pdf, i, at))
			return false;
	}
	return true;
}

/* A stream may hold the words that end an object, so it is read by its length, from the file. */
static bool read_streams(Pdf *p, Str pdf)
{
	for (size_t i = 1; i < p->count; i++) {
		Object *o = &p->objects[i];
		if (has_stream(o) && !split_stream(p, o, str_skip(pdf, (size_t)(o->whole.ptr - pdf.ptr))))
			return false;
	}
	return true;
}

static bool read(Pdf *p, Str pdf)
{
	size_t table, start = last_of(pdf, STR("startxref")), trailer = last_of(pdf, STR("trailer"));
	Str at = str_skip(pdf, start), words = str_sub(pdf, trailer, start);
	if (!take_word(&at, STR("startxref")) || !take_number(&at, &table) || table > trailer ||
	    !take_word(&words, STR("trailer")) || !take_word(&words, STR("<<")))
		return false;
	p->trailer = str_sub(words, 0, last_of(words, STR(">>")));
	return read_table(p, pdf, str_sub(pdf, table, trailer)) && read_streams(p, pdf);
}

/* Writing. */

static void lighten_font(Pdf *p, Object *o)
{
	const Str key = STR("/Length1 ");
	size_t at = str_find(o->head, key), ignored;
	Str font, plain;
	if (at == o->head.len || !zlib_parse(o->stream, FONT_MOST, p->scratch, &font) ||
	    !truetype_plain(font, p->scratch, &plain))
		return;
	Str behind = str_skip(o->head, at + key.len);
	take_number(&behind, &ignored);
	o->stream = gzip_render(p->zlib, plain, p->scratch);
	o->head = STR_CONCAT(p->scratch, str_sub(o->head, 0, at),
	                     str_format(p->scratch, "/Length1 %zu", plain.len), behind);
}

static void put_stream(Buf *out, size_t number, Str head, Str stream)
{
	buf_format(out, "%zu 0 obj\n", number);
	buf_str(out, str_sub(head, 0, last_of(head, STR(">>"))));
	buf_format(out, "/Length %zu >>\nstream\n", stream.len);
	buf_str(out, stream);
	buf_str(out, STR("\nendstream\nendobj\n"));
}

static bool is_packed(const Object *o)
{
	return o->whole.len && !o->head.len && o->at != SIZE_MAX;
}

/* The catalog, with what cairo leaves out. */
static Str with_language(const Pdf *p, Str object)
{
	if (!str_contains(object, STR("/Type /Catalog")))
		return object;
	return STR_CONCAT(p->scratch, str_sub(object, 0, last_of(object, STR(">>"))), STR("/Lang ("), p->language,
	                  STR(") /ViewerPreferences << /DisplayDocTitle true >> >>"));
}

/* Where each begins, then all of them. */
static void put_objects(Pdf *p, Buf *out)
{
	Buf places = { .arena = p->scratch }, bodies = { .arena = p->scratch };
	size_t count = 0;
	for (size_t i = 1; i < p->count; i++) {
		Object *o = &p->objects[i];
		if (!is_packed(o))
			continue;
		buf_format(&places, "%zu %zu ", i, bodies.len);
		buf_str(&bodies, with_language(p, str_trim(o->whole)));
		buf_char(&bodies, '\n');
		o->at = count++;
	}
	Str both[] = { buf_text(&places), buf_text(&bodies) };
	Str packed = gzip_render(p->zlib, str_join(p->scratch, both, 2, (Str){ 0 }), p->scratch);
	p->objects[p->count].at = out->len;
	put_stream(out, p->count,
	           str_format(p->scratch, "<< /Type /ObjStm /N %zu /First %zu /Filter /FlateDecode >>", count,
	                      places.len),
	           packed);
}

static void put_entry(Buf *b, int type, size_t place, size_t index)
{
	const char bytes[] = { (char)type, (char)(place >> 16), (char)(place >> 8), (char)place, (char)(index >> 8),
		               (char)index };
	buf_str(b, (Str){ bytes, sizeof(bytes) });
}

static void put_table(Pdf *p, Buf *out)
{
	Buf entries = { .arena = p->scratch };
	size_t place = out->len;
	put_entry(&entries, 0, 0, 0xffff);
	for (size_t i = 1; i < p->count; i++) {
		const Object *o = &p->objects[i];
		if (o->head.len)
			put_entry(&entries, 1, o->at, 0);
		else if (is_packed(o))
			put_entry(&entries, 2, p->count, o->at);
		else
			put_entry(&entries, 0, 0, 0xffff);
	}
	put_entry(&entries, 1, p->objects[p->count].at, 0);
	put_entry(&entries, 1, place, 0);
	Str size = p->trailer, behind = str_skip(size, str_find(size, STR("/Size ")) + STR("/Size ").len);
	size_t ignored;
	take_number(&behind, &ignored);
	Str head = str_format(p->scratch, "<< /Type /XRef /W [1 3 2] /Size %zu /Filter /FlateDecode%.*s >>",
	                      p->count + 2, STR_ARG(behind));
	put_stream(out, p->count + 1, head, gzip_render(p->zlib, buf_text(&entries), p->scratch));
	buf_format(out, "startxref\n%zu\n%%%%EOF\n", place);
}

static Str write(Pdf *p, Arena *a)
{
	Buf out = { .arena = a };
	buf_str(&out, STR("%PDF-1.5\n%\xb5\xed\xae\xfb\n"));
	for (size_t i = 1; i < p->count; i++) {
		Object *o = &p->objects[i];
		if (!o->head.len)
			continue;
		lighten_font(p, o);
		o->at = out.len;
		put_stream(&out, i, o->head, o->stream);
	}
	put_objects(p, &out);
	put_table(p, &out);
	return buf_text(&out);
}

Str pdf_packed(Str pdf, Str language, Arena *a)
{
	Arena scratch = { 0 };
	Pdf p = { .language = language, .scratch = &scratch, .zlib = zlib_make(&scratch) };
	Str packed = read(&p, pdf) ? write(&p, a) : pdf;
	arena_free(&scratch);
	return packed.len < pdf.len ? packed : pdf;
}
