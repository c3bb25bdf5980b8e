#include <limits.h>
#include <stdlib.h>

#include "cmd/preview_bar.h"
#include "cmd/preview_inner.h"
#include "preview.inc"
#include "render/address.h"
#include "render/next_days.h"
#include "render/outputs.h"

/* Sources. */

static const File *file_in(const Files *files, Str path)
{
	for (size_t i = 0; i < files->count; i++)
		if (str_equal(files->items[i].source.path, path))
			return &files->items[i];
	return NULL;
}

/* As the disk spells it, from its root: content/… → /srv/city/content/…; empty where that cannot be told. */
static Str on_disk(const Preview *p, Str path, Arena *a)
{
	const Walk *w = &p->newest->walk;
	Str rest = path;
	bool content = str_take(&rest, STR("content/"));
	const File *f = file_in(content ? &w->content : &w->layouts, path);
	const Sources *s = content ? w->content_sources : w->layout_sources;
	char root[PATH_MAX];
	if (!f || !realpath(str_terminated(content ? p->options.content : p->options.layouts, a), root))
		return (Str){ 0 };
	return STR_CONCAT(a, str_from(root), STR("/"), sources_raw(s, f->number));
}

static Bar bar_of(const Preview *p)
{
	return (Bar){ .version = preview_version(p), .problems = &p->diag, .old = p->shown != p->newest };
}

static void answer_source(const Preview *p, Str path, Arena *a, HttpAnswer *answer)
{
	static const Str shown[] = { STR_INIT(".md"), STR_INIT(".yaml"), STR_INIT(".mustache"), STR_INIT(".css"),
		                     STR_INIT(".js"), STR_INIT(".txt"), STR_INIT(".csv"), STR_INIT(".svg") };
	const Walk *w = &p->newest->walk;
	const File *f = file_in(&w->content, path);
	if (!f)
		f = file_in(&w->layouts, path);
	bool text = false;
	for (size_t i = 0; i < sizeof(shown) / sizeof(*shown); i++)
		text |= str_ends(path, shown[i]);
	if (!f || !text)
		return;
	Bar bar = bar_of(p);
	Buf b = { .arena = a };
	bar.old = false;
	bar.page.file = f->source.path;
	bar.disk = on_disk(p, f->source.path, a);
	/* Where only its fields are known, its bytes are in memory. */
	Source whole = f->source;
	if (!whole.bytes.len && f->packed.len)
		whole.bytes = memory_bytes(p->newest->view, f->number);
	bar_source(&bar, &whole, &b);
	answer->status = 200;
	answer->type = "text/html; charset=utf-8";
	answer->bytes = buf_text(&b);
}

/* Pages. */

static const struct {
	Str end;
	const char *type;
} types[] = {
	{ STR_INIT(".html"), "text/html; charset=utf-8" },
	{ STR_INIT(".css"), "text/css; charset=utf-8" },
	{ STR_INIT(".js"), "text/javascript; charset=utf-8" },
	{ STR_INIT(".json"), "application/json" },
	{ STR_INIT(".geojson"), "application/geo+json" },
	{ STR_INIT(".svg"), "image/svg+xml" },
	{ STR_INIT(".png"), "image/png" },
	{ STR_INIT(".jpg"), "image/jpeg" },
	{ STR_INIT(".ico"), "image/x-icon" },
	{ STR_INIT(".woff2"), "font/woff2" },
	{ STR_INIT(".xml"), "application/xml" },
	{ STR_INIT(".ics"), "text/calendar; charset=utf-8" },
	{ STR_INIT(".csv"), "text/csv; charset=utf-8" },
	{ STR_INIT(".pdf"), "application/pdf" },
	{ STR_INIT(".webmanifest"), "application/manifest+json" },
};

/* A text, so that a browser shows what it does not know instead of keeping it. */
static const char *type_of(Str path)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (str_ends(path, types[i].end))
			return types[i].type;
	return "text/plain; charset=utf-8";
}

/* Where the bar stands: first in the body, but for the link that leads past what is repeated. */
static size_t place_of_bar(Str html)
{
	size_t body = str_find(html, STR("<body"));
	size_t at = body + str_find_byte(str_skip(html, body), '>') + 1;
	Str first = str_trim(str_skip(html, at));
	size_t link = str_find(first, STR("</a>"));
	bool skips = str_starts(first, STR("<a ")) && str_contains(str_sub(first, 0, link), STR("href=\"#"));
	return skips ? at + str_find(str_skip(html, at), STR("</a>")) + STR("</a>").len : at < html.len ? at : html.len;
}

