#include "base/utf8.h"
#include "site/check_record.h"
#include "site/checking.h"
#include "site/find.h"
#include "site/singletons.h"
#include "site/texts.h"

/* What is wrong with it is told where it stands; a text that an office has lent is told of there. */
typedef struct Looking {
	const Checking *c;
	const Record *r;
} Looking;

static Written written(const Checking *c, const Source *src, Diag *d)
{
	return (Written){ .src = src, .arena = c->arena, .diag = d, .today = c->site->today };
}

/* What a contact has is told there, where its consent belongs too. */
static bool is_of_contact(const Record *r, Str number)
{
	for (size_t i = 0; i < r->contacts.count; i++)
		if (str_equal(r->contacts.items[i].phone, number))
			return true;
	return false;
}

static void check_own_phones(const Written *w, const Record *r, Str text, uint32_t first_line)
{
	Str rest = text, part, number;
	while (written_own_phone(&rest, &part, &number, w->arena)) {
		size_t at = (size_t)(part.ptr - text.ptr);
		if (!is_of_contact(r, number))
			diag_error(w->diag, w->src, written_pos(w, text, first_line, at, at + part.len), "phone-mobile",
			           ARGS(number), _("{0} is somebody's own phone"),
			           _("take it out of the text; with consent it can stand as phone in contacts"));
	}
}

/* Easy Japanese is written with spaces between its words. */
static bool is_easy(const Record *r, Str text)
{
	return text.len && (text.ptr == r->easy->name.ptr || text.ptr == r->easy->summary.ptr);
}

static void look_at_text(const Checking *c, const Record *r, const Written *w, Str text, uint32_t first_line)
{
	check_own_phones(w, r, text, first_line);
	bool dates_right = written_prose_dates(w, text, first_line, c->site->today);
	if (c->site->lint && !is_easy(r, text))
		written_aloud(w, text, first_line, dates_right);
}

/* Most texts are sound, so the line is looked for only where one is not. */
static void check_text(void *context, Str text)
{
	const Looking *l = context;
	Diag said = { 0 };
	Pos pos;
	const Written w = written(l->c, l->r->src, l->c->diag), silent = written(l->c, l->r->src, &said);
	look_at_text(l->c, l->r, &silent, text, 1);
	if (said.count && text_place(l->r->src, l->r->pos, text, utf8_prefix(text, 1), &pos))
		look_at_text(l->c, l->r, &w, text, pos.line);
	diag_free(&said);
}

/* They say what they said when the record was read whole, and then it was nothing. */
void check_texts(const Checking *c, const Record *r)
{
	if (r->body_unread)
		return;
	texts_each(KIND_INFO[r->kind].table, r, check_text, &(Looking){ c, r });
	const Written w = written(c, r->src, c->diag);
	look_at_text(c, r, &w, r->body, r->body_line);
	if (!c->site->lint)
		return;
	written_reading(&w, r->name, r->name_kana, record_place(r, "name_kana"));
	written_lines(&w, r->body, r->body_line);
	written_markup(&w, KIND_INFO[r->kind].table, r, r->pos);
	written_bare_address(&w, r->name, record_place(r, "name"));
	written_bare_address(&w, r->summary, record_place(r, "summary"));
	written_bare_address(&w, r->flyer->headline, record_place(r, "flyer"));
}

/* The new number, or the one of the office that has taken over. */
static Str number_instead(const Site *site, const RetiredPhone *old)
{
	const Office *office = office_find(site, old->use);
	return office && office->phone.len ? office->phone : old->use;
}

/* Only the written form is looked for: any guise would mean folding every body. */
static void check_retired_in(const Checking *c, const Source *src)
{
	for (size_t i = 0; i < c->site->retired_phones.count; i++) {
		const RetiredPhone *old = &c->site->retired_phones.items[i];
		size_t at = str_find(src->bytes, old->phone);
		bool whole = at < src->bytes.len && old->phone.len;
		if (whole)
			diag_error(c->diag, src, pos_at(src->bytes, at, old->phone.len), "phone-retired",
			           ARGS(old->phone, number_instead(c->site, old)), _("{0} is no longer in use"),
			           old->use.len ? _("write {1}") : _("take it away, or ask for the new number"));
	}
}

void check_retired(const Checking *c, const Record *r)
{
	check_retired_in(c, r->src);
}

void check_mended_text(const Site *site, const Record *r, const Source *whole, Diag *d)
{
	Arena scratch = { 0 };
	const Checking c = { .site = site, .arena = &scratch, .diag = d };
	const Written w = written(&c, whole, d);
	Str body;
	if (record_body_of(whole, d, &body)) {
		look_at_text(&c, r, &w, body, r->body_line);
		if (site->lint)
			written_lines(&w, body, r->body_line);
		check_retired_in(&c, whole);
	}
	arena_free(&scratch);
}

void check_english_name(const Checking *c, const Record *r)
{
	if (has_japanese(r->name_en))
		diag_error(c->diag, r->src, record_place(r, "name_en"), "name-en", ARGS(r->name_en),
		           _("{0} is no English name: it has Japanese characters"),
		           _("write it in Latin letters, or leave the field out"));
}

/* Only where there are pages that show it. */
void check_easy(const Checking *c, const Record *r)
{
	const Written w = written(c, r->src, c->diag);
	const Str texts[] = { r->easy->name, r->easy->summary, r->easy->body };
	bool shown = c->site->lint && languages_easy(&c->site->languages);
	for (size_t i = 0; shown && i < sizeof(texts) / sizeof(*texts); i++) {
		Str first = str_sub(texts[i], 0, str_find_byte(texts[i], '\n'));
		if (first.len)
			written_easy(&w, c->site->ruby, texts[i], record_word(r, "easy", first).line);
	}
}
