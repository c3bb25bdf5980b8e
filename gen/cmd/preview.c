#include "cmd/preview.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/utf8.h"
#include "cmd/preview_bar.h"
#include "cmd/preview_memory.h"
#include "cmd/walk.h"
#include "preview.inc"
#include "render/address.h"
#include "render/next_days.h"
#include "render/outputs.h"
#include "site/select.h"

/* One is shown; the other is the newest, where that has errors, or room for the next. */
enum { EDITIONS = 2 };

typedef struct Edition {
	Walk walk;
	bool open;
	int chronicle;                         /* of which its news borrow */
	MemoryView *view;                      /* its files */
	Preview *preview;                      /* for the keeping of its site */
	Keeping files;
} Edition;

struct Preview {
	Options options;                       /* `today` goes on with the clock */
	bool day_given;
	Edition editions[EDITIONS];
	Chronicle chronicles[EDITIONS];
	Edition *shown, *newest;               /* NULL before the first */
	Diag diag;                             /* of the newest */
	Hash files;                            /* as they were looked at for it */
	bool misnamed;                         /* there are names that cannot be used: each look tells them */
	long began;
	unsigned loads;
	char version[48];                      /* another one each time, and each time this program is started */
	PreviewMemory *memory;
	Desk desk;                             /* of what is shown: all its pages are made at it */
	Arena map_arena;                       /* what was drawn of the city, and of what */
	Hash map_of;
	Str map;
};

static Str map_drawn(void *context, Hash of)
{
	const Preview *p = ((const Edition *)context)->preview;
	return hash_equal(p->map_of, of) ? p->map : (Str){ 0 };
}

static void keep_map(void *context, Hash of, Str packed)
{
	Preview *p = ((Edition *)context)->preview;
	arena_reset(&p->map_arena, (ArenaMark){ 0 });
	p->map_of = of;
	p->map = str_copy(packed, &p->map_arena);
}

static void keep_fields(void *context, const File *file, Str packed)
{
	const Edition *e = context;
	e->files.keep(e->files.context, file, packed);
}

static bool read_file(void *context, const Source *src, Arena *a, Diag *d, Str *bytes)
{
	const Edition *e = context;
	return e->files.read(e->files.context, src, a, d, bytes);
}

static bool is_mended(void *context, const Source *src)
{
	const Edition *e = context;
	return e->files.mended(e->files.context, src);
}

Preview *preview_open(const Options *o, Arena *a)
{
	Preview *p = NEW(a, Preview);
	p->options = *o;
	p->began = (long)time(NULL);
	p->day_given = o->today_given;
	p->memory = memory_open(o->jobs, a);
	return p;
}

static void close_edition(Edition *e)
{
	if (e->open)
		walk_drop(&e->walk);
	if (e->view)
		memory_close(e->view);
	*e = (Edition){ 0 };
}

/* Loading. */

/* A repository that has moved on is opened beside the one that what is shown borrows from. */
static int chronicle_to_use(const Preview *p)
{
	int now = p->newest ? p->newest->chronicle : 0;
	bool borrowed = p->shown && p->shown->chronicle == now;
	return borrowed && !chronicle_is_current(&p->chronicles[now], &p->options) ? !now : now;
}

static void name_version(Preview *p)
{
	snprintf(p->version, sizeof(p->version), "%ld.%u", p->began, ++p->loads);
}

/* `listed` is the edition's from now on, and what was said of it. */
static void load(Preview *p, const Walk *listed, Diag *said)
{
	int chronicle = chronicle_to_use(p);
	Edition *next = p->shown == &p->editions[0] ? &p->editions[1] : &p->editions[0];
	close_edition(next);
	diag_free(&p->diag);
	diag_merge(&p->diag, said);
	*next = (Edition){ .walk = *listed, .open = true, .chronicle = chronicle, .preview = p };
	next->view = memory_look(p->memory, p->options.today);
	next->files = memory_keeping(next->view);
	const Keeping keeping = { .context = next, .keep = keep_fields, .read = read_file, .mended = is_mended,
		                  .map = map_drawn, .keep_map = keep_map };
	bool sound = walk_preview(&next->walk, &p->chronicles[chronicle], next->view, &keeping, &p->diag);
	diag_sort(&p->diag);
	p->newest = next;
	name_version(p);
	if (!sound)
		return;
	desk_turn(&p->desk, next->walk.press, next->walk.plan);
	if (p->shown)
		close_edition(p->shown);
	p->shown = next;
}