static Str with_bar(const Bar *bar, Str html, Arena *a)
{
	Buf b = { .arena = a };
	size_t head = str_find(html, STR("</head>"));
	Str rest = str_skip(html, head);
	size_t place = place_of_bar(rest);
	buf_reserve(&b, html.len + 4096);
	buf_str(&b, str_sub(html, 0, head));
	bar_head(&b);
	buf_str(&b, str_sub(rest, 0, place));
	buf_char(&b, '\n');
	bar_render(bar, &b);
	buf_str(&b, str_skip(rest, place));
	return buf_text(&b);
}

static Str page_with_bar(const Preview *p, const Output *out, Str html, Arena *a)
{
	Bar bar = bar_of(p);
	bar.page = origin_of(out, a);
	bar.disk = bar.page.file.len ? on_disk(p, bar.page.file, a) : (Str){ 0 };
	if (out->kind->scope == OF_RECORD) {
		const Record *r = out->of.record;
		Buf days = { .arena = a };
		next_days_say(p->shown->walk.site, r, a, &days);
		bar.days = buf_text(&days);
		bar.early = r->early ? r->publish_from : DAY_NONE;
		bar.record = r->id;
	}
	return with_bar(&bar, html, a);
}

static void answer_output(Preview *p, const Output *out, int status, Arena *a, HttpAnswer *answer)
{
	const Edition *e = p->shown;
	Output instead;
	bool ahead = e->ahead && preview_ahead_has(e->ahead, out, &instead);
	out = ahead ? &instead : out;
	p->desk.press = ahead ? e->ahead->press : e->walk.press;
	Str bytes = output_render(&p->desk, out);
	answer->status = status;
	answer->type = type_of(out->path);
	answer->bytes = str_ends(out->path, STR(".html")) ? page_with_bar(p, out, bytes, a) : str_copy(bytes, a);
	desk_clear(&p->desk);
	diag_free(&p->desk.diag);
}

static bool wants_slash(Str path, const Output *out)
{
	return str_ends(out->path, STR("/index.html")) && !str_ends(path, STR("/")) &&
	       !str_ends(path, STR("index.html"));
}

static void redirect(Str to, Arena *a, HttpAnswer *answer)
{
	Buf b = { .arena = a };
	for (Str rest = to; rest.len;) {
		size_t part = str_find_byte(rest, '/');
		buf_percent(&b, str_sub(rest, 0, part));
		if (part < rest.len)
			buf_char(&b, '/');
		rest = str_skip(rest, part + 1);
	}
	*answer = (HttpAnswer){ .status = 302, .location = str_terminated(buf_text(&b), a) };
}

static void answer_page(Preview *p, Str path, Arena *a, HttpAnswer *answer)
{
	const Walk *w = &p->shown->walk;
	Str file = path_of_address(w->site, path, a);
	const Output *out = file.len ? plan_find(w->plan, file) : NULL;
	if (!out && file.len)
		out = plan_find(w->plan, STR_CONCAT(a, file, STR("/index.html")));
	const Output *missing = plan_find(w->plan, STR("404.html"));
	if (out && wants_slash(path, out))
		redirect(STR_CONCAT(a, path, STR("/")), a, answer);
	else if (out)
		answer_output(p, out, 200, a, answer);
	else if (!file.len && str_equal(path, STR("/")))
		redirect(address_of(w->site, (Str){ 0 }, a), a, answer);
	else if (missing)
		answer_output(p, missing, 404, a, answer);
}

static void answer_nothing_yet(const Preview *p, Arena *a, HttpAnswer *answer)
{
	Bar bar = bar_of(p);
	Buf b = { .arena = a };
	bar.old = false;
	bar_page(&bar, &b);
	*answer = (HttpAnswer){ .status = 503, .type = "text/html; charset=utf-8", .bytes = buf_text(&b) };
}

void preview_answer(Preview *p, Str path, Arena *scratch, HttpAnswer *answer)
{
	Str own = path;
	if (!str_take(&own, STR(BAR_FOLDER))) {
		if (p->shown)
			answer_page(p, path, scratch, answer);
		else
			answer_nothing_yet(p, scratch, answer);
	} else if (str_equal(own, STR("events"))) {
		*answer = (HttpAnswer){ .status = 200, .type = "text/event-stream", .bytes = preview_event(p, scratch),
			                .stream = true };
	} else if (str_equal(own, STR("preview.css"))) {
		*answer = (HttpAnswer){ .status = 200, .type = type_of(own),
			                .bytes = { preview_css, sizeof(preview_css) } };
	} else if (str_equal(own, STR("preview.js"))) {
		*answer = (HttpAnswer){ .status = 200, .type = type_of(own),
			                .bytes = { preview_js, sizeof(preview_js) } };
	} else if (str_take(&own, STR("source/")) && p->newest) {
		answer_source(p, own, scratch, answer);
	}
}