static bool has_same_layouts(const Walk *w, const Walk *here)
{
	const Sources *was = w->layout_sources, *is = here->layout_sources;
	bool same = is && was->count == is->count;
	for (size_t i = 0; same && i < was->count; i++)
		same = str_equal(was->paths[i], is->paths[i]) && hash_equal(was->stamps[i].mark, is->stamps[i].mark);
	return same;
}

static bool has_same_past(const Preview *p, Chronicle *c)
{
	return !c->repo || chronicle_is_current(c, &p->options);
}

/* A text is saved again and again while it is written: where nothing else was, the site stays, and pages have it. */
static bool mend(Preview *p, const Walk *here)
{
	Edition *e = p->shown;
	Mended m;
	if (!e || e != p->newest || !here->content_sources || !has_same_layouts(&e->walk, here))
		return false;
	Chronicle *c = &p->chronicles[e->chronicle];
	if (!has_same_past(p, c) || !memory_mend(e->view, here->content_sources, c, &m))
		return false;
	if (walk_preview_texts(&e->walk, e->view, m.numbers, m.count))
		return true;
	memory_unmend(e->view, &m);
	return false;
}

/* `here` has been looked at. */
static bool take(Preview *p, Day today, Walk *here, Hash files, Diag *said)
{
	bool same_day = p->newest && today == p->options.today;
	bool same = same_day && hash_equal(files, p->files);
	bool mended = !same && same_day && !said->count && mend(p, here);
	p->options.today = today;
	p->files = files;
	p->misnamed = said->count > 0;
	if (same || mended)
		walk_drop(here);
	if (mended)
		name_version(p);
	else if (!same)
		load(p, here, said);
	return !same;
}

static Day day_of_preview(const Preview *p)
{
	return p->day_given ? p->options.today : day_today();
}

bool preview_refresh(Preview *p)
{
	Walk here;
	Diag said = { 0 };
	Hash files = walk_look(&here, &p->options, &said);
	bool new = take(p, day_of_preview(p), &here, files, &said);
	diag_free(&said);
	return new;
}

bool preview_refresh_files(Preview *p, const Str *paths, size_t count)
{
	Walk here;
	Hash files;
	Diag said = { 0 };
	const Walk *last = p->newest && !p->misnamed ? &p->newest->walk : NULL;
	bool listed = last && last->content_sources && last->layout_sources;
	return listed && walk_look_at(&here, last, paths, count, &files)
	               ? take(p, day_of_preview(p), &here, files, &said)
	               : preview_refresh(p);
}

const Diag *preview_problems(const Preview *p)
{
	return &p->diag;
}

Str preview_version(const Preview *p)
{
	return str_from(p->version);
}

Str preview_home(const Preview *p, Arena *a)
{
	return p->shown ? address_of(p->shown->walk.site, (Str){ 0 }, a) : STR("/");
}

void preview_close(Preview *p)
{
	desk_free(&p->desk);
	for (int i = 0; i < EDITIONS; i++)
		close_edition(&p->editions[i]);
	for (int i = 0; i < EDITIONS; i++)
		chronicle_close(&p->chronicles[i]);
	memory_forget(p->memory);
	diag_free(&p->diag);
	arena_free(&p->map_arena);
}

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
	}
	return with_bar(&bar, html, a);
}

static void answer_output(Preview *p, const Output *out, int status, Arena *a, HttpAnswer *answer)
{
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
		*answer = (HttpAnswer){ .status = 200, .type = "text/event-stream", .bytes = preview_version(p),
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
